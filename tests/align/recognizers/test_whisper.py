"""The Whisper recogniser hears what was said, when it was said, and says so when it cannot."""

from __future__ import annotations

import itertools
import threading
import time

import numpy as np
import pytest
from hypothesis import given, strategies as st

from pullquote.align.errors import CancelledError, InputError, ModelError
from pullquote.align.media.audio import SAMPLE_RATE, Audio
from pullquote.align.model.words import Word
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.recognizers.whisper import (
    WhisperOptions,
    WhisperRecognizer,
    in_order,
    join_pieces,
)
from pullquote.align.recognizers.whisper_engine.decoding import HeardWord
from pullquote.align.recognizers.whisper_engine.runtime import WINDOW
from pullquote.align.times import TimeSpan


def plain(text):
    return text.strip(" .,?!").lower()


def listen(recognizer, audio, language="en", monitor=SILENT):
    return recognizer.recognize(audio, language=language, transcript=None, monitor=monitor)


@pytest.fixture(scope="module")
def recognizer(small_whisper):
    return WhisperRecognizer(str(small_whisper), device="cpu")


@pytest.fixture(scope="module")
def heard_talk(recognizer, known_talk):
    """The words heard in the talk, and the progress reported meanwhile."""
    reports = []
    monitor = Monitor(on_progress=lambda stage, fraction: reports.append((stage, fraction)))
    return listen(recognizer, known_talk.audio, None, monitor), reports


def test_a_sentence_is_heard_word_for_word_at_its_times(recognizer, known_sentence):
    heard = listen(recognizer, known_sentence.audio).words
    assert [plain(w.text) for w in heard] == [plain(text) for text in known_sentence.texts]
    off = np.array([w.span.start for w in heard]) - known_sentence.starts
    assert np.abs(off[1:]).max() < 0.15
    # Whisper puts the first word where the speech detector's padding begins.
    assert -0.5 < off[0] < 0.15


def test_a_talk_of_several_windows_is_heard_at_its_times(heard_talk, known_talk):
    words = {plain(w.text): [] for w in heard_talk[0].words}
    for word in heard_talk[0].words:
        words[plain(word.text)].append(word.span.start)
    near = [
        any(abs(start - true) < 0.3 for start in words.get(plain(text), []))
        for text, true in zip(known_talk.texts, known_talk.starts, strict=True)
    ]
    assert np.mean(near) > 0.6
    assert known_talk.audio.duration > WINDOW


def test_language_is_found_when_none_is_given(heard_talk):
    assert heard_talk[0].language == "en"


def test_progress_never_goes_back_and_ends_at_one(heard_talk):
    _, reports = heard_talk
    for _, group in itertools.groupby(reports, key=lambda report: report[0]):
        fractions = [fraction for _, fraction in group]
        assert fractions == sorted(fractions)
    assert reports[-1][1] == 1.0
    assert any(0 < fraction < 1 for _, fraction in reports)


def test_words_are_in_order_and_inside_the_recording(heard_talk, known_talk):
    spans = [word.span for word in heard_talk[0].words]
    assert all(a.start <= b.start for a, b in itertools.pairwise(spans))
    assert spans[-1].end <= known_talk.audio.duration
    assert all(0 <= word.probability <= 1 for word in heard_talk[0].words)


@pytest.mark.parametrize("seconds", [0.0, 0.01, 40.0])
def test_silence_gives_no_words(recognizer, seconds):
    samples = np.zeros(round(seconds * SAMPLE_RATE), np.int16)
    heard = listen(recognizer, Audio(samples), None)
    assert heard.words == ()
    assert heard.language == "en"


def test_noise_gives_no_words(recognizer):
    noise = np.random.default_rng(1).normal(0, 300, 10 * SAMPLE_RATE).astype(np.int16)
    assert listen(recognizer, Audio(noise), None).words == ()


