"""From placements to an alignment: statuses, confidences, and speech that is not written."""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Sequence
from dataclasses import replace

from pullquote.align.model.alignment import AlignedWord, Status, Unscripted
from pullquote.align.model.transcript import Token, Transcript
from pullquote.align.model.words import Word
from pullquote.align.placing.findings import NO_SCORE, Findings, Placement
from pullquote.align.spoken_forms.script import Script
from pullquote.align.times import TimeSpan

_SECONDS_A_PHONE = 0.08
_STRETCHED, _LONGEST_WORD = 0.4, 0.8
"""Seconds a phone, and at all, over which a word beside missing ones is not believed."""
_SHORTEST_PHONE = 0.015
"""Seconds a phone, half the least that the acoustic model has states for: a word beside missing
ones that nobody heard, and whose other neighbour left it less, was not said there."""
_LEAST_UNSCRIPTED = 0.5
_NEAR = 1.0
"""Seconds of silence within one unscripted stretch."""
_ABSENT_CONFIDENCE = 0.9


def assemble_words(
    transcript: Transcript, script: Script, findings: Findings, phones: Sequence[int]
) -> tuple[AlignedWord, ...]:
    """An AlignedWord for every token of the transcript.

    `phones` says for every item of the script how many phones it has.
    """
    pending = {item for first, stop in findings.pending for item in range(first, stop)}
    placed = _credible({p.item: p for p in findings.placements}, phones, pending)
    scores = [p.score for p in placed.values() if p.score > NO_SCORE]
    middle = statistics.median(scores) if scores else -2.0
    rejected = dict(findings.rejected)
    estimates = _estimates(placed, findings.others, phones, pending | rejected.keys())
    words: dict[int, AlignedWord] = {}
    for number, item in enumerate(script.items):
        token = transcript.tokens[item.token]
        words[item.token] = _word(
            token,
            placed.get(number),
            estimates.get(number),
            Status.PENDING if number in pending else Status.ABSENT,
            middle,
            phones[number],
            1.0 - rejected[number] if number in rejected else _ABSENT_CONFIDENCE,
        )
    return tuple(
        words.get(token.index, AlignedWord(token, None, 1.0, Status.ABSENT))
        for token in transcript.tokens
    )


def without_silent_start(findings: Findings, speech: Sequence[TimeSpan]) -> Findings:
    """The findings without words at the very start that were placed where nobody speaks.

    The header of a transcript fits music or noise before the talk well enough to be placed there.
    `speech` are the stretches in which a voice was detected; without any, all words stay.
    """
    if not speech:
        return findings
    placements = findings.placements
    voiced = next(
        (
            number
            for number, placed in enumerate(placements)
            if any(placed.span.overlap(stretch) > 0 for stretch in speech)
        ),
        0,
    )
    return replace(findings, placements=placements[voiced:])


def _credible(
    placed: dict[int, Placement], phones: Sequence[int], pending: set[int]
) -> dict[int, Placement]:
    """The placements without words beside missing ones that are stretched over their sound, or for
    which the other neighbour left none.
    """
    return {
        item: p
        for item, p in placed.items()
        if (
            (p.heard or p.span.duration >= _SHORTEST_PHONE * phones[item])
            and p.span.duration <= max(_LONGEST_WORD, _STRETCHED * phones[item])
        )
        or all(
            near in placed or near in pending
            for near in (item - 1, item + 1)
            if 0 <= near < len(phones)
        )
    }


def _word(
    token: Token,
    placed: Placement | None,
    estimate: TimeSpan | None,
    otherwise: Status,
    middle: float,
    phones: int,
    absence: float,
) -> AlignedWord:
    if placed is not None:
        confidence = _confidence(placed, middle, phones)
        heard = placed.heard or confidence >= _SURE
        return AlignedWord(token, placed.span, confidence, Status.HEARD if heard else Status.PLACED)
    if estimate is not None:
        return AlignedWord(token, estimate, 0.2, Status.ESTIMATED)
    return AlignedWord(
        token, None, round(absence, 3) if otherwise is Status.ABSENT else 0.0, otherwise
    )


_SURE = 0.8


