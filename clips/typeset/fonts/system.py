"""The system's fonts, which draw only characters that neither ours nor the user's folder has.

libass takes a system font before one of its `fontsdir` when the system has a family of the same
name whose weight is nearer to the one asked for. So that captions look the same on every machine,
the system's fonts of such families are hidden from it by a configuration of fontconfig; where
libass asks DirectWrite or CoreText (Windows, macOS) this has no effect.
"""

from __future__ import annotations

import os
from pathlib import Path
from xml.sax.saxutils import escape

from pullquote.clips.typeset.fonts import FAMILIES
from pullquote.clips.typeset.fonts.own import own_families

_VARIABLE = "FONTCONFIG_FILE"


def drawing_environment(folder: Path) -> dict[str, str]:
    """Variables for a run of ffmpeg that draws text; their file is written into `folder`."""
    path = folder.resolve() / "fontconfig.xml"
    # fontconfig looks for a bare name where its own configuration lies.
    system = os.environ.get(_VARIABLE) or "fonts.conf"
    hidden = "".join(
        f'<pattern><patelt name="family"><string>{escape(family)}</string></patelt></pattern>'
        for family in dict.fromkeys((*FAMILIES, *own_families()))
    )
    path.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>'
        f'<include ignore_missing="yes">{escape(system)}</include>\n'
        f"<selectfont><rejectfont>{hidden}</rejectfont></selectfont></fontconfig>\n",
        encoding="utf-8",
    )
    return {_VARIABLE: str(path)}
