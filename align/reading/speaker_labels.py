"""Speaker labels in a text, recognised by evidence from the whole of it. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from pullquote.align.reading.speaker_names import NUMBERED, Evidence, name_evidence
from pullquote.align.reading.stage_directions import is_sound

# Bounded, so that no text, however odd, makes matching slow.
_WORD = r"[^\s:：\[\](){}<>,;!?\"“”«»…—–]{1,40}"
_NAME = rf"(?P<name>{_WORD}(?:[ \t\u00a0]{_WORD}){{0,4}}?)"
_ASIDE = r"(?P<aside>[ \t]{0,8}[\[(][^\[\]()\n]{1,40}[\])])?"
_CLOCK = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_LEAD = r"(?:[-–—•*]{1,3}[ \t]{0,8})?"

_CHEVRONS = re.compile(rf">{{2,4}}[ \t]{{0,8}}(?:{_NAME}{_ASIDE}[ \t]?:(?=\s|$))?")
_BRACKETED = re.compile(
    rf"{_LEAD}(?P<bracket>[\[(<])(?P<voice>v(?:\.\w+)*[ \t]+)?{_NAME}"
    r"[\])>](?P<colon>[ \t]?[:：])?(?=\s|$)"
)
_TITLE = r"(?P<title>,[ \t][^\W\d_][^\s:,;.!?()]*(?:[ \t][^\s:,;.!?()]+){0,3})?"
_COLON = re.compile(rf"{_LEAD}{_NAME}{_TITLE}{_ASIDE}[ \t]?(?:(?P<colon>:(?=\s|$)|：)|(?P<tab>\t))")
_BRACKETED_TIME = re.compile(rf"{_LEAD}{_NAME}[ \t]{{1,20}}(?=[\[(]{_CLOCK}[\])])")
_LETTER = re.compile(r"(?P<name>[QA])(?:\.(?=\s)|(?=[ \t]{2,20}\S))")
_WITH_TIME = re.compile(rf"{_LEAD}{_NAME}[ \t,|-]{{1,20}}[\[(]?{_CLOCK}[\])]?[ \t]{{0,8}}$")
_ALONE = re.compile(rf"{_LEAD}{_NAME}[ \t]{{0,8}}$")
_MIDLINE = re.compile(
    r"(?<=[.!?…\"”)\]—-])[ \t\u00a0]+(?P<name>[^\W\d_a-z][^\s:,;!?()\[\]]{1,40}):(?=\s)"
)

# The very next line is not empty.
_NEXT_LINE = re.compile(r"[ \t\r]*\n[ \t]*\S")


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker label and its place."""

    start_char: int
    end_char: int
    """Half-open, with its colon or brackets."""
    speaker: str | None
    """The name without them; None for bare chevrons, which mean another, unnamed speaker."""


class _Form(Enum):
    """The form of a line by which its first words may be a label."""

    COLON = "Anna:"
    BRACKETS = "[Anna]"
    TIMED = "Anna  0:05"
    ALONE = "ANNA"
    """With the speech on the next line."""
    LETTER = "Q."


@dataclass(frozen=True, slots=True)
class _Candidate:
    label: Label
    evidence: Evidence
    form: _Form

    @property
    def key(self) -> str:
        return (self.label.speaker or "").casefold()


def find_labels(
    text: str, line_starts: Sequence[tuple[int, int]], time_lines: Sequence[int] = ()
) -> list[Label]:
    """The speaker labels of `text`, in order.

    `line_starts` are, for every line that is not empty, the places at which its words begin (after
    white space and timestamps) and end; `time_lines` are the places of the lines that hold nothing
    but a time. A name before a colon is a label when it is written in capitals, follows chevrons,
    is a numbered speaker or comes again, or when several names begin most lines;
    "Note: x", or "Remember this:" once, is not. Names beside times, on lines of their own above or
    below them, and names in capitals on lines of their own are labels when there are several.
    """
    shouting = _is_mostly_capitals(text)
    candidates = [
        candidate
        for start, end in line_starts
        if (candidate := _at_line_start(text, start, end, shouting)) is not None
    ]
    accepted = [c.label for c in _believed(candidates, len(line_starts))]
    accepted.extend(_after_times(text, line_starts, shouting))
    accepted.extend(_around_time_lines(text, line_starts, time_lines, shouting))
    known = {label.speaker for label in accepted if label.speaker}
    accepted.extend(_inside_lines(text, known, shouting))
    accepted.extend(_chevrons(text))
    return _in_order(accepted)


def _believed(candidates: Sequence[_Candidate], line_count: int) -> Iterator[_Candidate]:
    """The candidates that the text as a whole supports."""
    counts = Counter(candidate.key for candidate in candidates)
    forms = Counter(candidate.form for candidate in candidates)
    with_colon = {c.key for c in candidates if c.form is _Form.COLON}
    is_dialogue = len(with_colon) > 1 and 2 * forms[_Form.COLON] >= line_count
    is_play = any(c.form is _Form.ALONE and counts[c.key] > 1 for c in candidates)
    has_questions = any(c.form is _Form.LETTER and c.key == "q" for c in candidates)
    for candidate in candidates:
        by_form = {
            _Form.COLON: counts[candidate.key] > 1 or is_dialogue,
            _Form.BRACKETS: counts[candidate.key] > 1,
            _Form.TIMED: forms[_Form.TIMED] > 1,
            _Form.ALONE: is_play,
            _Form.LETTER: has_questions,
        }
        if candidate.evidence is Evidence.STRONG or by_form[candidate.form]:
            yield candidate


