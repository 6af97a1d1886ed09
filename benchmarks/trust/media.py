"""Damaged recordings: mutants of ten kinds of file, made by seed, decoded within limits.

    python -m benchmarks.trust.media [COUNT] [--seed N] [--keep FOLDER]

Each mutant must be read, or be refused in one sentence; a crash, a hang, any other error, or more
sound than a damaged file of a few seconds can hold is a finding. Exit code 1 when there is one.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pullquote.align.errors import CancelledError, EngineError, MediaError
from pullquote.align.files import work_folder
from pullquote.align.media.audio import decode, probe
from pullquote.align.media.clock import LONGEST_GAP
from pullquote.align.media.ffmpeg import ffmpeg_path
from pullquote.align.progress import Monitor
from pullquote.align.workers import run_apart

SECONDS = 4
PATIENCE = 30.0
"""Seconds for one mutant, which takes a few hundredths."""
MEMORY = 4 * 2**30
"""Bytes of address space; numpy and ffmpeg take one gigabyte before anything is decoded."""

_PICTURE = ("-f", "lavfi", "-i", f"testsrc=s=96x64:r=10:d={SECONDS}")
_SOUND = ("-f", "lavfi", "-i", f"sine=440:r=16000:d={SECONDS}")
KINDS: dict[str, tuple[str, ...]] = {
    "wav": _SOUND,
    "mp3": _SOUND,
    "flac": _SOUND,
    "ogg": (*_SOUND, "-c:a", "libvorbis"),
    "m4a": _SOUND,
    "mp4": (*_PICTURE, *_SOUND, "-shortest"),
    "mkv": (*_PICTURE, *_SOUND, "-shortest"),
    "webm": (*_PICTURE, *_SOUND, "-shortest", "-deadline", "realtime"),
    "avi": (*_PICTURE, *_SOUND, "-shortest"),
    "ts": (*_PICTURE, *_SOUND, "-shortest"),
}
"""Extension → what ffmpeg makes it from."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The fate of one mutant."""

    path: Path
    kind: str
    """`read`, `refused`, or what is a finding: `crash`, `hang`, `error`, `bloat`."""
    said: str = ""

    @property
    def is_finding(self) -> bool:
        """True for a fate that must not happen."""
        return self.kind not in ("read", "refused")


def make_sources(folder: Path) -> dict[str, bytes]:
    """One whole file of each kind."""
    sources = {}
    for kind, given in KINDS.items():
        path = folder / f"source.{kind}"
        command = [ffmpeg_path(), "-v", "error", "-y", *given, str(path)]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
        sources[kind] = path.read_bytes()
    return sources


def _flip(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.choice((1, 3, 10, 100))):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def _extreme(data: bytearray, rng: random.Random) -> None:
    """A number of the header, mostly, becomes as large or as small as it can."""
    reach = len(data) if rng.random() < 0.3 else min(len(data), 600)
    size = rng.choice((1, 2, 4, 8))
    place = rng.randrange(max(1, reach - size))
    data[place : place + size] = rng.choice((b"\xff", b"\x00", b"\x7f", b"\x80")) * size


