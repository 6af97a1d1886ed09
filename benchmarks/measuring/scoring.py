"""Errors of the words of an alignment against the truth. Pure: values in, values and text out.

`ref` is the truth, `hyp` what an aligner says. Errors are hyp minus ref, in seconds.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Indel

from benchmarks.recordings.truth import Kind, TruthToken

LIMITS = (0.025, 0.05, 0.1, 0.2)
"""Seconds of the shares that are printed."""
LOST = 1.0
"""Seconds from which a word counts as lost."""


@dataclass(frozen=True, slots=True)
class HypWord:
    """A token as the aligner gives it back."""

    text: str
    start: float | None
    """Seconds; None when it was given no time."""
    end: float | None
    """Seconds; None with `start`."""


@dataclass(frozen=True, slots=True)
class Errors:
    """The errors of one boundary over many words."""

    seconds: tuple[float, ...]
    """Signed, hyp minus ref."""

    @property
    def absolute(self) -> np.ndarray:
        return np.abs(np.array(self.seconds, dtype=float))

    def share_within(self, limit: float) -> float:
        """Share of the words at most `limit` seconds off, 0 to 1; nan without words."""
        return float(np.mean(self.absolute <= limit)) if self.seconds else float("nan")

    @property
    def lost(self) -> int:
        """Words more than a second off."""
        return int(np.sum(self.absolute > LOST))

    @property
    def mean(self) -> float:
        """Mean absolute error, seconds; nan without words."""
        return float(self.absolute.mean()) if self.seconds else float("nan")

    @property
    def median(self) -> float:
        """Median absolute error, seconds; nan without words."""
        return float(np.median(self.absolute)) if self.seconds else float("nan")

    @property
    def bias(self) -> float:
        """Median signed error, seconds: negative when the aligner is early."""
        return float(np.median(self.seconds)) if self.seconds else float("nan")

    @property
    def p95(self) -> float:
        """Absolute error that 95 % of the words do not exceed, seconds."""
        return float(np.percentile(self.absolute, 95)) if self.seconds else float("nan")


@dataclass(frozen=True, slots=True)
class Score:
    """Everything that a comparison gives."""

    starts: Errors
    ends: Errors
    lost: int
    """Spoken words more than a second off, at either boundary or outside their utterance."""
    spoken: int
    """Spoken words of the truth."""
    unplaced: int
    """Spoken words without a time."""
    missing: int
    """Tokens of the truth that the aligner's transcript does not have."""
    given: dict[Kind, tuple[int, int]]
    """For each other kind: how many got a time, of how many."""
    worst: tuple[str, ...]
    """The words with the largest errors, for people."""

    @property
    def placed(self) -> int:
        """Spoken words with a time."""
        return self.spoken - self.unplaced


def score(ref: Sequence[TruthToken], hyp: Sequence[HypWord]) -> Score:
    """Compare an alignment with the truth; tokens are paired by their text, in order."""
    paired = pair_tokens([token.text for token in ref], [word.text for word in hyp])
    starts: list[float] = []
    ends: list[float] = []
    bad: list[tuple[float, str]] = []
    given: Counter[Kind] = Counter()
    total: Counter[Kind] = Counter(token.kind for token in ref)
    unplaced = missing = lost = 0
    for token, at in zip(ref, paired, strict=True):
        word = None if at is None else hyp[at]
        missing += word is None
        if word is None or word.start is None or word.end is None:
            unplaced += token.kind is Kind.SPOKEN
            continue
        given[token.kind] += 1
        if token.kind is not Kind.SPOKEN:
            continue
        if token.start is not None:
            starts.append(word.start - token.start)
        if token.end is not None:
            ends.append(word.end - token.end)
        off = distance(token, word.start, word.end)
        lost += off > LOST
        bad.append(
            (off, f"{token.text!r} {_reference(token)} given {word.start:.2f}-{word.end:.2f}")
        )
    bad.sort(reverse=True)
    return Score(
        Errors(tuple(starts)),
        Errors(tuple(ends)),
        lost,
        total[Kind.SPOKEN],
        unplaced,
        missing,
        {kind: (given[kind], total[kind]) for kind in total if kind is not Kind.SPOKEN},
        tuple(f"{text} ({off:.2f} s off)" for off, text in bad[:12] if off > LIMITS[-1]),
    )


