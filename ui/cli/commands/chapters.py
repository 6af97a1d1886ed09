"""`pullquote chapters`: the parts of a recording, with their times."""

from __future__ import annotations

from pathlib import Path

import click

from pullquote.align.errors import NotSaidError
from pullquote.align.files import write_text
from pullquote.clips.export.outputs import check_output
from pullquote.clips.passages.chapters import (
    CHAPTER_FORMATS,
    WAYS,
    chapter_format_of,
    find_chapters,
    format_chapters,
)
from pullquote.ui.cli.options import shared
from pullquote.ui.cli.terminal import echo_json


@click.command("chapters")
@click.argument("alignment", metavar="ALIGNMENT.json|-", type=shared.STREAM)
@click.option(
    "-o",
    "--output",
    type=shared.STREAM,
    help="The file to write: .txt (lines for YouTube), .json (Podcast namespace), .ffmetadata or "
    ".vtt.  [default: lines on standard output]",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(tuple(CHAPTER_FORMATS)),
    help="Format, whatever the extension.",
)
@click.option(
    "--by",
    type=click.Choice(WAYS),
    default="auto",
    show_default=True,
    help="Begin chapters below headings that nobody reads out, at changes of speaker, or at "
    "paragraphs; auto takes the first of these that gives two chapters.",
)
@click.option(
    "--shortest",
    type=shared.Number(min=0),
    default=10.0,
    show_default=True,
    metavar="SECONDS",
    help="Join a chapter that would be shorter to the one before it.",
)
@shared.force
@shared.as_json
def command(
    alignment: Path,
    output: Path | None,
    format_name: str | None,
    by: str,
    shortest: float,
    force: bool,
    as_json: bool,
) -> None:
    """Write the chapters of a recording, titled with the transcript's own words.

    ALIGNMENT.json is a result of `pullquote align`; - reads it from standard input.
    """
    to_file = output is not None and str(output) != "-"
    name = format_name or (chapter_format_of(output) if output and to_file else "youtube")
    if output is not None and to_file:
        check_output(output, replace=force, inputs=shared.given_files(alignment=alignment))
    chapters = find_chapters(shared.read_given_alignment(alignment), by, shortest)
    if not chapters:
        raise NotSaidError(f"no chapters were found in {alignment}; choose another way with --by")
    text = format_chapters(chapters, name)
    if output is not None and to_file:
        write_text(output, text, replace=force)
    if as_json:
        entries = [
            {"start": round(c.span.start, 3), "end": round(c.span.end, 3), "title": c.title}
            for c in chapters
        ]
        echo_json({"path": str(output) if to_file else None, "chapters": entries})
    elif to_file:
        click.echo(f"{len(chapters):,} chapters written to {output}")
    else:
        click.echo(text, nl=False)
