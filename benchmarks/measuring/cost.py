"""The cost of a command: CPU time and memory of it and of everything that it starts."""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_INTERVAL = 0.4
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost and the output of a finished command."""

    exit_code: int
    cpu: float
    """Seconds of CPU, user and system, children included."""
    wall: float
    """Seconds."""
    memory: int
    """Peak in bytes of the command and its children together, shared memory counted once; 0 where
    the system does not report it."""
    stdout: str
    stderr: str


def run(command: Sequence[str | Path], *, environment: dict[str, str] | None = None) -> Cost:
    """Run a command to its end and measure it."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.monotonic()
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            env={**os.environ, **(environment or {})},
        )
        watch = _Watch(process.pid)
        watch.start()
        process.wait()
        wall = time.monotonic() - started
        watch.stop()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        out.seek(0)
        err.seek(0)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return Cost(process.returncode, cpu, wall, watch.peak, out.read(), err.read())


class _Watch(threading.Thread):
    """Looks at the memory of a process and its descendants until it is stopped."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self._stopped = threading.Event()
        self.peak = 0

    def run(self) -> None:
        while not self._stopped.wait(_INTERVAL):
            total = sum(_memory(process) for process in _family(self._process))
            self.peak = max(self.peak, total)

    def stop(self) -> None:
        self._stopped.set()
        self.join()


def _family(process: int) -> list[int]:
    """The process and its descendants."""
    found = [process]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*"):
            try:
                found += [int(child) for child in (task / "children").read_text().split()]
            except OSError:
                continue
    return found


def _memory(process: int) -> int:
    """Proportional share of memory in bytes, 0 for a process that has ended."""
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0