def _at_line_start(text: str, start: int, end: int, shouting: bool) -> _Candidate | None:
    bracketed = _BRACKETED.match(text, start, end)
    if bracketed:
        return _from_bracket(bracketed, shouting)
    colon = _COLON.match(text, start, end)
    timed = _WITH_TIME.match(text, start, end)
    if not (timed or colon):
        timed = _BRACKETED_TIME.match(text, start, end)
    if timed and name_evidence(timed["name"], shouting):
        label = Label(start, timed.end("name"), timed["name"])
        return _Candidate(label, Evidence.WEAK, _Form.TIMED)
    if colon:
        return _from_colon(colon, shouting)
    if letter := _LETTER.match(text, start, end):
        label = Label(start, letter.end(), letter["name"])
        return _Candidate(label, Evidence.WEAK, _Form.LETTER)
    alone = _ALONE.match(text, start, end)
    if alone and not shouting and name_evidence(alone["name"], shouting) is Evidence.STRONG:
        label = Label(start, alone.end("name"), alone["name"])
        if NUMBERED.match(alone["name"]):
            return _Candidate(label, Evidence.STRONG, _Form.ALONE)
        if _NEXT_LINE.match(text, end):
            return _Candidate(label, Evidence.WEAK, _Form.ALONE)
    return None


def _from_colon(match: re.Match[str], shouting: bool) -> _Candidate | None:
    evidence = name_evidence(match["name"], shouting)
    if match["title"] and (evidence is not Evidence.STRONG or not match["title"].isupper()):
        return None  # "Anna, remember: …" is addressed to Anna
    if not evidence:
        return None
    if match["tab"]:
        evidence = Evidence.WEAK
    stop = match.end("colon") if match["colon"] else match.start("tab")
    return _Candidate(Label(match.start(), stop, match["name"]), evidence, _Form.COLON)


def _after_times(text: str, line_starts: Sequence[tuple[int, int]], shouting: bool) -> list[Label]:
    """Names that stand alone after a timestamp, their speech on the next line.

    They count where most timestamps have one, lest "Yes" at some time be taken for a name.
    """
    labels: list[Label] = []
    stamped = [
        text[text.rfind("\n", 0, start) + 1 : start].strip() != "" for start, _ in line_starts
    ]
    for number, (start, end) in enumerate(line_starts[:-1]):
        alone = _ALONE.match(text, start, end)
        speaks_below = stamped[number] and not stamped[number + 1]
        if speaks_below and alone and name_evidence(alone["name"], shouting):
            labels.append(Label(start, alone.end("name"), alone["name"]))
    return labels if len(labels) > 1 and 10 * len(labels) >= 8 * sum(stamped) else []


def _around_time_lines(
    text: str, lines: Sequence[tuple[int, int]], time_lines: Sequence[int], shouting: bool
) -> list[Label]:
    """Names that stand alone on the line below a time on its own, or on the line above it.

    They count where hardly any time lacks one, each has speech below it, and names come again (or
    there are only two).
    """
    times_before = [bisect_left(time_lines, start) for start, _ in lines]
    times_before.append(len(time_lines))
    below: list[Label] = []
    above: list[Label] = []
    for number, (start, end) in enumerate(lines[:-1]):
        before, here, after, later = (
            times_before[number - 1] if number else 0,
            *times_before[number : number + 3],
        )
        alone = _ALONE.match(text, start, end)
        if not (alone and name_evidence(alone["name"], shouting)):
            continue
        label = Label(start, alone.end("name"), alone["name"])
        if before < here == after:
            below.append(label)
        if here < after == later:
            above.append(label)
    for labels in (below, above):
        if _come_back(labels, len(time_lines)):
            return labels
    return []


def _come_back(labels: Sequence[Label], times: int) -> bool:
    distinct = len({label.speaker for label in labels})
    enough = len(labels) > 1 and 10 * len(labels) >= 8 * times
    return enough and (distinct < len(labels) or len(labels) == times == 2)


def _from_bracket(match: re.Match[str], shouting: bool) -> _Candidate | None:
    name, bracket = match["name"], match["bracket"]
    if match["voice"]:
        label = Label(match.start(), match.end(), name)
        return _Candidate(label, Evidence.STRONG, _Form.BRACKETS)
    if is_sound(name, bracket):
        return None
    evidence = name_evidence(name, shouting)
    if not evidence:
        return None
    if NUMBERED.match(name) or (match["colon"] and bracket != "("):
        evidence = Evidence.STRONG
    elif bracket == "(" and not match["colon"]:
        return None
    else:
        evidence = Evidence.WEAK
    form = _Form.COLON if match["colon"] else _Form.BRACKETS
    return _Candidate(Label(match.start(), match.end(), name), evidence, form)


def _inside_lines(text: str, known: set[str], shouting: bool) -> Iterable[Label]:
    """Labels in the middle of a line, after the end of a sentence: names in capitals, or known."""
    found = [*_MIDLINE.finditer(text)]
    counts = Counter(match["name"] for match in found)
    for match in found:
        name = match["name"]
        capitals = not shouting and name_evidence(name, shouting) is Evidence.STRONG
        if name in known or (capitals and counts[name] > 1):
            yield Label(match.start("name"), match.end(), name)


def _chevrons(text: str) -> Iterable[Label]:
    for match in _CHEVRONS.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if not before or before.isspace():
            yield Label(match.start(), match.end(), match["name"])


def _in_order(labels: list[Label]) -> list[Label]:
    """The labels in order; of two that overlap, the one that begins first (then the longer)."""
    kept: list[Label] = []
    for label in sorted(labels, key=lambda label: (label.start_char, -label.end_char)):
        if not kept or label.start_char >= kept[-1].end_char:
            kept.append(label)
    return kept


def _is_mostly_capitals(text: str) -> bool:
    upper = sum(character.isupper() for character in text[:20_000])
    lower = sum(character.islower() for character in text[:20_000])
    return upper > 4 * lower
