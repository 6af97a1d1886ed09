"""Corrections of a recording that can be undone and done again, kept beside its alignment.

<recording>/undo/0001.json …    the alignment before each correction, oldest first
<recording>/redo/0001.json …    what was undone, the last of which comes back first
"""

from __future__ import annotations

import shutil
from pathlib import Path

from pullquote.align.files import write_text
from pullquote.align.model.alignment import Alignment, format_alignment, read_alignment
from pullquote.ui.web.workspace import Workspace

KEPT = 30
"""Corrections that can be undone."""


def correct(workspace: Workspace, id: str, corrected: Alignment) -> None:  # noqa: A002
    """Keep a corrected alignment, and the one before it for `undo`."""
    folder = workspace.folder / workspace.get(id).id
    _push(folder / "undo", workspace.alignment(id))
    shutil.rmtree(folder / "redo", ignore_errors=True)
    workspace.set_alignment(id, corrected)


def undo(workspace: Workspace, id: str) -> bool:  # noqa: A002
    """Undo the last correction; False when there is none."""
    return _swap(workspace, id, "undo", "redo")


def redo(workspace: Workspace, id: str) -> bool:  # noqa: A002
    """Redo the correction that was undone last; False when there is none."""
    return _swap(workspace, id, "redo", "undo")


def forget_corrections(workspace: Workspace, id: str) -> None:  # noqa: A002
    """Drop the history, because the alignment is now another one."""
    for name in ("undo", "redo"):
        shutil.rmtree(workspace.folder / workspace.get(id).id / name, ignore_errors=True)


def _swap(workspace: Workspace, id: str, taken: str, given: str) -> bool:  # noqa: A002
    folder = workspace.folder / workspace.get(id).id
    steps = _steps(folder / taken)
    if not steps:
        return False
    alignment = read_alignment(steps[-1])
    _push(folder / given, workspace.alignment(id))
    workspace.set_alignment(id, alignment)
    steps[-1].unlink(missing_ok=True)
    return True


def _push(folder: Path, alignment: Alignment) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    steps = _steps(folder)
    number = int(steps[-1].stem) + 1 if steps else 1
    write_text(folder / f"{number:06d}.json", format_alignment(alignment))
    for old in steps[: max(0, len(steps) + 1 - KEPT)]:
        old.unlink(missing_ok=True)


def _steps(folder: Path) -> list[Path]:
    return sorted(folder.glob("[0-9]*.json"))
