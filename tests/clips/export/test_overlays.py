"""Captions alone: laid over the clip, they look as if they were drawn into it."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest

from pullquote.align.errors import FormatError
from pullquote.align.model.alignment import Alignment
from pullquote.clips.export.batch import export_clips
from pullquote.clips.export.options import ExportOptions
from tests.clips.export.conftest import passage


def _frames(path: Path, folder: Path, ffmpeg) -> npt.NDArray[np.float64]:
    """All frames with their opacity, shape (n, height, width, 4)."""
    # The decoder that ffmpeg prefers drops the alpha of VP9.
    decoder = ("-c:v", "libvpx-vp9") if path.suffix == ".webm" else ()
    raw = folder / "frames.raw"
    ffmpeg(*decoder, "-i", path, "-pix_fmt", "rgba", "-f", "rawvideo", raw)
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        shape = (-1, stream.height, stream.width, 4)
    return np.fromfile(raw, np.uint8).reshape(shape).astype(float)


@pytest.mark.parametrize("kind", ["mov", "webm"])
@pytest.mark.parametrize("style", ["plain", "boxed"])
def test_laid_over_the_clip_they_look_as_drawn_into_it(
    kind: str, style: str, alignment: Alignment, talk: Path, tmp_path: Path, ffmpeg
) -> None:
    chosen = [passage(alignment, 5, 8)]

    def frames(name: str, **options) -> npt.NDArray[np.float64]:
        made = ExportOptions(style=style, sidecar=None, **options)
        (clip,) = export_clips(talk, alignment, chosen, tmp_path / name, made).clips
        assert clip.path is not None
        return _frames(clip.path, tmp_path, ffmpeg)

    drawn = frames("drawn.mkv")[..., :3]
    bare = frames("bare.mkv", captions=False)[..., :3]
    over = frames(f"over.{kind}", alone=True)
    assert len(over) == len(drawn) == len(bare)
    opacity = over[..., 3:] / 255
    assert opacity.max() > 0.95
    # Nothing stands in the upper half, and letters have soft edges.
    assert opacity[:, :90].max() == 0
    assert np.mean((opacity > 0.2) & (opacity < 0.8)) > 0.001
    laid = opacity * over[..., :3] + (1 - opacity) * bare
    seen = opacity[..., 0] > 0
    print("DIFF", np.abs(laid - drawn)[seen].mean())
    assert np.abs(laid - drawn)[seen].mean() < 2.5
    assert laid[seen].mean() == pytest.approx(drawn[seen].mean(), rel=0.03)
    assert np.abs(bare - drawn)[seen].mean() > 30


def test_before_and_after_the_words_every_frame_is_empty(
    alignment: Alignment, talk: Path, tmp_path: Path, ffmpeg
) -> None:
    options = ExportOptions(alone=True, kind="mov", sidecar="srt")
    (clip,) = export_clips(talk, alignment, [passage(alignment, 5, 5)], tmp_path, options).clips
    assert clip.path is not None
    assert clip.path.suffix == ".mov"
    assert clip.sidecar is not None
    with av.open(str(clip.path)) as container:
        assert container.streams.video[0].codec_context.name == "prores"
        assert not container.streams.audio
    opaque = _frames(clip.path, tmp_path, ffmpeg)[..., 3].max(axis=(1, 2)) > 128
    assert opaque.any()
    assert not opaque[0]


def test_other_kinds_are_refused(alignment: Alignment, talk: Path, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"captions alone '\.mp4'"):
        export_clips(talk, alignment, [], tmp_path, ExportOptions(alone=True))
    options = ExportOptions(alone=True, kind="mov")
    with pytest.raises(FormatError, match=r"use one of \.mov, \.webm"):
        export_clips(talk, alignment, [passage(alignment, 5, 5)], tmp_path / "a.mp4", options)
    with pytest.raises(ValueError, match="no poster"):
        ExportOptions(alone=True, kind="mov", poster="png")
