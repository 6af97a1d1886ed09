"""Chapters on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


def test_the_list_is_printed_and_begins_at_nought(run, aligned: Path) -> None:
    code, out, err = run("chapters", aligned)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "0:00 ANNA: Good morning, and welcome back."
    assert len(lines) > 3
    assert run("chapters", aligned, "-o", "-")[1] == out


@pytest.mark.parametrize(
    ("name", "begin"),
    [("x.txt", "0:00 "), ("x.json", "{"), ("x.ffmetadata", ";FFMETADATA1"), ("x.vtt", "WEBVTT")],
)
def test_the_extension_says_the_format(name: str, begin: str, run, aligned: Path) -> None:
    code, out, _ = run("chapters", aligned, "-o", name, "--by", "speakers")
    assert code == 0
    assert out.endswith(f" chapters written to {name}\n")
    assert Path(name).read_text(encoding="utf-8").startswith(begin)
    code, _, err = run("chapters", aligned, "-o", name)
    assert code == 2
    assert "--force" in err
    assert run("chapters", aligned, "-o", name, "--force")[0] == 0


def test_json_tells_the_same_as_the_file(run, aligned: Path) -> None:
    code, out, _ = run("chapters", aligned, "--shortest", "30", "-o", "x.json", "--json")
    assert code == 0
    told = json.loads(out)
    written = json.loads(Path("x.json").read_text(encoding="utf-8"))["chapters"]
    assert told["path"] == "x.json"
    assert [c["start"] for c in told["chapters"]] == [c["startTime"] for c in written]
    assert all(c["end"] - c["start"] >= 30 for c in told["chapters"])


def test_what_cannot_be_made_is_told(run, aligned: Path) -> None:
    code, _, err = run("chapters", aligned, "-o", "x.xml")
    assert code == 2
    assert ".ffmetadata" in err
    assert run("chapters", "missing.json")[0] == 2
    assert list(Path().iterdir()) == []
