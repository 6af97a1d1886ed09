"""Words that were not found or may be wrong, as lines, notes and JSON of the commands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from pullquote.align.times import format_time
from pullquote.ui.cli.output import shortened

if TYPE_CHECKING:
    from pullquote.align.model.alignment import Alignment
    from pullquote.align.model.transcript import Token
    from pullquote.align.search.doubts import Doubt
    from pullquote.clips.captions.cue import Cue

_MOST_LINES = 20


def review_document(alignment: Alignment) -> list[dict[str, Any]]:
    """The stretches to listen to as plain data: times in seconds, words, text, reason."""
    from pullquote.align.search.doubts import find_doubts

    return [
        {
            "start": round(doubt.span.start, 3),
            "end": round(doubt.span.end, 3),
            "first": doubt.first,
            "last": doubt.last,
            "text": " ".join(alignment.transcript.quote(doubt.first, doubt.last).split()),
            "reason": doubt.kind.value,
        }
        for doubt in find_doubts(alignment)
    ]


def review_lines(alignment: Alignment) -> Iterator[str]:
    """Lines about the stretches to listen to; words that may be spoken come first."""
    from pullquote.align.search.doubts import DoubtKind, find_doubts

    doubts = find_doubts(alignment)
    apart = (DoubtKind.UNSPOKEN, DoubtKind.OUT_OF_ORDER)
    open_ones = [doubt for doubt in doubts if doubt.kind not in apart]
    for heading, part in (
        (
            "Your transcript has these parts in another order than the recording:",
            [doubt for doubt in doubts if doubt.kind is DoubtKind.OUT_OF_ORDER],
        ),
        ("Listen to these before you publish:", open_ones),
        (
            "Plainly not spoken, and left out of subtitles:",
            [doubt for doubt in doubts if doubt.kind is DoubtKind.UNSPOKEN],
        ),
    ):
        if part:
            yield heading
        for doubt in part[:_MOST_LINES]:
            yield f"  {_line(alignment, doubt)}"
        if len(part) > _MOST_LINES:
            yield f"  and {len(part) - _MOST_LINES} more, which --json lists"


def _line(alignment: Alignment, doubt: Doubt) -> str:
    from pullquote.align.search.doubts import DoubtKind

    text = shortened(alignment.transcript.quote(doubt.first, doubt.last))
    named = doubt.kind in (DoubtKind.MISSING, DoubtKind.UNSURE)
    kind = f"{doubt.kind.value}: " if named else ""
    words = (
        f"word {doubt.first}" if doubt.first == doubt.last else f"words {doubt.first}-{doubt.last}"
    )
    times = f"{format_time(doubt.span.start, decimals=1)}-{format_time(doubt.span.end, decimals=1)}"
    return f"{times}  {kind}{text} ({words})"


@dataclass(frozen=True, slots=True)
class MissingWord:
    """A word of the transcript that was not found, and the cue that shows it."""

    token: Token
    cue: int | None
    """Number of the cue that shows it, from 1; None where it is left out."""
    start: float | None
    """The start of that cue, seconds."""


def missing_words(alignment: Alignment, cues: Sequence[Cue]) -> list[MissingWord]:
    """Every word of a whole recording's subtitles that was not found, in order."""
    from pullquote.align.model.alignment import Status

    shown = {
        word.index: (number, cue.span.start)
        for number, cue in enumerate(cues, 1)
        for word in cue.words
    }
    return [
        MissingWord(word.token, *shown.get(word.token.index, (None, None)))
        for word in alignment.words
        if word.status is Status.ABSENT and word.token.is_speech
    ]


def missing_document(words: Sequence[MissingWord]) -> dict[str, Any]:
    """Plain data for JSON: `unheard` words with their cue, and words that are `left_out`."""
    entries = [(word, {"word": word.token.text, "index": word.token.index}) for word in words]
    return {
        "unheard": [entry | {"cue": word.cue} for word, entry in entries if word.cue is not None],
        "left_out": [entry for word, entry in entries if word.cue is None],
    }


def missing_sentence(words: Sequence[MissingWord]) -> str:
    """A sentence with the number of words that were not found, and their treatment."""
    kept = [word for word in words if word.cue is not None]
    left_out = [word for word in words if word.cue is None]
    were = "word was" if len(words) == 1 else "words were"
    if not kept:
        verb = "is" if len(words) == 1 else "are"
        return f"{len(words)} {were} not found and {verb} left out ({_named(left_out)})"
    parts = f"{len(kept)} captioned all the same ({_named(kept)})"
    if left_out:
        parts += f", {len(left_out)} left out ({_named(left_out)})"
    return f"{len(words)} {were} not found: {parts}; listen before you publish"


def _named(words: Sequence[MissingWord]) -> str:
    from pullquote.clips.passages.quotation import named_words

    return named_words([word.token for word in words])


def report_missing(words: Sequence[MissingWord]) -> None:
    """Print a line for each cue with words that were not found."""
    for number in dict.fromkeys(word.cue for word in words if word.cue is not None):
        here = [word for word in words if word.cue == number]
        named = ", ".join(word.token.text for word in here)
        at = format_time(here[0].start or 0.0)
        click.echo(f"cue {number} at {at}: not found in the recording: {named}")
