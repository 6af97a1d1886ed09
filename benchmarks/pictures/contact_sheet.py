"""Draws every caption style on the sample into one picture.

python -m benchmarks.pictures.contact_sheet [PNG]
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.captions.speech import sample_words
from pullquote.align.media.ffmpeg import ffmpeg_path
from pullquote.clips.captions.cue import Cue
from pullquote.clips.captions.layout import lay_out_cues
from pullquote.clips.typeset.safe_area import profile_for
from pullquote.clips.typeset.still import Picture, draw_still
from pullquote.clips.typeset.styles import Style, style_named, style_names

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
SHEET = SAMPLES.parent / "docs" / "pictures" / "styles.png"
SIZE = (640, 360)
COLUMNS = 2
# Edwin speaks: "She only comes home at night, in the dark, and she sounds …"
MOMENT = 78.9


def still(video: Path, time: float, out: Path) -> None:
    """The frame that the video shows at `time` seconds."""
    _ffmpeg("-ss", str(time), "-i", str(video), "-frames:v", "1", str(out))


def draw_style(style: Style, cues: tuple[Cue, ...], background: Path, out: Path) -> None:
    """The frame with captions in this style."""
    draw_still(cues, MOMENT, out, Picture(*SIZE, str(background)), style)


def main() -> None:
    """Draw all styles beside each other."""
    sheet = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else SHEET
    words = sample_words()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        still(SAMPLES / "interview.mp4", MOMENT, folder / "frame.png")
        styles = style_names()
        for number, style in enumerate(styles):
            cues = lay_out_cues(words, profile_for(style, *SIZE))
            draw_style(style_named(style), cues, folder / "frame.png", folder / f"{number:02d}.png")
        rows = -(-len(styles) // COLUMNS)
        sheet.parent.mkdir(exist_ok=True)
        tile = f"tile={COLUMNS}x{rows}:padding=6:color=white,split[a][b];"
        palette = "[a]palettegen=max_colors=128:stats_mode=single[p];[b][p]paletteuse=dither=none"
        _ffmpeg("-i", str(folder / "%02d.png"), "-vf", tile + palette, "-update", "1", str(sheet))
    print(f"{sheet}: {', '.join(styles)}, row by row")


def _ffmpeg(*arguments: str) -> None:
    command = [ffmpeg_path(), "-nostdin", "-loglevel", "error", "-y", *arguments]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
