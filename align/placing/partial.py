"""A passage placed at once, without aligning the whole recording.

A probe (half a minute listened to, and found in the transcript by a vote of word pairs) shows
which words are spoken at some moment. Two to four probes lead to the passage; its neighbourhood is
then listened to and force-aligned. The cost does not depend on the recording's length.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pullquote.align.errors import PassageNotFoundError, TranscriptMismatchError
from pullquote.align.media.audio import MediaInfo, decode
from pullquote.align.model import cache
from pullquote.align.model.alignment import AlignedWord, Alignment, Status
from pullquote.align.model.transcript import Transcript
from pullquote.align.placing.findings import Findings
from pullquote.align.placing.heard import match_anywhere
from pullquote.align.placing.matching import PlaceIndex
from pullquote.align.placing.stretches import (
    SphinxStretches,
    StretchEngine,
    WhisperStretches,
)
from pullquote.align.placing.verdicts import assemble_words, find_unscripted
from pullquote.align.progress import Monitor
from pullquote.align.recognizers import pocketsphinx as sphinx
from pullquote.align.recognizers.base import Recognizer
from pullquote.align.recognizers.engines import AlignOptions
from pullquote.align.search.explain import why_unsaid
from pullquote.align.spoken_forms.script import Script, count_phones, make_script
from pullquote.align.times import TimeSpan

_MOST_PROBES = 12
_MARGIN = 10.0
"""Seconds around the passage that are aligned with it."""
_CONTEXT_ITEMS = 12
_SHORT = 480.0
"""Seconds; a shorter recording is as quickly aligned as a whole."""
_FASTEST = 6.0
"""Words a second that nobody speaks for long."""
_ELSEWHERE = 20
"""Words of a probe that stand elsewhere in the transcript, and show that its parts are moved."""
_DOUBT_STEPS = (0.0, 25.0, -25.0, 60.0, -60.0, 120.0, -120.0)


def can_probe(language: str | None, options: AlignOptions) -> bool:
    """True when the built-in engine can find passages by probing: in English."""
    is_ours = options.engine in ("auto", "sphinx") and language in ("en", None)
    return is_ours and sphinx.is_available()


def is_long(info: MediaInfo) -> bool:
    """True when probing pays: a shorter recording is as quickly aligned as a whole."""
    return info.duration >= _SHORT


@dataclass(frozen=True, slots=True)
class Seek:
    """A recording, its transcript and the engine, for passages that are looked for by probing."""

    info: MediaInfo
    transcript: Transcript
    language: str
    """ISO 639-1."""
    options: AlignOptions
    whisper: Recognizer | None = None
    """None for the built-in engine, which knows English only."""

    def find(self, first: int, last: int, monitor: Monitor) -> Alignment | None:
        """Find the times of tokens `first` to `last` (both included) by probing.

        All words but these and their neighbours are PENDING. Findings of earlier calls are used
        again, and those of this one are kept. None where parts of the transcript turn out to be in
        another order than they are said in: then only the whole can be aligned. Raises
        TranscriptMismatchError when nothing of the transcript is found in the recording.
        """
        engine = sphinx.version() if self.whisper is None else repr(self.whisper.info)
        key = cache.key_of(
            "at once", self.info.fingerprint, self.transcript.text, engine, self.language
        )
        name, use_cache = self.info.path.name, self.options.use_cache
        known = cache.recall_alignment(key, self.transcript, name) if use_cache else None
        if known is not None and _is_known(known, first, last):
            return known
        try:
            found = _Search(self, monitor).place(first, last)
        except _OutOfOrderError:
            return None
        merged = found if known is None else known.merged(found)
        if use_cache:
            cache.store_alignment(key, merged)
        return merged

    def engine(self, script: Script, index: PlaceIndex, monitor: Monitor) -> StretchEngine:
        """The engine for stretches of this recording."""
        if self.whisper is None:
            return SphinxStretches(script, index)
        return WhisperStretches(
            self.whisper, self.transcript, script, self.language, self.options, monitor
        )


def _is_known(alignment: Alignment, first: int, last: int) -> bool:
    words = alignment.words[max(0, first - 1) : last + 2]
    return all(word.status is not Status.PENDING for word in words)


def _is_said(alignment: Alignment, first: int, last: int) -> bool:
    """True if at least half of these words were found."""
    asked = [w for w in alignment.words[first : last + 1] if w.token.is_speech]
    return 2 * sum(w.span is not None for w in asked) >= len(asked)


def check_is_said(alignment: Alignment, first: int, last: int) -> Alignment:
    """The alignment, if most of the passage is spoken. Raises PassageNotFoundError."""
    if not _is_said(alignment, first, last):
        asked = [w for w in alignment.words[first : last + 1] if w.token.is_speech]
        spoken = sum(w.span is not None for w in asked)
        quote = alignment.transcript.quote(first, last)
        raise PassageNotFoundError(
            quote if len(quote) <= 80 else quote[:77] + "...",
            why_unsaid(alignment, first, last)
            + (f" ({spoken} of its {len(asked)} words were found)" if spoken else ""),
        )
    return alignment


@dataclass(frozen=True, slots=True)
class _Fix:
    """A moment and the item that is spoken there."""

    time: float
    item: int


class _OutOfOrderError(Exception):
    """Words were heard where the order of the transcript leaves no place for them."""


class _Search:
    """Looks for passages in one recording."""

    def __init__(self, seek: Seek, monitor: Monitor) -> None:
        self.info, self.transcript, self.monitor = seek.info, seek.transcript, monitor
        self.language = seek.language
        self.script: Script = make_script(seek.transcript, seek.language)
        self.index = PlaceIndex(self.script.words)
        self.engine = seek.engine(self.script, self.index, monitor)
        self._has_found, self._in_vain = False, 0

    def place(self, first: int, last: int) -> Alignment:
        """An alignment of the neighbourhood of these tokens."""
        items = [n for n, item in enumerate(self.script.items) if first <= item.token <= last]
        if not items:
            raise PassageNotFoundError(
                self.transcript.quote(first, last),
                "has no words that can be spoken; choose words of the text",
            )
        begin, end = self._approach(items[0], items[-1])
        start = max(0.0, begin.time)
        stop = min(self.info.duration, end.time)
        alignment = self._align(TimeSpan(start, stop), begin.item, end.item, items)
        crowded = end.item - begin.item > _FASTEST * (stop - start)
        if crowded and not _is_said(alignment, first, last):
            raise _OutOfOrderError  # the words before or after must be said somewhere else
        return alignment

    def _approach(self, first: int, last: int) -> tuple[_Fix, _Fix]:
        """Fixed points shortly before the first and shortly after the last of these items."""
        count = len(self.script.items)
        fixes = [_Fix(0.0, 0), _Fix(self.info.duration, count)]
        probes = 0
        for target, direction in ((first, -1), (last, 1)):
            while probes < _MOST_PROBES:
                before = max((f for f in fixes if f.item <= target), key=lambda f: f.item)
                after = min((f for f in fixes if f.item > target), key=lambda f: f.item)
                edge = before if direction < 0 else after
                if self._is_near(edge, target):
                    break
                share = (target - before.item) / max(1, after.item - before.item)
                guess = before.time + share * (after.time - before.time)
                guess += direction * _MARGIN - self.engine.probe / 2
                probes += 1
                self.monitor.report("probe", probes / _MOST_PROBES)
                found = self._probe_near(guess, before, after)
                if not found:
                    break
                fixes = _consistent([*fixes, *found])
        if len(fixes) <= 2:
            raise TranscriptMismatchError(0.0)
        begin = max((f for f in fixes if f.item <= first), key=lambda f: f.item)
        end = min((f for f in fixes if f.item > last), key=lambda f: f.item)
        return begin, end

    def _is_near(self, fix: _Fix, target: int) -> bool:
        rate = len(self.script.items) / self.info.duration
        return abs(fix.item - target) <= max(_CONTEXT_ITEMS, 2.5 * _MARGIN * rate)

    def _probe_near(self, time: float, before: _Fix, after: _Fix) -> list[_Fix]:
        """Fixed points around this moment, or further away where a probe leaves doubt."""
        low, high = before.time, max(before.time, after.time - 3.0)
        tried: list[float] = []
        for step in _DOUBT_STEPS:
            at = min(max(time + step, low), high)
            if any(abs(at - other) < 5.0 for other in tried):
                continue
            tried.append(at)
            found = self._probe(at, before.item, after.item)
            if found:
                self._has_found = True
                return found
            self._in_vain += 1
            if not self._has_found and self._in_vain >= _MOST_PROBES:
                raise TranscriptMismatchError(0.0)
        return []

    def _probe(self, time: float, first: int, stop: int) -> list[_Fix]:
        """The first and last sure word heard in a stretch from `time`; none when in doubt."""
        end = min(self.info.duration, time + self.engine.probe)
        words = self.engine.hear(decode(self.info.path, start=time, end=end))
        heard = match_anywhere(words, self.index, self.script, first, stop)
        if len(heard.items) < 5:
            anywhere = match_anywhere(words, self.index, self.script, 0, len(self.script.items))
            spoken = [item.item for item in anywhere.items]
            if len(spoken) >= _ELSEWHERE and (spoken[-1] < first or spoken[0] >= stop):
                raise _OutOfOrderError
            return []
        ends = (heard.items[1], heard.items[-2])
        return [_Fix(heard.span_of(item).start + time, item.item) for item in ends]

    def _align(self, span: TimeSpan, first: int, stop: int, items: list[int]) -> Alignment:
        """The words of this stretch, in which items `first` to `stop` (excluded) belong."""
        audio = decode(self.info.path, start=span.start, end=span.end)
        found = self.engine.place(audio, first, stop, self.monitor)
        placements = tuple(replace(p, span=p.span.shift(span.start)) for p in found.placements)
        others = tuple(replace(w, span=w.span.shift(span.start)) for w in found.others)
        count = len(self.script.items)
        findings = Findings(placements, others, ((0, first), (stop, count)), found.rejected)
        phones = count_phones_of(self.script, first, stop, self.language)
        words = assemble_words(self.transcript, self.script, findings, phones)
        return Alignment(
            transcript=self.transcript,
            words=_rest_pending(words, self.script, first, stop),
            unscripted=find_unscripted(words, others, ()),
            language=self.language,
            duration=self.info.duration,
            fingerprint=self.info.fingerprint,
            engine=self.engine.info,
            media=self.info.path.name,
        )


def count_phones_of(script: Script, first: int, stop: int, language: str) -> tuple[int, ...]:
    """`count_phones` of these items; the others, which are not looked at, count as 1."""
    part = Script(script.items[first:stop], (), (), ())
    return (1,) * first + count_phones(part, language) + (1,) * (len(script.items) - stop)


def _rest_pending(
    words: tuple[AlignedWord, ...], script: Script, first: int, stop: int
) -> tuple[AlignedWord, ...]:
    """Tokens outside of the stretch that are not spoken are pending, too."""
    low = script.items[first].token if first < len(script.items) else len(words)
    high = script.items[stop - 1].token if stop > 0 else 0
    return tuple(
        word
        if low <= word.token.index <= high or word.status is Status.PENDING
        else AlignedWord(word.token, None, 0.0, Status.PENDING)
        for word in words
    )


def _consistent(fixes: list[_Fix]) -> list[_Fix]:
    """The fixed points in order of time, without those that contradict an earlier one."""
    kept: list[_Fix] = []
    for fix in sorted(set(fixes), key=lambda f: (f.time, f.item)):
        if not kept or fix.item >= kept[-1].item:
            kept.append(fix)
    return kept
