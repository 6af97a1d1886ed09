"""Running ffmpeg: with progress, cancel, a temporary name, and its last words when it fails."""

from __future__ import annotations

import contextlib
import re
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pullquote.align.errors import OutputError, ProgramError, PullquoteError
from pullquote.align.progress import SILENT, Monitor

QUIET = ("-nostdin", "-hide_banner", "-loglevel", "error", "-progress", "pipe:1", "-y")
"""Global options that `run_ffmpeg` relies on."""


def part_of(path: Path) -> Path:
    """The temporary name under which a file is made."""
    return path.with_name(path.name + ".part")


def run_ffmpeg(
    command: Sequence[str],
    path: Path,
    *,
    duration: float,
    folder: Path | None = None,
    monitor: Monitor = SILENT,
) -> None:
    """Run a command that writes `part_of(path)`, and give the file its name when it is whole.

    Parameters
    ----------
    command : the program and its arguments, with those in QUIET among them.
    duration : seconds of output to expect, for the progress.
    folder : where it runs.

    Raises OutputError where the output cannot be written, ProgramError when ffmpeg fails for
    another reason, CancelledError; nothing is left behind then.
    """
    part = part_of(path)
    if not path.parent.is_dir():
        raise OutputError(path, "cannot be written: its folder does not exist")
    try:
        # A file for its words: a pipe nobody reads while reading the other would fill up.
        with tempfile.TemporaryFile() as words:
            code = _run(command, words.fileno(), duration, folder, monitor)
            words.seek(0)
            said = words.read().decode("utf-8", "replace")
        if code != 0 or not part.exists():
            raise failure(path, said)
        part.replace(path)
    except OSError as error:
        raise OutputError(path, f"cannot be written ({error.strerror or error})") from None
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _run(
    command: Sequence[str], words: int, duration: float, folder: Path | None, monitor: Monitor
) -> int:
    try:
        process = subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=words,
            cwd=folder,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise ProgramError(command[0], "starting", str(error)) from None
    try:
        assert process.stdout is not None
        monitor.report("encoding", 0.0)
        # Twice a second ffmpeg says where it is, which is also when cancelling is noticed.
        for line in process.stdout:
            name, _, value = line.strip().partition("=")
            if name == "out_time_us" and value.lstrip("-").isdigit():
                monitor.report("encoding", int(value) / 1e6 / max(duration, 1e-3))
        return process.wait()
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if process.stdout is not None:
            process.stdout.close()


def failure(path: Path, said: str) -> PullquoteError:
    """The error that ffmpeg's last words, said while writing `path`, amount to."""
    for sign in ("No space left on device", "Permission denied", "Read-only file system"):
        if sign in said:
            return OutputError(path, f"cannot be written ({sign.lower()}); choose another place")
    return ProgramError("ffmpeg", f"writing {path.name}", "\n".join(_telling(said)))


def first_words(said: str) -> str:
    """The first line of ffmpeg's last words that says something: the cause."""
    return next(iter(_telling(said)), "").strip()


def _telling(said: str) -> list[str]:
    # The cause comes first; what follows only says that therefore nothing else worked.
    lines = [re.sub(r"^\[[^]]*\] ", "", line) for line in said.splitlines() if line.strip()]
    return [line for line in lines if not _EMPTY_WORDS.match(line)] or lines


_EMPTY_WORDS = re.compile(
    r"Conversion failed|Error\s*: "
    r"|Error (initializing|opening|parsing|reinitializing|selecting|while|sending)"
)
