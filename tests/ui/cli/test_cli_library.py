"""`pullquote add` and `pullquote library`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pullquote.align.model.alignment import read_alignment
from pullquote.samples import SAMPLE_VIDEO


@pytest.fixture
def folder(tmp_path: Path, aligned: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the sample and its alignment, and a library of one's own."""
    monkeypatch.setenv("PULLQUOTE_LIBRARY", str(tmp_path / "data" / "library.sqlite"))
    made = tmp_path / "recordings"
    made.mkdir()
    shutil.copy(SAMPLE_VIDEO, made / "interview.mp4")
    shutil.copy(aligned, made / "interview.alignment.json")
    return made


def test_a_recording_is_added_listed_exported_and_removed(run, folder: Path, aligned: Path) -> None:
    code, out, err = run("add", folder)
    assert (code, err) == (0, "")
    assert out == f"added: {folder}/interview.mp4 (recording 1)\n1 added\n"
    assert run("add", folder)[1] == "1 already there\n"
    code, out, _ = run("library", "list")
    assert code == 0
    assert out.splitlines()[0].split()[:2] == ["1", "interview"]
    assert out.splitlines()[1].startswith("1 recordings, 1 min 39 s, ")
    (entry,) = json.loads(run("library", "list", "--json")[1])["recordings"]
    assert (entry["id"], entry["title"]) == (1, "interview")
    assert run("library", "check")[:2] == (0, "1 recordings, all whole\n")
    assert run("library", "export", "-o", "out")[0] == 0
    exported = read_alignment("out/interview.alignment.json")
    assert exported.transcript == read_alignment(aligned).transcript
    assert run("library", "export", "-o", "out")[0] == 2
    assert run("library", "remove", "interview")[0] == 0
    assert json.loads(run("library", "list", "--json")[1]) == {"recordings": []}


def test_what_fails_is_said_at_the_end(run, folder: Path) -> None:
    (folder / "bad.mp3").write_bytes(b"junk" * 99)
    (folder / "bad.txt").write_text("some words", encoding="utf-8")
    code, out, err = run("add", folder, "--engine", "sphinx")
    assert code == 2
    assert out.endswith("1 added, 1 failed\n")
    assert err.startswith(f"pullquote: {folder}/bad.mp3: is not a recording")
    code, out, _ = run("add", folder, "--engine", "sphinx", "--json")
    statuses = {Path(r["path"]).name: r["status"] for r in json.loads(out)["recordings"]}
    assert statuses == {"bad.mp3": "failed", "interview.mp4": "already there"}


def test_a_library_that_is_not_there_is_said(run, folder: Path) -> None:
    code, _, err = run("library", "list")
    assert (code, err.count("\n")) == (2, 1)
    assert "there is no library yet" in err


def test_a_recording_that_is_not_there_is_said(run, folder: Path) -> None:
    run("add", folder)
    for name in ("7", "nothing.mp3"):
        code, _, err = run("library", "remove", name)
        assert (code, err.count("\n")) == (2, 1)
        assert "pullquote library list" in err


def test_damage_is_said(run, folder: Path) -> None:
    from pullquote.align.library.store import Library

    run("add", folder)
    with Library(writes=True) as library:
        library.execute("delete from chunk")
    code, out, err = run("library", "check")
    assert code == 2
    assert "add it again" in out
    assert "parts are damaged" in err
