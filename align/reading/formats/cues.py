"""Cues of subtitles: SubRip and WebVTT parsed down to word times. Pure.

pysubs2 reads both too, but takes identifiers of WebVTT cues for text and loses cues with word
times, so the two commonest formats are read here, and the others by pysubs2.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from itertools import pairwise

from pullquote.align.times import TimeSpan

_TIME = r"(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_ARROW = re.compile(rf"^\s*({_TIME})\s*--+>\s*({_TIME})(?:[ \t].*)?$")
_COUNTER = re.compile(r"^\s*\d+\s*$")
_TAG = re.compile(
    r"</?(?:i|b|u|s|c|v|em|strong|font|span|ruby|rt|lang)(?:[.\s][^<>\n]*)?>", re.IGNORECASE
)
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]([^<>\n]+)>", re.IGNORECASE)
_WORD_TIME = re.compile(r"<((?:\d{1,4}:)?\d{1,2}:\d{2}\.\d{3})>")
_LOOSE = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):(\d{1,4})(?:[.,](\d{1,9}))?")
_LOOSE_ARROW = re.compile(r"^\s*(\S{1,40})[ \t]*--+>[ \t]*(\S{1,40})(?:[ \t].*)?$")
_OVERRIDE = re.compile(r"\{\\[^{}\n]*\}")
_FEWEST_ROLLED = 2
_SOFT_MARKS = re.compile("[\u200e\u200f\u202a-\u202e]")


@dataclass(frozen=True, slots=True)
class WordStart:
    """A word of a cue and the moment at which it begins."""

    text: str
    start: float
    """Seconds."""


@dataclass(frozen=True, slots=True)
class TimedCue:
    """A cue of a file, without marks of formatting."""

    span: TimeSpan
    """Seconds."""
    text: str
    """Lines joined by newlines."""
    speaker: str | None = None
    words: tuple[WordStart, ...] = ()
    """Its words, where the file says when each of them begins; otherwise empty."""
    said_end: float | None = None
    """The end that the file gives a cue that would end before it starts, seconds: its span is
    empty."""


def parse_cues(text: str) -> list[TimedCue]:
    """The cues of a SubRip or WebVTT file that are not empty, by time.

    Lines that a rolling caption repeats from the cue before are dropped. A text without any time
    line has none.
    """
    cues: list[TimedCue] = []
    for start, end, lines in _raw_cues(text):
        cues.extend(_voices(TimeSpan(start, max(start, end)), "\n".join(lines)))
    cues.sort(key=lambda cue: (cue.span.start, cue.span.end))
    return [cue for cue in _unrolled(cues) if cue.text.strip()]


def parse_cues_as_they_stand(text: str) -> list[TimedCue]:
    """All cues of a SubRip or WebVTT file in its order, to check or rewrite them.

    A cue in which several people speak stays one, without a speaker; marks for the direction of
    writing are kept. Lines that a rolling caption repeats are still dropped, and so are cues
    without others. Empty for a text without any time line, and for SubRip with an arrow outside a
    time line or with unusual times, which another reader may understand better.
    """
    is_vtt = _is_vtt(text)
    raw = _raw_cues(text)
    if not is_vtt and text.count("-->") > len(raw):
        return []
    cues: list[TimedCue] = []
    for start, end, lines in raw:
        body = "\n".join(lines)
        span = TimeSpan(start, max(start, end))
        voices = {html.unescape(name).strip() for name in _VOICE.findall(body)} if is_vtt else set()
        cues.append(
            TimedCue(
                span,
                _bare(body, escaped=is_vtt),
                voices.pop() if len(voices) == 1 else None,
                _timed_words(body, start) if is_vtt else (),
                end if end < start else None,
            )
        )
    unrolled = _unrolled(cues)
    return [
        cue
        for before, cue in zip(cues, unrolled, strict=True)
        if cue.text.strip() or not before.text.strip()
    ]


def _is_vtt(text: str) -> bool:
    return text.lstrip("\ufeff").startswith("WEBVTT")


def _raw_cues(text: str) -> list[tuple[float, float, list[str]]]:
    """Start and end as the file has them, in seconds, and the lines of each cue."""
    is_vtt = _is_vtt(text)
    cues: list[tuple[float, float, list[str]]] = []
    lines = text.splitlines()
    body: list[str] | None = None
    for number, line in enumerate(lines):
        arrow = _ARROW.match(line) or (_LOOSE_ARROW.match(line) if is_vtt else None)
        if arrow:
            if body and not is_vtt and _COUNTER.match(body[-1]):
                body.pop()  # the number of this cue, when no blank line stands before it
            body = []
            earlier = cues[-1][1] if cues else 0.0
            start, end = _loosely(arrow[1]), _loosely(arrow[2])
            if start is None:  # a damaged time: the words stay, where they are most likely said
                start = earlier if end is None else min(earlier, end)
            cues.append((start, start if end is None else end, body))
        elif line == "" or not (is_vtt or line.strip()):
            # SubRip files in the wild have blank lines inside of cues: what follows belongs to
            # the cue unless a new one begins.
            following = lines[number + 1 : number + 3]
            if is_vtt or any(_ARROW.match(candidate) for candidate in following):
                body = None
            elif body is not None and body:
                body.append("")
        elif body is not None:
            body.append(line.strip())
    return cues


def _loosely(time: str) -> float | None:
    """Seconds, also for more than 59 minutes or seconds; None for text that is not a time."""
    match = _LOOSE.fullmatch(time.strip())
    if not match:
        return None
    hours, minutes, whole = (int(part or 0) for part in match.groups()[:3])
    return hours * 3600 + minutes * 60 + whole + float(f"0.{match[4] or 0}")


def _voices(span: TimeSpan, text: str) -> list[TimedCue]:
    """One cue for each voice tag in it, with its share of the time."""
    pieces = _VOICE.split(text)
    parts: list[tuple[str | None, str]] = [(None, pieces[0])] if pieces[0].strip() else []
    parts += [(html.unescape(pieces[i]).strip(), pieces[i + 1]) for i in range(1, len(pieces), 2)]
    weights = [len(_plain(part)) + 1 for _, part in parts]
    total = sum(weights)
    cues = []
    place = span.start
    for (speaker, part), weight in zip(parts, weights, strict=True):
        end = min(span.end, place + span.duration * weight / total)
        cues.append(
            TimedCue(TimeSpan(place, end), _plain(part), speaker, _timed_words(part, place))
        )
        place = end
    return cues


def _plain(text: str) -> str:
    return _SOFT_MARKS.sub("", _bare(text)).strip()


def _bare(text: str, *, escaped: bool = True) -> str:
    """The text without tags, times and overrides, and with its escapes undone."""
    bare = _TAG.sub("", _WORD_TIME.sub("", _OVERRIDE.sub("", text)))
    return (html.unescape(bare) if escaped else bare).strip()


def _timed_words(text: str, start: float) -> tuple[WordStart, ...]:
    """The words of `first<00:01.200> second<00:01.600> third`; none without such times.

    Only the last lines that hold times are spoken now: rolling captions show earlier ones above.
    """
    if not _WORD_TIME.search(text):
        return ()
    words: list[WordStart] = []
    for line in text.split("\n"):
        pieces = _WORD_TIME.split(line)
        if len(pieces) == 1:
            continue
        words += [WordStart(word, start) for word in _plain(pieces[0]).split()]
        for number in range(1, len(pieces), 2):
            time = _loosely(pieces[number])
            time = words[-1].start if time is None and words else (time or start)
            words += [WordStart(word, time) for word in _plain(pieces[number + 1]).split()]
    return tuple(words)


def _unrolled(cues: list[TimedCue]) -> list[TimedCue]:
    """The cues without the lines that a rolling caption shows again."""
    if not _is_rolling(cues):
        return cues
    shown: list[str] = []
    result = []
    for cue in cues:
        lines = [line for line in cue.text.split("\n") if line.strip()]
        fresh = lines
        for overlap in range(min(len(lines), len(shown)), 0, -1):
            if lines[:overlap] == shown[-overlap:]:
                fresh = lines[overlap:]
                break
        shown = lines or shown
        result.append(replace(cue, text="\n".join(fresh)))
    return result


def _is_rolling(cues: list[TimedCue]) -> bool:
    """True when most cues repeat the end of the one before, above or without something new.

    More than one line has to roll: a chant that comes again, cue after cue, is said again each
    time.
    """
    rolled: set[str] = set()
    repeats = pairs = 0
    for before, after in pairwise(cues):
        ends, begins = before.text.split("\n")[-1].strip(), after.text.split("\n")[0].strip()
        if ends and begins:
            pairs += 1
            if ends == begins:
                repeats += 1
                rolled.add(ends)
    return repeats >= 3 and len(rolled) >= _FEWEST_ROLLED and repeats * 2 > pairs
