"""Picture and sound of a clip must be those of the recording at the same moments, to a frame."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import av
import numpy as np
import pytest

from pullquote.align.media.audio import probe
from pullquote.align.media.ffmpeg import ffmpeg_path
from pullquote.align.times import TimeSpan
from pullquote.clips.passages.cut import Cut
from pullquote.clips.render.audio import write_wav
from pullquote.clips.render.shapes import Shape
from pullquote.clips.render.sound import cut_sound, on_clock
from pullquote.clips.render.video import Captions, VideoOptions, frame_span, write_video
from tests.clips.render.conftest import X264, cut_clip

VP8 = ("-c:v", "libvpx", "-deadline", "realtime", "-b:v", "300k", "-c:a", "libopus")


OFFSET = ("-output_ts_offset", "4.087")


# Frames are left out wherever nothing changes.
DROPPED = ",select='not(mod(n,3))+lt(mod(t+0.0005,1),0.1)+lt(mod(t-0.0995,1),0.04)'"


# AAC's delay is declared in an edit list in MP4; when that is moved, or in a TS, it is sound.
DELAY = 1024 / 48000


RECORDINGS = {
    # name: (file, arguments, frame rate, filter, moment of the flash 0)
    "25 frames a second": ("a.mp4", X264, "25", "", 0.0),
    "29.97 frames a second": ("b.mp4", X264, "30000/1001", "", 0.0),
    "60 frames a second": ("c.mov", X264, "60", "", 0.0),
    "mp4 that starts at 4.087": ("d.mp4", (*X264, *OFFSET), "25", "", 4.087),
    "mkv that starts at 4.087": ("e.mkv", (*X264, *OFFSET), "25", "", 4.087),
    "webm that starts at 4.087": ("f.webm", (*VP8, *OFFSET), "30000/1001", "", 4.087),
    "mpeg-ts": ("g.ts", X264, "25", "", DELAY),
    "variable rate": ("h.mp4", (*X264, "-fps_mode", "vfr"), "25", DROPPED, 0.0),
    "key frames ten seconds apart": (
        "i.mp4",
        ("-c:v", "libx264", "-bf", "3", "-g", "250", "-c:a", "aac"),
        "25",
        "",
        0.0,
    ),
}


@pytest.mark.parametrize("name", RECORDINGS)
def test_flashes_and_beeps_are_in_step_from_start_to_end(
    name: str, folder: Path, flash_beep, frames_of, beeps_of
) -> None:
    file, arguments, fps, picture, zero = RECORDINGS[name]
    source = flash_beep(folder / file, *arguments, fps=fps, picture=picture)
    for number, (start, end) in enumerate([(2.513, 9.271), (0.7, 1.9), (8.9, 11.98)]):
        out = folder / f"{source.name}.{number}.mp4"
        held = cut_clip(source, out, zero + start, zero + end)
        video = probe(out).video
        assert video is not None
        frame = 1 / video.frame_rate
        frames = frames_of(out)
        assert len(frames) == round(held.duration / frame)
        assert probe(out).duration == pytest.approx(held.duration, abs=frame / 2)
        truth = np.arange(np.ceil(start), end) + zero - held.start
        assert beeps_of(out) == pytest.approx(truth, abs=0.005)
        lit = frames[:, 20:50].mean(axis=(1, 2)) > 128
        flashes = np.flatnonzero(np.diff(lit.astype(int)) == 1) + 1
        assert flashes * frame == pytest.approx(truth, abs=frame)
        # And what it holds is where it says.
        assert held.start <= zero + start + 1e-6
        assert held.start > zero + start - frame
        assert zero + end - 1e-3 * frame <= held.end < zero + end + frame


def test_the_picture_before_the_cut_has_no_sound(folder: Path, flash_beep, beeps_of) -> None:
    source = folder / "slow.mp4"
    flash_beep(source, *X264, fps="10")
    out = folder / "muted.mp4"
    # The frame on screen at 3.195 s began at 3.1; the beep of 3.0 to 3.1 must not be heard, nor
    # the one at 4.0 inside the last frame.
    held = cut_clip(source, out, 3.101, 3.999)
    assert (held.start, held.end) == (pytest.approx(3.1), pytest.approx(4.0))
    assert len(beeps_of(out)) == 0


def test_slides_that_stand_for_seconds_are_on_screen_from_the_first_frame(
    folder: Path, ffmpeg, frames_of
) -> None:
    source = folder / "slides.mp4"
    # White from 7 to 14 s; a frame is stored each seven seconds.
    slides = (
        "color=black:s=64x36:r=25:d=28,drawbox=c=white:t=fill:enable='between(t,6.99,13.99)',"
        "select='not(mod(n,175))'"
    )
    inputs = ("-f", "lavfi", "-i", slides, "-f", "lavfi", "-i", "sine=d=28")
    ffmpeg(*inputs, *X264, "-fps_mode", "vfr", source)
    out = folder / "slides clip.mp4"
    cut_clip(source, out, 12.0, 15.0)
    lit = frames_of(out).mean(axis=(1, 2)) > 128
    assert len(lit) == 75
    assert lit[:49].all()
    assert not lit[51:].any()


def test_a_turned_picture_stays_upright(folder: Path, plain: Path, ffmpeg) -> None:
    turned, out = folder / "turned.mp4", folder / "turned clip.mp4"
    ffmpeg("-display_rotation", "90", "-i", plain, "-c", "copy", turned)
    cut_clip(turned, out, 1.0, 2.0)
    video = probe(out).video
    assert video is not None
    assert (video.width, video.height) == (72, 128)


def test_odd_sizes_and_oblong_pixels_become_even_and_square(folder: Path, flash_beep) -> None:
    odd = flash_beep(
        folder / "odd.mp4", *X264, "-pix_fmt", "yuv444p", picture=",scale=127:71,setsar=2"
    )
    out = folder / "odd clip.mp4"
    cut_clip(odd, out, 1.0, 2.0)
    video = probe(out).video
    assert video is not None
    assert (video.width, video.height) == (254, 72)


HALF = "color=c={}:s=400x360:r=25:d=3"


@pytest.fixture(scope="module")
def halves(folder: Path, ffmpeg) -> Path:
    """Left half dark, right half light."""
    path = folder / "halves.mp4"
    inputs = [("-f", "lavfi", "-i", HALF.format(c)) for c in ("0x202020", "0xe0e0e0")]
    ffmpeg(
        *inputs[0],
        *inputs[1],
        *("-f", "lavfi", "-i", "sine=d=3", "-filter_complex", "[0][1]hstack[v]"),
        *("-map", "[v]", "-map", "2:a", *X264),
        path,
    )
    return path


@pytest.mark.parametrize(
    ("aspect", "size"),
    [("16:9", (640, 360)), ("1:1", (360, 360)), ("4:5", (360, 450)), ("9:16", (360, 640))],
)
@pytest.mark.parametrize("fit", ["crop", "blur", "plain"])
def test_every_shape_has_its_size_and_shows_what_it_should(
    aspect: str, size: tuple[int, int], fit: str, folder: Path, halves: Path, frames_of
) -> None:
    out = folder / f"{aspect.replace(':', 'x')} {fit}.mp4"
    shape = Shape(aspect, fit, centre=0.0)
    cut_clip(halves, out, 0.5, 1.0, options=VideoOptions(shape))
    frames = frames_of(out)
    assert frames.shape[1:] == size[::-1]
    row = frames[5, size[1] // 2].astype(int)
    if fit == "crop" and aspect != "16:9":
        assert row.max() < 80  # The left of the source, and nothing of the right.
    else:
        assert row[size[0] // 4] < 80
        assert row[3 * size[0] // 4] > 180


def test_the_crop_can_be_moved(folder: Path, halves: Path, frames_of) -> None:
    out = folder / "right.mp4"
    cut_clip(halves, out, 0.5, 1.0, options=VideoOptions(Shape("1:1", centre=1.0)))
    assert frames_of(out)[5].min() > 180


def test_captions_are_drawn_whatever_the_folders_are_called(
    folder: Path, plain: Path, frames_of
) -> None:
    from pullquote.clips.captions.cue import Cue, CueWord
    from pullquote.clips.typeset.ass import write_ass

    strange = folder / "it's a [very], strange; 100% = naïve 名前 folder\\: "
    try:
        strange.mkdir()
    except OSError:
        pytest.skip("this file system has no such names")
    words = (CueWord("Hello", TimeSpan(0.2, 0.6), 0),)
    script = strange / "what, is: this's.ass"
    fonts = write_ass(
        [Cue(TimeSpan(0.2, 0.6), (words,))], width=128, height=72, path=script, style="plain"
    )
    moved = strange / "fonts, too:"
    shutil.copytree(fonts, moved)
    out = strange / "clip: 1.mp4"
    held = cut_clip(plain, out, 1.24, 2.0, captions=Captions(script, moved))
    lit = (frames_of(out)[:, 36:] > 60).any(axis=(1, 2))
    assert held.duration == pytest.approx(0.76)
    assert list(np.flatnonzero(lit)) == list(range(5, 15))


@pytest.mark.parametrize("kind", ["mp4", "mkv", "ts", "webm"])
def test_past_the_end_of_the_picture_its_last_frame_stands(folder: Path, kind: str) -> None:
    path = folder / f"short-picture.{kind}"
    picture = ["-f", "lavfi", "-i", "testsrc=s=160x120:d=2:r=25"]
    sound = ["-f", "lavfi", "-i", "sine=440:d=8"]
    command = [ffmpeg_path(), "-v", "error", "-y", *picture, *sound, str(path)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    info = probe(path)
    assert info.video is not None
    assert info.video.end == pytest.approx(2.0, abs=0.1)
    for start in (1.5, 6.0):
        held = frame_span(info.video, TimeSpan(start, start + 1.0))
        out = folder / f"late-{kind}-{start}.mp4"
        sounding = cut_sound(path, Cut(TimeSpan(start, start + 1.0), 0.0, 0.0))
        write_video(info, held, write_wav(on_clock(sounding, held), folder), out)
        with av.open(str(out)) as container:
            frames = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]
        assert len(frames) == round(held.duration * 25)
    assert np.abs(frames[0].astype(int) - frames[-1]).mean() < 3


@pytest.mark.parametrize("kind", ["gif", "webp"])
def test_a_short_quote_becomes_an_animation_without_sound(
    kind: str, folder: Path, plain: Path
) -> None:
    from PIL import Image

    out = folder / f"quote.{kind}"
    held = cut_clip(plain, out, 1.0, 3.0)
    with Image.open(out) as image:
        assert image.size == (128, 72)
        assert image.info["loop"] == 0
        durations = []
        for number in range(image.n_frames):
            image.seek(number)
            image.load()
            durations.append(image.info["duration"])
    assert sum(durations) / 1000 == pytest.approx(held.duration, abs=0.1)
