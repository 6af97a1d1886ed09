"""Cuts random passages and checks that their words are whole and the neighbours left out.

    python -m benchmarks.accuracy.passages

200 passages of 3 to 25 words are taken from recordings with known word times. A cut is good when it
loses at most the tolerance of its first and last word, and takes in at most as much of the words
beside them. Passages begin and end anywhere, mostly where words run together without a pause.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring.aligning import align_measured
from benchmarks.measuring.scoring import pair_tokens
from benchmarks.recordings.labels import BY_HAND, find_media, read_labels
from benchmarks.recordings.make import make_recording
from benchmarks.recordings.truth import Kind, TruthToken, read_truth, shared_data
from pullquote.align.media.audio import decode
from pullquote.align.model.alignment import Alignment
from pullquote.clips.passages.cut import REACH, CutOptions, choose_cut
from pullquote.clips.passages.passage import Passage

TOLERANCE = 0.03
"""Seconds."""
PROMISE = 0.97


@dataclass(frozen=True, slots=True)
class Aligned:
    """A recording with its truth and its alignment, tokens paired."""

    media: Path
    ref: tuple[TruthToken, ...]
    pairs: tuple[int | None, ...]
    """For each token of `ref` its index in the alignment."""
    alignment: Alignment
    unscripted: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class CutErrors:
    """Seconds by which a cut fails its words; 0 where it does not."""

    start_missing: float
    """Of the first word left out."""
    start_extra: float
    """Of the word before taken in."""
    end_missing: float
    end_extra: float
    text: str

    @property
    def worst(self) -> float:
        return max(self.start_missing, self.start_extra, self.end_missing, self.end_extra)


def judge(
    spans: Sequence[tuple[float, float]], first: int, last: int, cut: tuple[float, float]
) -> tuple[float, float, float, float]:
    """Missing and extra seconds at the start and at the end of a cut.

    `spans` are all spoken words of the recording in order of time; the passage is `first` to
    `last`, both included.
    """
    start, end = cut
    before = spans[first - 1][1] if first > 0 else 0.0
    after = spans[last + 1][0] if last + 1 < len(spans) else float("inf")
    # Labels may overlap a little; a neighbour ends at the latest where the passage begins.
    before, after = min(before, spans[first][0]), max(after, spans[last][1])
    return (
        max(0.0, start - spans[first][0]),
        max(0.0, before - start),
        max(0.0, spans[last][1] - end),
        max(0.0, end - after),
    )


def cut_passages(
    recording: Aligned, count: int, chance: random.Random, options: CutOptions
) -> Iterator[CutErrors]:
    """Choose passages of words that all have a truth, cut them by the alignment, and judge."""
    known = [i for i, token in enumerate(recording.ref) if token.start is not None]
    spoken = [(recording.ref[i].start or 0.0, recording.ref[i].end or 0.0) for i in known]
    made = 0
    for _ in range(50 * count):
        if made == count:
            return
        length = chance.randint(3, min(25, len(known)))
        low = chance.randrange(len(known) - length + 1)
        high = low + length - 1
        passage = _passage(recording, known[low], known[high])
        inside = recording.ref[known[low] : known[high] + 1]
        if passage is None or any(token.kind not in (Kind.SPOKEN, Kind.MARK) for token in inside):
            continue
        reach = REACH + options.lead_in + options.lead_out
        begin = max(0.0, passage.span.start - reach)
        audio = decode(recording.media, start=begin, end=passage.span.end + reach)
        cut = choose_cut(recording.alignment, passage, audio, audio_start=begin, options=options)
        spans, shift = _with_unscripted(spoken, recording.unscripted, low)
        errors = judge(spans, low + shift, high + shift, (cut.span.start, cut.span.end))
        made += 1
        yield CutErrors(*errors, passage.text)


def _passage(recording: Aligned, low: int, high: int) -> Passage | None:
    """The passage as a user selects it; None when its edge words were given no time."""
    first, last = recording.pairs[low], recording.pairs[high]
    if first is None or last is None:
        return None
    words = recording.alignment.words
    span = recording.alignment.span_of(first, last)
    if span is None or words[first].span is None or words[last].span is None:
        return None
    return Passage(first, last, recording.alignment.transcript.quote(first, last), span)


def _with_unscripted(
    spoken: list[tuple[float, float]], unscripted: tuple[tuple[float, float], ...], low: int
) -> tuple[list[tuple[float, float]], int]:
    """All speech in order of time, and by how much that moves the index `low`."""
    if not unscripted:
        return spoken, 0
    merged = sorted([*spoken, *unscripted])
    return merged, sum(span < spoken[low] for span in unscripted)


def align_recording_with_truth(name: str) -> Aligned:
    """One of the made recordings."""
    recording = make_recording(name)
    truth = read_truth(recording.truth)
    alignment = _align(recording.media, recording.transcript)
    return _paired(recording.media, truth.tokens, alignment, truth.unscripted)


def align_labelled(folder: str) -> Iterator[Aligned]:
    """The clips of a folder of the shared data that have labels."""
    for labels in sorted((shared_data() / folder).glob("*.words.json")):
        media = find_media(labels)
        alignment = _align(media, media.with_suffix(".txt"))
        yield _paired(media, read_labels(labels), alignment)


def _align(media: Path, transcript: Path) -> Alignment:
    outcome = align_measured(media, transcript, "--engine", "sphinx")
    if outcome.alignment is None:
        raise SystemExit(f"{media}: {outcome.cost.stderr}")
    return outcome.alignment


def _paired(
    media: Path,
    ref: Sequence[TruthToken],
    alignment: Alignment,
    unscripted: tuple[tuple[float, float], ...] = (),
) -> Aligned:
    texts = [word.token.text for word in alignment.words]
    pairs = pair_tokens([token.text for token in ref], texts)
    return Aligned(media, tuple(ref), tuple(pairs), alignment, unscripted)


def report(name: str, errors: Sequence[CutErrors], worst: int) -> bool:
    """Print what became of the cuts; whether enough of them are good."""
    total = len(errors)
    shares = "  ".join(
        f"≤{round(limit * 1000)}ms {sum(e.worst <= limit for e in errors) / total:.1%}"
        for limit in (TOLERANCE, 0.05, 0.1, 0.2)
    )
    good = sum(e.worst <= TOLERANCE for e in errors) / total
    verdict = "PASS" if good >= PROMISE else "FAIL"
    print(f"{verdict}  {name}: {total} passages, whole and alone {shares}")
    counts = {
        part: sum(getattr(e, part) > TOLERANCE for e in errors)
        for part in ("start_missing", "start_extra", "end_missing", "end_extra")
    }
    print("      over 30 ms: " + ", ".join(f"{part} {count}" for part, count in counts.items()))
    for each in sorted(errors, key=lambda e: -e.worst)[:worst]:
        print(
            f"      start -{each.start_missing:.3f} +{each.start_extra:.3f}"
            f" end -{each.end_missing:.3f} +{each.end_extra:.3f}  {each.text[:60]!r}"
        )
    return good >= PROMISE


def main() -> None:
    """Cut synthetic and labelled real speech; exit code 1 on a broken promise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=["talk40"], help="made recordings")
    parser.add_argument("--count", type=int, default=200, help="passages of each kind")
    parser.add_argument("--worst", type=int, default=0, help="list so many of the worst cuts")
    arguments = parser.parse_args()
    options, kept = CutOptions(), True
    for name in arguments.names:
        recording = align_recording_with_truth(name)
        found = list(cut_passages(recording, arguments.count, random.Random(name), options))
        kept &= report(name, found, arguments.worst)
    real: list[CutErrors] = []
    for folder in BY_HAND:
        chance = random.Random(folder)
        for recording in align_labelled(folder):
            share = max(1, arguments.count * len(recording.ref) // 225)
            real += cut_passages(recording, share, chance, options)
    kept &= report("labelled by hand", real, arguments.worst)
    raise SystemExit(0 if kept else 1)


if __name__ == "__main__":
    main()
