"""A recogniser's opinion of the transcript's words, beside those that it heard in their place.

A recogniser writes the likeliest text alone. Asked how likely the transcript's own words are in the
same sound, it often finds them hardly less so; words that nobody said it finds much less likely.
Only words in doubt are compared, each in a few seconds of sound between words that were heard as
they are written. All texts are in plain small letters, so that spelling and stops weigh nothing.
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pullquote.align.media.audio import Audio
from pullquote.align.model.words import Word
from pullquote.align.placing.judgement.opinion import Opinion
from pullquote.align.placing.judgement.word_evidence import Candidate, Hearing, match_candidates
from pullquote.align.recognizers.base import TextScorer
from pullquote.align.spoken_forms.script import Script
from pullquote.align.times import TimeSpan

_AGREE = 0.5
"""Seconds between where a word is and where it was heard, at most, for a cut beside it."""
_BEFORE, _MOST_BEFORE, _AFTER = 3, 9, 4
"""Words heard as written before a stretch in doubt, and words after it."""
_A_WORD = 0.03
"""Seconds of a pause that a word more before the stretch is worth."""
_MARGIN, _ROOM = 0.05, 0.6
"""Seconds before the first word of a window and after its last."""
_SHARED, _LONGEST = 14.0, 28.0
"""Seconds of a window with several stretches, and of any."""
_MOST_WORDS = 130


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A word that was heard as it is written."""

    candidate: int
    word: int


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Candidates in doubt and what was heard in their place, both between the same anchors."""

    candidates: range
    words: range
    doubtful: tuple[int, ...]
    first: int
    """Index of the first heard word of its window."""
    span: TimeSpan


@dataclass(frozen=True)
class Comparer:
    """Compares written with heard words in a recording."""

    candidates: Sequence[Candidate]
    """In order of item and time."""
    hearing: Hearing
    script: Script
    audio: Audio

    @functools.cached_property
    def matched(self) -> list[int | None]:
        """For each candidate that was heard the index of the word that it was heard as."""
        return match_candidates(self.candidates, self.hearing, self.script)

    def opinions(self, doubtful: Collection[int], scorer: TextScorer) -> dict[int, Opinion]:
        """Opinions on these candidates, given by their index; on some none is possible."""
        found: dict[int, Opinion] = {}
        for group in _grouped(self._stretches(doubtful)):
            first = group[0].first
            span = group[0].span.hull(group[-1].span)
            texts: list[tuple[str, ...]] = []
            for stretch in group:
                texts += self._texts(stretch, first)
            asked = sorted({text for text in texts if 0 < len(text) <= _MOST_WORDS})
            scored = scorer.score(self.audio.cut(span.start, span.end), asked)
            known = dict(zip(asked, scored, strict=True))
            for stretch in group:
                found.update(self._weighed(stretch, first, known))
        return found

    def _stretches(self, doubtful: Collection[int]) -> list[_Stretch]:
        anchors = [
            _Anchor(k, word)
            for k, word in enumerate(self.matched)
            if word is not None and k not in doubtful and self._is_anchor(k, word)
        ]
        places = [anchor.candidate for anchor in anchors]
        by_gap: dict[int, list[int]] = {}
        for k in sorted(doubtful):
            by_gap.setdefault(bisect.bisect(places, k), []).append(k)
        found = (self._stretch(anchors, gap, inside) for gap, inside in by_gap.items())
        return [stretch for stretch in found if stretch is not None]

    def _is_anchor(self, k: int, word: int) -> bool:
        placement, heard = self.candidates[k].placement, self.hearing.words[word]
        is_near = abs(placement.span.start - heard.span.start) <= _AGREE
        return is_near and len(self.script.items[placement.item].forms[0]) == 1

    def _stretch(
        self, anchors: Sequence[_Anchor], gap: int, doubtful: Sequence[int]
    ) -> _Stretch | None:
        """The stretch before the anchor at index `gap`; None where it cannot be compared."""
        if not 0 < gap < len(anchors):
            return None
        left, right = anchors[gap - 1], anchors[gap]
        begin = max(
            range(max(0, gap - _MOST_BEFORE), max(1, gap - _BEFORE + 1)),
            key=lambda at: self._pause_before(anchors[at]) - _A_WORD * (gap - at),
        )
        stop = min(len(self.hearing.words), right.word + _AFTER)
        start = self.candidates[anchors[begin].candidate].placement.span.start - _MARGIN
        end = self.hearing.words[stop - 1].span.end + _ROOM
        span = TimeSpan(max(0.0, start), min(max(start, end), self.audio.duration))
        if not 0.1 < span.duration <= _LONGEST:
            return None
        return _Stretch(
            range(left.candidate + 1, right.candidate),
            range(left.word + 1, right.word),
            tuple(doubtful),
            anchors[begin].word,
            span,
        )

    def _pause_before(self, anchor: _Anchor) -> float:
        start = self.candidates[anchor.candidate].placement.span.start
        ends = [0.0]
        if anchor.candidate:
            ends.append(self.candidates[anchor.candidate - 1].placement.span.end)
        if anchor.word:
            ends.append(self.hearing.words[anchor.word - 1].span.end)
        return start - max(ends)

    def _spoken(self, k: int) -> tuple[str, ...]:
        return tuple(self.script.items[self.candidates[k].placement.item].forms[0])

    def _heard(self, words: range) -> tuple[str, ...]:
        return tuple(self.hearing.words[n].text for n in words)

    def _around(self, stretch: _Stretch, first: int, middle: Sequence[str]) -> tuple[str, ...]:
        """A text that has this between what was heard before and after the stretch."""
        stop = min(len(self.hearing.words), stretch.words.stop + _AFTER)
        before = self._heard(range(first, stretch.words.start))
        return (*before, *middle, *self._heard(range(stretch.words.stop, stop)))

    def _written(self, stretch: _Stretch, without: int = -1) -> list[str]:
        return [word for k in stretch.candidates if k != without for word in self._spoken(k)]

    def _alone(self, stretch: _Stretch, k: int) -> list[str]:
        """The words heard in the stretch, with one written word in its place."""
        span = self.candidates[k].placement.span
        words = [self.hearing.words[n] for n in stretch.words]
        before = [w.text for w in words if w.span.middle < span.middle and not _same(w, span)]
        after = [w.text for w in words if w.span.middle >= span.middle and not _same(w, span)]
        return [*before, *self._spoken(k), *after]

    def _texts(self, stretch: _Stretch, first: int) -> list[tuple[str, ...]]:
        """As heard, as written, and for each word in doubt without it and with it alone."""
        middles: list[Sequence[str]] = [self._heard(stretch.words), self._written(stretch)]
        for k in stretch.doubtful:
            middles += [self._written(stretch, k), self._alone(stretch, k)]
        return [self._around(stretch, first, middle) for middle in middles]

    def _weighed(
        self, stretch: _Stretch, first: int, known: dict[tuple[str, ...], list[float]]
    ) -> dict[int, Opinion]:
        texts = self._texts(stretch, first)
        if any(text not in known for text in texts):
            return {}
        heard, written, *each = (sum(known[text]) for text in texts)
        before = stretch.words.start - first
        found = {}
        for number, k in enumerate(stretch.doubtful):
            without, alone = each[2 * number : 2 * number + 2]
            at = before + sum(len(self._spoken(j)) for j in stretch.candidates if j < k)
            own = sum(known[texts[1]][at : at + len(self._spoken(k))])
            found[k] = Opinion(
                *(written - heard, written - without, alone - heard, own),
                *(len(stretch.candidates), len(stretch.words)),
                self.candidates[k].placement.heard,
            )
        return found


def _same(word: Word, span: TimeSpan) -> bool:
    """True if a heard word is in the place of this one."""
    return word.span.middle in span or span.middle in word.span


def _grouped(stretches: Sequence[_Stretch]) -> list[list[_Stretch]]:
    """The stretches in groups that share a window."""
    groups: list[list[_Stretch]] = []
    for stretch in stretches:
        last = groups[-1] if groups else None
        if last is not None and last[0].span.hull(stretch.span).duration <= _SHARED:
            last.append(stretch)
        else:
            groups.append([stretch])
    return groups
