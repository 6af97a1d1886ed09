"""Packs a model's folder into `model.zip` beside this file: `python pack_model.py FOLDER`."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

ARCHIVE = Path(__file__).with_name("model.zip")


def pack_model(folder: Path, archive: Path = ARCHIVE) -> None:
    """Writes the same bytes for the same model: file times are left out."""
    with zipfile.ZipFile(archive, "w") as packed:
        for file in sorted(folder.iterdir()):
            entry = zipfile.ZipInfo(file.name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED, 9)


if __name__ == "__main__":
    pack_model(Path(sys.argv[1]))
