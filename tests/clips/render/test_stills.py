"""Posters show the frame asked for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pullquote.align.errors import FormatError
from pullquote.align.media.audio import probe
from pullquote.clips.render.shapes import Shape
from pullquote.clips.render.stills import write_poster


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


def test_an_unknown_picture_format_is_refused(talk: Path, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"\.png"):
        write_poster(probe(talk), 1.0, tmp_path / "poster.bmp")
