"""Recordings, and what can be chosen for them."""

from __future__ import annotations

from pullquote.clips.typeset.styles import Style
from pullquote.ui.web.schemas.bodies import Item, View
from pullquote.ui.web.schemas.plain import Answer
from pullquote.ui.web.schemas.speakers import Colours
from pullquote.ui.web.schemas.work import JobAnswer, MadeResult


class RecordingAnswer(Answer):
    """The facts about a recording."""

    id: str
    title: str
    duration: float
    video: bool
    width: int
    """Pixels; 0 where there is no picture."""
    height: int
    opened: float
    """The last time that it was opened, seconds since 1970."""


class RecordingLine(RecordingAnswer):
    """A recording in the list."""

    aligning: JobAnswer | None
    """The alignment in progress or in the queue."""
    found: float | None
    """Share of the words that were found; None until all have been looked for."""


class Detail(RecordingAnswer):
    """A recording as the workbench opens it."""

    media: str
    """The address of the file."""
    missing: bool
    """True when the file is no longer where it was."""
    aligned: bool
    jobs: tuple[JobAnswer, ...]
    """The work in progress for it."""
    basket: tuple[Item, ...]
    colours: Colours
    view: View
    made: tuple[MadeResult, ...]
    """Finished clips and cards, newest first."""


class UploadAnswer(Answer):
    """A file that has arrived."""

    upload: str
    """Its id, to be named when it is used."""
    name: str
    bytes: int


class CoverAnswer(Answer):
    """A picture that was kept."""

    name: str


class Stepped(Answer):
    """A change that was undone, or made again."""

    done: bool
    """False when there was none."""
    words: bool
    """True if the words are others now."""
    basket: tuple[Item, ...] | None
    """The basket, where it is another now."""
    cues: bool
    """True if the subtitles made by hand are others now."""
    colours: Colours | None
    """The colours chosen for speakers, where they are others now."""


class SoundAnswer(Answer):
    """The picture of the sound, or the work that draws it."""

    values: tuple[int, ...] | None = None
    """0 to 255, evenly spaced."""
    job: JobAnswer | None = None


class Engine(Answer):
    """A speech engine or one of its models."""

    value: str
    label: str
    note: str


Options = tuple[tuple[str, str], ...]
"""Values with the words that say so; the first is the default."""


class FileKinds(Answer):
    """The kinds of files for each kind of clip."""

    video: Options
    audio: Options


class Choices(Answer):
    """Everything that the page offers in its fields."""

    languages: dict[str, str]
    engines: tuple[Engine, ...]
    models: tuple[Engine, ...]
    styles: Options
    looks: dict[str, Style]
    shapes: Options
    fits: Options
    seams: Options
    loudness: Options
    sidecars: Options
    posters: Options
    behind: Options
    formats: FileKinds
    timelines: Options
    subtitles: Options
    profiles: Options


class Presets(Answer):
    """The visitor's own caption looks by name."""

    presets: dict[str, Style]


class State(Answer):
    """Everything that the first view needs."""

    recordings: tuple[RecordingLine, ...]
    """Last opened first."""
    writing: JobAnswer | None
    """The transcript that Whisper is writing now."""
    paths: bool
    """True when this visitor may name files by their paths."""
    library: bool
    """True when this visitor has a library."""
    choices: Choices
    profiles: tuple[str, ...]
    """Names of the visitor's own profiles of captions."""
    presets: dict[str, Style]
    """The visitor's own caption looks by name."""
