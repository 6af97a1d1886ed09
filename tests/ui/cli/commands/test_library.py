"""`pullquote add` and `pullquote library`."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from pullquote.align.library.store.entry import FileStamp, Origin
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
    assert err.startswith(f"pullquote: {folder}/bad.mp3 is not a recording")
    code, out, _ = run("add", folder, "--engine", "sphinx", "--json")
    statuses = {Path(r["path"]).name: r["status"] for r in json.loads(out)["recordings"]}
    assert statuses == {"bad.mp3": "failed", "interview.mp4": "already there"}


def test_a_library_that_is_not_there_is_said(run, folder: Path) -> None:
    code, _, err = run("library", "list")
    assert (code, err.count("\n")) == (2, 1)
    assert "holds no library yet" in err


def test_a_recording_that_is_not_there_is_said(run, folder: Path) -> None:
    run("add", folder)
    for name in ("7", "nothing.mp3"):
        code, _, err = run("library", "remove", name)
        assert (code, err.count("\n")) == (2, 1)
        assert "pullquote library list" in err


def test_no_library_is_made_by_asking_for_another(run, folder: Path) -> None:
    for words in (("check",), ("remove", "1")):
        code, out, err = run("library", *words, "--library", "typing-error.sqlite")
        assert (code, out) == (2, "")
        assert "holds no library yet" in err
        assert not Path("typing-error.sqlite").exists()


def test_a_number_that_no_recording_has_does_not_stop_the_others(run, folder: Path) -> None:
    (folder / "interview.mp4").rename(folder / "2024.mp4")
    (folder / "interview.alignment.json").rename(folder / "2024.alignment.json")
    run("add", folder)
    code, out, err = run("library", "remove", "9" * 30, "7", "2024")
    assert (code, out) == (2, "removed: 2024 (recording 1)\n")
    assert [line.split("'")[1] for line in err.splitlines()] == ["9" * 30, "7"]


def test_damage_is_said(run, folder: Path) -> None:
    from pullquote.align.library.store.library import Library

    run("add", folder)
    with Library(writes=True) as library:
        library.execute("delete from chunk")
    code, out, err = run("library", "check")
    assert code == 2
    assert "add it again" in out
    assert "has damaged parts" in err


@pytest.fixture
def library(run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with the sample in it."""
    assert run("add", folder)[0] == 0
    return folder


def test_hits_are_shown_below_their_recording(run, library: Path) -> None:
    code, out, err = run("search", "one thousand two hundred thirty-four")
    assert (code, err) == (0, "")
    title, where, text, summary = out.splitlines()
    assert title == f"interview  (recording 1: {library}/interview.mp4)"
    assert where.split()[1:] == ["word", "153"]
    assert text.strip() == (
        "EDWIN: … now? EDWIN: At the last count it was «1,234.» About 50 % of them are only wind, …"
    )
    assert summary == "1 hit in 1 recording"


def test_hits_as_json_are_ready_to_be_cut(run, library: Path, true_alignment) -> None:
    document = json.loads(run("search", "singing so loudly", "--speaker", "edwin", "--json")[1])
    assert (document["total"], document["recordings"], document["exact"]) == (1, 1, True)
    (hit,) = document["hits"]
    assert hit["path"] == f"{library}/interview.mp4"
    span = true_alignment.span_of(*hit["words"])
    assert (hit["start"], hit["end"]) == pytest.approx((span.start, span.end), abs=0.001)
    assert true_alignment.transcript.quote(*hit["words"]) == hit["text"]


def test_what_is_not_said_ends_with_4(run, library: Path) -> None:
    code, out, err = run("search", "zebras on bicycles")
    assert (code, out, err.count("\n")) == (4, "", 1)
    code, out, _ = run("search", "zebras on bicycles", "--json")
    assert (code, json.loads(out)["hits"]) == (4, [])


def test_similar_words_are_offered_unless_only_these_are_wanted(run, library: Path) -> None:
    code, out, _ = run("search", "petrol")
    assert (code, out.splitlines()[0]) == (0, "Nobody says that; similar: petrel")
    assert run("search", "petrol", "--exact")[0] == 4


