"""Options and lines that the commands on the library share."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pullquote.align.errors import InputError
from pullquote.ui.cli.options import shared

if TYPE_CHECKING:
    from pullquote.align.library.store.entry import Entry
    from pullquote.align.library.store.library import Library

library = click.option(
    "--library",
    "library_file",
    type=shared.FILE,
    metavar="FILE",
    help="The library.  [default: PULLQUOTE_LIBRARY, or library.sqlite in your data folder]",
)


def open_to_change(library_file: Path | None) -> Library:
    """A library that is there already, opened for writing. Raises LibraryError."""
    from pullquote.align.library.store.library import Library

    Library(library_file).close()  # says that there is none, where writing would make one
    return Library(library_file, writes=True)


def entry_document(entry: Entry) -> dict[str, Any]:
    """A recording as JSON shows it."""
    return {
        "id": entry.id,
        "title": entry.title,
        "path": str(entry.path),
        "transcript": entry.origin.transcript and entry.origin.transcript.path,
        "duration": round(entry.duration, 3),
        "language": entry.language,
        "words": entry.words,
        "recorded": format_moment(entry.recorded),
        "added": format_moment(entry.added),
        "changed": format_moment(entry.changed),
        "fingerprint": entry.fingerprint,
    }


def format_moment(moment: float | None) -> str | None:
    """Seconds since 1970 as local date and time with its zone; None stays None."""
    if moment is None:
        return None
    return datetime.fromtimestamp(moment).astimezone().isoformat(timespec="seconds")


def find_entry(library: Library, name: str) -> Entry:
    """The recording of this number, path or title. Raises InputError."""
    is_number = name.isdecimal() and len(name) < 19  # SQLite's are smaller
    entry = library.find(int(name)) if is_number else None
    entry = entry or library.find_path(Path(name))
    if entry is not None:
        return entry
    titled = [e for e in library.entries() if name in (e.title, e.path.name)]
    if len(titled) == 1:
        return titled[0]
    problem = "several recordings" if titled else "no recording"
    raise InputError(
        f"{name!r} names {problem} in the library; `pullquote library list` shows their numbers"
    )
