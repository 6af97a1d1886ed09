"""From what was asked for to passages with times: in an alignment, or at once from a transcript."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.alignment import AlignedWord, Alignment, Status
from align.errors import CancelledError, InputError, NotSaidError, PullquoteError
from align.progress import Monitor
from align.timecode import TimeSpan, format_time
from align.transcript import Transcript
from clips.passage import Passage, locate_quote
from clips.requests import Request, resolve

if TYPE_CHECKING:
    from align.pipeline import AlignOptions

    from align.media import MediaInfo

_Place = Callable[[int, int], Alignment]
"""Finds the times of the tokens from the first to the last, both included."""

_STEPS = 8
"""Looks at most when a moment is sought; each halves the error or better."""
_WORDS_AROUND = 6
"""Words on both sides of a guess that are looked for."""
_SAME_LENGTH = 1.0
"""Seconds by which copies of one recording may differ in length, by encoders' padding."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What became of one request: a passage, or the reason why there is none."""

    request: Request
    passage: Passage | None = None
    error: PullquoteError | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """Everything that was asked for, and the alignment that it is cut by."""

    alignment: Alignment
    resolved: tuple[Resolved, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Those that were found, in the order they were asked for."""
        return tuple(r.passage for r in self.resolved if r.passage is not None)


def place_in_alignment(
    info: MediaInfo, alignment: Alignment, requests: Sequence[Request]
) -> Placement:
    """Look the requests up in an alignment of this recording.

    Raises InputError when the alignment is of a recording of another length.
    """
    is_same = alignment.fingerprint == info.fingerprint
    if not is_same and abs(alignment.duration - info.duration) > _SAME_LENGTH:
        raise InputError(
            f"{info.path} lasts {format_time(info.duration, decimals=1)}, but the alignment is of "
            f"{alignment.media or 'a recording'} that lasts "
            f"{format_time(alignment.duration, decimals=1)}; align this recording first"
        )
    return Placement(alignment, tuple(_resolve(request, alignment) for request in requests))


def place_at_once(
    info: MediaInfo,
    transcript: Transcript,
    requests: Sequence[Request],
    settings: AlignOptions,
    monitor: Monitor,
) -> Placement:
    """Look for the requests in the recording itself, without aligning the whole.

    What is not said becomes an error beside its request, unless all fail alike because recording,
    transcript or engine cannot be used.
    """
    from align.pipeline import place_passage

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
    whole = join(parts)
    return Placement(
        whole,
        tuple(
            Resolved(request, error=failed[number])
            if number in failed
            else _resolve(request, whole)
            for number, request in enumerate(requests)
        ),
    )


def join(parts: Sequence[Alignment]) -> Alignment:
    """One alignment with what any of these partial alignments of one transcript knows."""
    words = tuple(_surest(candidates) for candidates in zip(*(p.words for p in parts), strict=True))
    stretches = {stretch.span: stretch for part in parts for stretch in part.unscripted}
    return replace(
        parts[0], words=words, unscripted=tuple(stretches[span] for span in sorted(stretches))
    )


def _surest(candidates: Iterable[AlignedWord]) -> AlignedWord:
    return max(candidates, key=lambda word: (word.status is not Status.PENDING, word.confidence))


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
        if last >= len(transcript.tokens):
            raise InputError(
                f"words {first}-{last} are no words of this transcript; "
                f"it has words 0-{len(transcript.tokens) - 1}"
            )
        return [place(first, last)]
    assert request.time is not None
    return place_time(request.time, transcript, duration, place)


def place_time(
    span: TimeSpan, transcript: Transcript, duration: float, place: _Place
) -> list[Alignment]:
    """Partial alignments that hold the words said during `span`, found by narrowing down.

    A guess by proportion, a look at the words there, a better guess by what was found; then the
    words around are placed until they reach past both ends of the span. Raises NotSaidError when
    nothing of the transcript is found anywhere on the way.
    """
    speech = [token.index for token in transcript.tokens if token.is_speech]
    low, high = (0, 0.0), (len(speech) - 1, duration)
    found: list[Alignment] = []
    for _ in range(_STEPS):
        share = (span.middle - low[1]) / max(high[1] - low[1], 1e-6)
        guess = round(low[0] + min(1.0, max(0.0, share)) * (high[0] - low[0]))
        part, begin, end = _look_around(guess, (low[0], high[0]), speech, place)
        found.append(part)
        timed = _timed(part, speech, begin, end)
        if not timed or timed[0][1] <= span.middle <= timed[-1][1]:
            break
        if timed[-1][1] < span.middle:
            low = timed[-1]
        else:
            high = timed[0]
        if high[0] - low[0] <= 1:
            break
    for direction in (-1, 1):
        _widen(direction, span, speech, found, place)
    return found


def _look_around(
    guess: int, between: tuple[int, int], speech: Sequence[int], place: _Place
) -> tuple[Alignment, int, int]:
    """The words around `guess`, or the nearest on either side that are said; and which they are.

    Raises the first look's NotSaidError when none of them finds anything.
    """
    lost: NotSaidError | None = None
    for number in range(_STEPS):
        # The guess itself, then to the right, to the left, further right ...
        away = (number + 1) // 2 * (1 if number % 2 else -1) * (2 * _WORDS_AROUND + 1)
        middle = guess + away
        if not between[0] - _WORDS_AROUND <= middle <= between[1] + _WORDS_AROUND:
            continue
        begin, end = max(0, middle - _WORDS_AROUND), min(len(speech) - 1, middle + _WORDS_AROUND)
        try:
            return place(speech[begin], speech[end]), begin, end
        except NotSaidError as error:
            lost = lost or error
    assert lost is not None  # The guess itself lies between.
    raise lost


def _widen(
    direction: int,
    span: TimeSpan,
    speech: Sequence[int],
    found: list[Alignment],
    place: _Place,
) -> None:
    """Place further words before (-1) or after (1) until one outside the span is known."""
    # Fast speech has some five words a second.
    step = max(2 * _WORDS_AROUND, round(5 * span.duration))
    final = 0 if direction < 0 else len(speech) - 1
    timed = _timed(join(found), speech, 0, len(speech) - 1)
    inside = [at for at, time in timed if abs(time - span.middle) < span.duration + 10]
    if not inside:
        return
    frontier = inside[0] if direction < 0 else inside[-1]
    for _ in range(_STEPS):
        times = [time for _, time in _timed(join(found), speech, 0, len(speech) - 1)]
        is_past = any(t < span.start for t in times) if direction < 0 else times[-1] >= span.end
        if is_past or frontier == final:
            return
        before, frontier = frontier, max(0, min(len(speech) - 1, frontier + direction * step))
        # A header or a paragraph that is not spoken is stepped over.
        with contextlib.suppress(NotSaidError):
            found.append(place(speech[min(before, frontier)], speech[max(before, frontier)]))


def _timed(
    alignment: Alignment, speech: Sequence[int], begin: int, end: int
) -> list[tuple[int, float]]:
    """Position in `speech` and middle, seconds, of the words that have a time."""
    words = ((at, alignment.words[speech[at]].span) for at in range(begin, end + 1))
    return [(at, span.middle) for at, span in words if span is not None]