def test_cancel_is_obeyed_within_a_batch(small_whisper, known_talk, monkeypatch):
    recognizer = WhisperRecognizer(str(small_whisper), device="cpu")
    model = recognizer.load(SILENT)
    begun, release = threading.Event(), threading.Event()

    def endless(*args):
        begun.set()
        release.wait(30)
        return (), "en"

    monkeypatch.setattr(type(model), "transcribe", lambda self, *args: endless(*args))
    before = time.monotonic()
    try:
        with pytest.raises(CancelledError):
            listen(recognizer, known_talk.audio, monitor=Monitor(is_cancelled=begun.is_set))
    finally:
        release.set()
    assert time.monotonic() - before < 10


def test_cancel_before_the_start_hears_nothing(recognizer, known_sentence):
    with pytest.raises(CancelledError):
        listen(recognizer, known_sentence.audio, monitor=Monitor(is_cancelled=lambda: True))


def test_a_language_that_whisper_does_not_know_is_named(recognizer, known_sentence):
    with pytest.raises(InputError, match="does not know the language 'xx'"):
        listen(recognizer, known_sentence.audio, "xx")


def test_an_undetermined_language_is_found_out(recognizer, known_sentence):
    assert listen(recognizer, known_sentence.audio, "und").language == "en"
    assert listen(recognizer, known_sentence.audio, "en-GB").language == "en"


def test_every_stage_that_begins_also_ends(heard_talk):
    _, reports = heard_talk
    last = dict(reports)
    assert set(last.values()) == {1.0}


def test_an_english_model_refuses_other_languages(recognizer, known_sentence, monkeypatch):
    model = recognizer.load(SILENT)
    monkeypatch.setattr(type(model), "is_multilingual", property(lambda self: False))
    monkeypatch.setattr(model, "name", "base.en")
    with pytest.raises(InputError, match=r"English only, not 'de'.*'base'"):
        listen(recognizer, known_sentence.audio, "de")


def test_info_names_library_model_and_options(small_whisper):
    info = WhisperRecognizer(str(small_whisper), device="cpu").info
    assert info.name == "whisper"
    assert "ctranslate2" in info.version
    assert "int8" in info.model
    narrow = WhisperRecognizer(
        str(small_whisper), options=WhisperOptions(device="cpu", beam_size=1)
    ).info
    assert narrow != info


def test_info_changes_with_the_content_of_a_folder(small_whisper, copied_model):
    config = copied_model / "config.json"
    config.write_text(config.read_text() + " ")
    before = WhisperRecognizer(str(small_whisper), device="cpu").info.model.rpartition("-")[2]
    after = WhisperRecognizer(str(copied_model), device="cpu").info.model.rpartition("-")[2]
    assert before != after


def test_an_unknown_name_is_said_to_be_unknown():
    with pytest.raises(ModelError, match="neither the name of a model"):
        _ = WhisperRecognizer("smal", device="cpu").info


def test_a_model_that_may_not_be_fetched_is_said_to_be_missing(tmp_path, monkeypatch):
    monkeypatch.setenv("PULLQUOTE_MODELS", str(tmp_path))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    recognizer = WhisperRecognizer("tiny", options=WhisperOptions("cpu", may_download=False))
    with pytest.raises(ModelError, match="not on this machine"):
        recognizer.load(SILENT)


def test_pieces_without_a_space_before_them_belong_to_the_word():
    pieces = [
        HeardWord(" 1", 0, 0.5, 0.9),
        HeardWord(",234", 0.5, 1, 0.8),
        HeardWord(" of", 1, 2, 1),
    ]
    (number, of) = join_pieces(pieces, "en")
    assert number == HeardWord(" 1,234", 0, 1, 0.8)
    assert of.text == " of"
    assert len(join_pieces(pieces, "ja")) == 3


words = st.builds(
    lambda start, length: Word("x", TimeSpan(start, start + length), 1.0),
    st.floats(0, 100),
    st.floats(0, 5),
)


@given(st.lists(words))
def test_ordered_words_never_start_before_the_one_ahead(words):
    ordered = in_order(words)
    assert len(ordered) == len(words)
    starts = [word.span.start for word in ordered]
    assert starts == sorted(starts)
    assert in_order(ordered) == ordered
    assert [(w.text, w.probability) for w in ordered] == [(w.text, w.probability) for w in words]
