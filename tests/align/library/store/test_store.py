"""A library gives back what was put in, and each change of it is whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pullquote.align.errors import LibraryError
from pullquote.align.library.store import database, schema
from pullquote.align.library.store.checking import check
from pullquote.align.library.store.entry import Origin, stamp
from pullquote.align.library.store.library import Library
from pullquote.align.model.alignment import Alignment, format_alignment
from tests.align.library.conftest import spoken, write_recording


def _origin(path: Path, seed: int = 0) -> Origin:
    return Origin(stamp(write_recording(path, seed)))


def _terms(library: Library) -> dict[str, int]:
    return dict(library.rows("select word, count from term where count > 0"))


def test_what_is_put_in_is_given_back(library: Library, tmp_path: Path) -> None:
    alignment = spoken("ANNA: Good morning, all.\n\nBEN: Good night!")
    origin = replace(_origin(tmp_path / "a.wav"), transcript_digest="d", recorded=1.5e9)
    number = library.put(alignment, origin)
    assert format_alignment(library.alignment(number)) == format_alignment(alignment)
    entry = library.get(number)
    assert (entry.title, entry.words, entry.placed) == ("a", 5, 5)
    assert entry.origin == replace(origin, title="a")
    assert [*library.entries()] == [entry]
    assert library.find_content(alignment.fingerprint) == entry
    assert library.find_path(tmp_path / "a.wav") == entry
    assert not [*check(library)]


def test_other_words_take_the_place_of_those_before(library: Library, tmp_path: Path) -> None:
    origin = _origin(tmp_path / "a.wav")
    first = library.put(spoken("one two two", "f"), origin)
    assert library.put(spoken("two three", "f"), origin) == first
    assert _terms(library) == {"two": 1, "three": 1}
    assert library.rows("select rowid from said where said match 'one'") == []
    assert library.rows("select rowid from said where said match 'three'") == [(first,)]
    assert not [*check(library)]


def test_another_recording_at_the_same_path_takes_its_place(
    library: Library, tmp_path: Path
) -> None:
    origin = _origin(tmp_path / "a.wav")
    first = library.put(spoken("old words", "f"), origin)
    second = library.put(spoken("new words", "g"), origin)
    assert library.find(first) is None
    assert [entry.id for entry in library.entries()] == [second]
    assert _terms(library) == {"new": 1, "words": 1}
    assert not [*check(library)]


def test_a_recording_that_moves_onto_another_takes_its_place(
    library: Library, tmp_path: Path
) -> None:
    one, two = _origin(tmp_path / "1.wav", 1), _origin(tmp_path / "2.wav", 2)
    first = library.put(spoken("first words", "f"), one)
    library.put(spoken("second words", "g"), two)
    assert library.put(spoken("first again", "f"), two) == first
    assert [(entry.id, entry.title) for entry in library.entries()] == [(first, "2")]
    assert not [*check(library)]


def test_nothing_of_a_removed_recording_is_left(library: Library, tmp_path: Path) -> None:
    number = library.put(spoken("ANNA: one two"), _origin(tmp_path / "a.wav"))
    library.remove(number)
    assert library.count() == 0
    for table in ("recording", "chunk", "outline", "speaker"):
        assert library.rows(f"select count(*) from {table}") == [(0,)]
    assert _terms(library) == {}
    assert not [*check(library)]
    with pytest.raises(LibraryError, match=f"no recording {number}"):
        library.remove(number)


def test_a_number_is_never_used_again(library: Library, tmp_path: Path) -> None:
    origin = _origin(tmp_path / "a.wav")
    number = library.put(spoken("one"), origin)
    library.remove(number)
    assert library.put(spoken("one"), origin) > number


def test_corrections_are_kept_and_searched(library: Library, tmp_path: Path) -> None:
    number = library.put(spoken("good mourning", "f"), _origin(tmp_path / "a.wav"))
    library.correct(number, spoken("good morning", "f"))
    assert _terms(library) == {"good": 1, "morning": 1}
    with pytest.raises(LibraryError, match="another recording"):
        library.correct(number, spoken("good morning", "g"))


def test_a_change_that_fails_leaves_everything_as_it_was(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    origin = _origin(tmp_path / "a.wav")
    number = library.put(spoken("old words", "f"), origin)
    before = format_alignment(library.alignment(number))

    def fail(word: str) -> str:
        raise MemoryError

    with monkeypatch.context() as patch, pytest.raises(MemoryError):
        patch.setattr("pullquote.align.library.store.word_rows.sound_of", fail)
        library.put(spoken("new words", "f"), origin)
    assert format_alignment(library.alignment(number)) == before
    assert _terms(library) == {"old": 1, "words": 1}
    assert not [*check(library)]


@pytest.mark.parametrize(
    "damage",
    [
        "delete from chunk where id=(select max(id) from chunk)",
        "update chunk set block=x'00'",
        "delete from said",
        "delete from pair",
        "delete from outline",
        "insert into speaker values(77, 'Nobody')",
        "update recording set words=words+1",
    ],
)
def test_damage_is_found(library: Library, put: Callable[..., int], damage: str) -> None:
    put("word " * 300)
    assert not [*check(library)]
    library.execute("pragma foreign_keys=off")
    library.execute(damage)
    assert any(finding.is_damage for finding in check(library))


def test_a_recording_that_was_taken_away_is_found(
    library: Library, put: Callable[..., int]
) -> None:
    library.get(put("some words")).path.unlink()
    (finding,) = check(library)
    assert not finding.is_damage
    assert "is not there any more" in finding.problem


def test_another_program_can_read_it(
    library: Library, put: Callable[..., int], tmp_path: Path
) -> None:
    put("ANNA: some words", "talk")
    library.close()
    with sqlite3.connect(tmp_path / "library.sqlite") as other:
        rows = other.execute(
            "select title, words, name from recording join speaker on recording.id=recording"
        ).fetchall()
    assert rows == [("talk", 2, "ANNA")]


@pytest.mark.parametrize("writes", [False, True])
def test_a_file_that_is_not_a_library_stays_as_it_is(tmp_path: Path, writes: bool) -> None:
    text, other = tmp_path / "text.sqlite", tmp_path / "other.sqlite"
    text.write_text("not a database " * 200, encoding="utf-8")
    with sqlite3.connect(other) as database_of_others:
        database_of_others.execute("create table theirs(x)")
    for path in (text, other):
        before = path.read_bytes()
        with pytest.raises(LibraryError, match="name another file"):
            Library(path, writes=writes)
        assert path.read_bytes() == before


def test_a_library_of_a_newer_version_is_refused(library: Library) -> None:
    library.execute(f"pragma user_version={schema.VERSION + 1}")
    with pytest.raises(LibraryError, match="newer Pullquote"):
        Library(library.path)


def test_a_library_that_is_not_there_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="pullquote add"):
        Library(tmp_path / "none.sqlite")
    assert not (tmp_path / "none.sqlite").exists()


def test_an_older_library_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.sqlite"
    with Library(path, writes=True) as old:
        old.put(spoken("some words"), _origin(tmp_path / "a.wav"))
    steps = (*schema.STEPS, "create table newer(x); insert into newer values(7)")
    for module in (schema, database):
        monkeypatch.setattr(module, "STEPS", steps, raising=False)
        monkeypatch.setattr(module, "VERSION", len(steps))
    with Library(path) as library:
        assert library.rows("select x from newer") == [(7,)]
        assert library.count() == 1
        assert library.connection.pragma("user_version") == len(steps)


def test_the_first_version_gets_pairs_of_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.sqlite"
    with Library(path, writes=True) as library:
        number = library.put(spoken("ANNA: one two\n\nthree"), _origin(tmp_path / "a.wav"))
        library.execute("drop table pair")
        library.execute("pragma user_version=1")
    with Library(path) as library:
        for pair in ("one_two", "two_three"):
            found = library.rows("select rowid from pair where pair match ?", (f'"{pair}"',))
            assert found == [(number,)]
    with Library(path, writes=True) as library:
        assert not [*check(library)]


def test_a_reader_sees_one_moment(library: Library, tmp_path: Path) -> None:
    origin = _origin(tmp_path / "a.wav")
    number = library.put(spoken("before", "f"), origin)
    with Library(library.path) as reader, reader.reading():
        assert reader.get(number).words == 1
        library.put(spoken("after it changed", "f"), origin)
        seen: Alignment = reader.alignment(number)
        assert seen.transcript.text == "before"
