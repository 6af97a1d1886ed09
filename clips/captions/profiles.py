"""Named sets of rules that a cue must keep, each from a published guide.

A profile is plain data: `dataclasses.replace(NETFLIX, chars_per_line=38)` makes another one.
"""

from __future__ import annotations

from dataclasses import dataclass

from pullquote.align.errors import FormatError


@dataclass(frozen=True, slots=True)
class Profile:
    """Limits on the text of a cue and on its time on screen."""

    name: str
    source: str
    """The guide that the numbers come from."""
    chars_per_line: float = 42
    """Longest line, in narrow characters."""
    wide_per_line: float = 16
    """Longest line, in full-width (Chinese, Japanese, Korean) characters."""
    longest_word: float = 0.0
    """Words up to this width, in narrow characters, are never cut in two, even where lines are
    shorter: burned-in captions make the letters smaller instead."""
    max_lines: int = 2
    chars_per_second: float = 20.0
    """Fastest reading, narrow characters (spaces count) per second on screen."""
    wide_per_second: float = 9.0
    """The same for full-width characters."""
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
        if min(self.chars_per_line, self.wide_per_line, self.max_lines) < 1:
            raise ValueError(f"profile {self.name!r}: a cue needs room for a character")
        if self.min_duration > self.max_duration:
            raise ValueError(f"profile {self.name!r}: min_duration is above max_duration")


NETFLIX = Profile(
    "netflix",
    "Netflix Timed Text Style Guide, English (42 characters, 20 per second for adults) and "
    "General Requirements and Timing Guidelines (5/6 s to 7 s, two frames between cues, shorter "
    "gaps than half a second closed, half a second after speech)",
)

NETFLIX_CHILDREN = Profile(
    "netflix-children",
    "Netflix Timed Text Style Guide, English: children's programmes, 17 characters per second",
    chars_per_second=17.0,
)

BBC = Profile(
    "bbc",
    "BBC Subtitle Guidelines: 37 characters of teletext, 160 to 180 words per minute (about "
    "0.33 s a word), gaps of a second or none, no more than 1.5 s after speech",
    chars_per_line=37,
    chars_per_second=18.0,
    words_per_minute=180.0,
    min_duration=1.0,
    min_gap=0.0,
    close_gap=1.0,
)

SHORT_FORM = Profile(
    "short-form",
    "Our own, for portrait video in feeds: few large words at a time; no published guide",
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
    profile.name: profile for profile in (NETFLIX, NETFLIX_CHILDREN, BBC, SHORT_FORM, ONE_WORD)
}


def profile_named(name: str) -> Profile:
    """The profile of this name. Raises FormatError for an unknown one."""
    try:
        return PROFILES[name.lower()]
    except KeyError:
        raise FormatError(name, tuple(PROFILES), "caption profile") from None
