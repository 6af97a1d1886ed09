"""Placing a script by the words that a recogniser heard in the whole recording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pullquote.align.model.words import Recognition, Word
from pullquote.align.placing.findings import Findings, Placement, in_order
from pullquote.align.placing.following.tracker import Follower
from pullquote.align.placing.heard import Heard, HeardItem, match_heard
from pullquote.align.placing.reconcile import settle
from pullquote.align.progress import Monitor
from pullquote.align.spoken_forms.script import Script
from pullquote.align.spoken_forms.sequences import spoken_sequence
from pullquote.align.times import TimeSpan

_MOST_ITEMS = 40
_MOST_WORDS = 60
_LONGEST_GAP = 20.0
_MANY, _FEW, _LONGEST_PAUSE = 8, 3, 5.0
"""Missing words on one side, the most missing ones on the other, and seconds over there from a word
to the next one heard, that make its time doubtful."""
_SECONDS_AN_ITEM = 0.12
"""Words are not spoken faster than this, on average."""


def spoken_words(recognition: Recognition, language: str) -> tuple[Word, ...]:
    """The recognised words as they were spoken: `1,234` becomes five words that share its time."""
    readings = spoken_sequence([word.text for word in recognition.words], language)
    spoken: list[Word] = []
    for word, forms in zip(recognition.words, readings, strict=True):
        parts = forms[0] if forms else ()
        letters = sum(len(part) for part in parts)
        clock = word.span.start
        for part in parts:
            end = clock + word.span.duration * len(part) / letters
            spoken.append(Word(part, TimeSpan(clock, end), word.probability))
            clock = end
    return tuple(spoken)


@dataclass(frozen=True, slots=True)
class Gap:
    """Items and words between two heard items that nothing pairs."""

    first: int
    stop: int
    words: tuple[Word, ...]
    span: TimeSpan

    @property
    def is_wide(self) -> bool:
        """True when it is too much for one graph."""
        return (
            self.stop - self.first > _MOST_ITEMS
            or len(self.words) > _MOST_WORDS
            or (self.stop > self.first and self.span.duration > _LONGEST_GAP)
        )


def place_by_recognition(
    follower: Follower, words: Sequence[Word], duration: float, monitor: Monitor
) -> Findings:
    """Align the follower's script with the recording, trusting heard words that match it."""
    script = follower.aligner.script
    heard = without_strays(match_heard(words, script, 0, len(script.items)))
    placements: list[Placement] = []
    others: list[Word] = []
    for run, gap in split_at_wide_gaps(heard, script, duration):
        monitor.report("align", (gap.span.end if gap else duration) / max(duration, 1e-9))
        if run is not None:
            part, first, stop, span = run
            settled, heard_instead = settle(follower.aligner, part, first, stop, span)
            placements += settled
            others += heard_instead
        if gap is None:
            continue
        is_short = gap.span.duration < _SECONDS_AN_ITEM * (gap.stop - gap.first)
        if is_short or gap.stop == gap.first:
            others += gap.words
        else:
            followed = follower.follow(gap.span, gap.first, gap.stop)
            placements += followed.placements
            others += followed.others
    return Findings(in_order(placements), tuple(others))


def without_strays(heard: Heard) -> Heard:
    """The same without words beside many missing ones, far from the next heard on the other side.

    Where Whisper hears no speech for half a minute, its times put the first word after that, or the
    last before, anywhere in between: there the missing words would have no room.
    """
    kept = []
    for number, item in enumerate(heard.items):
        sides = (
            (other, abs(heard.items[other].item - item.item) - 1)
            for other in (number - 1, number + 1)
            if 0 <= other < len(heard.items)
        )
        missing = dict(sides)
        is_far = any(
            count <= _FEW and _apart(heard, number, other) > _LONGEST_PAUSE
            for other, count in missing.items()
        )
        if not (is_far and max(missing.values(), default=0) >= _MANY):
            kept.append(item)
    return Heard(heard.words, tuple(kept))


def _apart(heard: Heard, one: int, other: int) -> float:
    """Seconds between two heard items."""
    first, second = (heard.span_of(heard.items[n]) for n in sorted((one, other)))
    return second.start - first.start


_Run = tuple[Heard, int, int, TimeSpan]


def split_at_wide_gaps(
    heard: Heard, script: Script, duration: float
) -> list[tuple[_Run | None, Gap | None]]:
    """Runs of items that can be settled (with first, stop and span), each with the gap after it."""
    result: list[tuple[_Run | None, Gap | None]] = []
    count = len(script.items)
    begin, start_item, start_word, start_time = 0, 0, 0, 0.0
    ends = (*heard.items, HeardItem(count, len(heard.words), len(heard.words)))
    item, word, time = 0, 0, 0.0
    for number, known in enumerate(ends):
        at = heard.words[known.first].span.start if known.item < count else duration
        gap = Gap(item, known.item, heard.words[word : known.first], TimeSpan(time, max(time, at)))
        if gap.is_wide or known.item == count:
            run: _Run | None = None
            narrow_end = not gap.is_wide
            stop_item = known.item if narrow_end else item
            stop_word = known.first if narrow_end else word
            stop_time = duration if narrow_end else min(time + 0.1, gap.span.end)
            if stop_item > start_item or stop_word > start_word:
                part = Heard(
                    heard.words[start_word:stop_word],
                    tuple(
                        HeardItem(h.item, h.first - start_word, h.stop - start_word)
                        for h in heard.items[begin:number]
                    ),
                )
                run = (part, start_item, stop_item, TimeSpan(start_time, stop_time))
            result.append((run, gap if gap.is_wide else None))
            begin, start_item, start_word = number, known.item, known.first
            start_time = max(gap.span.start, gap.span.end - 0.1)
        if known.item < count:
            item, word = known.item + 1, known.stop
            time = max(time, heard.words[known.stop - 1].span.end)
    return result
