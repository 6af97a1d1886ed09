"""The moving picture of the sample interview: two cards, of which the speaker's is lit.

The bars beside each speaker follow the sound frame by frame, and the lighthouse's beam goes round,
so that it can be seen at once when picture and sound are out of step.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from pullquote.samples.interview_script import TITLE

SIZE = (640, 360)
FRAME_RATE = 25
_ZOOM = 2
"""Everything is drawn this much larger and scaled down, for smooth edges."""
_FADE = 0.24
"""Seconds in which a card lights up or dims."""

_SKY_TOP, _SKY_LOW, _SEA = (16, 24, 48), (52, 70, 104), (12, 30, 46)
_WARM, _PALE, _STONE = (255, 196, 107), (236, 232, 220), (196, 200, 206)
_CARDS = {"ANNA": ((34, 70), "Anna", "asks"), "EDWIN": ((446, 70), "Edwin", "keeps the light")}
_CARD = (160, 176)
_LAMP = (320, 118)

Frame = npt.NDArray[np.uint8]


def draw_frames(
    sound: npt.NDArray[np.int16], sample_rate: int, turns: Sequence[tuple[str, float, float]]
) -> Iterator[Frame]:
    """One picture of shape (height, width, 3) for each 1/25 s of the sound.

    `turns` are speaker, start and end of each turn, in seconds.
    """
    frames = math.ceil(len(sound) / sample_rate * FRAME_RATE)
    loudness = _loudness(sound, sample_rate, frames)
    dark, lit = _scene(frozenset()), {name: _scene(frozenset([name])) for name in _CARDS}
    for number in range(frames):
        time = number / FRAME_RATE
        picture = dark.astype(np.float32)
        for name in _CARDS:
            light = max((_light(time, s, e) for who, s, e in turns if who == name), default=0.0)
            if light > 0:
                picture += light * (lit[name].astype(np.float32) - dark)
        picture = _add_beam(picture, time)
        frame = np.clip(picture, 0, 255).astype(np.uint8)
        for name in _CARDS:
            speaking = any(who == name and s <= time < e for who, s, e in turns)
            _draw_bars(frame, name, loudness[max(0, number - 10) : number + 1] * speaking)
        _draw_progress(frame, number / max(1, frames - 1))
        yield frame


def _light(time: float, start: float, end: float) -> float:
    """Light, 0 to 1, of a card at `time` whose speaker speaks from `start` to `end`."""
    return min(1.0, max(0.0, min((time - start) / _FADE + 1, (end - time) / _FADE + 1)))


def _loudness(sound: npt.NDArray[np.int16], rate: int, frames: int) -> npt.NDArray[np.float32]:
    """Root mean square of each frame's sound, scaled so that loud speech is near 1."""
    step = rate // FRAME_RATE
    padded = np.zeros(frames * step, np.float32)
    padded[: len(sound)] = sound
    level = np.sqrt((padded.reshape(frames, step) ** 2).mean(1))
    lit: npt.NDArray[np.float32] = np.minimum(
        1.0, level / (np.percentile(level, 98) or 1.0)
    ).astype(np.float32)
    return lit


def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size * _ZOOM)
    assert isinstance(font, ImageFont.FreeTypeFont), "Pillow was built without FreeType"
    return font


