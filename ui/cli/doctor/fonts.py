"""Fonts for captions: ours, the user's and the system's."""

from __future__ import annotations

from collections.abc import Iterator

from pullquote.align.errors import ProgramError
from pullquote.ui.cli.doctor.finding import REINSTALL, Finding, State


def look_at_fonts() -> Iterator[Finding]:
    from pullquote.clips.typeset.fonts import FAMILIES, font_file
    from pullquote.clips.typeset.styles import style_names

    here: list[str] = []
    lacking: list[str] = []
    for family in FAMILIES:
        path = font_file(family)
        (here if path is not None and path.is_file() else lacking).append(family)
    if lacking:
        state = State.OPTIONAL if here else State.BROKEN
        yield Finding("fonts", state, f"{', '.join(lacking)} could not be found", REINSTALL)
    yield Finding("fonts", State.GOOD, ", ".join(here))
    yield from _other_fonts()
    yield Finding("fonts", State.GOOD, f"caption styles: {', '.join(style_names())}")


def _other_fonts() -> Iterator[Finding]:
    """Fonts of the user's folder, and of Chinese, Japanese and Korean."""
    from pullquote.clips.typeset.fonts.own import VARIABLE, own_families, own_folder
    from pullquote.clips.typeset.still import missing_when_drawn

    folder = own_folder()
    if folder is not None:
        families = ", ".join(own_families())
        if families:
            yield Finding("fonts", State.GOOD, f"in {folder}: {families}")
        else:
            yield Finding(
                "fonts", State.OPTIONAL, f"no fonts in {folder}", f"correct or unset {VARIABLE}"
            )
    try:
        lacking = missing_when_drawn(["漢字かなカナ한글"])
    except ProgramError:  # a finding about ffmpeg says so
        return
    if lacking:
        yield Finding(
            "fonts",
            State.OPTIONAL,
            "no font for Chinese, Japanese and Korean",
            "for captions in these install Noto Sans CJK (fonts-noto-cjk on Debian and Ubuntu, "
            f"google-noto-sans-cjk-fonts on Fedora), or set {VARIABLE} to a folder that has it",
        )
    else:
        yield Finding("fonts", State.GOOD, "Chinese, Japanese and Korean can be drawn")
