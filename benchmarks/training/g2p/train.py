"""Makes the table that `spoken_forms.g2p` guesses pronunciations with; for developers.

    python -m benchmarks.training.g2p.train                 # writes the table, in four minutes
    python -m benchmarks.training.g2p.train --held-out 40   # scores words that it did not see

Each dictionary word is cut into graphones, pairs of letters and phones (`graphones`), and an n-gram
model of these pairs is counted and pruned (`ngrams`). The only data is the dictionary in the
pocketsphinx wheel. Nothing is drawn at random: the same dictionary gives the same table.
"""

from __future__ import annotations

import argparse
import re
import sys
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.training.g2p.graphones import Entry, best_cut, learn_pairs
from benchmarks.training.g2p.ngrams import make_table
from pullquote.align.spoken_forms import g2p
from pullquote.align.spoken_forms.lexicon import load_lexicon

SAMPLE = 15_000
"""Words that the graphones are learned from; more changes nothing."""


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
    """Tells acronyms that are read letter by letter (`fbi`), which teach no rule."""
    return len(phones) >= 1.6 * len(word) and len(word) <= 5


def train(entries: Sequence[Entry]) -> g2p.Table:
    """The table for these entries."""
    step = max(1, len(entries) // SAMPLE)
    weights = learn_pairs(entries[::step])
    cuts = [cut for word, phones in entries if (cut := best_cut(word, phones, weights))]
    return make_table(cuts)


def evaluate(guesser: g2p.Guesser, words: dict[str, tuple[str, ...]]) -> str:
    """A line with the shares of words whose first, or any of three, guesses is listed."""
    first = any_of_three = 0
    for word, listed in words.items():
        guesses = guesser.guess(word, 3)
        first += guesses[0] in listed
        any_of_three += any(guess in listed for guess in guesses)
    n = len(words)
    return f"{n} words: first {first / n:.1%}, one of three {any_of_three / n:.1%}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Train on the dictionary; write the table, or score it on words held out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
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
