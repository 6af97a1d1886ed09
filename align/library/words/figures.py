"""Numbers as they may be written otherwise: `twenty fifteen` for 2015, or two thousand fifteen.

What is asked for is spelled in every way; the index holds words as they stand in the transcripts.
English words; figures are spelled out in the language of the query. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pullquote.align.library.words.searched_words import words_of
from pullquote.align.search.readings import query_readings
from pullquote.align.spoken_forms.numerals import cardinal, ordinal

MOST = 16
"""Spellings of a phrase that are looked for."""

_ROUND = (*range(20), *range(20, 100, 10))
"""Numbers that are one word."""
_SMALL = {cardinal(value)[0]: value for value in _ROUND}
_ENDED = {ordinal(value)[0]: value for value in _ROUND} | {"hundredth": 100, "thousandth": 1000}
_DECADES = {f"{cardinal(value)[0][:-1]}ies": value for value in range(20, 100, 10)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_WORDS = frozenset((*_SMALL, *_ENDED, *_DECADES, *_SCALES, "oh", "and", "point"))


def spellings(words: Sequence[str], language: str = "en") -> tuple[tuple[str, ...], ...]:
    """These folded words and what else they may be written as, at most 16 ways."""
    ways: dict[tuple[str, ...], None] = {tuple(words): None}
    for figures in _in_figures(list(words)):
        ways.setdefault(tuple(figures))
    for way in [*ways]:
        if any(word[:1].isdigit() for word in way):
            for reading in query_readings(" ".join(way), way, language):
                ways.setdefault(tuple(word for w in reading for word in words_of(w)))
    for way in [*ways]:
        if "percent" in way:
            at = way.index("percent")
            ways.setdefault((*way[:at], "per", "cent", *way[at + 1 :]))
    return tuple(ways)[:MOST]


def _in_figures(words: list[str]) -> Iterator[list[str]]:
    """The words with their first run of number words in figures, and what follows in each way."""
    for start, word in enumerate(words):
        if word == "per" and words[start + 1 : start + 2] == ["cent"]:
            yield [*words[:start], "percent", *words[start + 2 :]]
        if word not in _WORDS or word in ("and", "point", "oh"):
            continue
        stop = start + 1
        while stop < len(words) and words[stop] in _WORDS:
            stop += 1
        while words[stop - 1] in ("and", "point"):
            stop -= 1
        rest = words[stop:]
        tails = [rest, *_in_figures(rest)][:4]
        for figures in _run_in_figures(words[start:stop]):
            for tail in tails:
                yield [*words[:start], *figures, *tail]
        for tail in tails[1:]:
            yield [*words[:stop], *tail]
        return


def _run_in_figures(run: Sequence[str]) -> Iterator[list[str]]:
    """A run of number words as one number, as a year or a time of two halves, or digit by digit."""
    if "point" in run:
        at = run.index("point")
        whole, digits = _cardinal(run[:at]), [_digit(word) for word in run[at + 1 :]]
        if whole is not None and digits and None not in digits:
            yield [str(whole), "".join(map(str, digits))]
        return
    *before, last = run
    if last in _DECADES:
        head = _cardinal(before) if before else None
        if head is not None and head < 100:
            yield [f"{head}{_DECADES[last]}s"]
        elif not before:
            yield [f"{_DECADES[last]}s"]
        return
    if last in _ENDED:
        value = _cardinal(before) if before else 0
        if value is not None and (value % 10 == 0 or not before):
            yield [f"{value + _ENDED[last]}{_ending(value + _ENDED[last])}"]
        return
    value = _cardinal(run)
    if value is not None:
        yield [str(value)]
    for at in range(1, len(run)):
        head, tail = _cardinal(run[:at]), _tail(run[at:])
        if head is not None and tail is not None and 0 < head < 100:
            yield [f"{head}{tail}"]
            yield [str(head), tail]
    digits = [_digit(word) for word in run]
    if len(run) > 2 and None not in digits:
        yield ["".join(map(str, digits))]


def _tail(run: Sequence[str]) -> str | None:
    """The second half of a year or a time, two digits: `fifteen`, `oh five`, `hundred`."""
    if [*run] == ["hundred"]:
        return "00"
    if run[0] == "oh" and len(run) == 2 and _digit(run[1]):
        return f"0{_digit(run[1])}"
    value = _cardinal(run)
    return str(value) if value is not None and 10 <= value < 100 else None


def _digit(word: str) -> int | None:
    value = 0 if word == "oh" else _SMALL.get(word)
    return value if value is not None and value < 10 else None


def _cardinal(run: Sequence[str]) -> int | None:
    """The number that these words are; None where they are not one."""
    total, part = 0, 0
    room = 10**12
    expects_unit = True
    for word in run:
        if word == "and":
            if not (total or part >= 100):
                return None
        elif word in _SMALL:
            value = _SMALL[word]
            if part % 100 and not (20 <= part % 100 < 100 and part % 10 == 0 and 0 < value < 10):
                return None
            if not expects_unit and not part and value:
                return None
            part += value
            expects_unit = False
        elif word == "hundred":
            if not 0 < part < 100:
                return None
            part *= 100
        elif word in _SCALES:
            scale = _SCALES[word]
            if not part or scale >= room:
                return None
            total, part, room = total + part * scale, 0, scale
            expects_unit = True
        else:
            return None
    return total + part if run else None


def _ending(value: int) -> str:
    if 10 < value % 100 < 20:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
