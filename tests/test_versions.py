"""The versions in `constraints.txt`, which `make` and `.ci/run` install, and our own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LINES = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
PINNED = [Requirement(line) for line in LINES if line and not line.startswith("#")]
PYTHONS = ("3.10.13", "3.11.7", "3.12.1", "3.13.0")


def _asked_for() -> list[Requirement]:
    # Python 3.10 has no reader of TOML.
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lists = re.findall(r"^(?:dependencies|mcp|docs|dev) = \[(.*?)\]$", text, re.M | re.S)
    assert len(lists) == 4
    return [Requirement(line) for found in lists for line in re.findall(r'"([^"\n]+)"', found)]


@pytest.mark.parametrize("python", PYTHONS)
def test_each_dependency_has_one_version_that_its_bounds_allow(python: str) -> None:
    here = {
        **default_environment(),
        "python_version": python.rpartition(".")[0],
        "python_full_version": python,
    }
    for asked in _asked_for():
        if asked.marker is not None and not asked.marker.evaluate(here):
            continue
        (pinned,) = [
            known
            for known in PINNED
            if canonicalize_name(known.name) == canonicalize_name(asked.name)
            and (known.marker is None or known.marker.evaluate(here))
        ]
        (version,) = pinned.specifier
        assert version.operator == "=="
        assert asked.specifier.contains(version.version), f"{asked} but {pinned}"


def test_they_come_from_wherever_packages_come_from_here() -> None:
    for line in LINES:
        assert not re.search(r"://|@|^-", line), line


def test_the_version_is_the_same_everywhere_and_has_its_notes() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (version,) = re.findall(r'^version = "(.+)"$', text, re.MULTILINE)
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {version}\n" in citation
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(version)} – \d{{4}}-\d\d-\d\d$", changes, re.MULTILINE)
