"""Writing files whole or not at all, under temporary names that nobody else has.

A file is made beside its place under a random name of its own (`whole_file`) and takes its real
name when it is complete; several that belong together are made in a folder beside their place
(`folder_beside`) and moved out of it all or none (`move_into_place`). Temporary names are created
exclusively, so two processes that write the same file never share one, and no existing file is
ever taken for a temporary one. Leftovers of a killed process are removed a day later, when
something is written there again: only under names that are made here, and only files of that age.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, TypeAlias

from pullquote.align.errors import OutputError

PathLike: TypeAlias = str | os.PathLike[str]
"""A file as public functions take it: text or a path."""

_OURS = re.compile(r"\.pullquote-[0-9a-f]{16}\.part|pullquote-\w{8}\.(work|dict|arpa)")
"""Names of the temporary files and folders that are made here."""
MOST_BYTES = 100_000_000
"""Size of the largest file that is read as a whole; a day of speech as text has a million."""
_UNSTORABLE = re.compile("[\ud800-\udfff]")
_OLD = 24 * 3600.0
"""Seconds after which a temporary file is taken for a killed process's leftover."""


def read_bytes(path: Path, *, most: int = MOST_BYTES) -> bytes:
    """The content of a regular file of at most `most` bytes.

    Raises OSError for anything else, with the reason in `strerror`: a pipe would have to be waited
    for, and a device or a recording named by mistake would fill the memory.
    """
    with open_regular(path) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"it is larger than {most // 10**6:,} MB", str(path))
    return data


def open_regular(path: Path) -> BinaryIO:
    """Open a file for reading. Raises OSError, also for anything but a regular file."""
    if not stat.S_ISREG(path.stat().st_mode):
        what = "it is a folder" if path.is_dir() else "it is not a regular file"
        raise OSError(errno.EINVAL, what, str(path))
    return path.open("rb")


def is_temporary(path: Path) -> bool:
    """True for names of files and folders that are still being made, or were given up."""
    return _OURS.fullmatch(path.name) is not None


@contextlib.contextmanager
def whole_file(path: Path, *, replace: bool = True) -> Iterator[Path]:
    """The name of a new, empty file that becomes `path` when the block ends without an error.

    Links are followed: the file that they lead to is replaced, not the link. With `replace` False,
    a file that has appeared in the meantime stays. Raises OutputError when `path` cannot be written
    or, without `replace`, exists already; nothing is left behind then.
    """
    target = resolve_target(path)
    if not replace and target.exists():
        raise already_exists(path)
    try:
        temporary = _new_file_beside(target)
    except OSError as error:
        raise OutputError(path, explain_failure(error, target)) from error
    try:
        yield temporary
        give_name(temporary, target, replace=replace)
    except FileExistsError:
        raise already_exists(path) from None
    except OSError as error:
        raise OutputError(path, explain_failure(error, target)) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_text(path: Path, text: str, *, replace: bool = True) -> None:
    """Write `text` as UTF-8 with line feeds. Raises what `whole_file` raises.

    Characters that UTF-8 cannot hold, such as bytes of a file name in another encoding, become
    U+FFFD.
    """
    with whole_file(path, replace=replace) as temporary:
        temporary.write_text(storable(text), encoding="utf-8", newline="\n")


def storable(text: str) -> str:
    """The text with U+FFFD for characters that UTF-8 cannot hold."""
    return _UNSTORABLE.sub("\ufffd", text)


def write_bytes(path: Path, data: bytes, *, replace: bool = True) -> None:
    """Write `data`. Raises what `whole_file` raises."""
    with whole_file(path, replace=replace) as temporary:
        temporary.write_bytes(data)


def copy_file(source: Path, path: Path, *, replace: bool = True) -> None:
    """Copy the content of `source`. Raises what `whole_file` raises."""
    with whole_file(path, replace=replace) as temporary:
        shutil.copyfile(source, temporary)


def already_exists(path: Path) -> OutputError:
    """The error for a file that exists and must stay."""
    return OutputError(path, "exists already; give another name, or use --force to replace it")


def resolve_target(path: Path) -> Path:
    """The regular file, existing or not, that writing to `path` would make or replace.

    Raises OutputError for a folder, a device, a pipe, or a link that leads nowhere sensible.
    """
    try:
        target = path.resolve() if path.is_symlink() else path
        if target.is_symlink():  # Python 3.13 resolves a loop of links to one of them
            raise OutputError(path, "is a link that leads back to itself; remove it")
        is_odd = target.exists() and not target.is_file()
    except OSError as error:
        raise OutputError(path, explain_failure(error, path)) from None
    except RuntimeError:  # a loop of links, before Python 3.13
        raise OutputError(path, "is a link that leads back to itself; remove it") from None
    except ValueError as error:
        raise OutputError(path, f"is not a possible file name ({error}); give another") from None
    if is_odd:
        what = "a folder; name a file in it" if target.is_dir() else "not a regular file; name one"
        raise OutputError(path, f"is {what}")
    return target


