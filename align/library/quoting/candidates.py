"""Places where a misquoted sentence may have been said.

Its rare words and pairs of neighbouring words vote: each place where one of them is said speaks for
a sentence that begins as many words before it as in the quote.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pullquote.align.library.querying.vocabulary import count_of
from pullquote.align.library.store.library import Library
from pullquote.align.library.words.searched_words import pairs_of

_PAIR_BUDGET, _WORD_BUDGET = 20_000, 40_000
"""Places of pairs and words that may vote; the commoner ones stay silent."""
_FEWEST_PAIRS, _FEWEST_WORDS = 4, 2
_STEP = 8
"""Words of start that count as one place; a word more or less in the quote moves the votes."""
_RECORDING = 1 << 24
MOST = 40
"""Places that are compared word by word."""


def candidates(library: Library, words: Sequence[str]) -> list[tuple[int, int]]:
    """Recordings and the numbers of the searched words near which these may begin, best first."""
    pairs = pairs_of(words).split()
    votes = [
        _votes(library, "pair", pairs, _pair_counts(library, pairs), _PAIR_BUDGET, _FEWEST_PAIRS),
        _votes(
            *(library, "said", words, [count_of(library, word) for word in words]),
            *(_WORD_BUDGET, _FEWEST_WORDS),
        ),
    ]
    keys = np.concatenate([keys for keys, _ in votes])
    if not len(keys):
        return []
    weights = np.concatenate([weights for _, weights in votes])
    order = np.argsort(keys, kind="stable")
    places, firsts = np.unique(keys[order], return_index=True)
    sums = np.add.reduceat(weights[order], firsts)
    neighbours = np.zeros(len(sums))
    beside = np.flatnonzero(np.diff(places) == 1)
    neighbours[beside] = sums[beside + 1]
    sums += neighbours
    best = np.argsort(-sums, kind="stable")[:MOST]
    return [
        (int(place) // _RECORDING, max(0, (int(place) % _RECORDING - 1) * _STEP))
        for place in places[best]
    ]


def _votes(
    library: Library,
    table: str,
    terms: Sequence[str],
    counts: Sequence[int],
    budget: int,
    fewest: int,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Places and the weights of the votes for them."""
    chosen = _rarest(counts, budget, fewest)
    if not chosen:
        return np.zeros(0, np.int64), np.zeros(0)
    flat, lengths, recordings, numbers = array("q"), array("q"), array("q"), array("q")
    match = " OR ".join(f'"{terms[k]}"' for k in chosen)
    for recording, found in library.positions(f"{table} match ?", (match,), table=table):
        for number, positions in enumerate(found):
            if positions:
                flat.extend(positions)
                lengths.append(len(positions))
                recordings.append(recording)
                numbers.append(number)
    # One calculation for all: they are thousands of a few each.
    which = np.repeat(np.array(numbers), np.array(lengths))
    starts = (np.array(flat) - np.array(chosen)[which] + _STEP) // _STEP
    keys = np.maximum(starts, 0) + np.repeat(np.array(recordings), np.array(lengths)) * _RECORDING
    weights = 1 / np.log(3 + np.array([counts[k] for k in chosen]))
    return keys, weights[which]


def _rarest(counts: Sequence[int], budget: int, fewest: int) -> list[int]:
    """The rarest terms that are anywhere, as many as the budget allows."""
    chosen: list[int] = []
    total = 0
    for k in sorted((k for k, count in enumerate(counts) if count), key=lambda k: counts[k]):
        total += counts[k]
        if total > budget and (len(chosen) >= fewest or total > 3 * budget):
            break
        chosen.append(k)
    return chosen


def _pair_counts(library: Library, pairs: Sequence[str]) -> list[int]:
    library.execute(
        "create virtual table if not exists temp.pair_count using fts5vocab(main, pair, row)"
    )
    counts = []
    for pair in pairs:
        rows = library.rows("select cnt from pair_count where term=?", (pair,))
        counts.append(int(rows[0][0]) if rows else 0)
    return counts
