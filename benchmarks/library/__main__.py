"""`python -m benchmarks.library [MILLIONS …]`: time, space, and everything found.

--folder FOLDER   where the libraries are made and kept   [default: benchmarks/work/library]
--keep            measure libraries that are there instead of making them anew
--kills N         kill `pullquote add` so many times at random moments, and look
--at-once N       so many processes of `pullquote add` at the same time
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.library.build import build
from benchmarks.library.interrupted import add_at_once, kill_while_adding
from benchmarks.library.queries import (
    misquotes,
    misspelt_words,
    never_said,
    phrase_queries,
    random_phrases,
)
from benchmarks.library.text import RECORDING, Speech, make_speech
from pullquote.align.library.querying.moments import find_at
from pullquote.align.library.querying.searching import SearchOptions, search_library
from pullquote.align.library.quoting.judging import Verdict
from pullquote.align.library.quoting.quotes import check_quote
from pullquote.align.library.store.library import Library

_FIRST = SearchOptions(counts=False, similar=False, order="added")
_RANKED = SearchOptions(counts=False, similar=False)
_COUNTED = SearchOptions(similar=False)


def main() -> None:
    """Measure each size in turn."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.library", description=__doc__)
    parser.add_argument("millions", nargs="*", type=float)
    parser.add_argument("--folder", type=Path, default=Path("benchmarks/work/library"))
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--at-once", type=int, default=0)
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    if chosen.kills:
        print(kill_while_adding(chosen.folder / "kills", chosen.kills), flush=True)
    if chosen.at_once:
        print(add_at_once(chosen.folder / "at-once", chosen.at_once), flush=True)
    for millions in chosen.millions:
        _measure_size(millions, chosen.folder, keeps=chosen.keep)


def _measure_size(millions: float, folder: Path, *, keeps: bool) -> None:
    started = time.process_time()
    speech = make_speech(millions)
    print(
        f"\n{millions:g} million words: {speech.recordings} recordings, "
        f"{len(np.unique(speech.words)):,} forms (made in {time.process_time() - started:.0f} s)"
    )
    path = folder / f"{millions:g}.sqlite"
    words = len(speech.words)
    if not (keeps and path.exists()):
        cpu = build(speech, path)
        print(f"  to index: {cpu / words * 1e6:.2f} CPU-s per million words")
    size = path.stat().st_size
    print(f"  {size / words:.2f} KB per 1,000 words, {size / 2**20:.0f} MiB")
    with Library(path) as library:
        _space(library, words)
    _cold(path, speech)
    began = time.perf_counter()
    with Library(path) as library:
        count = sum(1 for _ in library.entries())
        print(f"  opened and {count:,} recordings listed in {_ms(time.perf_counter() - began)}")
        _times(library, speech)
        _quotes(library, speech)
        _everything_found(library, speech)
    _like(speech, folder)


def _space(library: Library, words: int) -> None:
    rows = library.rows("select name, sum(pgsize) from dbstat group by 1 order by 2 desc limit 8")
    parts = ", ".join(f"{name} {size / words:.2f}" for name, size in rows)
    print(f"  of that, KB per 1,000 words: {parts}")


def _cold(path: Path, speech: Speech) -> None:
    """The first query of a process whose file is in no cache of the system."""
    taken = []
    for phrase in random_phrases(speech, 3, 12, seed=5):
        os.sync()
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        began = time.perf_counter()
        with Library(path) as library:
            search_library(library, f'"{phrase}"', _FIRST)
        taken.append(time.perf_counter() - began)
    print(f"  cold, library opened, phrase of 3: {_percentiles(taken)}")


def _times(library: Library, speech: Speech) -> None:
    asked = phrase_queries(speech)
    for kind, queries in asked.items():
        _report(kind, queries, lambda q: search_library(library, q, _FIRST))
    for kind in ("common word", "commonest 2-word phrase", "4-word phrase"):
        _report(f"{kind}, ranked", asked[kind], lambda q: search_library(library, q, _RANKED))
    for kind in ("common word", "middling word", "4-word phrase"):
        _report(f"{kind}, counted", asked[kind], lambda q: search_library(library, q, _COUNTED))
    similar = SearchOptions(counts=False, order="added")
    words = misspelt_words(speech)
    found = _report("misspelt word", words, lambda w: search_library(library, w[1], similar))
    right = sum(good in page.taken for (good, _), page in zip(words, found, strict=True))
    print(f"      the right word among those offered: {right} of {len(words)}")
    random = np.random.default_rng(3)
    entries = [*library.entries()]
    moments = [
        (entries[int(random.integers(len(entries)))], float(random.uniform(0, 2500)))
        for _ in range(200)
    ]
    _report("time → word", moments, lambda m: find_at(library, *m))


