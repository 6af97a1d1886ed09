"""Runs that nobody heard are placed by attention, where the text is likely and has time."""

from __future__ import annotations

import numpy as np
import pytest

from pullquote.align.media.audio import SAMPLE_RATE, Audio
from pullquote.align.model.words import Word
from pullquote.align.placing.findings import Findings, Placement
from pullquote.align.placing.recognition.unheard_runs import PROBABILITY, with_unheard_runs
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.spoken_forms.script import make_script
from pullquote.align.times import TimeSpan

_SCRIPT = make_script(parse_transcript(" ".join(["word"] * 14)), "en")
_AUDIO = Audio(np.zeros(40 * SAMPLE_RATE, np.int16))


class _Attention:
    """Says that texts are said evenly, all as likely as it is told."""

    def __init__(self, probability: float) -> None:
        self.probability = probability
        self.asked: list[float] = []

    def align(self, samples, texts):
        self.asked.append(len(samples) / SAMPLE_RATE)
        step = len(samples) / SAMPLE_RATE / len(texts)
        return tuple(
            Word(text, TimeSpan(k * step, (k + 0.9) * step), self.probability)
            for k, text in enumerate(texts)
        )


def _findings(missing: int = 10, room: float = 5.0, heard: int = 0) -> Findings:
    """Two words placed, so many missing between them, and so much time."""
    start = 1.5
    step = room / max(1, heard)
    others = [
        Word("else", TimeSpan(start + k * step, start + (k + 0.5) * step), 0.5)
        for k in range(heard)
    ]
    return Findings(
        (
            Placement(0, TimeSpan(1.0, start), -2.0, True, 0.97),
            Placement(missing + 1, TimeSpan(start + room, start + room + 0.4), -2.0, True, 0.97),
        ),
        tuple(others),
        rejected=((3, 0.2),) if missing >= 3 else (),
    )


def test_a_likely_run_is_placed_between_its_neighbours_and_is_never_sure() -> None:
    attention = _Attention(0.3)
    found = with_unheard_runs(_findings(), _SCRIPT, _AUDIO, lambda: attention)
    assert [p.item for p in found.placements] == list(range(12))
    assert attention.asked == [pytest.approx(5.0, abs=0.01)]
    inside = found.placements[1:-1]
    assert all(p.probability == PROBABILITY < 0.9 and not p.heard for p in inside)
    assert inside[0].span.start == pytest.approx(1.5) and inside[-1].span.end <= 6.5
    assert found.rejected == ()


def test_an_unlikely_run_stays_without_times() -> None:
    before = _findings()
    assert with_unheard_runs(before, _SCRIPT, _AUDIO, lambda: _Attention(0.1)) == before


@pytest.mark.parametrize(
    "before",
    [
        _findings(missing=7),
        _findings(room=0.9),
        _findings(room=14.0),
        _findings(heard=5),
        _findings(missing=12, room=32.0),
    ],
    ids=["short", "hurried", "slow", "something else heard", "longer than Whisper hears"],
)
def test_no_model_is_looked_for_without_such_a_run(before: Findings) -> None:
    def never():
        raise AssertionError("a model was asked for")

    assert with_unheard_runs(before, _SCRIPT, _AUDIO, never) == before


def test_without_a_model_the_findings_stay() -> None:
    before = _findings()
    assert with_unheard_runs(before, _SCRIPT, _AUDIO, lambda: None) == before
