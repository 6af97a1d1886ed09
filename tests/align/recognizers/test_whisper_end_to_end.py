"""A recording and its transcript in, words at their true times out, through a real Whisper."""

from __future__ import annotations

import numpy as np
import pytest

from pullquote.align.errors import InputError, ModelError, TranscriptMismatchError
from pullquote.align.model.alignment import Status
from pullquote.align.pipeline import AlignOptions, align_recording
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.recognizers import pocketsphinx as sphinx


def align(recording, model, text=None, **options):
    transcript = parse_transcript(text or " ".join(recording.texts))
    chosen = AlignOptions(engine="whisper", model=str(model), use_cache=False, **options)
    return align_recording(recording.path, transcript, chosen)


def starts_off(alignment, recording):
    """Seconds by which each placed word's start is off."""
    placed = [
        (word.span.start, true)
        for word, true in zip(alignment.words, recording.starts, strict=True)
        if word.span is not None
    ]
    return np.array([abs(found - true) for found, true in placed])


@pytest.fixture(scope="module")
def aligned_talk(known_talk, small_whisper):
    return align(known_talk, small_whisper)


@pytest.mark.skipif(not sphinx.is_available(), reason="no pocketsphinx for this Python")
def test_english_words_are_at_their_true_times(aligned_talk, known_talk):
    off = starts_off(aligned_talk, known_talk)
    assert len(off) >= 0.98 * len(known_talk.texts)
    assert np.median(off) < 0.03
    assert np.mean(off < 0.2) > 0.95
    assert off.max() < 1.0


def test_the_result_names_its_engine(aligned_talk):
    assert aligned_talk.engine.name == "whisper"
    assert aligned_talk.language == "en"
    assert aligned_talk.coverage > 0.95


def test_without_pocketsphinx_whisper_places_the_words_itself(
    known_talk, small_whisper, monkeypatch
):
    monkeypatch.setattr(sphinx, "is_available", lambda: False)
    alignment = align(known_talk, small_whisper)
    off = starts_off(alignment, known_talk)
    assert len(off) > 0.9 * len(known_talk.texts)
    assert np.median(off) < 0.05
    assert np.mean(off < 0.2) > 0.85
    assert off.max() < 2.0


def test_another_language_is_placed_by_whisper(known_talk, small_whisper):
    alignment = align(known_talk, small_whisper, language="de")
    assert alignment.language == "de"
    off = starts_off(alignment, known_talk)
    assert np.median(off) < 0.1


def test_a_sentence_that_was_not_spoken_has_no_time(known_talk, small_whisper):
    words = list(known_talk.texts)
    ends = [i for i, text in enumerate(words) if text.endswith((".", "?"))]
    middle = ends[len(ends) // 2] + 1
    unspoken = "Nobody ever said this long sentence about elephants anywhere today."
    inserted = unspoken.split()
    text = " ".join([*words[:middle], *inserted, *words[middle:]])
    alignment = align(known_talk, small_whisper, text)
    run = alignment.words[middle : middle + len(inserted)]
    assert sum(word.status is Status.ABSENT for word in run) >= 0.7 * len(inserted)


def test_a_foreign_transcript_is_not_forced_onto_the_recording(known_talk, small_whisper):
    text = "Quite other things are written here, unlike anything anyone uttered. " * 12
    with pytest.raises(TranscriptMismatchError):
        align(known_talk, small_whisper, text)


def test_a_language_that_whisper_lacks_is_refused(known_sentence, small_whisper):
    with pytest.raises(InputError, match="'xx'"):
        align(known_sentence, small_whisper, language="xx")


def test_a_folder_without_a_model_is_refused(known_sentence, tmp_path):
    with pytest.raises(ModelError, match="lacks"):
        align(known_sentence, tmp_path)
