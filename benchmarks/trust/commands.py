"""Commands that write files, with small inputs, to be killed and starved."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pullquote.align.files import is_temporary
from pullquote.align.media.ffmpeg import ffmpeg_path
from pullquote.samples import SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, SAMPLE_TRUTH, SAMPLE_VIDEO

SECONDS = 18
"""Of the recording that is aligned."""
PATIENCE = 120.0
"""Seconds for one command on a busy machine; alone it takes one or two."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Files that no command may touch."""

    folder: Path
    short: Path
    short_text: Path
    video: Path
    alignment: Path

    def digest(self) -> str:
        """Changes with any byte or name in the folder."""
        digest = hashlib.sha256()
        for path in sorted(self.folder.iterdir()):
            digest.update(path.name.encode() + path.read_bytes())
        return digest.hexdigest()


def make_inputs(folder: Path) -> Inputs:
    """A short recording with its text, the sample's video and its alignment."""
    folder.mkdir(parents=True, exist_ok=True)
    words = json.loads(SAMPLE_TRUTH.read_text("utf-8"))["words"]
    said = [w["text"] for w in words if w["end"] is not None and w["end"] < SECONDS - 1]
    inputs = Inputs(
        folder, folder / "short.wav", folder / "short.txt", folder / "talk.mp4",
        folder / "talk.alignment.json",
    )  # fmt: skip
    command = [ffmpeg_path(), "-v", "error", "-y", "-i", str(SAMPLE_AUDIO), "-t", str(SECONDS)]
    subprocess.run([*command, "-ar", "16000", "-ac", "1", str(inputs.short)], check=True)
    inputs.short_text.write_text(" ".join(said), "utf-8")
    shutil.copy(SAMPLE_VIDEO, inputs.video)
    from pullquote.align.model.alignment import format_alignment
    from pullquote.align.pipeline import AlignOptions, align_recording
    from pullquote.align.reading.formats import read_transcript

    options = AlignOptions(engine="sphinx", use_cache=False, processes=1)
    alignment = align_recording(inputs.video, read_transcript(SAMPLE_TRANSCRIPT), options)
    inputs.alignment.write_text(format_alignment(alignment), "utf-8")
    return inputs


def commands(inputs: Inputs, out: Path) -> dict[str, tuple[list[str], Path]]:
    """Name → what is run, and the file that it writes."""
    talk = [str(inputs.video), str(inputs.alignment)]
    two = ["--words", "100-106", "--words", "140-146"]
    made = {
        "align": (
            ["align", str(inputs.short), str(inputs.short_text), "--engine", "sphinx"],
            "short.json",
        ),
        "subtitles": (["subtitles", str(inputs.alignment)], "talk.srt"),
        "clip to mp3": (["clip", *talk, "--words", "100-106"], "clip.mp3"),
        "clip to mp4": (["clip", *talk, "--words", "100-106"], "clip.mp4"),
        "join": (["clip", *talk, *two, "--join"], "joined.mp4"),
        "card": (["card", str(inputs.alignment), "--words", "100-106"], "card.png"),
    }
    return {
        name: ([sys.executable, "-m", "pullquote.ui", *command, "-o", str(out / file)], out / file)
        for name, (command, file) in made.items()
    }


def environment(folder: Path, **changes: str) -> Mapping[str, str]:
    """Caches, settings and temporary files below `folder`, and these variables."""
    for name in ("cache", "tmp", "home"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    return {
        **os.environ,
        "PULLQUOTE_CACHE": str(folder / "cache"),
        "TMPDIR": str(folder / "tmp"),
        "HOME": str(folder / "home"),
        "NO_COLOR": "1",
        **changes,
    }


def is_whole(path: Path) -> bool:
    """True for a complete file: text that parses, media that decode to their end."""
    if path.suffix == ".json":
        try:
            return bool(json.loads(path.read_text("utf-8"))["segments"])
        except (ValueError, KeyError):
            return False
    if path.suffix == ".srt":
        return path.read_text("utf-8").endswith("\n") and path.stat().st_size > 1000
    checked = subprocess.run(
        [ffmpeg_path(), "-v", "error", "-xerror", "-i", str(path), "-f", "null", "-"],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return checked.returncode == 0 and not checked.stderr


def strays(folder: Path) -> list[Path]:
    """Files and folders here under no name that Pullquote's temporary files have."""
    return [path for path in folder.iterdir() if not is_temporary(path)]
