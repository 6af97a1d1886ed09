"""The README and the documentation show what really happens.

PULLQUOTE_WRITE_README=1 puts the real output under the commands instead of comparing it.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pullquote.samples import SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, SAMPLE_VIDEO
from pullquote.ui.cli import main as cli

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
DOCUMENTS = (README, ROOT / "docs" / "command-line.md", ROOT / "docs" / "programmers.md")
"""Documents whose blocks are run, one after another in one folder."""
TEXT = "\n".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
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


FIGURE = re.compile(r"[\d.:,]*\d")


def _shape(text: str) -> str:
    """The text with a sign in place of each figure, and without the counts of each kind of word."""
    return FIGURE.sub("#", re.sub(r"\(\d+ heard[^)]*\)", "(heard ...)", text)).strip()


def _figures(text: str) -> list[float]:
    """The figures of `_shape`, in seconds where they are times with a colon."""
    numbers = []
    for figure in FIGURE.findall(re.sub(r"\(\d+ heard[^)]*\)", "", text)):
        value = 0.0
        for part in figure.replace(",", "").strip(".:").split(":"):
            value = value * 60 + float(part)
        numbers.append(value)
    return numbers


def _close(said: str, shown: str) -> bool:
    """True if the figures are the same but for what machines and engines' versions differ by."""
    return _figures(said) == pytest.approx(_figures(shown), rel=0.005, abs=0.5)


@pytest.mark.parametrize("document", DOCUMENTS[:2], ids=lambda path: path.stem)
def test_the_commands_print_what_the_document_says(
    document: Path, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (SAMPLE_VIDEO, SAMPLE_AUDIO, SAMPLE_TRANSCRIPT):
        shutil.copy(path, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    text = document.read_text(encoding="utf-8")
    blocks = RUN_BLOCK.findall(text)
    assert blocks
    for block in blocks:
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
                said, expected = (text.rstrip().split("\n")[lines] for text in (said, expected))
                for now, then in zip(said, expected, strict=True):
                    assert _shape(now) == _shape(then), command
                    assert _close(now, then), f"{command}: {now!r}, not {then!r}"
        text = text.replace(block, "".join(real))
    if os.environ.get("PULLQUOTE_WRITE_README"):
        document.write_text(text, encoding="utf-8")


def test_the_python_example_runs(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    blocks = PYTHON_BLOCK.findall(TEXT)
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})
    assert "singing so loudly that it covered the whole machine" in capsys.readouterr().out


def test_the_python_examples_pass_strict_mypy(tmp_path: Path) -> None:
    (tmp_path / "namespace").mkdir()
    (tmp_path / "namespace" / "pullquote").symlink_to(ROOT)
    names = []
    for number, block in enumerate(PYTHON_BLOCK.findall(TEXT)):
        names.append(f"example_{number}.py")
        (tmp_path / names[-1]).write_text(block, encoding="utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--strict", "--follow-imports", "silent"),
            *("--config-file", os.devnull, "--ignore-missing-imports", *names),
        ],
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": "namespace"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_command_is_shown() -> None:
    library = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    for name in cli.COMMANDS:
        assert f"pullquote {name}" in TEXT + library


def test_every_make_target_that_is_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"make ([a-z]+)$", TEXT, re.MULTILINE))
    assert {"demo", "test", "ui"} <= named
    for target in named:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_exit_codes_are_those_of_the_errors() -> None:
    from pullquote.align import errors

    table = dict(re.findall(r"^\| (\d) \| (.+) \|$", TEXT, re.MULTILINE))
    assert set(table) == {"0", "1", "2", "3", "4"}
    assert errors.InputError.exit_code == 2
    assert errors.EngineError.exit_code == 3
    assert errors.NotSaidError.exit_code == 4
