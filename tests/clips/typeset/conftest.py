"""Fonts that a machine may have, of which every character is a box."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

from pullquote.clips.typeset.fonts import FAMILIES, FONTS_DIR

OTHERS = ("Aaa Sans", "DejaVu Sans", "sans-serif")


def box_font(path: Path, family: str, weight: int, extra: str = "") -> None:
    """A font of this name in which every character of Noto Sans, and of `extra`, is a wide box."""
    font = TTFont(FONTS_DIR / "NotoSans-Regular.ttf", lazy=False)
    pen = TTGlyphPen(None)
    for x, y in ((0, 0), (0, 700), (1900, 700), (1900, 0)):
        (pen.moveTo if (x, y) == (0, 0) else pen.lineTo)((x, y))
    pen.closePath()
    box = pen.glyph()
    for name in font.getGlyphOrder():
        font["glyf"][name] = box
        font["hmtx"][name] = (2000, 0)
    for tag in ("GSUB", "GPOS", "GDEF", "kern", "fpgm", "prep", "cvt "):
        if tag in font:
            del font[tag]
    cmap = dict.fromkeys(font.getBestCmap(), "A") | {ord(char): "A" for char in extra}
    for table in font["cmap"].tables:
        if table.format == 12:
            table.cmap = cmap
        else:
            table.cmap = {code: name for code, name in cmap.items() if code < 0x10000}
    if not any(table.format == 12 for table in font["cmap"].tables):
        table = CmapSubtable.newSubtable(12)
        table.platformID, table.platEncID, table.language = 3, 10, 0
        table.cmap = cmap
        font["cmap"].tables.append(table)
    font["OS/2"].usWeightClass = weight
    for record in list(font["name"].names):
        font["name"].removeNames(record.nameID, record.platformID, record.platEncID)
    for number, text in ((1, family), (2, "Regular"), (4, family), (6, family.replace(" ", ""))):
        font["name"].setName(text, number, 3, 1, 0x409)
    font.save(path)


@pytest.fixture(scope="module")
def boxes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A configuration with system fonts that are boxes, under the names of ours and of others."""
    folder = tmp_path_factory.mktemp("system")
    for number, family in enumerate((*FAMILIES, *OTHERS)):
        box_font(folder / f"{number}.ttf", family, 400, "ⴰⵣⵓⵍ🐦👍😀🎉❤")
    path = folder.parent / "boxes.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{folder}</dir><cachedir>{folder}.cache</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return path
