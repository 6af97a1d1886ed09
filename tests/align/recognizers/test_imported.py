"""Times that somebody already has come back as words, exactly or spread by length."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, strategies as st

from pullquote.align.errors import CancelledError, FormatError, TranscriptError
from pullquote.align.media.audio import SAMPLE_RATE, Audio
from pullquote.align.model.words import Recognition, Word
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.recognizers.imported import ImportedRecognizer, spread
from pullquote.align.times import TimeSpan

AUDIO = Audio(np.zeros(10 * SAMPLE_RATE, dtype=np.int16))


def heard(path: Path, content: object, *, language: str | None = None) -> Recognition:
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    recognizer = ImportedRecognizer(path)
    return recognizer.recognize(AUDIO, language=language, transcript=None, monitor=SILENT)


def listed(recognition: Recognition) -> list[tuple[str, float, float]]:
    return [
        (word.text, round(word.span.start, 3), round(word.span.end, 3))
        for word in recognition.words
    ]


class TestJson:
    def test_whisper_word_times_are_taken_as_they_are(self, tmp_path: Path) -> None:
        words = [
            {"word": " Hello", "start": 0.5, "end": 0.9, "probability": 0.75},
            {"word": " there.", "start": 0.9, "end": 1.4, "probability": 0.5},
        ]
        document = {"segments": [{"start": 0, "end": 2, "text": "x", "words": words}],
                    "language": "en"}  # fmt: skip
        recognition = heard(tmp_path / "a.json", document)
        assert recognition.words == (
            Word("Hello", TimeSpan(0.5, 0.9), 0.75),
            Word("there.", TimeSpan(0.9, 1.4), 0.5),
        )
        assert recognition.language == "en"
        assert recognition.engine.name == "imported"

    def test_whisperx_words_without_times_share_the_gap(self, tmp_path: Path) -> None:
        words = [
            {"word": "in", "start": 1.0, "end": 1.2, "score": 0.9},
            {"word": "1999"},
            {"word": "or"},
            {"word": "so", "start": 2.0, "end": 2.2, "score": 0.9},
            {"word": "25"},
        ]
        document = {"segments": [{"start": 1.0, "end": 3.0, "text": "", "words": words}]}
        assert listed(heard(tmp_path / "a.json", document)) == [
            ("in", 1.0, 1.2), ("1999", 1.2, 1.7), ("or", 1.7, 2.0), ("so", 2.0, 2.2),
            ("25", 2.2, 3.0),
        ]  # fmt: skip

    def test_whisper_cpp_tokens_become_words(self, tmp_path: Path) -> None:
        def token(text: str, start: int, end: int) -> dict[str, object]:
            return {"text": text, "offsets": {"from": start, "to": end}, "p": 0.8}

        tokens = [token("[_BEG_]", 0, 0), token(" un", 100, 200), token("happy", 200, 500),
                  token(",", 500, 500), token(" so", 600, 700), token("[_TT_]", 9, 9)]  # fmt: skip
        document = {
            "result": {"language": "en"},
            "transcription": [
                {"offsets": {"from": 0, "to": 1000}, "text": " unhappy, so", "tokens": tokens}
            ],
        }
        assert listed(heard(tmp_path / "a.json", document)) == [
            ("unhappy,", 0.1, 0.5), ("so", 0.6, 0.7),
        ]  # fmt: skip

    def test_segments_without_words_are_spread(self, tmp_path: Path) -> None:
        document = {"segments": [{"start": 1.0, "end": 2.0, "text": " a bbb"}], "language": "de"}
        recognition = heard(tmp_path / "a.json", document)
        assert listed(recognition) == [("a", 1.0, 1.333), ("bbb", 1.333, 2.0)]
        assert recognition.language == "de"

    def test_words_of_an_api_answer_are_taken(self, tmp_path: Path) -> None:
        words = [{"word": "hi", "start": 0, "end": 1}, {"word": "you", "start": 1, "end": 2}]
        document = {"text": "hi you", "language": "english", "words": words}
        recognition = heard(tmp_path / "a.json", document)
        assert listed(recognition) == [("hi", 0, 1), ("you", 1, 2)]
        assert recognition.language == "en"

    def test_absent_words_and_labels_of_our_own_result_are_left_out(self, tmp_path: Path) -> None:
        words = [
            {"word": "ANNA:", "status": "absent", "role": "speaker"},
            {"word": "ghost", "status": "absent", "confidence": 0.9, "probability": 0.0},
            {"word": "hi", "start": 1.0, "end": 1.5, "probability": 0.9, "status": "heard"},
        ]
        document = {"pullquote": 1, "segments": [{"start": 1, "end": 1.5, "words": words}]}
        assert listed(heard(tmp_path / "a.json", document)) == [("hi", 1.0, 1.5)]


class TestSubtitles:
    def test_cues_are_spread_by_length(self, tmp_path: Path) -> None:
        content = "1\n00:00:01,000 --> 00:00:03,000\na bbb\nccc\n"
        assert listed(heard(tmp_path / "a.srt", content)) == [
            ("a", 1.0, 1.4), ("bbb", 1.4, 2.2), ("ccc", 2.2, 3.0),
        ]  # fmt: skip

    def test_word_times_inside_cues_are_taken_and_rolled_lines_left(self, tmp_path: Path) -> None:
        content = (
            "WEBVTT\nLanguage: en\n\n"
            "00:00.000 --> 00:02.000\n \nhello<00:00.500><c> big</c><00:00:01.200><c> world</c>\n\n"
            "00:02.000 --> 00:02.010\nhello big world\n \n\n"
            "00:02.010 --> 00:04.000\nhello big world\nhow<00:02.500><c> are</c>\n\n"
            "00:04.000 --> 00:04.010\nhow are\n \n\n"
            "00:04.010 --> 00:06.000\nhow are\nyou\n"
        )
        assert listed(heard(tmp_path / "a.vtt", content)) == [
            ("hello", 0.0, 0.5), ("big", 0.5, 1.2), ("world", 1.2, 2.0),
            ("how", 2.01, 2.5), ("are", 2.5, 4.0), ("you", 4.01, 6.0),
        ]  # fmt: skip

    def test_the_language_is_guessed_from_common_words(self, tmp_path: Path) -> None:
        english = "1\n00:00:01,000 --> 00:00:03,000\nIt is the end of the day.\n"
        assert heard(tmp_path / "a.srt", english).language == "en"
        german = "1\n00:00:01,000 --> 00:00:03,000\nEs ist das Ende des Tages.\n"
        assert heard(tmp_path / "b.srt", german).language == "und"
        assert heard(tmp_path / "b.srt", german, language="de").language == "de"

    def test_the_language_of_the_transcript_is_believed(self, tmp_path: Path) -> None:
        path = tmp_path / "a.srt"
        path.write_text("1\n00:00:01,000 --> 00:00:03,000\nHola\n")
        transcript = parse_transcript("Hola", language="es")
        recognition = ImportedRecognizer(path).recognize(
            AUDIO, language=None, transcript=transcript, monitor=SILENT
        )
        assert recognition.language == "es"


class TestAnyFile:
    def test_words_beyond_the_audio_are_left_out(self, tmp_path: Path) -> None:
        content = "1\n00:00:01,000 --> 00:00:03,000\nin\n\n2\n00:00:11,000 --> 00:00:13,000\nout\n"
        assert [word.text for word in heard(tmp_path / "a.srt", content).words] == ["in"]

    def test_other_words_are_another_engine_to_the_cache(self, tmp_path: Path) -> None:
        one = heard(tmp_path / "a.srt", "1\n00:00:01,000 --> 00:00:03,000\none\n").engine
        same = heard(tmp_path / "b.srt", "1\n00:00:01,000 --> 00:00:03,000\none\n").engine
        two = heard(tmp_path / "a.srt", "1\n00:00:01,000 --> 00:00:03,000\ntwo\n").engine
        assert one == same != two

    def test_cancelling_stops_it(self, tmp_path: Path) -> None:
        path = tmp_path / "a.srt"
        path.write_text("1\n00:00:01,000 --> 00:00:03,000\none\n")
        with pytest.raises(CancelledError):
            ImportedRecognizer(path).recognize(
                AUDIO, language=None, transcript=None, monitor=Monitor(is_cancelled=lambda: True)
            )

    def test_unknown_extensions_are_refused(self, tmp_path: Path) -> None:
        with pytest.raises(FormatError, match=r"'\.txt'; use one of \.json, \.srt"):
            ImportedRecognizer(tmp_path / "a.txt")

    def test_a_missing_file_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(TranscriptError, match="does not exist"):
            ImportedRecognizer(tmp_path / "a.json")

    @pytest.mark.parametrize(
        ("name", "content"),
        [("a.json", '{"text": "no times"}'), ("a.json", "{"), ("a.srt", "no times"),
         ("a.json", '{"segments": [{"text": "no times"}]}'), ("a.vtt", "WEBVTT\n")],
    )  # fmt: skip
    def test_a_file_without_times_is_refused(self, tmp_path: Path, name: str, content: str) -> None:
        with pytest.raises(TranscriptError, match=r"a\.(json|srt|vtt) "):
            heard(tmp_path / name, content)


@given(
    st.lists(st.text("abc", min_size=1, max_size=9)),
    st.floats(0, 1e5),
    st.floats(0, 100),
)
def test_spread_words_follow_each_other_and_fill_the_span(
    texts: list[str], start: float, length: float
) -> None:
    words = spread(texts, TimeSpan(start, start + length))
    assert [word.text for word in words] == texts
    for before, after in pairwise(words):
        assert before.span.end == pytest.approx(after.span.start)
        assert before.span.start <= after.span.start
    if words:
        assert words[0].span.start == pytest.approx(start)
        assert words[-1].span.end == pytest.approx(start + length)
