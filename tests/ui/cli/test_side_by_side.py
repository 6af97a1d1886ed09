"""Several commands that write into one place at the same time spoil nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pullquote.align.media.audio import probe
from pullquote.samples import SAMPLE_AUDIO


def _run_together(count: int, *arguments: str) -> list[tuple[int, str]]:
    """Exit codes and messages of commands that start at the same time."""
    command = [sys.executable, "-m", "pullquote.ui", *arguments]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(count)
    ]
    said = [process.communicate()[1] for process in running]
    return [(process.returncode, text) for process, text in zip(running, said, strict=True)]


CLIP = ("clip", str(SAMPLE_AUDIO))


def test_clips_of_eight_processes_in_one_folder_are_eight_playable_files(
    aligned: Path, tmp_path: Path
) -> None:
    command = (*CLIP, str(aligned), "--words", "209-211", "--format", "mp3", "--sidecar", "srt")
    outcomes = _run_together(8, *command, "-o", f"{tmp_path}/")
    assert outcomes == [(0, "")] * 8
    clips = sorted(tmp_path.glob("*.mp3"))
    assert len(clips) == 8
    assert len({round(probe(clip).duration, 3) for clip in clips}) == 1
    assert {path.stem for path in clips} == {path.stem for path in tmp_path.glob("*.srt")}
    assert len(list(tmp_path.iterdir())) == 16


@pytest.mark.parametrize("kind", ["clip.mp3", "clip.srt"])
def test_of_processes_that_write_one_named_file_one_makes_it(
    aligned: Path, tmp_path: Path, kind: str
) -> None:
    output = tmp_path / kind
    given = str(aligned)
    command = ("subtitles", given) if kind.endswith("srt") else (*CLIP, given, "--words", "209-211")
    outcomes = _run_together(4, *command, "-o", str(output))
    assert sorted(code for code, _ in outcomes) == [0, 2, 2, 2]
    assert sum("exists already" in said for _, said in outcomes) == 3
    assert output.stat().st_size > 100
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
