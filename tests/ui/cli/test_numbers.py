"""Numbers on the command line that are none, or beyond all measure, are refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from pullquote.samples import SAMPLE_AUDIO, SAMPLE_VIDEO
from pullquote.ui.cli import main as cli

CLIP = ("clip", SAMPLE_AUDIO, "{aligned}", "--words", "209-211")


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "1e308", "1e999", "-1", "x"])
@pytest.mark.parametrize(
    "arguments",
    [
        (*CLIP, "-o", "a.wav", "--lead-in"),
        (*CLIP, "-o", "a.wav", "--lead-out"),
        (*CLIP, "-o", "a.wav", "--loudness"),
        ("clip", SAMPLE_VIDEO, "{aligned}", "--words", "1-2", "-o", "a.mp4", "--centre"),
        ("subtitles", "{aligned}", "-o", "a.edl", "--frame-rate"),
        ("chapters", "{aligned}", "-o", "a.txt", "--shortest"),
        (*CLIP, "-o", "a.wav", "--start", "0:01", "--end"),
    ],
    ids=lambda arguments: f"{arguments[0]} {arguments[-1]}",
)
def test_what_is_no_measure_is_refused(
    arguments: tuple[object, ...],
    number: str,
    aligned: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys,
) -> None:
    monkeypatch.chdir(tmp_path)
    given = [str(argument).replace("{aligned}", str(aligned)) for argument in arguments]
    code = cli.main([*given, number])
    told = capsys.readouterr().err
    if arguments[-1] == "--shortest" and number == "1e308":
        # All is one chapter then, which is an answer.
        assert code == 0
        return
    assert code == 2
    assert told.count("\n") == 1
    assert "unexpected" not in told
    assert not list(tmp_path.iterdir())


def test_a_time_of_hundreds_of_digits_is_none(aligned: Path, capsys) -> None:
    assert cli.main(["find", str(aligned), "9" * 400]) == 4
    assert "unexpected" not in capsys.readouterr().err
    clip = ["clip", str(SAMPLE_AUDIO), str(aligned), "--start", "1", "--end", "9" * 400]
    assert cli.main(clip) == 2
    assert "unexpected" not in capsys.readouterr().err


@pytest.mark.parametrize("command", list(cli.COMMANDS))
def test_no_help_speaks_of_bounds_that_there_are_not(command: str, capsys) -> None:
    assert cli.main([command, "--help"]) == 0
    assert "None" not in capsys.readouterr().out
