"""Stretches of a transcript to listen to: words that were not found, or whose time is unsure.

Captions, subtitles and reports all need to know which of the words that were not found were spoken
nevertheless; it is decided here, once. An aligner overlooks single words, and loses the time of
those that run together, far more often than a writer adds words; but headings, notes and sentences
that were edited in are not spoken. A run of missing words **plainly was not spoken** unless

- it is a few words (three at most) in a paragraph of which at least as many words were found, or
- there is time for it, even for a fast speaker, between the words around it, or
- where it is not between found words of its own paragraph (a whole paragraph, or words before the
  first or after the last one that is spoken): somebody is heard there for long enough, saying
  something that is not in the transcript.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from pullquote.align.model.alignment import AlignedWord, Alignment, Status
from pullquote.align.model.spoken_parts import SpokenPart, spoken_parts
from pullquote.align.times import TimeSpan

_FEW = 3
_UNSURE = 0.5
"""Below this confidence a time is more likely wrong than right."""
# Fast speech has about 20 letters a second; a short word takes a tenth of a second.
_SHORTEST_WORD, _SHORTEST_LETTER = 0.06, 0.04


class DoubtKind(str, Enum):
    """The reason for which somebody should listen."""

    MISSING = "not found"
    """No time was found, but the words may well be spoken."""
    UNSURE = "unsure"
    """The time is an estimate or of little confidence."""
    OUT_OF_ORDER = "out of order"
    """A part of a transcript whose parts are said in another order."""
    UNSPOKEN = "not spoken"
    """Plainly not spoken: a heading, a note, a sentence for which there is no time."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A run of words of one paragraph that are in doubt for one reason."""

    first: int
    """Index of the first token."""
    last: int
    """Index of the last token, included."""
    kind: DoubtKind
    span: TimeSpan
    """Seconds to listen to: from the found word before them to the one after; where the words have
    times of their own, these."""


def find_doubts(alignment: Alignment) -> tuple[Doubt, ...]:
    """Every run of words in doubt, in the order of the text."""
    doubts = [*_out_of_order(alignment), *_missing(alignment), *_unsure(alignment)]
    return tuple(sorted(doubts, key=lambda doubt: doubt.first))


def _out_of_order(alignment: Alignment) -> Iterator[Doubt]:
    """The parts of a transcript that stand in another order than they are said in, if they do."""
    parts = spoken_parts(alignment)
    for part in parts if len(parts) > 1 else ():
        if part.span is not None:
            yield Doubt(part.first, part.last, DoubtKind.OUT_OF_ORDER, part.span)


def plainly_unspoken(alignment: Alignment) -> frozenset[int]:
    """Indices of the words that plainly were not spoken, by the rule above."""
    return frozenset(
        word.token.index
        for doubt in _missing(alignment)
        if doubt.kind is DoubtKind.UNSPOKEN
        for word in alignment.words[doubt.first : doubt.last + 1]
        if _is_missing(word)
    )


def shortest_time(text: str) -> float:
    """Seconds that a fast speaker needs for this word."""
    return _SHORTEST_WORD + _SHORTEST_LETTER * sum(map(str.isalnum, text))


def _is_missing(word: AlignedWord) -> bool:
    return word.token.is_speech and word.status is Status.ABSENT


@dataclass(frozen=True, slots=True)
class _Run:
    """Missing words between two that have a time, or an end of the recording."""

    indices: tuple[int, ...]
    gap: TimeSpan
    before: int | None
    after: int | None
    """Indices of the words around it that have a time."""


def _runs(alignment: Alignment) -> Iterator[_Run]:
    parts = spoken_parts(alignment)
    starts = [part.span.start if part.span else 0.0 for part in parts]
    clock = 0.0
    for part, until in zip(parts, [*starts[1:], alignment.duration], strict=True):
        yield from _runs_of(alignment, part, clock, until)
        clock = part.span.end if part.span else clock


def _runs_of(alignment: Alignment, part: SpokenPart, start: float, until: float) -> Iterator[_Run]:
    """The runs of one part; `start` and `until` are what the parts around it leave, seconds."""
    missing: list[int] = []
    before: int | None = None
    for index in range(part.first, part.last + 1):
        word = alignment.words[index]
        if _is_missing(word):
            missing.append(index)
        elif word.span is not None:
            if missing:
                gap = TimeSpan(start, max(start, word.span.start))
                yield _Run(tuple(missing), gap, before, index)
            missing, before, start = [], index, word.span.end
        elif word.status is Status.PENDING and missing:
            # It may be spoken right here.
            yield _Run(tuple(missing), TimeSpan(start, start), before, index)
            missing = []
    if missing:
        yield _Run(tuple(missing), TimeSpan(start, max(start, until)), before, None)


def _missing(alignment: Alignment) -> Iterator[Doubt]:
    for run in _runs(alignment):
        room = run.gap.duration
        heard = sum(stretch.span.overlap(run.gap) for stretch in alignment.unscripted)
        for part in _by_paragraph(alignment, run.indices):
            needed = sum(shortest_time(alignment.transcript.tokens[k].text) for k in part)
            if _are_few(alignment, part):
                kind = DoubtKind.MISSING
            else:
                inside = _is_inside(alignment, run, part)
                kind = DoubtKind.UNSPOKEN
                if needed <= (room if inside else min(room, heard)):
                    kind = DoubtKind.MISSING
                    room, heard = room - needed, heard - needed
            yield Doubt(part[0], part[-1], kind, run.gap)


def _by_paragraph(alignment: Alignment, indices: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    part: list[int] = []
    stop = 0
    for index in indices:
        if part and index >= stop:
            yield tuple(part)
            part = []
        stop = alignment.transcript.paragraph_of(index).stop
        part.append(index)
    yield tuple(part)


def _are_few(alignment: Alignment, part: tuple[int, ...]) -> bool:
    """True when these are a few words of a paragraph that was mostly found."""
    if len(part) > _FEW:
        return False
    paragraph = alignment.transcript.paragraph_of(part[0])
    words = alignment.words[paragraph.first : paragraph.stop]
    found = sum(word.span is not None and word.token.is_speech for word in words)
    return found >= sum(map(_is_missing, words))


def _is_inside(alignment: Alignment, run: _Run, part: tuple[int, ...]) -> bool:
    """True when the run is between two spoken words, one of them of this paragraph."""
    if run.before is None or run.after is None:
        return False
    paragraph = alignment.transcript.paragraph_of(part[0])
    return paragraph.first <= run.before or run.after < paragraph.stop


def _unsure(alignment: Alignment) -> Iterator[Doubt]:
    """Runs of timed words that are estimates or of little confidence."""
    run: list[AlignedWord] = []
    stop = 0
    for word in alignment.words:
        index = word.token.index
        if word.span is None and not word.token.is_speech:
            continue  # a dash or a label between two words parts no run
        doubtful = word.span is not None and (
            word.status is Status.ESTIMATED or word.confidence < _UNSURE
        )
        if run and (not doubtful or index >= stop):
            yield _unsure_run(run)
            run = []
        if doubtful:
            run.append(word)
            stop = alignment.transcript.paragraph_of(index).stop
    if run:
        yield _unsure_run(run)


def _unsure_run(run: list[AlignedWord]) -> Doubt:
    spans = [word.span for word in run if word.span is not None]
    span = TimeSpan(min(s.start for s in spans), max(s.end for s in spans))
    return Doubt(run[0].token.index, run[-1].token.index, DoubtKind.UNSURE, span)
