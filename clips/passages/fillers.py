"""Fillers: the sounds of somebody who searches for words, which mean nothing by themselves.

Only sounds are in the lists. Phrases such as “you know” may carry meaning, so they are cut out only
where somebody names them. A word belongs to its language: “um” is a filler in English, “around” in
German, and “one” in Portuguese.
"""

from __future__ import annotations

import re

from pullquote.align.model.alignment import Alignment

FILLERS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "de": "äh ähm öh öhm ehm ähhm",
        "en": "um umm uhm uh uhh er erm ehm",
        "es": "eh ehm em mmm",
        "fr": "euh heu euhm",
        "it": "ehm uhm eeh",
        "nl": "eh ehm euh uh uhm",
        "pl": "yyy eee yhm",
        "pt": "hum ahn hã ehm",
        "sv": "öh öhm eh ehm äh",
    }.items()
}
"""ISO 639-1 → words in lower case; a letter that is written three times or more counts once."""

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_DRAWN_OUT = re.compile(r"(\w)\1{2,}")


def is_filler(text: str, language: str) -> bool:
    """True when this word, with any punctuation around it, is a filler of the language.

    A word in capitals is not: `ER` and `UM` are names.
    """
    bare = _EDGES.sub("", text)
    known = FILLERS.get(language.partition("-")[0].casefold(), frozenset())
    if len(bare) > 1 and bare.isupper():
        return False
    folded = bare.casefold()
    return folded in known or _DRAWN_OUT.sub(r"\1", folded) in known


def filler_tokens(alignment: Alignment, first: int, last: int) -> tuple[int, ...]:
    """Indices of the fillers among tokens `first` to `last`, both included."""
    return tuple(
        word.token.index
        for word in alignment.words[first : last + 1]
        if word.token.is_speech and is_filler(word.token.text, alignment.language)
    )


def hushed_fillers(alignment: Alignment, first: int, last: int) -> tuple[int, ...]:
    """Indices of the tokens between `first` and `last` after which only fillers are heard.

    They are not in the transcript; a recogniser heard them.
    """
    heard: dict[int, list[str]] = {}
    for stretch in alignment.unscripted:
        if first <= stretch.after < last:
            # A stretch to which nobody listened may be anything.
            heard.setdefault(stretch.after, []).extend([w.text for w in stretch.words] or ["?"])
    return tuple(
        index
        for index, texts in sorted(heard.items())
        if all(is_filler(text, alignment.language) for text in texts)
    )