def explain_failure(error: OSError, path: Path) -> str:
    """The rest of a sentence about `path`: the reason it could not be written, and what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "cannot be written: no room is left; make room and try again"
    if error.errno == errno.ENAMETOOLONG:
        return "has a name that is too long for this file system; give a shorter one"
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return "is not a folder; name a folder, or a file with an extension such as .mp4"
    if error.errno == errno.ENOENT and path.parent.is_dir():
        return f"cannot be made in the folder {path.parent}; name another"
    if error.errno == errno.ENOENT:
        return f"cannot be written: its folder {path.parent} does not exist; make it first"
    return f"cannot be written ({error.strerror or error}); give another place"


@contextlib.contextmanager
def folder_beside(path: Path) -> Iterator[Path]:
    """A new hidden folder on the file system of `path`, removed afterwards.

    Raises OutputError where none can be made.
    """
    folder = _new_name_beside(resolve_target(path))
    try:
        folder.mkdir()
    except OSError as error:
        raise OutputError(path, explain_failure(error, path)) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def move_into_place(made: Sequence[tuple[Path, Path]], *, replace: bool) -> None:
    """Give finished files their real names: pairs of the file and the name.

    Without `replace`, either all of them get their names or none does. Raises OutputError for the
    first name that is taken or cannot be written.
    """
    targets = [resolve_target(path) for _, path in made]
    given: list[Path] = []
    try:
        for (temporary, path), target in zip(made, targets, strict=True):
            try:
                give_name(temporary, target, replace=replace)
            except FileExistsError:
                raise already_exists(path) from None
            except OSError as error:
                raise OutputError(path, explain_failure(error, target)) from error
            given.append(target)
    except OutputError:
        for target in given if not replace else ():
            with contextlib.suppress(OSError):
                target.unlink()
        raise


@contextlib.contextmanager
def work_folder() -> Iterator[Path]:
    """A folder for intermediate files among the system's temporary ones, removed afterwards."""
    sweep_once(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(
        prefix="pullquote-", suffix=".work", ignore_cleanup_errors=True
    ) as name:
        yield Path(name)


@lru_cache(maxsize=256)
def sweep_once(folder: Path) -> None:
    """`sweep` this folder, unless this process has done so already."""
    sweep(folder)


def sweep(folder: Path, *, now: float | None = None) -> None:
    """Remove the leftovers of killed processes in `folder` that are a day old or older."""
    limit = (time.time() if now is None else now) - _OLD
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not is_temporary(Path(entry.name)):
                continue
            with contextlib.suppress(OSError):
                path = Path(entry.path)
                if entry.is_symlink() or _newest(path) > limit:
                    continue
                if entry.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                elif entry.is_file():
                    path.unlink()


def _newest(path: Path) -> float:
    """The last change of the file, or of anything in the folder, in seconds since 1970."""
    return max(found.lstat().st_mtime for found in (path, *path.rglob("*")))


def _new_name_beside(path: Path) -> Path:
    sweep_once(path.parent)
    return path.with_name(f".pullquote-{secrets.token_hex(8)}.part")


def _new_file_beside(path: Path) -> Path:
    while True:
        temporary = _new_name_beside(path)
        with contextlib.suppress(FileExistsError):
            os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            return temporary


def give_name(temporary: Path, target: Path, *, replace: bool) -> None:
    """Give a finished file the name `target`, on the same file system.

    Without `replace`, raises FileExistsError when the name is taken, even at the same moment; the
    file may keep its old name, too. Raises OSError.
    """
    try:
        if replace:
            temporary.replace(target)
        else:
            os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno == errno.EXDEV:
            # A link leads to another file system: the file is made anew there.
            _copy(temporary, target, replace=replace)
            return
        if replace:
            raise
        # A file system without hard links: claim the name first, then fill it.
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        try:
            temporary.replace(target)
        except OSError:
            target.unlink()
            raise


def _copy(source: Path, target: Path, *, replace: bool) -> None:
    beside = _new_file_beside(target)
    try:
        shutil.copyfile(source, beside)
        give_name(beside, target, replace=replace)
    finally:
        beside.unlink(missing_ok=True)
