"""The result file: written and read back the same, and readable by other tools."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from pullquote.align.errors import AlignmentFileError, TranscriptError
from pullquote.align.model.alignment import (
    AlignedWord,
    Alignment,
    Status,
    Unscripted,
    format_alignment,
    parse_alignment,
    read_alignment,
)
from pullquote.align.model.transcript import Transcript
from pullquote.align.model.words import EngineInfo, Word
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.times import TimeSpan

TALK = "My talk\n\nANNA: One, two -- (applause) three.\n\nBEN: Two two."
# Times in files have three decimals.
milliseconds = st.integers(0, 100_000).map(lambda n: n / 1000)
hundredths = st.integers(0, 1000).map(lambda n: n / 1000)
statuses = st.sampled_from(Status)


@st.composite
def alignments(draw: st.DrawFn) -> Alignment:
    text = draw(
        st.lists(
            st.sampled_from(["ANNA: ", "one ", "two-- ", "one", "a--b ", "(applause) ", "\n\n",
                             "\n", "我好", "“Q” ", "\u200b", "&amp; ", "\\ ", '"', "é\u0301 "]),
            max_size=25,
        )
    )  # fmt: skip
    try:
        transcript = parse_transcript("".join(text))
    except TranscriptError:
        transcript = parse_transcript("one")
    words = tuple(draw(aligned(transcript, index)) for index in range(len(transcript.tokens)))
    stretches = draw(st.lists(st.tuples(milliseconds, milliseconds, hundredths), max_size=3))
    unscripted = tuple(
        Unscripted(
            TimeSpan(min(a, b), max(a, b)), (Word("um", TimeSpan(min(a, b), max(a, b)), p),), 0
        )
        for a, b, p in stretches
    )
    engine = EngineInfo("sphinx", "5.1", draw(st.text(max_size=5)))
    language = draw(st.sampled_from(["en", "de"]))
    return Alignment(
        transcript, words, unscripted, language, draw(milliseconds), "abc", engine, "a.mp4"
    )


def aligned(transcript: Transcript, index: int) -> st.SearchStrategy[AlignedWord]:
    token = transcript.tokens[index]
    timeless = (Status.ABSENT, Status.PENDING)
    return st.builds(
        lambda status, start, length, confidence: AlignedWord(
            token,
            None if status in timeless else TimeSpan(start, round(start + length, 3)),
            confidence,
            status,
        ),
        statuses,
        milliseconds,
        hundredths,
        hundredths,
    )


def talk() -> Alignment:
    transcript = parse_transcript(TALK, source="talk.txt", language="en")
    words = tuple(
        AlignedWord(token, TimeSpan(token.index, token.index + 0.5), 0.9, Status.HEARD)
        if token.is_speech and token.index > 1
        else AlignedWord(token, None, 0.8, Status.ABSENT)
        for token in transcript.tokens
    )
    heard = Unscripted(TimeSpan(20, 22), (Word("um", TimeSpan(20, 21), 0.4),), 9)
    engine = EngineInfo("sphinx", "5.1", "en-us")
    return Alignment(transcript, words, (heard,), "en", 30.25, "abc", engine, "a.mp4")


@given(alignments())
@settings(max_examples=150, deadline=None)
def test_what_is_written_is_read_back(alignment: Alignment) -> None:
    again = parse_alignment(format_alignment(alignment))
    assert again.words == alignment.words
    assert again.transcript.text == alignment.transcript.text
    assert again.transcript.paragraphs == alignment.transcript.paragraphs
    assert again == alignment


def test_other_tools_find_what_whisper_writes() -> None:
    document = json.loads(format_alignment(talk()))
    assert document["text"] == TALK
    assert document["language"] == "en"
    assert document["duration"] == 30.25
    words = [word for segment in document["segments"] for word in segment["words"]]
    assert [word["word"] for word in words] == [token.text for token in talk().transcript.tokens]
    for segment in document["segments"]:
        assert {"id", "start", "end", "text", "words"} <= set(segment)
        assert segment["start"] <= segment["end"]
    starts = [segment["start"] for segment in document["segments"]]
    assert starts == sorted(starts)
    assert [segment.get("speaker") for segment in document["segments"]] == [None, "ANNA", "BEN"]


def test_an_absent_word_has_no_times_and_says_so() -> None:
    document = json.loads(format_alignment(talk()))
    label = document["segments"][1]["words"][0]
    assert label["word"] == "ANNA:"
    assert label["status"] == "absent"
    assert label["role"] == "speaker"
    assert not {"start", "end"} & set(label)
    assert document["coverage"] == pytest.approx(5 / 7, abs=1e-4)


def test_unscripted_speech_names_its_place_and_words() -> None:
    (stretch,) = json.loads(format_alignment(talk()))["unscripted"]
    assert stretch["start"], stretch["end"] == (20, 22)
    assert stretch["text"] == "um"
    assert stretch["after"] == 9


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is not a result of"),
        ("{", "is not a result of"),
        ('{"text": "cut off", "pullquote": {', "is damaged JSON"),
        pytest.param('{"pullquote": 1, "y": ' + "[" * 100_000, "is damaged JSON", id="deep"),
        ("[1]", "is not a result of `pullquote align`"),
        ('{"segments": []}', "is not a result of `pullquote align`"),
        ('{"pullquote": 1}', "is damaged"),
        ('{"pullquote": 1, "text": "a", "segments": 5}', "is damaged"),
    ],
)
def test_other_text_is_refused(text: str, why: str) -> None:
    with pytest.raises(AlignmentFileError, match=why):
        parse_alignment(text)


@pytest.mark.parametrize("break_it", ["word", "status", "start", "segments", "media", "engine"])
def test_a_damaged_result_is_refused(break_it: str) -> None:
    document = json.loads(format_alignment(talk()))
    word = document["segments"][2]["words"][1]
    if break_it == "word":
        word["word"] = "elsewhere"
    elif break_it == "status":
        word["status"] = "maybe"
    elif break_it == "start":
        word["start"] = "soon"
    else:
        document[break_it] = None
    with pytest.raises(AlignmentFileError, match="is damaged"):
        parse_alignment(json.dumps(document))


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AlignmentFileError, match="does not exist"):
        read_alignment(tmp_path / "none.json")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(AlignmentFileError, match="is not a result of"):
        read_alignment(tmp_path / "bytes.json")


def test_a_file_is_read_with_its_name_in_errors(tmp_path: Path) -> None:
    path = tmp_path / "talk.json"
    path.write_text(format_alignment(talk()), encoding="utf-8")
    assert read_alignment(path) == talk()
    path.write_text("{}")
    with pytest.raises(AlignmentFileError, match=r"talk\.json"):
        read_alignment(path)


class TestTheValue:
    def test_a_word_has_a_span_exactly_when_it_is_in_the_audio(self) -> None:
        token = talk().transcript.tokens[0]
        for status in (Status.ABSENT, Status.PENDING):
            with pytest.raises(ValueError, match="cannot have span"):
                AlignedWord(token, TimeSpan(0, 1), 0.5, status)
        for status in (Status.HEARD, Status.PLACED, Status.ESTIMATED):
            with pytest.raises(ValueError, match="cannot have span"):
                AlignedWord(token, None, 0.5, status)

    @pytest.mark.parametrize("confidence", [-0.1, 1.1, float("nan")])
    def test_confidence_is_a_share(self, confidence: float) -> None:
        with pytest.raises(ValueError, match="between 0 and 1"):
            AlignedWord(talk().transcript.tokens[0], None, confidence, Status.ABSENT)

    def test_every_token_needs_its_word(self) -> None:
        with pytest.raises(ValueError, match="aligned words for"):
            replace(talk(), words=talk().words[:-1])

    def test_the_span_of_words_leaves_out_what_has_no_time(self) -> None:
        assert talk().span_of(0, 2) is None
        assert talk().span_of(0, 4) == TimeSpan(3, 4.5)

    def test_an_alignment_with_words_to_look_for_is_partial(self) -> None:
        alignment = talk()
        assert not alignment.is_partial
        pending = replace(alignment.words[0], status=Status.PENDING)
        assert replace(alignment, words=(pending, *alignment.words[1:])).is_partial
