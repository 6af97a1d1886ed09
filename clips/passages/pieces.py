"""A passage as the unbroken pieces of the recording that are left when words are cut out of it.

Each piece is cut like a passage of its own, so that a cut lies in the quiet between a kept word and
the one cut out, and never in a kept word. Pure: the sound is passed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pullquote.align.errors import InputError
from pullquote.align.media.audio import Audio
from pullquote.align.model.alignment import Alignment, Unscripted
from pullquote.align.times import TimeSpan, format_time
from pullquote.clips.passages.cut import Cut, CutOptions, choose_cut
from pullquote.clips.passages.fillers import is_filler
from pullquote.clips.passages.passage import Passage, span_with_borrowed

_SHORTEST_LOSS = 0.005
"""Seconds; what is left out of the sound is at least so long."""
_TOLERANCE = 0.03
"""Seconds of a kept word's aligned time that a cut may take, for the alignment may be so far off
and the quietest moment lies up to 25 ms from it."""
_MOST_NAMED = 6
_SHORTEST_FADE = 0.004
"""Seconds: against a click, where words run together."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An unbroken stretch of a passage."""

    passage: Passage
    """The kept words of it; nothing that was said between them is cut out."""
    cut: Cut
    """The beginning and end of its sound; its fades count only at the ends of the whole passage."""


@dataclass(frozen=True, slots=True)
class Omission:
    """Something that is cut out between two pieces."""

    words: tuple[int, ...]
    """Indices of its tokens; empty for speech that the transcript does not have."""
    text: str
    """Its words as written, or as heard."""
    span: TimeSpan
    """Seconds of the recording that are not in the clip."""
    clear: bool
    """True where both cuts lie in pauses."""
    is_filler: bool
    """True where only fillers are cut out."""
    before: str = ""
    """The kept word before it, as written."""
    after: str = ""
    """The kept word after it."""

    @property
    def doubt(self) -> str | None:
        """A sentence where words run together at a cut; None where both cuts lie in pauses."""
        if self.clear:
            return None
        at = format_time(self.span.start, decimals=1)
        return (
            f"“{self.text}” at {at} runs into “{self.before}” or “{self.after}”, so the cut is at "
            "the quietest place between them; listen before you publish"
        )


def piece_ranges(alignment: Alignment, passage: Passage) -> tuple[tuple[int, int], ...]:
    """First and last token of each piece of a passage of words, in order.

    Struck words that were never said leave no gap in the sound and divide nothing.
    """
    if passage.first is None or passage.last is None:
        return ()
    struck, hushed = frozenset(passage.struck), frozenset(passage.hushed)
    ranges: list[tuple[int, int]] = []
    begin = end = passage.first
    is_gap = False
    for word in alignment.words[passage.first : passage.last + 1]:
        index = word.token.index
        if index in struck:
            is_gap = is_gap or word.span is not None
        elif not is_gap:
            end = index
        elif word.token.is_speech:
            ranges.append((begin, end))
            begin = end = index
            is_gap = False
        is_gap = is_gap or index in hushed
    return (*ranges, (begin, end))


def choose_pieces(
    alignment: Alignment,
    passage: Passage,
    audio: Audio,
    *,
    audio_start: float = 0.0,
    options: CutOptions | None = None,
) -> tuple[Piece, ...]:
    """The pieces of a passage with their cuts; parameters as `cut.choose_cut`.

    At the cuts inside the passage the usual leads count, whatever the options say of its ends, so
    that a pause that is left there stays short. Raises InputError where nothing is left between two
    kept words that could be cut out, because the times of the words overlap.
    """
    options = options or CutOptions()
    heard = {"audio_start": audio_start}
    ranges = piece_ranges(alignment, passage)
    if len(ranges) < 2:
        return (Piece(passage, choose_cut(alignment, passage, audio, **heard, options=options)),)
    usual = CutOptions(fade=options.fade)
    pieces = []
    for number, (first, last) in enumerate(ranges):
        if alignment.span_of(first, last) is None:
            text = alignment.transcript.quote(first, last)
            raise InputError(
                f"“{text}” was not found in the recording, so the words beside it cannot be cut "
                "out; cut it out too, or leave them in"
            )
        part = replace(
            passage,
            first=first,
            last=last,
            text=_text(alignment, [i for i in range(first, last + 1) if i not in passage.struck]),
            span=span_with_borrowed(alignment, first, last),
            exact=False,
            hushed=(),
        )
        leads = CutOptions(
            options.lead_in if number == 0 else usual.lead_in,
            options.lead_out if number == len(ranges) - 1 else usual.lead_out,
            options.fade,
            options.cross_fade,
        )
        pieces.append(Piece(part, choose_cut(alignment, part, audio, **heard, options=leads)))
    if passage.exact:
        pieces = _with_exact_ends(pieces, passage.span)
    return tuple(_kept_apart(alignment, passage, pieces))


