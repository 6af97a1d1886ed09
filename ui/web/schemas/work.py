"""Long work as the page sees it, and what comes of it."""

from __future__ import annotations

from typing import Literal

from pullquote.ui.web.schemas.bodies import Item
from pullquote.ui.web.schemas.plain import Answer, Done
from pullquote.ui.web.schemas.text import Times


class AlignedResult(Answer):
    """A whole recording was aligned."""

    coverage: float
    """Share of the words that were found."""
    engine: str
    note: str = ""
    """A sentence for the person, where there is something to say."""


class PlacedResult(Times):
    """The times of the words from `first` on."""

    first: int


class RepairedResult(Answer):
    """The words that were corrected, as they are now."""

    first: int
    last: int
    basket: tuple[Item, ...]
    """The basket, whose passages stayed with their words."""


class MadeResult(Answer):
    """Files that were made."""

    name: str
    """Of the file to download."""
    note: str
    """Its length and size."""
    problems: tuple[str, ...]
    """Sentences about clips that were not made, and about words that were not found."""
    extras: tuple[str, ...]
    """Names of files beside it."""
    kind: Literal["video", "audio", "picture", "zip", "timeline"]
    """The means to show it."""
    look: str
    """A few words about it: "9:16 · Pop captions"."""


class OpenedResult(Answer):
    """A recording was opened."""

    id: str


class AddedResult(Answer):
    """Recordings were added to the library."""

    added: int
    known: int
    """Those that were in it already."""
    problems: tuple[str, ...]
    """Sentences about those that could not be added."""


Result = (
    OpenedResult | AlignedResult | PlacedResult | RepairedResult | MadeResult | AddedResult | Done
)

JobState = Literal["waiting", "running", "stopping", "done", "failed", "cancelled"]


class JobAnswer(Answer):
    """The progress of a piece of work."""

    id: str
    kind: str
    about: str
    """The recording's id."""
    state: JobState
    stage: str
    fraction: float
    """Of the whole, 0 to 1."""
    left: float | None
    """Seconds, once they can be estimated."""
    note: str | None
    """A note by the work."""
    heard: str
    """The text that a recogniser has heard so far."""
    error: str | None
    """One sentence, when `state` is `failed`."""
    code: str | None
    """The error's class, when `state` is `failed`."""
    result: Result | None


class Started(Answer):
    """Work that was started or is in progress; None where there is nothing to do."""

    job: JobAnswer | None
