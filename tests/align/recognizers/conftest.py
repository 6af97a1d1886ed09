from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def copied_model(small_whisper: Path, tmp_path: Path) -> Path:
    """A copy of the small Whisper that a test may damage."""
    return Path(shutil.copytree(small_whisper, tmp_path / "model"))
