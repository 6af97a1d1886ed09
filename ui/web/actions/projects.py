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
from pullquote.ui.web.schemas.project import Project
from pullquote.ui.web.state.cues import hand_cues, write_cues
from pullquote.ui.web.state.presets import OWN, keep_preset, presets
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
    project = Project(basket=recording.basket, view=recording.view, styles=styles, cues=made)
    document[_KEY] = project.model_dump(mode="json", exclude_unset=True)
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return f"{Path(recording.title).stem}.pullquote.json", text


def with_project(workspace: Workspace, recording: Recording, transcript: Path) -> Recording:
    """The recording with the basket and the choices of its transcript, where that is a project.

    Raises TranscriptError for a project that is damaged.
    """
    if transcript.suffix != ".json":
        return recording
    document = json.loads(transcript.read_bytes())
    if not isinstance(document, dict) or _KEY not in document:
        return recording
    try:
        project = Project.model_validate(document[_KEY])
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise TranscriptError(
            transcript.name,
            f"is a damaged project file (its entry project.{place} cannot be read); save it again",
        ) from None
    count = sum(len(segment["words"]) for segment in document["segments"])
    basket = tuple(item for item in project.basket if item.last is None or item.last < count)
    made = tuple(
        HandCue(first, last, TimeSpan(start, end), breaks)
        for first, last, start, end, breaks in project.cues
        if first <= last < count and 0 <= start < end
    )
    if made:
        write_cues(transcript.parent / "cues.json", made)
    view = project.view
    if view.look is not None:
        # The picture itself is not in the file.
        behind = "plain" if view.look.behind == "image" else view.look.behind
        look = view.look.model_copy(update={"cover": None, "behind": behind})
        view = view.model_copy(update={"look": look})
    known = presets(workspace)
    for name, style in project.styles.items():
        # One's own look of the same name is not replaced by somebody else's.
        if name not in known:
            keep_preset(workspace, name, style)
    return replace(recording, basket=basket, view=view)
