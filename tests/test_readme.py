"""What the README shows is what happens.

PULLQUOTE_WRITE_README=1 puts the real output under the commands instead of comparing it.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
from pathlib import Path

import pytest

from pullquote.samples import SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, SAMPLE_VIDEO
from pullquote.ui.cli import main as cli

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
TEXT = README.read_text(encoding="utf-8")
RUN_BLOCK = re.compile(r"<!-- run -->\n```\n(.*?)```\n", re.DOTALL)
PYTHON_BLOCK = re.compile(r"```python\n(.*?)```\n", re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, as `pullquote sample` leaves it; the blocks run here one after another."""
    place = tmp_path_factory.mktemp("readme")
    for path in (SAMPLE_VIDEO, SAMPLE_AUDIO, SAMPLE_TRANSCRIPT):
        shutil.copy(path, place)
    return place


def _run(command: str) -> tuple[int, str]:
    """Exit code, and what stood on stdout and stderr."""
    words = shlex.split(command)
    assert words[0] == "pullquote", f"{command!r} is no command of ours"
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = cli.main(words[1:])
    return code, said.getvalue()


def _mask(text: str) -> str:
    """Without the figures, which may differ by a little between machines and engines' versions."""
    figureless = re.sub(r"[\d.:,]*\d", "#", text).strip()
    return re.sub(r"\(# heard[^)]*\)", "(# heard ...)", figureless)


def test_the_commands_print_what_the_readme_says(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    text = TEXT
    for block in RUN_BLOCK.findall(TEXT):
        shown = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
        real = []
        for part in shown:
            command, _, expected = part.partition("\n")
            code, said = _run(command)
            assert code in (0, 1 if "--check" in command else 0), f"{command}: {said}"
            real.append(f"$ {command}\n{said.rstrip()}\n")
            if not os.environ.get("PULLQUOTE_WRITE_README"):
                # Which cues break a rule may hang on a hundredth of a second.
                lines = slice(-1, None) if "--check" in command else slice(None)
                assert _mask(said).split("\n")[lines] == _mask(expected).split("\n")[lines], command
        text = text.replace(block, "".join(real))
    if os.environ.get("PULLQUOTE_WRITE_README"):
        README.write_text(text, encoding="utf-8")


def test_the_python_example_runs(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    blocks = PYTHON_BLOCK.findall(TEXT)
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})
    assert "singing so loudly that it covered the whole machine" in capsys.readouterr().out


def test_every_command_is_shown() -> None:
    for name in cli.COMMANDS:
        assert f"pullquote {name}" in TEXT


def test_every_make_target_that_is_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"make ([a-z]+)$", TEXT, re.MULTILINE))
    assert {"demo", "test", "ui"} <= named
    for target in named:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_file_that_is_linked_exists() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", TEXT) + re.findall(r'src="([^":]+)"', TEXT):
        assert (ROOT / target).exists(), target


def test_the_exit_codes_are_those_of_the_errors() -> None:
    from pullquote.align import errors

    table = dict(re.findall(r"^\| (\d) \| (.+) \|$", TEXT, re.MULTILINE))
    assert set(table) == {"0", "1", "2", "3", "4"}
    assert errors.InputError.exit_code == 2
    assert errors.EngineError.exit_code == 3
    assert errors.NotSaidError.exit_code == 4
