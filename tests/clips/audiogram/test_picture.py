"""The contents of an audiogram: bars of the sound, progress, speaker, cover, and captions
in rows of their own. Decoded pixels are looked at."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pullquote.align.errors import InputError
from pullquote.align.media.audio import Stretch
from pullquote.align.times import TimeSpan
from pullquote.clips.audiogram.picture import (
    Audiogram,
    audiogram_picture,
    audiogram_size,
    write_audiogram,
)
from pullquote.clips.audiogram.text import Turn, speaker_turns
from pullquote.clips.captions.cue import Cue, CueWord
from pullquote.clips.export.captions import write_captions
from pullquote.clips.export.options import ExportOptions
from pullquote.clips.render.shapes import Shape
from pullquote.clips.render.stills import write_still
from pullquote.clips.render.video import VideoOptions, filter_path

BACKGROUND = np.array([0x14, 0x18, 0x1F])
RATE = 16_000


def sound(seconds: float = 4.0) -> Stretch:
    """A tone in the first half, silence in the second."""
    times = np.arange(round(seconds * RATE)) / RATE
    tone = 12_000 * np.sin(2 * np.pi * 300 * times) * (times < seconds / 2)
    return Stretch(tone.astype(np.int16)[:, None], RATE, 0.0)


def cue(start: float, end: float, speaker: str | None, *lines: str) -> Cue:
    rows = tuple((CueWord(line, TimeSpan(start, end)),) for line in lines)
    return Cue(TimeSpan(start, end), rows, speaker)


CUES = (
    cue(0.2, 1.9, "ANNA", "And then you began to", "record the birds."),
    cue(2.0, 3.9, "EDWIN", "Quite by accident.", "I had an old microphone."),
)


def frame(audiogram: Audiogram, time: float, folder: Path) -> np.ndarray:
    """The picture at this moment, with its captions, shape (height, width, 3)."""
    picture = audiogram_picture(audiogram, folder)
    if audiogram.captions is not None:
        picture = picture.filter(
            "ass",
            filename=filter_path(audiogram.captions.script, folder),
            fontsdir=filter_path(audiogram.captions.fonts, folder),
        )
    path = folder / "frame.png"
    write_still(picture.filter("trim", start=time), path, folder=folder)
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB")).astype(int)


def made(folder: Path, style: str = "plain", **video) -> Audiogram:
    options = ExportOptions(style=style, video=VideoOptions(**video))
    captions = write_captions(CUES, options, audiogram_size(options.video), folder, "en")
    return Audiogram(sound(), CUES, captions, options.video)


@pytest.fixture(scope="module")
def cover(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Blue with a red frame, under a name that is all traps."""
    path = tmp_path_factory.mktemp("cover") / "it's [a], cover; 100%d: \\x.png"
    image = Image.new("RGB", (300, 200), "#ff0000")
    image.paste("#0000ff", (10, 10, 290, 190))
    image.save(path)
    return path


def near(picture: np.ndarray, color: tuple[int, int, int]) -> np.ndarray:
    return np.abs(picture - color).max(axis=2) < 60


@pytest.mark.parametrize("aspect", ["16:9", "1:1", "4:5", "9:16"])
@pytest.mark.parametrize("style", ["lower-third", "highlight"])
def test_captions_have_their_rows_for_themselves(
    aspect: str, style: str, cover: Path, tmp_path: Path
) -> None:
    audiogram = made(tmp_path, style, shape=Shape(aspect), cover=cover, title="The Lamp")
    captioned = frame(audiogram, 1.0, tmp_path)
    assert audiogram.captions is not None
    zone = audiogram.captions.zone
    assert zone is not None
    # The same without captions, everything else where it was.
    width, height = audiogram_size(audiogram.options)
    rows = np.flatnonzero((np.abs(captioned - BACKGROUND).max(axis=2) > 12).any(axis=1))
    above = rows[rows < zone.top]
    inside = rows[(rows >= zone.top) & (rows < zone.bottom)]
    assert captioned.shape == (height, width, 3)
    # Nothing crosses the upper edge of the captions' rows, and nothing is under them.
    assert len(inside)
    assert above[-1] < zone.top - 0.02 * min(width, height)
    assert rows[-1] < zone.bottom
    # The cover is whole: its frame is seen on all four sides of its middle.
    blue, red = near(captioned, (0, 0, 255)), near(captioned, (255, 0, 0))
    (top, bottom), (left, right) = (np.flatnonzero(blue.any(axis=axis))[[0, -1]] for axis in (1, 0))
    assert (right - left) / (bottom - top) == pytest.approx(280 / 180, rel=0.05)
    middle_row, middle = (top + bottom) // 2, (left + right) // 2
    assert red[middle_row, :left].any()
    assert red[middle_row, right:].any()
    assert red[:top, middle].any()
    assert red[bottom:, middle].any()


