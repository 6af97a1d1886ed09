"""Fields of a JSON document, checked for their type as they are read. Pure."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from pullquote.align.errors import TimecodeError, TranscriptError
from pullquote.align.reading.formats.encoding import decode_text
from pullquote.align.reading.formats.limits import MOST_SEGMENTS, too_deep, too_much
from pullquote.align.times import parse_time

_MOST_VALUES = 4_000_000
"""Commas, brackets and braces; ten hours with word times have half a million."""
_LONGEST_DIGITS = 400
_LATEST = 1e7
"""Seconds; a later time is nonsense."""


class FieldError(ValueError):
    """A field of a document has the wrong type."""


def load(data: bytes, name: str) -> Any:
    """The JSON document. Raises TranscriptError when it is invalid or has too many values."""
    text = decode_text(data, name)
    if sum(text.count(mark) for mark in ",[{") > _MOST_VALUES:
        raise too_much(name, _MOST_VALUES, "values")
    try:
        return json.loads(text, parse_int=_integer)
    except RecursionError:
        raise too_deep(name, "brackets") from None
    except ValueError as error:
        raise TranscriptError(name, f"is not valid JSON ({error}); export it again") from None


def _integer(digits: str) -> int | float:
    # Python refuses to convert more than 4300 digits, and is slow with somewhat fewer.
    return int(digits) if len(digits) < _LONGEST_DIGITS else math.inf


def records(value: object, what: str) -> Iterator[Mapping[str, Any]]:
    """The objects of a list; nothing for a missing one. Raises FieldError for anything else."""
    if value is None:
        return
    if not isinstance(value, list):
        raise FieldError(f"`{what}` is {kind_of(value)} instead of a list")
    for number, entry in enumerate(value):
        if number > 10 * MOST_SEGMENTS:
            raise FieldError(f"`{what}` holds more than {10 * MOST_SEGMENTS:,} entries")
        if not isinstance(entry, Mapping):
            raise FieldError(f"`{what}` {number} is {kind_of(entry)} instead of an object")
        yield entry


def record(value: object) -> Mapping[str, Any]:
    """`value` where it is an object, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def text_of(entry: Mapping[str, Any], *keys: str) -> str:
    """The text under the first of the keys that is there, stripped; empty where none is.

    Raises FieldError for anything but text.
    """
    for key in keys:
        value = entry.get(key)
        if isinstance(value, str):
            return value.strip()
        if value is not None:
            raise FieldError(f"`{key}` is {kind_of(value)} instead of text")
    return ""


def speaker_of(value: object) -> str | None:
    """The name of a speaker; `Speaker 0` for a bare number or letter."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"Speaker {value}"
    if isinstance(value, str) and value.strip():
        bare = value.strip()
        return f"Speaker {bare}" if bare.isdigit() or (len(bare) == 1) else bare
    return None


def seconds(value: object, *, unit: float = 1.0) -> float | None:
    """A time in seconds, from a number, a number in a string or a clock; None for nonsense.

    `unit` is the unit of the number: 0.001 for milliseconds.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        return _from_text(value, unit)
    if not isinstance(value, (int, float)):
        return None
    try:
        number = float(value) * unit
    except OverflowError:
        return None
    return max(0.0, number) if math.isfinite(number) and number < _LATEST else None


def _from_text(text: str, unit: float) -> float | None:
    bare = text.strip()
    if len(bare) > 30:
        return None
    try:
        return seconds(float(bare), unit=unit)
    except ValueError:
        pass
    try:
        return seconds(parse_time(bare))
    except TimecodeError:
        return None


def probability(value: object) -> float:
    """A probability between 0 and 1; 1 where the file has none."""
    number = seconds(value)
    return 1.0 if number is None else min(1.0, number)


def kind_of(value: object) -> str:
    """The type of a JSON value in words."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    names = {str: "text", list: "a list", dict: "an object", int: "a number", float: "a number"}
    return names.get(type(value), "something else")
