"""Cues measured against a profile: the rules that each one breaks, and by how much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pullquote.align.times import format_time
from pullquote.clips.captions.cue import Cue
from pullquote.clips.captions.lines.linebreak import SPLIT, break_badness
from pullquote.clips.captions.lines.text_width import text_width
from pullquote.clips.captions.profiles.profile import Profile
from pullquote.clips.captions.reading import (
    count_words,
    most_characters,
    most_words,
    reading_speed,
    words_per_minute,
)

# On top of rounded times: differences in the last binary digits of a number, seconds.
_SLACK = 0.0005
_MILLISECOND = 0.001
RULES = (
    "line-length",
    "line-count",
    "word-count",
    "reading-speed",
    "min-duration",
    "max-duration",
    "min-gap",
    "overlap",
    "backwards",
    "split-phrase",
    "empty",
)


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule that one cue breaks."""

    cue: int
    """Position of the cue, from 0."""
    rule: str
    """One of RULES."""
    got: float
    limit: float
    message: str
    """All of it in a sentence, with the cue's number from 1 and its time."""


def check_cues(
    cues: Sequence[Cue],
    profile: Profile,
    *,
    language: str = "en",
    step: float = _MILLISECOND,
) -> tuple[Violation, ...]:
    """Every violation, in the order of the cues.

    `step` is the file's unit of time, seconds: a time that is rounded by half of it must not become
    a violation.

    `split-phrase` is a line or cue that ends inside a name, after an article, or between a
    number and its unit, where a pause does not excuse it.
    """
    found: list[Violation] = []
    single_words = profile.max_words == 1  # then every phrase is split, on purpose
    for number, cue in enumerate(cues):
        following = cues[number + 1] if number + 1 < len(cues) else None
        for rule, got, limit, what in (
            *_text_problems(cue, profile, step),
            *_time_problems(cue, following, profile, step + _SLACK),
            *(() if single_words else _phrase_problems(cue, following, language)),
        ):
            head = f"cue {number + 1} at {format_time(cue.span.start)}: "
            found.append(Violation(number, rule, got, limit, head + what))
    return tuple(found)


def violation_shares(cues: Sequence[Cue], violations: Sequence[Violation]) -> dict[str, float]:
    """For each rule, the share of cues that break it, 0 to 1."""
    counts = Counter(rule for rule, _ in {(v.rule, v.cue) for v in violations})
    return {rule: counts[rule] / max(1, len(cues)) for rule in RULES}


_Problem = tuple[str, float, float, str]


def _text_problems(cue: Cue, profile: Profile, step: float) -> list[_Problem]:
    problems: list[_Problem] = []
    if not cue.plain.strip():
        return [("empty", 0.0, 1.0, "there is no text")]
    if len(cue.lines) > profile.max_lines:
        what = f"{len(cue.lines)} lines, at most {profile.max_lines}"
        problems.append(("line-count", float(len(cue.lines)), float(profile.max_lines), what))
    wide = profile.chars_per_line / profile.wide_per_line
    widest = max(text_width(line, wide=wide) for line in cue.text.split("\n"))
    if widest > profile.chars_per_line:
        what = f"a line of {widest:g} characters, at most {profile.chars_per_line:g}"
        problems.append(("line-length", widest, profile.chars_per_line, what))
    count = count_words(cue.plain)
    if profile.max_words is not None and count > profile.max_words:
        what = f"{count} words, at most {profile.max_words}"
        problems.append(("word-count", float(count), float(profile.max_words), what))
    if cue.said_end is not None:
        return problems
    # The same text in the longest time that rounds to this one.
    eased = cue.span.duration / (cue.span.duration + step + _SLACK)
    speed, pace = reading_speed(cue, profile), words_per_minute(cue)
    characters, words = most_characters(cue.plain, profile), most_words(cue.plain, profile)
    if characters is not None and speed * eased > characters:
        what = f"{speed:.1f} characters a second, at most {characters:g}"
        problems.append(("reading-speed", speed, characters, what))
    elif words is not None and pace * eased > words:
        what = f"{pace:.0f} words a minute, at most {words:g}"
        problems.append(("reading-speed", pace, words, what))
    return problems


def _time_problems(
    cue: Cue, following: Cue | None, profile: Profile, slack: float
) -> list[_Problem]:
    problems: list[_Problem] = []
    duration = cue.span.duration
    if cue.said_end is not None:
        early = cue.span.start - cue.said_end
        problems.append(("backwards", -early, 0.0, f"ends {early:.2f} s before it starts"))
    elif duration < profile.min_duration - slack:
        what = f"shown for {duration:.2f} s, at least {profile.min_duration:.2f} s"
        problems.append(("min-duration", duration, profile.min_duration, what))
    if duration > profile.max_duration + slack:
        what = f"shown for {duration:.2f} s, at most {profile.max_duration:.2f} s"
        problems.append(("max-duration", duration, profile.max_duration, what))
    if following is not None:
        gap = following.span.start - cue.span.end
        if gap < -slack:
            problems.append(("overlap", gap, 0.0, f"overlaps the next cue by {-gap:.2f} s"))
        elif gap < profile.min_gap - slack:
            what = f"{gap:.3f} s before the next cue, at least {profile.min_gap:.3f} s"
            problems.append(("min-gap", gap, profile.min_gap, what))
        elif profile.min_gap + slack < gap < profile.close_gap - slack:
            what = (
                f"a gap of {gap:.2f} s flickers; it should be {profile.min_gap:.2f} s, or at least "
                f"{profile.close_gap:.2f} s"
            )
            problems.append(("min-gap", gap, profile.close_gap, what))
    return problems


def _phrase_problems(cue: Cue, following: Cue | None, language: str) -> list[_Problem]:
    words = cue.words
    ends = [len(line) for line in cue.lines]
    places = [sum(ends[:k]) for k in range(1, len(ends))]
    if following is not None and following.lines and following.lines[0]:
        pause = following.words[0].span.start - words[-1].span.end if words else 0.0
        if pause < 0.3:
            places.append(len(words))
        words = (*words, following.words[0])
    badness = break_badness(words, language)
    problems: list[_Problem] = []
    for place in places:
        if 0 < place < len(words) and badness[place - 1] >= SPLIT:
            what = f"breaks between {words[place - 1].text!r} and {words[place].text!r}"
            problems.append(("split-phrase", badness[place - 1], SPLIT, what))
    return problems
