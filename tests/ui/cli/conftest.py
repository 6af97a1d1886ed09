"""`pullquote` as a user runs it, with a cache for each file of tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from pullquote.ui.cli import main as cli

QUOTE = "You put the microphone down, you walk away"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for all tests of a file: the sample is listened to once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def run(tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch, capsys):
    """Call `pullquote` in an empty folder; gives exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(kept))

    def call(*arguments: object) -> tuple[int, str, str]:
        code = cli.main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call
