"""Following a recording through its transcript: aligning while words fit, listening where not.

Forced alignment costs least and is most exact, but it believes what is written. Each window's
scores show where the words cease to fit the sound (`evidence`): from there on the recording is
listened to (`listener`), until enough of the coming words are heard again, and what lies between is
settled (`reconcile`). Where nothing fits for long, a vote of the heard words over the rest of the
transcript decides where it goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pullquote.align.errors import TranscriptMismatchError
from pullquote.align.media.audio import Audio
from pullquote.align.model.words import Word
from pullquote.align.placing.findings import Findings, Placement, in_order
from pullquote.align.placing.following.evidence import (
    CONTEXT,
    Fit,
    best_pause,
    find_doubts,
    find_loss,
    judge,
)
from pullquote.align.placing.following.gap_filling import bridge
from pullquote.align.placing.following.listener import Listener, quiet_moment
from pullquote.align.placing.forced_alignment import ScriptAligner
from pullquote.align.placing.heard import Heard, match_anywhere, match_heard
from pullquote.align.placing.matching import PlaceIndex
from pullquote.align.placing.reconcile import settle
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.spoken_forms.lexicon import load_lexicon
from pullquote.align.spoken_forms.script import Pronouncer, Script
from pullquote.align.times import TimeSpan

WINDOW = 24.0
"""Seconds of sound that are aligned at a time."""
_AHEAD = 4.5
"""Seconds at a window's end whose words are not kept: they have not seen what follows."""
_PAUSE_WITHIN = 3.0
"""Seconds at a window's end in which a pause to end in is looked for: a path that would have to end
inside a word is often lost."""
_PAUSE = 0.08
"""Seconds of silence at a window's end that make its last word whole."""
_LISTEN = 24.0
"""Seconds heard at a time."""
_PATIENCE = 240.0
"""Seconds without a word of the transcript after which the recording is probed for any of it."""
_PROBES = 6
_CONFIRMING = 4
_OVERLAP = 8.0
"""Seconds of what was heard without success that are matched again with what comes next."""


@dataclass(slots=True)
class Follower:
    """Follows one recording through one script, as often as asked."""

    aligner: ScriptAligner
    listener: Listener
    index: PlaceIndex
    fit: Fit = field(default_factory=Fit)
    """Learns from every call: it describes the recording."""

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
        journey = _Journey(self, stop)
        at = _Position(span.start, first, listen)
        while at.item < stop and span.end - at.time > 0.2:
            monitor.report("align", (at.time - span.start) / max(1e-9, span.duration))
            if refuse and not journey.placements and at.time - span.start > _PATIENCE:
                self._check_belongs(TimeSpan(at.time, span.end))
                refuse = False
            at = journey.go_on(TimeSpan(at.time, span.end), at.item, listen=listen or at.listen)
        return journey.findings()

    def _check_belongs(self, rest: TimeSpan) -> None:
        """Probe the rest of the recording. Raises TranscriptMismatchError when nothing is found."""
        for number in range(_PROBES):
            start = rest.start + rest.duration * number / _PROBES
            words = self.listener.hear(TimeSpan(start, min(rest.end, start + _LISTEN)))
            place = self.index.find([word.text for word in words])
            if place is not None and place.is_certain:
                return
        raise TranscriptMismatchError(0.0)


def make_follower(audio: Audio, script: Script, pronouncer: Pronouncer | None = None) -> Follower:
    """A follower with decoders of its own; without a `pronouncer` for English."""
    lexicon = pronouncer or load_lexicon()
    return Follower(
        ScriptAligner(audio, script, lexicon),
        Listener(audio, script, lexicon),
        PlaceIndex(script.words),
    )


@dataclass(frozen=True, slots=True)
class _Position:
    """The moment and the item at which following goes on."""

    time: float
    item: int
    listen: bool = False
    """True when the next stretch is to be listened to first."""


