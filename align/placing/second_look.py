"""A second look at words that were not found: does the sound between their neighbours hold them?

Following a recording decides word by word and is strict, since a wrong word drags others along. In
fast or noisy speech that costs words that were said. Here every run of missing words is aligned by
force between its neighbours, at a low price for leaving one out, which gives each a place; whether
it was said there is for `judging` to decide.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pullquote.align.model.words import Word
from pullquote.align.placing.findings import Findings, Placement, in_order
from pullquote.align.placing.forced_alignment import ScriptAligner, against
from pullquote.align.placing.judgement.contrast import Contrast, find_contrast
from pullquote.align.placing.judgement.judging import Verdict, judge
from pullquote.align.placing.judgement.likeness import Sounds
from pullquote.align.placing.judgement.second_opinion import FindScorer, judge_again
from pullquote.align.placing.judgement.text_likelihood import Comparer
from pullquote.align.placing.judgement.word_evidence import Candidate, Hearing
from pullquote.align.placing.mending import find_squeezed, mend
from pullquote.align.recognizers.pocketsphinx import WIDE_BEAM, Arc
from pullquote.align.times import TimeSpan

_CONTEXT = 2
"""Placed words on each side, beyond the nearest, that are aligned with a run of missing ones."""
_SKIP, _SKIP_KNOWN = 14.0, 25.0
"""Nats a phone against leaving out a missing word, and one that was found before."""
_LONGEST_RUN = 200
_LONGEST = 100.0
"""Words in a row, and seconds in one graph, at most."""
_SLOWEST = 0.3
"""Seconds a phone in which words at either end of a recording are looked for."""
_WEAK = 1.0
"""A squeezed word is aligned anew when its score is so far below that of right words."""
_MARGIN = 0.03
"""Seconds of sound taken in on both sides of words that are weighed."""
_TRUSTED = 0.02
"""Share of words that were not found, or a single one, up to which a transcript is trusted: the few
are then said, as a rule. Beyond it three of four of those that had room were not."""
_LEFT_OUT = 0.1
"""The probability of those."""


def with_second_look(
    findings: Findings,
    aligner: ScriptAligner,
    heard: Sequence[Word] | None = None,
    find_scorer: FindScorer = lambda: None,
) -> Findings:
    """The findings with the missing words that were said after all, every word with a probability.

    `heard` are all words that a recogniser heard in the whole recording, if one did; `find_scorer`
    is called where words are in doubt then. Words that were found before and are improbable are
    taken back. What was heard instead of a word that was said after all is no longer among the
    others.
    """
    others = sorted(findings.others, key=lambda word: word.span)
    candidates, contrast = find_candidates(findings.placements, aligner)
    hearing = Hearing(tuple(sorted(heard or others, key=lambda word: word.span)), heard is not None)
    sounds = Sounds(aligner.script, aligner.lexicon)
    verdicts = judge(candidates, hearing, sounds, contrast)
    if hearing.is_whole:
        comparer = Comparer(candidates, hearing, aligner.script, aligner.audio)
        verdicts = judge_again(verdicts, comparer, find_scorer)
    judged = [(c.placement, v) for c, v in zip(candidates, verdicts, strict=True)]
    mended = sorted(
        c.placement.span for c, v in zip(candidates, verdicts, strict=True) if c.again and v.is_kept
    )
    return replace(
        findings,
        placements=in_order(replace(p, probability=v.confidence) for p, v in judged if v.is_kept),
        others=tuple(w for w in others if not _covers(mended, w.span.middle)),
        rejected=(
            *((p.item, v.said) for p, v in judged if not v.is_kept),
            *_left_out(len(aligner.script.items), judged),
        ),
    )


def _left_out(
    count: int, judged: Sequence[tuple[Placement, Verdict]]
) -> Iterator[tuple[int, float]]:
    """The items of a script of so many for which the sound has no place, and how probable they are.

    None where the transcript is right for nearly all of its words.
    """
    found = sum(verdict.is_kept for _, verdict in judged)
    if judged and count - found > max(1, _TRUSTED * count):
        known = {p.item for p, _ in judged}
        yield from ((item, _LEFT_OUT) for item in range(count) if item not in known)


def find_candidates(
    placed: Sequence[Placement], aligner: ScriptAligner
) -> tuple[list[Candidate], Contrast]:
    """The placed words and those found at the second look, in order, and what scores are worth."""
    contrast = find_contrast(aligner, placed)
    placed = mend(aligner, placed, find_squeezed(aligner, placed, contrast.right - _WEAK))
    items = [p.item for p in placed]
    candidates = [Candidate(p, False, 0) for p in placed]
    for p in look_again(aligner, placed):
        at = bisect.bisect(items, p.item)
        before = items[at - 1] if at else -1
        after = items[at] if at < len(items) else len(aligner.script.items)
        candidates.append(Candidate(p, True, after - before - 1))
    candidates.sort(key=lambda candidate: candidate.placement.item)
    return candidates, contrast


def _covers(spans: Sequence[TimeSpan], time: float) -> bool:
    at = bisect.bisect_right(spans, time, key=lambda span: span.start) - 1
    return at >= 0 and time < spans[at].end


def look_again(aligner: ScriptAligner, placed: Sequence[Placement]) -> list[Placement]:
    """A place for each missing item that has room between its neighbours; increasing in item.

    `placed` are in order of item and time. Without any, there is nowhere to look.
    """
    found: list[Placement] = []
    for right in range(len(placed) + 1) if placed else ():
        before = placed[right - 1].item if right else -1
        after = placed[right].item if right < len(placed) else len(aligner.script.items)
        if 0 < after - before - 1 <= _LONGEST_RUN:
            found += _look(aligner, placed, right)
    return found


def _look(aligner: ScriptAligner, placed: Sequence[Placement], right: int) -> Iterator[Placement]:
    """The missing items before the placement at index `right`, or after the last."""
    begin, end = _context(placed, right)
    known = placed[begin:end]
    before = placed[right - 1].item if right else -1
    after = placed[right].item if right < len(placed) else len(aligner.script.items)
    first, stop = min(known[0].item, before + 1), max(known[-1].item + 1, after)
    missing = sum(aligner.phones(item) for item in range(before + 1, after))
    room = _MARGIN + _SLOWEST * missing
    start = known[0].span.start - (room if right == 0 else _MARGIN)
    close = known[-1].span.end + (room if right == len(placed) else _MARGIN)
    span = TimeSpan(max(0.0, start), min(aligner.audio.duration, close))
    if span.duration > _LONGEST:
        return
    arcs: list[Arc] = []
    fresh = iter(range(stop - first + 1, 1_000_000))
    for k, item in enumerate(range(first, stop)):
        price = _SKIP if before < item < after else _SKIP_KNOWN
        arcs.extend(aligner.item_arcs(item, k, k + 1, fresh))
        arcs.append(Arc(k, k + 1, against(price * aligner.phones(item))))
    path = aligner.align(arcs, stop - first, span, beam=WIDE_BEAM)
    if path is not None:
        yield from (p for p in path.placements if before < p.item < after)


def _context(placed: Sequence[Placement], right: int) -> tuple[int, int]:
    """Half-open range of the placements around a gap that are aligned with it."""
    begin = max(0, right - 1)
    while begin > 0 and right - begin <= _CONTEXT and _adjoin(placed[begin - 1], placed[begin]):
        begin -= 1
    end = min(len(placed), right + 1)
    while end < len(placed) and end - right <= _CONTEXT and _adjoin(placed[end - 1], placed[end]):
        end += 1
    return begin, end


def _adjoin(one: Placement, two: Placement) -> bool:
    return two.item == one.item + 1 and two.span.start - one.span.end < 1.0
