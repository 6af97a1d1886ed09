"""The tables of a library, and how those of an older version become today's.

`docs/library.md` describes them for other programs. A step is never changed once it was released:
what is new is a step of its own, so that every library that was ever made can be opened.
"""

from __future__ import annotations

APPLICATION_ID = 0x50515154
"""Marks a file as a library (`PRAGMA application_id`)."""

_FIRST = """
create table recording(
    id integer primary key autoincrement,
    fingerprint text not null unique,
    path text not null,
    size integer not null,
    modified integer not null,
    transcript text,
    transcript_size integer,
    transcript_modified integer,
    transcript_digest text,
    title text not null,
    recorded real,
    added real not null,
    changed real not null,
    duration real not null,
    language text not null,
    engine text not null,
    engine_version text not null,
    engine_model text not null,
    media text not null,
    source text not null,
    source_language text,
    words integer not null,
    placed integer not null
);
create index recording_path on recording(path);
create index recording_recorded on recording(recorded);
create table speaker(
    recording integer not null references recording(id) on delete cascade,
    name text not null collate nocase,
    primary key(name, recording)
) without rowid;
create index speaker_recording on speaker(recording);
create table outline(
    recording integer primary key references recording(id) on delete cascade,
    outline blob not null,
    unscripted blob not null
);
create table chunk(
    id integer primary key,
    text blob not null,
    places blob,
    block blob not null
);
create table term(
    id integer primary key,
    word text not null unique,
    sound text not null,
    count integer not null
);
create index term_sound on term(sound);
create virtual table term_part using fts5(
    word, content='', tokenize='trigram', detail=none, columnsize=0
);
create trigger term_is_new after insert on term begin
    insert into term_part(rowid, word) values (new.id, new.word);
end;
create virtual table said using fts5(
    words, content='', contentless_delete=1, tokenize='ascii'
);
create table failure(
    path text primary key,
    size integer not null,
    modified integer not null,
    transcript_modified integer,
    reason text not null,
    at real not null
);
"""

_WITH_PAIRS = """
create virtual table pair using fts5(
    words, content='', contentless_delete=1, tokenize="ascii tokenchars '_'"
);
insert into pair(rowid, words) select id, pairs_of(id) from recording order by id;
"""
"""Pairs of neighbouring words, by which the place of a misquoted sentence is found."""

STEPS: tuple[str, ...] = (_FIRST, _WITH_PAIRS)
"""SQL that makes version n of version n - 1; version 0 is an empty file.

The function `pairs_of` gives the pairs of a recording's words (see `database`).
"""

VERSION = len(STEPS)
