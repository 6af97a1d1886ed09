"""Cuts quotes out of a three-hour recording without aligning it.

    python -m benchmarks.speed.at_once

Runs `pullquote clip MEDIA TRANSCRIPT --quote …` for quotes from all over the recording, one
process each, with an empty cache; prints what it cost and whether the clip has the right words.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.accuracy.passages import judge
from benchmarks.measuring.cost import run
from benchmarks.recordings.make import make_recording
from benchmarks.recordings.truth import Kind, Recording, TruthToken, read_truth

CPU = 15.0
"""Seconds that a quote may cost; encoding half a minute of sound is a small part of it."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words to cut, and when they are spoken."""

    text: str
    spans: tuple[tuple[float, float], ...]
    """Of the words, with one neighbour on each side, seconds."""


def choose_quotes(tokens: tuple[TruthToken, ...], count: int, seed: int) -> list[Quote]:
    """Quotes of 6 to 20 words, spread evenly over the recording."""
    chance = random.Random(seed)
    spoken = [token for token in tokens if token.kind is not Kind.MARK]
    quotes = []
    for number in range(count):
        low = round((number + chance.random()) * (len(spoken) - 40) / count) + 15
        length = chance.randint(6, 20)
        run_of = spoken[low - 1 : low + length + 1]
        spans = tuple((t.start or 0.0, t.end or 0.0) for t in run_of)
        quotes.append(Quote(" ".join(t.text for t in run_of[1:-1]), spans))
    return quotes


def try_quote(recording: Recording, quote: Quote, extension: str) -> tuple[bool, bool]:
    """Cut it, print a line; whether it was cheap and whether it was right."""
    with tempfile.TemporaryDirectory() as folder:
        clip = Path(folder) / f"clip{extension}"
        command = [
            sys.executable,
            "-m",
            "pullquote.ui.cli.main",
            "clip",
            recording.media,
            recording.transcript,
        ]
        options = ["--quote", quote.text, "-o", clip, "--json", "--engine", "sphinx"]
        cost = run([*command, *options], environment={"XDG_CACHE_HOME": folder})
        at = f"{quote.spans[1][0]:8.1f} s  CPU {cost.cpu:5.1f} s  wall {cost.wall:5.1f} s"
        memory = f"{cost.memory / 1e6:4.0f} MB"
        if cost.exit_code != 0 or not clip.exists():
            print(f"FAIL  {at}  exit {cost.exit_code}: {cost.stderr.strip()[-300:]}", flush=True)
            return cost.cpu <= CPU, False
        held = json.loads(cost.stdout)["clips"][0]["source_range"]
    errors = judge(quote.spans, 1, len(quote.spans) - 2, (held["start"], held["end"]))
    right = max(errors) <= 0.2
    verdict = "right" if right else f"start {held['start']:.2f}, end {held['end']:.2f}"
    good = right and cost.cpu <= CPU
    edge = f"worst edge {1000 * max(errors):.0f} ms"
    print(f"{'PASS' if good else 'FAIL'}  {at}  {memory}  {edge}  {verdict}", flush=True)
    return cost.cpu <= CPU, right


def main() -> None:
    """Try the quotes; exit code 1 when one was dear or wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", default="talk180", help="one of the made recordings")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--extension", default=".wav", help="kind of clip")
    arguments = parser.parse_args()
    recording = make_recording(arguments.name)
    quotes = choose_quotes(read_truth(recording.truth).tokens, arguments.count, 5)
    results = [try_quote(recording, quote, arguments.extension) for quote in quotes]
    cheap, right = (sum(column) for column in zip(*results, strict=True))
    print(f"of {len(results)}: {cheap} at most {CPU:.0f} CPU-s, {right} in the right place")
    raise SystemExit(0 if cheap == right == len(results) else 1)


if __name__ == "__main__":
    main()