def distance(ref: TruthToken, start: float, end: float) -> float:
    """Seconds between a span and the truth: the larger error of those that can be known."""
    errors = [0.0]
    if ref.start is not None:
        errors.append(abs(start - ref.start))
    if ref.end is not None:
        errors.append(abs(end - ref.end))
    if ref.within is not None:
        errors += [ref.within[0] - start, end - ref.within[1]]
    return max(errors)


def pair_tokens(ref: Sequence[str], hyp: Sequence[str]) -> list[int | None]:
    """For each token of `ref` the index of the same one in `hyp`, None where it has none.

    Tokens are the same when their letters and digits are, in any case; order is kept. Two texts
    that split the same text differently lose only the tokens that they split differently.
    """
    left, right = [_bare(text) for text in ref], [_bare(text) for text in hyp]
    pairs: list[int | None] = [None] * len(ref)
    for block in Indel.opcodes(left, right):
        if block.tag == "equal":
            for offset in range(block.src_end - block.src_start):
                pairs[block.src_start + offset] = block.dest_start + offset
    return pairs


def merge(parts: Iterable[Score]) -> Score:
    """The score of several recordings together."""
    scores = list(parts)
    kinds = {kind for each in scores for kind in each.given}
    return Score(
        Errors(tuple(e for each in scores for e in each.starts.seconds)),
        Errors(tuple(e for each in scores for e in each.ends.seconds)),
        sum(each.lost for each in scores),
        sum(each.spoken for each in scores),
        sum(each.unplaced for each in scores),
        sum(each.missing for each in scores),
        {
            kind: (
                sum(each.given.get(kind, (0, 0))[0] for each in scores),
                sum(each.given.get(kind, (0, 0))[1] for each in scores),
            )
            for kind in kinds
        },
        tuple(line for each in scores for line in each.worst),
    )


def format_header() -> str:
    """The heading of the table that `format_score` writes rows of."""
    limits = "".join(f" ≤{round(limit * 1000)}ms" for limit in LIMITS)
    times = "".join(f"{name:>7}" for name in ("mean", "median", "p95", "bias"))
    return f"{'':28}{'n':>6}{times} {limits}{'>1s':>5}{'no time':>8}"


def format_score(name: str, result: Score) -> str:
    """Two rows, starts and ends, times in ms and shares in per cent; then what else was found."""
    rows = [
        _row(f"{name} starts", result.starts, result.unplaced),
        _row(f"{name} ends", result.ends, result.unplaced),
    ]
    if len(result.starts.seconds) < result.placed:
        rows.append(
            f"    outside their utterance by more than 1 s: {result.lost} of {result.placed}"
        )
    given = [
        f"{kind.value} {got} of {total}"
        for kind, (got, total) in sorted(result.given.items())
        if kind is not Kind.MARK
    ]
    if given:
        rows.append("    given a time though not spoken as written: " + ", ".join(given))
    if result.missing:
        rows.append(f"    {result.missing} tokens of the truth were not in the alignment")
    return "\n".join(rows)


def _row(name: str, errors: Errors, unplaced: int) -> str:
    times = "".join(
        f"{1000 * value:7.1f}" for value in (errors.mean, errors.median, errors.p95, errors.bias)
    )
    shares = "".join(
        f"{100 * errors.share_within(limit):{len(str(round(limit * 1000))) + 4}.1f}"
        for limit in LIMITS
    )
    return f"{name:28}{len(errors.seconds):6}{times} {shares}{errors.lost:5}{unplaced:8}"


def _reference(token: TruthToken) -> str:
    if token.start is not None and token.end is not None:
        return f"{token.start:.2f}-{token.end:.2f}"
    if token.within is not None:
        return f"within {token.within[0]:.2f}-{token.within[1]:.2f}"
    return f"{token.start}-{token.end}"


def _bare(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[\W_]+", "", folded) or text
