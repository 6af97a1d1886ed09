"""Following a recording through its transcript: walk where the words fit, listen where they do not.

Walking (`forced_alignment`) costs least and is most exact, but it believes what is written. Each
window's scores show where the words stop fitting the sound: from there on the recording is listened
to (`listener`), until enough of the coming words are heard again, and what lies between is settled
(`reconcile`). Where nothing fits for long, a vote of the heard words over the rest of the
transcript says where it goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pullquote.align.errors import TranscriptMismatchError
from pullquote.align.model.words import Word
from pullquote.align.placing.evidence import Fit
from pullquote.align.placing.forced_alignment import Placement, ScriptAligner
from pullquote.align.placing.gap_filling import bridge
from pullquote.align.placing.listener import Listener, quiet_moment
from pullquote.align.placing.matching import PlaceIndex
from pullquote.align.placing.reconcile import Heard, match_heard, settle
from pullquote.align.placing.verdicts import Findings
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.spoken_forms.script import Script
from pullquote.align.times import TimeSpan

WINDOW = 24.0
"""Seconds of sound in a step of the walk."""
_AHEAD = 4.5
"""Seconds at a window's end whose words are not kept: they have not seen what follows."""
_PAUSE_WITHIN = 3.0
"""Seconds at a window's end in which a pause to end in is looked for: a path that would have to end
inside a word is often lost."""
_LISTEN = 24.0
"""Seconds heard at a time."""
_PATIENCE = 240.0
"""Seconds without a word of the transcript after which it is asked whether it belongs here."""
_PROBES = 6
_RUN = 6
"""Words whose scores together tell whether the words still fit."""
_CONFIRMING = 4
_CONTEXT = 4
_OVERLAP = 8.0
"""Seconds of what was heard without success that are matched again with what comes next."""
_STRETCHED = 0.4
"""Seconds a phone beyond which a word has been stretched over something else."""


@dataclass(frozen=True, slots=True)
class _Step:
    """Where to go on."""

    time: float
    item: int
    listen: bool = False
    """Whether to listen there instead of walking."""


