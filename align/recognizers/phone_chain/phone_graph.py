"""A chain of words laid out as phones in their contexts, with silence and noise between words.

Words meet at joints. The last phone of a word stands there once for each phone that may follow and
once for silence, the first of the next one likewise, so that every path has each phone in its
context. Phones are in order of the words, so that a stretch of the chain is a slice of its arrays.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from pullquote.align.recognizers.phone_chain.acoustic_model import (
    BEGIN,
    END,
    INSIDE,
    SINGLE,
    AcousticModel,
    Floats,
    Indices,
)

Pronunciations = Sequence[str]
"""The ways to pronounce a word, each with its phones apart by spaces."""
Forms = Sequence[Sequence[Pronunciations]]
"""The ways to speak an item of a chain, each of one or more words."""

_WORD = math.log(0.65)
"""Log probability of a word's beginning, as in pocketsphinx."""
_SILENCE, _NOISE = math.log(0.005) + _WORD, math.log(1e-8) + _WORD
NO_WORD = -1
"""Stands for silence and noises."""


@dataclass(frozen=True, slots=True)
class Sources:
    """For each of many places the phones and joints from which it is reached."""

    flat: Indices
    """Phones by their index; joint `j` is `phones + j`."""
    offsets: Indices
    """Index in `flat` at which the sources of each place begin; one more than there are places."""

    @classmethod
    def of(cls, lists: Sequence[Sequence[int]]) -> Sources:
        """From a list for each place; none may be empty."""
        offsets = np.cumsum([0, *map(len, lists)])
        return cls(np.array([at for each in lists for at in each], np.int64), offsets)

    def list_of(self, place: int) -> list[int]:
        """The sources of one place."""
        found: list[int] = self.flat[self.offsets[place] : self.offsets[place + 1]].tolist()
        return found

    def within(
        self, first: int, stop: int, phones: tuple[int, int], joints: tuple[int, int], total: int
    ) -> tuple[Indices, Indices]:
        """The sources of places `first` to `stop`, in slices of phones and joints, and offsets.

        Phones of the slice count from 0, joints from its end; what lies outside is the number after
        the last. `total` is the number of all phones.
        """
        begin, end = self.offsets[first], self.offsets[stop]
        flat = self.flat[begin:end]
        width = phones[1] - phones[0]
        outside = width + joints[1] - joints[0]
        is_joint = flat >= total
        at = np.where(is_joint, flat - total - joints[0] + width, flat - phones[0])
        low = np.where(is_joint, width, 0)
        high = np.where(is_joint, outside, width)
        return np.where((at >= low) & (at < high), at, outside), self.offsets[first:stop] - begin


@dataclass(frozen=True, slots=True)
class PhoneGraph:
    """All phones of a chain and the ways between them."""

    states: Indices
    """Senones of the three states of each phone, shape (3, phones)."""
    transitions: Floats
    """Log probabilities to stay in each state, then to leave it, shape (6, phones)."""
    entry: Floats
    """Log probability of beginning a phone, shape (phones,)."""
    sources: Sources
    """From which each phone is reached."""
    items: Indices
    """The item of each phone; silence belongs to the one after it."""
    words: Indices
    """The word of each phone, counted over all pronunciations and forms, or NO_WORD."""
    owners: Sequence[int]
    """The item of each word."""
    exits: Sources
    """For each joint the phones after which there may be silence: its words' last, and silence."""
    joint_items: Indices
    """The item after each joint, counted as in `items`."""
    main: Indices
    """The joints before each item and after the last: the others lie inside of an item."""
    lengths: Indices
    """The fewest phones of each item."""


