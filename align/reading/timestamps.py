"""Timestamps in a text, as opposed to times that are said ("at 12:34 we left"). Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pullquote.align.errors import TimecodeError
from pullquote.align.times import parse_time

_FRAMES = r"\d{1,2}[:;][0-5]\d[:;][0-5]\d[:;]\d{2}"
_CLOCK = rf"(?:{_FRAMES}|\d{{1,3}}:[0-5]\d(?::[0-5]\d)?(?:[.,]\d{{1,3}})?)"
_TO = r"[ \t]*(?:-->|->|[-–—]|to)[ \t]*"
# Old exports of Teams pad nothing (`0:0:4.25`), and SubViewer has a comma between its times.
_UNPADDED = r"\d{1,3}:[0-5]?\d:[0-5]?\d(?:[.,]\d{1,7})?"
_EXACT = r"\d{1,2}:[0-5]\d:[0-5]\d\.\d{3}"
_RANGE = rf"(?:{_CLOCK}{_TO}{_CLOCK}|{_UNPADDED}[ \t]*-->[ \t]*{_UNPADDED}|{_EXACT},{_EXACT})"
_SQUARE = re.compile(rf"\[[ \t]*(?:{_RANGE}|{_CLOCK})[ \t]*\]:?")
# Round brackets hold chapter and verse too: hours are needed, or an end of the line.
_ROUND_LONG = re.compile(r"\([ \t]*\d{1,3}:[0-5]\d:[0-5]\d(?:[.,]\d{1,3})?[ \t]*\):?")
_ROUND = re.compile(rf"\([ \t]*(?:{_RANGE}|{_CLOCK})[ \t]*\):?")
_AT_START = re.compile(
    rf"(?:[-–—•]+[ \t]*)?(?P<time>{_RANGE}|{_CLOCK})(?![\w:])(?P<tail>[ \t]*(?:[-–—|:]+(?=\s|$))?)"
)
_AT_END = re.compile(rf"(?<=[ \t\u00a0])(?P<time>{_RANGE}|{_CLOCK})[ \t]*$")
_NAME_TEXT = (
    r"[^\W\d_a-z][\w.'’-]{0,40}(?:[ \t\u00a0][^\W\d_a-z][\w.'’-]{0,40}){0,3}(?:[ \t]\d{1,3})?"
)
_NAME = re.compile(rf"{_NAME_TEXT}[ \t]?[:,|–—-]?")
_AFTER_NAME = re.compile(
    rf"{_NAME_TEXT}:?[ \t]{{1,4}}(?P<time>\({_CLOCK}\):?|(?<=\t){_CLOCK}(?=[ \t]{{0,4}}\t))"
)
_COUNTER = re.compile(r"\d{1,6}[ \t]*$")
_HOURS = r"(?:hours?|stunden?|heures?|horas?|or[ae]|uur)"
_MINUTES = r"(?:minut(?:es?|en?|os?|i))"
_SECONDS = r"(?:second(?:es?|s|en?|[oi])?|sekunden?|segundos?)"
_AND = r"(?:,[ \u00a0]|[ \u00a0](?:and|und|et|y|e|en)[ \u00a0]|[ \u00a0])"
# Video sites write times like this for screen readers, and they are copied with the line.
_SPELLED = re.compile(
    rf"(?:(?P<h>\d{{1,2}})[ \u00a0]{_HOURS}\b)?"
    rf"(?:(?:(?<=\w){_AND})?(?P<m>\d{{1,2}})[ \u00a0]{_MINUTES}\b)?"
    rf"(?:(?:(?<=\w){_AND})?(?P<s>\d{{1,2}})[ \u00a0]{_SECONDS}\b)?",
    re.IGNORECASE,
)
_FEWEST_SPELLED = 3
_UNITS = (3600, 60, 1)
_ALONE = re.compile(rf"{_RANGE}|{_CLOCK}")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A timestamp and its half-open place in the text."""

    start_char: int
    end_char: int


def find_stamps(text: str, lines: Sequence[tuple[int, int]]) -> list[Stamp]:
    """The timestamps of `text`, in order; `lines` are the places of its lines, stripped.

    Certain ones are in square brackets, in round ones with hours or at either end of a line, a time
    or a range alone on its line, and a range at the start of one. A bare time before other words is
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
    found += _after_names(text, lines)
    found += _spelled_out(text, lines)
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
    """Times at the end of short header lines such as `Anna Smith  0:05`, if there are several."""
    found = []
    for start, end in lines:
        match = _AT_END.search(text, max(start, end - 30), end)
        if not match or end - start > 60:
            continue
        is_apart = not text[match.start("time") - 2 : match.start("time")].strip(" \t\u00a0")
        if is_apart or _NAME.fullmatch(text[start : match.start("time")].rstrip()):
            found.append((Stamp(match.start("time"), end), _seconds(match["time"])))
    times = [time for _, time in found]
    in_order = all(a <= b for a, b in pairwise(times))
    return [stamp for stamp, _ in found] if len(found) > 1 and in_order else []


def _after_names(text: str, lines: Sequence[tuple[int, int]]) -> list[Stamp]:
    """Times between a name and what it says: `Anna (0:05) Hello`, or between tabs.

    Those in round brackets need a padding zero, or several of them have to be in order.
    """
    found = []
    for start, end in lines:
        if match := _AFTER_NAME.match(text, start, end):
            found.append((Stamp(*match.span("time")), match["time"]))
    times = [_seconds(time.lstrip("(")) for _, time in found]
    in_order = len(times) > 1 and all(a <= b for a, b in pairwise(times))
    return [stamp for stamp, time in found if in_order or time[0] != "(" or time[1] == "0"]


def _spelled_out(text: str, lines: Sequence[tuple[int, int]]) -> list[Stamp]:
    """Times in words at the start of lines (`1 minute, 5 seconds`) throughout the text.

    "5 minutes ago" may begin a line or two of a speech, so at least three are needed, each later
    than the one before, which begin at least two lines of five.
    """
    found = []
    for start, end in lines:
        match = _SPELLED.match(text, start, end)
        if match and match.end() > start:
            parts = (int(match[part] or 0) for part in "hms")
            found.append(
                (Stamp(*match.span()), sum(n * u for n, u in zip(parts, _UNITS, strict=True)))
            )
    times = [time for _, time in found]
    runs_on = all(a < b for a, b in pairwise(times))
    many = len(found) >= _FEWEST_SPELLED and 5 * len(found) >= 2 * _unstamped(text, lines)
    return [stamp for stamp, _ in found] if runs_on and many else []


def _unstamped(text: str, lines: Sequence[tuple[int, int]]) -> int:
    """The number of lines that are more than a time in figures."""
    return sum(1 for line in lines if not _ALONE.fullmatch(text, *line))


def _seconds(time: str) -> float:
    """The first time in this text, seconds; frames count as hundredths, enough to compare."""
    first = re.match(_CLOCK, time)
    if not first:
        return 0.0
    try:
        if re.fullmatch(_FRAMES, first[0]):
            return parse_time(first[0][:-3].replace(";", ":")) + int(first[0][-2:]) / 100
        return parse_time(first[0])
    except TimecodeError:
        return 0.0
