"""Folders that are looked at again and again; what comes into them is added to the library."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pullquote.align.files import PathLike
from pullquote.align.library.adding.pairing import find_pairs
from pullquote.align.library.adding.recordings import AddOptions, Done, Outcome, add_recordings
from pullquote.align.library.store.library import Library
from pullquote.align.progress import SILENT, Monitor

EVERY = 5.0
"""Seconds between two looks."""


def watch(
    library: Library,
    folders: Sequence[PathLike],
    options: AddOptions | None = None,
    monitor: Monitor = SILENT,
    on_done: Callable[[Outcome], None] | None = None,
    *,
    every: float = EVERY,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Add what is in these folders and what comes into them, until the monitor says stop.

    A file counts once it has kept its size and time from one look to the next, so that none is
    read while it is being copied. What failed is tried again when it, or its transcript, changes.
    Raises CancelledError, and the error of a name that leads to nothing when it begins.
    """
    before: dict[Path, tuple[object, ...]] = {}
    told: set[tuple[object, ...]] = set()

    def report(outcome: Outcome) -> None:
        key = (outcome.done, before[outcome.path])
        is_news = outcome.done not in (Done.SAME, Done.COPY) and key not in told
        told.add(key)
        if is_news and on_done is not None:
            on_done(outcome)

    for error in find_pairs(_paths(folders)).errors:
        raise error
    while True:
        monitor.report("watching", 0.0)
        now = {p.media: _state(p.media, p.transcript) for p in find_pairs(_paths(folders)).pairs}
        settled = [path for path, state in now.items() if before.get(path) == state]
        before = now
        if settled:
            add_recordings(library, settled, options, monitor, report)
        pause(every)


def _paths(folders: Sequence[PathLike]) -> list[Path]:
    return [Path(folder) for folder in folders]


def _state(*paths: Path | None) -> tuple[object, ...]:
    states: list[object] = []
    for path in paths:
        try:
            found = path.stat() if path is not None else None
        except OSError:
            found = None
        states.append(found and (path, found.st_size, found.st_mtime_ns))
    return tuple(states)
