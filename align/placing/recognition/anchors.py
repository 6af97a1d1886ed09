"""Anchors: words that Whisper heard and whose times can be trusted. Pure.

Whisper leaves out a sentence now and then and spreads the next one's words over its sound, or
writes a sentence twice. The times give it away: words that last for seconds, words without any
length. No word in such a stretch of speech is an anchor, however well it matches the text.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from pullquote.align.model.words import Word
from pullquote.align.placing.heard import Heard
from pullquote.align.spoken_forms.script import Script
from pullquote.align.times import TimeSpan

_LONGEST_WORD, _A_LETTER_MORE = 1.0, 0.12
"""Seconds that a word may last, and seconds more for each of its letters."""
_SHORTEST_LETTER = 0.015
"""Seconds a letter; two words in a row that are faster have been squeezed."""
_SHORTEST_ANCHOR = 0.03
_FASTEST_LETTER = 0.035
"""Seconds a letter; nobody speaks faster than this over several words."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """Items to be aligned, and those among them whose times are known."""

    items: tuple[int, ...]
    """The script's items that seem to be spoken, ascending."""
    anchors: dict[int, TimeSpan]
    """Those of them that surely are where they were heard, with their times in seconds."""


def find_anchors(heard: Heard, script: Script, speech: Sequence[TimeSpan]) -> Anchored:
    """Separate anchors from other items, by the stretches of speech in order of time."""
    bad = {_region_at(speech, word.span.start) for word in _distorted(heard.words)} - {-1}
    known = {item.item for item in heard.items}
    anchors: dict[int, TimeSpan] = {}
    for heard_item in heard.items:
        span = heard.span_of(heard_item)
        if _region_at(speech, span.start) not in bad and span.duration >= _SHORTEST_ANCHOR:
            anchors[heard_item.item] = span
    items: list[int] = []
    first, time = 0, 0.0
    end_of_speech = speech[-1].end if speech else 0.0
    for item in (*anchors, len(script.items)):
        missing = range(first, item)
        until = anchors[item].start if item in anchors else end_of_speech
        letters = sum(len("".join(script.items[number].forms[0])) for number in missing)
        matched = [number for number in missing if number in known]
        # Where there is enough speech, something is spoken; the attention decides whether it is
        # this.
        enough = _speech_within(speech, time, until) >= _FASTEST_LETTER * letters
        items += missing if enough or 2 * len(matched) >= len(missing) else matched
        if item in anchors:
            items.append(item)
            first, time = item + 1, anchors[item].end
    return Anchored(tuple(items), anchors)


def _distorted(words: Sequence[Word]) -> list[Word]:
    """Words with times that speech cannot have."""
    found = [
        word
        for word in words
        if word.span.duration > _LONGEST_WORD + _A_LETTER_MORE * len(word.text)
    ]
    for one, two in itertools.pairwise(words):
        letters = len(one.text) + len(two.text)
        if one.span.duration + two.span.duration < _SHORTEST_LETTER * letters:
            found.append(one)
    return found


def _region_at(speech: Sequence[TimeSpan], time: float) -> int:
    """Index of the stretch of speech that holds this moment, with some leeway; -1 in silence."""
    index = bisect.bisect_right(speech, time + 0.05, key=lambda region: region.start) - 1
    return index if index >= 0 and time < speech[index].end else -1


def _speech_within(speech: Sequence[TimeSpan], start: float, end: float) -> float:
    """Seconds of speech between two moments."""
    span = TimeSpan(start, max(start, end))
    first = max(0, bisect.bisect_right(speech, start, key=lambda region: region.start) - 1)
    total = 0.0
    for region in itertools.islice(speech, first, None):
        if region.start >= span.end:
            break
        total += region.overlap(span)
    return total


@dataclass(frozen=True, slots=True)
class Window:
    """Items to be aligned with one stretch of sound."""

    span: TimeSpan
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Cut:
    """A place between two items where a window may end."""

    place: int
    """Index in the items of the first one after the cut."""
    time: float
    pause: float
    """Seconds of silence there, at most 1."""


_LEAST, _MOST = 4.0, 27.0
"""Seconds of the shortest and of the longest window; Whisper hears 30 at once."""
_LATER_IS_BETTER = 0.02
"""Seconds of pause that a second more in the window is worth."""


def cut_windows(found: Anchored, speech: Sequence[TimeSpan], duration: float) -> list[Window]:
    """All items in windows of up to 27 s, cut before anchors, in pauses where there are any.

    Where there is no anchor for longer than that, a window is longer than Whisper can hear.
    """
    cuts = _find_cuts(found, speech)
    windows: list[Window] = []
    place, time = 0, 0.0
    while place < len(found.items):
        cuts = [cut for cut in cuts if cut.place > place and cut.time > time]
        fitting = [cut for cut in cuts if time + _LEAST < cut.time <= time + _MOST]
        if duration - time <= _MOST or not cuts:
            cut = _Cut(len(found.items), duration, 0.0)
        elif fitting:
            start = time
            cut = max(fitting, key=lambda c: c.pause + _LATER_IS_BETTER * (c.time - start))
        else:
            cut = cuts[0]
        span = TimeSpan(time, max(time, cut.time))
        windows.append(Window(span, found.items[place : cut.place]))
        place, time = cut.place, cut.time
    return windows


def _find_cuts(found: Anchored, speech: Sequence[TimeSpan]) -> list[_Cut]:
    """A cut before each anchor: in the silence ahead of it, or right where it begins."""
    ends = [0.0, *(region.end for region in speech)]
    cuts: list[_Cut] = []
    for place in range(1, len(found.items)):
        anchor = found.anchors.get(found.items[place])
        if anchor is None:
            continue
        region = _region_at(speech, anchor.start + 0.3)
        silence = TimeSpan(anchor.start, anchor.start)
        if region >= 0 and abs(speech[region].start - anchor.start) < 0.8:
            silence = TimeSpan(min(ends[region], speech[region].start), speech[region].start)
        before = found.anchors.get(found.items[place - 1])
        if silence.duration < 0.1 and before is not None and before.end < anchor.start:
            silence = TimeSpan(before.end, anchor.start)
        # Not long before the word: Whisper's attention begins with the window.
        time = max(silence.middle, silence.end - 0.4) if silence.duration else anchor.start - 0.05
        # The voice detector may begin to hear later than the recogniser.
        time = max(0.0, min(time, anchor.start))
        cuts.append(_Cut(place, time, min(1.0, silence.duration)))
    return cuts
