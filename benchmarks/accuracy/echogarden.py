"""Aligns the same recordings with Echogarden, for comparison.

    python -m benchmarks.accuracy.echogarden FOLDER

FOLDER is where this was run (needs Node; nothing of it is part of Pullquote):

    npm install --ignore-scripts echogarden@3.4.0 @echogarden/espeak-ng-emscripten@0.3.5

Its alignment by dynamic time warping against synthetic speech works offline. The npm package of
its synthesiser stands in for the one it would download.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.measuring.cost import Cost, run
from benchmarks.measuring.scoring import HypWord, format_header, format_score, score
from benchmarks.recordings.make import make_recording
from benchmarks.recordings.truth import Recording, read_truth
from pullquote.align.media.ffmpeg import ffmpeg_path

NAMES = ("talk40", "talk40_damaged", "speeches")
_SYNTHESISER = "espeak-ng-emscripten"
_WANTED = f"{_SYNTHESISER}-20260722"
"""The name under which version 3.4.0 looks for its synthesiser."""


def align_with_echogarden(packages: Path, recording: Recording) -> tuple[list[HypWord], Cost]:
    """Its words with their times, and what they cost."""
    modules = packages / "node_modules"
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        place = home / ".local" / "share" / "echogarden" / "packages" / _WANTED
        shutil.copytree(modules / "@echogarden" / _SYNTHESISER, place)
        (home / "bin").mkdir()
        (home / "bin" / "ffmpeg").symlink_to(ffmpeg_path())
        result = home / "result.json"
        launcher = modules / "echogarden" / "dist" / "cli" / "CLILauncher.js"
        command = ["node", launcher, "align", recording.media, recording.transcript, result]
        cost = run(
            [*command, "--language=en", "--engine=dtw"],
            environment={"HOME": name, "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}"},
        )
        if not result.exists():
            raise SystemExit(f"Echogarden failed: {cost.stdout[-500:]} {cost.stderr[-500:]}")
        return list(_words(json.loads(result.read_text(encoding="utf-8")))), cost


def _words(timeline: list[dict[str, Any]]) -> Iterator[HypWord]:
    for entry in timeline:
        if entry["type"] == "word":
            yield HypWord(entry["text"], entry["startTime"], entry["endTime"])
        else:
            yield from _words(entry.get("timeline", []))


def main() -> None:
    """Print its errors and costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", type=Path, help="the folder that has node_modules")
    parser.add_argument("names", nargs="*", default=NAMES, help="made recordings")
    arguments = parser.parse_args()
    print(format_header())
    for name in arguments.names:
        recording = make_recording(name)
        truth = read_truth(recording.truth)
        words, cost = align_with_echogarden(arguments.packages, recording)
        print(format_score(f"echogarden {name}", score(truth.tokens, words)))
        share = cost.cpu / truth.duration
        print(f"    CPU {share:.4f} x length, memory {cost.memory / 1e6:.0f} MB", flush=True)


if __name__ == "__main__":
    main()
