"""Evidence that a few words are the name of a speaker. Pure."""

from __future__ import annotations

import re
from enum import IntEnum

_GENERIC = re.compile(
    r"(?:speaker|spk|guest|host|interviewer|interviewee|participant|narrator|moderator|announcer|"
    r"reporter|voice|man|woman|male|female|unknown|operator|questioner|audience|student|teacher|"
    r"sprecher(?:in)?|moderator(?:in)?|locuteur|intervenant|hablante|entrevistador|q|a|f)"
    r"(?:[ _]?(?:speaker|member|voice))?[ _-]?#?(?:\d+|[a-z])?$",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"(?:speaker|spk|sprecher(?:in)?|locuteur|guest)[ _-]?#?\d+$", re.IGNORECASE)
_PARTICLES_LIST = "de van von der den la le du di da of bin al el ter zu the y e and"
_PARTICLES = frozenset(_PARTICLES_LIST.split())
_NOT_NAMES_LIST = (
    "note notes nb ps p.s remember warning caution attention important example examples hint tip "
    "tips title subject date time location place summary conclusion chapter section part step "
    "source sources link links url http https update edit transcript topic keywords tags category "
    "published length duration first second third fourth finally last next now then so but and or "
    "yes no well also today tomorrow yesterday here there this that these those what why how when "
    "where who which because however therefore meanwhile remember question: answer: re from to cc "
    "day week month year scene act verse chorus item point level phase lesson theorem slide page "
    "figure exercise idea option stage round task test tool version episode book letter proof "
    "author by fact result reason problem solution rule number"
)
_NOT_NAMES = frozenset(_NOT_NAMES_LIST.split())


class Evidence(IntEnum):
    """The strength of the case that a piece of text is somebody's name."""

    NONE = 0
    WEAK = 1
    """Like a name: a label if it comes again."""
    STRONG = 2
    """A label wherever it is."""


def name_evidence(name: str, shouting: bool) -> Evidence:
    """The evidence that `name` is a name; `shouting` texts are mostly in capitals."""
    words = name.replace("_", " ").split()
    if name.casefold().rstrip(".") in _NOT_NAMES or not words:
        return Evidence.NONE
    if NUMBERED.match(name):
        return Evidence.STRONG
    if _GENERIC.match(name):
        return Evidence.WEAK
    letters = [character for character in name if character.isalpha()]
    if not letters or len(name) > 40 or name[0].isdigit():
        return Evidence.NONE
    if words[0].casefold() in _NOT_NAMES:
        return Evidence.NONE
    if len(letters) > 1 and all(character.isupper() for character in letters):
        return Evidence.WEAK if shouting else Evidence.STRONG
    if not any(character.isupper() or character.islower() for character in letters):
        # A script without capitals: short, and not "… said:".
        fits = len(name) <= 12 and name[-1] not in "说說道问問答"
        return Evidence.WEAK if fits else Evidence.NONE
    if len(words) > 4 or words[0][0].islower():
        return Evidence.NONE
    for word in words:
        if word[0].islower() and word not in _PARTICLES:
            return Evidence.NONE
    return Evidence.WEAK
