"""Whether an encoder really encodes on this machine: it is asked to, with a few small frames.

That ffmpeg was built with an encoder says nothing about the chip: the usual builds have NVENC and
VAAPI wherever they run.
"""

from __future__ import annotations

import subprocess
from functools import lru_cache

from pullquote.align.errors import EngineError, FormatError, ProgramError
from pullquote.align.media.ffmpeg import ffmpeg_path, ffmpeg_report
from pullquote.clips.render.codecs import ENCODERS, Quality, h264_options
from pullquote.clips.render.encode import first_words

_TRIAL = "color=black:s=320x240:r=25:d=0.2"
_LONGEST_TRIAL = 60.0  # seconds; a driver may have to be woken


def check_encoder(name: str) -> None:
    """Make sure that this encoder can be used; costs nothing for x264.

    Raises FormatError for an unknown name, and EngineError where the chip, its driver or
    ffmpeg's part of it is not there: one chooses a chip for its speed, and should be told when it
    does not work.
    """
    if name not in ENCODERS:
        raise FormatError(name, tuple(ENCODERS), "encoder")
    if name == "x264":
        return
    real = ENCODERS[name]
    if real not in ffmpeg_report().encoders:
        problem = "the ffmpeg here was built without it"
    else:
        problem = _trial(ffmpeg_path(), name)
    if problem:
        raise EngineError(
            f"the encoder {name} ({real}) was asked for, but it does not work on this machine: "
            f"{problem}; use x264, which works everywhere"
        )


@lru_cache(maxsize=8)
def _trial(program: str, name: str) -> str:
    """What ffmpeg says when it cannot encode with it; nothing when it can."""
    upload = "format=nv12,hwupload" if name == "vaapi" else "format=yuv420p"
    options = [
        word
        for key, value in h264_options(Quality(encoder=name)).items()
        for word in (f"-{key}", str(value))
    ]
    command = [program, "-nostdin", "-hide_banner", "-loglevel", "error", "-f", "lavfi"]
    command += ["-i", _TRIAL, "-vf", upload, *options, "-f", "null", "-"]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_LONGEST_TRIAL,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"it gave no answer in {_LONGEST_TRIAL:.0f} s"
    except OSError as error:
        raise ProgramError(program, "being asked what it can do", str(error)) from None
    return (
        ""
        if done.returncode == 0
        else first_words(done.stderr).rstrip(".") or "it does not say why"
    )
