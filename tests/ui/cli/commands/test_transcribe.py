"""`pullquote transcribe` writes a text and the times of its words, and replaces no corrections."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pullquote.align.model.alignment import read_alignment


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all tests of this file: the talk is heard once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def transcribe(run, kept, known_talk, small_whisper, monkeypatch: pytest.MonkeyPatch):
    """Call `pullquote transcribe` on the talk with the small model."""
    monkeypatch.setenv("PULLQUOTE_CACHE", str(kept))
    given = ("transcribe", known_talk.path, "--model", small_whisper, "--device", "cpu")
    return lambda *more: run(*given, *more)


def test_the_text_and_its_times_are_written_beside_each_other(transcribe, run, known_talk) -> None:
    code, out, err = transcribe("-o", "talk.txt")
    assert (code, err) == (0, "")
    assert "words in" in out
    assert "talk.txt, their times to talk.alignment.json" in out
    text = Path("talk.txt").read_text(encoding="utf-8")
    alignment = read_alignment(Path("talk.alignment.json"))
    assert alignment.transcript.text == text
    first, last = 3, 7
    code, out, _ = run(
        "clip", known_talk.path, "talk.alignment.json", "--words", "3-7", "-o", "cut.wav"
    )
    assert code == 0
    assert alignment.transcript.quote(first, last)[:20] in out


def test_a_corrected_text_is_never_replaced_unless_asked(transcribe) -> None:
    Path("talk.txt").write_text("my corrections", encoding="utf-8")
    code, _, err = transcribe("-o", "talk.txt")
    assert (code, err.count("\n")) == (2, 1)
    assert Path("talk.txt").read_text(encoding="utf-8") == "my corrections"
    assert not Path("talk.alignment.json").exists()
    assert transcribe("-o", "talk.txt", "--force")[0] == 0
    assert Path("talk.txt").read_text(encoding="utf-8") != "my corrections"


def test_somebody_else_s_file_of_times_is_not_replaced(transcribe) -> None:
    Path("talk.alignment.json").write_text("{}", encoding="utf-8")
    code, _, err = transcribe("-o", "talk.txt")
    assert code == 2
    assert "talk.alignment.json" in err
    assert not Path("talk.txt").exists()


def test_a_dash_prints_the_text_and_writes_no_file(transcribe) -> None:
    code, out, _ = transcribe("-o", "-")
    assert code == 0
    assert len(out.split()) > 50
    assert not list(Path.cwd().glob("*"))


def test_json_says_what_was_made(transcribe) -> None:
    code, out, _ = transcribe("-o", "talk.txt", "--json")
    document = json.loads(out)
    assert code == 0
    assert document["text"] == Path("talk.txt").read_text(encoding="utf-8")
    assert document["language"] == "en"
    assert document["alignment"] == "talk.alignment.json"
    assert document["words"] == len(document["text"].split())


def test_names_come_from_the_line_or_from_a_file(transcribe, monkeypatch) -> None:
    asked = []

    def listen(media, options, monitor):
        asked.append(options.names)
        raise KeyboardInterrupt

    monkeypatch.setattr("pullquote.align.transcribing.transcribe_recording", listen)
    Path("names.txt").write_text("Ada Lovelace\nKing's Cross, Ohm\n", encoding="utf-8")
    assert transcribe("--names", "Curie, Bohr", "--names", "names.txt")[0] == 130
    assert asked == [("Curie", "Bohr", "Ada Lovelace", "King's Cross", "Ohm")]
