"""Subtitles as the page shows and changes them: the cues, their faults, and edits by hand."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pullquote.ui.web.schemas.bodies import Place, Seconds, Sent, SubtitlesBody
from pullquote.ui.web.schemas.plain import Answer, Stretched

Piece = tuple[int, str]
"""Index of a word, -1 for a name that was put before it, and its text with the space after it."""


class CueEdit(Sent):
    """One change of the cue that the page shows at `number`."""

    kind: Literal["split", "merge", "time", "lines", "reset", "reset-all", "fix"]
    """`merge` is with the next one; `fix` repairs what can be repaired in all cues."""
    number: Place = 0
    first: Place | None = None
    """Index of its first word, as the page showed it: an edit never hits another cue."""
    at: Place | None = None
    """The word that begins the second one of a split."""
    start: Seconds | None = None
    end: Seconds | None = None
    breaks: Annotated[tuple[Place, ...], Field(max_length=50)] = ()
    """The words that begin its further lines."""


class CuesBody(SubtitlesBody):
    """The cues of a format and a profile, after an edit where there is one."""

    edit: CueEdit | None = None


class Fault(Answer):
    """A rule of the profile that a cue breaks."""

    rule: str
    what: str
    """The fault, with the limit."""
    advice: str
    """A sentence that says what to do about it."""


class Cue(Stretched):
    """A cue on the recording's clock."""

    lines: tuple[tuple[Piece, ...], ...]
    speaker: str | None
    """The speaker, where the format does not name them in the text."""
    speed: float
    """In the unit of the profile."""
    by_hand: bool
    faults: tuple[Fault, ...]


class CuesAnswer(Answer):
    """All cues of a recording."""

    cues: tuple[Cue, ...]
    unit: Literal["characters a second", "words a minute"]
    limit: float
    """Fastest reading, in this unit."""
    line_length: float
    """Characters of the longest line."""
    most_lines: int
    min_gap: float
    """Seconds between cues that follow each other."""
    number: int
    """The cue to look at after the edit."""
    message: str
    """A sentence about what was done; empty where there is nothing to say."""
