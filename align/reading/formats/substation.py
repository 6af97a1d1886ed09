"""SubStation files (`.ass`, `.ssa`): the lines of their events and the text that these show. Pure.

Styles, pictures and fonts of the file do not matter, so that no damage to them costs a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FIELDS = (
    "layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"
)  # fmt: skip
"""Of an event where the file does not name them; SSA has `Marked` in the place of the layer."""
_TIME = re.compile(r"(-?)(\d{1,9}):(\d{1,9}):(\d{1,9})(?:[.,:](\d{1,9}))?")
_DRAWING = re.compile(r"\\p(\d{1,9})|\\r")
_BREAKS = re.compile(r"\\[Nn]")
_HARD_SPACE = "\\h"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of dialogue as it stands in the file."""

    start: float
    end: float
    """Seconds; the end may lie before the start. A damaged time is the one of the line before."""
    text: str
    """The text as shown, its lines joined by newlines."""
    name: str
    """Of the actor; empty where there is none."""


def is_substation(text: str) -> bool:
    """True for the text of an ASS or SSA file."""
    return "[Script Info]" in text[:2000] or "[Events]" in text


def dialogue(text: str) -> Iterator[Line]:
    """The lines of dialogue in the order of the file, without those that only draw."""
    fields: tuple[str, ...] = _FIELDS
    latest = 0.0
    for line in text.splitlines():
        kind, colon, rest = line.strip().partition(":")
        if not colon:
            continue
        if kind == "Format":
            named = tuple(field.strip().casefold() for field in rest.split(","))
            # The lines of styles have a format of their own.
            fields = named if named[-1:] == ("text",) else fields
        elif kind == "Dialogue":
            values = dict(zip(fields, rest.split(",", len(fields) - 1), strict=False))
            start = _seconds(values.get("start", ""))
            start = latest if start is None else start
            end = _seconds(values.get("end", ""))
            latest = start
            written = values.get("text", "").strip()
            shown = shown_text(written).strip()
            if shown or not written:  # else it draws a picture
                name = values.get("name", values.get("actor", "")).strip()
                yield Line(start, start if end is None else end, shown, name)


def _seconds(text: str) -> float | None:
    match = _TIME.fullmatch(text.strip())
    if match is None:
        return None
    sign, *numbers, fraction = match.groups()
    hours, minutes, seconds = map(int, numbers)
    time = hours * 3600 + minutes * 60 + seconds + float(f"0.{fraction or 0}")
    return -time if sign else time


def shown_text(text: str) -> str:
    """The text of an event without its overrides and drawings, its breaks made newlines."""
    shown: list[str] = []
    place = 0
    is_drawing = False
    while (start := text.find("{", place)) >= 0 and (end := text.find("}", start)) >= 0:
        if not is_drawing:
            shown.append(text[place:start])
        for tag in _DRAWING.finditer(text, start, end):
            is_drawing = bool(tag[1]) and int(tag[1]) > 0
        place = end + 1
    if not is_drawing:
        shown.append(text[place:])
    return _BREAKS.sub("\n", "".join(shown)).replace(_HARD_SPACE, " ")
