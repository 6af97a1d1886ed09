"""Spoken English words to pronunciations, in the phones of pocketsphinx's acoustic model.

The dictionary is the one in the pocketsphinx wheel. What it lacks is derived from what it has
(possessives, plurals, clipped endings, compounds) and failing that guessed by `align.g2p`.
"""

from __future__ import annotations

import importlib.util
from functools import lru_cache
from pathlib import Path

from align import g2p
from align.errors import ModelError

MAX_VARIANTS = 4
"""Pronunciations kept of a word; the dictionary lists the commonest first."""
GUESSES = 3
"""Guesses for a word in no dictionary: all of them are offered to the aligner."""
_HISSING = frozenset({"S", "Z", "SH", "ZH", "CH", "JH"})
_VOICELESS = frozenset({"P", "T", "K", "F", "TH"})
_ENDINGS: tuple[tuple[str, str, str], ...] = (
    ("in'", "ing", "AH N"),
    ("'ll", "", "AH L"),
    ("'d", "", "D"),
    ("'ve", "", "V"),
    ("'re", "", "ER"),
    ("n't", "", "AH N T"),
)
"""Ending, what to add to the stem for its dictionary form, phones that the ending adds."""


class Lexicon:
    """Pronunciations by word. Words are lower case with apostrophes; letter names end in a dot."""

    def __init__(self, dictionary: str) -> None:
        """From the text of a pocketsphinx dictionary: `word PH ON ES` and `word(2) …` lines."""
        self._entries = dict(line.split(" ", 1) for line in dictionary.splitlines() if " " in line)

    def in_dictionary(self, word: str) -> bool:
        """Whether the dictionary itself lists the word, as written or in lower case."""
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
        return self._listed(key) or self._derived(key) or g2p.guess(key, GUESSES) or ("AH",)

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

    def _derived(self, word: str) -> tuple[str, ...]:
        for ending in ("'s", "s'", "s"):
            if word.endswith(ending) and len(word) > len(ending):
                stem = word[: -len(ending)]
                phones = self._listed(stem)
                if not phones and ending != "s":
                    phones = self._derived(stem) or g2p.guess(stem, GUESSES)
                if phones and (ending != "s" or len(stem) > 2 or stem.endswith(".")):
                    return tuple(with_s(p) for p in phones)
        for ending, full, added in _ENDINGS:
            if word.endswith(ending) and len(word) > len(ending) + 1:
                stem = word[: -len(ending)]
                if full and (phones := self._listed(stem + full)):
                    clipped = [p[:-2] + "N" for p in phones if p.endswith("NG")]
                    return tuple(clipped)
                if phones := self._listed(stem):
                    return tuple(f"{p} {added}" for p in phones)
        return self._compound(word)

    def _compound(self, word: str) -> tuple[str, ...]:
        """Two dictionary words of at least three letters written as one; the longest head first."""
        for at in range(len(word) - 3, 2, -1):
            head, tail = self._listed(word[:at]), self._listed(word[at:])
            if head and tail:
                pairs = [f"{a} {b}" for a in head[:2] for b in tail[:2]]
                return tuple(pairs[:MAX_VARIANTS])
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
    # Found without importing pocketsphinx, which only its door module does.
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
