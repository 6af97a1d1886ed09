"""The time that a cue takes to read, by the measure of the profile: characters, words, or both."""

from __future__ import annotations

import re

from pullquote.clips.captions.cue import Cue
from pullquote.clips.captions.lines.text_width import is_wide, text_width
from pullquote.clips.captions.profiles.profile import Profile

# Two words that a dash joins ("Patience--and") are two to the reader, one that is hyphened is one.
_BETWEEN_WORDS = re.compile(r"\s+|--+|—")


def count_words(text: str) -> int:
    """Number of words to a reader; a dash that stands alone is not one."""
    return sum(any(map(str.isalnum, part)) for part in _BETWEEN_WORDS.split(text))


def reading_speed(cue: Cue, profile: Profile) -> float:
    """Characters a second; a full-width character counts for as many as take as long to read."""
    return text_width(cue.plain, wide=profile.slowness) / max(cue.span.duration, 1e-3)


def words_per_minute(cue: Cue) -> float:
    """Words a minute while the cue is shown."""
    return 60 * count_words(cue.plain) / max(cue.span.duration, 1e-3)


def most_characters(text: str, profile: Profile) -> float | None:
    """The most characters a second for this text; None where words are counted instead."""
    if profile.chars_per_second is None and any(map(is_wide, text)):
        return profile.wide_per_second * profile.slowness
    return profile.chars_per_second


def most_words(text: str, profile: Profile) -> float | None:
    """The most words a minute for this text; None where characters are counted instead."""
    return None if any(map(is_wide, text)) else profile.words_per_minute


def seconds_to_read(text: str, profile: Profile) -> float:
    """The shortest time, seconds, in which the profile lets this text be read."""
    needed = 0.0
    characters = most_characters(text, profile)
    if characters is not None:
        needed = text_width(text, wide=profile.slowness) / characters
    words = most_words(text, profile)
    if words is not None:
        needed = max(needed, 60.0 * count_words(text) / words)
    return needed
