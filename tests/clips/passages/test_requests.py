"""Requests for passages, one by one and from files."""

from __future__ import annotations

from pathlib import Path

import pytest

from pullquote.align.errors import (
    InputError,
    PassageNotFoundError,
    TranscriptError,
)
from pullquote.align.model.alignment import Alignment
from pullquote.align.times import TimeSpan
from pullquote.clips.passages.requests import Request, parse_request, read_requests, resolve


class TestRequests:
    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ("we came home", Request(quote="we came home")),
            ('"12:30-13:10"', Request(quote="12:30-13:10")),
            ("“we came home”", Request(quote="we came home")),
            ("words:120-145", Request(words=(120, 145))),
            ("Words: 7", Request(words=(7, 7))),
            ("12:30-12:52.5", Request(time=TimeSpan(750, 772.5))),
            ("0:05 --> 0:07", Request(time=TimeSpan(5, 7))),
            ("Remember this: go", Request(quote="Remember this: go")),
        ],
    )
    def test_a_line_is_a_request(self, line: str, expected: Request) -> None:
        assert parse_request(line) == expected

    def test_a_list_has_one_request_a_line(self, tmp_path: Path) -> None:
        path = tmp_path / "quotes.txt"
        path.write_text("\ufeff# my quotes\n\nwe came home\r\nwords:3-5\n0:01-0:02\n")
        assert read_requests(path) == (
            Request(quote="we came home"),
            Request(words=(3, 5)),
            Request(time=TimeSpan(1, 2)),
        )

    def test_a_table_has_names_and_occurrences(self, tmp_path: Path) -> None:
        path = tmp_path / "quotes.csv"
        path.write_text(
            "Name;Quote;Occurrence;Words;Start;End\n"
            'home;"we came; home";2;;;\nlate;;;8-9;;\n;;;;1:00;1:05.5\n;;;;;\n'
        )
        assert read_requests(path) == (
            Request(quote="we came; home", name="home", occurrence=2),
            Request(words=(8, 9), name="late"),
            Request(time=TimeSpan(60, 65.5)),
        )

    def test_a_table_names_words_to_cut_out(self, tmp_path: Path) -> None:
        path = tmp_path / "quotes.csv"
        path.write_text(
            'quote,cut,name,cut_every\n"we came home",,a,\n'
            '"we came home","came | words:3-4",,you know|um\n'
        )
        assert read_requests(path) == (
            Request(quote="we came home", name="a"),
            Request(
                quote="we came home", cuts=("came", "words:3-4"), cuts_every=("you know", "um")
            ),
        )

    @pytest.mark.parametrize(
        ("name", "content", "why"),
        [
            ("a.txt", "ok\nwords:x\n", "line 2: 'x' is not a range of words"),
            ("a.txt", "2:00-1:00\n", "line 1: .* ends before it starts"),
            ("a.csv", "quote,occurrence\nhi,two\n", "line 2"),
            ("a.csv", "text,who\nhi,me\n", "has no column named quote"),
            ("a.csv", "start,end\n1:00,\n", "line 2: there is a start but no end"),
        ],
    )
    def test_what_cannot_be_understood_is_named_by_line(
        self, tmp_path: Path, name: str, content: str, why: str
    ) -> None:
        path = tmp_path / name
        path.write_text(content)
        with pytest.raises(InputError, match=why):
            read_requests(path)

    @pytest.mark.parametrize("content", ["# only a comment\n", "", "quote\n"])
    def test_a_file_that_asks_for_nothing_is_refused(self, tmp_path: Path, content: str) -> None:
        path = tmp_path / "a.csv"
        path.write_text(content)
        with pytest.raises((TranscriptError, InputError)):
            read_requests(path)

    def test_a_missing_file_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(TranscriptError, match="could not be found"):
            read_requests(tmp_path / "none.txt")

    def test_a_request_is_resolved_by_what_it_gives(self, talk: Alignment) -> None:
        by_quote = resolve(Request(quote="we came home", occurrence=2), talk)
        assert resolve(Request(words=(11, 13)), talk) == by_quote
        assert resolve(Request(time=TimeSpan(11, 13.8)), talk).text == by_quote.text

    def test_words_to_cut_out_are_looked_for_in_the_whole_passage(self, talk: Alignment) -> None:
        asked = Request(words=(11, 13), cuts=("came",))
        assert resolve(asked, talk).struck == (12,)
        first = Request(words=(11, 13), cuts=("words:11-11",), cuts_every=("we", "came"))
        assert resolve(first, talk).struck == (11, 12)
        with pytest.raises(PassageNotFoundError, match="'gull' is not in the passage"):
            resolve(Request(words=(11, 13), cuts=("came", "gull")), talk)

    @pytest.mark.parametrize("fields", [{}, {"quote": "a", "words": (1, 2)}])
    def test_a_request_gives_exactly_one_thing(self, fields: dict[str, object]) -> None:
        with pytest.raises(ValueError, match="exactly one of"):
            Request(**fields)  # type: ignore[arg-type]
