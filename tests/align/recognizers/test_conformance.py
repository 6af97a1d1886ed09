"""Promises of every recogniser (see `recognizers.base`), asked of each."""

from __future__ import annotations

import itertools
import json

import pytest

from pullquote.align.errors import CancelledError
from pullquote.align.model.words import EngineInfo, Recognition
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.recognizers.imported import ImportedRecognizer
from pullquote.align.recognizers.whisper import WhisperRecognizer


def whisper(known, folder, tmp_path):
    return WhisperRecognizer(str(folder), device="cpu")


def imported(known, folder, tmp_path):
    words = [
        {"word": text, "start": float(start), "end": float(end), "probability": 1.0}
        for text, start, end in zip(known.texts, known.starts, known.ends, strict=True)
    ]
    segment = {"start": words[0]["start"], "end": words[-1]["end"], "words": words}
    segment["text"] = " ".join(known.texts)
    path = tmp_path / "times.json"
    path.write_text(json.dumps({"language": "en", "segments": [segment]}))
    return ImportedRecognizer(path)


@pytest.fixture(params=[whisper, imported], ids=lambda make: make.__name__)
def recognizer(request, known_sentence, small_whisper, tmp_path):
    return request.param(known_sentence, small_whisper, tmp_path)


def test_info_is_the_same_before_and_after(recognizer, known_sentence):
    before = recognizer.info
    assert isinstance(before, EngineInfo)
    heard = recognizer.recognize(
        known_sentence.audio, language=None, transcript=None, monitor=SILENT
    )
    assert isinstance(heard, Recognition)
    assert heard.engine == before == recognizer.info


def test_words_are_stripped_in_order_and_inside_the_recording(recognizer, known_sentence):
    audio = known_sentence.audio
    heard = recognizer.recognize(audio, language="en", transcript=None, monitor=SILENT)
    assert len(heard.words) == len(known_sentence.texts)
    assert heard.language == "en"
    for word in heard.words:
        assert word.text == word.text.strip() != ""
        assert 0 <= word.span.start <= word.span.end <= audio.duration + 1e-6
        assert 0 <= word.probability <= 1
    assert all(a.span.start <= b.span.start for a, b in itertools.pairwise(heard.words))


def test_the_same_is_heard_twice(recognizer, known_sentence):
    first, second = (
        recognizer.recognize(known_sentence.audio, language="en", transcript=None, monitor=SILENT)
        for _ in range(2)
    )
    assert first == second


def test_progress_reaches_its_end(recognizer, known_sentence):
    reports = []
    monitor = Monitor(on_progress=lambda stage, fraction: reports.append((stage, fraction)))
    recognizer.recognize(known_sentence.audio, language="en", transcript=None, monitor=monitor)
    assert reports[-1][1] == 1.0


def test_a_cancel_ends_it(recognizer, known_sentence):
    with pytest.raises(CancelledError):
        recognizer.recognize(
            known_sentence.audio,
            language="en",
            transcript=None,
            monitor=Monitor(is_cancelled=lambda: True),
        )
