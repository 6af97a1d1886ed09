"""Project files: everything about a recording but the recording itself, as one file.

A project file is the result of `pullquote align` with one more entry, `project`, so that every
command that takes such a result takes a project file as well.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from pullquote.align.errors import TranscriptError
from pullquote.align.model.alignment import format_alignment
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.hand_cues import HandCue
from pullquote.ui.web.schemas.bodies import Item
from pullquote.ui.web.schemas.project import Project
from pullquote.ui.web.state.cues import hand_cues, write_cues
from pullquote.ui.web.state.presets import OWN, bring_presets, presets
from pullquote.ui.web.state.workspace import Recording, Workspace

_KEY = "project"


def project_file(workspace: Workspace, id: str) -> tuple[str, str]:  # noqa: A002
    """Name and text of a recording's project file. Raises InputError for an unknown recording."""
    recording = workspace.get(id)
    document = json.loads(format_alignment(workspace.alignment(id)))
    own = {f"{OWN}{name}": style for name, style in presets(workspace).items()}
    chosen = recording.view.look.style if recording.view.look else ""
    styles = {chosen.removeprefix(OWN): own[chosen]} if chosen in own else {}
    made = tuple(
        (cue.first, cue.last, cue.span.start, cue.span.end, cue.breaks)
        for cue in hand_cues(workspace, id)
    )
    project = Project(
        basket=recording.basket,
        view=recording.view,
        styles=styles,
        cues=made,
        colours=recording.colours,
    )
    document[_KEY] = project.model_dump(mode="json", exclude_unset=True)
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return f"{Path(recording.title).stem}.pullquote.json", text


def with_project(workspace: Workspace, recording: Recording, folder: Path) -> Recording:
    """The recording with the basket and the choices of its transcript, where that is a project.

    Only a result of `pullquote align`, whose words are in `folder` already, can be one. Raises
    TranscriptError for a project that is damaged and InputError for a look that cannot be kept.
    """
    if not (folder / "alignment.json").is_file():
        return recording
    # Bytes that are not text were let pass with the words of the file.
    document = json.loads((folder / recording.transcript).read_text("utf-8", "replace"))
    if _KEY not in document:
        return recording
    try:
        project = Project.model_validate(document[_KEY])
    except ValidationError as error:
        place = ".".join(map(str, (_KEY, *error.errors()[0]["loc"])))
        raise TranscriptError(
            "the project file", f"is damaged (its entry {place} cannot be read); save it again"
        ) from None
    bring_presets(workspace, project.styles)
    count = sum(len(segment["words"]) for segment in document["segments"])
    made = tuple(
        HandCue(first, last, TimeSpan(start, end), breaks)
        for first, last, start, end, breaks in project.cues
        if first <= last < count and 0 <= start < end
    )
    if made:
        write_cues(folder / "cues.json", made)
    view = project.view
    if view.look is not None:
        # The picture itself is not in the file.
        behind = "plain" if view.look.behind == "image" else view.look.behind
        look = view.look.model_copy(update={"cover": None, "behind": behind})
        view = view.model_copy(update={"look": look})
    basket = tuple(item for item in project.basket if _fits(item, count))
    return replace(recording, basket=basket, view=view, colours=project.colours)


def _fits(item: Item, count: int) -> bool:
    """True for words of a transcript of `count` words, and for a stretch without any."""
    if item.first is None or item.last is None:
        return item.first is item.last
    return item.first <= item.last < count
