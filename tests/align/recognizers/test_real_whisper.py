"""A Whisper model with real weights, on the sample."""

from __future__ import annotations

import json
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pytest

from pullquote.align import AlignOptions, TimeSpan, align_recording, read_transcript
from pullquote.align.media.audio import SAMPLE_RATE, Audio, decode
from pullquote.align.progress import SILENT
from pullquote.align.recognizers import whisper
from pullquote.align.recognizers.whisper import WhisperRecognizer
from pullquote.samples import SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, SAMPLE_TRUTH

pytestmark = pytest.mark.whisper


def test_the_sample_s_words_are_found_where_they_are_spoken(real_whisper: Path) -> None:
    alignment = align_recording(
        SAMPLE_AUDIO,
        read_transcript(SAMPLE_TRANSCRIPT),
        AlignOptions(engine="whisper", model=str(real_whisper), language="en", use_cache=False),
    )
    truth = json.loads(SAMPLE_TRUTH.read_text(encoding="utf-8"))["words"]
    off = [
        abs(word.span.start - true["start"])
        for word, true in zip(alignment.words, truth, strict=True)
        if true["start"] is not None and word.span is not None
    ]
    spoken = sum(true["start"] is not None for true in truth)
    assert len(off) >= 0.95 * spoken
    assert np.median(off) < 0.1
    assert np.mean(np.array(off) < 0.3) > 0.95


def test_speech_that_one_hearing_left_out_is_heard_at_the_second(
    real_whisper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    audio = decode(SAMPLE_AUDIO)
    recognizer = WhisperRecognizer(str(real_whisper), device="cpu")
    whole = recognizer.recognize(audio, language="en", transcript=None, monitor=SILENT).words
    left_out = TimeSpan(40.0, 66.0)
    place = whisper.place_words
    monkeypatch.setattr(
        whisper,
        "place_words",
        lambda *given: [w for w in place(*given) if w.span.middle not in left_out],
    )
    again = recognizer.recognize(audio, language="en", transcript=None, monitor=SILENT).words

    def said(words):
        return [w.text.strip(".,?!").lower() for w in words if w.span.middle in left_out]

    assert len(said(whole)) > 40
    matched = SequenceMatcher(None, said(whole), said(again), autojunk=False)
    assert sum(block.size for block in matched.get_matching_blocks()) >= 0.9 * len(said(whole))
    assert [w for w in again if w.span.middle < 39] == [w for w in whole if w.span.middle < 39]


def test_nothing_is_heard_in_music_hum_and_noise_taken_for_speech(real_whisper: Path) -> None:
    random = np.random.default_rng(3)
    time = np.arange(28 * SAMPLE_RATE) / SAMPLE_RATE
    hum = 600 * np.sin(2 * np.pi * 50 * time)
    sounds = (np.zeros_like(time), hum, random.normal(0, 400, len(time)))
    recognizer = WhisperRecognizer(str(real_whisper), device="cpu")
    for sound, language in zip(sounds, ("en", "de", "en"), strict=True):
        audio = Audio(sound.astype(np.int16), speech=(TimeSpan(0.0, 28.0),))
        heard = recognizer.recognize(audio, language=language, transcript=None, monitor=SILENT)
        assert len(heard.words) <= 1, [word.text for word in heard.words]
