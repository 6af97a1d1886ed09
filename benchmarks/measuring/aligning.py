"""Aligning for benchmarks: through the command line, measured, with the cache off."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring.cost import Cost, run
from benchmarks.measuring.scoring import HypWord
from pullquote.align.model.alignment import Alignment, read_alignment


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of aligning a recording, and its cost."""

    alignment: Alignment | None
    """None when the command failed; its `cost.stderr` says why."""
    cost: Cost


def align_measured(media: Path, transcript: Path, *options: str) -> Outcome:
    """Run `pullquote align` on a recording in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "alignment.json"
        command = [sys.executable, "-m", "pullquote.ui", "align"]
        cost = run([*command, media, transcript, "-o", result, "--no-cache", *options])
        return Outcome(read_alignment(result) if result.exists() else None, cost)


def hyp_words(alignment: Alignment) -> list[HypWord]:
    """The alignment as the scorer takes it."""
    return [
        HypWord(
            word.token.text,
            word.span.start if word.span else None,
            word.span.end if word.span else None,
        )
        for word in alignment.words
    ]
