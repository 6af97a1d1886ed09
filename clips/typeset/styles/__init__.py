"""Looks of burned-in captions: one small JSON file for each style.

A style of your own is such a file: copy one, change it, and give its path where a style's name is
asked for. `Style` explains each entry; entries that are left out take the defaults of `Style`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pullquote.align.errors import FormatError, InputError
from pullquote.align.files import read_bytes

STYLES_DIR = Path(__file__).resolve().parent
_COLOR = re.compile(r"^#[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?$")
_CHOICES = {
    "box": ("none", "block"),
    "position": ("bottom", "middle", "lower-left"),
    "highlight": ("none", "word", "karaoke"),
    "entrance": ("none", "pop", "fade"),
    "speaker_name": ("none", "above"),
}


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
        colors = [self.color, self.outline_color, self.shadow_color, self.box_color]
        for color in (*colors, self.highlight_color, *self.speaker_colors):
            if not _COLOR.match(color):
                raise ValueError(f"{color!r} is not a colour; write it like #ffd60a")
        if not 0.005 <= self.size <= 0.5:
            raise ValueError(
                f"size is {self.size}; it must be a share of the picture from 0.005 to 0.5"
            )


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
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read as a caption style ({error})") from None
    known = {field.name: field.type for field in fields(Style)}
    if not isinstance(entries, dict):
        raise InputError(f"{path} is not a caption style; write a JSON object")
    unknown = sorted(set(entries) - set(known))
    if unknown:
        raise InputError(
            f"{path} has the entry {unknown[0]!r}, which caption styles do not have; "
            f"they have {', '.join(known)}"
        )
    entries.setdefault("name", path.stem)
    entries["speaker_colors"] = tuple(entries.get("speaker_colors", ()))
    try:
        return Style(**entries)
    except (TypeError, ValueError) as error:
        raise InputError(f"{path} cannot be used as a caption style: {error}") from None
