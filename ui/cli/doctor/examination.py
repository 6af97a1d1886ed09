"""Looks at everything that the work depends on, and never raises.

A broken library is a finding, not an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pullquote.align.errors import PullquoteError
from pullquote.ui.cli.doctor.engines import look_at_engines, look_at_models
from pullquote.ui.cli.doctor.finding import REINSTALL, Finding, State
from pullquote.ui.cli.doctor.fonts import look_at_fonts
from pullquote.ui.cli.doctor.machine import (
    look_at_ffmpeg,
    look_at_folders,
    look_at_machine,
    look_at_python,
)
from pullquote.ui.cli.doctor.packages import look_at_packages, look_at_sample

_ESSENTIAL = frozenset({"packages", "ffmpeg", "engine", "fonts"})
"""Topics without which the main job does not work."""


def examine() -> tuple[Finding, ...]:
    """Every finding, in the order to show them."""
    findings: list[Finding] = []
    for topic, look in (
        ("python", look_at_python),
        ("packages", look_at_packages),
        ("ffmpeg", look_at_ffmpeg),
        ("engine", look_at_engines),
        ("model", look_at_models),
        ("fonts", look_at_fonts),
        ("sample", look_at_sample),
        ("data", look_at_folders),
        ("machine", look_at_machine),
    ):
        findings.extend(_carefully(topic, look))
    return tuple(findings)


def _carefully(topic: str, look: Callable[[], Iterator[Finding]]) -> list[Finding]:
    """The findings of `look`; where it breaks, the failure is one more."""
    found: list[Finding] = []
    try:
        found.extend(look())
    except Exception as error:
        known = isinstance(error, PullquoteError)
        problem = str(error) if known else f"{type(error).__name__}: {error}"
        state = State.BROKEN if topic in _ESSENTIAL else State.OPTIONAL
        found.append(Finding(topic, state, problem, "" if known else REINSTALL))
    return found
