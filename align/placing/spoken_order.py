"""Transcripts whose parts stand in another order than they are said in.

Placing goes forwards through text and recording alike, so that of two parts that changed places one
is not found. The signs are a long run of words without a place and a long stretch of speech without
a word; only where there are both is it asked whether they belong together, so that a transcript in
order costs nothing. The script is then rearranged into the order of the recording and placed anew.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pullquote.align.model.transcript import Transcript
from pullquote.align.model.words import Recognition, Word
from pullquote.align.placing.findings import Findings
from pullquote.align.placing.following.tracker import Follower
from pullquote.align.placing.heard import Heard, match_heard
from pullquote.align.placing.recognition.by_recognition import spoken_words
from pullquote.align.spoken_forms.script import Script, make_script
from pullquote.align.times import TimeSpan

Order = tuple[tuple[int, int], ...]
"""Half-open ranges of items in the order in which they are said; together all of them."""

_LEAST = 20
"""Items without a place, or words that are none, in a row: fewer are left out or put in."""
_LEAST_MATCHES, _LEAST_SHARE = 12, 0.4
"""Items of a part that have to be heard, and their share of it."""
_LEAST_POINTS = 5
"""Items of a piece; fewer between those of another are chance."""
_LEAST_SPEECH = 8.0
"""Seconds of speech in a row without a word of the transcript."""
_LONGEST_PAUSE = 3.0
"""Seconds of silence within such a stretch."""


def script_as_recognized(transcript: Transcript, recognition: Recognition) -> Script:
    """The script of the transcript, its parts in the order in which they were recognised."""
    script = make_script(transcript, recognition.language)
    words = spoken_words(recognition, recognition.language)
    order = order_of_words(words, script, transcript)
    return script.rearranged(order) if order else script


def order_of_words(words: Sequence[Word], script: Script, transcript: Transcript) -> Order | None:
    """The order in which a recogniser heard the parts; None where it is that of the script."""
    heard = match_heard(words, script, 0, len(script.items))
    return _order(script, transcript, [*_points(heard)], _unmatched(heard))


def order_by_listening(
    findings: Findings, follower: Follower, transcript: Transcript
) -> Order | None:
    """The order in which the parts are said, by listening where nothing was found.

    None where it is that of the script. Nothing is listened to unless many words are missing.
    """
    script = follower.aligner.script
    points = [(p.item, p.span.start) for p in findings.placements]
    if not _missing([item for item, _ in points], 0, len(script.items)):
        return None
    free = [
        tuple(follower.listener.hear(stretch))
        for stretch in _unplaced(findings, follower.aligner.audio.speech or ())
    ]
    return _order(script, transcript, points, [words for words in free if len(words) >= _LEAST])


def _unplaced(findings: Findings, speech: Sequence[TimeSpan]) -> Iterator[TimeSpan]:
    """The stretches of speech in which no item has a place, those with short pauses joined."""
    spans = [p.span for p in findings.placements]
    joined: list[TimeSpan] = []
    for stretch in speech:
        start, end = stretch.start, stretch.end
        first = bisect.bisect_left(spans, start, key=lambda span: span.end)
        stop = bisect.bisect_left(spans, end, key=lambda span: span.start)
        edges = [start, *(edge for s in spans[first:stop] for edge in (s.start, s.end)), end]
        for left, right in zip(edges[::2], edges[1::2], strict=True):
            if right <= left:
                continue
            follows = (
                joined
                and left - joined[-1].end <= _LONGEST_PAUSE
                and bisect.bisect_left(spans, joined[-1].end, key=lambda span: span.start)
                == bisect.bisect_left(spans, left, key=lambda span: span.start)
            )
            if follows:
                joined[-1] = TimeSpan(joined[-1].start, right)
            else:
                joined.append(TimeSpan(left, right))
    return (stretch for stretch in joined if stretch.duration >= _LEAST_SPEECH)


def _points(heard: Heard) -> Iterator[tuple[int, float]]:
    return ((item.item, heard.span_of(item).start) for item in heard.items)


def _unmatched(heard: Heard) -> list[tuple[Word, ...]]:
    """The runs of at least _LEAST recognised words that are no items."""
    matched = (at for item in heard.items for at in range(item.first, item.stop))
    edges = (-1, *matched, len(heard.words))
    return [
        heard.words[left + 1 : right]
        for left, right in itertools.pairwise(edges)
        if right - left > _LEAST
    ]


def _missing(known: Sequence[int], first: int, stop: int) -> list[tuple[int, int]]:
    """Half-open ranges of at least _LEAST items in a row that are not `known` (ascending)."""
    edges = (first - 1, *known, stop)
    return [(left + 1, right) for left, right in itertools.pairwise(edges) if right - left > _LEAST]


def _order(
    script: Script,
    transcript: Transcript,
    points: list[tuple[int, float]],
    free: Sequence[tuple[Word, ...]],
) -> Order | None:
    """The order by items of known time and by runs of words that are none of them."""
    missing = _missing([item for item, _ in points], 0, len(script.items))
    moved = [*_moved(script, missing, free)] if missing and free else []
    if not moved:
        return None
    sources = [points, *moved]
    pieces = _pieces(
        [_Point(item, time, n) for n, part in enumerate(sources) for item, time in part]
    )
    ordered = sorted(pieces, key=lambda piece: piece.first)
    cuts = [0]
    for left, right in itertools.pairwise(ordered):
        cuts.append(_cut(script, transcript, left.last + 1, right.first))
    ranges = list(zip(cuts, [*cuts[1:], len(script.items)], strict=True))
    by_time = sorted(zip(ordered, ranges, strict=True), key=lambda pair: pair[0].start)
    order: list[tuple[int, int]] = []
    for _, (first, stop) in by_time:
        if order and order[-1][1] == first:
            order[-1] = (order[-1][0], stop)
        else:
            order.append((first, stop))
    return tuple(order) if len(order) > 1 else None


def _moved(
    script: Script, missing: list[tuple[int, int]], free: Sequence[tuple[Word, ...]]
) -> Iterator[list[tuple[int, float]]]:
    """Items and times of each part that was heard elsewhere, those of most words first."""
    runs, gaps = list(free), list(missing)
    while runs and gaps:
        found = [
            (match_heard(run, script, *gap), run, gap) for run in runs for gap in gaps
        ]  # fmt: skip
        heard, run, gap = max(found, key=lambda match: len(match[0].items))
        count = len(heard.items)
        if count < _LEAST_MATCHES:
            return
        first, last = heard.items[0], heard.items[-1]
        runs.remove(run)
        gaps.remove(gap)
        if count >= _LEAST_SHARE * (last.item + 1 - first.item):
            yield [*_points(heard)]
            runs += _unmatched(heard)
            gaps += _missing([item.item for item in heard.items], *gap)


@dataclass(frozen=True, slots=True)
class _Point:
    item: int
    time: float
    source: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """Items said one after the other."""

    first: int
    last: int
    start: float
    """Seconds."""


def _pieces(points: Sequence[_Point]) -> list[_Piece]:
    """The points in runs that follow each other in the script and in the recording alike."""
    while True:
        by_item = sorted(points, key=lambda point: point.item)
        parts: dict[_Point, int] = {}
        part = 0
        for number, point in enumerate(by_item):
            part += number > 0 and point.source != by_item[number - 1].source
            parts[point] = part
        by_time = sorted(points, key=lambda point: (point.time, point.item))
        runs = [[*run] for _, run in itertools.groupby(by_time, key=lambda point: parts[point])]
        chance = {point for run in runs if len(run) < _LEAST_POINTS for point in run}
        if not chance:
            return [_Piece(run[0].item, run[-1].item, run[0].time) for run in runs]
        points = [point for point in points if point not in chance]


def _cut(script: Script, transcript: Transcript, first: int, last: int) -> int:
    """The item from `first` to `last` (included) that begins a part: a paragraph or a sentence."""
    starts = {paragraph.first for paragraph in transcript.paragraphs}
    for item in range(first, last + 1):
        before = script.items[item - 1].token if item else -1
        if any(token in starts for token in range(before + 1, script.items[item].token + 1)):
            return item
    sentences = {script.owners[begin] for begin, _ in script.sentences}
    return next((item for item in range(first, last + 1) if item in sentences), first)
