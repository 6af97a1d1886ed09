"""The selected words as a picture to post: the quote and its speaker."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path

from pullquote.align.errors import InputError
from pullquote.align.media.audio import probe
from pullquote.align.model.alignment import Status
from pullquote.align.progress import Monitor
from pullquote.clips.cards.batch import CardJob, CardLook, export_cards
from pullquote.clips.export.manifest import undrawn_sentence
from pullquote.clips.passages.passage import passage_by_words
from pullquote.clips.passages.quotation import quote_passage
from pullquote.clips.passages.striking import strike
from pullquote.clips.render.images import png_size
from pullquote.ui.web.actions.aligning import chosen_words
from pullquote.ui.web.actions.clips.covers import cover_of
from pullquote.ui.web.actions.clips.exporting import make_room, size_of, take
from pullquote.ui.web.actions.clips.looks import card_look
from pullquote.ui.web.schemas.bodies import CardBody
from pullquote.ui.web.schemas.work import MadeResult, Started
from pullquote.ui.web.state.jobs import Jobs
from pullquote.ui.web.state.made import add_made
from pullquote.ui.web.state.workspace import Workspace


def start_card(jobs: Jobs, workspace: Workspace, id: str, body: CardBody) -> Started:  # noqa: A002
    """Draw the card of the selected words; the job's result is an export's, with `picture` true.

    `behind` is `plain`, `scene` (the recording's picture at that moment) or `image` (its cover).
    Raises InputError for a choice that cannot be, NotSaidError for words that nobody says.
    """
    chosen = card_job(workspace, id, body)
    look = card_look(body, workspace.alignment(id).language)

    def work(monitor: Monitor) -> MadeResult:
        made = make_card(workspace, id, chosen, look, monitor)
        add_made(workspace, id, made)
        return made

    return Started(job=jobs.start("export", workspace.owner, id, work).snapshot())


def card_job(workspace: Workspace, id: str, body: CardBody) -> CardJob:  # noqa: A002
    """The words of the card and its ground. Raises as `start_card` does."""
    alignment, recording = workspace.alignment(id), workspace.get(id)
    first, last = chosen_words(body, alignment)
    if any(word.status is Status.PENDING for word in alignment.words[first : last + 1]):
        raise InputError("these words are still being looked for; try again in a moment")
    passage = passage_by_words(alignment, first, last)
    if body.struck:
        passage = strike(alignment, passage, body.struck)
    # A card is read and not heard, so it shows where words were cut out.
    quotation = quote_passage(alignment, passage, mark_cuts=True)
    behind = body.behind
    if behind == "image":
        image = cover_of(workspace, id)
        return CardJob(quotation, (first, last), image=image)
    if behind == "scene":
        if not recording.is_video:
            raise InputError("this recording has no picture; choose a plain ground or an image")
        scene = (probe(Path(recording.media)), passage.span.middle)
        return CardJob(quotation, (first, last), scene=scene)
    return CardJob(quotation, (first, last))


def make_card(
    workspace: Workspace,
    id: str,  # noqa: A002
    job: CardJob,
    look: CardLook,
    monitor: Monitor,
) -> MadeResult:
    """Make the card and put it with the downloads. Raises any PullquoteError that stops it."""
    exports = workspace.folder / id / "exports"
    folder = exports / secrets.token_hex(6)
    try:
        make_room(folder)
        result = export_cards([job], folder, look, monitor=monitor)[0]
        if result.error is not None:
            raise result.error
        assert result.path is not None  # as there is no error
        name = take(result.path, exports, None)
        width, height = png_size(exports / name)
        undrawn = undrawn_sentence(result.undrawn) if result.undrawn else None
        return MadeResult(
            name=name,
            note=f"{width} × {height}, {size_of(exports / name)}",
            problems=tuple(filter(None, (undrawn, job.quotation.doubt, job.quotation.warning))),
            extras=(),
            kind="picture",
            look="Quote card",
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
