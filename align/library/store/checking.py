"""A library is examined: its file, the index, each recording's words, the recordings' files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pullquote.align.errors import LibraryError
from pullquote.align.library.store import database
from pullquote.align.library.store.entry import Entry
from pullquote.align.library.store.library import Library
from pullquote.align.library.store.packing import pack


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be."""

    entry: Entry | None
    """The recording; None where it is the library as a whole."""
    problem: str
    """A sentence on what is wrong and what to do."""
    is_damage: bool
    """True for damage to the library itself, False for a recording that was moved away."""


def check(library: Library) -> Iterator[Finding]:
    """Everything that is wrong with a library opened for writing; nothing where all is well."""
    connection = library.connection
    with database.explained(library.path):
        for (said,) in connection.execute("pragma integrity_check"):
            if said != "ok":
                yield Finding(None, f"the file is damaged: {said}", True)
        for table in ("said", "pair", "term_part"):
            connection.execute(f"insert into {table}({table}) values('integrity-check')")
    entries = [*library.entries()]
    yield from _check_rows(library)
    for entry in entries:
        yield from _check_entry(library, entry)
        if not entry.path.exists():
            problem = (
                f"{entry.path} is not there any more; add the folder that it was moved to, "
                f"or take it out with `pullquote library remove {entry.id}`"
            )
            yield Finding(entry, problem, False)


def _check_rows(library: Library) -> Iterator[Finding]:
    """Rows that belong to no recording, and recordings without theirs."""
    for table, key in (
        ("outline", "recording"),
        ("speaker", "recording"),
        ("chunk", "id >> 16"),
        ("said", "rowid"),
        ("pair", "rowid"),
    ):
        ((strays,),) = library.rows(
            f"select count(*) from {table} where {key} not in (select id from recording)"
        )
        if strays:
            yield Finding(None, f"{strays} rows of {table} belong to no recording", True)


def _check_entry(library: Library, entry: Entry) -> Iterator[Finding]:
    again = "add it again"
    try:
        alignment = library.alignment(entry.id)
        outline = library.outline(entry.id)
    except LibraryError as error:
        yield Finding(entry, error.problem, True)
        return
    packed = pack(alignment)
    for table in ("said", "pair"):
        if not library.rows(f"select 1 from {table} where rowid=?", (entry.id,)):
            yield Finding(entry, f"its words are not in the index {table}; {again}", True)
    if len(packed.words) != entry.words or len(packed.chunks) != len(outline.starts):
        yield Finding(entry, f"it has not as many words as were indexed; {again}", True)
