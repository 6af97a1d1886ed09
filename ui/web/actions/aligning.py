"""Recordings in the list and the workbench, their alignment, and the search box."""

from __future__ import annotations

from pathlib import Path

from pullquote.align.errors import InputError
from pullquote.align.model.alignment import Alignment, Status
from pullquote.align.model.spoken_parts import spoken_parts
from pullquote.align.progress import Monitor
from pullquote.align.times import format_time
from pullquote.align.workers import run_apart
from pullquote.ui.web.actions import engine, waveform
from pullquote.ui.web.actions.finding import find_in
from pullquote.ui.web.actions.thumbnails import share_found
from pullquote.ui.web.schemas.bodies import EngineChoice, SearchBody, Words
from pullquote.ui.web.schemas.plain import Done
from pullquote.ui.web.schemas.recordings import Detail, RecordingAnswer, RecordingLine
from pullquote.ui.web.schemas.text import Found
from pullquote.ui.web.schemas.work import AlignedResult, JobAnswer, PlacedResult, Started
from pullquote.ui.web.state import history
from pullquote.ui.web.state.jobs import Jobs
from pullquote.ui.web.state.made import list_made
from pullquote.ui.web.state.words import times_columns
from pullquote.ui.web.state.workspace import Recording, Workspace

SHORT = 300.0
"""Seconds; words of a shorter recording wait for its alignment instead of being placed alone."""


LONGEST_QUERY = 1000
"""Characters."""


def line(jobs: Jobs, workspace: Workspace, recording: Recording) -> RecordingLine:
    """A recording as the list shows it, with the alignment in progress or in the queue."""
    found = [job for job in jobs.of(workspace.owner, recording.id) if job.kind == "align"]
    aligning = found[0].snapshot() if found else None
    return RecordingLine(
        **dict(_described(recording)), aligning=aligning, found=share_found(workspace, recording)
    )


def _described(recording: Recording) -> RecordingAnswer:
    return RecordingAnswer(
        id=recording.id,
        title=recording.title,
        duration=recording.duration,
        video=recording.is_video,
        width=recording.width,
        height=recording.height,
        opened=recording.opened,
    )


def detail(jobs: Jobs, workspace: Workspace, id: str) -> Detail:  # noqa: A002
    """A recording as the workbench opens it, with the work in progress for it."""
    recording = workspace.get(id)
    return Detail(
        **dict(_described(recording)),
        media=f"/pullquote/media/{id}",
        missing=not Path(recording.media).is_file(),
        aligned=(workspace.folder / id / "alignment.json").exists()
        and not workspace.alignment(id).is_partial,
        jobs=tuple(job.snapshot() for job in jobs.of(workspace.owner, id)),
        basket=recording.basket,
        colours=recording.colours,
        view=recording.view,
        made=list_made(workspace, id),
    )


def start_alignment(jobs: Jobs, workspace: Workspace, id: str, body: EngineChoice) -> Started:  # noqa: A002
    """Align the whole recording; if that is in progress already, answer with that job."""
    recording = workspace.get(id)
    for job in jobs.of(workspace.owner, id):
        if job.kind == "align" and not job.stop.is_set():
            return Started(job=job.snapshot())

    def work(monitor: Monitor) -> AlignedResult:
        while True:
            transcript = workspace.alignment(id).transcript
            alignment = engine.align_whole(Path(recording.media), transcript, body, monitor)
            known = workspace.alignment(id)
            # Words corrected meanwhile are aligned too; recognition is not repeated.
            if known.transcript == transcript:
                break
        alignment = known.merged(alignment)
        workspace.set_alignment(id, alignment)
        # Undoing an earlier correction would bring back the times of then.
        history.forget_corrections(workspace, id)
        return AlignedResult(
            coverage=alignment.coverage,
            engine=alignment.engine.name,
            note=_out_of_order(alignment),
        )

    return Started(job=jobs.start("align", workspace.owner, id, work).snapshot())


