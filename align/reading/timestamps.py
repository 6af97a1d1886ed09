"""Timestamps written in a text, told from times that are said ("at 12:34 we left"). Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pullquote.align.errors import TimecodeError
from pullquote.align.times import parse_time

_CLOCK = r"\d{1,3}:[0-5]\d(?::[0-5]\d)?(?:[.,]\d{1,3})?"
_TO = r"[ \t]*(?:-->|->|[-–—]|to)[ \t]*"
_RANGE = rf"{_CLOCK}{_TO}{_CLOCK}"
_SQUARE = re.compile(rf"\[[ \t]*{_CLOCK}(?:{_TO}{_CLOCK})?[ \t]*\]:?")
# Round brackets hold chapter and verse too: hours are needed, or an end of the line.
_ROUND_LONG = re.compile(r"\([ \t]*\d{1,3}:[0-5]\d:[0-5]\d(?:[.,]\d{1,3})?[ \t]*\):?")
_ROUND = re.compile(rf"\([ \t]*{_CLOCK}(?:{_TO}{_CLOCK})?[ \t]*\):?")
_AT_START = re.compile(
    rf"(?:[-–—•]+[ \t]*)?(?P<time>{_RANGE}|{_CLOCK})(?![\w:])(?P<tail>[ \t]*(?:[-–—|:]+(?=\s|$))?)"
)
_AT_END = re.compile(rf"(?<=[ \t\u00a0])(?P<time>{_RANGE}|{_CLOCK})[ \t]*$")
_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]*(?:[ \t\u00a0][^\W\d_a-z][\w.'’-]*){0,3}")
_COUNTER = re.compile(r"\d{1,6}[ \t]*$")
_WEBVTT = re.compile(r"\ufeff?WEBVTT\b")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A timestamp and its half-open place in the text."""

    start_char: int
    end_char: int


def find_stamps(text: str, lines: Sequence[tuple[int, int]]) -> list[Stamp]:
    """The timestamps of `text`, in order; `lines` are the places of its lines, stripped.

    Sure ones: in square brackets, in round ones with hours or at either end of a line, a time or
    a range alone on its line, and a range at the start of one. A bare time before other words is
    a timestamp when it has hours or a padding zero, or when such times begin a good share of the
    lines and never run backwards; otherwise it is said ("12:34 was when we left").
    """
    found = [Stamp(*match.span()) for match in _SQUARE.finditer(text)]
    found += [Stamp(*match.span()) for match in _ROUND_LONG.finditer(text)]
    bare: list[tuple[Stamp, re.Match[str]]] = []
    for number, (start, end) in enumerate(lines):
        if round_ := _ROUND.match(text, start, end):
            found.append(Stamp(*round_.span()))
        found += [Stamp(*m.span()) for m in _ROUND.finditer(text, start, end) if m.end() == end]
        match = _AT_START.match(text, start, end)
        if match and (match.end() == end or "-->" in match["time"]):
            found.append(Stamp(start, match.end()))
            if "-->" in match["time"]:
                found += _counter(text, lines, number)
        elif match:
            bare.append((Stamp(start, match.end("time") + len(match["tail"].rstrip())), match))
    found += _plausible(text, bare, len(lines))
    found += _line_ends(text, lines)
    return sorted(set(found), key=lambda stamp: stamp.start_char)


def _counter(text: str, lines: Sequence[tuple[int, int]], number: int) -> list[Stamp]:
    """The number of a subtitle, on the line above its times."""
    if number and _COUNTER.match(text, *lines[number - 1]):
        return [Stamp(*lines[number - 1])]
    return []


def _plausible(text: str, bare: list[tuple[Stamp, re.Match[str]]], line_count: int) -> list[Stamp]:
    times = [_seconds(match["time"]) for _, match in bare]
    in_order = all(a <= b for a, b in pairwise(times))
    if len(bare) > 1 and in_order and 5 * len(bare) >= line_count:
        return [stamp for stamp, _ in bare]
    sure = []
    for stamp, match in bare:
        time = match["time"]
        following = text[stamp.end_char : stamp.end_char + 20].lstrip()[:1]
        is_range = re.fullmatch(_CLOCK, time) is None
        is_padded = time.startswith("0") or time.count(":") == 2
        if (is_range or is_padded) and not following.islower():
            sure.append(stamp)
    return sure


def _line_ends(text: str, lines: Sequence[tuple[int, int]]) -> list[Stamp]:
    """Times at the end of short header lines such as `Anna Smith  0:05`, when they come back."""
    found = []
    for start, end in lines:
        match = _AT_END.search(text, max(start, end - 30), end)
        if not match or end - start > 60:
            continue
        is_apart = not text[match.start("time") - 2 : match.start("time")].strip(" \t\u00a0")
        if is_apart or _NAME.fullmatch(text[start : match.start("time")].strip()):
            found.append((Stamp(match.start("time"), end), _seconds(match["time"])))
    times = [time for _, time in found]
    in_order = all(a <= b for a, b in pairwise(times))
    return [stamp for stamp, _ in found] if len(found) > 1 and in_order else []


def _seconds(time: str) -> float:
    first = re.match(_CLOCK, time)
    try:
        return parse_time(first[0]) if first else 0.0
    except TimecodeError:
        return 0.0
