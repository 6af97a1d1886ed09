"""Failures are told one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from pullquote.align.errors import PullquoteError

if TYPE_CHECKING:
    from pullquote.clips.passages.quotation import Quotation


def doubt_line(quotation: Quotation | None) -> str:
    """A line below that of a clip or card, where words of it were not found; else nothing."""
    if quotation is None or quotation.doubt is None:
        return ""
    return f"\n    {quotation.doubt}"


def complain(failures: Sequence[PullquoteError]) -> None:
    """One line on stderr for each thing that was not made, the gravest last, by raising it."""
    if not failures:
        return
    *others, last = sorted(failures, key=lambda failure: failure.exit_code)
    for failure in others:
        click.echo(f"pullquote: {failure}", err=True)
    raise last
