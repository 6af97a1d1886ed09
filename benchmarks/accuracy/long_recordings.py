"""Aligns long recordings and compares the results with what was promised.

    python -m benchmarks.accuracy.long_recordings [NAME …]

Prints, for each, CPU time by length, memory, the errors of word times, and PASS or FAIL for each
promise. The cache is off. Words are counted by their starts where their times are known.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.measuring.aligning import Outcome, align_measured, hyp_words
from benchmarks.measuring.scoring import Score, format_header, format_score, score
from benchmarks.recordings.make import make_recording
from benchmarks.recordings.truth import Kind, Recording, Truth, read_truth
from pullquote.align.model.alignment import Alignment

CLEAN = ("talk40", "talk5")
"""Transcripts that are right, of clean speech."""
REAL = ("libri", "ljs", "libri_noisy", "speeches")
HARD = ("interview", "refrain", "excerpt", "part_of_book", "music", "skipping")
NAMES = ("talk40", "talk40_damaged", *REAL, *HARD)
UNSPOKEN = {Kind.HEADER: 0.0, Kind.LABEL: 0.0, Kind.INSERTED: 0.1, Kind.UNSPOKEN: 0.1}
"""The share of the words of each kind that may be given a time."""
MEMORY = 1e9
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Check:
    """A promise, and whether it was kept."""

    promise: str
    got: str
    kept: bool


def checks(name: str, truth: Truth, outcome: Outcome, result: Score) -> Iterator[Check]:
    """The promises for the recording of this name."""
    easy = name in CLEAN
    cpu = outcome.cost.cpu / truth.duration
    limit = 0.045 if easy else 0.09
    yield Check(f"CPU at most {limit} x length", f"{cpu:.4f}", cpu <= limit)
    memory = outcome.cost.memory
    yield Check("memory under 1 GB", f"{memory / 1e6:.0f} MB", 0 < memory < MEMORY)
    lost = result.lost / max(1, result.placed)
    if name in REAL:
        yield Check("under 0.5 % lost (> 1 s off)", f"{lost:.3%}", lost < 0.005)
    else:
        least, most = (0.997, 0.0) if easy else (0.99, 0.002)
        within = result.starts.share_within(0.2)
        yield Check(f"{least:.1%} of placed words within 200 ms", f"{within:.3%}", within >= least)
        yield Check(f"at most {most:.1%} off by more than 1 s", f"{lost:.3%}", lost <= most)
    unplaced = result.unplaced / max(1, result.spoken)
    yield Check("at most 1 % of spoken words not placed", f"{unplaced:.2%}", unplaced <= 0.01)
    for kind, share in UNSPOKEN.items():
        timed, total = result.given.get(kind, (0, 0))
        if total:
            promise = f"at most {share:.0%} of {kind.value} words given a time"
            yield Check(promise, f"{timed} of {total}", timed <= share * total)
    if truth.unscripted:
        reported = unscripted_share(truth, outcome.alignment)
        yield Check("80 % of unscripted speech reported", f"{reported:.0%}", reported >= 0.8)
    false = false_unscripted(truth, outcome.alignment)
    limit = 0.05 * truth.duration
    yield Check(f"at most {limit:.0f} s else unscripted", f"{false:.1f} s", false <= limit)


def unscripted_share(truth: Truth, alignment: Alignment | None) -> float:
    """Share of the truly unscripted time that is reported, 0 to 1."""
    total = sum(end - start for start, end in truth.unscripted)
    return _reported(truth, alignment) / total if total else 1.0


def false_unscripted(truth: Truth, alignment: Alignment | None) -> float:
    """Seconds reported as unscripted outside the minute (left-out words are rightly among them)."""
    if alignment is None:
        return 0.0
    everything = sum(stretch.span.duration for stretch in alignment.unscripted)
    return everything - _reported(truth, alignment)


def _reported(truth: Truth, alignment: Alignment | None) -> float:
    if alignment is None:
        return 0.0
    return sum(
        max(0.0, min(end, stretch.span.end) - max(start, stretch.span.start))
        for start, end in truth.unscripted
        for stretch in alignment.unscripted
    )


def report(recording: Recording, *options: str, worst: bool = False) -> bool:
    """Align a recording and print what came of it; whether every promise was kept."""
    truth = read_truth(recording.truth)
    outcome = align_measured(recording.media, recording.transcript, *options)
    cost = outcome.cost
    print(f"\n{recording.name}: {truth.duration / 60:.1f} minutes, {len(truth.tokens)} tokens")
    print(f"  CPU {cost.cpu:.1f} s, wall {cost.wall:.1f} s, memory {cost.memory / 1e6:.0f} MB")
    if outcome.alignment is None:
        print(f"  FAIL  exit code {cost.exit_code}: {cost.stderr.strip()[-2000:]}")
        return False
    result = score(truth.tokens, hyp_words(outcome.alignment))
    print(format_header(), format_score(recording.name, result), sep="\n")
    if worst:
        print("\n".join(f"      {line}" for line in result.worst))
    found = list(checks(recording.name, truth, outcome, result))
    for check in found:
        print(f"  {'PASS' if check.kept else 'FAIL'}  {check.promise}: {check.got}", flush=True)
    return all(check.kept for check in found)


def main() -> None:
    """Align all recordings; exit code 1 when a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(NAMES)}, talk5, talk5_damaged")
    parser.add_argument("--engine", default="sphinx")
    parser.add_argument("--worst", action="store_true", help="list the words that are furthest off")
    arguments = parser.parse_args()
    kept = [
        report(make_recording(name), "--engine", arguments.engine, worst=arguments.worst)
        for name in arguments.names or NAMES
    ]
    raise SystemExit(0 if all(kept) else 1)


if __name__ == "__main__":
    main()
