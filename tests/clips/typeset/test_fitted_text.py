"""Large text is broken where a reader would, in as few and as even lines as fit."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings, strategies as st

from pullquote.align.times import TimeSpan
from pullquote.clips.captions.cue import CueWord
from pullquote.clips.captions.lines.linebreak import break_badness
from pullquote.clips.typeset.fitted_text import break_lines
from pullquote.clips.typeset.fonts import line_width


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.text("abcWil.,-é東", min_size=1, max_size=40), min_size=1, max_size=30),
    st.floats(6.0, 30.0),
)
def test_lines_hold_every_word_and_fit(words, room):
    lines = break_lines(" ".join(words), room)
    assert "".join("".join(lines).split()) == "".join(words)
    for line in lines:
        assert line_width(line, bold=True) <= room or " " not in line


def test_lines_do_not_end_in_an_article():
    text = "We have finally found the lighthouse on the hill"
    lines = break_lines(text, 12.0)
    assert len(lines) > 1
    assert not any(line.endswith(" the") for line in lines)


WORDS = (
    "The",
    "old",
    "lighthouse,",
    "on",
    "a",
    "hill",
    "by",
    "itself.",
    "And",
    "of",
    "New",
    "York",
)


def cost(lines: list[list[str]], room: float) -> float:
    """A line each, what a line but the last leaves empty, and how bad its break is."""
    words = [CueWord(word, TimeSpan(0, 0), None, " ") for line in lines for word in line]
    badness = break_badness(words)
    total, place = 0.0, 0
    for line in lines:
        place += len(line)
        width = line_width(" ".join(line), bold=True)
        if width > room + 1e-9:
            return float("inf")
        empty = 0.0 if place == len(words) else max(0.0, 1 - width / room)
        total += 1 + empty**2 + 0.7 * badness[place - 1]
    return total


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS),
        min_size=1,
        max_size=9,
    ),
    st.floats(7.0, 25.0),
)
def test_no_other_way_to_break_the_lines_is_better(words, room):
    ways = (
        [words[a:b] for a, b in pairwise((0, *places, len(words)))]
        for lines in range(len(words))
        for places in combinations(range(1, len(words)), lines)
    )
    best = min(cost(way, room) for way in ways)
    found = [line.split() for line in break_lines(" ".join(words), room)]
    assert cost(found, room) == pytest.approx(best)
