"""Recordings put into the library: what is new or changed is aligned, several at a time.

Each recording is the work of a process of its own, which writes its result itself; so a recording
that crashes a decoder stops nothing, and after a kill only what was being aligned is done again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from pullquote.align.errors import (
    AlignmentFileError,
    CancelledError,
    InputError,
    PullquoteError,
)
from pullquote.align.files import PathLike
from pullquote.align.library.adding.pairing import Pair, find_pairs
from pullquote.align.library.store.entry import Origin, digest, stamp
from pullquote.align.library.store.failures import find_failure, note_failure
from pullquote.align.library.store.library import Library
from pullquote.align.media.created import find_creation_time
from pullquote.align.media.fingerprint import fingerprint
from pullquote.align.model.alignment import Alignment, read_alignment
from pullquote.align.pipeline import AlignOptions, align_recording
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.reading.formats import read_transcript
from pullquote.align.transcribing import transcribe_recording
from pullquote.align.workers import GRACE, Worker

_TICK = 0.05
_Made = TypeVar("_Made")


class Done(str, Enum):
    """The fate of a recording that was to be added."""

    ADDED = "added"
    CHANGED = "changed"
    """It was in the library, with other words."""
    MOVED = "moved"
    """It was in the library, at another place."""
    SAME = "already there"
    COPY = "a copy"
    """Another file of the same content is in the library."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The fate of one recording, and its number in the library."""

    path: Path
    done: Done
    id: int | None = None
    """In the library; None where it failed."""
    error: PullquoteError | None = None
    """The reason for a failure; None otherwise."""


@dataclass(frozen=True, slots=True)
class Report:
    """The fate of everything that was to be added."""

    outcomes: tuple[Outcome, ...]
    errors: tuple[PullquoteError, ...] = ()
    """Errors of names that lead to no recording."""

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """Those that could not be added."""
        return tuple(outcome for outcome in self.outcomes if outcome.done is Done.FAILED)


@dataclass(frozen=True, slots=True)
class AddOptions:
    """Options of adding recordings."""

    align: AlignOptions = field(default_factory=AlignOptions)
    """Engine, model and language."""
    jobs: int | None = None
    """Recordings at a time; None for one a core."""
    again: bool = False
    """True to align anew what is in the library already, and to retry what failed before."""


def add_recordings(
    library: Library,
    paths: Sequence[PathLike],
    options: AddOptions | None = None,
    monitor: Monitor = SILENT,
    on_done: Callable[[Outcome], None] | None = None,
) -> Report:
    """Add the recordings among these files, and in these folders, with their transcripts.

    Parameters
    ----------
    library : opened for writing.
    paths : recordings, transcripts or folders; see `pairing` for what belongs together.
    monitor : told about each recording (a stage named like its file) and the whole (`adding`).
    on_done : called with each recording as soon as what became of it is on the disk.

    One that fails does not stop the others. Raises CancelledError; what is done stays done.
    """
    options = options or AddOptions()
    found = find_pairs([Path(path) for path in paths])
    outcomes: list[Outcome] = []
    tasks: list[_Task] = []

    def note(outcome: Outcome) -> None:
        outcomes.append(outcome)
        if on_done is not None:
            on_done(outcome)

    for pair in found.pairs:
        monitor.report("looking", len(outcomes) / len(found.pairs))
        known = _look(library, pair, options)
        if isinstance(known, Outcome):
            note(known)
        else:
            tasks.append(known)
    monitor.report("looking", 1.0)
    _work_off(library, tasks, options, monitor, note)
    return Report(tuple(outcomes), found.errors)


@dataclass(frozen=True, slots=True)
class _Task:
    """A recording that must be aligned or read."""

    pair: Pair
    origin: Origin
    is_known: bool
    """True when the library has it already, with other words."""


def _look(library: Library, pair: Pair, options: AddOptions) -> Outcome | _Task:
    """The outcome for a recording that needs no long work, else the task."""
    try:
        media = stamp(pair.media)
        text = stamp(pair.transcript) if pair.transcript is not None else None
        known = library.find_path(media.path)
        if known is not None and not options.again and known.origin.media == media:
            unchanged = text is None or known.origin.transcript == text
            if unchanged:
                return Outcome(pair.media, Done.SAME, known.id)
        if not options.again and (reason := find_failure(library, media, text)):
            error = InputError(f"{reason} (as before; --again tries anew)")
            return Outcome(pair.media, Done.FAILED, error=error)
        text_digest = digest(pair.transcript) if pair.transcript is not None else None
        same = library.find_content(fingerprint(pair.media))
    except OSError as error:
        problem = InputError(f"{pair.media}: cannot be read ({error.strerror or error})")
        return Outcome(pair.media, Done.FAILED, error=problem)
    origin = Origin(media, text, text_digest)
    if same is None or options.again:
        return _Task(pair, origin, same is not None)
    is_elsewhere = same.origin.media.path != media.path
    if is_elsewhere and _is_there(same.origin.media.path):
        return Outcome(pair.media, Done.COPY, same.id)
    if text is not None and text_digest != same.origin.transcript_digest:
        return _Task(pair, origin, True)
    library.relocate(same.id, media, text)
    return Outcome(pair.media, Done.MOVED if is_elsewhere else Done.SAME, same.id)


