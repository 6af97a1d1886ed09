"""`pullquote library`: list, check, export, remove."""

from __future__ import annotations

from pathlib import Path

import click

from pullquote.align.errors import InputError, LibraryError, OutputError, PullquoteError
from pullquote.align.files import write_text
from pullquote.clips.export.outputs import make_folder
from pullquote.ui.cli.commands.library import library_options
from pullquote.ui.cli.commands.library.library_options import (
    entry_document,
    find_entry,
    format_moment,
    open_to_change,
)
from pullquote.ui.cli.options import shared
from pullquote.ui.cli.output import complain
from pullquote.ui.cli.terminal import echo_json, format_duration


@click.group("library")
def command() -> None:
    """List, check, export or thin out the library that `pullquote add` fills."""


@command.command("list")
@library_options.library
@shared.as_json
def list_entries(library_file: Path | None, as_json: bool) -> None:
    """Show every recording with its number."""
    from pullquote.align.library.store.library import Library

    with Library(library_file) as library:
        entries = [*library.entries()]
    if as_json:
        echo_json({"recordings": [entry_document(entry) for entry in entries]})
        return
    for entry in entries:
        recorded = (format_moment(entry.recorded) or "")[:10]
        click.echo(
            f"{entry.id:>5}  {entry.title}  {format_duration(entry.duration)}, "
            f"{entry.words:,} words{', ' + recorded if recorded else ''}  {entry.path}"
        )
    hours = sum(entry.duration for entry in entries)
    words = sum(entry.words for entry in entries)
    click.echo(f"{len(entries):,} recordings, {format_duration(hours)}, {words:,} words")


@command.command("check")
@library_options.library
def check_library(library_file: Path | None) -> None:
    """Look for damage, and for recordings that are not where they were.

    Ends with exit code 2 when something is damaged.
    """
    from pullquote.align.library.store.checking import check

    with open_to_change(library_file) as library:
        findings = [*check(library)]
        count = library.count()
        path = library.path
    for finding in findings:
        name = f"{finding.entry.id} {finding.entry.title}: " if finding.entry else ""
        click.echo(f"{name}{finding.problem}")
    damage = [finding for finding in findings if finding.is_damage]
    if damage:
        raise LibraryError(path, f"has damaged parts ({len(damage)}); see above")
    missing = f"; {len(findings):,} not where they were" if findings else ""
    click.echo(f"{count:,} recordings, all whole{missing}")


@command.command("remove")
@click.argument("recordings", nargs=-1, required=True, metavar="NUMBER|PATH|TITLE ...")
@library_options.library
def remove(recordings: tuple[str, ...], library_file: Path | None) -> None:
    """Take recordings out of the library. Their files stay."""
    failures: list[PullquoteError] = []
    with open_to_change(library_file) as library:
        for name in recordings:
            try:
                entry = find_entry(library, name)
                library.remove(entry.id)
            except InputError as error:
                failures.append(error)
            else:
                click.echo(f"removed: {entry.title} (recording {entry.id})")
    complain(failures)


@command.command("export")
@click.argument("recordings", nargs=-1, metavar="[NUMBER|PATH|TITLE ...]")
@click.option(
    "-o", "--output", type=shared.FILE, required=True, metavar="FOLDER/", help="Where to."
)
@library_options.library
@shared.force
def export(
    recordings: tuple[str, ...], output: Path, library_file: Path | None, force: bool
) -> None:
    """Write recordings, or all, as results of `pullquote align`, which every command takes.

    Put back beside their recordings they are added again without aligning.
    """
    from pullquote.align.library.store.library import Library
    from pullquote.align.model.alignment import format_alignment

    make_folder(output)
    failures: list[PullquoteError] = []
    with Library(library_file) as library:
        chosen = (
            [find_entry(library, name) for name in recordings]
            if recordings
            else [*library.entries()]
        )
        taken: set[str] = set()
        for entry in chosen:
            name = entry.title if entry.title not in taken else f"{entry.title}-{entry.id}"
            taken.add(name)
            path = output / f"{name}.alignment.json"
            try:
                write_text(path, format_alignment(library.alignment(entry.id)), replace=force)
            except (LibraryError, OutputError) as error:
                failures.append(error)
            else:
                click.echo(str(path))
    complain(failures)
