"""A recording without a transcript gets one, and is recognised only once."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from pullquote.align.errors import CancelledError, InputError, ModelError, NotSaidError
from pullquote.align.pipeline import align_recording, place_passage
from pullquote.align.progress import Monitor
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.recognizers.engines import AlignOptions
from pullquote.align.recognizers.whisper_engine.runtime import LoadedModel
from pullquote.align.transcribing import transcribe_recording


@pytest.fixture(scope="module")
def options(small_whisper):
    return AlignOptions(model=str(small_whisper), device="cpu")


@pytest.fixture(scope="module", autouse=True)
def _own_cache(tmp_path_factory):
    """One cache for all tests of this file: the talk is heard once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PULLQUOTE_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module")
def heard(known_talk, options, _own_cache):
    """The talk's transcript with its times, and what was passed on while it was heard."""
    told = []
    monitor = Monitor(on_heard=told.append)
    return transcribe_recording(known_talk.path, options, monitor), told


@pytest.fixture
def deaf(monkeypatch):
    """From here on nothing can be recognised."""

    def refuse(*args, **options):
        raise AssertionError("recognised again")

    monkeypatch.setattr(LoadedModel, "transcribe", refuse)
    monkeypatch.setattr(LoadedModel, "transcribe_again", refuse)


def test_the_text_is_what_was_heard_and_its_words_have_their_times(heard, known_talk):
    alignment, _ = heard
    assert alignment.coverage == 1.0
    assert alignment.language == "en"
    starts = {}
    for word in alignment.words:
        starts.setdefault(word.token.text.strip(".,").lower(), []).append(word.span.start)
    near = [
        any(abs(start - true) < 0.15 for start in starts.get(text.strip(".,").lower(), ()))
        for text, true in zip(known_talk.texts, known_talk.starts, strict=True)
    ]
    assert np.mean(near) > 0.6


def test_the_text_grows_while_it_is_heard(heard):
    alignment, told = heard
    assert len(told) > 1
    written, shown = alignment.transcript.text.split(), " ".join(told).split()
    assert shown[:30] == written[:30]
    assert len(shown) >= 0.8 * len(written)  # what a second hearing finds comes at the end


def test_a_corrected_text_is_aligned_without_recognising_again(heard, known_talk, options, deaf):
    corrected = parse_transcript(" ".join(known_talk.texts))
    alignment = align_recording(known_talk.path, corrected, options)
    assert alignment.coverage > 0.9


def test_whichever_model_heard_it_serves_where_none_is_asked_for(
    heard, known_talk, deaf, monkeypatch, tmp_path
):
    monkeypatch.setenv("PULLQUOTE_MODELS", str(tmp_path))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    corrected = parse_transcript("Well. " + " ".join(known_talk.texts))
    default = AlignOptions(engine="whisper", device="cpu")
    assert align_recording(known_talk.path, corrected, default).coverage > 0.9
    other = AlignOptions(engine="whisper", device="cpu", model="tiny")
    with pytest.raises((ModelError, AssertionError)):
        align_recording(known_talk.path, corrected, other)


def test_a_clip_of_the_text_can_be_cut_at_once(heard, known_talk, deaf, monkeypatch):
    text = parse_transcript(heard[0].transcript.text)
    monkeypatch.setattr("pullquote.align.pipeline.decode", None)
    span = place_passage(known_talk.path, text, 5, 9).span_of(5, 9)
    assert span.start == pytest.approx(heard[0].span_of(5, 9).start, abs=0.001)


def test_what_was_heard_with_names_is_used_for_the_text_that_comes_back(
    known_talk, options, monkeypatch, tmp_path
):
    monkeypatch.setenv("PULLQUOTE_CACHE", str(tmp_path))
    asked, real = [], LoadedModel.transcribe

    def transcribe(self, samples, chunks, language, decoding):
        asked.append(decoding.hotwords)
        return real(self, samples, chunks, language, decoding)

    monkeypatch.setattr(LoadedModel, "transcribe", transcribe)
    named = AlignOptions(model=options.model, device="cpu", names=("Victor", "fog signal"))
    transcribe_recording(known_talk.path, named)
    assert set(asked) == {"Victor, fog signal"}
    count = len(asked)
    align_recording(known_talk.path, parse_transcript(" ".join(known_talk.texts)), options)
    assert len(asked) == count


def test_silence_has_no_transcript(options, write_wav):
    with pytest.raises(NotSaidError, match="nobody is heard to speak"):
        transcribe_recording(write_wav("quiet.wav", np.zeros(48_000)), options)


def test_another_engine_writes_none(known_talk):
    with pytest.raises(InputError, match="only Whisper writes transcripts, not 'sphinx'"):
        transcribe_recording(known_talk.path, AlignOptions(engine="sphinx"))


def test_without_a_model_one_sentence_says_what_to_do(known_talk, monkeypatch, tmp_path):
    monkeypatch.setenv("PULLQUOTE_MODELS", str(tmp_path))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match=r"none is on this machine .* --model"):
        transcribe_recording(known_talk.path)


def test_cancelling_leaves_nothing_behind(known_talk, options, monkeypatch, tmp_path):
    monkeypatch.setenv("PULLQUOTE_CACHE", str(tmp_path / "new"))
    told = []
    monitor = Monitor(is_cancelled=lambda: bool(told), on_heard=told.append)
    with pytest.raises(CancelledError):
        transcribe_recording(known_talk.path, options, monitor)
    assert not list((tmp_path / "new").glob("*.json"))


def test_a_renamed_recording_is_the_same(heard, known_talk, options, tmp_path, deaf):
    other = tmp_path / f"other{known_talk.path.suffix}"
    shutil.copy(known_talk.path, other)
    alignment = transcribe_recording(other, options)
    assert alignment.transcript == heard[0].transcript
