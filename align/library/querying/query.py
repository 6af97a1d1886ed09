"""A query as it is typed: words, phrases in quotation marks, and operators in capitals. Pure.

    free to speak            these words in a row
    "to be or NOT"           the same; nothing inside quotation marks is an operator
    free AND court           recordings in which both are said
    free OR court            either
    free NOT court           recordings in which the first is said and the second is not
    free NEAR court          both within ten words of each other; NEAR/3 within three
    (free OR fair) NEAR trial
    democra*                 words that begin so
    ~Catherine               words spelled or sounding much like it

NOT and AND bind as tightly as NEAR, OR less; what stands side by side without an operator, if one
of them is in quotation marks or brackets, is joined by AND.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from pullquote.align.errors import InputError
from pullquote.align.library.words.searched_words import words_of

NEAR_WORDS = 10
"""Words between two that are near each other, where no number is given."""
_FARTHEST = 1000
_MOST_TERMS = 200

_PIECES = re.compile(
    r"[\"“”„‟«»](?P<quoted>[^\"“”„‟«»]*)(?:[\"“”„‟«»]|$)|(?P<bracket>[()])|(?P<word>[^\s()\"“”„‟«»]+)"
)
_OPERATOR = re.compile(r"(AND|OR|NOT|NEAR(?:/\d{1,4})?)$")


@dataclass(frozen=True, slots=True)
class Term:
    """A word that is looked for."""

    word: str
    """Folded (see `searched_words`)."""
    is_prefix: bool = False
    """True when words that begin so count."""
    is_similar: bool = False
    """True when words that are spelled or sound much like it count."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row."""

    terms: tuple[Term, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The words alone."""
        return tuple(term.word for term in self.terms)


@dataclass(frozen=True, slots=True)
class Both:
    """Recordings in which both sides are said."""

    left: Query
    right: Query


@dataclass(frozen=True, slots=True)
class Either:
    """Everything that one side or the other finds."""

    left: Query
    right: Query


@dataclass(frozen=True, slots=True)
class Without:
    """Finds of the left side in recordings in which the right is not said."""

    left: Query
    right: Query


@dataclass(frozen=True, slots=True)
class Near:
    """Both sides, at most so many words between them."""

    left: Query
    right: Query
    distance: int


Query: TypeAlias = Phrase | Both | Either | Without | Near


def parse_query(text: str) -> Query:
    """The query that this text is. Raises InputError, which says how to write it."""
    pieces = [*_pieces(text)]
    sizes = (len(piece.terms) if isinstance(piece, Phrase) else 1 for piece in pieces)
    if sum(sizes) > _MOST_TERMS:
        raise InputError(f"{text[:40]!r}… has more than {_MOST_TERMS} words; give fewer")
    return _either(pieces, text)[0]


def _pieces(text: str) -> list[Phrase | str]:
    """Phrases, operators and brackets; bare words side by side are one phrase."""
    pieces: list[Phrase | str] = []
    bare: list[Term] = []
    depth = 0

    def close() -> None:
        if bare:
            pieces.append(Phrase(tuple(bare)))
            bare.clear()

    for found in _PIECES.finditer(text):
        if (quoted := found["quoted"]) is not None:
            close()
            if words := words_of(quoted):
                pieces.append(Phrase(tuple(map(Term, words))))
        elif found[0] == ")" and not depth:
            close()  # a bracket too many
        elif found["bracket"] or _OPERATOR.match(found["word"]):
            close()
            depth += {"(": 1, ")": -1}.get(found[0], 0)
            pieces.append(found[0])
        else:
            bare += _terms(found["word"])
    close()
    return pieces


def _terms(word: str) -> list[Term]:
    words = words_of(word)
    return [
        Term(
            part,
            is_prefix=word.endswith("*") and number == len(words),
            is_similar=word.startswith("~"),
        )
        for number, part in enumerate(words, 1)
    ]


_Pieces: TypeAlias = "list[Phrase | str]"


def _either(pieces: _Pieces, text: str) -> tuple[Query, _Pieces]:
    query, pieces = _joined(pieces, text)
    while pieces and pieces[0] == "OR":
        following, pieces = _joined(pieces[1:], text)
        query = Either(query, following)
    return query, pieces


def _joined(pieces: _Pieces, text: str) -> tuple[Query, _Pieces]:
    query, pieces = _one(pieces, text)
    while pieces and pieces[0] not in ("OR", ")"):
        operator = pieces[0]
        if isinstance(operator, Phrase) or operator == "(":
            operator, pieces = "AND", ["AND", *pieces]
        pieces = pieces[1:]
        if operator == "AND" and pieces and pieces[0] == "NOT":
            operator, pieces = "NOT", pieces[1:]
        following, pieces = _one(pieces, text)
        if operator == "AND":
            query = Both(query, following)
        elif operator == "NOT":
            query = Without(query, following)
        else:
            distance = int(operator.partition("/")[2] or NEAR_WORDS)
            query = Near(query, following, min(distance, _FARTHEST))
    return query, pieces


def _one(pieces: _Pieces, text: str) -> tuple[Query, _Pieces]:
    if not pieces:
        raise _incomplete(text)
    first, rest = pieces[0], pieces[1:]
    if isinstance(first, Phrase):
        return first, rest
    if first != "(":
        raise _incomplete(text)
    query, rest = _either(rest, text)
    return query, rest[1:] if rest and rest[0] == ")" else rest


def _incomplete(text: str) -> InputError:
    if not words_of(text):
        return InputError(f"{text!r} has no words to look for")
    return InputError(
        f"{text!r} lacks words beside AND, OR, NOT or NEAR, or in brackets; write A AND B, or put "
        "these words into quotation marks to look for them as they are"
    )
