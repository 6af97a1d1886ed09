"""Words are cut out of a passage: fillers, a false start, a clause.

Striking changes the passage alone: `passages.pieces` then decides where the sound is cut. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pullquote.align.errors import InputError, PassageNotFoundError
from pullquote.align.model.alignment import Alignment, Status
from pullquote.align.search.word_stream import fold_words
from pullquote.align.times import TimeSpan, format_time
from pullquote.clips.passages.fillers import filler_tokens, hushed_fillers
from pullquote.clips.passages.passage import Passage, parse_word_range, span_with_borrowed


def strike(
    alignment: Alignment, passage: Passage, words: Iterable[int], *, hushed: Iterable[int] = ()
) -> Passage:
    """The passage without the words that have these indices, besides those struck before.

    Struck words at its ends make it shorter, so that its first and last word are kept ones; they
    stay in `struck`. Labels and directions, which nobody speaks, are passed over. `hushed` are
    indices of tokens after which unscripted speech is cut out. Raises InputError for words outside
    the passage and where nothing would be left, PassageNotFoundError for words that have not been
    looked for.
    """
    struck = {*words} - {*passage.struck}
    if passage.first is None or passage.last is None:
        raise InputError("no word of the transcript is in this passage, so none can be cut out")
    outside = [i for i in struck if not passage.first <= i <= passage.last]
    if outside:
        raise InputError(
            f"word {outside[0]} is not in this passage, which has the words "
            f"{passage.first}-{passage.last}; choose words of the passage"
        )
    tokens = [word.token for word in alignment.words[passage.first : passage.last + 1]]
    struck = {token.index for token in tokens if token.is_speech and token.index in struck}
    struck |= {*passage.struck}
    if any(alignment.words[i].status is Status.PENDING for i in struck):
        problem = "has not been looked for in the recording; align the recording first"
        raise PassageNotFoundError(passage.text, problem)
    kept = [token.index for token in tokens if token.is_speech and token.index not in struck]
    if not any(alignment.words[i].span is not None for i in kept):
        raise InputError("that would cut out every word that is said; leave some of them in")
    first, last = passage.first, passage.last
    if any(i in struck for i in range(first, kept[0])):
        first = kept[0]
    if any(i in struck for i in range(kept[-1] + 1, last + 1)):
        last = kept[-1]
    span = span_with_borrowed(alignment, first, last)
    if passage.exact:
        # An edge that was asked for stays, unless its word is gone.
        start, end = passage.span.start, passage.span.end
        if first != passage.first:
            start = _pause_before(alignment, first, span.start)
        if last != passage.last:
            end = _pause_after(alignment, last, span.end)
        span = TimeSpan(start, max(start, end))
    silenced = tuple(sorted(i for i in {*passage.hushed, *hushed} if first <= i < last))
    text = " ".join(
        token.text for token in tokens if first <= token.index <= last and token.index not in struck
    )
    return replace(
        passage,
        first=first,
        last=last,
        text=text,
        span=span,
        struck=tuple(sorted(struck)),
        hushed=silenced,
    )


def _pause_before(alignment: Alignment, index: int, start: float) -> float:
    """The moment half-way from the nearest word before this one to its own start, seconds."""
    before = [w.span.end for w in alignment.words[:index] if w.span is not None]
    return (min(before[-1], start) + start) / 2 if before else start


def _pause_after(alignment: Alignment, index: int, end: float) -> float:
    """The moment half-way from the end of this word to the nearest word after it, seconds."""
    after = (w.span.start for w in alignment.words[index + 1 :] if w.span is not None)
    return (max(next(after, end), end) + end) / 2


def strike_quote(
    alignment: Alignment, passage: Passage, quote: str, *, every: bool = False
) -> Passage:
    """The passage without these words, which are looked for in it.

    `quote` is a few words as in the transcript, or `words:120-121`. Raises PassageNotFoundError
    where the passage does not have them, InputError where it has them several times and not `every`
    place was asked for, and what `strike` raises.
    """
    return strike(alignment, passage, find_words(alignment, passage, quote, every=every))


def find_words(
    alignment: Alignment, passage: Passage, quote: str, *, every: bool = False
) -> tuple[int, ...]:
    """Indices of these words of the passage; see `strike_quote`."""
    text = quote.strip()
    if text.casefold().startswith("words:"):
        first, last = parse_word_range(text[len("words:") :])
        return tuple(range(first, last + 1))
    places = _places(alignment, passage, text)
    if not places:
        problem = "is not in the passage, so it cannot be cut out of it; check the words"
        raise PassageNotFoundError(quote, problem)
    if len(places) > 1 and not every:
        lines = "\n".join(f"  {_line(alignment, place)}" for place in places)
        raise InputError(
            f"{quote!r} is in the passage {len(places)} times; give more words, choose one by its "
            f"numbers, such as words:{places[0][0]}-{places[0][-1]}, or cut out every one:\n{lines}"
        )
    return tuple(index for place in places for index in place)


def _places(alignment: Alignment, passage: Passage, text: str) -> list[range]:
    """The places inside the passage where exactly these words stand, without overlap."""
    wanted = fold_words(text)
    if passage.first is None or passage.last is None or not wanted:
        return []
    tokens = [
        (word.token.index, fold_words(word.token.text))
        for word in alignment.words[passage.first : passage.last + 1]
        if word.token.is_speech and word.token.index not in passage.struck
    ]
    places: list[range] = []
    number = 0
    while number < len(tokens):
        here: list[str] = []
        stop = number
        while stop < len(tokens) and len(here) < len(wanted):
            here += tokens[stop][1]
            stop += 1
        if tokens[number][1] and here == wanted:
            places.append(range(tokens[number][0], tokens[stop - 1][0] + 1))
            number = stop
        else:
            number += 1
    return places


def _line(alignment: Alignment, place: range) -> str:
    span = alignment.span_of(place[0], place[-1])
    time = "no time yet" if span is None else format_time(span.start, decimals=1)
    final = len(alignment.words) - 1
    around = alignment.transcript.quote(max(0, place[0] - 3), min(final, place[-1] + 3))
    return f"{time}, words:{place[0]}-{place[-1]}: … {' '.join(around.split())} …"


def strike_fillers(alignment: Alignment, passage: Passage) -> Passage:
    """The passage without its fillers (um, uh), written or only heard; see `passages.fillers`.

    A passage without any stays as it is, and so does one of fillers alone.
    """
    if passage.first is None or passage.last is None:
        return passage
    found = filler_tokens(alignment, passage.first, passage.last)
    hushed = hushed_fillers(alignment, passage.first, passage.last)
    kept = [
        word
        for word in alignment.words[passage.first : passage.last + 1]
        if word.span is not None and word.token.index not in {*found, *passage.struck}
    ]
    if not kept or not (found or hushed):
        return passage
    return strike(alignment, passage, found, hushed=hushed)