def _cut_out(data: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(data))
    del data[start : start + rng.randrange(1, max(2, len(data) // 4))]


def _repeat(data: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(data))
    piece = data[start : start + rng.randrange(1, max(2, len(data) // 4))]
    place = rng.randrange(len(data))
    data[place:place] = piece * rng.choice((1, 2, 5))


def _truncate(data: bytearray, rng: random.Random) -> None:
    del data[rng.randrange(1, len(data)) :]


def _noise(data: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(data))
    size = min(len(data) - start, rng.choice((16, 256, 4096)))
    data[start : start + size] = rng.randbytes(size)


_DAMAGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _flip,
    _extreme,
    _extreme,
    _cut_out,
    _repeat,
    _truncate,
    _noise,
)


def mutants(
    sources: dict[str, bytes], folder: Path, count: int, seed: int, first: int = 0
) -> Iterator[Path]:
    """Damaged files, those of numbers `first` and after; each number gives the same file."""
    kinds = sorted(sources)
    for number in range(first, first + count):
        rng = random.Random(f"{seed}:{number}")
        kind = kinds[number % len(kinds)]
        data = bytearray(sources[kind])
        for _ in range(rng.choice((1, 1, 2, 4))):
            if len(data) > 16:
                rng.choice(_DAMAGES)(data, rng)
        if rng.random() < 0.05:
            data += sources[rng.choice(kinds)]
        path = folder / f"{number:05}.{kind}"
        path.write_bytes(data)
        yield path


def read_all(paths: Sequence[Path], log: Path, monitor: Monitor) -> None:
    """Read each file as the program would; what became of it is a line of `log`."""
    with log.open("a", encoding="utf-8") as file:
        for number, path in enumerate(paths):
            monitor.report(path.name, number / len(paths))
            kind, said = _read(path)
            file.write(f"{path.name}\t{kind}\t{' '.join(said.split())}\n")
            file.flush()


def _read(path: Path) -> tuple[str, str]:
    try:
        info = probe(path)
        audio = decode(path)
        decode(path, start=1.0, end=2.0)
    except MediaError as error:
        return "refused", str(error)
    except Exception as error:  # whatever it is, it is a finding
        return "error", f"{type(error).__name__}: {error}"
    if audio.duration > LONGEST_GAP + 600:
        return "bloat", f"{audio.duration:.0f} s of sound, {info.duration:.0f} s claimed"
    return "read", ""


def attack(paths: Sequence[Path], folder: Path) -> list[Outcome]:
    """Read each file in a process that may crash or hang, and report its fate."""
    log = folder / "log.tsv"
    waiting = {path.name: path for path in paths}
    outcomes: list[Outcome] = []
    while waiting:
        log.unlink(missing_ok=True)
        ending = _run(list(waiting.values()), log)
        lines = log.read_text("utf-8").splitlines() if log.exists() else []
        for line in lines:
            name, kind, said = line.split("\t")
            outcomes.append(Outcome(waiting.pop(name), kind, said))
        if ending is not None:
            # Whichever comes next is the one that it ended with.
            name = next(iter(waiting))
            outcomes.append(Outcome(waiting.pop(name), *ending))
    return outcomes


def _run(paths: Sequence[Path], log: Path) -> tuple[str, str] | None:
    """None when all were read; else how it ended early."""
    seen: list[tuple[str, float]] = [("", time.monotonic())]

    names = {path.name for path in paths}

    def note(stage: str, _: float) -> None:
        # "starting" comes from the process that waits, not from the one that reads.
        if stage in names and stage != seen[-1][0]:
            seen.append((stage, time.monotonic()))

    def hangs() -> bool:
        # Until its first report a process is starting, which takes long on a busy machine.
        patience = PATIENCE if seen[-1][0] else 10 * PATIENCE
        return time.monotonic() - seen[-1][1] > patience

    try:
        run_apart(read_all, paths, log, monitor=Monitor(note, hangs), memory=MEMORY)
    except CancelledError:
        return "hang", f"more than {PATIENCE:.0f} s"
    except EngineError as error:
        return "crash", str(error)
    return None


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=3000)
    parser.add_argument("--seed", type=int, default=10)
    parser.add_argument("--keep", type=Path, help="folder for the files that are findings")
    asked = parser.parse_args(arguments)
    with work_folder() as folder:
        sources = make_sources(folder)
        outcomes: list[Outcome] = []
        for first in range(0, asked.count, 200):
            count = min(200, asked.count - first)
            made = list(mutants(sources, folder, count, asked.seed, first))
            outcomes += attack(made, folder)
            for outcome in outcomes[first:]:
                if outcome.is_finding:
                    print(f"{outcome.path.name}: {outcome.kind}: {outcome.said}", flush=True)
                    if asked.keep:
                        asked.keep.mkdir(parents=True, exist_ok=True)
                        shutil.move(outcome.path, asked.keep / outcome.path.name)
            for path in made:
                path.unlink(missing_ok=True)
    counts = Counter(outcome.kind for outcome in outcomes)
    print(f"{len(outcomes)} mutants: " + ", ".join(f"{n} {kind}" for kind, n in counts.items()))
    return int(any(outcome.is_finding for outcome in outcomes))


if __name__ == "__main__":
    # The worker finds `read_all` under the module's own name, not as __main__'s.
    from benchmarks.trust.media import main as run

    sys.exit(run())
