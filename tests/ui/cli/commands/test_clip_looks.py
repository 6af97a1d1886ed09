"""`pullquote clip`: shapes, posters, covers, fonts and encoders."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from pullquote.align.media.audio import probe
from pullquote.samples import SAMPLE_AUDIO, SAMPLE_VIDEO
from tests.ui.cli.conftest import QUOTE


def test_sound_becomes_a_video_in_the_shape_asked_for(run, aligned: Path) -> None:
    code, _, _ = run(
        *("clip", SAMPLE_AUDIO, aligned, "--words", "209-211", "--shape", "1:1", "-o", "a.mp4")
    )
    assert code == 0
    video = probe(Path("a.mp4")).video
    assert video is not None
    assert video.width == video.height


def test_the_help_names_every_kind_of_clip() -> None:
    from pullquote.clips.export.options import CLIP_KINDS
    from pullquote.ui.cli.commands import clip

    help_text = next(p.help for p in clip.command.params if p.name == "extension")
    for kind in CLIP_KINDS:
        assert f"{kind}" in help_text


@pytest.mark.skipif(sys.platform == "darwin", reason="has that chip")
def test_a_chip_that_is_not_here_is_told_before_anything_is_made(run, aligned: Path) -> None:
    code, out, err = run(
        *("clip", SAMPLE_VIDEO, aligned, "--quote", QUOTE, "--encoder", "videotoolbox"),
        *("-o", "a.mp4"),
    )
    assert (code, out) == (3, "")
    assert "videotoolbox" in err
    assert "use x264" in err
    assert list(Path().iterdir()) == []


def test_a_folder_of_fonts_is_taken_and_one_without_fonts_refused(
    run, aligned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULLQUOTE_FONTS", "")
    clip = (SAMPLE_VIDEO, aligned, "--words", "222-225", "--no-captions", "-o", tmp_path / "x.mp4")
    code, _, err = run("clip", *clip, "--fonts", tmp_path)
    assert code == 2
    assert "has no font" in err
    fonts = Path(__file__).resolve().parents[3] / "clips" / "typeset" / "fonts"
    code, _, err = run("clip", *clip, "--fonts", fonts)
    assert (code, err) == (0, "")
    assert os.environ["PULLQUOTE_FONTS"] == str(fonts)


def test_a_video_of_sound_has_the_cover_and_the_name_asked_for(run, aligned: Path) -> None:
    import av
    from PIL import Image

    given = ("clip", SAMPLE_AUDIO, aligned, "--words", "209-211", "--title", "T")
    Path("cover.txt").write_text("no image", encoding="utf-8")
    code, out, err = run(*given, "--cover", "cover.txt", "-o", "a.mp4")
    assert (code, out) == (2, "")
    assert "cover.txt is not a picture that can be used; give a PNG" in err
    assert err.count("\n") == 1
    Image.new("RGB", (40, 30), "#0000ff").save("cover.png")
    code, _, err = run(*given, "--cover", "cover.png", "--speaker", "Edwin", "-o", "a.mp4")
    assert (code, err) == (0, "")
    with av.open("a.mp4") as container:
        picture = next(container.decode(video=0)).to_ndarray(format="rgb24").astype(int)
    assert ((picture[..., 2] > 180) & (picture[..., 0] < 80)).mean() > 0.05


@pytest.mark.parametrize("source", [SAMPLE_VIDEO, SAMPLE_AUDIO])
def test_a_poster_stands_beside_the_clip_in_its_shape(source: Path, run, aligned: Path) -> None:
    from PIL import Image

    code, out, err = run(
        *("clip", source, aligned, "--words", "209-211", "--shape", "1:1", "--title", "T"),
        *("--poster", "jpg", "-o", "x/", "--format", "mp4", "--json"),
    )
    assert (code, err) == (0, "")
    (clip,) = json.loads(out)["clips"]
    assert Path(clip["poster"]) == Path(clip["path"]).with_suffix(".jpg")
    video = probe(Path(clip["path"])).video
    assert video is not None
    with Image.open(clip["poster"]) as image:
        assert image.size == (video.width, video.height)
        # Something is seen: bars, or the lighthouse.
        assert image.convert("L").resize((64, 64)).getextrema()[1] > 100


def test_a_joined_clip_has_one_poster_and_none_is_replaced(run, aligned: Path) -> None:
    given = ("clip", SAMPLE_VIDEO, aligned, "--words", "209-211", "--words", "100-101", "--join")
    Path("x.png").write_text("mine", encoding="utf-8")
    code, _, err = run(*given, "--poster", "png", "-o", "x.mp4")
    assert code == 2
    assert "x.png" in err
    assert Path("x.png").read_text(encoding="utf-8") == "mine"
    code, out, _ = run(*given, "--poster", "png", "-o", "y.mp4", "--json")
    assert code == 0
    assert {clip["poster"] for clip in json.loads(out)["clips"]} == {"y.png"}
    assert Path("y.png").read_bytes().startswith(b"\x89PNG")


def test_captions_alone_are_made_and_go_with_nothing_that_needs_the_clip(
    run, aligned: Path
) -> None:
    asked = ("clip", SAMPLE_VIDEO, aligned, "--words", "209-211", "--captions-alone")
    code, out, err = run(*asked, "-o", "over/")
    assert (code, err) == (0, "")
    (made,) = Path("over").glob("*.mov")
    assert str(made) in out
    needing_the_clip = (("--no-captions",), ("--poster", "png"), ("--join",), ("--loudness", "-16"))
    for other in needing_the_clip:
        code, _, err = run(*asked, *other, "-o", "x.mov")
        assert code == 2
        assert f"does not go with {other[0]}" in err
    code, _, err = run(*asked, "-o", "x.mp4")
    assert code == 2
    assert "use one of .mov, .webm" in err
