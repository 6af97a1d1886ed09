"""Messages about places that cannot be written and requests that cannot be read are true."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from pullquote.samples import SAMPLE_AUDIO, SAMPLE_TRANSCRIPT
from pullquote.ui.cli.doctor.examination import examine


@pytest.mark.skipif(sys.platform != "linux", reason="needs a folder that takes no file")
def test_a_folder_that_takes_no_file_is_told_before_work(
    run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def worked(*_: object) -> None:
        raise AssertionError("aligned in vain")

    monkeypatch.setattr("pullquote.align.pipeline.align_recording", worked)
    code, _, err = run("align", SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, "-o", "/proc/z.json")
    assert (code, err.count("\n")) == (2, 1)
    assert "does not exist" not in err
    assert "/proc" in err


@pytest.mark.skipif(sys.platform != "linux", reason="needs a folder that takes no file")
@pytest.mark.parametrize("command", [("clip", SAMPLE_AUDIO), ("card",)], ids=["clip", "card"])
@pytest.mark.parametrize("output", ["/proc/", "/proc", "/dev/null/"])
def test_a_place_for_several_files_is_told_before_work(
    run, aligned: Path, command: tuple[object, ...], output: str
) -> None:
    code, _, err = run(*command, aligned, "--words", "209-211", "-o", output)
    assert (code, err.count("\n")) == (2, 1)
    assert "cannot be written to" in err or "is not a folder" in err


@pytest.mark.parametrize("output", ["file", "file/", "file/a.wav", "file/a/"])
def test_a_file_where_a_folder_should_be_is_called_that(run, aligned: Path, output: str) -> None:
    Path("file").write_text("mine", encoding="utf-8")
    code, _, err = run("clip", SAMPLE_AUDIO, aligned, "--words", "209-211", "-o", output)
    assert (code, err.count("\n")) == (2, 1)
    assert "is not a folder" in err
    assert Path("file").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("content", ["", " \n\n", "# nothing yet\n"])
def test_requests_that_ask_for_nothing_are_told_so(run, aligned: Path, content: str) -> None:
    Path("quotes.txt").write_text(content, encoding="utf-8")
    code, _, err = run("clip", SAMPLE_AUDIO, aligned, "--quotes", "quotes.txt")
    assert code == 2
    assert err == "pullquote: quotes.txt is empty; write one quote on each line\n"


@pytest.mark.parametrize("number", ["x", "0", "-1", "1.5", "²"])
def test_an_occurrence_that_is_no_number_is_told_with_its_line(
    run, aligned: Path, number: str
) -> None:
    Path("quotes.csv").write_text(f"quote,occurrence\nthe,{number}\n", encoding="utf-8")
    code, _, err = run("clip", SAMPLE_AUDIO, aligned, "--quotes", "quotes.csv")
    assert code == 2
    assert err == (
        f"pullquote: quotes.csv, line 2: occurrence {number!r} is not the number of a place; "
        "the first is 1\n"
    )


def test_what_is_told_of_a_clip_is_what_is_said_in_it(run, aligned: Path, true_alignment) -> None:
    labels = [w.token.index for w in true_alignment.words if w.token.text.endswith(":")]
    label = next(index for index in labels if index > 10)
    name = true_alignment.words[label].token.text
    code, out, err = run(
        *("clip", SAMPLE_AUDIO, aligned, "--words", f"{label - 3}-{label + 3}", "-o", "a.wav")
    )
    assert (code, err) == (0, "")
    assert name not in out
    assert true_alignment.words[label + 1].token.text in out


def test_the_doctor_names_the_folder_that_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULLQUOTE_CACHE", str(tmp_path / "kept"))
    told = [finding.found for finding in examine()]
    assert any(str(tmp_path / "kept") in text for text in told)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are not UTF-8")
def test_names_that_are_not_utf_8_are_read_and_written(run, aligned: Path) -> None:
    media, text = os.fsdecode(b"t\xe4lk.mp3"), os.fsdecode(b"t\xe4lk.txt")
    shutil.copy(SAMPLE_AUDIO, media)
    shutil.copy(SAMPLE_TRANSCRIPT, text)
    result = os.fsdecode(b"r\xe9sult.json")
    times = ("--engine", aligned)
    for command in (
        ("align", media, text, "-o", result, *times),
        ("clip", media, result, "--words", "209-211", "--sidecar", "srt", "-o", text[:-4] + ".mp4"),
        ("subtitles", result, "-o", text[:-4] + ".vtt", "--json"),
        ("card", result, "--words", "209-211", "-o", text[:-4] + ".png"),
        ("clip", media, result, "--words", "209-211", "-o", text[:-4] + ".wav", "--json"),
    ):
        code, out, err = run(*command)
        assert (code, err) == (0, ""), command
    assert json.loads(out)["clips"][0]["path"] == text[:-4] + ".wav"
    assert json.loads(Path(result).read_bytes())["media"]["name"] == "t\ufffdlk.mp3"


@pytest.mark.skipif(sys.platform != "linux", reason="needs pipes and devices")
@pytest.mark.parametrize("odd", ["pipe", "zero"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("align", "{odd}.mp3", SAMPLE_TRANSCRIPT),
        ("align", SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, "--engine", "{odd}.json"),
        ("clip", SAMPLE_AUDIO, "{odd}.json", "--words", "1-2"),
        ("clip", SAMPLE_AUDIO, "{aligned}", "--quotes", "{odd}.txt"),
        ("clip", SAMPLE_AUDIO, "{aligned}", "--words", "1-2", "--cover", "{odd}.png"),
        ("clip", SAMPLE_AUDIO, "{aligned}", "--words", "1-2", "--style", "{odd}.json"),
        ("subtitles", "{odd}.srt", "--check"),
        ("subtitles", "{odd}.json", "-o", "a.srt"),
    ],
)
def test_pipes_and_devices_are_not_read(
    run, aligned: Path, odd: str, arguments: tuple[object, ...]
) -> None:
    names = [str(word).format(odd=odd, aligned=aligned) for word in arguments]
    name = next(name for name in names if name.startswith(odd))
    if odd == "pipe":
        os.mkfifo(name)
    else:
        Path(name).symlink_to("/dev/zero")
    code, _, err = run(*names)
    assert (code, err.count("\n")) == (2, 1)
    assert "not a regular file" in err