def _scene(lit: frozenset[str]) -> Frame:
    """The still part of the picture, with these speakers' cards lit."""
    width, height = SIZE[0] * _ZOOM, SIZE[1] * _ZOOM
    horizon = round(height * 0.78)
    ramp = np.linspace(0, 1, horizon)[:, None]
    sky = np.array(_SKY_TOP) * (1 - ramp) + np.array(_SKY_LOW) * ramp
    canvas = np.empty((height, width, 3), np.uint8)
    canvas[:horizon] = sky[:, None]
    canvas[horizon:] = _SEA
    image = Image.fromarray(canvas)
    draw = ImageDraw.Draw(image)
    _draw_lighthouse(draw)
    _text(draw, (SIZE[0] / 2, 32), TITLE, 21, _PALE)
    for name, ((x, y), label, role) in _CARDS.items():
        on = name in lit
        box = [v * _ZOOM for v in (x, y, x + _CARD[0], y + _CARD[1])]
        draw.rounded_rectangle(
            box,
            radius=14 * _ZOOM,
            fill=(46, 60, 92) if on else (26, 36, 60),
            outline=_WARM if on else (60, 74, 104),
            width=(3 if on else 1) * _ZOOM,
        )
        centre = x + _CARD[0] / 2
        ring = [v * _ZOOM for v in (centre - 34, y + 18, centre + 34, y + 86)]
        draw.ellipse(ring, fill=_WARM if on else (78, 92, 122))
        _text(draw, (centre, y + 52), label[0], 36, (30, 36, 56))
        _text(draw, (centre, y + 106), label, 18, _PALE if on else (150, 160, 180))
        _text(draw, (centre, y + 127), role, 12, (190, 196, 208) if on else (116, 126, 148))
    return np.asarray(image.resize(SIZE, Image.Resampling.LANCZOS))


def _draw_lighthouse(draw: ImageDraw.ImageDraw) -> None:
    x, y = _LAMP

    def zoomed(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(px * _ZOOM, py * _ZOOM) for px, py in points]

    draw.polygon(zoomed((x - 62, 284), (x - 30, 262), (x + 34, 262), (x + 66, 284)), (30, 34, 44))
    draw.polygon(zoomed((x - 13, y + 14), (x + 13, y + 14), (x + 22, 266), (x - 22, 266)), _STONE)
    for top, bottom in ((150, 174), (204, 230)):
        spread = [13 + 9 * (level - y - 14) / (266 - y - 14) for level in (top, bottom)]
        corners = ((-spread[0], top), (spread[0], top), (spread[1], bottom), (-spread[1], bottom))
        draw.polygon(zoomed(*((x + dx, py) for dx, py in corners)), (176, 74, 66))
    draw.rectangle(zoomed((x - 18, y + 10), (x + 18, y + 15)), (60, 66, 80))
    draw.rectangle(zoomed((x - 9, y - 9), (x + 9, y + 10)), _WARM)
    draw.polygon(zoomed((x - 13, y - 9), (x + 13, y - 9), (x, y - 22)), (60, 66, 80))


def _text(
    draw: ImageDraw.ImageDraw,
    centre: tuple[float, float],
    text: str,
    size: int,
    colour: tuple[int, int, int],
) -> None:
    place = (centre[0] * _ZOOM, centre[1] * _ZOOM)
    draw.text(place, text, font=_font(size), fill=colour, anchor="mm")


def _add_beam(picture: npt.NDArray[np.float32], time: float) -> npt.NDArray[np.float32]:
    """The lamp's light, which sweeps from side to side in eight seconds."""
    sweep = math.cos(2 * math.pi * time / 8)
    reach, (x, y) = 118 * sweep, _LAMP
    layer = Image.new("L", SIZE, 0)
    far = 10 + 14 * abs(sweep)
    shape = [(x, y - 5), (x + reach, y - far), (x + reach, y + far), (x, y + 5)]
    ImageDraw.Draw(layer).polygon(shape, fill=70)
    glow = np.asarray(layer, np.float32)[..., None] / 255
    return picture + glow * (np.array(_WARM, np.float32) - picture)


def _draw_bars(frame: Frame, name: str, recent: npt.NDArray[np.float32]) -> None:
    """Eleven bars on a card: the newest in the middle, older ones moving outward."""
    (x, y), _, _ = _CARDS[name]
    centre, base = x + _CARD[0] // 2, y + 157
    for age, level in enumerate(recent[::-1][:6]):
        half = 1 + round(11 * float(level))
        for left in {centre + age * 8 - 2, centre - age * 8 - 2}:
            frame[base - half : base + half, left : left + 4] = (
                _WARM if level > 0 else (90, 104, 134)
            )


def _draw_progress(frame: Frame, fraction: float) -> None:
    """A thin line along the lower edge that shows the progress."""
    frame[-3:, :] = (30, 44, 62)
    frame[-3:, : round(fraction * SIZE[0])] = _WARM
