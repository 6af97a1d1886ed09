"""Questions to a library, by kind; a hundred of each, made by seed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from benchmarks.library.text import RECORDING, Speech

COUNT = 100


@dataclass(frozen=True)
class Misquote:
    """Twelve words, two of them wrong."""

    start: int
    """Its first word among all that was said; -1 for one that was never said."""
    words: tuple[str, ...]


def phrase_queries(speech: Speech) -> dict[str, list[str]]:
    """Words and phrases by their kind."""
    random = np.random.default_rng(7)
    counts = np.bincount(speech.words, minlength=len(speech.forms))
    scale = len(speech.words) / 1e6
    rare = np.flatnonzero((counts >= 1) & (counts <= 20))
    middling = np.flatnonzero((counts >= 20 * scale) & (counts <= 200 * scale))
    common = np.argsort(-counts)[:10]
    asked = {
        "rare word": [str(speech.forms[k]) for k in random.choice(rare, COUNT)],
        "middling word": [str(speech.forms[k]) for k in random.choice(middling, COUNT)],
        "common word": [str(speech.forms[k]) for k in common] * (COUNT // 10),
    }
    for size in (2, 4, 8):
        asked[f"{size}-word phrase"] = random_phrases(speech, size, COUNT, seed=size)
    for size in (2, 4):
        sample = speech.words[:1_000_000]
        runs = zip(*(sample[k:] for k in range(size)), strict=False)
        top = Counter(runs).most_common(10)
        asked[f"commonest {size}-word phrase"] = [
            " ".join(speech.forms[[*run]]) for run, _ in top
        ] * (COUNT // 10)
    long = [word for word in speech.text(0, 100_000) if len(word) >= 6]
    chosen = [long[k] for k in random.integers(0, len(long), COUNT)]
    asked["prefix of 4 letters"] = [f"{word[:4]}*" for word in chosen]
    places = random.integers(0, len(speech.words) - 12, COUNT)
    asked["NEAR"] = [" NEAR ".join(speech.text(int(p), int(p) + 6)[::5]) for p in places]
    return {kind: [f"{q}" for q in queries] for kind, queries in asked.items()}


def random_phrases(speech: Speech, size: int, count: int, seed: int) -> list[str]:
    """Phrases that were said somewhere."""
    random = np.random.default_rng(seed)
    starts = random.integers(0, speech.recordings, count) * RECORDING
    starts += random.integers(0, RECORDING - size, count)
    return [" ".join(speech.text(int(start), int(start) + size)) for start in starts]


def misspelt_words(speech: Speech) -> list[tuple[str, str]]:
    """Long words that were said, each with a letter lost, wrong or swapped."""
    random = np.random.default_rng(9)
    long = sorted({word for word in speech.text(0, 300_000) if len(word) >= 6})
    found = []
    for word in random.choice(long, COUNT):
        k, kind = int(random.integers(1, len(word) - 1)), int(random.integers(3))
        wrong = (
            word[:k] + word[k + 1 :],
            word[:k] + "q" + word[k + 1 :],
            word[:k] + word[k + 1] + word[k] + word[k + 2 :],
        )[kind]
        if k + 1 < len(word):
            found.append((str(word), str(wrong)))
    return found


def misquotes(speech: Speech, count: int) -> list[Misquote]:
    """Quotes of twelve words with two replaced."""
    random = np.random.default_rng(11)
    found = []
    for _ in range(count):
        start = int(random.integers(0, speech.recordings)) * RECORDING
        start += int(random.integers(0, RECORDING - 12))
        words = speech.text(start, start + 12)
        for k in random.choice(12, 2, replace=False):
            words[int(k)] = str(speech.forms[random.integers(20, 5000)])
        found.append(Misquote(start, tuple(words)))
    return found


def never_said(speech: Speech, count: int) -> list[Misquote]:
    """Twelve words of anywhere, in a row that nobody said."""
    random = np.random.default_rng(13)
    found = []
    for _ in range(count):
        places = random.integers(0, len(speech.words), 12)
        found.append(Misquote(-1, tuple(str(w) for w in speech.forms[speech.words[places]])))
    return found
