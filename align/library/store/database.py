"""A library's file: opening it, its version, changes that happen whole. The door to apsw.

Write-ahead logging lets any number of programs read while one writes. A change is one transaction
that takes the writer's place at once (`BEGIN IMMEDIATE`) and is on the disk when it ends
(`synchronous=FULL`), so what was reported done survives a kill and a power cut.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pullquote.align.errors import LibraryError
from pullquote.align.files import explain_failure
from pullquote.align.library.store.layout import CHUNK_BITS, PackedChunk
from pullquote.align.library.store.positions import encode_places
from pullquote.align.library.store.schema import APPLICATION_ID, STEPS, VERSION
from pullquote.align.library.store.unpacking import unpack_words
from pullquote.align.library.words.searched_words import pairs_of

if TYPE_CHECKING:
    import apsw
    from apsw import Connection as Connection, Cursor as Cursor

_PATIENCE = 300.0
"""Seconds that a change waits for those of other processes."""
_CACHE_KB = 64_000
_MAPPED = 1 << 36
"""Bytes of the file that are read without copying, at most."""


def connect(path: Path, *, writes: bool = True) -> apsw.Connection:
    """Open this library; with `writes` it is made where there is none, and brought up to date.

    Raises LibraryError.
    """
    import apsw

    if not writes and not path.exists():
        raise LibraryError(path, "holds no library yet; add recordings with `pullquote add`")
    flags = apsw.SQLITE_OPEN_READONLY
    if writes:
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(path, explain_failure(error, path.parent)) from error
    with explained(path):
        connection = apsw.Connection(str(path), flags=flags)
        try:
            _prepare(connection, path, writes)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: apsw.Connection, path: Path, writes: bool) -> None:
    connection.set_busy_timeout(round(_PATIENCE * 1000))
    connection.execute(f"pragma cache_size=-{_CACHE_KB}")
    connection.execute(f"pragma mmap_size={_MAPPED}")
    found = _version(connection, path)
    connection.register_fts5_function("places", encode_places)
    if found < VERSION and not writes:
        # Readers bring an older library up to date, where they may.
        connect(path, writes=True).close()
        found = _version(connection, path)
    if not writes:
        return
    connection.execute("pragma foreign_keys=on")
    if found == 0:
        connection.execute("pragma page_size=8192")
    _persistently(lambda: connection.execute("pragma journal_mode=wal"))
    connection.execute("pragma synchronous=full")
    if found < VERSION:
        with changing(connection):
            connection.create_scalar_function("pairs_of", partial(_pairs_of, connection))
            for step in STEPS[_version(connection, path) :]:
                connection.execute(step)
            connection.execute(f"pragma application_id={APPLICATION_ID}")
            connection.execute(f"pragma user_version={VERSION}")


def _pairs_of(connection: apsw.Connection, recording: int) -> str:
    """The row of the table `pair` for a recording that is stored already."""
    ids = (recording << CHUNK_BITS, (recording + 1) << CHUNK_BITS)
    words: list[str] = []
    for text, places, block in connection.execute(
        "select text, places, block from chunk where id>=? and id<? order by id", ids
    ):
        words += unpack_words(PackedChunk(text, places, block))
    return pairs_of(words)


def _version(connection: apsw.Connection, path: Path) -> int:
    """0 for a new file. Raises LibraryError for one that is not ours, or newer than we are."""
    version = int(connection.pragma("user_version"))
    mark = int(connection.pragma("application_id"))
    is_empty = not connection.execute("select 1 from sqlite_schema limit 1").fetchall()
    if mark != APPLICATION_ID and not (is_empty and version == 0):
        raise LibraryError(path, "is a database of another program; name another file")
    if version > VERSION:
        raise LibraryError(
            path, f"was made by a newer Pullquote (version {version}); update this one"
        )
    return version


@contextlib.contextmanager
def changing(connection: apsw.Connection) -> Iterator[None]:
    """A change that happens whole or not at all, even if the process is killed."""
    connection.execute("begin immediate")
    try:
        yield
        connection.execute("commit")
    except BaseException:
        if connection.in_transaction:
            connection.execute("rollback")
        raise


@contextlib.contextmanager
def reading(connection: apsw.Connection) -> Iterator[None]:
    """Several reads that see the library at one moment, whatever others write meanwhile."""
    if connection.in_transaction:
        yield
        return
    connection.execute("begin")
    try:
        yield
    finally:
        connection.execute("commit")


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """apsw's errors as ours."""
    import apsw

    try:
        yield
    except apsw.NotADBError:
        raise LibraryError(path, "is not a library of Pullquote; name another file") from None
    except apsw.CorruptError as error:
        raise LibraryError(
            path, f"is damaged ({error}); put it aside and add the recordings again"
        ) from None
    except apsw.CantOpenError:
        raise LibraryError(path, "cannot be opened; check its folder and your access") from None
    except apsw.ReadOnlyError:
        raise LibraryError(path, "may not be written; check your access to it") from None
    except apsw.FullError:
        raise LibraryError(
            path, "cannot be written: no room is left; make room and try again"
        ) from None
    except apsw.BusyError:
        raise LibraryError(
            path, "is kept busy by another program; try again when that is done"
        ) from None
    except apsw.IOError as error:
        raise LibraryError(path, f"cannot be read or written ({error})") from None


def _persistently(work: Any) -> None:
    """`work()`, again and again while others hold the file, which no busy timeout covers."""
    import apsw

    end = time.monotonic() + _PATIENCE
    while True:
        try:
            work()
            return
        except apsw.BusyError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)
