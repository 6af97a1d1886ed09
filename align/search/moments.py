"""The words that are said at a moment, or in a stretch of time."""

from __future__ import annotations

from dataclasses import dataclass

from pullquote.align.model.alignment import Alignment, Unscripted
from pullquote.align.model.spoken_parts import spoken_parts
from pullquote.align.search.index import context_of
from pullquote.align.times import TimeSpan

_NEAR = 3.0
"""Seconds; a word further from the moment asked for was not said there."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The words said at a moment or in a stretch of time."""

    span: TimeSpan
    """The span asked for; for a moment, that of the word or stretch said then."""
    first: int | None
    last: int | None
    """Indices of its tokens, both included; None when nothing written is said there."""
    text: str
    """The words as written, or as heard where they are not written; empty without speech."""
    speaker: str | None
    context: str
    start_char: int
    end_char: int
    """Half-open place of the text in `context`."""
    unscripted: tuple[Unscripted, ...] = ()
    """Speech there that is not in the transcript."""


def find_time(alignment: Alignment, time: float | TimeSpan) -> Moment:
    """The words said at `time` seconds, or throughout a span.

    For a span, these are the words whose middle lies in it. For a moment, it is the word said then,
    or unscripted speech, or the nearest word within three seconds; nothing where nobody speaks.
    """
    if isinstance(time, TimeSpan):
        unscripted = tuple(u for u in alignment.unscripted if u.span.overlap(time) > 0)
        inside = [
            w.token.index
            for w in alignment.words
            if w.span is not None and time.start <= w.span.middle < time.end
        ]
        if inside:
            # Of parts that stand far from each other in the text, the one that says most here.
            inside = max(
                (
                    [at for at in inside if part.first <= at <= part.last]
                    for part in spoken_parts(alignment)
                ),
                key=len,
            )
            return _moment(alignment, time, min(inside), max(inside), unscripted)
        return _unwritten(time, unscripted)
    unscripted = tuple(u for u in alignment.unscripted if time in u.span)
    spans = [(w.span, w.token.index) for w in alignment.words if w.span is not None]
    nearest = min(spans, key=lambda pair: _distance(pair[0], time), default=None)
    if nearest is not None and (
        time in nearest[0] or (not unscripted and _distance(nearest[0], time) <= _NEAR)
    ):
        return _moment(alignment, nearest[0], nearest[1], nearest[1], unscripted)
    return _unwritten(unscripted[0].span if unscripted else TimeSpan(time, time), unscripted)


def _distance(span: TimeSpan, time: float) -> float:
    return max(span.start - time, time - span.end, 0.0)


def _moment(
    alignment: Alignment,
    span: TimeSpan,
    first: int,
    last: int,
    unscripted: tuple[Unscripted, ...],
) -> Moment:
    transcript = alignment.transcript
    return Moment(
        span,
        first,
        last,
        transcript.quote(first, last),
        transcript.paragraph_of(first).speaker,
        *context_of(transcript, first, last),
        unscripted,
    )


def _unwritten(span: TimeSpan, unscripted: tuple[Unscripted, ...]) -> Moment:
    text = " ".join(stretch.text for stretch in unscripted if stretch.text)
    return Moment(span, None, None, text, None, text, 0, len(text), unscripted)
