"""The words of a passage that are kept, as its captions and its quotation show them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pullquote.align.model.alignment import Alignment
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.borrowed_times import Absent
from pullquote.clips.captions.caption_words import cue_words
from pullquote.clips.captions.cue import CueWord
from pullquote.clips.passages.fillers import is_filler
from pullquote.clips.passages.passage import Passage
from pullquote.clips.passages.pieces import piece_ranges

OMITTED = "[…]"
"""Stands where words were cut out, if it is asked for."""


@dataclass(frozen=True, slots=True)
class PieceClock:
    """The place of one piece in a clip."""

    held: TimeSpan
    """The part of the recording that it holds, seconds."""
    start: float = 0.0
    """Its beginning in the clip, seconds."""


def kept_words(
    alignment: Alignment,
    passage: Passage,
    clocks: Sequence[PieceClock] | None = None,
    *,
    absent: Absent = Absent.KEEP,
    mark_cuts: bool = False,
) -> tuple[CueWord, ...]:
    """The captioned words of a passage without those that are cut out, on the clip's clock.

    Parameters
    ----------
    clocks : one for each of `pieces.piece_ranges`; times are the recording's when None.
    absent : the treatment of words that were not found.
    mark_cuts : True to put OMITTED where words other than fillers were cut out.
    """
    words: list[CueWord] = []
    for number, (first, last) in enumerate(piece_ranges(alignment, passage)):
        clock = None if clocks is None else clocks[number]
        shown = cue_words(
            *(alignment, first, last),
            held=None if clock is None else clock.held,
            absent=absent,
            selected=not passage.by_time,
        )
        run = [word for word in shown if word.index not in passage.struck]
        if clock is not None and clock.start:
            run = [word.shift(clock.start) for word in run]
        if number and words and run and mark_cuts and _is_marked(alignment, words[-1], run[0]):
            at = TimeSpan(run[0].span.start, run[0].span.start)
            mark = replace(run[0], text=OMITTED, span=at, index=None, after=" ", unheard=False)
            gap = _gap(alignment, words[-1], run[0])
            words[-1] = replace(words[-1], after=" ")
            words.append(replace(mark, after=gap))
        words += run
    return tuple(_spaced(alignment, words)) if passage.struck else tuple(words)


def _is_marked(alignment: Alignment, before: CueWord, after: CueWord) -> bool:
    """True where something else than fillers and marks is cut out between these words."""
    assert before.index is not None
    assert after.index is not None
    tokens = alignment.transcript.tokens[before.index + 1 : after.index]
    return any(t.is_speech and not is_filler(t.text, alignment.language) for t in tokens)


def _spaced(alignment: Alignment, words: Sequence[CueWord]) -> list[CueWord]:
    """The words with the space that lies between them now that others are gone."""
    spaced = list(words)
    for number in range(len(spaced) - 1):
        word, following = spaced[number], spaced[number + 1]
        if word.index is None or following.index is None:
            continue
        # Only a space can have been lost, for words of one token follow without any.
        if following.index > word.index + 1:
            spaced[number] = replace(word, after=_gap(alignment, word, following))
    return spaced


def _gap(alignment: Alignment, word: CueWord, following: CueWord) -> str:
    """A newline where another paragraph begins, else a space if the text has one, else nothing."""
    transcript = alignment.transcript
    assert word.index is not None
    assert following.index is not None
    if following.index >= transcript.paragraph_of(word.index).stop:
        return "\n"
    tokens = transcript.tokens
    between = transcript.text[tokens[word.index].end_char : tokens[following.index].start_char]
    return " " if any(char.isspace() for char in between) else ""
