"""A passage placed at once, without aligning the whole recording.

A probe (twenty seconds listened to, and found in the transcript by a vote of word pairs) shows
which words are spoken at some moment. Two to four probes lead to the passage; its neighbourhood is
then listened to and force-aligned. The cost does not depend on the recording's length.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pullquote.align.errors import PassageNotFoundError, TranscriptMismatchError
from pullquote.align.media.audio import SAMPLE_RATE, Audio, MediaInfo, decode
from pullquote.align.model import cache
from pullquote.align.model.alignment import AlignedWord, Alignment, Status
from pullquote.align.model.transcript import Transcript
from pullquote.align.model.words import EngineInfo
from pullquote.align.placing.edges import refine_boundaries
from pullquote.align.placing.findings import Findings
from pullquote.align.placing.following.listener import Listener
from pullquote.align.placing.following.tracker import Follower
from pullquote.align.placing.forced_alignment import ScriptAligner
from pullquote.align.placing.heard import match_anywhere
from pullquote.align.placing.matching import PlaceIndex
from pullquote.align.placing.second_look import with_second_look
from pullquote.align.placing.verdicts import assemble_words, find_unscripted
from pullquote.align.progress import Monitor
from pullquote.align.reading.language import guess_language
from pullquote.align.recognizers import pocketsphinx as sphinx
from pullquote.align.recognizers.engines import AlignOptions
from pullquote.align.search.explain import why_unsaid
from pullquote.align.spoken_forms.lexicon import load_lexicon
from pullquote.align.spoken_forms.script import Script, count_phones, make_script
from pullquote.align.times import TimeSpan

_PROBE = 20.0
"""Seconds heard in a probe."""
_MOST_PROBES = 12
_MARGIN = 10.0
"""Seconds around the passage that are aligned with it."""
_CONTEXT_ITEMS = 12
_SHORT = 480.0
"""Seconds; a shorter recording is as quickly aligned as a whole."""
_DOUBT_STEPS = (0.0, 25.0, -25.0, 60.0, -60.0, 120.0, -120.0)


def can_probe(info: MediaInfo, transcript: Transcript, options: AlignOptions) -> bool:
    """True when passages can be found by probing: in English, with the built-in engine."""
    language = options.language or guess_language(transcript)
    is_ours = options.engine in ("auto", "sphinx") and language in ("en", None)
    return is_ours and sphinx.is_available()


def is_long(info: MediaInfo) -> bool:
    """True when probing pays: a shorter recording is as quickly aligned as a whole."""
    return info.duration >= _SHORT


def find_passage(
    info: MediaInfo,
    transcript: Transcript,
    first: int,
    last: int,
    options: AlignOptions,
    monitor: Monitor,
) -> Alignment:
    """Find the times of tokens `first` to `last` (both included) by probing.

    All words but these and their neighbours are PENDING. Findings of earlier calls are used again,
    and those of this one are kept. Raises TranscriptMismatchError when nothing of the transcript is
    found in the recording.
    """
    key = cache.key_of("at once", info.fingerprint, transcript.text, sphinx.version())
    name = info.path.name
    known = cache.recall_alignment(key, transcript, name) if options.use_cache else None
    if known is not None and _is_known(known, first, last):
        return known
    found = _Search(info, transcript, monitor).place(first, last)
    merged = found if known is None else known.merged(found)
    if options.use_cache:
        cache.store_alignment(key, merged)
    return merged


def _is_known(alignment: Alignment, first: int, last: int) -> bool:
    words = alignment.words[max(0, first - 1) : last + 2]
    return all(word.status is not Status.PENDING for word in words)


def check_is_said(alignment: Alignment, first: int, last: int) -> Alignment:
    """The alignment, if most of the passage is spoken. Raises PassageNotFoundError."""
    asked = [w for w in alignment.words[first : last + 1] if w.token.is_speech]
    spoken = sum(w.span is not None for w in asked)
    if asked and spoken < 0.5 * len(asked):
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


class _Search:
    """Looks for passages in one recording."""

    def __init__(self, info: MediaInfo, transcript: Transcript, monitor: Monitor) -> None:
        self.info, self.transcript, self.monitor = info, transcript, monitor
        self.script: Script = make_script(transcript, "en")
        self.lexicon = load_lexicon()
        self.index = PlaceIndex(self.script.words)
        self._has_found, self._in_vain = False, 0
        self.listener = Listener(
            Audio(np.zeros(SAMPLE_RATE, dtype=np.int16)), self.script, self.lexicon, quick=True
        )

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
        return self._align(TimeSpan(start, stop), begin.item, end.item, items)

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
                guess += direction * _MARGIN - _PROBE / 2
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
        end = min(self.info.duration, time + _PROBE)
        self.listener.audio = decode(self.info.path, start=time, end=end)
        words = self.listener.hear(TimeSpan(0.0, self.listener.audio.duration))
        heard = match_anywhere(words, self.index, self.script, first, stop)
        if len(heard.items) < 5:
            return []
        ends = (heard.items[1], heard.items[-2])
        return [_Fix(heard.span_of(item).start + time, item.item) for item in ends]

    def _align(self, span: TimeSpan, first: int, stop: int, items: list[int]) -> Alignment:
        """The words of this stretch, in which items `first` to `stop` (excluded) belong."""
        audio = decode(self.info.path, start=span.start, end=span.end)
        aligner = ScriptAligner(audio, self.script, self.lexicon)
        follower = Follower(
            aligner,
            Listener(audio, self.script, self.lexicon, quick=True),
            self.index,
        )
        # A short stretch is listened to as a whole, so that absent words are known to be absent.
        followed = follower.follow(
            TimeSpan(0.0, audio.duration), first, stop, self.monitor, listen=span.duration < 90.0
        )
        followed = with_second_look(followed, aligner)
        refined = refine_boundaries(audio, self.script, self.lexicon, followed.placements)
        placements = tuple(replace(p, span=p.span.shift(span.start)) for p in refined)
        others = tuple(replace(w, span=w.span.shift(span.start)) for w in followed.others)
        count = len(self.script.items)
        findings = Findings(placements, others, ((0, first), (stop, count)), followed.rejected)
        words = assemble_words(
            self.transcript, self.script, findings, count_phones_of(self.script, first, stop)
        )
        return Alignment(
            transcript=self.transcript,
            words=_rest_pending(words, self.script, first, stop),
            unscripted=find_unscripted(words, others, ()),
            language="en",
            duration=self.info.duration,
            fingerprint=self.info.fingerprint,
            engine=EngineInfo("sphinx", sphinx.version(), "en-us"),
            media=self.info.path.name,
        )


def count_phones_of(script: Script, first: int, stop: int) -> tuple[int, ...]:
    """`count_phones` of these items; the others, which are not looked at, count as 1."""
    part = Script(script.items[first:stop], (), (), ())
    return (1,) * first + count_phones(part, "en") + (1,) * (len(script.items) - stop)


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
