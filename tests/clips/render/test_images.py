"""Somebody's image is read whatever its name and aspect; another file is refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pullquote.align.errors import InputError
from pullquote.clips.render.images import copy_image, image_demuxer


@pytest.mark.parametrize("kind", ["png", "jpg", "webp", "gif", "bmp", "tiff"])
@pytest.mark.parametrize("size", [(300, 100), (100, 300), (64, 64), (1, 7)])
def test_an_image_fits_the_box_in_its_own_aspect(
    kind: str, size: tuple[int, int], tmp_path: Path
) -> None:
    source = tmp_path / f"it's a [very], strange %03d; name: 100%.{kind}"
    Image.new("RGB", size, "#c03020").save(source)
    with Image.open(copy_image(source, tmp_path, width=200, height=150)) as copy:
        scale = min(200 / size[0], 150 / size[1])
        assert copy.size == pytest.approx((size[0] * scale, size[1] * scale), abs=1)
        middle = np.asarray(copy.convert("RGB")).astype(int)[copy.height // 2, copy.width // 2]
    assert middle == pytest.approx([0xC0, 0x30, 0x20], abs=8)


def test_the_name_says_nothing_about_the_kind(tmp_path: Path) -> None:
    source = tmp_path / "cover.txt"
    Image.new("RGB", (8, 8)).save(source, format="PNG")
    assert copy_image(source, tmp_path, width=16, height=16).exists()


def test_what_is_transparent_stays_so(tmp_path: Path) -> None:
    source = tmp_path / "logo.png"
    Image.new("RGBA", (8, 8), (255, 0, 0, 0)).save(source)
    with Image.open(copy_image(source, tmp_path, width=16, height=16)) as copy:
        assert np.asarray(copy)[..., 3].max() == 0


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is not a picture"),
        (b"\x89PNG\r\n\x1a\n and no more", "damaged"),
        (b"\xff\xd8\xff\xe0 and no more", "damaged"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "is not a picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is not a picture"),
    ],
)
def test_what_is_no_image_is_told_and_leaves_nothing(
    content: bytes, problem: str, tmp_path: Path
) -> None:
    source = tmp_path / "cover.png"
    source.write_bytes(content)
    with pytest.raises(InputError, match=problem) as caught:
        copy_image(source, tmp_path, width=16, height=16)
    assert "PNG, JPEG" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["cover.png"]


def test_an_image_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="could not be found"):
        image_demuxer(tmp_path / "missing.png")
    with pytest.raises(InputError, match="cannot be read"):
        image_demuxer(tmp_path)
