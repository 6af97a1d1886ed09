"""Posters show the frame asked for; quote cards hold their text in every shape and script."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from align.errors import FormatError
from align.media import probe
from clips.shapes import Shape
from clips.stills import write_poster, write_quote_card


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory, flash_beep) -> Path:
    return flash_beep(tmp_path_factory.mktemp("stills") / "talk.mp4", duration=4)


@pytest.mark.parametrize("kind", ["png", "jpg", "webp"])
def test_a_poster_is_the_frame_on_screen(kind: str, talk: Path, tmp_path: Path) -> None:
    media = probe(talk)
    for time, white in ((1.95, False), (2.03, True), (2.5, False)):
        path = tmp_path / f"{time} 100%d.{kind}"
        write_poster(media, time, path)
        with Image.open(path) as image:
            assert image.size == (128, 72)
            assert (np.asarray(image.convert("L")).mean() > 128) == white


def test_a_poster_has_the_shape_of_the_clip(talk: Path, tmp_path: Path) -> None:
    path = tmp_path / "tall.png"
    write_poster(probe(talk), 1.0, path, shape=Shape("9:16"))
    with Image.open(path) as image:
        assert image.size == (72, 128)


@pytest.mark.parametrize("aspect", ["1:1", "9:16", "16:9"])
@pytest.mark.parametrize(
    "quote",
    [
        "So.",
        "The sea keeps what it likes, {and} gives back \\N the rest; 100% of it: “always”. " * 3,
        "البحر يحتفظ بما يحب ويعيد الباقي",
        "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente",
    ],
)
def test_a_quote_stays_inside_its_card(quote: str, aspect: str, tmp_path: Path) -> None:
    path = tmp_path / "card.png"
    write_quote_card(quote, "Edwin Marsh", path, tmp_path, shape=Shape(aspect))
    with Image.open(path) as image:
        pixels = np.asarray(image.convert("L")).astype(int)
    lit = pixels > 60
    assert lit.mean() > 0.002
    height, width = pixels.shape
    columns, rows = np.flatnonzero(lit.any(axis=0)), np.flatnonzero(lit.any(axis=1))
    assert columns[0] > 0.05 * width
    assert columns[-1] < 0.95 * width
    assert rows[0] > 0.03 * height
    assert rows[-1] < 0.97 * height


def test_an_unknown_picture_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"\.png"):
        write_quote_card("So.", "", tmp_path / "card.bmp", tmp_path)
