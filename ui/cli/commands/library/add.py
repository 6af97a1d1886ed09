"""`pullquote add`: recordings with their transcripts go into the library."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pullquote.ui.cli.commands.library import library_options
from pullquote.ui.cli.options import shared
from pullquote.ui.cli.output import complain
from pullquote.ui.cli.terminal import echo_json, show_progress

if TYPE_CHECKING:
    from pullquote.align.library.adding.recordings import Outcome, Report


@click.command("add")
@click.argument(
    "paths", nargs=-1, required=True, type=shared.FILE, metavar="FILE|FOLDER [FILE|FOLDER ...]"
)
@library_options.library
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Recordings at a time.  [default: one a core]",
)
@click.option(
    "--again", is_flag=True, help="Align anew what is there already, and try again what failed."
)
@click.option(
    "--watch",
    is_flag=True,
    help="Go on: add whatever comes into the folders, until you press Ctrl-C.",
)
@shared.engine_options
@shared.as_json
def command(paths: tuple[Path, ...], library_file: Path | None, **choices: Any) -> None:
    """Put recordings with their transcripts into the library, to be searched.

    Name recordings, transcripts or folders. A transcript belongs to the recording beside it of the
    same name (talk.mp3 with talk.txt, talk.en.srt or talk.alignment.json; also in a folder
    transcripts). Recordings are aligned, as many at a time as there are cores. Nothing is done
    twice: run it again after an interruption, or when files have come, changed or moved. One that
    fails does not stop the others.
    """
    from pullquote.align.library.adding.recordings import AddOptions, add_recordings
    from pullquote.align.library.adding.watching import watch
    from pullquote.align.library.store.library import Library

    settings = AddOptions(shared.align_options(choices), choices["jobs"], choices["again"])
    on_done = None if choices["as_json"] else _tell
    with Library(library_file, writes=True) as library, show_progress() as monitor:
        if choices["watch"]:
            watch(library, paths, settings, monitor, _tell_all)
        report = add_recordings(library, paths, settings, monitor, on_done)
    if choices["as_json"]:
        echo_json({"recordings": [_document(outcome) for outcome in report.outcomes]})
    else:
        click.echo(_summary(report))
    complain([*report.errors, *(outcome.error for outcome in report.failed if outcome.error)])


def _tell(outcome: Outcome) -> None:
    """A line for each recording whose place in the library is new, once it is safe on the disk."""
    from pullquote.align.library.adding.recordings import Done

    if outcome.done not in (Done.SAME, Done.FAILED):
        click.echo(f"{outcome.done.value}: {outcome.path} (recording {outcome.id})")


def _tell_all(outcome: Outcome) -> None:
    _tell(outcome)
    if outcome.error is not None:
        click.echo(f"pullquote: {outcome.error}", err=True)


def _summary(report: Report) -> str:
    counts = Counter(outcome.done.value for outcome in report.outcomes)
    if not counts:
        return "no recordings there"
    return ", ".join(f"{count:,} {done}" for done, count in sorted(counts.items()))


def _document(outcome: Outcome) -> dict[str, Any]:
    return {
        "path": str(outcome.path),
        "status": outcome.done.value,
        "id": outcome.id,
        "reason": str(outcome.error) if outcome.error else None,
    }
