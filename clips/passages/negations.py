"""Words whose loss may turn a quote into its opposite. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pullquote.align.model.alignment import Alignment
from pullquote.clips.passages.passage import Passage

_NEGATIONS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "de": "nicht nie niemals kein keine keinen keinem keiner keines nichts niemand ohne weder "
        "kaum nein",
        "en": "not never no none nobody nothing nowhere neither nor cannot without hardly barely "
        "scarcely unless no-one",
        "es": "no nunca jamás nadie nada ningún ninguno ninguna sin tampoco ni",
        "fr": "ne pas non jamais personne rien aucun aucune sans ni plus guère",
        "it": "non no mai nessuno nessuna niente nulla senza né neanche",
        "nl": "niet nooit geen niemand niets zonder noch nee",
        "pl": "nie nigdy nikt nic bez żaden żadna żadne ani",
        "pt": "não nunca jamais ninguém nada nenhum nenhuma sem nem",
        "sv": "inte aldrig ingen inget inga utan varken nej ej",
    }.items()
}
"""ISO 639-1 → words in lower case."""

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


def is_negation(text: str, language: str) -> bool:
    """True for a word that negates: not, never, don't."""
    bare = _EDGES.sub("", text).casefold().replace("’", "'")
    language = language.partition("-")[0].casefold()
    if language == "en" and (bare.endswith("n't") or bare in ("dont", "cant", "wont", "isnt")):
        return True
    if language == "fr" and bare.startswith("n'"):
        return True
    return bare in _NEGATIONS.get(language, frozenset())


def lost_negations(alignment: Alignment, indices: Iterable[int]) -> tuple[str, ...]:
    """The negations among these tokens, without their punctuation, in order."""
    texts = (alignment.words[index].token.text for index in sorted(indices))
    return tuple(
        _EDGES.sub("", text) for text in texts if is_negation(text, alignment.language or "en")
    )


def negation_warning(alignment: Alignment, passage: Passage) -> str | None:
    """A sentence about negations that were cut out of the passage; None where there are none."""
    lost = lost_negations(alignment, passage.struck)
    if not lost:
        return None
    named = ", ".join(f"“{word}”" for word in dict.fromkeys(lost))
    return f"The cut takes out {named}; the quote may now say the opposite"
