"""The library itself: recordings with their words, put in, changed, taken out, given back.

    with Library("archive.sqlite") as library:
        for entry in library.entries():
            print(entry.title, entry.duration)

Each change is whole: `put` returns when the recording, its words and its place in the index are on
the disk together, and a kill before that leaves the library as it was.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from pullquote.align.errors import LibraryError
from pullquote.align.files import PathLike
from pullquote.align.library.store import database
from pullquote.align.library.store.entry import Entry, FileStamp, Origin
from pullquote.align.library.store.layout import CHUNK_BITS, PackedChunk
from pullquote.align.library.store.location import library_path
from pullquote.align.library.store.packing import pack
from pullquote.align.library.store.positions import decode_places
from pullquote.align.library.store.recording_rows import (
    EMPTY,
    ENTRY,
    columns_of,
    empty_alignment,
    entry_of,
)
from pullquote.align.library.store.unpacking import (
    Chunk,
    Outline,
    unpack,
    unpack_outline,
    unpack_unscripted,
    unpack_words,
)
from pullquote.align.library.store.word_rows import keep_words, take_words
from pullquote.align.model.alignment import Alignment, Unscripted

if TYPE_CHECKING:
    from pullquote.align.library.store.database import Connection, Cursor


class Library:
    """A library's file, opened by one thread; others and other processes open it for themselves."""

    def __init__(self, path: PathLike | None = None, *, writes: bool = False) -> None:
        """Open the library at `path`, or the user's own; with `writes` it is made if missing.

        Raises LibraryError.
        """
        self.path = library_path() if path is None else Path(path)
        self.connection: Connection = database.connect(self.path, writes=writes)
        self._outlines: dict[int, Outline] = {}

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all use of the file."""
        self.connection.close()

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Cursor:
        """Run SQL of ours; its errors are LibraryErrors."""
        with database.explained(self.path):
            return self.connection.execute(sql, values)

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Everything that this SQL finds. Raises LibraryError."""
        return [*self.execute(sql, values)]

    def reading(self) -> AbstractContextManager[None]:
        """Reads inside see the library at one moment."""
        self._outlines.clear()
        return database.reading(self.connection)

    # What is in it

    def entries(self) -> Iterator[Entry]:
        """Every recording, in the order in which they were added."""
        for row in self.execute(f"select {ENTRY} from recording order by id"):
            yield entry_of(row)

    def titled(self, title: str, *, limit: int, offset: int = 0) -> list[Entry]:
        """Recordings whose titles have this text in them, the last added first."""
        rows = self.rows(
            f"select {ENTRY} from recording where instr(lower(title), lower(?)) "
            "order by id desc limit ? offset ?",
            (title, limit, offset),
        )
        return [entry_of(row) for row in rows]

    def extent(self, title: str = "") -> tuple[int, float]:
        """The number of recordings with this text in their titles, and their seconds together."""
        ((count, seconds),) = self.rows(
            "select count(*), total(duration) from recording where instr(lower(title), lower(?))",
            (title,),
        )
        return int(count), float(seconds)

    def count(self) -> int:
        """Recordings in the library."""
        return int(self.rows("select count(*) from recording")[0][0])

    def find(self, id: int) -> Entry | None:  # noqa: A002
        """The recording with this id; None when there is none."""
        return self._first("id=?", id)

    def get(self, id: int) -> Entry:  # noqa: A002
        """The recording with this id. Raises LibraryError."""
        entry = self.find(id)
        if entry is None:
            raise LibraryError(
                self.path, f"has no recording {id}; `pullquote library list` shows their numbers"
            )
        return entry

    def find_content(self, fingerprint: str) -> Entry | None:
        """The recording of this content, whatever its name; None when there is none."""
        return self._first("fingerprint=?", fingerprint)

    def find_path(self, path: PathLike) -> Entry | None:
        """The recording last seen at this path; None when there is none."""
        return self._first("path=?", str(Path(path).absolute()))

    def alignment(self, id: int) -> Alignment:  # noqa: A002
        """All words of a recording and their times. Raises LibraryError."""
        with self._undamaged(id), self.reading():
            empty = self._empty(self.get(id))
            outline = self.outline(id)
            ids = (id << CHUNK_BITS, (id + 1) << CHUNK_BITS)
            rows = self.rows(
                "select text, places, block from chunk where id>=? and id<? order by id", ids
            )
            chunks = [
                Chunk(PackedChunk(*row), outline.starts[number]) for number, row in enumerate(rows)
            ]
            ((rest,),) = self.rows("select unscripted from outline where recording=?", (id,))
            return unpack(chunks, outline, rest, empty)

    def outline(self, id: int) -> Outline:  # noqa: A002
        """The outline of a recording. Raises LibraryError."""
        if id not in self._outlines:
            rows = self.rows("select outline from outline where recording=?", (id,))
            if not rows:
                raise LibraryError(self.path, f"has no recording {id}")
            with self._undamaged(id):
                self._outlines[id] = unpack_outline(rows[0][0])
        return self._outlines[id]

    def chunk(self, id: int, number: int) -> Chunk:  # noqa: A002
        """The chunk of this number, from 0. Raises LibraryError."""
        packed = self._packed(id, number)
        with self._undamaged(id):
            return Chunk(packed, self.outline(id).starts[number])

    def chunk_words(self, id: int, number: int) -> list[str]:  # noqa: A002
        """The searched words of a chunk. Raises LibraryError."""
        packed = self._packed(id, number)
        with self._undamaged(id):
            return unpack_words(packed)

    def _packed(self, id: int, number: int) -> PackedChunk:  # noqa: A002
        rows = self.rows(
            "select text, places, block from chunk where id=?", (id << CHUNK_BITS | number,)
        )
        if not rows:
            raise LibraryError(self.path, f"lacks part {number} of recording {id}; add it again")
        return PackedChunk(*rows[0])

    def unscripted(self, id: int) -> tuple[Unscripted, ...]:  # noqa: A002
        """Speech of a recording that is not in its transcript."""
        rows = self.rows("select unscripted from outline where recording=?", (id,))
        return unpack_unscripted(rows[0][0]) if rows else ()

    def positions(
        self, where: str, values: Sequence[Any], order: str = "", *, table: str = "said"
    ) -> Iterator[tuple[int, list[list[int]]]]:
        """For each recording that the index finds: its id, and of each phrase all positions.

        A position is the number of the phrase's first word among the recording's searched words.
        `where` is SQL on that table, `said` or `pair`, and on `recording`, with a match.
        """
        order = order or f"{table}.rowid"
        is_joined = "recording." in where + order
        joined = f"join recording on recording.id={table}.rowid" if is_joined else ""
        columns = f"{table}.rowid, places({table})"
        sql = f"select {columns} from {table} {joined} where {where} order by {order}"
        for recording, found in self.execute(sql, values):
            yield recording, decode_places(found)

    # Changes

    def put(self, alignment: Alignment, origin: Origin) -> int:
        """Store a recording's words, in place of those that it had; returns its id.

        A recording is known by its content. Another content at the same path takes the place of
        what was there before.
        """
        packed = pack(alignment)
        with database.explained(self.path), database.changing(self.connection):
            known = self.find_content(alignment.fingerprint)
            before = self.find_path(origin.media.path)
            for old in {entry.id for entry in (known, before) if entry is not None}:
                self._take_words(old)
            if before is not None and (known is None or before.id != known.id):
                self.execute("delete from recording where id=?", (before.id,))
            number = self._keep_entry(known, alignment, origin, len(packed.words))
            keep_words(self.connection, number, packed)
            self.execute("delete from failure where path=?", (origin.media.path,))
        return number

    def correct(self, id: int, alignment: Alignment) -> None:  # noqa: A002
        """Store corrected words or times of a recording. Raises LibraryError."""
        entry = self.get(id)
        if alignment.fingerprint != entry.fingerprint:
            raise LibraryError(
                self.path, f"holds another recording as {id} than the one these words are of"
            )
        self.put(alignment, entry.origin)

    def remove(self, id: int) -> None:  # noqa: A002
        """Take a recording out of the library; its files stay. Raises LibraryError."""
        with database.explained(self.path), database.changing(self.connection):
            self.get(id)
            self._take_words(id)
            self.execute("delete from recording where id=?", (id,))

    def relocate(self, id: int, media: FileStamp, transcript: FileStamp | None) -> None:  # noqa: A002
        """Note where a recording's files are now. Raises LibraryError."""
        with database.explained(self.path), database.changing(self.connection):
            self.get(id)
            self.execute(
                "update recording set path=?, size=?, modified=?, title=? where id=?",
                (media.path, media.size, media.modified, Path(media.path).stem, id),
            )
            if transcript is not None:
                self.execute(
                    "update recording set transcript=?, transcript_size=?, transcript_modified=? "
                    "where id=?",
                    (transcript.path, transcript.size, transcript.modified, id),
                )

    @contextmanager
    def _undamaged(self, id: int) -> Iterator[None]:  # noqa: A002
        """Errors of unpacking become errors of damage."""
        try:
            with database.explained(self.path):
                yield
        except (zlib.error, ValueError, KeyError, IndexError, RuntimeError) as error:
            problem = f"the words of recording {id} are damaged ({error}); add it again"
            raise LibraryError(self.path, problem) from error

    def _first(self, condition: str, value: object) -> Entry | None:
        rows = self.rows(f"select {ENTRY} from recording where {condition}", (value,))
        return entry_of(rows[0]) if rows else None

    def _empty(self, entry: Entry) -> Alignment:
        """Everything about a recording's alignment but its words."""
        (row,) = self.rows(f"select {EMPTY} from recording where id=?", (entry.id,))
        return empty_alignment(entry, row)

    def _keep_entry(
        self, known: Entry | None, alignment: Alignment, origin: Origin, words: int
    ) -> int:
        columns = columns_of(alignment, origin, words)
        if known is not None:
            changes = ", ".join(f"{name}=?" for name in columns)
            values = (*columns.values(), known.id)
            self.execute(f"update recording set {changes} where id=?", values)
            return known.id
        columns["added"] = columns["changed"]
        marks = ", ".join("?" * len(columns))
        names = ", ".join(columns)
        self.execute(f"insert into recording({names}) values({marks})", tuple(columns.values()))
        return self.connection.last_insert_rowid()

    def _take_words(self, id: int) -> None:  # noqa: A002
        numbers = range(len(self.outline(id).starts))
        words = (word for number in numbers for word in self.chunk_words(id, number))
        take_words(self.connection, id, Counter(words))
        self._outlines.pop(id, None)