def test_hits_come_in_pages(run, library: Path) -> None:
    _, out, _ = run("search", "the", "--limit", 2, "--page", 2)
    assert out.splitlines()[-1].startswith("3 to 4 of ")
    assert out.splitlines()[-1].endswith("more with --page 3")
    assert run("search", "the", "--limit", 2, "--page", 99)[0] == 4


def test_what_is_said_at_a_time(run, library: Path) -> None:
    code, out, _ = run("search", "0:37.9-0:39.2", "--recording", "interview")
    assert code == 0
    assert "«singing so loudly" in out
    code, _, err = run("search", "0:37")
    assert (code, err.count("\n")) == (2, 1)
    assert "--recording" in err
    assert run("search", "14:05 on 3 March")[0] == 4


def test_what_was_said_at_a_time_of_day_in_one_recording(run, library: Path) -> None:
    from pullquote.align.library.store.library import Library

    began = datetime(2026, 3, 3, 14, 5).timestamp()
    with Library(writes=True) as opened:
        opened.execute("update recording set recorded=?", (began,))
        other = replace(opened.alignment(1), fingerprint="f" * 32)
        origin = Origin(FileStamp("/other.mp4", 1, 1), recorded=began)
        assert opened.put(other, origin) == 2
    asked = ("search", "14:05 on 3 March", "--json")
    for chosen, found in ((), [1, 2]), (("--recording", "2"), [2]):
        hits = json.loads(run(*asked, *chosen)[1])["hits"]
        assert [hit["recording"] for hit in hits] == found


def test_a_date_that_is_none_is_said(run, library: Path) -> None:
    assert "2026-03-01" in run("search", "the", "--after", "last week")[2]


def test_a_quote_is_checked(run, library: Path) -> None:
    said = "There was a wren, singing so loudly that it covered the whole machine."
    code, out, _ = run("check-quote", said)
    assert (code, out.splitlines()[0]) == (0, "exact")
    code, out, _ = run(
        "check-quote", "There was a wren, singing very loudly, that covered the machine"
    )
    assert (code, out.splitlines()[0]) == (4, "close")
    assert "[-very-] {+so+} loudly that {+it+} covered the {+whole+} machine" in out
    code, out, _ = run("check-quote", "There was no wren singing so loudly … the whole machine")
    assert (code, out.splitlines()[0]) == (4, "THE OPPOSITE")
    code, out, _ = run("check-quote", "Zebras ride bicycles on Sundays")
    assert (code, out) == (4, "not found\n")


def test_a_checked_quote_as_json(run, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("There was a wren, singing so loud"))
    document = json.loads(run("check-quote", "-", "--json")[1])
    assert document["verdict"] == "close"
    (match, *_) = document["matches"]
    assert match["differences"][-1] == {"kind": "changed", "quoted": "loud", "said": "loudly"}
    assert match["path"] == f"{library}/interview.mp4"


def test_hits_are_cut_into_a_folder(run, library: Path) -> None:
    code, out, err = run("search", "wren", "--clip", "out/", "--no-captions", "--format", "m4a")
    assert (code, err) == (0, "")
    assert len(out.splitlines()) == len([*Path("out").glob("interview-*.m4a")]) >= 1


def test_hits_are_joined_into_a_film(run, library: Path) -> None:
    arguments = ("search", "the", "--limit", 2, "--clip", "film.m4a", "--join")
    code, out, _ = run(*arguments, "--json")
    assert code == 0
    assert {clip["path"] for clip in json.loads(out)["clips"]} == {"film.m4a"}
    assert run(*arguments)[0] == 2
    assert run(*arguments, "--force")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--clip", "film.mp4"), "--join the hits"),
        (("--clip", "out/", "--join"), "name a file in it"),
        (("--clip", "out/", "--style", "nothing"), "nothing"),
    ],
)
def test_a_place_that_does_not_fit_is_said_before_work(
    run, library: Path, arguments: tuple[str, ...], said: str
) -> None:
    code, _, err = run("search", "wren", *arguments)
    assert code == 2
    assert said in err
