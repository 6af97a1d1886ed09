"""From what was asked for to passages with times: in an alignment, or at once from a transcript."""

from __future__ import annotations

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
_LOOK = 6
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
    lost: NotSaidError | None = None
    for _ in range(_STEPS):
        share = (span.middle - low[1]) / max(high[1] - low[1], 1e-6)
        guess = round(low[0] + min(1.0, max(0.0, share)) * (high[0] - low[0]))
        begin, end = max(0, guess - _LOOK), min(len(speech) - 1, guess + _LOOK)
        try:
            found.append(place(speech[begin], speech[end]))
        except NotSaidError as error:
            lost = error
            # Not said here: look where fewer words are left, from the other side of the guess.
            high = (max(low[0], begin - 1), high[1])
            continue
        timed = _timed(found[-1], speech, begin, end)
        if not timed or (timed[0][1] <= span.middle <= timed[-1][1]):
            break
        if timed[-1][1] < span.middle:
            low = timed[-1]
        else:
            high = timed[0]
        if high[0] - low[0] <= 1:
            break
    if not found:
        assert lost is not None
        raise lost
    return _widen(span, speech, found, place)


def _widen(
    span: TimeSpan, speech: Sequence[int], found: list[Alignment], place: _Place
) -> list[Alignment]:
    """Place further words on both sides until they reach past the span."""
    # Fast speech has some five words a second.
    step = max(2 * _LOOK, round(5 * span.duration))
    for _ in range(_STEPS):
        timed = _timed(join(found), speech, 0, len(speech) - 1)
        near = [at for at, time in timed if abs(time - span.middle) < span.duration + 10]
        if not near:
            break
        begin, end = near[0], near[-1]
        times = dict(timed)
        if begin > 0 and times[begin] > span.start:
            end, begin = begin, max(0, begin - step)
        elif end < len(speech) - 1 and times[end] < span.end:
            begin, end = end, min(len(speech) - 1, end + step)
        else:
            break
        try:
            found.append(place(speech[begin], speech[end]))
        except NotSaidError:
            break
    return found


def _timed(
    alignment: Alignment, speech: Sequence[int], begin: int, end: int
) -> list[tuple[int, float]]:
    """Position in `speech` and middle, seconds, of the words that have a time."""
    words = ((at, alignment.words[speech[at]].span) for at in range(begin, end + 1))
    return [(at, span.middle) for at, span in words if span is not None]