@dataclass(slots=True)
class _Journey:
    """One call of `Follower.follow`: what it has found so far."""

    follower: Follower
    stop: int
    """The item after the last."""
    placements: list[Placement] = field(default_factory=list)
    others: list[Word] = field(default_factory=list)
    unmatched: list[Word] = field(default_factory=list)
    """Words heard since the last known place, none of which matched."""
    sure_until: float = 0.0
    """Time of the last known place, seconds."""
    failures: float = 0.0
    """Windows whose words did not fit; listening forgives them one after the other."""

    def go_on(self, rest: TimeSpan, item: int, *, listen: bool) -> _Position:
        """Align the beginning of `rest`, or listen to it; returns where that has led."""
        if not self.unmatched:
            self.sure_until = rest.start
        if listen:
            return self._listen(rest, item)
        at = self._walk(rest, item)
        is_failure = at.listen and at.time - rest.start < 0.4 * WINDOW
        self.failures = min(2.5, self.failures + 1.0) if is_failure else 0.0
        return at

    def findings(self) -> Findings:
        """The words placed so far; those heard without a match are among the others."""
        return Findings(in_order(self.placements), (*self.others, *self.unmatched))

    def _walk(self, rest: TimeSpan, item: int) -> _Position:
        """One window of forced alignment."""
        aligner, fit = self.follower.aligner, self.follower.fit
        end = min(rest.end, rest.start + WINDOW)
        if rest.end - end < 0.3 * WINDOW:
            end = rest.end
        is_last = end == rest.end
        if not is_last:
            end = quiet_moment(aligner.audio, TimeSpan(end - _PAUSE_WITHIN, end))
        rate = max(2.0, 1.5 * (self.stop - item) / rest.duration)
        coming = min(self.stop, item + int((end - rest.start) * rate) + 12)
        path = aligner.align_chain(
            item, coming, TimeSpan(rest.start, end), is_whole=is_last and coming == self.stop
        )
        if path is None or not path.placements:
            return _Position(rest.start, item, listen=True)
        placed = path.placements
        good = judge(placed, fit, aligner.phones)
        # Words before a pause have nothing to see after them: they need not be aligned again.
        is_whole = is_last or (
            fit.is_clear and end - placed[-1].span.end >= _PAUSE and all(good[-_CONFIRMING:])
        )
        limit = end if is_whole else end - _AHEAD
        keep = sum(p.span.end <= limit for p in placed)
        lost = find_loss(placed, fit)
        if lost is not None and lost < keep:
            # Words before the loss may have been dragged along: keep what a fitting run confirms.
            keep = lost
            while keep > 0 and not all(good[max(0, keep - _CONFIRMING) : keep]):
                keep -= 1
            if keep < _CONFIRMING:
                return _Position(rest.start, item, listen=True)
            self._accept(placed[:keep], good[:keep])
            return _Position(placed[keep - 1].span.end, placed[keep - 1].item + 1, listen=True)
        if keep == 0:
            if is_last:
                return _Position(rest.end, self.stop)
            return _Position(rest.start, item, listen=True)
        if not is_whole:
            keep = best_pause(placed, good, keep)
        self._accept(placed[:keep], good[:keep])
        time = rest.end if is_last else placed[keep - 1].span.end
        return _Position(time, placed[keep - 1].item + 1)

    def _accept(self, placed: Sequence[Placement], good: Sequence[bool]) -> None:
        self.follower.fit.learn([p.score for p, ok in zip(placed, good, strict=True) if ok])
        self.placements.extend(self._mend(list(placed)))

    def _mend(self, placed: list[Placement]) -> list[Placement]:
        """Listen where single words look wrong, and settle whether they are spoken."""
        aligner, fit = self.follower.aligner, self.follower.fit
        if not fit.is_telling:
            return placed
        for first, last in reversed(find_doubts(placed, fit, aligner.phones)):
            left, right = max(0, first - CONTEXT), min(len(placed) - 1, last + CONTEXT)
            span = TimeSpan(placed[left].span.start, placed[right].span.end)
            words = self.follower.listener.hear(
                TimeSpan(max(0.0, span.start - 0.3), span.end + 0.3)
            )
            inside = [w for w in words if span.start - 0.1 <= w.span.middle <= span.end + 0.1]
            start, stop = placed[left].item, placed[right].item + 1
            heard = match_heard(inside, aligner.script, start, stop)
            if len(heard.items) < 3:
                continue
            settled, others = settle(aligner, heard, start, stop, span)
            placed[left : right + 1] = settled
            self.others.extend(others)
        return placed

    def _listen(self, rest: TimeSpan, item: int) -> _Position:
        """Hear the next stretch and settle it."""
        end = min(rest.end, rest.start + _LISTEN)
        if rest.end - end < 0.4 * _LISTEN:
            end = rest.end
        is_last = end == rest.end
        heard_words = self.follower.listener.hear_on(TimeSpan(rest.start, end))
        heard = self._find(heard_words, item)
        if not heard.items:
            time = end if is_last else max(rest.start + 0.5 * (end - rest.start), end - _OVERLAP)
            self.unmatched.extend(w for w in heard_words if w.span.middle < time)
            if is_last:
                self._cross(item, self.stop, end)
            return _Position(time, item, listen=True)
        first = heard.items[0]
        if self.unmatched and self._cross(item, first.item, heard.span_of(first).start):
            heard = heard.from_item(0)
            item, rest = first.item, TimeSpan(heard.words[0].span.start - 0.03, rest.end)
        if is_last:
            self._settle(heard, item, self.stop, TimeSpan(rest.start, end))
            return _Position(end, self.stop)
        cut = _last_joint(heard)
        left = heard.items[cut]
        time = heard.span_of(left).end
        if left.stop < len(heard.words):
            time = (time + heard.words[left.stop].span.start) / 2
        part = Heard(heard.words[: left.stop], heard.items[: cut + 1])
        self._settle(part, item, left.item + 1, TimeSpan(rest.start, time))
        matched = len(part.items) / max(left.item + 1 - item, len(part.words))
        return _Position(time, left.item + 1, listen=matched < 0.9 and not self._may_walk())

    def _cross(self, item: int, stop: int, time: float) -> bool:
        """Bridge what matched nothing up to `time`, where item `stop` begins; False if in vain."""
        start = self.sure_until
        unmatched, self.unmatched = self.unmatched, []
        gap = TimeSpan(start, max(start, time))
        placed = bridge(self.follower.aligner, item, stop, gap, unmatched)
        self.placements.extend(placed)
        if not placed:
            self.others.extend(unmatched)
        return bool(placed)

    def _may_walk(self) -> bool:
        """False right after walking has failed twice."""
        self.failures = max(0.0, self.failures - 0.4)
        return self.failures < 1.5

    def _settle(self, heard: Heard, first: int, stop: int, span: TimeSpan) -> None:
        placed, others = settle(self.follower.aligner, heard, first, stop, span)
        self.placements.extend(placed)
        self.others.extend(others)
        self.follower.fit.learn([p.score for p in placed if p.heard])

    def _find(self, words: Sequence[Word], item: int) -> Heard:
        """Match heard words with the items that come next, or with a certain place further on."""
        script = self.follower.aligner.script
        near = min(self.stop, item + 40 + 2 * len(words))
        heard = match_heard(words, script, item, near, follows=not self.unmatched)
        if len(heard.items) >= max(4, 0.3 * len(words)):
            return heard
        return match_anywhere(words, self.follower.index, script, item, self.stop, margin=40)


def _last_joint(heard: Heard) -> int:
    """The last heard item that follows another heard one at once, near the end."""
    for k in range(len(heard.items) - 1, max(0, len(heard.items) - 8), -1):
        left, right = heard.items[k - 1], heard.items[k]
        if right.item == left.item + 1 and right.first == left.stop:
            return k
    return len(heard.items) - 1
