"""Published guides to subtitling, and the places in them that the figures of profiles come from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guide:
    """A document with rules for subtitles."""

    title: str
    version: str
    """Its own version or date, or the year in which it was read."""
    address: str
    """Its web page."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Figures of a profile and their place in a guide."""

    fields: tuple[str, ...]
    """Names of fields of `Profile`; a field that no figure names is our own choice."""
    guide: Guide
    place: str
    """Section of the guide and the rule in it, in a few words."""
    checked: bool
    """True where this place of the guide was read in 2026; False where the figure is known from
    others who quote it."""


NETFLIX_GENERAL = Guide(
    "Netflix Timed Text Style Guide: General Requirements",
    "article 215758617, 2024",
    "https://partnerhelp.netflixstudios.com/hc/en-us/articles/215758617",
)
NETFLIX_TIMING = Guide(
    "Netflix Timed Text Style Guide: Subtitle Timing Guidelines",
    "article 360051554394",
    "https://partnerhelp.netflixstudios.com/hc/en-us/articles/360051554394",
)
NETFLIX_ENGLISH = Guide(
    "Netflix Timed Text Style Guide: English",
    "article 217350977",
    "https://partnerhelp.netflixstudios.com/hc/en-us/articles/217350977",
)
BBC_GUIDE = Guide(
    "BBC Subtitle Guidelines",
    "1.2.5, March 2026",
    "https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/",
)
DCMP_RATE = Guide(
    "DCMP Captioning Key: Presentation Rate",
    "2026",
    "https://dcmp.org/learn/captioningkey/601",
)
DCMP_TEXT = Guide(
    "DCMP Captioning Key: Text",
    "2026",
    "https://dcmp.org/learn/597",
)
DCMP_OLDER = Guide(
    "DCMP Captioning Guidelines",
    "learn/5",
    "https://dcmp.org/learn/5-captioning-guidelines-for-the-dcmp",
)
CSA = Guide(
    "CSA (now Arcom): on the presentation of subtitles",
    "answers to viewers, 2026",
    "https://www.csa.fr/Mes-services/Foire-aux-questions",
)
ARTE_STL = Guide(
    "ARTE's requirements for EBU STL, as EZTitles states them",
    "EBU for ARTE files, 2026",
    "https://www.eztitles.com/Webhelp/EZConvert/export_subtitles_ebu_arte.htm",
)

_NETFLIX_SHARED = (
    Figure(
        ("min_duration", "max_duration"),
        NETFLIX_GENERAL,
        "1 Duration: five sixths of a second to seven seconds",
        checked=True,
    ),
    Figure(("max_lines",), NETFLIX_GENERAL, "4 Line treatment: two lines", checked=True),
    Figure(
        ("min_gap", "close_gap"),
        NETFLIX_TIMING,
        "1 Timing to audio: gaps of half a second or less are closed to two frames",
        checked=True,
    ),
    Figure(
        ("linger",), NETFLIX_TIMING, "1 Timing to audio: half a second past speech", checked=True
    ),
    Figure(
        ("chars_per_line",), NETFLIX_ENGLISH, "Character limitation: 42 in a line", checked=True
    ),
)
NETFLIX_FIGURES = (
    *_NETFLIX_SHARED,
    Figure(
        ("chars_per_second",), NETFLIX_ENGLISH, "Reading speed: adults, 20 a second", checked=False
    ),
)
NETFLIX_CHILDREN_FIGURES = (
    *_NETFLIX_SHARED,
    Figure(
        ("chars_per_second",),
        *(NETFLIX_ENGLISH, "Reading speed: children, 17 a second"),
        checked=False,
    ),
)
_BBC_SHARED = (
    Figure(("words_per_minute",), BBC_GUIDE, "4 Timing: 160 to 180 words a minute", checked=True),
    Figure(("close_gap",), BBC_GUIDE, "4.5 Gaps: a second at least, or none", checked=True),
    Figure(
        ("max_linger",),
        *(BBC_GUIDE, "5.2 Pace of speaking: 1.5 seconds after speech at most"),
        checked=True,
    ),
)
BBC_FIGURES = (
    Figure(("chars_per_line",), BBC_GUIDE, "3.1 Line length: 37 in teletext", checked=True),
    Figure(("max_lines",), BBC_GUIDE, "3.3 Number of lines: two", checked=True),
    *_BBC_SHARED,
)
BBC_VERTICAL_FIGURES = (
    Figure(("chars_per_line",), BBC_GUIDE, "3.1 Line length: about 25 in 9:16 video", checked=True),
    Figure(("max_lines",), BBC_GUIDE, "3.3 Number of lines: three in 9:16 video", checked=True),
    *_BBC_SHARED,
)
DCMP_FIGURES = (
    Figure(
        ("words_per_minute",),
        *(DCMP_RATE, "Presentation rate: 160 words a minute at the upper level"),
        checked=False,
    ),
    Figure(
        ("min_duration", "max_duration"),
        *(DCMP_TEXT, "Caption duration: 40 frames to six seconds"),
        checked=False,
    ),
    Figure(("max_lines",), DCMP_TEXT, "Line division: two lines", checked=False),
    Figure(("chars_per_line",), DCMP_OLDER, "I.A.1: a line of 32 characters", checked=True),
)
ARTE_FIGURES = (
    Figure(
        ("chars_per_line",),
        *(ARTE_STL, "37 white characters (36 with colours) without control codes"),
        checked=False,
    ),
    Figure(("chars_per_second",), CSA, "15 characters a second are the custom", checked=True),
    Figure(("max_lines",), CSA, "two lines (of 36 characters)", checked=True),
)
