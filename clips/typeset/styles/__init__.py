"""Looks of burned-in captions: one small JSON file for each style.

A style of your own is such a file: copy one, change it, and give its path where a style's name is
asked for. `Style` explains each entry; entries that are left out take the defaults of `Style`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pullquote.align.errors import FormatError, InputError
from pullquote.align.files import read_bytes
from pullquote.clips.captions.profiles.profile import PROFILES

STYLES_DIR = Path(__file__).resolve().parent
_COLOR = re.compile(r"#[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?")
_FONT = re.compile(r"[\w .+&'-]{1,60}")
"""Nothing that a subtitle script would read as more than a name."""
_CHOICES = {
    "box": ("none", "block"),
    "position": ("bottom", "middle", "lower-left"),
    "highlight": ("none", "word", "karaoke"),
    "entrance": ("none", "pop", "fade"),
    "speaker_name": ("none", "above"),
}
RANGES: dict[str, tuple[float, float]] = {
    "size": (0.005, 0.5),
    "outline": (0, 0.5),
    "shadow": (0, 1),
    "box_padding": (0, 2),
}
"""Least and greatest value of each figure, in its unit."""


@dataclass(frozen=True, slots=True)
class Style:
    """A caption's look, in proportion to the picture. Colours are `#rrggbb` or `#rrggbbaa`."""

    name: str
    describe: str = ""
    profile: str = "netflix"
    """The layout profile that suits it (see `captions.profiles.profile`)."""
    font: str = "Noto Sans"
    """A shipped family, or one installed where the clip is made."""
    bold: bool = False
    size: float = 0.055
    """Height of the letters' em, as a share of the picture's shorter side."""
    color: str = "#ffffff"
    outline: float = 0.06
    """Thickness in ems."""
    outline_color: str = "#000000"
    shadow: float = 0.0
    """Distance in ems."""
    shadow_color: str = "#00000080"
    box: str = "none"
    """`block` draws a rectangle behind the lines."""
    box_color: str = "#000000b0"
    box_padding: float = 0.25
    """In ems."""
    position: str = "bottom"
    highlight: str = "none"
    """The effect on a word as it is spoken: `word` colours it while it lasts, `karaoke` fills it
    and leaves it filled."""
    highlight_color: str = "#ffd60a"
    entrance: str = "none"
    """The entrance of a cue: `pop` grows it in an eighth of a second, `fade` fades it in."""
    speaker_name: str = "none"
    """`above` writes who speaks on a line of its own above the words."""
    speaker_colors: tuple[str, ...] = ()
    """One for each speaker in the order of their first words, over again from the start."""

    def __post_init__(self) -> None:
        for name, choices in _CHOICES.items():
            if getattr(self, name) not in choices:
                raise ValueError(
                    f"{name} is {getattr(self, name)!r}; choose one of {', '.join(choices)}"
                )
        if self.profile not in PROFILES:
            raise ValueError(f"profile is {self.profile!r}; choose one of {', '.join(PROFILES)}")
        if not _FONT.fullmatch(self.font):
            raise ValueError(f"{self.font!r} is not the name of a font; write it like Noto Sans")
        colors = [self.color, self.outline_color, self.shadow_color, self.box_color]
        for color in (*colors, self.highlight_color, *self.speaker_colors):
            if not _COLOR.fullmatch(color):
                raise ValueError(f"{color!r} is not a colour; write it like #ffd60a")
        for name, (least, most) in RANGES.items():
            value = getattr(self, name)
            if not least <= value <= most:
                raise ValueError(f"{name} is {value!s:.20}, but must be from {least:g} to {most:g}")


def style_names() -> tuple[str, ...]:
    """The names of the styles that come with Pullquote."""
    return tuple(sorted(path.stem for path in STYLES_DIR.glob("*.json")))


def style_named(name: str) -> Style:
    """A shipped style by name, or one's own by the path of its file.

    Raises FormatError for an unknown name and InputError for a file that is not a style.
    """
    if name in style_names():
        return read_style(STYLES_DIR / f"{name}.json")
    if name.lower().endswith(".json"):
        return read_style(Path(name))
    raise FormatError(name, (*style_names(), "a .json file of your own"), "caption style")


def read_style(path: Path) -> Style:
    """The style in this file. Raises InputError."""
    try:
        entries: Any = json.loads(read_bytes(path))
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(f"{path} cannot be read as a caption style ({error})") from None
    if not isinstance(entries, dict):
        raise InputError(f"{path} is not a caption style; write a JSON object")
    known = {field.name: field for field in fields(Style)}
    for entry, value in entries.items():
        if entry not in known:
            raise InputError(
                f"{path} has the entry {entry!r}, which caption styles do not have; "
                f"they have {', '.join(known)}"
            )
        wanted = _KINDS[str(known[entry].type)]
        if not wanted.fits(value):
            raise InputError(f"{path}: {entry} is {value!r:.60}, but must be {wanted.called}")
    entries.setdefault("name", path.stem)
    entries["speaker_colors"] = tuple(entries.get("speaker_colors", ()))
    try:
        return Style(**entries)
    except ValueError as error:
        raise InputError(f"{path} cannot be used as a caption style: {error}") from None


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of value in a style's file."""

    called: str
    fits: Callable[[object], bool]


_KINDS = {
    "str": _Kind("text", lambda value: isinstance(value, str)),
    "bool": _Kind("true or false", lambda value: isinstance(value, bool)),
    "float": _Kind(
        "a number", lambda value: isinstance(value, (int, float)) and not isinstance(value, bool)
    ),
    "tuple[str, ...]": _Kind(
        "a list of texts",
        lambda value: isinstance(value, list) and all(isinstance(part, str) for part in value),
    ),
}
"""By the type that `Style` gives an entry."""
