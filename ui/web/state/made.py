"""The clips and cards that were made of a recording, newest first, as the page's tray shows them.

<recording>/made.json lists them; the files lie in <recording>/exports.
"""

from __future__ import annotations

import json
import threading
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from pullquote.align.files import write_text
from pullquote.ui.web.schemas.work import MadeResult
from pullquote.ui.web.state.workspace import Workspace

KEPT = 50
"""Entries in the list; older files stay, but are not listed."""

_LISTS = TypeAdapter(tuple[MadeResult, ...])
_lock = threading.Lock()


def list_made(workspace: Workspace, id: str) -> tuple[MadeResult, ...]:  # noqa: A002
    """Those whose file is still there."""
    folder = workspace.folder / id
    return tuple(made for made in _read(folder) if (folder / "exports" / made.name).is_file())


def add_made(workspace: Workspace, id: str, made: MadeResult) -> None:  # noqa: A002
    """Put it first in the list."""
    folder = workspace.folder / workspace.get(id).id
    with _lock:
        others = [one for one in _read(folder) if one.name != made.name]
        document = [one.model_dump() for one in (made, *others)][:KEPT]
        write_text(folder / "made.json", json.dumps(document, ensure_ascii=False))


def _read(folder: Path) -> tuple[MadeResult, ...]:
    try:
        return _LISTS.validate_json((folder / "made.json").read_bytes())
    except (OSError, ValidationError):
        return ()