def _with_exact_ends(pieces: Sequence[Piece], span: TimeSpan) -> list[Piece]:
    """The pieces, the first beginning and the last ending where it was asked for."""
    first, *_, last = pieces
    begin = replace(
        first.cut, span=TimeSpan(min(span.start, first.cut.span.end), first.cut.span.end)
    )
    finish = replace(
        last.cut, span=TimeSpan(last.cut.span.start, max(span.end, last.cut.span.start))
    )
    return [replace(first, cut=begin), *pieces[1:-1], replace(last, cut=finish)]


def _kept_apart(alignment: Alignment, passage: Passage, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with cuts that leave the middle of everything between them out.

    Raises InputError where that would take a part of a kept word.
    """
    apart = list(pieces)
    for number in range(1, len(apart)):
        left, right = apart[number - 1], apart[number]
        gone = _gone(alignment, passage, left.passage, right.passage)
        end = min([left.cut.span.end, *(span.middle for span in gone)])
        start = max([right.cut.span.start, *(span.middle for span in gone)])
        is_whole = (
            end >= left.passage.span.end - _TOLERANCE
            and start <= right.passage.span.start + _TOLERANCE
            and left.cut.span.start < end
            and start < right.cut.span.end
        )
        if not is_whole or start - end < _SHORTEST_LOSS:
            text = _text(alignment, _struck_between(passage, left.passage, right.passage))
            at = format_time(right.passage.span.start, decimals=1)
            raise InputError(
                f"“{text or 'um'}” at {at} cannot be cut out: by their times the words beside it "
                "are said in the same moment; correct their times, or cut out those too"
            )
        apart[number - 1] = replace(left, cut=_with_span(left.cut, left.cut.span.start, end))
        apart[number] = replace(right, cut=_with_span(right.cut, start, right.cut.span.end))
    return apart


def _with_span(cut: Cut, start: float, end: float) -> Cut:
    half = (end - start) / 2
    return replace(
        cut,
        span=TimeSpan(start, end),
        fade_in=min(cut.fade_in, half),
        fade_out=min(cut.fade_out, half),
    )


def _struck_between(passage: Passage, left: Passage, right: Passage) -> list[int]:
    assert left.last is not None
    assert right.first is not None
    return [index for index in passage.struck if left.last < index < right.first]


def _gone(alignment: Alignment, passage: Passage, left: Passage, right: Passage) -> list[TimeSpan]:
    """The times of everything that is cut out between two pieces."""
    spans = [alignment.words[i].span for i in _struck_between(passage, left, right)]
    found = [span for span in spans if span is not None]
    return found + [stretch.span for stretch in _hushed_between(alignment, passage, left, right)]


def _hushed_between(
    alignment: Alignment, passage: Passage, left: Passage, right: Passage
) -> list[Unscripted]:
    assert left.last is not None
    assert right.first is not None
    within = [index for index in passage.hushed if left.last <= index < right.first]
    return [stretch for stretch in alignment.unscripted if stretch.after in within]


def _text(alignment: Alignment, indices: Sequence[int]) -> str:
    return " ".join(alignment.words[index].token.text for index in indices)


def find_omissions(
    alignment: Alignment, passage: Passage, pieces: Sequence[Piece]
) -> tuple[Omission, ...]:
    """The omissions between the pieces, in order."""
    found = []
    for left, right in pairwise(pieces):
        struck = _struck_between(passage, left.passage, right.passage)
        heard = [s.text for s in _hushed_between(alignment, passage, left.passage, right.passage)]
        texts = [alignment.words[index].token.text for index in struck]
        assert left.passage.last is not None
        assert right.passage.first is not None
        found.append(
            Omission(
                tuple(struck),
                " ".join(texts or heard),
                TimeSpan(left.cut.span.end, right.cut.span.start),
                left.cut.clear_out and right.cut.clear_in,
                all(is_filler(text, alignment.language) for text in texts),
                alignment.words[left.passage.last].token.text,
                alignment.words[right.passage.first].token.text,
            )
        )
    return tuple(found)


def doubt_about_cuts(omissions: Sequence[Omission]) -> str | None:
    """One sentence about all cuts where words run together; None where there are none."""
    close = [omission for omission in omissions if not omission.clear]
    if len(close) < 2:
        return close[0].doubt if close else None
    named = ", ".join(f"“{omission.text}”" for omission in close[:_MOST_NAMED])
    return (
        f"{len(close)} of the words cut out run into their neighbours ({named}"
        f"{', …' if len(close) > _MOST_NAMED else ''}), so the cuts are at the quietest places "
        "between them; listen before you publish"
    )


def overlap_of(left: Piece, right: Piece, options: CutOptions) -> float:
    """Seconds for which the sound of two pieces overlaps, no longer than the quiet around the cut.

    Both are heard there, one growing faint while the other grows.
    """
    rooms = (
        left.cut.span.end - left.passage.span.end if left.cut.clear_out else 0.0,
        right.passage.span.start - right.cut.span.start if right.cut.clear_in else 0.0,
    )
    shortest = min(left.cut.span.duration, right.cut.span.duration) / 2
    return min(max(_SHORTEST_FADE, min(options.cross_fade, *rooms)), shortest)
