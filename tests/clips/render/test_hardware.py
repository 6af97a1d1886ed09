"""A chip that was asked for and does not encode is reported; nothing is made instead."""

from __future__ import annotations

import os
import pickle
import sys
from pathlib import Path

import pytest

from pullquote.align.errors import EngineError, FormatError
from pullquote.align.media.ffmpeg import ffmpeg_path, ffmpeg_report
from pullquote.clips.render.codecs import ENCODERS
from pullquote.clips.render.hardware import _trial, check_encoder

CHIPS = tuple(name for name in ENCODERS if name != "x264")

# ffmpeg, but the chips are as the test has them: H.264 is then made by x264, or refused.
FAKE = """#!{python}
import subprocess, sys
words = sys.argv[1:]
with open({log!r}, "a") as log:
    log.write(" ".join(words) + "\\n")
if "-encoders" in words:
    print(" V..... libx264 x")
    for name in {built!r}:
        print(f" V..... {{name}} x")
    sys.exit(0)
if words[words.index("-vcodec") + 1] in {works!r}:
    sys.exit(0)
print("[h264_x @ 0x55] Cannot load libchip.so.1", file=sys.stderr)
print("[vf#0:0 @ 0x55] Error sending frames to consumers", file=sys.stderr)
sys.exit(187)
"""


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Puts a machine in place whose ffmpeg has these encoders and whose chips can do these."""
    if os.name == "nt":
        pytest.skip("a script is no program there")

    def put(built: tuple[str, ...], works: tuple[str, ...]) -> Path:
        program, log = tmp_path / "ffmpeg", tmp_path / "log"
        program.write_text(
            FAKE.format(python=sys.executable, log=str(log), built=built, works=works),
            encoding="utf-8",
        )
        program.chmod(0o755)
        monkeypatch.setenv("PULLQUOTE_FFMPEG", str(program))
        for kept in (ffmpeg_report, _trial):
            kept.cache_clear()
        return log

    yield put
    monkeypatch.undo()
    for kept in (ffmpeg_report, _trial):
        kept.cache_clear()


@pytest.mark.parametrize("chip", CHIPS)
def test_a_chip_that_encodes_is_taken_and_asked_only_once(chip: str, machine) -> None:
    log = machine((ENCODERS[chip],), (ENCODERS[chip],))
    check_encoder(chip)
    check_encoder(chip)
    trials = [line for line in log.read_text().splitlines() if "-vcodec" in line]
    assert len(trials) == 1
    assert ("hwupload" in trials[0]) == (chip == "vaapi")


@pytest.mark.parametrize("chip", CHIPS)
def test_a_chip_that_is_not_there_is_told_with_its_cause(chip: str, machine) -> None:
    machine((ENCODERS[chip],), ())
    with pytest.raises(EngineError, match=r"Cannot load libchip\.so\.1; use x264") as caught:
        check_encoder(chip)
    assert chip in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 3
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_an_ffmpeg_that_was_built_without_it_is_told(machine) -> None:
    machine((), ())
    with pytest.raises(EngineError, match="was built without it"):
        check_encoder("videotoolbox")
    check_encoder("x264")


def test_an_unknown_encoder_is_refused_with_the_known() -> None:
    with pytest.raises(FormatError, match="use one of x264, nvenc, videotoolbox, vaapi"):
        check_encoder("abacus")


@pytest.mark.parametrize("chip", CHIPS)
def test_on_this_machine_a_chip_works_or_is_told(chip: str, tmp_path: Path, flash_beep) -> None:
    """The real ffmpeg: either a clip comes out, or one sentence and no file."""
    from pullquote.align.media.audio import probe
    from pullquote.align.times import TimeSpan
    from pullquote.clips.passages.cut import Cut
    from pullquote.clips.render.audio import write_wav
    from pullquote.clips.render.codecs import Quality
    from pullquote.clips.render.sound import cut_sound
    from pullquote.clips.render.video import VideoOptions, write_video

    source = flash_beep(tmp_path / "talk.mp4", duration=2, picture=",scale=320:240")
    held = TimeSpan(0.0, 1.0)
    wav = write_wav(cut_sound(source, Cut(held, 0.0, 0.0)), tmp_path)
    out = tmp_path / "clip.mp4"
    options = VideoOptions(quality=Quality(encoder=chip))
    assert Path(ffmpeg_path()).exists()
    try:
        write_video(probe(source), held, wav, out, options=options)
    except EngineError as error:
        assert "use x264" in str(error)
        assert not list(tmp_path.glob("clip*"))
    else:
        assert probe(out).duration == pytest.approx(1.0, abs=0.05)
