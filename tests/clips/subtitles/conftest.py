"""Cues with any text, for every format."""

from __future__ import annotations

import pytest

from pullquote.align.times import TimeSpan
from pullquote.clips.captions.cue import Cue, CueWord

NASTY = [
    "Plain words, nothing else.",
    r"{\an8} braces {b} and C:\new\house \N \h end\ ",
    "a --> b <i>x</i> & \"quotes\" 'and' 50 % of it",
    "L’été à Łódź: Ελλάδα, Москва",
    "בוקר טוב, צהריים",
    "صباح الخير، نتحدث اليوم",
    "おはようございます。今日は鳥の話をします。",
    "emoji 🐦 👍🏽 ❤️ and a tab",
    "=1+1, +2; @home #tag | pipe",
]


def cue(start: float, end: float, *lines: str, speaker: str | None = None) -> Cue:
    """A cue whose words share its time evenly."""
    rows = [line.split() for line in lines]
    step = (end - start) / sum(len(row) for row in rows)
    clock, made = start, []
    for row in rows:
        words = []
        for text in row:
            words.append(CueWord(text, TimeSpan(clock, clock + step * 0.9), None, " ", speaker))
            clock += step
        made.append(tuple(words))
    return Cue(TimeSpan(start, end), tuple(made), speaker)


TWO = (
    cue(1.0, 3.25, "Good morning,", "and welcome back.", speaker="Anna"),
    cue(3.5, 5.0, "Thank you, Anna.", speaker="Edwin Quillanby"),
)


ALL_NASTY = tuple(cue(2.0 * k, 2.0 * k + 1.5, text) for k, text in enumerate(NASTY))


@pytest.fixture(autouse=True)
def skip_without_opentimelineio(request):
    """Its format is an extra."""
    if "otio" in request.node.name and "missing" not in request.node.name:
        pytest.importorskip("opentimelineio")
