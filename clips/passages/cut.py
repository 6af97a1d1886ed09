"""Exact cuts: the first and last word are whole, and their neighbours are left out.

The alignment knows a word's edges to some 20 ms; the sound shows where it is quiet. A cut lies in
the pause beside the word when there is one, up to the lead-in or lead-out away from the word and
never in a neighbour; where words run together it lies at the edge between them, moved to the
quietest moment nearby. Pure: the sound is passed in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pullquote.align.media.audio import SAMPLE_RATE, Audio
from pullquote.align.model.alignment import AlignedWord, Alignment, Status
from pullquote.align.model.spoken_parts import words_after, words_before
from pullquote.align.times import TimeSpan
from pullquote.clips.passages.passage import Passage

REACH = 1.0
"""Seconds of sound on both sides of a passage that `choose_cut` looks at besides the leads."""

_HOP = SAMPLE_RATE // 200  # 5 ms
_WINDOW = 2 * _HOP
_HOP_SECONDS = _HOP / SAMPLE_RATE
# An aligned edge is rarely further off than this.
_DOUBT = 0.08
# A shorter dip may be the closure of a stop consonant: measured on flite speech with edges off by
# 18 ms (Laplace), 0.06 lets in more of the neighbour, 0.15 gives pauses away.
_SHORTEST_PAUSE = 0.10
# Weak onsets and dying ends lie below the threshold of speech, so this much is left around words.
_MARGIN = 0.03


@dataclass(frozen=True, slots=True)
class CutOptions:
    """Silence and fades around the words of a clip."""

    lead_in: float = 0.10
    """Longest silence kept before the first word, seconds."""
    lead_out: float = 0.20
    """Longest silence kept after the last word, seconds."""
    fade: float = 0.010
    """Fade at both ends, seconds; shorter where words run together."""
    cross_fade: float = 0.03
    """Longest overlap of the sound where words are cut out, seconds; shorter where words run
    together."""

    def __post_init__(self) -> None:
        times = (self.lead_in, self.lead_out, self.fade, self.cross_fade)
        if not all(0 <= seconds < float("inf") for seconds in times):
            raise ValueError(f"leads and fades must be 0 seconds or more, got {self}")


@dataclass(frozen=True, slots=True)
class Cut:
    """The part of the recording that a clip holds, and its fades."""

    span: TimeSpan
    """Seconds of the recording that are heard."""
    fade_in: float
    """Seconds, inside `span`."""
    fade_out: float
    """Seconds, inside `span`."""
    clear_in: bool = True
    """False where the first word runs into the one before it, so that no pause was found."""
    clear_out: bool = True
    """The same of the last word."""


def choose_cut(
    alignment: Alignment,
    passage: Passage,
    audio: Audio,
    *,
    audio_start: float = 0.0,
    options: CutOptions | None = None,
) -> Cut:
    """The cut for a passage.

    Parameters
    ----------
    audio : the recording's sound, or a stretch of it that reaches `REACH` seconds plus the leads
        beyond the passage on both sides, as far as the recording goes.
    audio_start : moment of its first sample, seconds.
    options : leads and fades; the defaults when None.

    A passage that is `exact` is cut at its span. Neighbours are the words before and after it that
    have a time, and unscripted speech.
    """
    options = options or CutOptions()
    limit = max(alignment.duration, passage.span.end)
    if passage.exact:
        span = TimeSpan(max(0.0, passage.span.start), min(limit, passage.span.end))
        return Cut(span, *_fades(options.fade, options.fade, span.duration))
    before, after = _neighbours(alignment, passage)
    level = _Level(audio, audio_start)
    start, soft_start = _edge(level, passage.span.start, before, options.lead_in)
    # The end is the start of the same sound played backwards.
    end, soft_end = _edge(
        level.reversed(), -passage.span.end, after and _backwards(after), options.lead_out
    )
    start, end = max(0.0, start), min(limit, -end)
    if end - start < _HOP_SECONDS:  # The same quiet moment twice, but for rounding.
        start, end = passage.span.start, passage.span.end
    short = min(options.fade, 0.004)
    return Cut(
        TimeSpan(start, end),
        *_fades(
            options.fade if soft_start else short, options.fade if soft_end else short, end - start
        ),
        soft_start,
        soft_end,
    )


def _fades(fade_in: float, fade_out: float, duration: float) -> tuple[float, float]:
    return min(fade_in, duration / 2), min(fade_out, duration / 2)


def _neighbours(alignment: Alignment, passage: Passage) -> tuple[TimeSpan | None, TimeSpan | None]:
    """The nearest speech before the passage and after it, where there is any."""
    start, end = passage.span.start, passage.span.end
    before, after = [], []
    if passage.first is not None and passage.last is not None:
        # A word that has not been looked for may follow at once.
        previous = _first_spoken(words_before(alignment, passage.first))
        if previous is not None:
            before.append(previous.span or TimeSpan(start, start))
        following = _first_spoken(words_after(alignment, passage.last))
        if following is not None:
            after.append(following.span or TimeSpan(end, end))
    for stretch in alignment.unscripted:
        # Unscripted speech inside the passage belongs to it.
        if stretch.span.end <= start + _DOUBT and stretch.span.middle < passage.span.middle:
            before.append(stretch.span)
        elif stretch.span.start >= end - _DOUBT and stretch.span.middle > passage.span.middle:
            after.append(stretch.span)
    return (
        max(before, key=lambda span: span.end, default=None),
        min(after, key=lambda span: span.start, default=None),
    )


def _backwards(span: TimeSpan) -> TimeSpan:
    return TimeSpan(-span.end, -span.start)


def _first_spoken(words: Iterator[AlignedWord]) -> AlignedWord | None:
    return next((word for word in words if word.status is not Status.ABSENT), None)


class _Level:
    """Loudness in dB every 5 ms, and the level that counts as quiet here."""

    def __init__(self, audio: Audio, start: float) -> None:
        self.decibels = _decibels(audio.samples)
        self.first = start
        floor, speech = np.percentile(self.decibels, (5, 90)) if len(self.decibels) else (0.0, 0.0)
        # Quiet is near the noise, and well below the speech where the noise is low.
        self.quiet = float(floor + max(4.0, min(0.3 * (speech - floor), speech - floor - 22.0)))

    def reversed(self) -> _Level:
        """The same sound backwards, its times negative."""
        other = object.__new__(_Level)
        other.decibels = self.decibels[::-1]
        other.first = -(self.first + len(self.decibels) * _HOP_SECONDS)
        other.quiet = self.quiet
        return other

    def between(self, start: float, end: float) -> tuple[npt.NDArray[np.float64], float]:
        """The levels from `start` to `end`, and the time of the first of them."""
        first = max(0, round((start - self.first) / _HOP_SECONDS))
        stop = max(first, round((end - self.first) / _HOP_SECONDS))
        return self.decibels[first:stop], self.first + first * _HOP_SECONDS


def _decibels(samples: npt.NDArray[np.int16]) -> npt.NDArray[np.float64]:
    """Level of 10 ms around the middle of each 5 ms, dB; digital silence is 0."""
    padded = np.pad(samples.astype(np.float64), (_HOP // 2, _WINDOW))
    sums = np.concatenate(([0.0], np.cumsum(padded**2)))
    starts = np.arange(len(samples) // _HOP) * _HOP
    power = (sums[starts + _WINDOW] - sums[starts]) / _WINDOW
    return np.asarray(10.0 * np.log10(np.maximum(power, 1.0)))


def _edge(
    level: _Level, edge: float, neighbour: TimeSpan | None, lead: float
) -> tuple[float, bool]:
    """The moment to cut at before a word that starts at `edge`, and whether it is in a pause."""
    far = edge - lead - REACH
    spoken = far if neighbour is None else max(min(neighbour.end, edge), far)
    # A pause that ends before the middle of the neighbour is the pause before the neighbour.
    latest_other = far if neighbour is None else max(min(neighbour.middle, edge), far)
    pause = _pause_before(level, edge, spoken, latest_other, lead)
    if pause is None:
        return _quietest(level, edge, spoken), False
    onset = min(pause.end, edge)
    # In a short pause stay away from both: each side's edge is equally in doubt.
    room = onset - max(pause.start, min(spoken, onset))
    return onset - min(lead, max(0.5 * room, room - _MARGIN)), True


def _pause_before(
    level: _Level, edge: float, spoken: float, latest_other: float, lead: float
) -> TimeSpan | None:
    """The quiet before the word, as far as the lead-in can use it.

    `spoken` is the end of the neighbour by the alignment; a pause that ends before `latest_other`
    does not count.
    """
    decibels, first = level.between(edge - lead - 0.3, edge + _DOUBT)
    quiet = decibels < level.quiet
    best: TimeSpan | None = None
    place = 0
    while place < len(quiet):
        if not quiet[place]:
            place += 1
            continue
        stop = place
        while stop < len(quiet) and quiet[stop]:
            stop += 1
        run = TimeSpan(first + place * _HOP_SECONDS, first + stop * _HOP_SECONDS)
        place = stop
        # The last pause that reaches up to the edge: sound after it is taken for the word.
        if (
            run.duration >= _SHORTEST_PAUSE
            and run.end > max(edge - _DOUBT, latest_other)
            and run.start < edge
        ):
            best = run
    if best is None and edge - spoken >= _SHORTEST_PAUSE:
        # The alignment says pause and it is not quiet: music, noise, breath.
        return TimeSpan(spoken, edge)
    return best


def _quietest(level: _Level, edge: float, neighbour: float) -> float:
    """The quietest moment within 20 ms of the edge; each 10 ms away from it must gain 7 dB.

    Measured: where words run together the aligned edge is the better guess, and looking further
    for quiet (a stop's closure) took in parts of neighbours twice as often.
    """
    middle = (edge + neighbour) / 2 if edge - neighbour < _DOUBT else edge
    decibels, first = level.between(middle - 0.02, middle + 0.02)
    if not len(decibels):
        return middle
    times = first + (np.arange(len(decibels)) + 0.5) * _HOP_SECONDS
    cost = decibels + 7.0 * ((times - middle) / 0.010) ** 2
    return float(times[int(np.argmin(cost))])
