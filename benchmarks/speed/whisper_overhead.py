"""Compares the cost of aligning through Whisper with that of recognising alone.

    python -m benchmarks.speed.whisper_overhead [MODEL]

Measures the CPU time of `pullquote align --engine whisper` against faster-whisper's own batched
transcription with word times, of the same recording by the same model, each in a process of its
own, in turn. The recording is spoken in the words of the tests' small model, which recognises three
of four. Without MODEL that model is used, blown up to the size of a real one (see
`speed.widened_model`).
"""

from __future__ import annotations

import argparse
import sys
import zipfile
from pathlib import Path
from statistics import median

from benchmarks.measuring.aligning import align_measured
from benchmarks.measuring.cost import run
from benchmarks.recordings.make import make_recording
from benchmarks.recordings.truth import WORK
from benchmarks.speed.widened_model import SIZES, widen

PROMISE = 1.1
_PACKED = Path(__file__).parents[2] / "tests" / "small_whisper" / "model.zip"
_PLAIN = """
import sys
from faster_whisper import BatchedInferencePipeline, WhisperModel
model = BatchedInferencePipeline(WhisperModel(sys.argv[1], device="cpu", compute_type="int8"))
segments, _ = model.transcribe(sys.argv[2], language="en", word_timestamps=True)
print(sum(len(segment.words) for segment in segments))
"""


def unpack_small_model() -> Path:
    """The small model of the tests, which is meant for synthetic speech."""
    folder = WORK / "small_whisper"
    if not folder.exists():
        with zipfile.ZipFile(_PACKED) as packed:
            packed.extractall(folder)
    return folder


def main() -> None:
    """Print both costs and their ratio; exit code 1 when it is over the promise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", nargs="?", type=Path, help="a model's folder")
    parser.add_argument("--size", choices=[*SIZES, "test"], default="small")
    parser.add_argument("--name", default="known5", help="one of the made recordings")
    parser.add_argument("--runs", type=int, default=1)
    arguments = parser.parse_args()
    model = arguments.model or unpack_small_model()
    if arguments.model is None and arguments.size in SIZES:
        model = widen(model, WORK / f"whisper_{arguments.size}_wide", arguments.size)
    recording = make_recording(arguments.name)
    ours: list[float] = []
    plain: list[float] = []
    for _ in range(arguments.runs):
        theirs = run([sys.executable, "-c", _PLAIN, model, recording.media])
        if theirs.exit_code != 0:
            raise SystemExit(f"faster-whisper failed: {theirs.stderr}")
        plain.append(theirs.cpu)
        outcome = align_measured(
            recording.media,
            recording.transcript,
            *("--engine", "whisper", "--model", str(model), "--language", "en"),
        )
        ours.append(outcome.cost.cpu)
        if outcome.alignment is None:
            raise SystemExit(f"aligning failed: {outcome.cost.stderr.strip()[-500:]}")
        print(f"faster-whisper {plain[-1]:.1f} CPU-s, aligning {ours[-1]:.1f} CPU-s", flush=True)
    ratio = median(ours) / median(plain)
    print(f"{'PASS' if ratio <= PROMISE else 'FAIL'}  {ratio:.2f} x, promised {PROMISE} x")
    raise SystemExit(0 if ratio <= PROMISE else 1)


if __name__ == "__main__":
    main()
