"""A passage: a run of the transcript's words, selected by a quote, by words or by time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pullquote.align.errors import (
    InputError,
    PassageAmbiguousError,
    PassageNotFoundError,
    TimecodeError,
)
from pullquote.align.model.alignment import Alignment, Status
from pullquote.align.model.spoken_parts import spoken_parts
from pullquote.align.model.transcript import Role, Transcript
from pullquote.align.search.doubts import shortest_time
from pullquote.align.search.explain import why_unsaid
from pullquote.align.search.index import Hit, SearchIndex, index_of
from pullquote.align.search.moments import find_time
from pullquote.align.times import TimeSpan, format_time
from pullquote.clips.captions.borrowed_times import room_after, room_before

_LEAST_FOUND = 0.5
"""Share of a passage's words; with fewer it would put words into somebody's mouth."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Tokens `first` to `last` of a transcript, both included, or a bare stretch of time."""

    first: int | None
    """Index of the first token; None when no word is spoken in `span`."""
    last: int | None
    """Index of the last token; None with `first`."""
    text: str
    """The words as written, with everything between them."""
    span: TimeSpan
    """Seconds, from the start of the first spoken word to the end of the last; or as asked for."""
    exact: bool = False
    """True when the clip must be cut exactly at the span rather than beside the words."""
    by_time: bool = False
    """True when a stretch of time was asked for rather than these very words: words between them
    that plainly were not spoken do not belong to it."""
    struck: tuple[int, ...] = ()
    """Indices of the words that were cut out, in order, those that stood before `first` or after
    `last` included; see `passages.striking`."""
    hushed: tuple[int, ...] = ()
    """Indices of the tokens after which unscripted speech is cut out, in order."""


def passage_by_quote(alignment: Alignment, quote: str, *, occurrence: int | None = None) -> Passage:
    """The one place where `quote` is said, or the `occurrence`-th (from 1) of several.

    Small misspellings are forgiven when the exact words do not occur. Places most of whose words
    were not found in the recording do not count. Raises PassageNotFoundError, with the closest
    words as a guess, and PassageAmbiguousError, with all places and their times.
    """
    candidates = _candidates(index_of(alignment), quote)
    spoken = [hit for hit in candidates if _is_found(alignment, hit.first, hit.last)]
    if not spoken:
        hit = candidates[0]
        words = alignment.words[hit.first : hit.last + 1]
        if any(word.status is Status.PENDING for word in words):
            problem = "has not been looked for in the recording; align the recording first"
        else:
            problem = why_unsaid(alignment, hit.first, hit.last)
        raise PassageNotFoundError(quote, problem)
    hit = _chosen(spoken, quote, occurrence)
    return passage_by_words(alignment, hit.first, hit.last)


def locate_quote(
    transcript: Transcript, quote: str, *, occurrence: int | None = None
) -> tuple[int, int]:
    """Indices of the first and last token of `quote`, before anything is aligned.

    Raises as `passage_by_quote`.
    """
    hit = _chosen(_candidates(index_of(transcript), quote), quote, occurrence)
    return hit.first, hit.last


def passage_by_words(alignment: Alignment, first: int, last: int) -> Passage:
    """Tokens `first` to `last`, both included, without labels and directions at the edges.

    Words at the edges that were not found stay: the passage begins earlier or ends later by the
    time that they need, as far as nobody says anything else there. Raises InputError for indices
    that do not exist or run backwards, and PassageNotFoundError when none of the words, or fewer
    than half of them, were found in the recording.
    """
    check_words(alignment.transcript, first, last)
    if not _is_found(alignment, first, last):
        pending = any(w.status is Status.PENDING for w in alignment.words[first : last + 1])
        raise PassageNotFoundError(
            alignment.transcript.quote(first, last),
            "has not been looked for in the recording; align the recording first"
            if pending
            else why_unsaid(alignment, first, last),
        )
    written = [
        word.token.index
        for word in alignment.words[first : last + 1]
        if word.span is not None or word.token.role in (Role.SPEECH, Role.MARK)
    ]
    begin, end = written[0], written[-1]
    _check_is_in_one_place(alignment, begin, end)
    span = span_with_borrowed(alignment, begin, end)
    return Passage(begin, end, alignment.transcript.quote(begin, end), span)


def _check_is_in_one_place(alignment: Alignment, first: int, last: int) -> None:
    """Raise PassageNotFoundError where these words are in parts that are said apart."""
    parts = [
        (max(first, part.first), min(last, part.last))
        for part in spoken_parts(alignment)
        if part.first <= last and part.last >= first
    ]
    spans = [(words, alignment.span_of(*words)) for words in parts]
    said = [
        f"words {a}-{b} at {format_time(span.start, decimals=1)}"
        for (a, b), span in spans
        if span is not None
    ]
    if len(said) > 1:
        raise PassageNotFoundError(
            alignment.transcript.quote(first, last),
            "is not said in one place, because the transcript has its parts in another order than "
            f"the recording ({', '.join(said)}); choose them one by one",
        )


