"""Named sets of rules that a cue must keep, with the places of the guides that they come from.

A profile is plain data: `dataclasses.replace(NETFLIX, chars_per_line=38)` makes another one, and so
does a small file of one's own (see `captions.profiles.files`).
"""

from __future__ import annotations

from dataclasses import dataclass

from pullquote.align.errors import FormatError
from pullquote.clips.captions.profiles.guides import (
    ARTE_FIGURES,
    BBC_FIGURES,
    BBC_VERTICAL_FIGURES,
    DCMP_FIGURES,
    NETFLIX_CHILDREN_FIGURES,
    NETFLIX_FIGURES,
    Figure,
)


@dataclass(frozen=True, slots=True)
class Profile:
    """Limits on the text of a cue and on its time on screen."""

    name: str
    source: str = ""
    """One line about it: whose rules these are, and for what."""
    figures: tuple[Figure, ...] = ()
    """The places in published guides that its figures come from; the others are our own."""
    chars_per_line: float = 42
    """Longest line, in narrow characters."""
    wide_per_line: float = 16
    """Longest line, in full-width (Chinese, Japanese, Korean) characters."""
    longest_word: float = 0.0
    """Words up to this width, in narrow characters, are never cut in two, even where lines are
    shorter: burned-in captions make the letters smaller instead."""
    max_lines: int = 2
    chars_per_second: float | None = 20.0
    """Fastest reading, narrow characters (spaces count) per second on screen; None where the guide
    counts words only."""
    wide_per_second: float = 9.0
    """The same for full-width characters, which are counted always."""
    words_per_minute: float | None = None
    """Fastest reading in words; None where the guide counts characters only."""
    max_words: int | None = None
    """The most words in a cue; None for no limit."""
    min_duration: float = 5 / 6
    """Seconds."""
    max_duration: float = 7.0
    """Seconds."""
    min_gap: float = 2 / 24
    """Seconds between cues that follow each other."""
    close_gap: float = 0.5
    """Gaps shorter than this, seconds, are closed down to `min_gap`, so that text does not
    flicker."""
    linger: float = 0.5
    """Seconds that a cue stays after its last word where there is room."""
    max_linger: float = 1.5
    """The most seconds that a cue stays after its last word to give time to read."""
    max_pause: float = 2.0
    """A silence inside a cue longer than this, seconds, always ends the cue."""

    def __post_init__(self) -> None:
        for name, (least, most) in RANGES.items():
            value = getattr(self, name)
            if value is not None and not least <= value <= most:
                raise ValueError(
                    f"profile {self.name!r}: {name} is {value!s:.20}, but must be from "
                    f"{least:g} to {most:g}"
                )
        if self.min_duration > self.max_duration:
            raise ValueError(f"profile {self.name!r}: min_duration is above max_duration")
        if self.chars_per_second is None and self.words_per_minute is None:
            raise ValueError(
                f"profile {self.name!r}: give chars_per_second or words_per_minute, or both"
            )

    @property
    def slowness(self) -> float:
        """Number of narrow characters that take as long to read as a full-width one."""
        return (self.chars_per_second or _USUAL_SPEED) / self.wide_per_second


RANGES: dict[str, tuple[float, float]] = {
    "chars_per_line": (1, 100),
    "wide_per_line": (1, 50),
    "longest_word": (0, 100),
    "max_lines": (1, 4),
    "chars_per_second": (1, 100),
    "wide_per_second": (1, 100),
    "words_per_minute": (10, 1000),
    "max_words": (1, 100),
    "min_duration": (0, 60),
    "max_duration": (0.1, 600),
    "min_gap": (0, 10),
    "close_gap": (0, 60),
    "linger": (0, 60),
    "max_linger": (0, 60),
    "max_pause": (0, 600),
}
"""Least and greatest value of each figure, in its unit. The work of a layout grows with the square
of the words that a cue has room for: four lines of 100 characters are laid out in seconds."""

_USUAL_SPEED = 20.0
"""Narrow characters a second, to compare with full-width ones where a guide counts words."""

NETFLIX = Profile("netflix", "Netflix, programmes for adults, in English", NETFLIX_FIGURES)

NETFLIX_CHILDREN = Profile(
    "netflix-children",
    "Netflix, children's programmes, in English",
    NETFLIX_CHILDREN_FIGURES,
    chars_per_second=17.0,
)

BBC = Profile(
    "bbc",
    "The BBC, television and online, landscape or square",
    BBC_FIGURES,
    chars_per_line=37,
    chars_per_second=None,
    words_per_minute=180.0,
    min_duration=1.0,
    min_gap=0.0,
    close_gap=1.0,
)

BBC_VERTICAL = Profile(
    "bbc-vertical",
    "The BBC, vertical (9:16) video for feeds: TikTok, Reels, Shorts",
    BBC_VERTICAL_FIGURES,
    chars_per_line=25,
    wide_per_line=12,
    max_lines=3,
    chars_per_second=None,
    words_per_minute=180.0,
    min_duration=1.0,
    min_gap=0.0,
    close_gap=1.0,
)

ARTE = Profile(
    "arte",
    "ARTE and French television: EBU STL in teletext",
    ARTE_FIGURES,
    chars_per_line=37,
    chars_per_second=15.0,
    min_duration=1.0,
    min_gap=4 / 25,
)

DCMP = Profile(
    "dcmp",
    "DCMP Captioning Key, educational media of the upper level",
    DCMP_FIGURES,
    chars_per_line=32,
    wide_per_line=14,
    chars_per_second=None,
    words_per_minute=160.0,
    min_duration=4 / 3,
    max_duration=6.0,
    min_gap=0.0,
)

YOUTUBE = Profile(
    "youtube",
    "Our own, for YouTube: lines that a phone held upright has room for",
    chars_per_line=32,
    wide_per_line=14,
    min_duration=1.0,
    max_duration=6.0,
    min_gap=0.0,
)

SHORT_FORM = Profile(
    "short-form",
    "Our own, for TikTok, Reels and Shorts: few large words at a time",
    chars_per_line=20,
    wide_per_line=8,
    longest_word=26,
    chars_per_second=25.0,
    wide_per_second=12.0,
    max_words=6,
    min_duration=0.4,
    max_duration=3.0,
    min_gap=0.0,
    close_gap=0.4,
    linger=0.2,
    max_linger=0.8,
    max_pause=0.8,
)

ONE_WORD = Profile(
    "one-word",
    "Our own: a single word at a time, each from its first sound to the next word",
    chars_per_line=18,
    wide_per_line=8,
    longest_word=26,
    max_lines=1,
    chars_per_second=60.0,
    wide_per_second=60.0,
    max_words=1,
    min_duration=0.0,
    max_duration=2.0,
    min_gap=0.0,
    close_gap=0.4,
    linger=0.1,
    max_linger=0.1,
    max_pause=0.4,
)

PROFILES = {
    profile.name: profile
    for profile in (
        *(NETFLIX, NETFLIX_CHILDREN, BBC, BBC_VERTICAL, ARTE, DCMP),
        *(YOUTUBE, SHORT_FORM, ONE_WORD),
    )
}


def profile_named(name: str) -> Profile:
    """The profile of this name. Raises FormatError for an unknown one."""
    try:
        return PROFILES[name.lower()]
    except KeyError:
        raise FormatError(name, tuple(PROFILES), "caption profile") from None
