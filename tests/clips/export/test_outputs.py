"""One decision that a file may be written, also when others write it at the same moment."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pullquote.align.errors import OutputError
from pullquote.clips.export.outputs import Given, Place, check_output, draft


def test_an_input_is_called_by_what_it_is_to_the_user(tmp_path: Path) -> None:
    transcript = tmp_path / "talk.txt"
    transcript.write_text("hello")
    link = tmp_path / "link.txt"
    link.symlink_to(transcript)
    given = [Given(transcript, "your transcript")]
    for path in (transcript, link):
        with pytest.raises(OutputError, match="would overwrite your transcript; give another"):
            check_output(path, replace=True, inputs=given)
    check_output(tmp_path / "other.txt", replace=False, inputs=given)


def test_only_a_regular_file_is_replaced_and_only_when_it_may_be(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_text("mine")
    with pytest.raises(OutputError, match="exists already"):
        check_output(path, replace=False)
    check_output(path, replace=True)
    os.mkfifo(tmp_path / "pipe.mp4")
    for odd in (tmp_path / "pipe.mp4", Path("/dev/null")):
        with pytest.raises(OutputError, match="not a regular file"):
            check_output(odd, replace=True)


def test_a_name_that_is_too_long_is_told_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="name that is too long"):
        check_output(tmp_path / ("n" * 253 + ".mp4"), replace=False)
    check_output(tmp_path / ("n" * 251 + ".mp4"), replace=False)


def test_a_draft_moves_on_when_another_took_its_name_meanwhile(tmp_path: Path) -> None:
    place = Place(tmp_path / "so.mp4", may_move=True, beside=("srt", "timed.txt"))
    with draft(place) as made:
        made.path.write_text("clip")
        made.beside("srt").write_text("cues")
        made.beside("timed.txt").write_text("times")
        (tmp_path / "so.srt").write_text("mine")
        (tmp_path / "so-2.mp4").write_text("mine too")
    assert made.output == tmp_path / "so-3.mp4"
    assert made.placed[".timed.txt"] == tmp_path / "so-3.timed.txt"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "so-2.mp4",
        "so-3.mp4",
        "so-3.srt",
        "so-3.timed.txt",
        "so.srt",
    ]
    assert (tmp_path / "so.srt").read_text() == "mine"


def test_a_named_draft_stays_where_it_is_and_gives_way(tmp_path: Path) -> None:
    with (
        pytest.raises(OutputError, match=r"so\.mp4 exists already"),
        draft(Place(tmp_path / "so.mp4")) as made,
    ):
        made.path.write_text("clip")
        (tmp_path / "so.mp4").write_text("mine")
    assert [path.name for path in tmp_path.iterdir()] == ["so.mp4"]
    assert (tmp_path / "so.mp4").read_text() == "mine"


def test_an_error_names_the_place_and_not_the_folder_of_the_draft(tmp_path: Path) -> None:
    with (
        pytest.raises(OutputError) as caught,
        draft(Place(tmp_path / "so.mp4")) as made,
    ):
        raise OutputError(made.beside("srt"), "cannot be written: no room is left")
    assert caught.value.path == str(tmp_path / "so.srt")


def test_a_missing_folder_is_named_or_made(tmp_path: Path) -> None:
    path = tmp_path / "no" / "a.json"
    with pytest.raises(OutputError, match="does not exist; make it first"):
        check_output(path, replace=True)
    with pytest.raises(OutputError, match="is a folder"):
        check_output(tmp_path, replace=True)
    check_output(path, replace=True, makes_folder=True)
    assert path.parent.is_dir()
