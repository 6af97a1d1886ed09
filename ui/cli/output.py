"""Lines about results and failures that several commands print."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pullquote.align.errors import PullquoteError
from pullquote.align.times import format_time
from pullquote.ui.cli.terminal import format_duration

if TYPE_CHECKING:
    from pullquote.clips.export.manifest import ClipResult
    from pullquote.clips.passages.quotation import Quotation


_LONGEST = 60


def names_folder(output: str) -> bool:
    """True when `-o` means a folder: one that exists, a name that ends in /, or no extension."""
    path = Path(output)
    return path.is_dir() or output.endswith(("/", os.sep)) or not path.suffix


def shortened(text: str) -> str:
    """The text in quotation marks on one line, at most 61 characters of it."""
    line = " ".join(text.split())
    return f"“{line[:_LONGEST].rstrip()}…”" if len(line) > _LONGEST + 1 else f"“{line}”"


def doubt_line(quotation: Quotation | None) -> str:
    """A line below that of a clip or card about words that were not found, if there are any."""
    if quotation is None or quotation.doubt is None:
        return ""
    return f"\n    {quotation.doubt}"


def warning_lines(warnings: Sequence[str]) -> str:
    """Lines below that of a clip or card about words that were cut out."""
    return "".join(f"\n    {sentence}" for sentence in warnings)


def complain(failures: Sequence[PullquoteError]) -> None:
    """Print a line on stderr for each failure; the gravest comes last, by being raised."""
    if not failures:
        return
    *others, last = sorted(failures, key=lambda failure: failure.exit_code)
    for failure in others:
        click.echo(f"pullquote: {failure}", err=True)
    raise last


def clip_line(clip: ClipResult) -> str:
    """A line on a clip that was made, and one on words of it that were not found or cut out."""
    assert clip.source_range is not None
    held = clip.source_range
    beside = "".join(f" and {path}" for path in (clip.sidecar, clip.poster) if path is not None)
    return (
        f"{clip.path}{beside}: {format_duration(clip.duration)} from "
        f"{format_time(held.start, decimals=2)}"
        + (f", {shortened(clip.text)}" if clip.text.strip() else "")
        + doubt_line(clip.quotation)
        + warning_lines(clip.warnings)
    )
