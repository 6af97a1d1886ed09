"""The user's own fonts, in a folder of theirs, beside those that come with Pullquote."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from pullquote.align.errors import InputError
from pullquote.align.files import PathLike
from pullquote.clips.typeset.fonts.faces import SUFFIXES, Face, faces_in

VARIABLE = "PULLQUOTE_FONTS"
"""The environment variable that names the folder."""


def own_folder() -> Path | None:
    """The folder that PULLQUOTE_FONTS names; None when it is not set."""
    named = os.environ.get(VARIABLE)
    return Path(named).expanduser() if named else None


def use_fonts(folder: PathLike) -> None:
    """Take fonts from this folder too, here and in programs started from here.

    Raises InputError for a folder that does not exist or has no font in it.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise InputError(
            f"{folder} is not a folder; name one with fonts in it ({', '.join(SUFFIXES)})"
        )
    if not any(faces_in(path) for path in font_files(folder)):
        raise InputError(
            f"{folder} has no font that can be read; put one there ({', '.join(SUFFIXES)})"
        )
    os.environ[VARIABLE] = str(folder.resolve())


def font_files(folder: Path) -> tuple[Path, ...]:
    """The font files in a folder and its subfolders, by name; empty for a missing folder."""
    return tuple(sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES))


# Endings of family names for one language, where a file holds the forms of one language only.
_ENDINGS = {
    "ja": ("JP", "Japanese"),
    "ko": ("KR", "Korean"),
    "zh": ("SC", "CN", "TC", "TW", "HK", "Chinese"),
}


def own_families(language: str = "") -> dict[str, tuple[Face, ...]]:
    """Family → its fonts in that folder; those made for the language (ISO 639-1) come first."""
    folder = own_folder()
    if folder is None:
        return {}
    families = _families(folder)
    endings = _ENDINGS.get(language, ())
    meant = [name for name in families if name.endswith(endings)] if endings else []
    return {name: families[name] for name in (*meant, *families)}


@lru_cache(maxsize=4)
def _families(folder: Path) -> dict[str, tuple[Face, ...]]:
    faces = [face for path in font_files(folder) for face in faces_in(path)]
    # The families of a collection keep their order: the first is its main purpose.
    faces.sort(key=lambda face: face.distance)
    families: dict[str, tuple[Face, ...]] = {}
    for face in faces:
        families[face.family] = (*families.get(face.family, ()), face)
    return families


def own_face(family: str, *, bold: bool = False) -> Face | None:
    """The font of this family in that folder, bold or regular as far as it has one."""
    faces = own_families().get(family, ())
    return min(faces, key=lambda face: (face.bold is not bold, face.distance), default=None)


def bring_fonts(paths: Iterable[Path], place: Path) -> Path:
    """Put these font files into one folder, `fonts` inside `place`, as links where possible."""
    folder = place / "fonts"
    folder.mkdir(exist_ok=True)
    for number, path in enumerate(paths):
        target = folder / f"{number}{path.suffix.lower()}"
        try:
            target.symlink_to(path.resolve())
        except OSError:  # no right to make links (Windows)
            shutil.copyfile(path, target)
    return folder
