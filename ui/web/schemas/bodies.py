"""The script's requests; anything else is refused before a step sees it."""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, model_validator

LATEST = 1e6
"""Seconds; twelve days, which no recording reaches."""
_DEEPEST = 20
_DEFAULTED = frozenset({"format", "style", "shape", "fit", "seam", "centre", "behind", "profile"})
"""Fields that stand for their default when they are sent empty."""

Seconds = Annotated[float, Field(ge=-LATEST, le=LATEST, allow_inf_nan=False)]
Place = Annotated[int, Field(ge=0, lt=2**31)]
"""Index of a word of the transcript."""
Name = Annotated[str, Field(max_length=200)]


def clean(value: Any, depth: int = 0) -> Any:
    """The value with halves of surrogate pairs replaced, which no file or page could hold.

    Raises ValueError for numbers that are not finite, and for what is nested too deeply.
    """
    if depth > _DEEPEST:
        raise ValueError("is nested too deeply")
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("holds a number that is not finite")
    if isinstance(value, dict):
        return {clean(key): clean(inner, depth + 1) for key, inner in value.items()}
    if isinstance(value, list):
        return [clean(inner, depth + 1) for inner in value]
    return value


class Sent(BaseModel):
    """A JSON body, or a part of one."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _clean(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        given = clean(data)
        return {k: v for k, v in given.items() if not (k in _DEFAULTED and v in (None, ""))}


class Nothing(Sent):
    """The body of a request that needs no words."""


class Source(Sent):
    """The origin of a file: an upload, a path on the server's machine, or pasted text."""

    upload: str | None = None
    path: Annotated[str, Field(max_length=4096)] | None = None
    text: str | None = None


class OpenBody(Sent):
    """A recording to open: the sample, or files."""

    sample: Literal["video", "audio"] | None = None
    media: Source = Source()
    transcript: Source = Source()


class TranscriptBody(Sent):
    """Another transcript for a recording."""

    transcript: Source = Source()


class EngineChoice(Sent):
    """The engine, model and language to align with; left out, they are chosen automatically."""

    engine: Annotated[str, Field(max_length=4096)] | None = None
    model: Annotated[str, Field(max_length=4096)] | None = None
    language: Name | None = None


class WriteBody(EngineChoice):
    """A recording whose transcript Whisper shall write."""

    media: Source = Source()
    names: Annotated[str, Field(max_length=5000)] = ""
    """Names that may be said, separated by commas or in lines."""


class Words(Sent):
    """The words from `first` to `last`, both included."""

    first: Place | None = None
    last: Place | None = None


class KeptWords(Words):
    """Words of which some are cut out."""

    struck: Annotated[tuple[Place, ...], Field(max_length=2000)] = ()
    """Indices of those that are cut out."""


class Stretch(KeptWords):
    """Words, or a stretch of time where nothing is written, and the cut."""

    start: Seconds | None = None
    end: Seconds | None = None


class SearchBody(Sent):
    """The text in the search box."""

    query: str = ""


class LibraryBody(Sent):
    """A search in all recordings of the library."""

    query: Annotated[str, Field(max_length=2000)] = ""
    offset: Annotated[int, Field(ge=0, lt=2**31)] = 0
    """Hits to pass over."""
    speaker: Name = ""


class ClaimBody(Sent):
    """A quote that somebody claims was said."""

    quote: Annotated[str, Field(max_length=20_000)] = ""


class PathBody(Sent):
    """A folder or a file on the server's machine."""

    path: Annotated[str, Field(max_length=4096)] = ""


class PassageBody(Stretch):
    """A selection, and the look by which its captions are laid out."""

    style: Name | None = None
    shape: Name = "source"


class Item(Stretch):
    """A passage in the basket."""

    text: str = ""
    shape: Name | None = None
    """Its own, where it is not to be as the others."""
    style: Name | None = None
    """Its own captions, likewise."""


class LookBody(Sent):
    """The look and sound of clips."""

    format: Name = "mp4"
    style: Name = "plain"
    shape: Name = "source"
    fit: Name = "crop"
    seam: Name = "jump"
    """The look of the picture where words are cut out."""
    centre: Seconds = 0.5
    """Middle of the crop, as a share of the picture."""
    loudness: Name | float | None = None
    """LUFS; empty keeps the recording's own level."""
    sidecar: Name | None = "srt"
    poster: Name | None = None
    title: Name | None = None
    speaker: Name | None = None
    cover: bool = False


class ExportBody(LookBody):
    """Clips to make."""

    items: tuple[Item, ...] = ()
    joined: bool = False


class StillBody(LookBody):
    """A frame of the clip that would be made of an item."""

    item: Item = Item()


class CardBody(KeptWords):
    """A quote card to draw."""

    behind: Name = "plain"
    shape: Name = "source"
    speaker: Name | None = None
    title: Name | None = None


class CoverBody(Sent):
    """An uploaded picture for a recording."""

    upload: str = ""


class SubtitlesBody(Sent):
    """Subtitles of the whole recording."""

    format: Name = "srt"
    profile: Name = "netflix"


class RepairBody(Words):
    """Words to correct: their text, their times as typed, or both."""

    was: str | None = None
    """The text that the page showed there."""
    text: str | None = None
    start: Name | None = None
    end: Name | None = None


class Selection(Stretch):
    """The selection on the page, and the shifts of its edges."""

    text: str | None = None
    """The unscripted speech in a stretch where nothing is written."""
    nudge_in: Seconds | None = None
    nudge_out: Seconds | None = None


class Look(Sent):
    """The choices for clips and cards, as the page keeps them."""

    kind: Literal["video", "audio"] = "video"
    shape: Name = "source"
    centre: Seconds = 0.5
    style: Name = ""
    format: dict[Name, Name] = {}
    """By kind."""
    fit: Name = "crop"
    seam: Name = "jump"
    loudness: Name = ""
    sidecar: Name = "srt"
    poster: Name = ""
    behind: Name = "plain"
    title: Name | None = None
    """None until somebody writes one."""
    speaker: Name | None = None
    """None for those of the transcript, empty for nobody."""
    cover: str | None = None
    """Name of the picture."""


class View(Sent):
    """The state of the page, to come back to."""

    engine: EngineChoice | None = None
    stopped: bool = False
    """True when somebody stopped the alignment."""
    selection: Selection | None = None
    time: Seconds | None = None
    scroll: float | None = None
    tab: Name | None = None
    look: Look | None = None
    subtitles: SubtitlesBody | None = None


class KeepBody(Sent):
    """The state that the page wants kept with a recording."""

    view: View


class BasketBody(Sent):
    """The clips in the basket now."""

    items: Annotated[tuple[Item, ...], Field(max_length=500)] = ()


def field_of(error: RequestValidationError) -> str:
    """The part of a request that could not be understood, as its sender calls it."""
    place = error.errors()[0]["loc"]
    return str(place[-1]) if place else "request"
