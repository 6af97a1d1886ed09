"""Forced alignment of items of a script with stretches of a recording.

Items are aligned along a graph (`ScriptAligner.align`) or as a chain that may end at any item
(`align_chain`); every form of an item is offered, and each may be left out at a price.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pullquote.align.media.audio import SAMPLE_RATE, Audio
from pullquote.align.placing.findings import Placement
from pullquote.align.recognizers.narrow_band import is_narrow
from pullquote.align.recognizers.phone_chain.chain_aligner import ChainAligner
from pullquote.align.recognizers.pocketsphinx import BEAM, Arc, DecodedWord, GraphAligner
from pullquote.align.spoken_forms.script import Pronouncer, Script
from pullquote.align.times import TimeSpan


@dataclass(frozen=True, slots=True)
class Path:
    """The best path through a stretch of sound."""

    placements: tuple[Placement, ...]
    others: tuple[DecodedWord, ...] = ()
    """Words on the path that are not in the script (a recogniser heard them instead), with seconds
    on the media's clock."""


_EARLY_END = 60.0
"""Nats against ending a chain after a word that is not the last."""
_SKIP = 230.0
"""Nats against leaving out a word of a chain."""
UNHEARD = 14.0
"""Nats a phone against leaving out a written word that was not heard. It grows with the word's
length so that the decision is about scores a frame: a right word that was misheard scores less
than 1 a frame below what was heard instead, a wrong one 2 to 6."""
_MOST_NATS = 640.0
"""Probabilities below e**-640 underflow."""


def against(nats: float) -> float:
    """The probability of something against which so many nats speak."""
    return math.exp(-min(_MOST_NATS, nats))


@dataclass(slots=True)
class ScriptAligner:
    """Aligns items of a script with stretches of one recording, with pocketsphinx."""

    audio: Audio
    script: Script
    lexicon: Pronouncer
    _names: dict[str, str] = field(default_factory=dict, init=False, repr=False)
    """The word that each name in a graph stands for."""
    _aligners: dict[float, tuple[GraphAligner, set[str]]] = field(
        default_factory=dict, init=False, repr=False
    )
    """For each beam an aligner and the names that it knows."""
    _is_narrow: bool | None = field(default=None, init=False, repr=False)
    _chains: ChainAligner | None = field(default=None, init=False, repr=False)

    def item_arcs(self, item: int, source: int, target: int, fresh: Iterator[int]) -> list[Arc]:
        """Arcs from `source` to `target` over each way to speak this item.

        `fresh` gives unused state numbers for ways of more than one word.
        """
        arcs = []
        for form_number, form in enumerate(self.script.items[item].forms):
            at = source
            for word_number, word in enumerate(form):
                to = target if word_number == len(form) - 1 else next(fresh)
                arcs.append(Arc(at, to, 1.0, self._name(item, form_number, word_number, word)))
                at = to
        return arcs

    def other_arc(self, word: str, source: int, target: int, probability: float) -> Arc:
        """An arc over a word that is no item of the script."""
        name = f"~{word}"
        self._names[name] = word
        return Arc(source, target, probability, name)

    def align(
        self, arcs: Sequence[Arc], final: int, span: TimeSpan, *, beam: float = BEAM
    ) -> Path | None:
        """The best path through the graph from state 0 to `final`; None where there is none.

        `beam` should be wide where the right path may have to take very improbable arcs.
        """
        if beam not in self._aligners:
            self._aligners[beam] = (GraphAligner({}, beam, narrow=self._sounds_narrow()), set())
        graphs, known = self._aligners[beam]
        for name in {arc.name for arc in arcs if arc.name is not None} - known:
            graphs.add_word(name, self.lexicon.pronunciations(self._names[name]) or ("AH",))
            known.add(name)
        words = graphs.align(arcs, final, self.audio.cut(span.start, span.end))
        if words is None:
            return None
        return _as_path(words, _offset_of(span))

    def align_chain(self, first: int, stop: int, span: TimeSpan, *, is_whole: bool) -> Path | None:
        """Items `first` to `stop` (excluded) one after the other.

        The chain may end after any item when `span` need not hold all of them; when it does
        (`is_whole`), ending early costs what leaving out the rest costs.
        """
        chain = [self._ways(item) for item in range(first, stop)]
        missing = sum(self.phones(item) for item in range(first, stop))
        ends = [-math.inf]
        for item in range(first, stop):
            missing -= self.phones(item)
            ends.append(
                0.0 if item == stop - 1 else -(UNHEARD * missing if is_whole else _EARLY_END)
            )
        if self._chains is None:
            self._chains = ChainAligner(narrow=self._sounds_narrow())
        words = self._chains.align(chain, ends, -_SKIP, self.audio.cut(span.start, span.end))
        if words is None:
            return None
        named = [DecodedWord(str(first + word.item), word.span, word.score) for word in words]
        return _as_path(named, _offset_of(span))

    def _sounds_narrow(self) -> bool:
        if self._is_narrow is None:
            self._is_narrow = is_narrow(self.audio.samples)
        return self._is_narrow

    def _ways(self, item: int) -> list[list[tuple[str, ...]]]:
        """The pronunciations of each word of each form of an item."""
        return [
            [self.lexicon.pronunciations(word) or ("AH",) for word in form]
            for form in self.script.items[item].forms
        ]

    def phones(self, item: int) -> int:
        """The number of phones in the likeliest way to speak this item."""
        return sum(
            len((self.lexicon.pronunciations(word) or ("AH",))[0].split())
            for word in self.script.items[item].forms[0]
        )

    def _name(self, item: int, form: int, number: int, word: str) -> str:
        name = f"{item}:{form}:{number}"
        self._names[name] = word
        return name


def _offset_of(span: TimeSpan) -> float:
    """The time of a stretch's first frame: it begins on a sample."""
    return max(0, round(span.start * SAMPLE_RATE)) / SAMPLE_RATE


def _as_path(words: Sequence[DecodedWord], offset: float) -> Path:
    """The words of each item joined, on the media's clock."""
    placements: list[Placement] = []
    others: list[DecodedWord] = []
    for word in words:
        span = word.span.shift(offset)
        if word.name.startswith("~"):
            others.append(DecodedWord(word.name[1:], span, word.score))
            continue
        item = int(word.name.partition(":")[0])
        if placements and placements[-1].item == item:
            before = placements.pop()
            whole = before.span.duration + span.duration
            score = (before.score * before.span.duration + word.score * span.duration) / whole
            placements.append(Placement(item, before.span.hull(span), score))
        else:
            placements.append(Placement(item, span, word.score))
    return Path(tuple(placements), tuple(others))
