"""`-` is standard input or output where a command can use it, and refused everywhere else."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from pullquote.samples import SAMPLE_AUDIO, SAMPLE_TRANSCRIPT
from pullquote.ui.cli.main import COMMANDS, pullquote
from pullquote.ui.cli.options.shared import FileName


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch):
    """Put these bytes on standard input."""

    def put(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    return put


def parameters() -> Iterator[tuple[str, click.Parameter]]:
    """Every parameter of every command and of those below it."""
    context = click.Context(pullquote)

    def below(name: str, command: click.Command) -> Iterator[tuple[str, click.Parameter]]:
        for parameter in command.params:
            yield f"{name} {parameter.name}", parameter
        if isinstance(command, click.Group):
            for other in command.list_commands(context):
                found = command.get_command(context, other)
                assert found is not None
                yield from below(f"{name} {other}", found)

    for name in COMMANDS:
        command = pullquote.get_command(context, name)
        assert command is not None
        yield from below(name, command)


def test_every_parameter_that_names_a_file_says_whether_it_takes_a_stream() -> None:
    found = list(parameters())
    plain = [
        name
        for name, parameter in found
        if isinstance(parameter.type, click.Path)
        and parameter.type.file_okay
        and not isinstance(parameter.type, FileName)
    ]
    assert plain == []
    names_output = [
        name
        for name, parameter in found
        if parameter.name == "output" and not isinstance(parameter.type, FileName)
    ]
    assert names_output == ["transcribe output"]  # which takes it, see below


@pytest.mark.parametrize(
    "arguments",
    [
        ("align", "-", SAMPLE_TRANSCRIPT),
        ("clip", "-", SAMPLE_TRANSCRIPT, "--words", "209-211"),
        ("clip", SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, "--words", "209-211", "-o", "-"),
        ("clip", SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, "--quotes", "-"),
        ("card", SAMPLE_TRANSCRIPT, "--words", "209-211", "-o", "-"),
        ("transcribe", "-"),
        ("sample", "-"),
        ("add", "-"),
    ],
    ids=lambda words: " ".join(str(word).rpartition("/")[2] for word in words[:1] + words[-1:]),
)
def test_a_stream_that_cannot_be_used_is_refused_in_one_sentence(run, arguments) -> None:
    code, out, err = run(*arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "'-' is standard input or output" in err
    assert not list(Path.cwd().glob("*"))


def test_find_and_chapters_read_an_alignment_from_standard_input(run, aligned, given) -> None:
    for command in (("find", "-", "fog signal"), ("chapters", "-", "--by", "speakers")):
        given(aligned.read_bytes())
        piped = run(*command)
        named = run(command[0], aligned, *command[2:])
        assert piped == named
        assert piped[0] == 0


def test_subtitles_go_from_standard_input_to_standard_output(run, aligned, given) -> None:
    given(aligned.read_bytes())
    code, piped, _ = run("subtitles", "-", "-o", "-", "--format", "vtt")
    assert code == 0
    assert piped == run("subtitles", aligned, "-o", "-", "--format", "vtt")[1]
    assert piped.startswith("WEBVTT")
    assert not list(Path.cwd().glob("*"))


@pytest.mark.parametrize("report", ["--json", "--check"])
def test_subtitles_and_a_report_never_share_standard_output(run, aligned, report) -> None:
    code, out, err = run("subtitles", aligned, "-o", "-", report)
    assert (code, out) == (2, "")
    assert "name a file" in err


@pytest.mark.parametrize("command", [("find", "-", "x"), ("subtitles", "-", "-o", "-")])
def test_what_is_no_alignment_on_standard_input_is_said_to_be_none(run, given, command) -> None:
    given(b"1\n00:00:01,000 --> 00:00:02,000\nHello\n")
    code, _, err = run(*command)
    assert (code, err.count("\n")) == (2, 1)
    assert "standard input holds no alignment" in err


def test_align_prints_its_result_on_standard_output(run, monkeypatch, true_alignment) -> None:
    monkeypatch.setattr("pullquote.align.pipeline.align_recording", lambda *given: true_alignment)
    code, out, err = run("align", SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, "-o", "-")
    assert (code, err) == (0, "")
    assert json.loads(out)["text"] == true_alignment.transcript.text
    assert not list(Path.cwd().glob("*"))
