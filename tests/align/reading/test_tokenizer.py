"""Words, marks and paragraphs of plain text: planted ones are found, and nothing is lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings, strategies as st

from pullquote.align.errors import TranscriptError
from pullquote.align.model.transcript import Role
from pullquote.align.reading.tokenizer import (
    Block,
    build_transcript,
    can_be_spoken,
    parse_transcript,
)
from pullquote.align.reading.word_boundaries import split_words
from pullquote.align.times import TimeSpan
from tests.align.reading.parsed import paragraph_texts, roles, spoken

ZERO_WIDTH = "\u200b\ufeff"


troublesome = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            list("aB1 \n\t:[]()<>-–—….,'\"*♪&%$>0123456789Qq：「」，。ー\u200b\ufeff\u00a0")
        ),
        st.sampled_from(list("漢字かなカナสวัสดีแกไทยພາສາមន្ត្រីမြန်မာאבגعربيहिन्दी👍🏽é\u0301")),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=120,
)


pieces = st.lists(
    st.sampled_from(
        ["ANNA:", "Anna Smith:", ">> ", "[Speaker 1]", "(applause)", "[00:12]", "12:34", "\n",
         "\n\n", "know--you", "we…go", "12:30-13:10", "1", "-->", "00:00:01,000", "hello", "♪ la ♪",
         " ",
         "*laughs*", "我很好。", "\t", "(1:02:03)"]
    ),
    max_size=25,
).map(" ".join)  # fmt: skip


class TestLaws:
    @given(st.one_of(troublesome, pieces))
    @settings(max_examples=150, deadline=None)
    def test_every_character_that_is_no_space_is_in_exactly_one_token(self, text: str) -> None:
        owned = [0] * len(text)
        for start, end in split_words(text):
            assert start < end
            for place in range(start, end):
                owned[place] += 1
        expected = [0 if c.isspace() or c in ZERO_WIDTH else 1 for c in text]
        assert owned == expected

    @given(st.one_of(troublesome, pieces))
    @settings(max_examples=150, deadline=None)
    def test_tokens_are_slices_in_order_and_paragraphs_partition_them(self, text: str) -> None:
        try:
            transcript = parse_transcript(text)
        except TranscriptError:
            return
        assert transcript.text == text
        place = 0
        for number, token in enumerate(transcript.tokens):
            assert token.index == number
            assert token.text == text[token.start_char : token.end_char]
            assert token.start_char >= place
            place = token.end_char
        stops = [0, *(paragraph.stop for paragraph in transcript.paragraphs)]
        assert [paragraph.first for paragraph in transcript.paragraphs] == stops[:-1]
        assert stops[-1] == len(transcript.tokens)
        assert all(paragraph.first < paragraph.stop for paragraph in transcript.paragraphs)

    @given(st.one_of(troublesome, pieces))
    @settings(max_examples=100, deadline=None)
    def test_what_is_spoken_has_something_to_say_and_a_mark_has_not(self, text: str) -> None:
        try:
            transcript = parse_transcript(text)
        except TranscriptError:
            return
        assert any(token.is_speech for token in transcript.tokens)
        for token in transcript.tokens:
            if token.role is Role.MARK:
                assert not any(character.isalnum() for character in token.text)
            elif token.is_speech:
                assert can_be_spoken(token.text)

    @given(st.lists(st.from_regex(r"[A-Za-z]{1,8}[.,?!]?", fullmatch=True), min_size=1))
    def test_plain_words_are_all_spoken_and_split_at_spaces(self, written: list[str]) -> None:
        assert spoken("say " + " ".join(written)) == ["say", *written]

    @given(st.lists(st.sampled_from(["one two", "ANNA: hi", "(applause) yes", "我好"]), min_size=1))
    def test_blocks_become_paragraphs_with_their_spans(self, texts: list[str]) -> None:
        blocks = [
            Block(text, span=TimeSpan(number, number + 1)) for number, text in enumerate(texts)
        ]
        transcript = build_transcript(blocks, source="cues", separator="\n")
        assert [p.span for p in transcript.paragraphs] == [block.span for block in blocks]
        quoted = [transcript.quote(p.first, p.stop - 1) for p in transcript.paragraphs]
        assert quoted == texts


class TestSplitting:
    @pytest.mark.parametrize(
        ("chunk", "expected"),
        [
            ("know--you", ["know--", "you"]),
            ("know—you", ["know—", "you"]),
            ("know – you", ["know", "–", "you"]),
            ("right…now", ["right…", "now"]),
            ("well...I", ["well...", "I"]),
            ("“Stop”—he", ["“Stop”—", "he"]),
            ("he—“Stop”", ["he—", "“Stop”"]),
            ("one—two—three", ["one—", "two—", "three"]),
            ("well-known", ["well-known"]),
            ("1939–1945", ["1939–1945"]),
            ("9:00–10:30", ["9:00–10:30"]),
            ("3--4", ["3--4"]),
            ("--and", ["--and"]),
            ("and--", ["and--"]),
            ("don't", ["don't"]),
            ("U.S.A.", ["U.S.A."]),
            ("[laughs]Yes", ["[laughs]", "Yes"]),
            ("[I]t", ["[I]t"]),
            ("(s)he", ["(s)he"]),
            ("我有iPhone手机。", ["我", "有", "iPhone", "手", "机。"]),
            ("「你好」，他说", ["「你", "好」，", "他", "说"]),
            ("3.5公里", ["3.5", "公", "里"]),
            ("你好（", ["你", "好（"]),
            ("キャット", ["キャッ", "ト"]),
            ("สวัสดี", ["ส", "วั", "ส", "ดี"]),
            ("แม่น้ำ", ["แม่", "น้ำ"]),
            ("ខ្មែរ", ["ខ្មែ", "រ"]),
            ("안녕하세요", ["안녕하세요"]),
            ("हिन्दी", ["हिन्दी"]),
            ("e\u0301te\u0301", ["e\u0301te\u0301"]),
            ("one\u200btwo\u00a0three", ["one", "two", "three"]),
        ],
    )
    def test_a_chunk_splits_into(self, chunk: str, expected: list[str]) -> None:
        assert [chunk[start:end] for start, end in split_words(chunk)] == expected


class TestMarks:
    @pytest.mark.parametrize("mark", ["--", "•", "***", "—", "=====", "👍", "…", "|", ">", '"'])
    def test_nothing_to_say_is_a_mark(self, mark: str) -> None:
        assert (mark, "mark") in roles(f"one {mark} two")

    @pytest.mark.parametrize("symbol", ["&", "%", "$5", "+", "€", "@", "½", "5°", "№"])
    def test_symbols_with_a_name_are_spoken(self, symbol: str) -> None:
        assert spoken(f"one {symbol} two") == ["one", symbol, "two"]


class TestParagraphs:
    def test_blank_lines_separate(self) -> None:
        assert paragraph_texts("one two\nthree\n\n \t\nfour\r\n\r\nfive") == [
            "one two\nthree", "four", "five",
        ]  # fmt: skip

    def test_an_indented_line_is_no_blank_line(self) -> None:
        assert len(paragraph_texts("one two\n   three four\n   five")) == 1

    def test_wrapped_lines_are_one_paragraph(self) -> None:
        line = "it was the best of times and it was the worst of times, and so on\n"
        assert len(paragraph_texts(line * 8)) == 1

    def test_long_lines_are_paragraphs_of_their_own(self) -> None:
        line = "it was the best of times, it was the worst of times, " * 6 + "and so on.\n"
        assert len(paragraph_texts(line * 4)) == 4
        assert len(paragraph_texts("Title\n\n" + line * 4)) == 5

    def test_finished_lines_of_uneven_length_are_paragraphs_of_their_own(self) -> None:
        text = "Hello there.\nI came from a far away country to see you.\nWhy?\nBecause I could.\n"
        assert len(paragraph_texts(text)) == 4


class TestRefusing:
    @pytest.mark.parametrize("text", ["", "  \n\t\n", "\ufeff"])
    def test_an_empty_text_is_refused(self, text: str) -> None:
        with pytest.raises(TranscriptError, match="is empty; give the text of what is said"):
            parse_transcript(text)

    @pytest.mark.parametrize("text", ["(applause)", "-- ***", "[00:12:34]\n"])
    def test_a_text_without_speech_is_refused(self, text: str) -> None:
        with pytest.raises(TranscriptError, match="no words that could be spoken"):
            parse_transcript(text, source="talk.txt")


@pytest.mark.parametrize(
    "seed",
    ["ANNA: so it goes -- on. ", "*", "-", "♪", "(", "A ", "0:05 x\n", "9:59\n1:00\n", "--a",
     "<!--",
     "[0:05 ", "漢", "!     ", "9 seconds x\n", "Anna\n0:05\nyes\n", "0:05\nAnna\nyes\n",
     "Anna Smith (0:05) x\n", "00:00:00:01 - "],
)  # fmt: skip
def test_no_text_however_odd_takes_more_than_linear_time(seed: str) -> None:
    def cost(size: int) -> float:
        text = seed * (size // len(seed)) + "\nword"
        started = time.process_time()
        parse_transcript(text)
        return time.process_time() - started

    cost(100)  # what is made once
    # Sixteen times the text: linear time gives 16, quadratic 256; the rest is other people's work.
    assert cost(32_000) < 100 * max(cost(2_000), 0.005)
