"""ffmpeg: the program in use and its capabilities, and every run of it.

A run reports its progress, stops when asked, and brings its last words into the error.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO

from pullquote.align.errors import OutputError, ProgramError, PullquoteError
from pullquote.align.files import whole_file
from pullquote.align.progress import SILENT, Monitor

VARIABLE = "PULLQUOTE_FFMPEG"
"""The environment variable that names a program to use instead of the one from the wheel."""

NEEDED_ENCODERS = ("libx264", "aac", "libmp3lame", "libopus", "flac", "libvpx-vp9", "gif", "png")
NEEDED_FILTERS = ("ass", "showwaves", "loudnorm", "overlay", "gblur", "acrossfade", "xfade")
_ESSENTIAL = ("libx264", "aac", "ass")


@dataclass(frozen=True, slots=True)
class FfmpegReport:
    """The ffmpeg program in use and its capabilities."""

    path: str
    version: str
    """As the program reports it, such as `7.0.2-static`."""
    encoders: frozenset[str]
    filters: frozenset[str]

    @property
    def missing(self) -> tuple[str, ...]:
        """Encoders and filters that some kind of clip needs and that this program lacks."""
        return tuple(
            [name for name in NEEDED_ENCODERS if name not in self.encoders]
            + [name for name in NEEDED_FILTERS if name not in self.filters]
        )


def ffmpeg_path() -> str:
    """The ffmpeg program to run.

    The one in `PULLQUOTE_FFMPEG`, else the one in the `imageio-ffmpeg` wheel, else one on the PATH
    that can encode H.264 and AAC and draw captions. Raises ProgramError when there is none.
    """
    chosen = os.environ.get(VARIABLE)
    if chosen:
        found = shutil.which(chosen)
        if found is None:
            raise ProgramError(
                "ffmpeg",
                "starting",
                f"{VARIABLE} names {chosen!r}, which is not a program; unset it",
            )
        return found
    return _found_program()


@lru_cache(maxsize=1)
def _found_program() -> str:
    bundled = _program_in_wheel()
    if bundled is not None:
        return bundled
    on_path = shutil.which("ffmpeg")
    if on_path is not None:
        report = ffmpeg_report(on_path)
        if all(name in report.encoders | report.filters for name in _ESSENTIAL):
            return on_path
    raise ProgramError(
        "ffmpeg",
        "looking for it",
        "none with libx264, aac and libass could be found; reinstall imageio-ffmpeg or set "
        f"{VARIABLE} to the path of one",
    )


def _program_in_wheel() -> str | None:
    try:
        import imageio_ffmpeg

        # Its own search would also try IMAGEIO_FFMPEG_EXE, conda and the PATH, unchecked.
        folder = Path(imageio_ffmpeg.__file__).parent / "binaries"
    except ImportError:
        return None
    for program in sorted(folder.glob("ffmpeg-*")):
        if os.access(program, os.X_OK):
            return str(program)
    return None


@lru_cache(maxsize=4)
def ffmpeg_report(path: str | None = None) -> FfmpegReport:
    """Version, encoders and filters of this program (the one in use by default)."""
    program = path if path is not None else ffmpeg_path()
    version = re.search(r"^ffmpeg version (\S+)", _ask(program, "-version"), re.MULTILINE)
    return FfmpegReport(
        program,
        version[1] if version else "unknown",
        frozenset(re.findall(r"^ [VAS][\w.]{5} (\S+)", _ask(program, "-encoders"), re.MULTILINE)),
        frozenset(
            re.findall(r"^ [\w.|]{2,3} (\S+) +\S+->\S+", _ask(program, "-filters"), re.MULTILINE)
        ),
    )


def _ask(program: str, question: str) -> str:
    try:
        done = subprocess.run(
            [program, "-hide_banner", question],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ProgramError(program, "being asked what it can do", str(error)) from None
    # A program that ignores -hide_banner prints its version first; both streams are searched.
    return done.stdout + done.stderr


def run_ffmpeg(
    arguments: Sequence[str],
    *,
    doing: str,
    writes: Path | None = None,
    duration: float = 1.0,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    loglevel: str = "error",
    patience: float | None = None,
    monitor: Monitor = SILENT,
) -> str:
    """Run the ffmpeg in use with these arguments; returns its output.

    Parameters
    ----------
    doing : the work in words, for the error: `measuring talk.wav`.
    writes : the file that is blamed when there is no room or no permission.
    duration : seconds of output to expect, for the progress.
    folder : the working folder of the program, for names inside filter graphs.
    environment : variables that it gets besides those of this process.
    patience : seconds after which it is ended; None waits as long as it works.

    It ends with this process, and when the monitor cancels. Raises OutputError, ProgramError
    with its last words, CancelledError.
    """
    command = [ffmpeg_path(), *_GLOBAL, "-loglevel", loglevel, *arguments]
    # Its messages go to a file: a second pipe, not read meanwhile, would fill up.
    with tempfile.TemporaryFile() as words:
        deadline = None if patience is None else time.monotonic() + patience
        place = (folder, {**os.environ, **(environment or {})})
        code = _run(command, words.fileno(), duration, place, deadline, monitor)
        said = _read_words(words)
    if code is None:
        raise ProgramError("ffmpeg", doing, f"there was no answer in {patience:.0f} s")
    if code != 0:
        raise failure(doing, said, writes)
    return said


def write_with_ffmpeg(
    arguments: Sequence[str],
    path: Path,
    *,
    replace: bool = True,
    duration: float = 1.0,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    monitor: Monitor = SILENT,
) -> None:
    """Let ffmpeg write `path`, whole or not at all.

    `arguments` are all but the name of the output, which is temporary: the format must be among
    them. Raises what `files.whole_file` and `run_ffmpeg` raise.
    """
    with whole_file(path, replace=replace) as temporary:
        run_ffmpeg(
            [*arguments, f"file:{temporary.resolve()}"],
            doing=f"writing {path.name}",
            writes=path,
            duration=duration,
            folder=folder,
            environment=environment,
            monitor=monitor,
        )
        if temporary.stat().st_size == 0:
            raise ProgramError("ffmpeg", f"writing {path.name}", "the file is empty")


_GLOBAL = ("-nostdin", "-hide_banner", "-progress", "pipe:1", "-y")
_MOST_WORDS = 2**20
"""Bytes of its messages that are read: a damaged recording can cause gigabytes."""


def _run(
    command: Sequence[str],
    words: int,
    duration: float,
    place: tuple[Path | None, Mapping[str, str]],
    deadline: float | None,
    monitor: Monitor,
) -> int | None:
    """The exit code; None when it was ended at the deadline (of the monotonic clock).

    `place` is its working folder and its environment.
    """
    try:
        process = subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=words,
            cwd=place[0],
            env=place[1],
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise ProgramError(command[0], "starting", str(error)) from None
    alarm = None
    if deadline is not None:
        alarm = threading.Timer(max(0.0, deadline - time.monotonic()), process.kill)
        alarm.start()
    try:
        assert process.stdout is not None
        monitor.report("encoding", 0.0)
        # Twice a second ffmpeg reports its progress, which is also when cancelling is noticed.
        for line in process.stdout:
            name, _, value = line.strip().partition("=")
            if name == "out_time_us" and value.lstrip("-").isdigit():
                monitor.report("encoding", int(value) / 1e6 / max(duration, 1e-3))
        code = process.wait()
        return None if deadline is not None and time.monotonic() >= deadline else code
    finally:
        if alarm is not None:
            alarm.cancel()
        end_process(process)
        if process.stdout is not None:
            process.stdout.close()


def end_process(process: subprocess.Popen[str]) -> None:
    """End a process that still runs: first politely, then by force."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _read_words(file: IO[bytes]) -> str:
    """The beginning and the end of the output."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    said = file.read(_MOST_WORDS)
    if size > _MOST_WORDS:
        file.seek(max(_MOST_WORDS, size - _MOST_WORDS))
        said += b"\n" + file.read()
    return said.decode("utf-8", "replace")


def failure(doing: str, said: str, writes: Path | None = None) -> PullquoteError:
    """The error in ffmpeg's messages: of the file that it writes, or of the program."""
    for sign in ("No space left on device", "Permission denied", "Read-only file system"):
        if writes is not None and sign in said:
            return OutputError(writes, f"cannot be written ({sign.lower()}); choose another place")
    return ProgramError("ffmpeg", doing, "\n".join(_telling(said)))


def first_words(said: str) -> str:
    """The first meaningful line of ffmpeg's messages, which is the cause."""
    return next(iter(_telling(said)), "").strip()


def _telling(said: str) -> list[str]:
    # The cause comes first; later lines only report that nothing else worked either.
    lines = [re.sub(r"^\[[^]]*\] ", "", line) for line in said.splitlines() if line.strip()]
    return [line for line in lines if not _EMPTY_WORDS.match(line)] or lines


_EMPTY_WORDS = re.compile(
    r"Conversion failed|Error\s*: "
    r"|Error (initializing|opening|parsing|reinitializing|selecting|while|sending)"
)
