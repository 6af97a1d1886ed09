"""Makes the table that `spoken_forms.g2p` guesses pronunciations with; for developers.

    python -m benchmarks.training.g2p                 # writes the table (about four minutes)
    python -m benchmarks.training.g2p --held-out 40   # trains without every 40th word, scores those

The method is that of joint-sequence models (Bisani and Ney, Speech Communication 50, 2008), in its
one-pass form: each dictionary word is cut together with its phones into pairs of up to two letters
and up to two phones (graphones) by expectation-maximisation, and an interpolated Kneser-Ney
n-gram of these pairs is counted and pruned. The only data is the dictionary in the pocketsphinx
wheel. Nothing is drawn at random: the same dictionary gives the same table.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pullquote.align.spoken_forms import g2p
from pullquote.align.spoken_forms.lexicon import load_lexicon

Pair = tuple[str, str]
"""A graphone: letters, and phones separated by blanks."""
Entry = tuple[str, tuple[str, ...]]
"""A word and its phones."""
Ids = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]

ORDER = 7
SHAPES = ((1, 0), (1, 1), (1, 2), (2, 1), (2, 0))
"""Letters and phones that a graphone may hold."""
SAMPLE = 15_000
"""Words that the graphones are learned from; more changes nothing."""
PASSES = 5
LEAST_GAIN = 0.2
"""Nats of training likelihood that an n-gram must be worth to be kept."""


def training_entries(words: Iterable[tuple[str, Sequence[str]]]) -> list[Entry]:
    """Words of letters and apostrophes with at most two pronunciations each, sorted."""
    found = []
    for word, pronunciations in sorted(words):
        if not re.fullmatch(r"[a-z][a-z']+", word):
            continue
        for phones in pronunciations[:2]:
            split = tuple(phones.split())
            if len(split) <= 2 * len(word) and not _spelled_out(word, split):
                found.append((word, split))
    return found


def _spelled_out(word: str, phones: tuple[str, ...]) -> bool:
    """Whether the entry reads an acronym letter by letter (`fbi`): no rule to learn there."""
    return len(phones) >= 1.6 * len(word) and len(word) <= 5


def learn_pairs(entries: Sequence[Entry]) -> dict[Pair, float]:
    """Probabilities of graphones, by expectation-maximisation over all ways to cut the entries."""
    weights: dict[Pair, float] = {}
    for _ in range(PASSES):
        counts: dict[Pair, float] = defaultdict(float)
        for word, phones in entries:
            _expect(word, phones, weights, counts)
        total = sum(counts.values())
        weights = {pair: n / total for pair, n in sorted(counts.items()) if n > 0.5}
    return weights


def _edges(word: str, phones: tuple[str, ...]) -> list[tuple[int, int, int, int, Pair]]:
    edges = []
    for i in range(len(word)):
        for j in range(len(phones) + 1):
            for a, b in SHAPES:
                if i + a <= len(word) and j + b <= len(phones):
                    pair = (word[i : i + a], " ".join(phones[j : j + b]))
                    edges.append((i, j, i + a, j + b, pair))
    return edges


def _expect(
    word: str, phones: tuple[str, ...], weights: dict[Pair, float], counts: dict[Pair, float]
) -> None:
    width = len(phones) + 1
    forward = [0.0] * ((len(word) + 1) * width)
    backward = forward.copy()
    forward[0] = backward[-1] = 1.0
    steps = []
    for i, j, k, m, pair in _edges(word, phones):
        before = forward[i * width + j]
        if before:
            weight = weights.get(pair, 1e-9) if weights else _first_weight(pair)
            forward[k * width + m] += before * weight
            steps.append((i * width + j, k * width + m, pair, weight))
    total = forward[-1]
    if not total:
        return
    for start, stop, _, weight in reversed(steps):
        backward[start] += weight * backward[stop]
    for start, stop, pair, weight in steps:
        share = forward[start] * weight * backward[stop] / total
        if share > 1e-4:
            counts[pair] += share


def _first_weight(pair: Pair) -> float:
    if not pair[1]:
        return 0.05
    return 1.0 if len(pair[0]) == 1 and " " not in pair[1] else 0.2


def best_cut(word: str, phones: tuple[str, ...], weights: dict[Pair, float]) -> list[Pair] | None:
    """The likeliest graphones of one entry; None when none cover it."""
    width = len(phones) + 1
    best = [-math.inf] * ((len(word) + 1) * width)
    back: list[tuple[int, Pair] | None] = [None] * len(best)
    best[0] = 0.0
    for i, j, k, m, pair in _edges(word, phones):
        weight = weights.get(pair)
        here = best[i * width + j]
        if weight and here > -math.inf and here + math.log(weight) > best[k * width + m]:
            best[k * width + m] = here + math.log(weight)
            back[k * width + m] = (i * width + j, pair)
    at, cut = len(best) - 1, []
    while at:
        step = back[at]
        if step is None:
            return None
        at = step[0]
        cut.append(step[1])
    return cut[::-1]


@dataclass(frozen=True)
class Level:
    """All n-grams of one length, sorted by the place of their prefix, then by last graphone."""

    prefix: Ids
    """Row of the n-gram without its last graphone, in the level below."""
    suffix: Ids
    """Row of the n-gram without its first graphone, in the level below."""
    last: Ids
    count: Ids
    rows: Ids
    """Row of the n-gram that ends at each position of the corpus; -1 where there is none."""


def count_levels(corpus: Ids, first: int, kinds: int, order: int) -> list[Level]:
    """N-grams of 1 to `order` graphones of the corpus, in which `first` begins every word."""
    nothing = np.zeros(0, np.int64)
    rows = corpus.copy()
    counts = np.bincount(corpus, minlength=kinds)
    levels = [Level(nothing, nothing, np.arange(kinds), counts, rows)]
    for _ in range(1, order):
        below = levels[-1].rows
        # An n-gram ends at i if one shorter ends at i - 1 and i does not begin a word.
        here = np.flatnonzero((below[:-1] >= 0) & (corpus[1:] != first)) + 1
        keys, at, ids, n = np.unique(
            below[here - 1] * kinds + corpus[here],
            return_index=True,
            return_inverse=True,
            return_counts=True,
        )
        rows = np.full(len(corpus), -1, np.int64)
        rows[here] = ids
        levels.append(Level(keys // kinds, below[here[at]], keys % kinds, n, rows))
    return levels


@dataclass(frozen=True)
class Scored:
    """A level with its smoothed natural-log probabilities and back-off weights."""

    log_probability: Reals
    log_backoff: Reals


def smooth(levels: Sequence[Level], first: int) -> list[Reals]:
    """Interpolated Kneser-Ney probabilities of every level (Chen and Goodman 1998)."""
    kinds = len(levels[0].last)
    spread = np.bincount(levels[1].suffix, minlength=kinds).astype(float)
    spread[first] = 0.0
    result = [(spread + 0.1 * (np.arange(kinds) != first)) / (spread.sum() + 0.1 * (kinds - 1))]
    for k in range(1, len(levels)):
        level = levels[k]
        counts = level.count.astype(float)
        if k + 1 < len(levels):
            # Shorter n-grams count in how many surroundings they occur, except after a beginning.
            kinds_before = np.bincount(levels[k + 1].suffix, minlength=len(counts))
            counts = np.where(kinds_before > 0, kinds_before, counts)
        parents = len(levels[k - 1].last)
        discounts = _discounts(counts)[np.minimum(counts, 3).astype(int)]
        total = np.bincount(level.prefix, counts, minlength=parents)
        freed = np.bincount(level.prefix, discounts, minlength=parents)
        share = (counts - discounts) / total[level.prefix]
        result.append(share + (freed / total.clip(1))[level.prefix] * result[k - 1][level.suffix])
    return result


def _discounts(counts: Reals) -> Reals:
    n = [float((counts == c).sum()) + 1e-9 for c in range(1, 5)]
    y = n[0] / (n[0] + 2 * n[1])
    found = [0.0] + [c - (c + 1) * y * n[c] / n[c - 1] for c in (1, 2, 3)]
    limits = np.array([1.0, 0.95, 1.9, 2.8])
    return np.asarray(np.clip(np.array(found), 0.05, limits), np.float64)


def prune(
    levels: Sequence[Level], probabilities: Sequence[Reals], gain: float
) -> list[npt.NDArray[np.bool_]]:
    """Which n-grams to keep: those worth `gain` nats, and what they are made of."""
    kept: list[npt.NDArray[np.bool_]] = []
    for k, level in enumerate(levels):
        if k < 2:
            kept.append(np.ones(len(level.last), bool))
            continue
        below = probabilities[k - 1][level.suffix]
        kept.append(level.count * np.log(probabilities[k] / below) > gain)
    for k in range(len(levels) - 1, 1, -1):
        kept[k - 1][levels[k].prefix[kept[k]]] = True
        kept[k - 1][levels[k].suffix[kept[k]]] = True
    return kept


def make_table(
    cuts: Sequence[Sequence[Pair]], order: int = ORDER, gain: float = LEAST_GAIN
) -> g2p.Table:
    """The n-gram table of the given cut words."""
    pairs = sorted({pair for cut in cuts for pair in cut})
    number = {pair: i + 2 for i, pair in enumerate(pairs)}
    corpus = np.array([i for cut in cuts for i in (0, *(number[p] for p in cut), 1)], np.int64)
    levels = count_levels(corpus, 0, len(pairs) + 2, order)
    probabilities = smooth(levels, 0)
    kept = prune(levels, probabilities, gain)
    lasts, children, scores, backoffs = [], [], [], []
    for k, level in enumerate(levels):
        scores.append(g2p.to_steps(-np.log(probabilities[k][kept[k]].clip(1e-12))))
        lasts.append(level.last[kept[k]])
        if k + 1 == len(levels):
            break
        above, keep = levels[k + 1], kept[k + 1]
        parents, size = above.prefix[keep], len(level.last)
        children.append(np.bincount(parents, minlength=size)[kept[k]])
        left = 1 - np.bincount(parents, probabilities[k + 1][keep], minlength=size)
        lower = 1 - np.bincount(parents, probabilities[k][above.suffix[keep]], minlength=size)
        weight = left.clip(1e-6) / lower.clip(1e-6)
        backoffs.append(g2p.to_steps(-np.log(weight.clip(1e-7, 1.0))[kept[k]]))
    return g2p.Table(
        pairs=tuple(pairs),
        last=tuple(a.astype(np.uint16) for a in lasts),
        children=tuple(a.astype(np.uint16) for a in children),
        score=tuple(scores),
        backoff=tuple(backoffs),
    )


def train(entries: Sequence[Entry]) -> g2p.Table:
    """The table for these entries."""
    step = max(1, len(entries) // SAMPLE)
    weights = learn_pairs(entries[::step])
    cuts = [cut for word, phones in entries if (cut := best_cut(word, phones, weights))]
    return make_table(cuts)


def evaluate(guesser: g2p.Guesser, words: dict[str, tuple[str, ...]]) -> str:
    """How often the first and any of three guesses is a listed pronunciation."""
    first = any_of_three = 0
    for word, listed in words.items():
        guesses = guesser.guess(word, 3)
        first += guesses[0] in listed
        any_of_three += any(guess in listed for guess in guesses)
    n = len(words)
    return f"{n} words: first {first / n:.1%}, one of three {any_of_three / n:.1%}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Train on the dictionary; write the table, or score it on words held out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--held-out", type=int, metavar="N", help="score on every Nth word")
    parser.add_argument("-o", "--output", type=Path, default=g2p.TABLE)
    options = parser.parse_args(arguments)
    lexicon = load_lexicon()
    words = {word: lexicon.pronunciations(word) for word in lexicon.words()}
    if options.held_out:
        tested = {
            w: p
            for w, p in words.items()
            if zlib.crc32(w.encode()) % options.held_out == 0 and re.fullmatch("[a-z][a-z']+", w)
        }
        table = train(training_entries((w, p) for w, p in words.items() if w not in tested))
        print(evaluate(g2p.Guesser(table), tested))
        g2p.write_table(table, options.output.with_suffix(".held-out.npz"))
    else:
        g2p.write_table(train(training_entries(words.items())), options.output)
        print(f"{options.output}: {options.output.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
