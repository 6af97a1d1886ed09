"""Fixtures for the tests of the command line and of the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from pullquote.align.model.alignment import (
    Alignment,
    format_alignment,
)


@pytest.fixture(scope="session")
def aligned(true_alignment: Alignment, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of `true_alignment`, as `pullquote align` writes it."""
    path = tmp_path_factory.mktemp("aligned") / "interview.alignment.json"
    path.write_text(format_alignment(true_alignment), encoding="utf-8")
    return path
