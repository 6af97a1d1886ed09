"""A batch keeps existing files, reports its progress, and leaves nothing half made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pullquote.align.errors import (
    CancelledError,
    FormatError,
    MediaError,
    OutputError,
)
from pullquote.align.model.alignment import Alignment
from pullquote.align.progress import Monitor
from pullquote.clips.export.batch import ExportOptions, export_clips
from tests.clips.export.conftest import passage


def test_existing_files_are_kept_unless_forced(
    talk: Path, alignment: Alignment, tmp_path: Path
) -> None:
    asked = [passage(alignment, 3, 4)]
    out = tmp_path / "clip.wav"
    out.write_text("mine")
    with pytest.raises(OutputError, match="exists already"):
        export_clips(talk, alignment, asked, out)
    assert out.read_text() == "mine"
    (tmp_path / "two-three.wav").write_text("mine")
    options = ExportOptions(kind="wav")
    (clip,) = export_clips(talk, alignment, asked, tmp_path, options).clips
    assert clip.path == tmp_path / "two-three-2.wav"
    forced = replace(options, force=True)
    (clip,) = export_clips(talk, alignment, asked, out, forced).clips
    assert clip.path == out
    assert out.stat().st_size > 1000


def test_a_foreign_sidecar_is_not_overwritten(
    talk: Path, alignment: Alignment, tmp_path: Path
) -> None:
    (tmp_path / "clip.srt").write_text("mine")
    asked = [passage(alignment, 3, 4)]
    (clip,) = export_clips(talk, alignment, asked, tmp_path / "clip.wav").clips
    assert (tmp_path / "clip.srt").read_text() == "mine"
    assert not clip.made
    assert not (tmp_path / "clip.wav").exists()


def test_unknown_extensions_are_refused_before_any_work(
    talk: Path, alignment: Alignment, tmp_path: Path
) -> None:
    asked = [passage(alignment, 3, 4)]
    with pytest.raises(FormatError, match=r"\.mp4"):
        export_clips(talk, alignment, asked, tmp_path / "clip.exe")
    with pytest.raises(FormatError, match="mp4"):
        ExportOptions(kind="exe")
    with pytest.raises(FormatError):
        export_clips(talk, alignment, asked, tmp_path, ExportOptions(sidecar="exe"))
    with pytest.raises(MediaError, match="does not exist"):
        export_clips(tmp_path / "no.mp4", alignment, asked, tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="folder"):
        export_clips(talk, alignment, asked * 2, tmp_path / "file")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_progress_goes_from_nothing_to_all(
    talk: Path, alignment: Alignment, tmp_path: Path
) -> None:
    seen: list[float] = []
    monitor = Monitor(lambda stage, fraction: seen.append(fraction))
    asked = [passage(alignment, n, n + 1) for n in (1, 3, 7)]
    export_clips(talk, alignment, asked, tmp_path, ExportOptions(kind="mp4"), monitor=monitor)
    assert seen == sorted(seen)
    assert seen[0] < 0.1
    assert seen[-1] > 0.9


def test_cancelling_raises_and_leaves_no_half_made_file(
    talk: Path, alignment: Alignment, tmp_path: Path
) -> None:
    calls: list[float] = []

    def progress(stage: str, fraction: float) -> None:
        calls.append(fraction)

    monitor = Monitor(progress, lambda: len(calls) > 4)
    asked = [passage(alignment, 1, 5)] * 4
    with pytest.raises(CancelledError):
        export_clips(talk, alignment, asked, tmp_path, monitor=monitor)
    assert not list(tmp_path.glob("*.part"))
