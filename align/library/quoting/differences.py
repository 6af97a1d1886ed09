"""A claimed quote beside what was said, word by word. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from rapidfuzz.distance import OSA, Levenshtein

from pullquote.align.library.words.figures import spellings
from pullquote.align.library.words.negation import expand, negations
from pullquote.align.library.words.sounds import sound_of


class Kind(str, Enum):
    """The relation of some words of the quote to those that were said."""

    SAME = "same"
    OTHERWISE = "written otherwise"
    """The same said: a number in figures, a contraction, another spelling of a name."""
    CHANGED = "changed"
    MISSING = "missing"
    """Said, and not in the quote."""
    ADDED = "added"
    """In the quote, and not said."""
    OMITTED = "omitted"
    """Said, where the quote has three dots or a change in brackets."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Some words of the quote and what was said there."""

    kind: Kind
    quoted: tuple[str, ...]
    """Words of the quote, folded; none for what is missing or omitted."""
    said: tuple[int, int]
    """Half-open range of the words that were said, counted from the first of the passage."""


def compare(quoted: Sequence[str], said: Sequence[str]) -> list[Difference]:
    """The differences in order; runs of equal words are one SAME each."""
    found: list[Difference] = []
    for block in Levenshtein.opcodes(quoted, said):
        before = tuple(quoted[block.src_start : block.src_end])
        after = (block.dest_start, block.dest_end)
        kind = {
            "equal": Kind.SAME,
            "insert": Kind.MISSING,
            "delete": Kind.ADDED,
            "replace": Kind.CHANGED,
        }[block.tag]
        if kind is not Kind.SAME and found and found[-1].kind not in (Kind.SAME, Kind.OTHERWISE):
            last = found.pop()  # `did not` for `didnt` is one difference
            before = (*last.quoted, *before)
            after = (last.said[0], after[1])
            kind = Kind.CHANGED if before and after[0] < after[1] else kind
        found.append(Difference(kind, before, after))
    return [_judged(difference, said) for difference in found]


def _judged(difference: Difference, said: Sequence[str]) -> Difference:
    if difference.kind is not Kind.CHANGED:
        return difference
    words = said[slice(*difference.said)]
    if says_the_same(difference.quoted, words):
        return Difference(Kind.OTHERWISE, difference.quoted, difference.said)
    return difference


def says_the_same(quoted: Sequence[str], said: Sequence[str]) -> bool:
    """True when two different rows of words say the same, written otherwise."""
    if expand(quoted) == expand(said) or "".join(quoted) == "".join(said):
        return True
    if set(spellings(quoted)) & set(spellings(said)):
        return True
    if len(quoted) != len(said) or negations(quoted) != negations(said):
        return False
    return all(_is_respelt(one, other) for one, other in zip(quoted, said, strict=True))


def _is_respelt(one: str, other: str) -> bool:
    """True for a long word with another letter in its middle that sounds alike: a name respelt."""
    return one == other or (
        min(len(one), len(other)) >= 6
        and one[0] == other[0]
        and one[-1] == other[-1]
        and OSA.distance(one, other, score_cutoff=1) <= 1
        and sound_of(one) == sound_of(other) != ""
    )


def score(differences: Sequence[Difference], count: int) -> float:
    """Share of the quote's words that were said, less what is missing; 0 to 1."""
    wrong = 0
    for difference in differences:
        if difference.kind in (Kind.CHANGED, Kind.MISSING, Kind.ADDED):
            wrong += max(len(difference.quoted), difference.said[1] - difference.said[0])
    return max(0.0, 1 - wrong / max(1, count))
