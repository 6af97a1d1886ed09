"""The edge of the command line: exit codes, one line per error, no traceback, odd terminals."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from pullquote.align import errors
from pullquote.ui.cli import main as cli

ROOT = Path(__file__).resolve().parents[3]
RUN = [sys.executable, "-m", "pullquote.ui"]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch):
    """Make `pullquote boom` raise what it is given."""

    def prepare(error: BaseException) -> None:
        @click.command("boom")
        def boom() -> None:
            raise error

        monkeypatch.setattr(cli._LazyGroup, "get_command", lambda *_: boom)

    return prepare


ENDINGS = [
    (errors.PullquoteError("so it is"), 1),
    (errors.MediaError("a.mp4", "does not exist"), 2),
    (errors.FormatError(".xyz", [".srt"]), 2),
    (errors.ModelError("tiny", "is not here"), 3),
    (errors.ProgramError("ffmpeg", "cutting", "first\nlast words"), 3),
    (errors.TranscriptMismatchError(0.03), 4),
    (errors.PassageNotFoundError("some words", "are not said"), 4),
    (errors.CancelledError(), 1),
    (click.UsageError("no such thing"), 2),
    (OSError(errno.ENOSPC, "No space left on device", "/full/x.mp4"), 2),
    (OSError(errno.ENOSPC, "No space left on device"), 2),
    (PermissionError(errno.EACCES, "Permission denied", "/closed/x.mp4"), 2),
    (errors.ProgramError("ffmpeg", "cutting", "x.mp4: No space left on device"), 2),
    (KeyboardInterrupt(), 130),
    (ValueError("two\nlines"), 1),
    (RecursionError("deep"), 1),
]


@pytest.mark.parametrize(("error", "code"), ENDINGS, ids=lambda value: repr(value)[:40])
def test_each_error_has_its_exit_code_and_one_line(
    error: BaseException, code: int, failing, capsys: pytest.CaptureFixture[str]
) -> None:
    failing(error)
    assert cli.main(["boom"]) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert re.fullmatch(r"pullquote: [^\n]+\n", told.err)


def test_an_ambiguous_quote_lists_its_candidates(failing, capsys) -> None:
    failing(errors.PassageAmbiguousError("we will", ["1  0:12 we will", "2  0:34 we will"]))
    assert cli.main(["boom"]) == 4
    assert capsys.readouterr().err.count("\n") == 3


def test_a_traceback_is_shown_only_on_request(failing, capsys, monkeypatch) -> None:
    failing(ValueError("inside"))
    monkeypatch.delenv("PULLQUOTE_DEBUG", raising=False)
    cli.main(["boom"])
    assert "Traceback" not in capsys.readouterr().err
    monkeypatch.setenv("PULLQUOTE_DEBUG", "1")
    cli.main(["boom"])
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [["bogus"], ["--bogus"], ["align"], ["align", "only-one"], ["clip"], ["ui", "--port", "99999"]],
)
def test_a_wrong_command_line_is_one_line_and_exit_code_2(arguments, capsys) -> None:
    assert cli.main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert re.fullmatch(r"pullquote: [^\n]+\n", told.err)


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_documents_itself_and_each_option(name: str, capsys) -> None:
    command = cli.pullquote.get_command(click.Context(cli.pullquote), name)
    assert command is not None
    assert command.name == name
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.name} has no help"
    assert cli.main([name, "--help"]) == 0
    assert "Usage: pullquote" in capsys.readouterr().out


def test_every_module_of_a_command_is_listed() -> None:
    folder = ROOT / "ui" / "cli" / "commands"
    paths = (path.relative_to(folder).with_suffix("") for path in folder.rglob("*.py"))
    modules = {".".join(path.parts) for path in paths}
    listed = {cli._MODULES.get(name, name) for name in cli.COMMANDS}
    assert listed <= modules
    for name in modules - listed:
        assert not hasattr(
            __import__(f"pullquote.ui.cli.commands.{name}", fromlist=["x"]), "command"
        )


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="no pipes with signals here")
def test_a_reader_that_goes_away_is_no_error() -> None:
    script = (
        "import pullquote.ui.cli.main, click, sys\n"
        "@click.command('boom')\n"
        "def boom():\n"
        "    for n in range(200000): click.echo('a line of text')\n"
        "pullquote.ui.cli.main._LazyGroup.get_command = lambda *a: boom\n"
        "sys.exit(pullquote.ui.cli.main.main(['boom']))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(30) == 128 + signal.SIGPIPE
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopping_it_clears_away_unfinished_files(sent: int, code: int, tmp_path: Path) -> None:
    script = (
        "import signal, pullquote.ui.cli.main, click, sys, time\n"
        # Children of a shell's background job ignore the interrupt.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from pathlib import Path\n"
        "@click.command('boom')\n"
        "def boom():\n"
        "    part = Path(sys.argv[1])\n"
        "    try:\n"
        "        part.write_text('half')\n"
        "        time.sleep(30)\n"
        "    finally: part.unlink()\n"
        "pullquote.ui.cli.main._LazyGroup.get_command = lambda *a: boom\n"
        "sys.exit(pullquote.ui.cli.main.main(['boom']))\n"
    )
    part = tmp_path / "x.part"
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(part)], stderr=subprocess.PIPE, cwd=ROOT
    )
    deadline = time.monotonic() + 20
    while not part.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(sent)
    assert process.wait(20) == code
    assert process.stderr is not None
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    assert not part.exists()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_it_speaks_to_any_terminal(encoding: str) -> None:
    done = subprocess.run(
        [*RUN, "align", "Гамлет 日本 🐦.mp4", "nothing.txt"],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.decode(encoding).startswith("pullquote: ")
    assert done.stderr.count(b"\n") == 1


def test_it_works_without_a_standard_output() -> None:
    done = subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -m pullquote.ui --help >&-"],
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    assert b"Traceback" not in done.stderr


def test_the_sample_is_copied_and_never_over_a_file(tmp_path: Path, capsys) -> None:
    assert cli.main(["sample", str(tmp_path / "new")]) == 0
    told = capsys.readouterr().out.split("\n")[:-1]
    assert [Path(line).name for line in told] == ["interview.mp4", "interview.mp3", "interview.txt"]
    assert all(Path(line).stat().st_size > 1000 for line in told)
    Path(told[2]).write_text("mine", encoding="utf-8")
    assert cli.main(["sample", str(tmp_path / "new")]) == 2
    assert Path(told[2]).read_text(encoding="utf-8") == "mine"
    assert cli.main(["sample", str(tmp_path / "new"), "--force"]) == 0
    assert Path(told[2]).read_text(encoding="utf-8") != "mine"
