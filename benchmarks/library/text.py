"""Words with the statistics of speech, made by seed: frequencies, recurring phrases, lengths.

Frequencies fall as Zipf and Mandelbrot found: the commonest word is 4 % of all, a million words
have some 30,000 forms. Common words are short. Half of all words follow the one before by its own
habit, so that phrases come again. Each recording has a topic: rare words cluster in it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

RECORDING = 10_000
"""Words of a recording, about an hour."""
_FORMS = 250_000
_HABITS = 16
"""Words that often follow a word."""
_COMMON = """
the and i to a of that you it in is was we so they but have on what do like this he for know just
not be with are or there as if think at about well then all one my had no up when them people out
can she because yeah get were really would some me right now from go more by your who said how here
very where time been did mean something lot an going could which good thing other see way things got
want little back kind has her him will two down first over into also
"""

Words = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Speech:
    """Recordings as numbers of words."""

    forms: npt.NDArray[np.object_]
    """The words, the commonest first."""
    words: Words
    """Of all recordings, one after the other."""

    @property
    def recordings(self) -> int:
        """The number of recordings."""
        return len(self.words) // RECORDING

    def text(self, start: int, stop: int) -> list[str]:
        """Words `start` to `stop` of all."""
        return [str(word) for word in self.forms[self.words[start:stop]]]


def make_speech(millions: float, seed: int = 1) -> Speech:
    """So many million words."""
    random = np.random.default_rng(seed)
    forms = _make_forms(random)
    ranks = np.arange(1, len(forms) + 1)
    cumulated = np.cumsum(1 / (ranks + 12) ** 1.5)
    cumulated /= cumulated[-1]
    habits = _draw(random, cumulated, (len(forms), _HABITS))
    preference = np.cumsum(1 / np.arange(1, _HABITS + 1))
    preference /= preference[-1]
    count = max(1, round(millions * 1_000_000 / RECORDING))
    words = np.empty((count, RECORDING), np.int32)
    topics = _draw(random, cumulated, (count, 200))
    current = _draw(random, cumulated, count)
    rows = np.arange(count)
    for step in range(RECORDING):
        kind = random.random(count)
        habit = habits[current, np.searchsorted(preference, random.random(count))]
        fresh = _draw(random, cumulated, count)
        topic = topics[rows, random.integers(0, 200, count)]
        current = np.where(kind < 0.5, habit, np.where(kind < 0.95, fresh, topic))
        words[:, step] = current
    return Speech(forms, words.reshape(-1))


def _draw(
    random: np.random.Generator, cumulated: npt.NDArray[np.float64], shape: int | tuple[int, ...]
) -> Words:
    drawn = np.searchsorted(cumulated, random.random(shape))
    return np.minimum(drawn, len(cumulated) - 1).astype(np.int32)


def _make_forms(random: np.random.Generator) -> npt.NDArray[np.object_]:
    """Words: the commonest of spoken English, then pronounceable ones, rarer ones longer."""
    syllables = [
        onset + vowel + coda
        for onset in ("b", "br", "c", "ch", "d", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n",
                      "p", "pr", "qu", "r", "s", "st", "t", "tr", "v", "w")
        for vowel in ("a", "e", "i", "o", "u", "ee", "oa", "ai")
        for coda in ("", "n", "r", "s", "l", "t", "nd", "m")
    ]  # fmt: skip
    forms = dict.fromkeys(_COMMON.split())
    draws = iter(random.integers(0, len(syllables), 16 * _FORMS).tolist())
    more = iter(random.random(4 * _FORMS).tolist())
    while len(forms) < _FORMS:
        length = max(1, 1 + int(np.log2(1 + len(forms) / 400) / 2.4 + next(more)))
        forms.setdefault("".join(syllables[next(draws)] for _ in range(min(4, length))))
    return np.array([*forms], dtype=object)
