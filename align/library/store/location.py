"""Places on this machine where the user's own data are kept."""

from __future__ import annotations

import os
from pathlib import Path


def data_folder() -> Path:
    """The folder for everything that is kept: `PULLQUOTE_DATA`, else the system's place for it."""
    chosen = os.environ.get("PULLQUOTE_DATA")
    if chosen:
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_data_dir("pullquote", appauthor=False))


def library_path(folder: Path | None = None) -> Path:
    """The library that is used where none is named: `PULLQUOTE_LIBRARY`, or one in the folder.

    The folder is the user's own where None is given.
    """
    chosen = os.environ.get("PULLQUOTE_LIBRARY")
    return Path(chosen) if chosen else (folder or data_folder()) / "library.sqlite"
