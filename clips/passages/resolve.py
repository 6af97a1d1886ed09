"""From requests to passages with times: in an alignment, or at once from a transcript."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pullquote.align.errors import CancelledError, InputError, NotSaidError, PullquoteError
from pullquote.align.model.alignment import Alignment
from pullquote.align.model.transcript import Transcript
from pullquote.align.progress import Monitor
from pullquote.align.times import TimeSpan, format_time
from pullquote.clips.passages.passage import Passage, check_words, locate_quote
from pullquote.clips.passages.requests import Request, resolve

if TYPE_CHECKING:
    from pullquote.align.media.audio import MediaInfo
    from pullquote.align.pipeline import AlignOptions

_Place = Callable[[int, int], Alignment]
"""Finds the times of the tokens from the first to the last, both included."""

_STEPS = 8
"""The most looks when a moment is sought; each at least halves the error."""
_WORDS_AROUND = 6
"""Words on both sides of a guess that are looked for."""
_SAME_LENGTH = 1.0
"""Seconds by which copies of one recording may differ in length, as encoders pad them."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The result of one request: a passage, or the reason why there is none."""

    request: Request
    passage: Passage | None = None
    error: PullquoteError | None = None


@dataclass(frozen=True, slots=True)
class ResolvedRequests:
    """The results of all requests, and the alignment by which they are cut."""

    alignment: Alignment
    resolved: tuple[Resolved, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages that were found, in the order of the requests."""
        return tuple(r.passage for r in self.resolved if r.passage is not None)

    @property
    def errors(self) -> tuple[PullquoteError, ...]:
        """The reasons why the others were not found."""
        return tuple(r.error for r in self.resolved if r.error is not None)

    @property
    def names(self) -> tuple[str | None, ...]:
        """The names for their clips, None where none was given."""
        return tuple(r.request.name for r in self.resolved if r.passage is not None)


def place_in_alignment(
    info: MediaInfo, alignment: Alignment, requests: Sequence[Request]
) -> ResolvedRequests:
    """Look the requests up in an alignment of this recording.

    Raises InputError when the alignment is of a recording of another length.
    """
    is_same = alignment.fingerprint == info.fingerprint
    if not is_same and abs(alignment.duration - info.duration) > _SAME_LENGTH:
        raise InputError(
            f"{info.path} lasts {format_time(info.duration, decimals=1)}, but the alignment "
            f"belongs to {alignment.media or 'a recording'}, which lasts "
            f"{format_time(alignment.duration, decimals=1)}; align this recording first"
        )
    return ResolvedRequests(alignment, tuple(_resolve(request, alignment) for request in requests))


def place_at_once(
    info: MediaInfo,
    transcript: Transcript,
    requests: Sequence[Request],
    settings: AlignOptions,
    monitor: Monitor,
) -> ResolvedRequests:
    """Look for the requests in the recording itself, without aligning the whole.

    A request whose words are not said gets an error of its own, unless none can be found: then the
    first error is raised.
    """
    from pullquote.align.pipeline import place_passage

    def place(first: int, last: int) -> Alignment:
        return place_passage(info.path, transcript, first, last, settings, monitor)

    parts: list[Alignment] = []
    failed: dict[int, PullquoteError] = {}
    for number, request in enumerate(requests):
        try:
            parts += _place(request, transcript, info.duration, place)
        except CancelledError:
            raise
        except (NotSaidError, InputError) as error:
            failed[number] = error
    if not parts:
        raise failed[0]
    whole = parts[0].merged(*parts[1:])
    return ResolvedRequests(
        whole,
        tuple(
            Resolved(request, error=failed[number])
            if number in failed
            else _resolve(request, whole)
            for number, request in enumerate(requests)
        ),
    )


def _resolve(request: Request, alignment: Alignment) -> Resolved:
    try:
        return Resolved(request, resolve(request, alignment))
    except PullquoteError as error:
        return Resolved(request, error=error)


def _place(
    request: Request, transcript: Transcript, duration: float, place: _Place
) -> list[Alignment]:
    if request.quote is not None:
        return [place(*locate_quote(transcript, request.quote, occurrence=request.occurrence))]
    if request.words is not None:
        first, last = request.words
        check_words(transcript, first, last)
        return [place(first, last)]
    assert request.time is not None
    return place_time(request.time, transcript, duration, place)


def place_time(
    span: TimeSpan, transcript: Transcript, duration: float, place: _Place
) -> list[Alignment]:
    """Partial alignments that hold the words said during `span`, found by narrowing down.

    The first guess is by proportion; the words there are placed, and the guess is corrected by what
    was found. Then the words around are placed until they reach past both ends of the span. Raises
    NotSaidError when nothing of the transcript is found anywhere on the way.
    """
    search = _TimeSearch(span, [token.index for token in transcript.tokens if token.is_speech])
    search.narrow(duration, place)
    for direction in (-1, 1):
        search.widen(direction, place)
    return search.found


class _TimeSearch:
    """The knowledge gathered on the way to a stretch of time; positions are those in `speech`."""

    def __init__(self, span: TimeSpan, speech: Sequence[int]) -> None:
        self.span = span
        self.speech = speech
        self.found: list[Alignment] = []
        self.middles: dict[int, float] = {}
        """Seconds, of the words that have a time."""
        self.looked: set[int] = set()
        """Words that were looked for, with or without success."""

    def narrow(self, duration: float, place: _Place) -> None:
        """Place words here and there until some on both sides of the span's middle are known."""
        last = len(self.speech) - 1
        for _ in range(_STEPS):
            before = [at for at, time in self.middles.items() if time <= self.span.middle]
            after = [at for at, time in self.middles.items() if time > self.span.middle]
            low, high = max(before, default=0), min(after, default=last)
            low_time = self.middles.get(low, 0.0)
            high_time = self.middles.get(high, duration)
            if all(at in self.looked for at in range(low, high + 1)):
                return
            share = (self.span.middle - low_time) / max(high_time - low_time, 1e-6)
            guess = round(low + min(1.0, max(0.0, share)) * (high - low))
            self._look_around(guess, place)

    def widen(self, direction: int, place: _Place) -> None:
        """Look further before (-1) or after (1) until words beyond that end of the span are known.

        A header or a paragraph that is not spoken is stepped over.
        """
        # Fast speech has some five words a second.
        step = max(2 * _WORDS_AROUND, round(5 * self.span.duration))
        middle = self.span.middle
        if not self.middles:
            return
        at = min(self.middles, key=lambda known: abs(self.middles[known] - middle))
        for _ in range(_STEPS):
            while 0 <= at < len(self.speech) and at in self.looked:
                time = self.middles.get(at, middle)
                if (time < self.span.start) if direction < 0 else (time >= self.span.end):
                    return
                at += direction
            if not 0 <= at < len(self.speech):
                return
            with contextlib.suppress(NotSaidError):
                end = at + direction * step
                self._look(min(at, end), max(at, end), place)

    def _look_around(self, guess: int, place: _Place) -> None:
        """Look at the guess, or at the nearest place on either side where something is said.

        Raises NotSaidError when nothing has been found by then.
        """
        lost: NotSaidError | None = None
        for number in range(_STEPS):
            # The guess itself, then to the right, to the left, further right ...
            away = (number + 1) // 2 * (1 if number % 2 else -1) * (2 * _WORDS_AROUND + 1)
            begin, end = guess + away - _WORDS_AROUND, guess + away + _WORDS_AROUND
            if end < 0 or begin >= len(self.speech):
                continue
            try:
                if self._look(begin, end, place):
                    return
            except NotSaidError as error:
                lost = lost or error
        if lost is not None and not self.found:
            raise lost

    def _look(self, begin: int, end: int, place: _Place) -> bool:
        """Place these words, some of which may be known; returns whether any of them was new."""
        begin, end = max(0, begin), min(len(self.speech) - 1, end)
        new = set(range(begin, end + 1)) - self.looked
        if not new:
            return False
        self.looked |= new
        part = place(self.speech[begin], self.speech[end])
        self.found.append(part)
        for at in range(begin, end + 1):
            span = part.words[self.speech[at]].span
            if span is not None:
                self.middles[at] = span.middle
        return True
