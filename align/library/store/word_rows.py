"""Rows of a recording's words: its chunks, its speakers, its place in the index."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pullquote.align.library.store.layout import CHUNK_BITS
from pullquote.align.library.store.packing import Packed
from pullquote.align.library.words.searched_words import pairs_of
from pullquote.align.library.words.sounds import sound_of

if TYPE_CHECKING:
    from pullquote.align.library.store.database import Connection


def keep_words(connection: Connection, id: int, packed: Packed) -> None:  # noqa: A002
    """Put a recording's words into their tables and the index."""
    many = connection.executemany
    many(
        "insert into chunk values(?, ?, ?, ?)",
        (
            (id << CHUNK_BITS | number, chunk.text, chunk.places, chunk.block)
            for number, chunk in enumerate(packed.chunks)
        ),
    )
    connection.execute("insert into outline values(?, ?, ?)", (id, packed.outline, packed.rest))
    many(
        "insert or ignore into speaker(recording, name) values(?, ?)",
        ((id, speaker) for speaker in packed.speakers),
    )
    connection.execute("insert into said(rowid, words) values(?, ?)", (id, " ".join(packed.words)))
    connection.execute("insert into pair(rowid, words) values(?, ?)", (id, pairs_of(packed.words)))
    many(
        "insert into term(word, sound, count) values(?, ?, ?) "
        "on conflict(word) do update set count=count+excluded.count",
        ((word, sound_of(word), count) for word, count in Counter(packed.words).items()),
    )


def take_words(connection: Connection, id: int, counts: Counter[str]) -> None:  # noqa: A002
    """Take out everything that `keep_words` put in, so many times each word."""
    connection.executemany(
        "update term set count=max(0, count-?) where word=?",
        ((count, word) for word, count in counts.items()),
    )
    connection.execute("delete from said where rowid=?", (id,))
    connection.execute("delete from pair where rowid=?", (id,))
    ids = (id << CHUNK_BITS, (id + 1) << CHUNK_BITS)
    connection.execute("delete from chunk where id>=? and id<?", ids)
    connection.execute("delete from outline where recording=?", (id,))
    connection.execute("delete from speaker where recording=?", (id,))
