"""Captions drawn by themselves: a still of any moment, and characters that have no font."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pullquote.align.errors import FormatError
from pullquote.align.files import whole_file, work_folder
from pullquote.align.media.ffmpeg import run_ffmpeg
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.cue import Cue, CueWord
from pullquote.clips.typeset.ass import write_ass
from pullquote.clips.typeset.fonts import missing_glyphs, undrawn
from pullquote.clips.typeset.fonts.system import drawing_environment
from pullquote.clips.typeset.styles import Style

STILL_KINDS = {"png": "png", "jpg": "mjpeg", "jpeg": "mjpeg", "webp": "libwebp"}
"""Extension → ffmpeg's encoder."""

# libass's warning when no font of the system has a character either.
_NO_GLYPH = re.compile(r"failed to find any fallback with glyph 0x([0-9A-Fa-f]+)")


def still_kind(name: str) -> str:
    """The kind of picture for a name's extension. Raises FormatError for an unknown one."""
    suffix = Path(name).suffix
    kind = suffix.lstrip(".").lower()
    if kind not in STILL_KINDS:
        known = [f".{extension}" for extension in STILL_KINDS]
        raise FormatError(suffix, known, "picture extension")
    return kind


@dataclass(frozen=True, slots=True)
class Picture:
    """The ground behind the captions, and its size."""

    width: int
    height: int
    background: str = "#26374d"
    """A colour `#rrggbb`, or the path of an image that is scaled to fill the picture."""
    dim: float = 0.0
    """Darkening of an image, 0 to 1."""


def missing_in_log(log: str) -> tuple[str, ...]:
    """Characters that libass found in no font, from ffmpeg's messages of level `warning`."""
    found = (chr(int(code, 16)) for code in _NO_GLYPH.findall(log))
    # A missing space cannot be seen.
    seen = (char for char in found if not (undrawn(char) or char.isspace()))
    return tuple(dict.fromkeys(seen))


def missing_when_drawn(texts: Iterable[str], style: Style | str = "plain") -> tuple[str, ...]:
    """The characters of these texts that neither our fonts nor the system's can draw.

    libass is asked only about characters that no shipped font has; usually there are none.
    Raises ProgramError when ffmpeg cannot be run.
    """
    doubtful = "".join(missing_glyphs("".join(dict.fromkeys("".join(texts)))))
    if not doubtful:
        return ()
    cue = Cue(TimeSpan(0.0, 1.0), ((CueWord(doubtful, TimeSpan(0.0, 1.0)),),))
    with work_folder() as folder:
        script = folder / "captions.ass"
        fonts = write_ass((cue,), width=320, height=180, path=script, style=style)
        arguments = ("-f", "null", "-")
        return missing_in_log(_run(script, fonts, 0.5, Picture(320, 180), arguments))


def draw_still(
    cues: Sequence[Cue],
    time: float,
    out: Path,
    picture: Picture,
    style: Style | str = "plain",
    language: str = "",
) -> str:
    """Draw the captions as they are at `time` seconds into an image (by extension).

    `language` is that of `write_ass`. ffmpeg's messages come back, for `missing_in_log`. Raises
    ProgramError.
    """
    with work_folder() as folder:
        script = folder / "captions.ass"
        fonts = write_ass(
            cues,
            width=picture.width,
            height=picture.height,
            path=script,
            style=style,
            language=language,
        )
        return draw_script(script, fonts, time, out, picture)


def draw_script(
    script: Path, fonts: Path, time: float, out: Path, picture: Picture, *, replace: bool = True
) -> str:
    """Draw a script as it is at `time` seconds; the image appears whole or not at all.

    Returns ffmpeg's messages. Raises FormatError, ProgramError and OutputError.
    """
    kind = still_kind(out.name)
    # At the default quality a JPEG shows blocks around letters.
    quality = ("-q:v", "2") if STILL_KINDS[kind] == "mjpeg" else ()
    image = ("-f", "image2", "-update", "1", "-c:v", STILL_KINDS[kind], *quality)
    with whole_file(out, replace=replace) as temporary:
        output = (*image, f"file:{temporary.resolve()}")
        return _run(script, fonts, time, picture, output, writes=out)


def _run(
    script: Path,
    fonts: Path,
    time: float,
    picture: Picture,
    output: Sequence[str],
    writes: Path | None = None,
) -> str:
    size = f"{picture.width}x{picture.height}"
    if picture.background.startswith("#"):
        color = f"color=c=0x{picture.background[1:7]}:s={size}:r=100:d={time + 0.05:.3f}"
        source = ["-f", "lavfi", "-i", color]
        scale = "null"
    else:
        source = ["-loop", "1", "-framerate", "100", "-t", f"{time + 0.05:.3f}"]
        source += ["-i", str(Path(picture.background).resolve())]
        scale = (
            f"scale={picture.width}:{picture.height}:force_original_aspect_ratio=increase,"
            f"crop={picture.width}:{picture.height},setsar=1,"
            f"drawbox=color=black@{picture.dim:.3f}:t=fill"
        )
    # One frame, moved to the wanted moment, so that nothing before it is drawn. Full colour
    # throughout, because otherwise thin edges change colour with their place. Paths are relative,
    # so they need no escaping.
    chain = (
        f"{scale},format=gbrp,trim=end_frame=1,setpts={time:.4f}/TB,"
        f"ass=filename={script.name}:fontsdir=fonts"
    )
    link = script.parent / "fonts"
    if not link.exists():
        _bring(fonts, link)
    return run_ffmpeg(
        [*source, "-vf", chain, "-frames:v", "1", *output],
        doing="drawing captions",
        writes=writes,
        folder=script.parent,
        environment=drawing_environment(script.parent),
        loglevel="warning",
        patience=120.0,
    )


def _bring(fonts: Path, link: Path) -> None:
    """The fonts under a name that a filter graph needs no escapes for."""
    try:
        link.symlink_to(fonts, target_is_directory=True)
    except OSError:  # no right to make links (Windows)
        shutil.copytree(fonts, link)
