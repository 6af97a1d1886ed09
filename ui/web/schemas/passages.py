"""A passage's cut and captions, and subtitles of the whole."""

from __future__ import annotations

from pullquote.clips.audiogram.motion import Motion
from pullquote.clips.typeset.safe_area import SafeArea
from pullquote.ui.web.schemas.plain import Answer, Stretched


class CueWord(Stretched):
    """A word of a caption and the text between it and the next."""

    text: str
    after: str


class CaptionCue(Stretched):
    """A caption as it will be burned in."""

    speaker: str | None
    lines: tuple[tuple[CueWord, ...], ...]


class PassageAnswer(Answer):
    """The cut of a selection, and its captions."""

    pending: bool
    """True when some of its words have not been looked for."""
    cut: Stretched | None = None
    """None when there is nothing to cut."""
    cues: tuple[CaptionCue, ...] = ()
    struck: tuple[int, ...] = ()
    """Indices of the words that are cut out, as they were asked for."""
    pieces: tuple[Stretched, ...] = ()
    """The stretches that are left where words are cut out; empty where none is."""
    fillers: tuple[int, ...] = ()
    """Indices of the fillers (um, uh) among the selected words."""
    warning: str | None = None
    """A sentence about a negation that is cut out."""
    listen: str | None = None
    """A sentence about cuts within running speech."""
    doubt: str | None = None
    """A sentence about words that were not found."""
    safe: SafeArea | None = None


class StillAnswer(Answer):
    """A frame of a clip, without its captions, and what moves over it."""

    address: str
    motion: Motion | None
    """None for a clip that is too long to be drawn as it plays."""


class SubtitlesAnswer(Answer):
    """Subtitles of the whole recording."""

    text: str
    name: str
    """For the file."""
