"""A model made larger says what the small one says."""

from __future__ import annotations

import pytest

from benchmarks.speed.widened_model import read_model, widen, write_model
from pullquote.align.progress import SILENT
from pullquote.align.recognizers.whisper import WhisperRecognizer


def test_a_model_is_written_as_it_was_read(small_whisper, tmp_path):
    source = small_whisper / "model.bin"
    write_model(read_model(source), tmp_path / "model.bin")
    again, first = read_model(tmp_path / "model.bin"), read_model(source)
    assert again.aliases == first.aliases
    assert again.variables.keys() == first.variables.keys()
    assert all((again.variables[name] == value).all() for name, value in first.variables.items())


def test_the_larger_model_hears_the_same_at_the_same_times(small_whisper, known_sentence, tmp_path):
    wide = widen(small_whisper, tmp_path / "wide", "base")
    assert (wide / "model.bin").stat().st_size > 15 * (small_whisper / "model.bin").stat().st_size
    heard = [
        WhisperRecognizer(str(folder))
        .recognize(known_sentence.audio, language="en", transcript=None, monitor=SILENT)
        .words
        for folder in (small_whisper, wide)
    ]
    assert [w.text for w in heard[0]] == [w.text for w in heard[1]]
    assert [w.span.start for w in heard[0]] == pytest.approx(
        [w.span.start for w in heard[1]], abs=0.05
    )