def test_the_bar_fills_as_the_clip_goes_and_bars_follow_the_sound(
    tmp_path: Path, frames_of
) -> None:
    out = tmp_path / "clip.mp4"
    write_audiogram(Audiogram(sound()), out, tmp_path)
    frames = frames_of(out).astype(int)
    assert len(frames) == 100
    lit = frames > 120
    rows = np.flatnonzero(lit[-2].all(axis=1) | (lit[-2].sum(axis=1) > 1000))
    row = rows[len(rows) // 2]
    track = np.flatnonzero(np.abs(frames[1, row] - frames[1, 5, 5]) > 15)
    for number in (0, 25, 50, 75, 99):
        filled = lit[number, row].sum() / len(track)
        assert filled == pytest.approx(number / 100, abs=0.012)
    bars = lit[:, : rows[0] - 20].sum(axis=(1, 2))
    assert bars[10:45].min() > 2 * bars[80:].max()


def test_title_name_and_bars_stand_out_from_a_white_ground(tmp_path: Path) -> None:
    white = made(tmp_path, shape=Shape(background="#ffffff"), title="About birds", speaker="Anna")
    picture = frame(Audiogram(white.sound, options=white.options), 1.0, tmp_path)
    rows = np.flatnonzero((picture.sum(axis=2) < 400).any(axis=1))
    # Title, name, bars and the bar of time are four bands of dark rows.
    bands = 1 + np.count_nonzero(np.diff(rows) > 8)
    assert bands == 4


def test_the_name_changes_with_who_speaks(tmp_path: Path) -> None:
    audiogram = made(tmp_path)
    assert speaker_turns(CUES) == (Turn(0.0, "ANNA"), Turn(2.0, "EDWIN"))
    nobody = made(tmp_path, speaker="")
    first, second, empty = (
        frame(one, time, tmp_path)[:420]
        for one, time in ((audiogram, 1.94), (audiogram, 2.02), (nobody, 1.94))
    )
    grey = [near(part, (0xA9, 0xB4, 0xC4)).sum() for part in (first, second, empty)]
    # EDWIN is wider than ANNA.
    assert grey[0] > 200
    assert grey[1] > 1.05 * grey[0]
    assert grey[2] < 20


def test_a_name_that_is_given_stays_and_one_in_the_captions_is_not_said_twice(
    tmp_path: Path,
) -> None:
    given = made(tmp_path, speaker="Edwin Quillanby")
    grey = [
        near(frame(given, time, tmp_path)[:420], (0xA9, 0xB4, 0xC4)).sum() for time in (1.0, 3.0)
    ]
    assert grey[0] == pytest.approx(grey[1], rel=0.02)
    assert grey[0] > 500
    named = made(tmp_path, "lower-third")
    assert near(frame(named, 1.0, tmp_path)[:420], (0xA9, 0xB4, 0xC4)).sum() < 20


def test_nobody_is_named_where_the_transcript_names_nobody() -> None:
    assert speaker_turns((cue(0, 1, None, "a"), cue(1, 2, None, "b"))) == ()
    assert speaker_turns(()) == ()


def test_a_cover_that_is_no_image_stops_the_clip(tmp_path: Path) -> None:
    text = tmp_path / "cover.png"
    text.write_text("no image")
    out = tmp_path / "clip.mp4"
    with pytest.raises(
        InputError, match=r"cover\.png is not a picture that can be used; give a PNG"
    ):
        write_audiogram(Audiogram(sound(), options=VideoOptions(cover=text)), out, tmp_path)
    assert not out.exists()
