"""The best path through a chain of words, by the Viterbi algorithm over all phones at once.

The chain is searched block by block of less than a second. In each only those phones are looked at
that a path may reach which is not far less likely than the best one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from pullquote.align.recognizers.phone_chain.acoustic_model import AcousticModel, Floats, Indices
from pullquote.align.recognizers.phone_chain.phone_graph import NO_WORD, PhoneGraph
from pullquote.align.recognizers.phone_chain.senone_scores import SenoneScorer

_BLOCK = 75
"""Frames that are searched at a time; see `SenoneScorer.score` for why not more."""
_BEAM = 414.0
"""Nats; paths this much less likely than the best are given up."""
_FEWEST_FRAMES = 3
"""Frames of the shortest phone."""
_NEVER = np.float32(-1e30)


@dataclass(frozen=True, slots=True)
class _Block:
    """A second of the search: scores of some phones after each frame."""

    start: int
    """Its first frame."""
    first: int
    """The first phone that was looked at."""
    scores: Floats
    """Before the block and after each frame, by state and phone, shape (frames + 1, 3, phones)."""
    moved: npt.NDArray[np.bool_]
    """True where the best path to a state came from another one, shape (frames, 3, phones)."""
    best: Floats
    """The log score of the best state that was looked at, for each frame."""
    base: float
    """Log score to be added to all scores."""


@dataclass(slots=True)
class PathSearch:
    """The search of one utterance for the best path through a graph."""

    model: AcousticModel
    graph: PhoneGraph
    skip: float
    _blocks: list[_Block] = field(default_factory=list)
    _scorer: SenoneScorer = field(init=False)
    _columns: Indices = field(init=False)
    """For each state of each phone its place among the scorer's senones, shape (3, phones)."""

    def __post_init__(self) -> None:
        senones, places = np.unique(self.graph.states, return_inverse=True)
        order = np.argsort(self.model.books[senones], kind="stable")
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        self._columns = rank[places.reshape(self.graph.states.shape)]
        self._scorer = SenoneScorer(self.model, senones[order])

    def run(self, features: Floats) -> None:
        """Search all frames; features have shape (3, frames, 27)."""
        frames = features.shape[1]
        scores = np.full((3, len(self.graph.entry)), _NEVER, np.float32)
        base = 0.0
        for start in range(0, frames, _BLOCK):
            stop = min(frames, start + _BLOCK)
            first, last = 0, 0
            if start > 0:
                by_phone = scores.max(axis=0)
                best = by_phone.max()
                if best <= _NEVER / 2:
                    return
                alive = np.flatnonzero(by_phone > best - _BEAM)
                first, last = (int(self.graph.items[at]) for at in (alive[0], alive[-1]))
                scores -= best
                base += float(best)
            reach = np.cumsum(self.graph.lengths[last:])
            fastest = (stop - start) // _FEWEST_FRAMES + 2
            beyond = last + int(np.searchsorted(reach, fastest)) + 2
            scores = self._search_block(
                features[:, start:stop], start, (first, beyond), scores, base
            )

    def _search_block(
        self, features: Floats, start: int, items: tuple[int, int], scores: Floats, base: float
    ) -> Floats:
        """Search some frames among some items; returns the scores of all phones after them."""
        graph = self.graph
        low, high = (int(n) for n in np.searchsorted(graph.items, items))
        joints = tuple(int(n) for n in np.searchsorted(graph.joint_items, items))
        emitted = self._emitted(features, low, high)
        table = np.empty((len(emitted) + 1, 3, high - low), np.float32)
        table[0] = scores[:, low:high]
        self._step(table, emitted, (low, high), (joints[0], joints[1]), is_first=start == 0)
        stay = graph.transitions[:3, low:high]
        moved = table[:-1] + stay
        moved += emitted
        came = moved < table[1:]
        peaks = table[1:].max(axis=1)
        looked = peaks > peaks.max(axis=1, keepdims=True) - _BEAM
        best = np.where(looked, emitted.max(axis=1), _NEVER).max(axis=1)
        self._blocks.append(_Block(start, low, table, came, best, base))
        after = np.full_like(scores, _NEVER)
        after[:, low:high] = table[-1]
        return after

    def _emitted(self, features: Floats, low: int, high: int) -> Floats:
        """Log scores of frames by state and phone, shape (frames, 3, high - low)."""
        columns = self._columns[:, low:high]
        wanted, places = np.unique(columns, return_inverse=True)
        return self._scorer.score(features, wanted)[:, places.reshape(columns.shape)]

    def _step(
        self,
        table: Floats,
        emitted: Floats,
        phones: tuple[int, int],
        joints: tuple[int, int],
        *,
        is_first: bool,
    ) -> None:
        """Fill the table frame by frame."""
        graph, (low, high) = self.graph, phones
        count, width = len(graph.entry), high - low
        sources, begins = graph.sources.within(low, high, phones, joints, count)
        exits, ends = graph.exits.within(joints[0], joints[1], phones, joints, count)
        main = graph.main[np.searchsorted(graph.main, joints[0]) :] - joints[0]
        main = main[main < joints[1] - joints[0]]
        after, skipped = width + main[1:], np.float32(self.skip)
        penalty = np.arange(len(main), dtype=np.float32) * skipped
        stay0, stay1, stay2, leave0, leave1, leave2 = graph.transitions[:, low:high]
        entry = graph.entry[low:high]
        ways = np.full(width + joints[1] - joints[0] + 1, _NEVER, np.float32)
        out, come = ways[:width], np.empty(width, np.float32)
        if is_first:
            ways[width] = 0.0  # the chain begins at its first joint
        for before, now, heard in zip(table, table[1:], emitted, strict=False):
            old0, old1, old2 = before
            new0, new1, new2 = now
            np.add(old2, leave2, out=out)
            # A joint is reached from those before it by leaving words out.
            left = np.maximum.reduceat(ways[exits], ends)[main] - penalty
            left[0] = max(left[0], ways[width])
            np.maximum.accumulate(left, out=left)
            ways[after] = (left + penalty)[:-1] + skipped
            entered = np.maximum.reduceat(ways[sources], begins)
            entered += entry
            np.add(old0, stay0, out=new0)
            np.maximum(new0, entered, out=new0)
            np.add(old0, leave0, out=come)
            np.add(old1, stay1, out=new1)
            np.maximum(new1, come, out=new1)
            np.add(old1, leave1, out=come)
            np.add(old2, stay2, out=new2)
            np.maximum(new2, come, out=new2)
            now += heard
            ways[width] = _NEVER

    def end(self, ends: Sequence[float]) -> int | None:
        """The joint in which the best path ends; None where there is none.

        `ends` are log probabilities of ending at each main joint.
        """
        if not self._blocks:
            return None
        rest, best, found = -np.inf, float(_NEVER) / 2, None
        last = self._blocks[-1]
        for joint, end in zip(self.graph.main[::-1].tolist(), reversed(ends), strict=True):
            rest = max(rest + self.skip, end)
            _, score = self._best_of(self.graph.exits.list_of(joint), last, len(last.moved))
            if score + rest > best:
                best, found = score + rest, joint
        return found

    def trace(self, joint: int) -> list[tuple[int, int, int, float]]:
        """The words on the best path to this joint, with first and last frame and log score."""
        graph, earlier = self.graph, iter(reversed(self._blocks))
        block = next(earlier)
        time = block.start + len(block.moved)
        at, score = self._best_of(graph.exits.list_of(joint), block, len(block.moved))
        best = np.cumsum([0.0, *(peak for each in self._blocks for peak in each.best.tolist())])
        words: list[tuple[int, int, int, float]] = []
        state, stop, until = 2, time, score + block.base
        while True:
            time -= 1
            if time < block.start:
                block = next(earlier)
            frame = time - block.start
            if not block.moved[frame, state, at - block.first]:
                continue
            if state > 0:
                state -= 1
                continue
            source, score = self._source(at, block, frame) if time > 0 else (-1, 0.0)
            word = int(graph.words[at])
            if time == 0 or graph.entry[at] < 0.0:  # a word's first phone, silence or a noise
                since = score + block.base
                if word != NO_WORD:
                    gained = until - since - float(best[stop] - best[time])
                    words.append((word, time, stop - 1, gained))
                stop, until = time, since
            if time == 0:
                return words[::-1]
            at, state = source, 2

    def _source(self, phone: int, block: _Block, frame: int) -> tuple[int, float]:
        """The phone after which this one was entered at a frame, and the score of leaving it."""
        graph, count = self.graph, len(self.graph.entry)
        sources = graph.sources.list_of(phone)
        at, best = self._best_of(sources, block, frame)
        peak = float(block.scores[frame].max())
        for source in sources:
            if source < count:
                continue
            number = int(np.searchsorted(graph.main, source - count))
            for before in range(1, number + 1):
                if peak + before * self.skip <= best:
                    break
                joint = int(graph.main[number - before])
                other, score = self._best_of(graph.exits.list_of(joint), block, frame)
                if score + before * self.skip > best:
                    at, best = other, score + before * self.skip
        return at, best

    def _best_of(self, phones: Sequence[int], block: _Block, frame: int) -> tuple[int, float]:
        """The phone that is best left after this many frames of a block, and its score then."""
        at, best = -1, float(_NEVER)
        width = block.scores.shape[2]
        for phone in phones:
            if 0 <= phone - block.first < width:
                score = float(block.scores[frame, 2, phone - block.first])
                score += float(self.graph.transitions[5, phone])
                if score > best:
                    at, best = phone, score
        return at, best
