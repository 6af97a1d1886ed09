"""Words as the library's index holds them: the same for what was said and what is asked for. Pure.

Case, accents and punctuation are gone (`search.word_stream`); a number has no separators of its
thousands, and a sign that is spoken after its number is written out: `$1,500` is `1500 dollars`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from pullquote.align.search.word_stream import fold_words

_THOUSANDS = re.compile(r"(?<=\d)[,'’\u00a0\u202f](?=\d{3}(?!\d))")
_SIGNS = {"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen", "%": "percent", "°": "degrees"}
_BEFORE = re.compile(r"([$€£¥])\s*(\d[\d.,]*)")
_AFTER = re.compile(r"(?<=\d)\s*([$€£¥%°])")


@lru_cache(maxsize=1 << 18)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a token or a query; none for what has no letter and no figure."""
    if not text.isalpha():
        text = _THOUSANDS.sub("", text)
        text = _BEFORE.sub(lambda found: f"{found[2]} {_SIGNS[found[1]]}", text)
        text = _AFTER.sub(lambda found: f" {_SIGNS[found[1]]} ", text)
    return tuple(fold_words(text))


def all_words(texts: Iterable[str]) -> list[str]:
    """The words of all these, one after the other."""
    return [word for text in texts for word in words_of(text)]


def pairs_of(words: Sequence[str]) -> str:
    """Neighbouring words, each pair as one word of an index: `we_were were_free`."""
    return " ".join(f"{first}_{second}" for first, second in pairwise(words))
