"""Videos that cannot be made are explained, and nothing half made is left."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from pullquote.align.errors import CancelledError, FormatError, OutputError, ProgramError
from pullquote.align.media.audio import probe
from pullquote.align.progress import Monitor
from pullquote.align.times import TimeSpan
from pullquote.clips.passages.cut import Cut
from pullquote.clips.render.audio import write_wav
from pullquote.clips.render.codecs import Quality
from pullquote.clips.render.sound import cut_sound
from pullquote.clips.render.video import Captions, VideoOptions, write_video
from tests.clips.render.conftest import X264, cut_clip


def test_an_unknown_extension_is_refused(folder: Path, plain: Path) -> None:
    with pytest.raises(FormatError, match="mp4, mov"):
        cut_clip(plain, folder / "x.exe", 1.0, 2.0)


def test_a_place_that_cannot_be_written_is_said_and_nothing_is_left(
    folder: Path, plain: Path
) -> None:
    info = probe(plain)
    held = TimeSpan(1.0, 2.0)
    wav = write_wav(cut_sound(plain, Cut(held, 0.0, 0.0)), folder)
    with pytest.raises(OutputError, match=r"its folder .* does not exist"):
        write_video(info, held, wav, folder / "nowhere" / "clip.mp4")


def test_what_ffmpeg_said_last_is_in_the_error(folder: Path, plain: Path) -> None:
    broken = folder / "broken.ass"
    with pytest.raises(ProgramError, match=r"broken\.ass"):
        cut_clip(plain, folder / "y.mp4", 1.0, 2.0, captions=Captions(broken, folder))
    assert not list(folder.glob("y.mp4*"))


def test_cancelling_ends_ffmpeg_and_leaves_nothing(folder: Path, flash_beep) -> None:
    source = flash_beep(folder / "large.mp4", *X264, picture=",scale=1920:1080,noise=alls=40")
    stop = threading.Event()
    seen: list[float] = []

    def progress(stage: str, fraction: float) -> None:
        seen.append(fraction)
        stop.set()

    with pytest.raises(CancelledError):
        cut_clip(
            source,
            folder / "cancelled.mp4",
            0.0,
            12.0,
            options=VideoOptions(quality=Quality(preset="veryslow")),
            monitor=Monitor(progress, stop.is_set),
        )
    # The first report cancelled it; a whole encoding would have told many more.
    assert len(seen) == 1
    assert not list(folder.glob("cancelled*"))


def test_an_unknown_encoder_is_refused(folder: Path, plain: Path) -> None:
    options = VideoOptions(quality=Quality(encoder="abacus"))
    with pytest.raises(FormatError, match="x264"):
        cut_clip(plain, folder / "abacus.mp4", 1.0, 2.0, options=options)
