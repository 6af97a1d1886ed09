"""Recordings and transcripts are brought together by their names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pullquote.align.library.adding.pairing import find_pairs


def _make(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")


def _pairs(folder: Path, *names: str) -> dict[str, str | None]:
    found = find_pairs([folder / name for name in names] or [folder])
    assert not found.errors
    return {
        pair.media.relative_to(folder).as_posix(): pair.transcript
        and pair.transcript.relative_to(folder).as_posix()
        for pair in found.pairs
    }


@pytest.mark.parametrize(
    "transcript",
    ["talk.txt", "talk.MP3.srt", "talk.en.vtt", "talk.transcript.docx", "Talk.TXT",
     "talk.alignment.json", "talk.json", "transcripts/talk.txt"],
)  # fmt: skip
def test_a_transcript_stands_beside_its_recording(tmp_path: Path, transcript: str) -> None:
    _make(tmp_path, "talk.mp3", transcript, "talking.txt", "other.mp3")
    assert _pairs(tmp_path) == {"talk.mp3": transcript, "other.mp3": None}
    assert _pairs(tmp_path, "talk.mp3") == {"talk.mp3": transcript}
    assert _pairs(tmp_path, transcript) == {"talk.mp3": transcript}


def test_the_best_of_several_transcripts_counts(tmp_path: Path) -> None:
    order = ["talk.alignment.json", "talk.txt", "talk.docx", "talk.srt", "talk.en.srt", "talk.json"]
    _make(tmp_path, "talk.mp3", *order)
    os.utime(tmp_path / "talk.alignment.json")
    for transcript in order:
        assert _pairs(tmp_path) == {"talk.mp3": transcript}
        (tmp_path / transcript).unlink()
    assert _pairs(tmp_path) == {"talk.mp3": None}


def test_a_text_that_was_corrected_after_it_was_aligned_counts(tmp_path: Path) -> None:
    _make(tmp_path, "talk.mp3", "talk.txt", "talk.alignment.json", "talk.srt")
    os.utime(tmp_path / "talk.txt", ns=(10**18, 10**18))
    os.utime(tmp_path / "talk.alignment.json", ns=(10**18 + 1, 10**18 + 1))
    assert _pairs(tmp_path) == {"talk.mp3": "talk.alignment.json"}
    os.utime(tmp_path / "talk.txt", ns=(10**18 + 2, 10**18 + 2))
    assert _pairs(tmp_path) == {"talk.mp3": "talk.txt"}


def test_folders_are_looked_into_to_the_bottom(tmp_path: Path) -> None:
    _make(tmp_path, "a/b/c/talk.mkv", "a/b/c/talk.txt", "a/.hidden.mp3", "a/notes.pdf")
    assert _pairs(tmp_path) == {"a/b/c/talk.mkv": "a/b/c/talk.txt"}


def test_two_files_named_together_belong_together(tmp_path: Path) -> None:
    _make(tmp_path, "REC_0042.wav", "interview with anna.txt")
    named = ("interview with anna.txt", "REC_0042.wav")
    assert _pairs(tmp_path, *named) == {"REC_0042.wav": "interview with anna.txt"}


def test_what_is_not_there_or_belongs_to_nothing_is_said(tmp_path: Path) -> None:
    _make(tmp_path, "lonely.txt", "talk.mp3")
    found = find_pairs([tmp_path / "none.mp3", tmp_path / "lonely.txt", tmp_path / "talk.mp3"])
    assert [pair.media.name for pair in found.pairs] == ["talk.mp3"]
    first, second = map(str, found.errors)
    assert "there is no such file" in first
    assert "name the recording too" in second
