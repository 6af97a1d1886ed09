"""Trial of an encoder on this machine, with a few small frames.

ffmpeg's list of encoders says nothing about the chip: the usual builds have NVENC and VAAPI
wherever they run.
"""

from __future__ import annotations

from functools import lru_cache

from pullquote.align.errors import EngineError, FormatError, ProgramError
from pullquote.align.media.ffmpeg import ffmpeg_path, ffmpeg_report, first_words, run_ffmpeg
from pullquote.clips.render.codecs import ENCODERS, Quality, h264_options

_TRIAL = "color=black:s=320x240:r=25:d=0.2"
_LONGEST_TRIAL = 60.0  # seconds; a driver may have to be woken


def check_encoder(name: str) -> None:
    """Make sure that this encoder can be used; costs nothing for x264.

    Raises FormatError for an unknown name, and EngineError where the chip, its driver or
    ffmpeg's part of it is missing: somebody who chooses a chip for its speed should learn that it
    does not work.
    """
    if name not in ENCODERS:
        raise FormatError(name, tuple(ENCODERS), "encoder")
    if name == "x264":
        return
    real = ENCODERS[name]
    if real not in ffmpeg_report().encoders:
        problem = "ffmpeg was built without it"
    else:
        problem = _trial(ffmpeg_path(), name)
    if problem:
        raise EngineError(
            f"the encoder {name} ({real}) does not work on this machine: "
            f"{problem}; use x264, which works everywhere"
        )


@lru_cache(maxsize=8)
def _trial(_program: str, name: str) -> str:
    """This ffmpeg's complaint when it cannot encode with it; empty when it can."""
    upload = "format=nv12,hwupload" if name == "vaapi" else "format=yuv420p"
    options = [
        word
        for key, value in h264_options(Quality(encoder=name)).items()
        for word in (f"-{key}", str(value))
    ]
    trial = ["-f", "lavfi", "-i", _TRIAL, "-vf", upload, *options, "-f", "null", "-"]
    try:
        run_ffmpeg(trial, doing=f"trying the encoder {name}", patience=_LONGEST_TRIAL)
    except ProgramError as error:
        return first_words(error.last_words).rstrip(".") or "ffmpeg gives no reason"
    return ""
