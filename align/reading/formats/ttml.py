"""Timed text in XML: TTML (`.ttml`, `.dfxp`, `.itt`), as broadcasters, Apple and others write it.

See https://www.w3.org/TR/ttml2/. Times of nested elements ought to count from the beginning of
their parent; most writers, Apple's among them, mean the recording's clock. Both are understood: a
time before its parent's beginning counts from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pullquote.align.errors import TimecodeError
from pullquote.align.model.transcript import Transcript
from pullquote.align.reading.formats.markup import attribute, descendants, local_name, parse_xml
from pullquote.align.reading.formats.segments import (
    Segment,
    TimedText,
    TimedWord,
    as_transcript,
    span_between,
    timed_text,
)
from pullquote.align.reading.language_codes import language_code
from pullquote.align.times import parse_time

_KIND = "TTML file"
_NO_CUES = "has no subtitles; give plain text a name ending in .txt"
_OFFSET = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)(h|ms|m|s|f|t)")
_WITH_FRAMES = re.compile(r"(\d{1,3}:\d{2}:\d{2}):(\d{1,3})(?:\.\d+)?")
_UNITS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
_BREAK = "\ue000"  # stands for <br/> while white space is collapsed
_WHITE = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class _Clock:
    """The rates of a file, per second."""

    frames: float
    ticks: float

    def seconds(self, text: str | None) -> float | None:
        """A time of the file; None for a missing one and for nonsense."""
        if not text:
            return None
        bare = text.strip()[:40]
        if offset := _OFFSET.fullmatch(bare):
            number, unit = float(offset[1]), offset[2]
            rates = {"f": self.frames, "t": self.ticks}
            return number / rates[unit] if unit in rates else number * _UNITS[unit]
        frames = _WITH_FRAMES.fullmatch(bare)
        try:
            if frames:
                return parse_time(frames[1]) + int(frames[2]) / self.frames
            return parse_time(bare)
        except TimecodeError:
            return None


def read(data: bytes, name: str) -> Transcript:
    """Each paragraph of the file with its span, agents as speakers."""
    return as_transcript(read_timed(data, name), name)


def read_timed(data: bytes, name: str) -> TimedText:
    """The paragraphs of the file, with word times where it has them.

    Raises TranscriptError when it is damaged, something else, or empty.
    """
    root = parse_xml(data, name, _KIND)
    clock = _clock(root)
    agents = _agents(root)
    paragraphs = (
        _segment(paragraph, clock, agents)
        for body in descendants(root, "body")
        for paragraph in descendants(body, "p")
    )
    language = language_code(attribute(root, "lang"))
    return timed_text(paragraphs, name, _NO_CUES, language)


def _clock(root: Any) -> _Clock:
    frames = _number(attribute(root, "frameRate")) or 30.0
    multiplier = (attribute(root, "frameRateMultiplier") or "").replace(":", " ").split()
    if len(multiplier) == 2:
        above, below = (_number(part) for part in multiplier)
        if above and below:
            frames *= above / below
    return _Clock(frames, _number(attribute(root, "tickRate")) or frames)


def _number(text: str | None) -> float | None:
    bare = (text or "").strip()
    return float(bare) if re.fullmatch(r"[0-9]{1,9}", bare) and int(bare) else None


def _agents(root: Any) -> dict[str, str]:
    """Names of speakers by their identifiers."""
    agents: dict[str, str] = {}
    for agent in descendants(root, "agent"):
        identifier = attribute(agent, "id")
        names = [" ".join("".join(n.itertext()).split()) for n in descendants(agent, "name")]
        if identifier:
            agents[identifier] = next(filter(None, names), identifier)
    return agents


def _segment(paragraph: Any, clock: _Clock, agents: dict[str, str]) -> Segment:
    start, end = _times(paragraph, clock)
    above = paragraph.getparent()
    while above is not None:
        earlier = clock.seconds(attribute(above, "begin"))
        if earlier is not None and start is not None and start < earlier:
            start, end = start + earlier, None if end is None else end + earlier
        above = above.getparent()
    pieces = [*_pieces(paragraph, clock)]
    words = tuple(_words(pieces, start))
    if start is None and words:
        start = words[0].start
    if end is None and words:
        end = words[-1].end
    text = _WHITE.sub(" ", "".join(piece.text for piece in pieces))
    text = re.sub(rf" ?{_BREAK} ?", "\n", text).strip()
    return Segment(text, span_between(start, end), _speaker(paragraph, agents), words)


def _times(element: Any, clock: _Clock) -> tuple[float | None, float | None]:
    start, end = (clock.seconds(attribute(element, side)) for side in ("begin", "end"))
    length = clock.seconds(attribute(element, "dur"))
    return start, start + length if end is None and start is not None and length else end


def _speaker(paragraph: Any, agents: dict[str, str]) -> str | None:
    """The agent of the paragraph, of an element inside it or of one around it."""
    for element in (*paragraph.iter(), *paragraph.iterancestors()):
        if local_name(element) and (agent := attribute(element, "agent")):
            first = agent.split()[0] if agent.split() else agent
            return agents.get(first, first) or None
    return None


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of text of a paragraph, and the times of the element around it."""

    text: str
    start: float | None = None
    end: float | None = None


def _pieces(element: Any, clock: _Clock) -> Iterator[_Piece]:
    times = _times(element, clock) if local_name(element) == "span" else (None, None)
    if element.text:
        yield _Piece(element.text, *times)
    before_unit = False
    for child in element:
        kind = local_name(child)
        unit = attribute(child, "unit") if kind else None
        if kind == "br":
            yield _Piece(_BREAK)
        elif kind and kind not in ("metadata", "set", "animate"):
            if unit and before_unit:  # Apple has no spaces between its words
                yield _Piece(" ")
            yield from _pieces(child, clock)
        before_unit = bool(unit) and not child.tail
        if child.tail:
            yield _Piece(child.tail, *times)


def _words(pieces: list[_Piece], start: float | None) -> Iterator[TimedWord]:
    """The words of the timed pieces; several under one time share it."""
    timed = [piece for piece in pieces if piece.start is not None and piece.text.strip(_BREAK)]
    if not timed:
        return
    shift = start if start is not None and (timed[0].start or 0.0) < start else 0.0
    for piece in pieces:
        words = piece.text.replace(_BREAK, " ").split()
        for number, word in enumerate(words):
            yield TimedWord(
                word,
                None if piece.start is None or number else piece.start + shift,
                None if piece.end is None or number < len(words) - 1 else piece.end + shift,
            )
