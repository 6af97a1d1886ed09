"""Commands without what they need: disk, permission, ffmpeg, a whole model.

    python -m benchmarks.trust.faults [NAME ...]

Each must end soon with an exit code that is not 0 and one sentence, and must leave nothing behind;
or do its work all the same. Full and read-only disks are made by mounting, which root may. Exit
code 1 when anything is found.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.trust.commands import PATIENCE, Inputs, commands, environment, is_whole, make_inputs
from pullquote.align.files import work_folder
from pullquote.align.media.ffmpeg import ffmpeg_path

_KIB = (4, 16, 64, 128, 256, 1024, 4096)
"""Sizes of disks; the largest holds all that is written."""
_MODEL = Path(__file__).parents[2] / "tests" / "small_whisper" / "model.zip"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of one command."""

    name: str
    code: int
    said: str
    findings: tuple[str, ...]

    @property
    def kind(self) -> str:
        """`done`, `refused` or `found`."""
        return "found" if self.findings else "done" if self.code == 0 else "refused"

    def __str__(self) -> str:
        return f"{self.name}: {'; '.join(self.findings)} (exit code {self.code}: {self.said})"


def attempt(name: str, command: Sequence[str], env: Mapping[str, str], target: Path) -> Outcome:
    """Run it and look at what it says and leaves."""
    findings = []
    try:
        done = subprocess.run(
            command, env=dict(env), stdin=subprocess.DEVNULL, capture_output=True, check=False,
            encoding="utf-8", errors="replace", timeout=PATIENCE,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return Outcome(name, -1, "", (f"takes more than {PATIENCE:.0f} s",))
    said = " ".join(done.stderr.split())
    if "Traceback" in done.stderr:
        findings.append("a traceback")
    if done.returncode < 0:
        findings.append("it crashed")
    if done.returncode == 0 and not (target.exists() and is_whole(target)):
        findings.append("success is reported, and the file is missing or not whole")
    if done.returncode != 0:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        if len(lines) != 1 or len(said) < 20:
            findings.append(f"{len(lines)} lines instead of a sentence")
        left = [path.name for path in target.parent.iterdir()] if target.parent.exists() else []
        if left:
            findings.append(f"left {', '.join(left)}")
    return Outcome(name, done.returncode, said[-300:], tuple(findings))


@contextlib.contextmanager
def small_disk(folder: Path, kib: int) -> Iterator[Path]:
    """A disk of this size."""
    folder.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kib}k", "tmpfs", str(folder)]
    subprocess.run(mount, check=True, capture_output=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def full_disks(
    inputs: Inputs, folder: Path, sizes: Sequence[int] = _KIB, names: Sequence[str] = ()
) -> Iterator[Outcome]:
    """Output, temporary files and cache, each in turn on disks of all sizes."""
    for kib in sizes:
        for where in ("out", "tmp", "cache"):
            for name in names or commands(inputs, folder):
                place = folder / f"{kib} {where} {name}"
                env = environment(place)
                (place / "out").mkdir()
                command, target = commands(inputs, place / "out")[name]
                with small_disk(place / where, kib):
                    yield attempt(f"{name}, {kib} KiB for {where}", command, env, target)


def read_only(inputs: Inputs, folder: Path, names: Sequence[str] = ()) -> Iterator[Outcome]:
    """The same on disks that cannot be written."""
    for where in ("out", "tmp", "cache"):
        for name in names or commands(inputs, folder):
            place = folder / f"{where} {name}"
            env = environment(place)
            (place / "out").mkdir()
            command, target = commands(inputs, place / "out")[name]
            with small_disk(place / where, 64):
                remount = ["mount", "-o", "remount,ro", str(place / where)]
                subprocess.run(remount, check=True, capture_output=True)
                yield attempt(f"{name}, {where} read-only", command, env, target)


_PROGRAMS = {
    "missing": None,
    "no program": "just text\n",
    "too old": "#!/bin/sh\necho 'ffmpeg version 2.8.17'\necho 'Unrecognized option' >&2\nexit 1\n",
    "killed at once": "#!/bin/sh\nkill -9 $$\n",
    "killed at work": '#!/bin/sh\n"{real}" "$@" & pid=$!\nsleep 0.3\nkill -9 $pid $$\n',
    "silent": "#!/bin/sh\nexit 1\n",
}  # fmt: skip


def programs(inputs: Inputs, folder: Path, names: Sequence[str] = ()) -> Iterator[Outcome]:
    """Another ffmpeg than the one that came along."""
    for kind, script in _PROGRAMS.items():
        for name in names or commands(inputs, folder):
            place = folder / f"{kind} {name}"
            program = place / "ffmpeg"
            env = environment(place, PULLQUOTE_FFMPEG=str(program))
            (place / "out").mkdir()
            if script is not None:
                program.write_text(script.replace("{real}", ffmpeg_path()), "utf-8")
                program.chmod(0o755)
            command, target = commands(inputs, place / "out")[name]
            yield attempt(f"{name}, ffmpeg {kind}", command, env, target)


def models(inputs: Inputs, folder: Path) -> Iterator[Outcome]:
    """A model's folder without one of its files, with an empty, a cut or a garbled one."""
    with zipfile.ZipFile(_MODEL) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    for broken, content in contents.items():
        for how, data in {
            "missing": None,
            "empty": b"",
            "cut": content[: len(content) // 2],
            "garbled": bytes(byte ^ 0x5A for byte in content),
        }.items():
            place = folder / f"{how} {Path(broken).name}"
            env = environment(place)
            (place / "out").mkdir()
            for name, whole in contents.items():
                written = data if name == broken else whole
                if written is not None and not name.endswith("/"):
                    path = place / "model" / Path(name).name
                    path.parent.mkdir(exist_ok=True)
                    path.write_bytes(written)
            command, target = commands(inputs, place / "out")["align"]
            command[command.index("sphinx")] = "whisper"
            command += ["--model", str(place / "model")]
            yield attempt(f"align, {Path(broken).name} {how}", command, env, target)


FAULTS = {
    "full disks": full_disks,
    "read-only disks": read_only,
    "ffmpeg": programs,
    "models": models,
}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("faults", nargs="*", metavar="NAME", help=", ".join(FAULTS))
    asked = parser.parse_args(arguments)
    found = 0
    if os.geteuid() != 0:
        print("not root: disks cannot be mounted")
    with work_folder() as folder:
        inputs = make_inputs(folder / "inputs")
        before = inputs.digest()
        for fault in asked.faults or FAULTS:
            counts: Counter[str] = Counter()
            for outcome in FAULTS[fault](inputs, folder / fault):
                counts[outcome.kind] += 1
                if outcome.findings:
                    print(outcome, flush=True)
            found += counts["found"]
            summary = ", ".join(f"{n} {what}" for what, n in sorted(counts.items()))
            print(f"{fault}: {summary}", flush=True)
        if inputs.digest() != before:
            print("an input was changed")
            found += 1
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
