"""The decision whether a file may be written, and files that appear together.

An output may be written when it is a regular file or does not exist, is not one of the files that
were given, and may be replaced if it exists. `check_output` decides so before the work; `draft`
puts the finished files into place, where another process may have been faster.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pullquote.align.errors import OutputError
from pullquote.align.files import (
    already_exists,
    explain_failure,
    folder_beside,
    move_into_place,
    resolve_target,
)
from pullquote.clips.export.naming import free_path


@dataclass(frozen=True, slots=True)
class Given:
    """A file of the user's, from which something is made."""

    path: Path
    called: str
    """Its name in messages: `your transcript`."""


def check_output(
    path: Path, *, replace: bool, inputs: Iterable[Given] = (), makes_folder: bool = False
) -> None:
    """Raise OutputError when this file may not be written, so that no work is done in vain.

    The inputs are never replaced, whatever name or link leads to them; an existing file is only
    with `replace`. It must be possible to write to its folder, which `makes_folder` makes where it
    is missing.
    """
    target = resolve_target(path)
    for given in inputs:
        if _is_same(target, given.path):
            raise OutputError(path, f"would overwrite {given.called}; give another name")
    if target.exists() and not replace:
        raise already_exists(path)
    if makes_folder:
        make_folder(path.parent)
        return
    if path.parent.exists() and not path.parent.is_dir():
        raise OutputError(path, f"cannot be written: {path.parent} is not a folder; name another")
    try:
        with tempfile.TemporaryFile(dir=target.parent):
            pass
    except OSError as error:
        raise OutputError(path, explain_failure(error, path)) from error


def _is_same(first: Path, second: Path) -> bool:
    try:
        return first.samefile(second)
    except OSError:
        return False


def make_folder(folder: Path) -> None:
    """Make a missing folder. Raises OutputError when that fails or nothing can be written to it."""
    if folder.exists() and not folder.is_dir():
        raise OutputError(folder, "is not a folder; name another")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(folder, explain_failure(error, folder)) from None
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        problem = f"cannot be written to ({error.strerror}); name another folder"
        raise OutputError(folder, problem) from None


@dataclass(frozen=True, slots=True)
class Place:
    """The path of one output, and the extensions of files beside it with the same stem."""

    path: Path
    replace: bool = False
    """True when existing files may be replaced."""
    may_move: bool = False
    """True when it takes the next free name once somebody else has taken its own."""
    beside: Collection[str] = ()
    """Extensions, without the dot, of the files that will stand beside it."""


@dataclass(slots=True)
class Draft:
    """An output in the making: its files lie in a folder of their own until all are finished."""

    place: Place
    folder: Path
    placed: dict[str, Path] = field(default_factory=dict)
    """After the block: `.extension` → the file in its place, for each that was made."""

    @property
    def path(self) -> Path:
        """The path at which the output itself is made."""
        return self.folder / self.place.path.name

    def beside(self, extension: str) -> Path:
        """The path at which a file with this extension (without the dot) is made."""
        return self.path.with_suffix(f".{extension}")

    @property
    def output(self) -> Path:
        """The output in its place, after the block."""
        return self.placed[self.place.path.suffix]


@contextlib.contextmanager
def draft(place: Place) -> Iterator[Draft]:
    """A draft whose files get their names together when the block ends without an error.

    If one cannot, none does, and OutputError is raised.
    """
    with folder_beside(place.path) as folder:
        made = Draft(place, folder)
        try:
            yield made
        except OutputError as error:
            if Path(error.path).parent != folder:
                raise
            # The user knows the place but not the folder.
            named = place.path.with_name(Path(error.path).name)
            raise OutputError(named, error.problem) from error
        _publish(made)


def _publish(made: Draft) -> None:
    place = made.place
    path = place.path
    endings = {file.name[len(path.stem) :]: file for file in sorted(made.folder.iterdir())}
    while True:
        placed = {ending: path.with_name(path.stem + ending) for ending in endings}
        pairs = [(endings[ending], name) for ending, name in placed.items()]
        try:
            move_into_place(pairs, replace=place.replace)
        except OutputError:
            if not place.may_move or not any(name.exists() for _, name in pairs):
                raise
        else:
            made.placed = placed
            return
        path = free_path(path.parent, place.path.stem, [path.suffix[1:], *place.beside])
