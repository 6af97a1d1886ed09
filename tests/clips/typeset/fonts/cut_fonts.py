"""Cuts the tests' fonts anew: `python tests/clips/typeset/fonts/cut_fonts.py FOLDER`.

The folder holds Noto Sans CJK.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
FACES = {"ja": (0, "JP"), "ko": (1, "KR"), "zh": (2, "SC")}
"""Language → number in the collections, and what we call the file after."""


def main(folder: Path) -> None:
    """Write a regular font for each text, and a bold one for Japanese."""
    texts = json.loads((HERE / "texts.json").read_text(encoding="utf-8"))
    for language, (number, region) in FACES.items():
        for weight in ("Regular", "Bold") if language == "ja" else ("Regular",):
            font = TTFont(folder / f"NotoSansCJK-{weight}.ttc", fontNumber=number, lazy=True)
            options = subset.Options(
                layout_features=[],
                hinting=False,
                notdef_outline=True,
                recalc_timestamp=False,
                name_IDs=[0, 1, 2, 4, 6, 13, 14],
                drop_tables=[*subset.Options().drop_tables, "BASE", "VORG", "vhea", "vmtx"],
            )
            cutter = subset.Subsetter(options)
            cutter.populate(
                text="".join(char for char in texts[language] if char == " " or ord(char) > 0x2000)
            )
            cutter.subset(font)
            font.save(HERE / f"NotoSansCJK{region}-{weight}.otf", reorderTables=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
