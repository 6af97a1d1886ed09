"""Speakers called by other names, and told apart by colours."""

from __future__ import annotations

from pullquote.align.speakers import rename_speakers
from pullquote.ui.web.schemas.speakers import Colours, SpeakerChange, SpeakersAnswer, SpeakersBody
from pullquote.ui.web.state import history
from pullquote.ui.web.state.basket import follow_corrections
from pullquote.ui.web.state.cues import follow_correction, hand_cues
from pullquote.ui.web.state.jobs import Jobs
from pullquote.ui.web.state.workspace import Workspace


def change_speakers(
    jobs: Jobs,
    workspace: Workspace,
    id: str,  # noqa: A002
    body: SpeakersBody,
) -> SpeakersAnswer:
    """Rename and colour speakers as one change. Raises InputError for a name that cannot be."""
    names = {change.was: change.name for change in body.speakers if change.name != change.was}
    recording, known = workspace.get(id), workspace.alignment(id)
    renamed, changes = rename_speakers(known, names)
    colours = _colours(recording.colours, body.speakers)
    steps = [(change.first, change.last, change.first + change.count - 1) for change in changes]
    basket = follow_corrections(recording.basket, steps, renamed.transcript)
    cues = hand_cues(workspace, id)
    for step in reversed(steps):
        cues = follow_correction(cues, *step)
    if renamed.transcript == known.transcript:
        history.colour(workspace, id, colours)
        return SpeakersAnswer(words=False, basket=basket, colours=colours)
    history.correct(workspace, id, renamed, basket, cues, colours)
    return SpeakersAnswer(words=True, basket=basket, colours=colours)


def _colours(known: Colours, changes: tuple[SpeakerChange, ...]) -> Colours:
    gone = {change.was for change in changes}
    colours = {name: colour for name, colour in known.items() if name not in gone}
    for change in changes:
        if change.colour is not None:
            # Of two who become one, the first in the list lends the colour.
            colours.setdefault(" ".join(change.name.split()), change.colour)
    return colours
