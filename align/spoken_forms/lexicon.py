"""Pronunciations of English words, in the phones of pocketsphinx's acoustic model.

The dictionary is the one in the pocketsphinx wheel. Words that it lacks are derived from others
(possessives, plurals, clipped endings) or guessed by `spoken_forms.g2p`.
"""

from __future__ import annotations

import importlib.util
from functools import lru_cache
from pathlib import Path

from pullquote.align.errors import ModelError
from pullquote.align.spoken_forms import g2p

MAX_VARIANTS = 4
"""Pronunciations kept of a word; the dictionary lists the commonest first."""
GUESSES = 3
"""Guesses for a word that is not in the dictionary; the aligner is offered all of them."""
_HISSING = frozenset({"S", "Z", "SH", "ZH", "CH", "JH"})
_VOICELESS = frozenset({"P", "T", "K", "F", "TH"})
_ENDINGS = {
    "n't": "AH N T",
    "'ll": "AH L",
    "'re": "ER",
    "'ve": "AH V",
    "'d": "D",
}
"""Endings of contractions and the phones they add to the word before them."""
_SHORTEST_PART = 4
"""Letters that each part of a compound has at least: shorter words occur everywhere."""


class Lexicon:
    """Pronunciations by word. Words are lower case with apostrophes; letter names end in a dot."""

    def __init__(self, dictionary: str) -> None:
        """From the text of a pocketsphinx dictionary: `word PH ON ES` and `word(2) …` lines."""
        self._entries: dict[str, str] = {}
        for line in dictionary.splitlines():
            word, _, phones = line.partition(" ")
            if phones:
                self._entries[word] = phones

    def in_dictionary(self, word: str) -> bool:
        """True if the dictionary itself lists the word, in any case of letters."""
        return word.lower() in self._entries and not word.endswith(")")

    def words(self) -> tuple[str, ...]:
        """Every word that the dictionary lists, in its order."""
        return tuple(word for word in self._entries if not word.endswith(")"))

    def pronunciations(self, word: str) -> tuple[str, ...]:
        """Phones separated by blanks, likeliest first, 1 to 4 of them; never empty.

        A word that cannot be pronounced at all (no letter in it) gets a single neutral vowel,
        so that an aligner can still hold its place.
        """
        key = word.lower()
        listed = self._listed(key)
        if listed:
            return listed
        # On words held out, guesses beat compounds of dictionary words (90 % against 45 % right),
        # and endings beat guesses by a little.
        guesses = g2p.guess(key, GUESSES)
        found = dict.fromkeys((*self._inflected(key), *guesses, *self._compound(key)))
        return tuple(found)[:MAX_VARIANTS] or ("AH",)

    def _listed(self, word: str) -> tuple[str, ...]:
        first = self._entries.get(word)
        if first is None:
            return ()
        found = [first]
        for number in range(2, MAX_VARIANTS + 1):
            other = self._entries.get(f"{word}({number})")
            if other is None:
                break
            found.append(other)
        return tuple(found)

    def _inflected(self, word: str) -> tuple[str, ...]:
        """Pronunciations by way of a dictionary word: `Kim's`, `LLMs`, `runnin'`, `who're`."""
        if word.endswith("s'"):
            return self._listed(word[:-1])
        if word.endswith("in'"):
            full = self._listed(word[:-1] + "g")
            clipped = [p[:-2] + "N" for p in full if p.endswith("NG")]
            return (*clipped, *(p[:-4] + "AH N" for p in clipped if p.endswith("IH N")))
        if word.endswith("s"):
            stem = word[:-1].removesuffix("'")
            plain = word[-2:-1] != "'" and not stem.endswith(".")
            if len(stem) < 3 and plain:
                return ()
            phones = self._listed(stem) or (() if plain else g2p.guess(stem, GUESSES))
            return tuple(with_s(p) for p in phones)
        for ending, added in _ENDINGS.items():
            if word.endswith(ending):
                return tuple(f"{p} {added}" for p in self._listed(word.removesuffix(ending)))
        return ()

    def _compound(self, word: str) -> tuple[str, ...]:
        """Two dictionary words written as one, the longest head first."""
        for at in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
            head, tail = self._listed(word[:at]), self._listed(word[at:])
            if head and tail:
                return (f"{head[0]} {tail[0]}",)
        return ()


def with_s(phones: str) -> str:
    """The phones with the English plural or possessive ending that fits their last sound."""
    last = phones.rsplit(" ", 1)[-1]
    if last in _HISSING:
        return phones + " IH Z"
    return phones + (" S" if last in _VOICELESS else " Z")


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The English lexicon, read once per process (about a tenth of a second).

    Raises ModelError when pocketsphinx is not installed or lacks its dictionary.
    """
    path = _dictionary_path()
    return Lexicon(path.read_text(encoding="utf-8"))


def _dictionary_path() -> Path:
    # Found without importing pocketsphinx, which only its own module here does.
    spec = importlib.util.find_spec("pocketsphinx")
    if spec is None or spec.origin is None:
        raise ModelError(
            "en-us",
            "the English dictionary comes with pocketsphinx, which is not installed; "
            "install it, or use another engine",
        )
    path = Path(spec.origin).parent / "model" / "en-us" / "cmudict-en-us.dict"
    if not path.is_file():
        raise ModelError("en-us", f"{path} is missing; reinstall pocketsphinx")
    return path