@dataclass(slots=True)
class Follower:
    """Follows one recording through one script."""

    aligner: ScriptAligner
    listener: Listener
    index: PlaceIndex
    fit: Fit = field(default_factory=Fit)
    _placements: list[Placement] = field(default_factory=list, init=False)
    _others: list[Word] = field(default_factory=list, init=False)
    _unmatched: list[Word] = field(default_factory=list, init=False)
    """Words heard since the last known place, none of which matched."""
    _sure_until: float = field(default=0.0, init=False)
    """Time of the last known place, seconds."""
    _failures: float = field(default=0.0, init=False)

    @property
    def _script(self) -> Script:
        return self.aligner.script

    def follow(
        self,
        span: TimeSpan,
        first: int,
        stop: int,
        monitor: Monitor = SILENT,
        *,
        listen: bool = False,
        refuse: bool = False,
    ) -> Findings:
        """Place items `first` to `stop` (excluded) in this stretch of the recording.

        `listen` makes it listen to all of it, which costs more and knows better what is absent.
        `refuse` makes it raise TranscriptMismatchError as soon as it is clear that nothing of these
        items is spoken here.
        """
        self._placements, self._others = [], []
        self._unmatched = []
        at = _Step(span.start, first)
        while at.item < stop and span.end - at.time > 0.2:
            monitor.report("align", (at.time - span.start) / max(1e-9, span.duration))
            if refuse and not self._placements and at.time - span.start > _PATIENCE:
                self._check_belongs(TimeSpan(at.time, span.end))
                refuse = False
            rest = TimeSpan(at.time, span.end)
            if not self._unmatched:
                self._sure_until = at.time
            if listen or at.listen:
                at = self._listen(rest, at.item, stop)
            else:
                at = self._walk(rest, at.item, stop)
                is_failure = at.listen and at.time - rest.start < 0.4 * WINDOW
                self._failures = min(2.5, self._failures + 1.0) if is_failure else 0.0
        self._others.extend(self._unmatched)
        return Findings(tuple(self._placements), tuple(self._others))

    def _check_belongs(self, rest: TimeSpan) -> None:
        """Probe the rest of the recording. Raises TranscriptMismatchError when nothing is found."""
        for number in range(_PROBES):
            start = rest.start + rest.duration * number / _PROBES
            words = self.listener.hear(TimeSpan(start, min(rest.end, start + _LISTEN)))
            place = self.index.find([word.text for word in words])
            if place is not None and place.is_certain:
                return
        raise TranscriptMismatchError(0.0)

    def _walk(self, rest: TimeSpan, item: int, stop: int) -> _Step:
        """One window of forced alignment."""
        end = min(rest.end, rest.start + WINDOW)
        if rest.end - end < 0.3 * WINDOW:
            end = rest.end
        is_last = end == rest.end
        if not is_last:
            end = quiet_moment(self.aligner.audio, TimeSpan(end - _PAUSE_WITHIN, end))
        rate = max(2.0, 1.5 * (stop - item) / rest.duration)
        coming = min(stop, item + int((end - rest.start) * rate) + 12)
        path = self.aligner.align_chain(
            item, coming, TimeSpan(rest.start, end), is_whole=is_last and coming == stop
        )
        if path is None or not path.placements:
            return _Step(rest.start, item, listen=True)
        placed = path.placements
        good = self._judge(placed)
        limit = end if is_last else end - _AHEAD
        keep = sum(p.span.end <= limit for p in placed)
        lost = self._first_loss(placed)
        if lost is not None and lost < keep:
            # Words before the loss may have been dragged along: keep what a fitting run confirms.
            keep = lost
            while keep > 0 and not all(good[max(0, keep - _CONFIRMING) : keep]):
                keep -= 1
            if keep < _CONFIRMING:
                return _Step(rest.start, item, listen=True)
            self._accept(placed[:keep], good[:keep])
            return _Step(placed[keep - 1].span.end, placed[keep - 1].item + 1, listen=True)
        if keep == 0:
            return _Step(rest.end, stop) if is_last else _Step(rest.start, item, listen=True)
        if not is_last:
            keep = _best_pause(placed, good, keep)
        self._accept(placed[:keep], good[:keep])
        time = rest.end if is_last else placed[keep - 1].span.end
        return _Step(time, placed[keep - 1].item + 1)

    def _judge(self, placed: Sequence[Placement]) -> list[bool]:
        """For each placement, whether it and the way to it look right."""
        good = []
        before = None
        for p in placed:
            stretched = p.span.duration > max(0.6, _STRETCHED * self.aligner.phones(p.item))
            skipped = before is not None and p.item - before.item > 1
            good.append(self.fit.is_good(p.score) and not stretched and not skipped)
            before = p
        return good

    def _first_loss(self, placed: Sequence[Placement]) -> int | None:
        """Index of the first word of a run that does not fit; None where all do."""
        for k in range(max(1, len(placed) - _RUN + 1)):
            if self.fit.is_lost(placed[k : k + _RUN]):
                return k
        return None

    def _accept(self, placed: Sequence[Placement], good: Sequence[bool]) -> None:
        self.fit.learn([p.score for p, ok in zip(placed, good, strict=True) if ok])
        self._placements.extend(self._mend(list(placed)))

    def _mend(self, placed: list[Placement]) -> list[Placement]:
        """Listen where single words look wrong, and settle whether they are spoken."""
        if not self.fit.is_telling:
            return placed
        for first, last in reversed(self._doubts(placed)):
            left, right = max(0, first - _CONTEXT), min(len(placed) - 1, last + _CONTEXT)
            span = TimeSpan(placed[left].span.start, placed[right].span.end)
            words = self.listener.hear(TimeSpan(max(0.0, span.start - 0.3), span.end + 0.3))
            inside = [w for w in words if span.start - 0.1 <= w.span.middle <= span.end + 0.1]
            start, stop = placed[left].item, placed[right].item + 1
            heard = match_heard(inside, self._script, start, stop)
            if len(heard.items) < 3:
                continue
            settled, others = settle(self.aligner, heard, start, stop, span)
            placed[left : right + 1] = settled
            self._others.extend(others)
        return placed

    def _doubts(self, placed: Sequence[Placement]) -> list[tuple[int, int]]:
        """First and last index of each cluster of words that look wrong."""
        clusters: list[tuple[int, int]] = []
        for k, p in enumerate(placed):
            skipped = k > 0 and p.item - placed[k - 1].item > 1
            if skipped or self.fit.is_suspicious(p, self.aligner.phones(p.item)):
                if clusters and k - clusters[-1][1] <= 2 * _CONTEXT:
                    clusters[-1] = (clusters[-1][0], k)
                else:
                    clusters.append((k, k))
        return clusters

    def _listen(self, rest: TimeSpan, item: int, stop: int) -> _Step:
        """Hear the next stretch and settle it."""
        end = min(rest.end, rest.start + _LISTEN)
        if rest.end - end < 0.4 * _LISTEN:
            end = rest.end
        is_last = end == rest.end
        heard_words = self.listener.hear_on(TimeSpan(rest.start, end))
        heard = self._find(heard_words, item, stop)
        if not heard.items:
            time = end if is_last else max(rest.start + 0.5 * (end - rest.start), end - _OVERLAP)
            self._unmatched.extend(w for w in heard_words if w.span.middle < time)
            if is_last:
                self._cross(item, stop, end)
            return _Step(time, item, listen=True)
        first = heard.items[0]
        if self._unmatched and self._cross(item, first.item, heard.span_of(first).start):
            heard = heard.from_item(0)
            item, rest = first.item, TimeSpan(heard.words[0].span.start - 0.03, rest.end)
        if is_last:
            self._settle(heard, item, stop, TimeSpan(rest.start, end))
            return _Step(end, stop)
        cut = _last_joint(heard)
        left = heard.items[cut]
        time = heard.span_of(left).end
        if left.stop < len(heard.words):
            time = (time + heard.words[left.stop].span.start) / 2
        part = Heard(heard.words[: left.stop], heard.items[: cut + 1])
        self._settle(part, item, left.item + 1, TimeSpan(rest.start, time))
        matched = len(part.items) / max(left.item + 1 - item, len(part.words))
        return _Step(time, left.item + 1, listen=matched < 0.9 and not self._may_walk())

    def _cross(self, item: int, stop: int, time: float) -> bool:
        """Bridge what matched nothing up to `time`, where item `stop` begins."""
        start = self._sure_until
        unmatched, self._unmatched = self._unmatched, []
        placed = bridge(self.aligner, item, stop, TimeSpan(start, max(start, time)), unmatched)
        self._placements.extend(placed)
        if not placed:
            self._others.extend(unmatched)
        return bool(placed)

    def _may_walk(self) -> bool:
        """Whether to try walking again: not right after it failed twice."""
        self._failures = max(0.0, self._failures - 0.4)
        return self._failures < 1.5

    def _settle(self, heard: Heard, first: int, stop: int, span: TimeSpan) -> None:
        placed, others = settle(self.aligner, heard, first, stop, span)
        self._placements.extend(placed)
        self._others.extend(others)
        self.fit.learn([p.score for p in placed if p.heard])

    def _find(self, words: Sequence[Word], item: int, stop: int) -> Heard:
        """Match heard words with the items that come next, or with a certain place further on."""
        near = min(stop, item + 40 + 2 * len(words))
        heard = match_heard(words, self._script, item, near, follows=not self._unmatched)
        if len(heard.items) >= max(4, 0.3 * len(words)):
            return heard
        base = self._script.first_word(item)
        place = self.index.find(
            [w.text for w in words], first=base, stop=self._script.first_word(stop)
        )
        if place is None or not place.is_certain:
            return Heard(tuple(words), ())
        start = max(base, place.offset - 20)
        last = min(len(self._script.words) - 1, place.offset + len(words) + 40)
        if start > last:
            return Heard(tuple(words), ())
        return match_heard(
            words,
            self._script,
            self._script.owners[start],
            min(stop, self._script.owners[last] + 1),
        )


def _best_pause(placed: Sequence[Placement], good: Sequence[bool], keep: int) -> int:
    """How many of the first `keep` placements to keep so that the next window starts in a pause."""
    best, longest = keep, 0.03
    for k in range(keep, max(1, keep - 14), -1):
        if k >= len(placed) or not good[k - 1]:
            continue
        pause = placed[k].span.start - placed[k - 1].span.end
        if pause >= 0.1:
            return k
        if pause > longest:
            best, longest = k, pause
    return best


def _last_joint(heard: Heard) -> int:
    """The last heard item that follows another heard one at once, near the end."""
    for k in range(len(heard.items) - 1, max(0, len(heard.items) - 8), -1):
        left, right = heard.items[k - 1], heard.items[k]
        if right.item == left.item + 1 and right.first == left.stop:
            return k
    return len(heard.items) - 1
