"""Findings about this installation, and how grave each is."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any

REINSTALL = "install again: python -m pip install --force-reinstall pullquote"


class State(str, Enum):
    """The bearing of a finding on the work."""

    GOOD = "good"
    OPTIONAL = "optional"
    """Missing or lesser, and the main job works without it."""
    BROKEN = "broken"
    """The main job (align, cut, caption) does not work."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    topic: str
    """`python`, `packages`, `ffmpeg`, `engine`, `model`, `fonts`, `sample`, `data` or `machine`."""
    state: State
    found: str
    """Its presence or its lack, in a few words."""
    advice: str = ""
    """The remedy; empty when none is needed."""


def is_well(findings: tuple[Finding, ...]) -> bool:
    """True when the main job works here."""
    return all(finding.state is not State.BROKEN for finding in findings)


def as_document(findings: tuple[Finding, ...]) -> dict[str, Any]:
    """The findings as plain data, for JSON."""
    return {
        "works": is_well(findings),
        "findings": [asdict(finding) | {"state": finding.state.value} for finding in findings],
    }
