"""The interface of the kinds of timeline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from pullquote.align.errors import InputError
from pullquote.clips.timelines.timeline import Source, Timeline


@dataclass(frozen=True, slots=True)
class TimelineFormat:
    """A way to write a timeline as text."""

    extension: str
    """The ending of file names that means it, with the dot; the longest match wins."""
    describe: str
    """One line for `--help`."""
    format: Callable[[Timeline], str]


def only_rate(timeline: Timeline, kind: str) -> Fraction:
    """The rate that all recordings share. Raises InputError for several."""
    first, *others = timeline.sources
    for other in others:
        if other.clock != first.clock:
            raise InputError(
                f"{kind} counts all frames at one rate, but {_rated(first)} and {_rated(other)}; "
                "write .otio or .fcpxml, or a list for each recording"
            )
    return first.clock.rate


def only_source(timeline: Timeline, kind: str) -> Source:
    """The only recording. Raises InputError for several."""
    if len(timeline.sources) > 1:
        first, second = (source.path.name for source in timeline.sources[:2])
        raise InputError(
            f"{kind} marks places in one recording, but here are {first} and {second}; write "
            ".otio, .fcpxml or .edl, or markers for each recording"
        )
    return timeline.sources[0]


def _rated(source: Source) -> str:
    drop = " drop-frame" if source.clock.drop else ""
    return f"{source.path.name} has {float(source.clock.rate):.5g}{drop}"
