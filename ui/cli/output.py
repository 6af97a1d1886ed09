"""Failures are told one by one."""

from __future__ import annotations

from collections.abc import Sequence

import click

from pullquote.align.errors import PullquoteError


def complain(failures: Sequence[PullquoteError]) -> None:
    """One line on stderr for each thing that was not made, the gravest last, by raising it."""
    if not failures:
        return
    *others, last = sorted(failures, key=lambda failure: failure.exit_code)
    for failure in others:
        click.echo(f"pullquote: {failure}", err=True)
    raise last