def _confidence(placed: Placement, middle: float, phones: int) -> float:
    """Confidence, 0 to 1, by the score of the word beside the others and by its duration.

    A word that a recogniser heard by itself starts from better odds.
    """
    if placed.probability is not None:
        return round(min(0.99, placed.probability), 3)
    if placed.score <= NO_SCORE:
        return 0.6 if placed.heard else 0.3
    odds = 4.0 + 0.9 * min(0.0, placed.score - (middle - 1.0))
    rate = placed.span.duration / (_SECONDS_A_PHONE * phones)
    odds -= 1.5 * max(0.0, abs(math.log(max(rate, 0.01))) - 0.9)
    odds += 1.0 if placed.heard else 0.0
    return round(min(0.99, 1.0 / (1.0 + math.exp(-odds))), 3)


def _estimates(
    placed: dict[int, Placement],
    others: Sequence[Word],
    phones: Sequence[int],
    known: set[int],
) -> dict[int, TimeSpan]:
    """Places for missing items whose gap has just the time for them, and nothing heard in it.

    Items `known` not to have been looked for, or not to have been said, get none.
    """
    estimates: dict[int, TimeSpan] = {}
    items = sorted(placed)
    for left, right in itertools.pairwise(items):
        missing = [i for i in range(left + 1, right) if i not in known]
        if not missing or len(missing) > 6:
            continue
        gap = TimeSpan(placed[left].span.end, max(placed[left].span.end, placed[right].span.start))
        needed = _SECONDS_A_PHONE * sum(phones[i] for i in missing)
        if not 0.6 * needed <= gap.duration <= 2.0 * needed + 0.3:
            continue
        if any(word.span.overlap(gap) > 0.05 for word in others):
            continue
        clock = gap.start
        for i in missing:
            end = clock + gap.duration * phones[i] / sum(phones[k] for k in missing)
            estimates[i] = TimeSpan(clock, end)
            clock = end
    return estimates


def find_unscripted(
    words: Sequence[AlignedWord],
    others: Sequence[Word],
    speech: Sequence[TimeSpan],
) -> tuple[Unscripted, ...]:
    """Stretches of speech that no word of the transcript accounts for.

    `others` are words heard that are not written. A recogniser hears words in music, too, so they
    count only in `speech`, the stretches in which a voice was detected, where there are any.
    """
    starts = sorted((word.span, word.token.index) for word in words if word.span is not None)
    spans = [span for span, _ in starts]
    pieces: list[tuple[TimeSpan, tuple[Word, ...]]] = [
        (word.span, (word,))
        for word in others
        if not speech or any(word.span.overlap(stretch) > 0 for stretch in speech)
    ]
    pieces += [(free, ()) for free in _uncovered(speech, spans) if free.duration >= _NEAR]
    pieces.sort(key=lambda piece: piece[0])
    merged: list[tuple[TimeSpan, tuple[Word, ...]]] = []
    for span, heard in pieces:
        if (
            merged
            and span.start - merged[-1][0].end <= _NEAR
            and not _between(spans, merged[-1][0].end, span.start)
        ):
            merged[-1] = (merged[-1][0].hull(span), merged[-1][1] + heard)
        else:
            merged.append((span, heard))
    found = []
    for span, heard in merged:
        if span.duration < _LEAST_UNSCRIPTED:
            continue
        before = [index for said, index in starts if said.start < span.middle]
        found.append(Unscripted(span, heard, before[-1] if before else -1))
    return tuple(found)


def _uncovered(speech: Sequence[TimeSpan], covered: Sequence[TimeSpan]) -> list[TimeSpan]:
    """The parts of `speech` outside of `covered` (sorted) and of a small margin around it."""
    free: list[TimeSpan] = []
    k = 0
    for stretch in speech:
        start = stretch.start
        while k > 0 and covered[k - 1].end > start:
            k -= 1
        while k < len(covered) and covered[k].start < stretch.end:
            if covered[k].start - 0.1 > start:
                free.append(TimeSpan(start, covered[k].start - 0.1))
            start = max(start, covered[k].end + 0.1)
            k += 1
        if stretch.end > start:
            free.append(TimeSpan(start, stretch.end))
    return free


def _between(spans: Sequence[TimeSpan], start: float, end: float) -> bool:
    """True when a written word is spoken between these times."""
    return any(start - 0.05 <= span.middle <= end + 0.05 for span in spans)
