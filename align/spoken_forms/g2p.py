"""Guesses the English pronunciation of a word that is not in the dictionary.

A joint-sequence model (Bisani and Ney, Speech Communication 50, 2008): the word is cut into pairs
of letters and phones (graphones), and n-grams over the pairs give the probability of a cut.
`benchmarks.training.g2p` makes the table from the dictionary in the pocketsphinx wheel. Of 3,136
words kept out of the training, 74 % are right at the first guess and 89 % within three.

The table is a file of plain numpy arrays (no pickle). The n-grams of each length stand in order of
their prefix and then of their last graphone, so that the n-grams which continue row `r` of one
length are a run of rows of the next. Probabilities are kept as steps of 1/16 nat.
"""

from __future__ import annotations

import math
import zipfile
import zlib
from array import array
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pullquote.align.errors import ModelError
from pullquote.align.files import whole_file
from pullquote.align.spoken_forms.romanize import plain_letters

TABLE = Path(__file__).with_name("g2p_en.npz")
BEAM = 24
"""Hypotheses kept after each letter."""
_STEPS_PER_NAT = 16
_BEGIN, _END = 0, 1
"""Graphones that begin and end a word; `Table.pairs` start at 2."""
_LONGEST = 40
"""Letters that are looked at; longer strings are not words."""

Bytes = npt.NDArray[np.uint8]
Shorts = npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Table:
    """The n-grams, one array per length from 1 up; see the module for their order."""

    pairs: tuple[tuple[str, str], ...]
    """Letters and phones (separated by blanks) of each graphone but the first two."""
    last: tuple[Shorts, ...]
    """Last graphone of each n-gram."""
    children: tuple[Shorts, ...]
    """The number of n-grams of the next length that continue each; none for the longest."""
    score: tuple[Bytes, ...]
    """Minus log probability, in steps of 1/16 nat."""
    backoff: tuple[Bytes, ...]
    """Minus log weight of the shorter context, in the same steps; none for the longest."""


def to_steps(nats: npt.NDArray[np.float64]) -> Bytes:
    """Minus log probabilities as small whole numbers."""
    return np.clip(np.rint(nats * _STEPS_PER_NAT), 0, 255).astype(np.uint8)


def write_table(table: Table, path: Path) -> None:
    """Write the table to an `.npz` file; the same table gives the same bytes."""
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "pairs": np.array(["\t".join(pair) for pair in table.pairs])
    }
    for name in ("last", "children", "score", "backoff"):
        for k, values in enumerate(getattr(table, name), start=1):
            arrays[f"{name}{k}"] = values
    with whole_file(path) as part, part.open("wb") as file:
        np.savez_compressed(file, **arrays)  # type: ignore[arg-type]


def read_table(path: Path = TABLE) -> Table:
    """Read a table. Raises ModelError when it is missing or damaged."""
    try:
        with np.load(path, allow_pickle=False) as file:
            order = sum(name.startswith("last") for name in file.files)
            pairs = [str(line).partition("\t") for line in file["pairs"]]
            return Table(
                pairs=tuple((letters, phones) for letters, _, phones in pairs),
                last=tuple(file[f"last{k}"] for k in range(1, order + 1)),
                children=tuple(file[f"children{k}"] for k in range(1, order)),
                score=tuple(file[f"score{k}"] for k in range(1, order + 1)),
                backoff=tuple(file[f"backoff{k}"] for k in range(1, order)),
            )
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise ModelError("g2p", f"{path} cannot be read ({error}); reinstall pullquote") from error


_State = tuple[int, ...]
"""Rows of the n-grams that the last 0, 1, 2 … graphones form; the row of none is 0."""


class Guesser:
    """A table prepared for searching."""

    def __init__(self, table: Table) -> None:
        self._phones = ("", "", *(phones for _, phones in table.pairs))
        self._last = tuple(array("H", a.tobytes()) for a in table.last)
        self._score = tuple(a.tobytes() for a in table.score)
        self._backoff = (b"\0", *(a.tobytes() for a in table.backoff))
        starts = [array("I", (0, *accumulate(a.tolist()))) for a in table.children]
        self._start = (array("I", (0, len(table.last[0]))), *starts)
        self._by_letters: dict[str, list[int]] = defaultdict(list)
        for i, (letters, _) in enumerate(table.pairs, start=2):
            self._by_letters[letters].append(i)

    def guess(self, word: str, count: int = 3) -> tuple[str, ...]:
        """Up to `count` pronunciations, likeliest first; empty for a word without letters."""
        letters = plain_letters(word)[:_LONGEST]
        if not letters.strip("'"):
            return ()
        found = self._search(letters)
        return tuple(sorted(found, key=lambda phones: (found[phones], phones))[:count])

    def _search(self, letters: str) -> dict[str, float]:
        """Costs (minus log probabilities, nats) of the pronunciations left in the beam."""
        size = len(letters)
        begin: _State = (0, _BEGIN)
        # Hypotheses after each letter: cost by state and phones so far.
        reached: list[dict[tuple[_State, str], int]] = [{} for _ in range(size + 1)]
        reached[0][begin, ""] = 0
        for at in range(size):
            kept = sorted(reached[at].items(), key=lambda item: item[1])[:BEAM]
            for length in (1, 2):
                if at + length > size:
                    continue
                target = reached[at + length]
                for graphone in self._by_letters.get(letters[at : at + length], ()):
                    phones = self._phones[graphone]
                    for (state, done), cost in kept:
                        added, after = self._step(state, graphone)
                        key = (after, f"{done} {phones}" if phones and done else done or phones)
                        if target.get(key, 1 << 30) > cost + added:
                            target[key] = cost + added
        ends: dict[str, float] = {}
        for (state, phones), cost in reached[size].items():
            if phones:
                nats = (cost + self._step(state, _END)[0]) / _STEPS_PER_NAT
                before = ends.get(phones)
                # Cuts that sound the same add up.
                ends[phones] = nats if before is None else -_log_add(-before, -nats)
        return ends

    def _step(self, state: _State, graphone: int) -> tuple[int, _State]:
        """The cost of `graphone` after `state`, and the state after it."""
        after = [0]
        cost = 255
        matched = 0
        for length, row in enumerate(state):
            if length >= len(self._start):
                break
            start, stop = self._start[length][row], self._start[length][row + 1]
            last = self._last[length]
            found = bisect_left(last, graphone, start, stop)
            if found == stop or last[found] != graphone:
                break
            after.append(found)
            cost = self._score[length][found]
            matched = length + 1
        for length in range(matched, min(len(state), len(self._backoff))):
            cost += self._backoff[length][state[length]]
        return cost, tuple(after[: len(self._start)])


def _log_add(a: float, b: float) -> float:
    high, low = max(a, b), min(a, b)
    return high + math.log1p(math.exp(low - high))


@lru_cache(maxsize=1)
def _guesser() -> Guesser:
    return Guesser(read_table())


@lru_cache(maxsize=8192)
def guess(word: str, count: int = 3) -> tuple[str, ...]:
    """Up to `count` pronunciations, likeliest first; empty for a word without letters.

    The table is read at the first call. Raises ModelError when it is missing.
    """
    return _guesser().guess(word, count)