def _quotes(library: Library, speech: Speech) -> None:
    ids = [entry.id for entry in library.entries()]
    asked = misquotes(speech, 200)
    checks = _report(
        "quote, 2 of 12 words wrong", asked, lambda q: check_quote(library, " ".join(q.words))
    )
    found = 0
    for quote, check in zip(asked, checks, strict=True):
        recording = ids[quote.start // RECORDING]
        found += any(
            match.hit.entry.id == recording and match.verdict is not Verdict.NOT_FOUND
            for match in check.matches
        )
    print(f"      found: {found / len(asked):.1%}")
    never = never_said(speech, 500)
    checks = _report("quote never said", never, lambda q: check_quote(library, " ".join(q.words)))
    wrong = sum(check.verdict is not Verdict.NOT_FOUND for check in checks)
    highest = max((m.score for c in checks for m in c.matches), default=0.0)
    print(f"      of 500 never said, called anything but not found: {wrong}; likest {highest:.2f}")


def _everything_found(library: Library, speech: Speech) -> None:
    """500 random phrases of one to eight words beside a search through every word."""
    ids = [entry.id for entry in library.entries()]
    options = SearchOptions(limit=10_000_000, counts=False, similar=False, order="added")
    numbers = {str(form): number for number, form in enumerate(speech.forms)}
    missing = invented = total = 0
    for number in range(500):
        size = 2 + number % 7
        (phrase,) = random_phrases(speech, size, 1, seed=1000 + number)
        places = _slowly(speech, [numbers[word] for word in phrase.split()])
        expected = {(ids[place // RECORDING], place % RECORDING) for place in places}
        found = {
            (recording, start)
            for recording, positions in library.positions("said match ?", (f'"{phrase}"',))
            for start in positions[0]
        }
        hits = search_library(library, f'"{phrase}"', options).hits if len(expected) < 50 else ()
        assert len(hits) in (0, len(expected)), phrase
        total += len(expected)
        missing += len(expected - found)
        invented += len(found - expected)
    print(
        f"  500 random phrases of 2 to 8 words said {total:,} times: {missing} missing, "
        f"{invented} invented"
    )


def _slowly(speech: Speech, phrase: Sequence[int]) -> list[int]:
    """The places of the phrase, by looking at every word; never across two recordings."""
    words, size = speech.words, len(phrase)
    found = np.flatnonzero(words[: len(words) - size + 1] == phrase[0])
    for k, word in enumerate(phrase[1:], 1):
        found = found[words[found + k] == word]
    return [int(place) for place in found if place % RECORDING + size <= RECORDING]


def _like(speech: Speech, folder: Path) -> None:
    """The same data as lines of text, searched with LIKE."""
    if len(speech.words) > 10_000_000:
        print("  SQLite LIKE: not at this size")
        return
    path = folder / "like.sqlite"
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as lines:
        lines.execute("create table line(recording, said)")
        for start in range(0, len(speech.words), RECORDING):
            said = " ".join(speech.text(start, start + RECORDING))
            lines.execute("insert into line values(?, ?)", (start // RECORDING, f" {said} "))
        lines.commit()
        phrases = random_phrases(speech, 4, 5, seed=4)
        sql = "select recording from line where said like ?"

        def ask(phrase: str) -> list[Any]:
            return lines.execute(sql, (f"% {phrase} %",)).fetchall()

        _report("4-word phrase by LIKE", phrases, ask)
    path.unlink()


def _report(kind: str, queries: Sequence[Any], ask: Callable[[Any], Any]) -> list[Any]:
    """CPU time of each query, because the machine may be shared; wall time beside it."""
    ask(queries[0])
    wall, cpu, found = [], [], []
    for query in queries:
        began, before = time.perf_counter(), time.process_time()
        found.append(ask(query))
        cpu.append(time.process_time() - before)
        wall.append(time.perf_counter() - began)
    print(f"  {kind}: {_percentiles(cpu)} (wall {_percentiles(wall)})", flush=True)
    return found


def _percentiles(taken: Sequence[float]) -> str:
    return f"p50 {_ms(np.percentile(taken, 50))}, p99 {_ms(np.percentile(taken, 99))}"


def _ms(seconds: float | np.floating[Any]) -> str:
    return f"{seconds * 1000:.2f} ms"


if __name__ == "__main__":
    main()
