"""Corrected words get their times from their neighbours, without listening."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pullquote.align.editing import with_text
from pullquote.align.model.alignment import AlignedWord, Alignment, Status
from pullquote.align.model.words import EngineInfo
from pullquote.align.placing.neighbourhood import place_between
from pullquote.samples import SAMPLE_VIDEO

pytest.importorskip("pocketsphinx")

FIRST, LAST = 210, 211  # "storm petrel."


@pytest.fixture(scope="session")
def known(sample) -> Alignment:
    """The sample with its true times."""
    words = tuple(
        AlignedWord(token, span, 1.0, Status.ABSENT if span is None else Status.HEARD)
        for token, span in zip(sample.transcript.tokens, sample.spans, strict=True)
    )
    engine = EngineInfo("imported", "1")
    return Alignment(sample.transcript, words, (), "en", sample.audio.duration, "", engine)


def _without_times(alignment: Alignment, first: int, last: int) -> Alignment:
    words = tuple(
        AlignedWord(word.token, None, 0.0, Status.PENDING) if first <= place <= last else word
        for place, word in enumerate(alignment.words)
    )
    return replace(alignment, words=words)


def test_words_are_placed_where_they_are_said_and_nothing_else_changes(known) -> None:
    lost = _without_times(known, FIRST, LAST)
    placed = place_between(SAMPLE_VIDEO, lost, FIRST, LAST)
    assert placed is not None
    for found, true in zip(
        placed.words[FIRST : LAST + 1], known.words[FIRST : LAST + 1], strict=True
    ):
        assert found.span is not None
        assert found.status in (Status.HEARD, Status.PLACED)
        assert abs(found.span.start - true.span.start) < 0.1
        assert abs(found.span.end - true.span.end) < 0.1
    others = [*range(FIRST), *range(LAST + 1, len(placed.words))]
    assert all(placed.words[n] is lost.words[n] for n in others)


def test_a_word_put_in_that_nobody_says_is_absent_and_those_around_it_are_found(known) -> None:
    corrected, last = with_text(known, FIRST, LAST, "storm photograph petrel.")
    placed = place_between(SAMPLE_VIDEO, corrected, FIRST, last)
    assert placed is not None
    storm, photograph, petrel = placed.words[FIRST : last + 1]
    assert photograph.status is Status.ABSENT
    assert abs(storm.span.start - known.words[FIRST].span.start) < 0.1
    assert abs(petrel.span.end - known.words[LAST].span.end) < 0.1


@pytest.mark.parametrize(
    "change",
    [
        lambda known: replace(known, language="fr"),
        lambda known: _without_times(known, LAST + 1, len(known.words) - 1),
        lambda known: _without_times(known, 0, FIRST - 1),
        lambda known: _without_times(known, FIRST - 180, LAST),  # the neighbours are far apart
    ],
)
def test_without_near_neighbours_or_in_another_language_nothing_is_placed(known, change) -> None:
    changed = change(known)
    first = FIRST if changed.words[FIRST - 1].span else FIRST - 180
    assert place_between(SAMPLE_VIDEO, changed, first, LAST) is None
