"""The engines and models side by side: what each costs, and what it loses.

    python -m benchmarks.accuracy.engines [MODEL …] [--names ljs,talk5_damaged,speeches]

A model is a name or a folder. Sphinx is always measured; each Whisper model beside it, with an
empty cache. "Lost" are spoken words without a time, "not said" those that were given one though
they are not spoken.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.measuring.aligning import align_measured, hyp_words
from benchmarks.measuring.scoring import score
from benchmarks.recordings.make import make_recording
from benchmarks.recordings.truth import Recording, read_truth

NAMES = ("ljs", "talk5_damaged", "speeches")
"""Clean reading, a damaged transcript, and every kind of noise."""


def row(recording: Recording, engine: str, *options: str) -> str:
    """One line of the table, in Markdown."""
    truth = read_truth(recording.truth)
    outcome = align_measured(recording.media, recording.transcript, *options)
    cells = [recording.name, engine, f"{outcome.cost.cpu / truth.duration:.3f}"]
    if outcome.alignment is None:
        last = outcome.cost.stderr.strip().splitlines()[-1:]
        return "| " + " | ".join([*cells, *last]) + " |"
    result = score(truth.tokens, hyp_words(outcome.alignment))
    timed = sum(timed for timed, _ in result.given.values())
    total = sum(count for _, count in result.given.values())
    cells += [
        f"{result.unplaced / max(1, result.spoken):.1%}",
        f"{timed} of {total}",
        f"{1000 * result.starts.mean:.0f}",
        f"{1000 * result.starts.median:.0f}",
    ]
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", nargs="*", help="Whisper models, by name or folder")
    parser.add_argument("--names", default=",".join(NAMES), help="recordings, separated by commas")
    arguments = parser.parse_args()
    print("| recording | engine | CPU × length | lost | not said, timed | starts: mean | median |")
    print("|---|---|---|---|---|---|---|")
    for name in arguments.names.split(","):
        recording = make_recording(name)
        print(row(recording, "sphinx", "--engine", "sphinx"), flush=True)
        for model in arguments.models:
            given = ("--engine", "whisper", "--model", model, "--language", "en")
            print(row(recording, f"whisper {Path(model).name}", *given), flush=True)


if __name__ == "__main__":
    main()
