"""Passages placed at once by what Whisper hears, in any language."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pullquote.align import pipeline
from pullquote.align.errors import TranscriptMismatchError
from pullquote.align.media.audio import SAMPLE_RATE, Audio, MediaInfo
from pullquote.align.model.alignment import Status
from pullquote.align.model.words import EngineInfo, Recognition, Word
from pullquote.align.pipeline import place_passage
from pullquote.align.placing import partial
from pullquote.align.progress import SILENT
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.recognizers.engines import AlignOptions, whisper_at_hand
from pullquote.align.times import TimeSpan

SECONDS_A_WORD = 0.4
NO_MODEL = AlignOptions(engine="whisper", model="/nowhere/model", use_cache=False)
"""Then the times that were heard stand."""


class Ear:
    """A recogniser that hears the words of a text where they are, and 10 % of them wrongly.

    The time at which a stretch begins is what its samples say.
    """

    info = EngineInfo("whisper", "1", "ear")

    def __init__(self, texts):
        self.texts = texts
        self.heard = 0.0

    def recognize(self, audio, *, language, transcript, monitor):
        start = float(audio.samples[0])
        self.heard += audio.duration
        first = int(np.ceil(start / SECONDS_A_WORD))
        stop = min(len(self.texts), int((start + audio.duration) / SECONDS_A_WORD))
        random = np.random.default_rng(first)
        words = tuple(
            Word(
                self.texts[k] if random.random() > 0.1 else "faux",
                TimeSpan(SECONDS_A_WORD * k, SECONDS_A_WORD * (k + 1)).shift(-start),
                0.9,
            )
            for k in range(first, stop)
        )
        return Recognition(words, language, self.info)


@pytest.fixture
def talk(monkeypatch):
    """An hour of French, whose sound is the time at which it was taken."""
    random = np.random.default_rng(4)
    syllables = [a + b for a in "bdfglmnprst" for b in ("a", "e", "i", "o", "ou")]
    words = ["".join(random.choice(syllables, 3)) for _ in range(700)]
    texts = [str(random.choice(words)) for _ in range(9000)]

    def decode(path, *, start, end):
        count = round((end - start) * SAMPLE_RATE)
        return Audio(np.full(count, round(start), np.int16))

    monkeypatch.setattr(partial, "decode", decode)
    monkeypatch.setattr(partial, "_MARGIN", 10.0)
    return texts, parse_transcript(" ".join(texts))


@pytest.mark.parametrize("first", [0, 3000, 8970])
def test_a_passage_is_found_by_a_few_probes_in_another_language(talk, first):
    texts, transcript = talk
    ear = Ear(texts)
    info = MediaInfo(Path("x.wav"), 3600.0, 0.0, 16_000, 1, "pcm", None, "f")
    seek = partial.Seek(info, transcript, "fr", NO_MODEL, ear)
    alignment = seek.find(first, first + 20, SILENT)
    passage = alignment.words[first : first + 21]
    found = [word for word in passage if word.span is not None]
    assert len(found) >= 15
    for word in found:
        # The made sound tells its start to a second.
        true = SECONDS_A_WORD * word.token.index
        assert word.span.start == pytest.approx(true, abs=1.01)
    assert alignment.language == "fr"
    assert alignment.engine == Ear.info
    assert sum(word.status is Status.PENDING for word in alignment.words) > 8000
    assert ear.heard < 400.0


def test_another_text_is_not_found(talk):
    texts, _ = talk
    other = parse_transcript(" ".join(f"x{k % 97}" for k in range(9000)))
    info = MediaInfo(Path("x.wav"), 3600.0, 0.0, 16_000, 1, "pcm", None, "f")
    with pytest.raises(TranscriptMismatchError):
        partial.Seek(info, other, "fr", NO_MODEL, Ear(texts)).find(3000, 3020, SILENT)


def test_where_probes_leave_doubt_the_whole_is_aligned(monkeypatch, write_wav, aligned_sample):
    def find(self, *args):
        raise TranscriptMismatchError(0.0)

    monkeypatch.setattr(partial, "_SHORT", 0.5)
    monkeypatch.setattr(partial.Seek, "find", find)
    monkeypatch.setattr(pipeline, "whisper_at_hand", lambda options, language: Ear([]))
    monkeypatch.setattr(pipeline, "align_recording", lambda *given: aligned_sample)
    media = write_wav("second.wav", np.zeros(16_000))
    german = AlignOptions(language="de", use_cache=False)
    placed = place_passage(media, aligned_sample.transcript, 100, 105, german)
    assert placed is aligned_sample


def test_whisper_is_at_hand_only_with_its_model_and_a_language(small_whisper):
    here = AlignOptions(model=str(small_whisper), device="cpu")
    assert whisper_at_hand(here, "de") is not None
    assert whisper_at_hand(here, None) is None
    sphinx = AlignOptions(engine="sphinx", model=str(small_whisper))
    assert whisper_at_hand(sphinx, "en") is None


def test_without_the_model_whisper_is_not_at_hand(monkeypatch, tmp_path):
    monkeypatch.setenv("PULLQUOTE_MODELS", str(tmp_path))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    assert whisper_at_hand(AlignOptions(device="cpu"), "de") is None
