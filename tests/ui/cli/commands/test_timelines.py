"""Timelines on the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pullquote.samples import SAMPLE_AUDIO, SAMPLE_VIDEO
from tests.ui.cli.conftest import QUOTE

CUT = ("--quote", QUOTE, "--start", "1:02", "--end", "1:04")


def test_a_timeline_alone_cuts_no_clip(run, aligned: Path) -> None:
    code, out, err = run(
        "clip", SAMPLE_VIDEO, aligned, *CUT, "--timeline", "cut.edl", "--timeline", "cut.fcpxml"
    )
    assert (code, err) == (0, "")
    assert out == "cut.edl: 2 passages\ncut.fcpxml: 2 passages\n"
    assert {path.name for path in Path().iterdir()} == {"cut.edl", "cut.fcpxml"}
    assert f"* COMMENT: EDWIN: {QUOTE}" in Path("cut.edl").read_text(encoding="utf-8")
    assert " 00:01:02:00 00:01:04:00 " in Path("cut.edl").read_text(encoding="utf-8")
    assert SAMPLE_VIDEO.as_uri() in Path("cut.fcpxml").read_text(encoding="utf-8")


def test_with_an_output_there_are_clips_too(run, aligned: Path) -> None:
    code, out, _ = run(
        *("clip", SAMPLE_VIDEO, aligned, *CUT[2:], "--timeline", "cut.labels.txt"),
        *("-o", "a.wav", "--json"),
    )
    assert code == 0
    made = json.loads(out)
    assert made["timelines"] == ["cut.labels.txt"]
    assert [clip["path"] for clip in made["clips"]] == ["a.wav"]
    assert Path("cut.labels.txt").read_text(encoding="utf-8").startswith("62.000000\t64.000000\t")


def test_nothing_is_written_when_a_passage_of_the_timeline_is_missing(run, aligned: Path) -> None:
    code, out, err = run(
        *("clip", SAMPLE_VIDEO, aligned, *CUT, "--quote", "banana submarine"),
        *("--timeline", "cut.edl"),
    )
    assert (code, out) == (4, "")
    assert "banana submarine" in err
    assert not list(Path().iterdir())


def test_existing_timelines_stay_and_unknown_kinds_are_refused(run, aligned: Path) -> None:
    Path("cut.edl").write_text("mine")
    code, _, err = run("clip", SAMPLE_VIDEO, aligned, *CUT, "--timeline", "cut.edl")
    assert code == 2
    assert "--force" in err
    assert Path("cut.edl").read_text() == "mine"
    code, _, err = run("clip", SAMPLE_VIDEO, aligned, *CUT, "--timeline", "cut.aaf")
    assert code == 2
    assert "use one of .otio, .fcpxml, .edl" in err


def test_a_timeline_named_twice_is_written_once(run, aligned: Path) -> None:
    named = ("--timeline", "x.edl", "--timeline", "./x.edl")
    code, out, err = run("clip", SAMPLE_VIDEO, aligned, "--words", "209-211", *named)
    assert (code, out, err) == (0, "x.edl: 1 passage\n", "")


def test_hits_of_a_search_become_a_timeline(run, aligned: Path, tmp_path: Path) -> None:
    library = ("--library", tmp_path / "library.sqlite")
    code, _, err = run("add", SAMPLE_VIDEO, aligned, *library)
    assert code == 0, err
    code, out, err = run("search", "the", *library, "--timeline", "the.edl", "--limit", "12")
    assert (code, err) == (0, "")
    assert out == "the.edl: 12 passages\n"
    text = Path("the.edl").read_text(encoding="utf-8")
    assert text.count("* FROM CLIP NAME: interview.mp4") == 12


def test_a_passage_in_pieces_is_counted_as_one_passage(run, aligned: Path) -> None:
    cut = ("--words", "105-112", "--cut", "words:107-108", "--cut", "words:110-110")
    code, out, err = run("clip", SAMPLE_VIDEO, aligned, *cut, "--timeline", "cut.edl")
    assert (code, err) == (0, "")
    assert out == "cut.edl: 1 passage in 3 pieces\n"
    assert Path("cut.edl").read_text(encoding="utf-8").count("* FROM CLIP NAME") == 3


def test_a_frame_rate_that_would_be_ignored_is_refused(run, aligned: Path) -> None:
    code, _, err = run("clip", SAMPLE_AUDIO, aligned, *CUT, "--frame-rate", "30", "-o", "a.mp3")
    assert code == 2
    assert "--frame-rate is for a --timeline" in err
    code, _, err = run("search", "the", "--library", "none.sqlite", "--frame-rate", "30")
    assert code == 2
    assert "--frame-rate is for a --timeline" in err
    code, _, err = run(
        *("clip", SAMPLE_VIDEO, aligned, *CUT, "--frame-rate", "30", "--timeline", "x.edl")
    )
    assert code == 2
    assert "has 25 frames a second of its own" in err
    assert not list(Path().iterdir())


def test_hits_cannot_be_joined_where_no_clip_is_asked_for(run) -> None:
    code, _, err = run("search", "the", "--library", "none.sqlite", "--join")
    assert code == 2
    assert "--join joins the clips of --clip FILE" in err


def test_a_timeline_that_fails_leaves_none_of_them(run, aligned: Path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "opentimelineio", None)
    code, out, err = run(
        *("clip", SAMPLE_VIDEO, aligned, *CUT, "--timeline", "cut.edl", "--timeline", "cut.otio")
    )
    assert (code, out) == (3, "")
    assert "pip install opentimelineio" in err
    assert not list(Path().iterdir())
