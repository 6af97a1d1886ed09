"""Recordings with a picture to cut clips from."""

from __future__ import annotations

from pathlib import Path

import pytest

from pullquote.align.media.audio import probe
from pullquote.align.times import TimeSpan
from pullquote.clips.passages.cut import Cut
from pullquote.clips.render.audio import write_wav
from pullquote.clips.render.sound import cut_sound, on_clock
from pullquote.clips.render.video import frame_span, write_video

X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-g", "50", "-c:a", "aac")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("video")


@pytest.fixture(scope="module")
def plain(folder: Path, flash_beep) -> Path:
    return flash_beep(folder / "plain.mp4")


def cut_clip(source: Path, out: Path, start: float, end: float, **more) -> TimeSpan:
    info = probe(source)
    assert info.video is not None
    cut = Cut(TimeSpan(start, end), 0.0, 0.0)
    held = frame_span(info.video, cut.span)
    wav = write_wav(on_clock(cut_sound(source, cut), held), out.parent)
    write_video(info, held, wav, out, **more)
    wav.unlink()
    return held
