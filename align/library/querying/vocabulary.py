"""Words of the library that are like a word: begin like it, are spelled or sound much like it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from pullquote.align.library.store.library import Library
from pullquote.align.library.words.sounds import sound_of

MOST_PREFIXED = 64
"""Words that a prefix within a phrase stands for, the commonest."""
MOST_SIMILAR = 5


def count_of(library: Library, word: str) -> int:
    """The number of times that this folded word is said in all recordings."""
    rows = library.rows("select count from term where word=?", (word,))
    return int(rows[0][0]) if rows else 0


def words_with_prefix(library: Library, prefix: str) -> list[str]:
    """The commonest words that begin so."""
    rows = library.rows(
        "select word from term where word>=? and word<? and count>0 order by count desc limit ?",
        (prefix, f"{prefix}\U0010ffff", MOST_PREFIXED),
    )
    return [word for (word,) in rows]


def similar_words(library: Library, word: str, most: int = MOST_SIMILAR) -> list[str]:
    """Words spelled or sounding much like this one, itself included, the likeliest first."""
    allowed = 1 if len(word) < 7 else 2
    found: dict[str, tuple[int, int]] = {}
    for other, count in _spelled_alike(library, word, allowed):
        distance = OSA.distance(word, other, score_cutoff=allowed)
        if distance <= allowed and (len(word) > 3 or sorted(word) == sorted(other)):
            found[other] = (2 * distance, -count)
    for other, count in _sounding_alike(library, word):
        likeness = (1 + OSA.distance(word, other), -count)
        found[other] = min(found.get(other, likeness), likeness)
    return sorted(found, key=lambda other: found[other])[:most]


def _spelled_alike(library: Library, word: str, allowed: int) -> Iterator[tuple[str, int]]:
    lengths = (len(word) - allowed, len(word) + allowed)
    parts = sorted({word[k : k + 3] for k in range(len(word) - 2)})
    if parts:
        yield from _terms(
            library,
            "select word, count from term where id in (select rowid from term_part "
            "where term_part match ?) and length(word) between ? and ? and count>0",
            (" OR ".join(f'"{part}"' for part in parts), *lengths),
        )
    if len(word) < 7:  # one wrong letter in the middle leaves no three in a row
        for begin in {word[:2], word[1::-1]}:
            yield from _terms(
                library,
                "select word, count from term where word>=? and word<? "
                "and length(word) between ? and ? and count>0",
                (begin, f"{begin}\U0010ffff", *lengths),
            )


def _sounding_alike(library: Library, word: str) -> Iterator[tuple[str, int]]:
    sound = sound_of(word)
    if len(sound) < 2:
        return
    for other, count in _terms(
        library, "select word, count from term where sound=? and count>0", (sound,)
    ):
        if 2 * OSA.distance(word, other) <= max(len(word), len(other)):
            yield other, count


def _terms(library: Library, sql: str, values: Sequence[object]) -> Iterator[tuple[str, int]]:
    yield from library.rows(sql, values)