def check_words(transcript: Transcript, first: int, last: int) -> None:
    """Raise InputError unless the transcript has tokens `first` to `last`, in this order."""
    final = len(transcript.tokens) - 1
    if first > last:
        raise InputError(f"words {first}-{last} end before they start; write them like 120-145")
    if not 0 <= first <= last <= final:
        raise InputError(f"this transcript has words 0–{final}; {first}–{last} is out of range")


def span_with_borrowed(alignment: Alignment, first: int, last: int) -> TimeSpan:
    """The span of these words, with time for those at the edges that were not found."""
    words = alignment.words[first : last + 1]
    timed = [number for number, word in enumerate(words) if word.span is not None]
    span = alignment.span_of(first, last)
    assert span is not None  # half of them have a time
    before = sum(shortest_time(w.token.text) for w in words[: timed[0]] if w.token.is_speech)
    after = sum(shortest_time(w.token.text) for w in words[timed[-1] + 1 :] if w.token.is_speech)
    start = max(span.start - before, min(span.start, room_before(alignment, first)))
    end = min(span.end + after, max(span.end, room_after(alignment, last)))
    return TimeSpan(start, end)


def passage_by_time(alignment: Alignment, span: TimeSpan) -> Passage:
    """The stretch `span` (seconds), cut exactly there, with the words whose middle lies in it.

    Where no written word is said, the text is any unscripted speech there. An end beyond the
    recording's is moved back to it. Raises TimecodeError for a stretch without length
    or beyond the recording.
    """
    asked = f"{format_time(span.start)}-{format_time(span.end)}"
    if span.duration <= 0:
        raise TimecodeError(asked, "has no length")
    if span.start >= alignment.duration:
        length = format_time(alignment.duration, decimals=1)
        raise TimecodeError(asked, f"begins after the end of the recording, which lasts {length}")
    span = TimeSpan(span.start, min(span.end, alignment.duration))
    moment = find_time(alignment, span)
    return Passage(moment.first, moment.last, moment.text, span, exact=True, by_time=True)


_WORD_RANGE = re.compile(r"\s*(\d+)\s*(?:(?:[-–—:]|\.\.)\s*(\d+)\s*)?$")


def parse_word_range(text: str) -> tuple[int, int]:
    """First and last index denoted by `120-145` or `120`. Raises InputError for anything else."""
    match = _WORD_RANGE.match(text)
    if not match:
        raise InputError(f"{text!r} is not a range of words; write it like 120-145")
    first = int(match[1])
    last = int(match[2]) if match[2] else first
    if last < first:
        raise InputError(f"{text!r} ends before it starts; write it like 120-145")
    return first, last


def _candidates(index: SearchIndex, quote: str) -> list[Hit]:
    """Places that match equally well, in the order of the text. Raises PassageNotFoundError."""
    if not any(character.isalnum() for character in quote):
        raise PassageNotFoundError(quote, "contains no words; give some words of the transcript")
    hits = index.find(quote, limit=500)
    if hits:
        best = max(hit.score for hit in hits)
        margin = 0.0 if best >= 0.95 else 0.03
        return sorted(
            (hit for hit in hits if hit.score >= best - margin), key=lambda hit: hit.first
        )
    closest = index.find_closest(quote)
    if closest is not None:
        guess = index.transcript.quote(closest.first, closest.last)
        problem = f"is not in the transcript; the closest is “{' '.join(guess.split())}”"
    else:
        problem = "is not in the transcript; check the words, or search for a few of them"
    raise PassageNotFoundError(quote, problem)


def _chosen(hits: Sequence[Hit], quote: str, occurrence: int | None) -> Hit:
    if occurrence is None:
        if len(hits) > 1:
            raise PassageAmbiguousError(
                quote, [_line(number, hit) for number, hit in enumerate(hits, 1)]
            )
        return hits[0]
    if not 1 <= occurrence <= len(hits):
        places = f"occurs in {len(hits)} place" + ("s" if len(hits) != 1 else "")
        raise PassageNotFoundError(
            quote, f"{places}; there is no occurrence {occurrence}, choose 1 to {len(hits)}"
        )
    return hits[occurrence - 1]


def _line(number: int, hit: Hit) -> str:
    time = format_time(hit.span.start, decimals=1) if hit.span else "no time yet"
    speaker = f"{hit.speaker}: " if hit.speaker else ""
    context = " ".join(hit.context.split())
    return f"{number}. {time}, words {hit.first}-{hit.last}: {speaker}… {context} …"


def _is_found(alignment: Alignment, first: int, last: int) -> bool:
    """True when enough of these words have a time."""
    chosen = alignment.words[first : last + 1]
    words = [word for word in chosen if word.token.is_speech or word.span is not None]
    timed = sum(word.span is not None for word in words)
    return timed > 0 and timed >= _LEAST_FOUND * len(words)
