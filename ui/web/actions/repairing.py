"""Changes that can be undone: words corrected, of which only the neighbourhood is aligned again,
and passages laid into the basket."""

from __future__ import annotations

from pathlib import Path

from pullquote.align.editing import AROUND, place_again, with_text, with_times
from pullquote.align.errors import InputError
from pullquote.align.model.alignment import Alignment
from pullquote.align.progress import Monitor
from pullquote.align.times import TimeSpan, parse_time
from pullquote.ui.web.actions import engine
from pullquote.ui.web.actions.aligning import chosen_words
from pullquote.ui.web.schemas.bodies import BasketBody, Nothing, RepairBody
from pullquote.ui.web.schemas.plain import Done
from pullquote.ui.web.schemas.recordings import Stepped
from pullquote.ui.web.schemas.work import RepairedResult, Started
from pullquote.ui.web.state import history
from pullquote.ui.web.state.basket import follow_correction
from pullquote.ui.web.state.cues import follow_correction as follow_in_cues, hand_cues
from pullquote.ui.web.state.jobs import Jobs
from pullquote.ui.web.state.workspace import Workspace


class WordsChangedError(InputError):
    """The words to be corrected have changed in the meantime."""

    def __init__(self) -> None:
        super().__init__("these words were changed meanwhile; select them again to correct them")


def start_repair(jobs: Jobs, workspace: Workspace, id: str, body: RepairBody) -> Started:  # noqa: A002
    """Change the text of some words, or their times, or both.

    `was` is what the page showed there: a correction never hits other words. The job's result names
    the words as they are now. Raises InputError.
    """
    known = workspace.alignment(id)
    first, last = chosen_words(body, known)
    if body.was is not None and body.was.split() != known.transcript.quote(first, last).split():
        raise WordsChangedError
    said = _said(body, known.duration)
    if body.text is None and said is None:
        raise InputError("nothing was changed; correct the words or their times first")
    _correct(known, first, last, body.text, said)  # the impossible is refused at once

    def work(monitor: Monitor) -> RepairedResult:
        return _repair(workspace, id, known, (first, last), body.text, said, monitor)

    return Started(job=jobs.start("place", workspace.owner, id, work).snapshot())


def _repair(
    workspace: Workspace,
    id: str,  # noqa: A002
    known: Alignment,
    words: tuple[int, int],
    text: str | None,
    said: TimeSpan | None,
    monitor: Monitor,
) -> RepairedResult:
    first, last = words
    corrected, stop = _correct(known, first, last, text, said)
    if said is None:
        recording = workspace.get(id)
        chosen = engine.chosen_before(recording)
        media, transcript = Path(recording.media), corrected.transcript
        monitor.report("align", 0.0)
        corrected = engine.align_between(media, corrected, (first, stop), monitor) or place_again(
            corrected,
            first,
            stop,
            lambda begin, end: engine.align_part(media, transcript, (begin, end), chosen, monitor),
        )
    now = workspace.alignment(id)
    if now.transcript != known.transcript:
        raise WordsChangedError
    if now is not known:
        # The whole was aligned in the meantime: change only these words and their neighbours.
        begin, end = max(0, first - AROUND), stop + AROUND
        corrected = _correct(now, first, last, text, said)[0].merged(corrected.only(begin, end))
    basket = follow_correction(workspace.get(id).basket, first, last, stop, corrected.transcript)
    cues = follow_in_cues(hand_cues(workspace, id), first, last, stop)
    history.correct(workspace, id, corrected, basket, cues)
    return RepairedResult(first=first, last=stop, basket=basket)


def _correct(
    alignment: Alignment, first: int, last: int, text: str | None, said: TimeSpan | None
) -> tuple[Alignment, int]:
    if text is not None:
        alignment, last = with_text(alignment, first, last, text)
    if said is not None:
        alignment = with_times(alignment, first, last, said)
    return alignment, last


def fill_basket(jobs: Jobs, workspace: Workspace, id: str, body: BasketBody) -> Done:  # noqa: A002
    """Keep another basket."""
    history.fill_basket(workspace, id, body.items)
    return Done()


def undo(jobs: Jobs, workspace: Workspace, id: str, body: Nothing) -> Stepped:  # noqa: A002
    """Undo the last change of words, basket, subtitles or speakers."""
    return _stepped(history.undo(workspace, id))


def redo(jobs: Jobs, workspace: Workspace, id: str, body: Nothing) -> Stepped:  # noqa: A002
    """Redo the change that was undone last."""
    return _stepped(history.redo(workspace, id))


def _stepped(step: history.Step | None) -> Stepped:
    if step is None:
        return Stepped(done=False, words=False, basket=None, cues=False, colours=None)
    return Stepped(
        done=True,
        words=step.alignment is not None,
        basket=step.basket,
        cues=step.cues is not None,
        colours=step.colours,
    )


def _said(body: RepairBody, duration: float) -> TimeSpan | None:
    """The times that were typed. Raises InputError for other text."""
    if not body.start:
        return None
    start = parse_time(body.start)
    end = parse_time(body.end or body.start)
    if not start < end <= duration + 0.5:
        raise InputError(
            f"words cannot be said from {body.start} to {body.end}; "
            "the end comes after the start and before the recording's own end"
        )
    return TimeSpan(start, end)