def _is_there(path: str) -> bool:
    return Path(path).exists()


def _work_off(
    library: Library,
    tasks: Sequence[_Task],
    options: AddOptions,
    monitor: Monitor,
    note: Callable[[Outcome], None],
) -> None:
    """Do the tasks, as many at a time as there are cores; results of `pullquote align` first."""
    waiting = sorted(tasks, key=lambda task: not task.pair.is_aligned)
    total = sum(task.origin.media.size for task in waiting)
    at_once = max(1, min(options.jobs or os.cpu_count() or 1, len(waiting)))
    align = replace(
        options.align, processes=options.align.processes or max(1, (os.cpu_count() or 1) // at_once)
    )
    finished = 0
    running: dict[Worker, _Task] = {}

    def settle(task: _Task, result: int | PullquoteError) -> None:
        nonlocal finished
        finished += task.origin.media.size
        note(_settled(library, task, result))

    try:
        while waiting or running:
            while waiting and waiting[0].pair.is_aligned:
                task = waiting.pop(0)
                settle(task, _tried(_take, library, task))
                monitor.report("adding", finished / max(1, total))
            while waiting and len(running) < at_once:
                task = waiting.pop(0)
                running[Worker(add_one, library.path, task, align)] = task
            for worker, task in [*running.items()]:
                for _, fraction in worker.take_reports():
                    monitor.report(task.pair.media.name, fraction)
                result = _tried(_result, worker, monitor)
                if result is not None:
                    del running[worker]
                    worker.__exit__(None, None, None)
                    monitor.report(task.pair.media.name, 1.0)
                    settle(task, result)
            part = sum(task.origin.media.size * worker.fraction for worker, task in running.items())
            monitor.report("adding", (finished + part) / max(1, total))
            if running:
                time.sleep(_TICK)
    finally:
        for worker in running:
            worker.stop()
        end = time.monotonic() + GRACE
        for worker in running:
            worker.wait(end - time.monotonic())
            worker.__exit__(None, None, None)


def _tried(work: Callable[..., _Made], *args: Any) -> _Made | PullquoteError:
    try:
        return work(*args)
    except CancelledError:
        raise
    except PullquoteError as error:
        return error


def _result(worker: Worker, monitor: Monitor) -> int | None:
    return int(worker.result) if worker.check(monitor) else None


def _settled(library: Library, task: _Task, result: int | PullquoteError) -> Outcome:
    if isinstance(result, PullquoteError):
        if task.pair.transcript is not None:
            note_failure(library, task.origin.media, task.origin.transcript, str(result))
        return Outcome(task.pair.media, Done.FAILED, error=result)
    return Outcome(task.pair.media, Done.CHANGED if task.is_known else Done.ADDED, result)


def add_one(path: Path, task: _Task, options: AlignOptions, monitor: Monitor) -> int:
    """Align one recording and store it in the library at `path`; returns its id."""
    pair = task.pair
    alignment = _aligned(pair, options, monitor)
    with Library(path, writes=True) as library:
        return library.put(alignment, replace(task.origin, recorded=find_creation_time(pair.media)))


def _aligned(pair: Pair, options: AlignOptions, monitor: Monitor) -> Alignment:
    if pair.transcript is not None:
        return align_recording(pair.media, read_transcript(pair.transcript), options, monitor)
    if not _can_transcribe(options):
        raise InputError(
            f"{pair.media}: has no transcript beside it (such as {pair.media.stem}.txt or .srt), "
            "and no Whisper model is here to write one; put a transcript there, or fetch a model "
            "with `pullquote transcribe`"
        )
    return transcribe_recording(pair.media, replace(options, engine="whisper"), monitor)


def _can_transcribe(options: AlignOptions) -> bool:
    """True when a Whisper model is here, or was asked for by name."""
    if options.engine not in ("auto", "whisper"):
        return False
    if options.model is not None:
        return True
    from pullquote.align.recognizers.whisper_engine.catalogue import default_model, find_model
    from pullquote.align.recognizers.whisper_engine.runtime import has_cuda

    return find_model(default_model(options.language, has_cuda=has_cuda())) is not None


def _take(library: Library, task: _Task) -> int:
    """Store a result of `pullquote align`. Raises AlignmentFileError for another recording's."""
    transcript = task.pair.transcript
    assert transcript is not None
    alignment = read_alignment(transcript)
    if alignment.fingerprint != fingerprint(task.pair.media):
        raise AlignmentFileError(
            transcript,
            f"was made of another recording than {task.pair.media.name}; align that, or take "
            "the file away",
        )
    recorded = find_creation_time(task.pair.media)
    return library.put(alignment, replace(task.origin, recorded=recorded))