def _out_of_order(alignment: Alignment) -> str:
    """A sentence about parts that the recording has in another order; empty where it has not."""
    parts = spoken_parts(alignment)
    if len(parts) < 2:
        return ""
    times = ", ".join(format_time(part.span.start) for part in parts if part.span is not None)
    return (
        f"The recording says the parts of your transcript in another order: {len(parts)} parts, "
        f"which begin at {times}."
    )


def start_placing(jobs: Jobs, workspace: Workspace, id: str, body: Words) -> Started:  # noqa: A002
    """Find where these words are spoken without waiting for the whole."""
    first, last = chosen_words(body, workspace.alignment(id))
    recording = workspace.get(id)

    def work(monitor: Monitor) -> PlacedResult:
        if recording.duration < SHORT:
            _wait_for_alignment(jobs, workspace.owner, id, monitor)
        known = workspace.alignment(id)
        if all(word.status is not Status.PENDING for word in known.words[first : last + 1]):
            return PlacedResult(first=first, **times_columns(known.words[first : last + 1]))
        media = Path(recording.media)
        chosen = engine.chosen_before(recording)
        placed = engine.align_part(media, known.transcript, (first, last), chosen, monitor)
        known = workspace.alignment(id)
        if known.transcript != placed.transcript:
            raise InputError("the words have been corrected in the meantime; select them again")
        merged = known.merged(placed)
        workspace.set_alignment(id, merged)
        begin, stop = _looked_at(placed, first, last)
        return PlacedResult(first=begin, **times_columns(merged.words[begin:stop]))

    return Started(job=jobs.start("place", workspace.owner, id, work).snapshot())


def _wait_for_alignment(jobs: Jobs, owner: str, id: str, monitor: Monitor) -> None:  # noqa: A002
    """Wait, so as not to align twice: a short recording as a whole is as quick as a part."""
    for job in jobs.of(owner, id):
        if job.kind == "align":
            while not job.ended.wait(0.1):
                monitor.report("align", job.course.share)


def _looked_at(placed: Alignment, first: int, last: int) -> tuple[int, int]:
    """The run of words around `first` to `last` that is no longer pending."""
    words = placed.words
    while first > 0 and words[first - 1].status is not Status.PENDING:
        first -= 1
    stop = last + 1
    while stop < len(words) and words[stop].status is not Status.PENDING:
        stop += 1
    return first, stop


def start_drawing(jobs: Jobs, workspace: Workspace, id: str) -> JobAnswer:  # noqa: A002
    """Draw the picture of the whole sound."""
    for job in jobs.of(workspace.owner, id):
        if job.kind == "look":
            return job.snapshot()
    recording = workspace.get(id)

    def work(monitor: Monitor) -> Done:
        target = workspace.folder / id / "sound.u8"
        # In a process of its own: a damaged recording may crash a decoder.
        media = Path(recording.media)
        run_apart(waveform.draw_whole, media, recording.duration, target, monitor=monitor)
        return Done()

    return jobs.start("look", workspace.owner, id, work).snapshot()


def chosen_words(body: Words, alignment: Alignment) -> tuple[int, int]:
    """The run of tokens that the page named. Raises InputError when there is no such run."""
    first, last = body.first, body.last
    if first is None or last is None:
        raise InputError("select some words first")
    if not 0 <= first <= last < len(alignment.words):
        raise InputError(
            f"words {first} to {last} are not in this transcript of {len(alignment.words)} words; "
            "reload the page"
        )
    return first, last


def search(jobs: Jobs, workspace: Workspace, id: str, body: SearchBody) -> Found:  # noqa: A002
    """Find the words or the time in the search box."""
    query = body.query
    if len(query) > LONGEST_QUERY:
        raise InputError(f"{len(query)} characters are too many to search for; give a few words")
    return find_in(workspace.alignment(id), query)
