"""Which ffmpeg program is used, and whether it has what is needed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pullquote.align.errors import ProgramError

VARIABLE = "PULLQUOTE_FFMPEG"
"""The environment variable that names a program to use instead of the one from the wheel."""

NEEDED_ENCODERS = ("libx264", "aac", "libmp3lame", "libopus", "flac", "libvpx-vp9", "gif", "png")
NEEDED_FILTERS = ("ass", "showwaves", "loudnorm", "overlay", "gblur", "acrossfade", "xfade")
_ESSENTIAL = ("libx264", "aac", "ass")


@dataclass(frozen=True, slots=True)
class FfmpegReport:
    """What the ffmpeg program in use is and has."""

    path: str
    version: str
    """As it says itself, such as `7.0.2-static`."""
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

    `PULLQUOTE_FFMPEG` where it is set; else the one in the `imageio-ffmpeg` wheel; else one on the
    PATH that can encode H.264 and AAC and draw captions. Raises ProgramError when there is none.
    """
    chosen = os.environ.get(VARIABLE)
    if chosen:
        found = shutil.which(chosen)
        if found is None:
            raise ProgramError(
                "ffmpeg", "starting", f"{VARIABLE} names {chosen!r}, which is no program; unset it"
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
        "there is none with libx264, aac and libass; reinstall imageio-ffmpeg or set "
        f"{VARIABLE} to one",
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
