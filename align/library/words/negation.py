"""Words that turn a sentence round: `not`, `never`, `nicht`. Pure.

A quote that lacks one, or has one too many, says the opposite, however alike the rest is.
"""

from __future__ import annotations

from collections.abc import Sequence

_CONTRACTED = {
    f"{verb}nt": (verb, "not")
    for verb in (
        *("is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "could", "would"),
        *("should", "might", "must", "need", "ought"),
    )
} | {
    "cant": ("can", "not"),
    "cannot": ("can", "not"),
    "wont": ("will", "not"),
    "shant": ("shall", "not"),
    "aint": ("is", "not"),
}

_NEGATIONS = {
    "en": "not no never none nobody nothing nowhere neither nor without hardly",
    "de": "nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne",
    "fr": "ne n pas jamais rien personne aucun aucune sans non",
    "es": "no nunca jamas nadie nada ningun ninguna ninguno sin tampoco",
    "it": "non no mai nessuno nessuna niente nulla senza",
    "nl": "niet geen nooit niemand niets zonder nee",
    "pt": "nao nunca jamais nada ninguem nenhum nenhuma sem nem",
}
_SETS = {language: frozenset(words.split()) for language, words in _NEGATIONS.items()}


def expand(words: Sequence[str]) -> list[str]:
    """The words with contractions written out: `didnt` is `did not`."""
    return [part for word in words for part in _CONTRACTED.get(word, (word,))]


def negations(words: Sequence[str], language: str = "en") -> list[str]:
    """The words that turn a sentence round, contractions written out; none in other languages."""
    known = _SETS.get(language, frozenset[str]())
    return [word for word in expand(words) if word in known]
