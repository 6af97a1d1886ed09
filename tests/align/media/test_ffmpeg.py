"""The choice of an ffmpeg: the variable's, the wheel's, or a sufficient one on the PATH."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from pullquote.align.errors import ProgramError
from pullquote.align.media import ffmpeg

pytestmark = pytest.mark.skipif(os.name == "nt", reason="makes programs of shell scripts")


@pytest.fixture(autouse=True)
def forgotten(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv(ffmpeg.VARIABLE, raising=False)
    ffmpeg._found_program.cache_clear()
    yield
    ffmpeg._found_program.cache_clear()


def program(folder: Path, answers: str) -> Path:
    """A program that says what ffmpeg says about its encoders and filters."""
    path = folder / "ffmpeg"
    path.write_text(f"#!/bin/sh\ncat <<'END'\n{answers}\nEND\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


ABLE = """ffmpeg version 9.9 Copyright
 V....D libx264              H.264
 A....D aac                  AAC
 ... ass               V->V       Render ASS subtitles."""


def test_the_wheels_program_has_all_that_clips_need() -> None:
    report = ffmpeg.ffmpeg_report()
    assert "imageio_ffmpeg" in report.path
    assert report.missing == ()
    assert report.version != "unknown"


def test_the_variable_names_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = program(tmp_path, ABLE)
    monkeypatch.setenv(ffmpeg.VARIABLE, str(own))
    assert ffmpeg.ffmpeg_path() == str(own)
    report = ffmpeg.ffmpeg_report(str(own))
    assert report.version == "9.9"
    assert "libx264" not in report.missing
    assert "libopus" in report.missing


def test_a_variable_that_names_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ffmpeg.VARIABLE, "/no/such/ffmpeg")
    with pytest.raises(ProgramError, match="/no/such/ffmpeg"):
        ffmpeg.ffmpeg_path()


def test_without_the_wheel_one_on_the_path_will_do_if_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ffmpeg, "_program_in_wheel", lambda: None)
    own = program(tmp_path, ABLE)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert ffmpeg.ffmpeg_path() == str(own)


def test_one_on_the_path_that_cannot_draw_captions_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ffmpeg, "_program_in_wheel", lambda: None)
    program(tmp_path, ABLE.replace(" ass ", " gas "))
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(ProgramError, match="libass"):
        ffmpeg.ffmpeg_path()
