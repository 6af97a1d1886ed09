"""Sentences of the small model's language: grammatical, meaningless, of about 700 word forms.

Original templates; no text of third parties.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from vocabulary import (
    ADJECTIVES,
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    INTRANSITIVE_VERBS,
    MODALS,
    NAMES,
    NOUNS,
    NUMBERS,
    OTHERS,
    PLURAL_DETERMINERS,
    PLURALS,
    PREPOSITIONS,
    PRONOUNS,
    TIMES,
    TRANSITIVE_VERBS,
)


def plural(noun: str) -> str:
    """The noun's plural."""
    regular = noun if noun.endswith(("s", "x", "ch", "sh")) else None
    return PLURALS.get(noun, f"{noun}es" if regular else f"{noun}s")


EVERY_WORD = [
    *ADJECTIVES,
    *NOUNS,
    *(form for verb in TRANSITIVE_VERBS for form in verb),
    *(form for verb in INTRANSITIVE_VERBS for form in verb),
    *PREPOSITIONS,
    *ADVERBS,
    *NUMBERS,
    *NAMES,
    *OTHERS,
    *CONJUNCTIONS,
    *MODALS,
    *DETERMINERS,
    *map(plural, NOUNS),
]


class SentenceMaker:
    """An endless supply of sentences; the same seed gives the same ones."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)

    def sentence(self) -> str:
        """A sentence with capital and full stop or question mark; three in ten are mere words."""
        roll = self._chance.random()
        end = "."
        if roll < 0.40:
            words = self._clause()
        elif roll < 0.52:
            first = self._clause()
            words = [*first[:-1], f"{first[-1]},", self._one(CONJUNCTIONS), *self._clause()]
        elif roll < 0.60:
            opening = [
                self._one(["where", "why", "how", "when"]),
                self._one(["did", "does", "will", "can"]),
            ]
            subject, verb = self._noun_phrase(), self._one(TRANSITIVE_VERBS)[0]
            words, end = [*opening, *subject, verb, *self._noun_phrase()], "?"
        elif roll < 0.66:
            words = [self._one(["yes,", "no,", "well,", "please", "hello,"]), *self._clause()]
        elif roll < 0.70:
            time = self._one(TIMES).split()
            words = [*time[:-1], f"{time[-1]},", *self._clause()]
        else:
            words = [self._one(EVERY_WORD) for _ in range(self._chance.randint(3, 9))]
        words = ["I" if word == "i" else word for word in words]
        return " ".join([words[0][0].upper() + words[0][1:], *words[1:]]) + end

    def _one(self, choices: Sequence) -> str:
        return self._chance.choice(choices)

    def _happens(self, probability: float) -> bool:
        return self._chance.random() < probability

    def _noun_phrase(self) -> list[str]:
        roll = self._chance.random()
        if roll < 0.12:
            return [self._one(NAMES)]
        if roll < 0.55:
            determiner = self._one(DETERMINERS)
            words = [*([self._one(ADJECTIVES)] if self._happens(0.5) else []), self._one(NOUNS)]
            if determiner == "a" and words[0][0] in "aeiou":
                determiner = "an"
            return [determiner, *words]
        if roll < 0.8:
            first, adjective = self._one(PLURAL_DETERMINERS), 0.5
        else:
            first, adjective = self._one(NUMBERS), 0.4
        middle = [self._one(ADJECTIVES)] if self._happens(adjective) else []
        return [first, *middle, plural(self._one(NOUNS))]

    def _place(self) -> list[str]:
        return [self._one(PREPOSITIONS), *self._noun_phrase()]

    def _clause(self) -> list[str]:
        roll = self._chance.random()
        if roll < 0.5:
            subject = self._noun_phrase()
            adverb = [self._one(ADVERBS)] if self._happens(0.2) else []
            verb = self._one(TRANSITIVE_VERBS)[2]
            words = [*subject, *adverb, verb, *self._noun_phrase()]
        elif roll < 0.65:
            subject, verb = self._noun_phrase(), self._one(INTRANSITIVE_VERBS)[1]
            words = [
                *subject,
                verb,
                *(self._place() if self._happens(0.7) else [self._one(ADVERBS)]),
            ]
        elif roll < 0.8:
            words = [self._one(PRONOUNS), self._one(MODALS)]
            words += [self._one(["not", "never", "always"])] if self._happens(0.25) else []
            words += [self._one(TRANSITIVE_VERBS)[0], *self._noun_phrase()]
        elif roll < 0.9:
            words = ["there", self._one(["is", "was"]), self._one(["a", "no", "one"])]
            words += [self._one(NOUNS), *self._place()]
        else:
            words = [*self._noun_phrase(), self._one(["is", "was", "are", "were"])]
            words += [self._one(["very", "not", "more", "almost"]), self._one(ADJECTIVES)]
        if self._happens(0.25):
            words = [*words, *self._place()]
        if self._happens(0.25):
            words = [*words, *self._one(TIMES).split()]
        return words