@dataclass(slots=True)
class _Builder:
    model: AcousticModel
    rows: list[int] = field(default_factory=list)
    entry: list[float] = field(default_factory=list)
    sources: list[list[int]] = field(default_factory=list)
    items: list[int] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    exits: list[list[int]] = field(default_factory=list)
    joint_items: list[int] = field(default_factory=list)
    meetings: list[dict[tuple[int, int], list[int]]] = field(default_factory=list)
    """At each joint, the last phones of words by what they are and what they expect to follow."""
    pauses: list[list[int]] = field(default_factory=list)
    """The silence and the noises at each joint."""

    def add(self, row: int, entry: float, sources: list[int], item: int, word: int) -> int:
        self.rows.append(row)
        self.entry.append(entry)
        self.sources.append(sources)
        self.items.append(item)
        self.words.append(word)
        return len(self.rows) - 1

    def add_joint(self, item: int) -> int:
        self.joint_items.append(item)
        for lists in (self.exits, self.pauses):
            lists.append([])
        self.meetings.append({})
        return len(self.exits) - 1

    def add_pauses(self, joint: int) -> None:
        """Silence and noises; to be added when all words have come to the joint."""
        item = self.joint_items[joint]
        silence = self.model.silence
        phones = [silence, *sorted(self.model.fillers - {silence})]
        before: list[int] = []
        for phone in phones:
            at = self.add(phone, _SILENCE if phone == silence else _NOISE, before, item, NO_WORD)
            self.pauses[joint].append(at)
        self.exits[joint] += self.pauses[joint]
        before += [*self.exits[joint], ~joint]  # each may follow each

    def add_word(
        self, phones: Sequence[int], item: int, source: int, target: int, nexts: set[int]
    ) -> None:
        """One pronunciation of the word that was added last, from joint to joint."""
        silence, word = self.model.silence, len(self.owners) - 1
        lefts: dict[int, list[int]] = {silence: [*self.pauses[source], ~source]}
        for (last, expected), ends in self.meetings[source].items():
            if expected == phones[0] and last != silence:
                lefts.setdefault(last, []).extend(ends)
        rights = [silence, *sorted(nexts - {silence})]
        if len(phones) == 1:
            for left, ends in lefts.items():
                for right in rights:
                    row = self.model.in_context(phones[0], left, right, SINGLE)
                    self._end(self.add(row, _WORD, ends, item, word), target, phones[0], right)
            return
        before = [
            self.add(
                self.model.in_context(phones[0], left, phones[1], BEGIN), _WORD, ends, item, word
            )
            for left, ends in lefts.items()
        ]
        for left, phone, right in zip(phones, phones[1:], phones[2:], strict=False):
            row = self.model.in_context(phone, left, right, INSIDE)
            before = [self.add(row, 0.0, before, item, word)]
        for right in rights:
            row = self.model.in_context(phones[-1], phones[-2], right, END)
            self._end(self.add(row, 0.0, before, item, word), target, phones[-1], right)

    def _end(self, at: int, joint: int, phone: int, right: int) -> None:
        self.meetings[joint].setdefault((phone, right), []).append(at)
        if right == self.model.silence:
            self.exits[joint].append(at)


def make_graph(model: AcousticModel, chain: Sequence[Forms]) -> PhoneGraph:
    """The graph of a chain of items; each has at least one form, and no word is without phones."""
    numbered = [[_numbered(model, form) for form in forms] for forms in chain]
    build = _Builder(model)
    here = build.add_joint(0)
    build.add_pauses(here)
    main = [here]
    for item, forms in enumerate(numbered):
        inside = [[build.add_joint(item) for _ in form[1:]] for form in forms]
        after = build.add_joint(item + 1)
        for form, joints in zip(forms, inside, strict=True):
            coming = numbered[item + 1] if item + 1 < len(numbered) else []
            follow = [*([word] for word in form[1:]), [following[0] for following in coming]]
            stops = [here, *joints, after]
            for number, pronunciations in enumerate(form):
                build.owners.append(item)
                nexts = {phones[0] for word in follow[number] for phones in word}
                for phones in pronunciations:
                    build.add_word(phones, item, stops[number], stops[number + 1], nexts)
                if number < len(joints):
                    build.add_pauses(joints[number])
        build.add_pauses(after)
        main.append(after)
        here = after
    return _finished(build, main, numbered)


_Word = list[list[int]]
"""The pronunciations of a word, in numbers of phones."""


def _numbered(model: AcousticModel, form: Sequence[Pronunciations]) -> list[_Word]:
    return [[[model.phones[name] for name in way.split()] for way in word] for word in form]


def _finished(
    build: _Builder, main: Sequence[int], chain: Sequence[Sequence[Sequence[_Word]]]
) -> PhoneGraph:
    count = len(build.rows)
    rows = np.array(build.rows)
    lengths = [min(sum(min(map(len, word)) for word in form) for form in forms) for forms in chain]
    return PhoneGraph(
        np.ascontiguousarray(build.model.states[rows].T),
        np.ascontiguousarray(build.model.transitions[rows].T),
        np.array(build.entry, np.float32),
        Sources.of([[at if at >= 0 else count + ~at for at in each] for each in build.sources]),
        np.array(build.items),
        np.array(build.words),
        tuple(build.owners),
        Sources.of(build.exits),
        np.array(build.joint_items),
        np.array(main),
        np.array(lengths),
    )
