"""Commands killed at random moments, by seed: no half file, no orphan, and the next run is right.

    python -m benchmarks.trust.kills [COUNT] [--seed N] [COMMAND ...]

Exit code 1 when anything is found.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.trust.commands import (
    PATIENCE,
    Inputs,
    commands,
    environment,
    is_whole,
    make_inputs,
    strays,
)
from pullquote.align.files import work_folder

_GRACE = 10.0
"""Seconds after which what the killed command had started must have ended, too."""


@dataclass(frozen=True, slots=True)
class Killed:
    """The end of one run."""

    command: str
    after: float
    """Seconds."""
    ended: str
    """`killed` or `done`, where it was done before."""
    findings: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.command} after {self.after:.2f} s ({self.ended}): {'; '.join(self.findings)}"


def _run(command: Sequence[str], env: Mapping[str, str], after: float | None) -> tuple[str, int]:
    """Run it in a process group of its own, killed after so many seconds; how it ended."""
    process = subprocess.Popen(
        command,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(PATIENCE if after is None else after)
        return "done", process.pid
    except subprocess.TimeoutExpired:
        # Only the program itself, as the system does when memory is short.
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        return "hang" if after is None else "killed", process.pid


def _orphans(group: int) -> list[str]:
    """Names of processes of this session that still run, after a while."""
    until = time.monotonic() + _GRACE
    while True:
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                before, after = stat.read_text().rsplit(")", 1)
            except OSError:
                continue
            fields = after.split()
            if int(fields[3]) == group and fields[0] != "Z":
                found.append(before.split("(", 1)[1])
        if not found or time.monotonic() > until:
            return found
        time.sleep(0.1)


def kill_once(inputs: Inputs, name: str, after: float, folder: Path) -> Killed:
    """Run the command, kill it, look around, and run it again."""
    out = folder / "out"
    out.mkdir(parents=True)
    env = environment(folder)
    before = inputs.digest()
    command, target = commands(inputs, out)[name]
    ended, group = _run(command, env, after)
    findings = [f"still runs: {orphan}" for orphan in _orphans(group)]
    if target.exists() and not is_whole(target):
        findings.append(f"{target.name} is not whole")
    if ended == "done" and not target.exists():
        findings.append(f"{target.name} is missing although it was done")
    findings += [f"left {path.name}" for path in strays(out) if path != target]
    again, _ = _run([*command, "--force"], env, None)
    if again != "done" or not target.exists() or not is_whole(target):
        findings.append("the next run is not right")
    if inputs.digest() != before:
        findings.append("an input was changed")
    return Killed(name, after, ended, tuple(findings))


def campaign(
    inputs: Inputs, count: int, seed: int, folder: Path, names: Sequence[str] = ()
) -> Iterator[Killed]:
    """The commands in turn, each killed at a random moment of the time that it takes."""
    rng = random.Random(seed)
    names = names or [*commands(inputs, folder)]
    usual = {}
    for name in names:
        began = time.monotonic()
        place = folder / f"usual {name}"
        (place / "out").mkdir(parents=True)
        _run(commands(inputs, place / "out")[name][0], environment(place), None)
        usual[name] = time.monotonic() - began
    for number in range(count):
        name = names[number % len(names)]
        yield kill_once(inputs, name, rng.uniform(0.1, usual[name]), folder / str(number))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=100)
    parser.add_argument("commands", nargs="*", metavar="COMMAND")
    parser.add_argument("--seed", type=int, default=10)
    asked = parser.parse_args(arguments)
    with work_folder() as folder:
        inputs = make_inputs(folder / "inputs")
        counts: Counter[str] = Counter()
        for killed in campaign(inputs, asked.count, asked.seed, folder, asked.commands):
            counts[killed.ended] += 1
            if killed.findings:
                counts["found"] += 1
                print(killed, flush=True)
    print(f"{asked.count} runs: " + ", ".join(f"{n} {what}" for what, n in sorted(counts.items())))
    return int(counts["found"] > 0)


if __name__ == "__main__":
    sys.exit(main())
