"""Words lost, words that nobody said with a time, and what confidence is worth, by engine.

`python -m benchmarks.accuracy.doubt [CONDITION …]` aligns the held-out half of the recordings of
`benchmarks.recordings.spoilt` (clean, telephone, hurried, noisy; with exact and with damaged
transcripts) with sphinx and with the shared Whisper base, and prints a row for each, then a
reliability diagram in numbers: of the words of each confidence, how many were said within 0.2 s of
where they were placed.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from benchmarks.recordings.spoilt import CONDITIONS, HALVES, TEXTS, make_all, name_of
from benchmarks.recordings.truth import Kind, Recording, TruthToken, read_truth, shared_data
from benchmarks.training.followed import ENGINES, recognized
from pullquote.align.media.audio import decode, probe
from pullquote.align.media.voice_activity import with_speech
from pullquote.align.model.alignment import AlignedWord, Alignment
from pullquote.align.pipeline import AlignOptions, align_heard, align_recording
from pullquote.align.progress import SILENT
from pullquote.align.reading.tokenizer import parse_transcript

NEAR, FAR = 0.2, 1.0
"""Seconds off that are still right, and that are far off."""
SURE = 0.9
BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)


@dataclass(slots=True)
class Tally:
    """Counts over one or more recordings."""

    said: int = 0
    lost: int = 0
    unsaid: int = 0
    """Words of the transcript that nobody said."""
    timed: int = 0
    """Those of them that got a time."""
    near: int = 0
    """Words said that are right within NEAR."""
    far: int = 0
    """Words said that are more than FAR off."""
    confidences: list[tuple[float, bool]] = field(default_factory=list)
    """Of each word with a time, with whether it was said there within NEAR."""

    def add(self, word: AlignedWord, truth: TruthToken) -> None:
        """Count one word."""
        is_said = truth.kind is Kind.SPOKEN
        self.said += is_said
        self.unsaid += not is_said
        if word.span is None:
            self.lost += is_said
            return
        off = abs(word.span.start - truth.start) if is_said and truth.start is not None else 99.0
        self.timed += not is_said
        self.near += off <= NEAR
        self.far += is_said and off > FAR
        self.confidences.append((word.confidence, off <= NEAR))

    def merge(self, other: Tally) -> None:
        """Add the counts of another."""
        for name in ("said", "lost", "unsaid", "timed", "near", "far"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.confidences += other.confidences

    def row(self) -> str:
        """The counts in one line of text."""
        sure = [right for confidence, right in self.confidences if confidence >= SURE]
        timed = f"{self.timed}/{self.unsaid}" if self.unsaid else "–"
        share = f"{self.timed / self.unsaid:.0%}" if self.unsaid else "–"
        return (
            f"lost {self.lost / max(1, self.said):6.1%}   not said, timed {timed:>8} {share:>4}   "
            f"> 1 s {self.far:3}   sure {len(sure) / max(1, self.said):4.0%}, "
            f"right {np.mean(sure) if sure else float('nan'):6.1%}"
        )

    def reliability(self) -> list[str]:
        """A line for each bin of confidence."""
        lines = []
        for low, high in itertools.pairwise(BINS):
            inside = [(c, right) for c, right in self.confidences if low <= c < high]
            if inside:
                mean, share = np.mean(inside, axis=0)
                lines.append(
                    f"    {low:.2f} to {min(high, 1.0):.2f}: {len(inside):5} words, "
                    f"confidence {mean:.3f}, right {share:.3f}"
                )
        return lines


def align(name: str, engine: str) -> Alignment:
    """The alignment of a recording as the command makes it, nothing kept but what Whisper heard."""
    recording = Recording(name)
    transcript = parse_transcript(recording.transcript.read_text(encoding="utf-8"))
    options = AlignOptions(engine=engine, language="en", use_cache=False, processes=1)
    if engine == "sphinx":
        return align_recording(recording.media, transcript, options)
    audio = with_speech(decode(recording.media), SILENT)
    recognition = recognized(recording, audio)
    options = replace(options, model=str(shared_data().parent / "whisper_base"))
    return align_heard(probe(recording.media), audio, transcript, recognition, options)


def tally(name: str, alignment: Alignment) -> Tally:
    """The counts of one recording."""
    truth = read_truth(Recording(name).truth).tokens
    counts = Tally()
    text = alignment.transcript.text
    for word in alignment.words:
        if word.token.is_speech:
            counts.add(word, truth[len(text[: word.token.start_char].split())])
    return counts


def main(arguments: Sequence[str] | None = None) -> None:
    """Print rows and reliability diagrams."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("conditions", nargs="*", help=f"of {', '.join(CONDITIONS)}; all by default")
    parser.add_argument("--half", choices=HALVES, default="b")
    parser.add_argument("--engine", choices=ENGINES)
    asked = parser.parse_args(arguments)
    make_all()
    for engine in [asked.engine] if asked.engine else ENGINES:
        whole = Tally()
        for condition in asked.conditions or CONDITIONS:
            for text in TEXTS:
                name = name_of(asked.half, condition, text)
                counts = tally(name, align(name, engine))
                print(f"{engine:8}{condition:10}{text:8} {counts.row()}", flush=True)
                whole.merge(counts)
        print("\n".join(whole.reliability()), flush=True)


if __name__ == "__main__":
    main()
