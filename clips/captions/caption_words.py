"""A transcript's words as captions show them: as written, spaced, marked, with a time each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pullquote.align.model.alignment import Alignment
from pullquote.align.model.transcript import Role
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.borrowed_times import Absent, Captioned, captioned_tokens
from pullquote.clips.captions.cue import CueWord
from pullquote.clips.captions.lines.text_width import text_width
from pullquote.clips.captions.profiles.profile import Profile


def cue_words(
    alignment: Alignment,
    first: int,
    last: int,
    *,
    held: TimeSpan | None = None,
    absent: Absent = Absent.KEEP,
    selected: bool = True,
) -> tuple[CueWord, ...]:
    """The words to be captioned among tokens `first` to `last`, both included, as written.

    Speaker labels, stage directions and timestamps are not captioned. A mark that stands alone (a
    dash) stays with the word right before it, or, where it opens the paragraph or follows a label,
    with the one right after it.

    Parameters
    ----------
    held : the part of the recording that is shown, seconds; the words' times count from its start
        and are never negative. The whole recording when None.
    absent : the treatment of words that were not found; kept ones have a borrowed time.
    selected : True when somebody chose these very words: then all of them are captioned. Otherwise,
        as in subtitles of the whole recording, those that plainly were not spoken are left out.
    """
    held = held or TimeSpan(0.0, alignment.duration)
    spoken = captioned_tokens(alignment, first, last, held, absent=absent, selected=selected)
    by_index = {word.token.index: word for word in spoken}
    places = _written_places(alignment, range(first, last + 1), by_index)
    speakers = dict.fromkeys(p.speaker for p in alignment.transcript.paragraphs if p.speaker)
    numbers = {name: number for number, name in enumerate(speakers)}
    text = alignment.transcript.text
    words = []
    for number, place in enumerate(places):
        paragraph = alignment.transcript.paragraph_of(place.index)
        after = " "
        if number + 1 < len(places):
            following = places[number + 1]
            crosses = following.index >= paragraph.stop
            after = "\n" if crosses else _space(text[place.stop : following.start])
        word = by_index[place.index]
        start = max(0.0, word.span.start - held.start)
        shown = TimeSpan(start, max(start, word.span.end - held.start))
        who = paragraph.speaker
        words.append(
            CueWord(
                *(place.written(text), shown, place.index, after),
                *(who, numbers.get(who or ""), word.is_borrowed),
            )
        )
    return _bracketed(words) if absent is Absent.MARK else tuple(words)


def unscripted_words(alignment: Alignment, *, clock_start: float = 0.0) -> tuple[CueWord, ...]:
    """The speech that is not in the transcript, each stretch of it in square brackets."""
    words = []
    for stretch in alignment.unscripted:
        for number, heard in enumerate(stretch.words):
            opening = "[" if number == 0 else ""
            closing = "]" if number == len(stretch.words) - 1 else ""
            if heard.span.end <= clock_start:
                continue
            span = TimeSpan(max(0.0, heard.span.start - clock_start), heard.span.end - clock_start)
            words.append(
                CueWord(
                    opening + heard.text.strip() + closing, span, None, "\n" if closing else " "
                )
            )
    return tuple(words)


def with_names(words: Sequence[CueWord], profile: Profile) -> tuple[CueWord, ...]:
    """The words with `NAME: ` before the first of each turn, so that the lines have room for it.

    Name and word are one piece, so that no line ends between them, unless they are too long
    together for a line of the profile.
    """
    wide = profile.chars_per_line / profile.wide_per_line
    named: list[CueWord] = []
    before: str | None = None
    for word in words:
        if word.speaker and word.speaker != before:
            label = f"{word.speaker}:"
            text = f"{label} {word.text}"
            if text_width(text, wide=wide) <= profile.chars_per_line:
                word = replace(word, text=text)
            else:
                at = TimeSpan(word.span.start, word.span.start)
                named.append(
                    replace(word, text=label, span=at, index=None, after=" ", unheard=False)
                )
        before = word.speaker
        named.append(word)
    return tuple(named)


@dataclass(slots=True)
class _Written:
    """A captioned word and the marks that stay with it, as places in the transcript's text."""

    index: int
    pieces: list[tuple[int, int]] = field(default_factory=list)

    @property
    def start(self) -> int:
        """First character."""
        return self.pieces[0][0]

    @property
    def stop(self) -> int:
        """The character after the last."""
        return self.pieces[-1][1]

    def written(self, text: str) -> str:
        """Word and marks, spaced as in the text."""
        parts = [text[self.pieces[0][0] : self.pieces[0][1]]]
        for (_, before), (start, stop) in pairwise(self.pieces):
            parts += [_space(text[before:start]), text[start:stop]]
        return " ".join("".join(parts).split())


def _written_places(
    alignment: Alignment, indices: range, captioned: Mapping[int, Captioned]
) -> list[_Written]:
    """The captioned words in order, each with its marks."""
    paragraph_starts = {p.first for p in alignment.transcript.paragraphs}
    taken: list[_Written] = []
    before: _Written | None = None  # the word that a mark stays with
    opening: list[tuple[int, int]] = []  # marks that wait for the word after them
    opens = True
    for index in indices:
        token = alignment.words[index].token
        place = (token.start_char, token.end_char)
        if index in paragraph_starts:
            before, opening, opens = None, [], True
        if index in captioned:
            before = _Written(index, [*opening, place])
            taken.append(before)
            opening = []
        elif token.role is Role.MARK and before is not None:
            before.pieces.append(place)
        elif token.role is Role.MARK and opens:
            opening.append(place)
        else:
            # After a label or a direction a mark belongs to what follows. Where a word is left
            # out, so is the mark beside it.
            before, opening, opens = None, [], not token.is_speech
    return taken


def _space(between: str) -> str:
    return " " if any(char.isspace() for char in between) else ""


_BARE = re.compile(r"""(["'“”‘’«»„¿¡]*)(.+?)([.,;:!?…"'“”‘’«»]*)""", re.DOTALL)


def _bracketed(words: Sequence[CueWord]) -> tuple[CueWord, ...]:
    """The words, each run of those that were not found in square brackets.

    Quotation marks and punctuation around the run stay outside.
    """
    marked = []
    for number, word in enumerate(words):
        text = word.text
        bare = _BARE.fullmatch(text) if word.unheard else None
        if bare is not None:
            begins = not (number and words[number - 1].unheard)
            ends = not (number + 1 < len(words) and words[number + 1].unheard)
            text = f"{bare[1]}{'[' * begins}{bare[2]}{']' * ends}{bare[3]}"
        marked.append(replace(word, text=text))
    return tuple(marked)
