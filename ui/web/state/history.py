"""Changes of a recording that can be undone: its words, basket, subtitles, speakers' colours.

<recording>/undo/000001.json           the alignment before a correction
<recording>/undo/000001.basket.json    the basket before the same change, where it changed too
<recording>/undo/000001.cues.json      the subtitles made by hand before it, likewise
<recording>/undo/000001.colours.json   the speakers' colours before it, likewise
<recording>/redo/...                   what was undone; the last of it comes back first
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pullquote.align.files import write_text
from pullquote.align.model.alignment import Alignment, format_alignment, read_alignment
from pullquote.ui.web.schemas.bodies import Item
from pullquote.ui.web.schemas.speakers import Colours, read_colours
from pullquote.ui.web.state.cues import Cues, hand_cues, read_cues, set_hand_cues, write_cues
from pullquote.ui.web.state.workspace import Workspace, read_basket

KEPT = 30
"""Changes that can be undone."""
_BASKET = ".basket.json"
_CUES = ".cues.json"
_COLOURS = ".colours.json"


@dataclass(frozen=True, slots=True)
class Step:
    """A recording as it was before a change; None for what the change left alone."""

    alignment: Alignment | None = None
    basket: tuple[Item, ...] | None = None
    cues: Cues | None = None
    """The subtitles made by hand."""
    colours: Colours | None = None
    """Colours chosen for speakers."""


def correct(
    workspace: Workspace,
    id: str,  # noqa: A002
    corrected: Alignment,
    basket: Sequence[Item],
    cues: Cues | None = None,
    colours: Colours | None = None,
) -> None:
    """Keep a corrected alignment, and the basket, subtitles and colours that go with it."""
    _make(workspace, id, Step(corrected, tuple(basket), cues, colours))


def colour(workspace: Workspace, id: str, colours: Colours) -> None:  # noqa: A002
    """Keep other colours of speakers."""
    _make(workspace, id, Step(colours=colours))


def change_cues(workspace: Workspace, id: str, cues: Cues) -> None:  # noqa: A002
    """Keep other subtitles made by hand."""
    _make(workspace, id, Step(cues=cues))


def fill_basket(workspace: Workspace, id: str, basket: Sequence[Item]) -> None:  # noqa: A002
    """Keep another basket."""
    _make(workspace, id, Step(basket=tuple(basket)))


def undo(workspace: Workspace, id: str) -> Step | None:  # noqa: A002
    """Undo the last change; returns what is there again, None when nothing can be undone."""
    return _swap(workspace, id, "undo", "redo")


def redo(workspace: Workspace, id: str) -> Step | None:  # noqa: A002
    """Redo the change that was undone last; None when there is none."""
    return _swap(workspace, id, "redo", "undo")


def forget_corrections(workspace: Workspace, id: str) -> None:  # noqa: A002
    """Drop the history of corrected words, because the alignment is now another one."""
    folders = [workspace.folder / workspace.get(id).id / name for name in ("undo", "redo")]
    if any(_is_correction(file) for folder in folders for file in folder.glob("[0-9]*.json")):
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)


def _make(workspace: Workspace, id: str, after: Step) -> None:  # noqa: A002
    folder = workspace.folder / workspace.get(id).id
    before = _put(workspace, id, after)
    if before != Step():
        _push(folder / "undo", before)
        shutil.rmtree(folder / "redo", ignore_errors=True)


def _put(workspace: Workspace, id: str, step: Step) -> Step:  # noqa: A002
    """Have the recording as the step says; answers how it was, as far as it is another now."""
    alignment = basket = cues = colours = None
    if step.alignment is not None:
        alignment = workspace.alignment(id)
        workspace.set_alignment(id, step.alignment)
    if step.basket is not None and step.basket != workspace.get(id).basket:
        basket = workspace.get(id).basket
        workspace.change(id, basket=step.basket)
    if step.cues is not None and step.cues != hand_cues(workspace, id):
        cues = hand_cues(workspace, id)
        set_hand_cues(workspace, id, step.cues)
    if step.colours is not None and step.colours != workspace.get(id).colours:
        colours = workspace.get(id).colours
        workspace.change(id, colours=step.colours)
    return Step(alignment, basket, cues, colours)


def _swap(workspace: Workspace, id: str, taken: str, given: str) -> Step | None:  # noqa: A002
    folder = workspace.folder / workspace.get(id).id
    numbers = _numbers(folder / taken)
    if not numbers:
        return None
    step = _read(folder / taken, numbers[-1])
    _push(folder / given, _put(workspace, id, step))
    _remove(folder / taken, numbers[-1])
    return step


def _push(folder: Path, step: Step) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    numbers = _numbers(folder)
    number = numbers[-1] + 1 if numbers else 1
    if step.alignment is not None:
        write_text(folder / f"{number:06d}.json", format_alignment(step.alignment))
    if step.basket is not None:
        document = [item.model_dump(exclude_unset=True) for item in step.basket]
        text = json.dumps(document, ensure_ascii=False)
        write_text(folder / f"{number:06d}{_BASKET}", text)
    if step.cues is not None:
        write_cues(folder / f"{number:06d}{_CUES}", step.cues)
    if step.colours is not None:
        write_text(folder / f"{number:06d}{_COLOURS}", json.dumps(step.colours))
    for old in numbers[: max(0, len(numbers) + 1 - KEPT)]:
        _remove(folder, old)


def _read(folder: Path, number: int) -> Step:
    words, basket = folder / f"{number:06d}.json", folder / f"{number:06d}{_BASKET}"
    cues, colours = folder / f"{number:06d}{_CUES}", folder / f"{number:06d}{_COLOURS}"
    return Step(
        read_alignment(words) if words.is_file() else None,
        read_basket(json.loads(basket.read_text("utf-8"))) if basket.is_file() else None,
        read_cues(cues),
        read_colours(json.loads(colours.read_text("utf-8"))) if colours.is_file() else None,
    )


def _remove(folder: Path, number: int) -> None:
    for file in folder.glob(f"{number:06d}.*json"):
        file.unlink(missing_ok=True)


def _numbers(folder: Path) -> list[int]:
    return sorted({int(file.name.partition(".")[0]) for file in folder.glob("[0-9]*.json")})


def _is_correction(file: Path) -> bool:
    return not file.name.endswith((_BASKET, _CUES, _COLOURS))
