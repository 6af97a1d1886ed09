"""Speech over a telephone is recognised as such and compared with a model of the same band."""

from __future__ import annotations

import numpy as np
import pytest

from pullquote.align.media.audio import SAMPLE_RATE, Audio
from pullquote.align.placing.forced_alignment import ScriptAligner
from pullquote.align.recognizers.narrow_band import LEFT, band_matrix, is_narrow, transform_text
from pullquote.align.spoken_forms.lexicon import load_lexicon
from pullquote.align.times import TimeSpan


def _telephone(samples: np.ndarray) -> np.ndarray:
    """Only what lies between 300 and 3400 Hz, over weak noise."""
    spectrum = np.fft.rfft(samples.astype(float))
    frequency = np.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE)
    spectrum[(frequency < 300) | (frequency > 3400)] = 0.0
    noise = np.random.default_rng(3).normal(0, 3, len(samples))
    return (np.fft.irfft(spectrum, len(samples)) + noise).astype(np.int16)


def test_a_telephone_is_narrow_and_a_studio_is_not(answer) -> None:
    assert not is_narrow(answer.audio.samples)
    assert is_narrow(_telephone(answer.audio.samples))
    assert not is_narrow(np.zeros(10, np.int16))
    assert not is_narrow(np.zeros(SAMPLE_RATE, np.int16))


def test_the_map_keeps_some_bands_and_takes_others_away() -> None:
    kept = np.sort(np.linalg.eigvals(band_matrix()).real)
    assert kept.shape == (13,)
    assert kept[0] == pytest.approx(LEFT, abs=0.1)
    assert kept[-1] == pytest.approx(1.0, abs=0.01)
    assert np.all((kept > LEFT - 1e-9) & (kept < 1 + 1e-9))


def test_the_transform_has_three_streams_of_a_matrix_an_offset_and_a_scale() -> None:
    lines = transform_text().split("\n")
    assert lines[:3] == ["1", "3", "13"]
    assert len(lines) == 2 + 3 * 16 + 1
    matrix = np.array([line.split() for line in lines[3:16]], float)
    assert np.allclose(matrix, band_matrix(), atol=1e-5)


def test_words_over_a_telephone_score_better_with_the_model_of_its_band(
    answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pocketsphinx")
    audio = Audio(_telephone(answer.audio.samples))
    scores = []
    for narrow in (False, True):
        monkeypatch.setattr(
            "pullquote.align.placing.forced_alignment.is_narrow", lambda _, narrow=narrow: narrow
        )
        aligner = ScriptAligner(audio, answer.script, load_lexicon())
        whole = TimeSpan(0.0, audio.duration)
        path = aligner.align_chain(0, len(answer.script.items), whole, is_whole=True)
        assert path is not None
        scores.append(float(np.median([p.score for p in path.placements])))
    assert scores[1] > scores[0] + 0.1
