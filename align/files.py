"""Writing files: whole or not at all, under temporary names that nobody else has.

A file is made beside its place under a random name of its own (`whole_file`) and takes its real
name when it is complete. The temporary name is created exclusively, so two processes that write
the same file never share one, and no existing file is ever taken for a temporary.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from pullquote.align.errors import OutputError

PathLike: TypeAlias = str | os.PathLike[str]
"""What a public function takes for a file: text or a path."""

_PREFIX, _SUFFIX = ".pullquote-", ".part"
_OLD = 24 * 3600.0
"""Seconds after which a temporary file was left behind by a process that was killed."""


@contextlib.contextmanager
def whole_file(path: Path, *, replace: bool = True) -> Iterator[Path]:
    """The name of a new, empty file that becomes `path` when the block ends without an error.

    Links are followed: what they lead to is replaced, not the link. With `replace` False, a file
    that has appeared meanwhile stays. Raises OutputError when `path` cannot be written or, without
    `replace`, exists already; nothing is left behind then.
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
        _give_name(temporary, target, replace=replace)
    except FileExistsError:
        raise already_exists(path) from None
    except OSError as error:
        raise OutputError(path, explain_failure(error, target)) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_text(path: Path, text: str, *, replace: bool = True) -> None:
    """Write `text` as UTF-8 with line feeds. Raises what `whole_file` raises."""
    with whole_file(path, replace=replace) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")


def write_bytes(path: Path, data: bytes, *, replace: bool = True) -> None:
    """Write `data`. Raises what `whole_file` raises."""
    with whole_file(path, replace=replace) as temporary:
        temporary.write_bytes(data)


def already_exists(path: Path) -> OutputError:
    """The error for a file that is there and must stay."""
    return OutputError(path, "exists already; give another name, or --force to replace it")


def resolve_target(path: Path) -> Path:
    """The regular file, existing or not, that writing to `path` would make or replace.

    Raises OutputError for a folder, a device, a pipe, or a link that leads nowhere sensible.
    """
    try:
        target = path.resolve() if path.is_symlink() else path
        is_odd = target.exists() and not target.is_file()
    except (OSError, RuntimeError, ValueError) as error:
        raise OutputError(path, f"is not a name for a file ({error})") from None
    if is_odd:
        what = "a folder; name a file in it" if target.is_dir() else "not a regular file"
        raise OutputError(path, f"is {what}")
    return target


def explain_failure(error: OSError, path: Path) -> str:
    """Why `path` could not be written, and what to do: the second half of a sentence."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "there is no room left to write it; make room and try again"
    if error.errno == errno.ENAMETOOLONG:
        return "its name is too long for this file system; give a shorter one"
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return "is not a folder; name a folder, or a file with an extension such as .mp4"
    if error.errno == errno.ENOENT and path.parent.is_dir():
        return f"no file can be made in its folder {path.parent}; name another"
    if error.errno == errno.ENOENT:
        return f"its folder {path.parent} does not exist; make it first"
    return f"cannot be written ({error.strerror or error})"


def sweep(folder: Path, *, now: float | None = None) -> None:
    """Remove temporary files in `folder` that a killed process left there a day ago or earlier."""
    limit = (time.time() if now is None else now) - _OLD
    with contextlib.suppress(OSError):
        for left in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            with contextlib.suppress(OSError):
                if left.is_file() and not left.is_symlink() and left.stat().st_mtime < limit:
                    left.unlink()


def _new_file_beside(path: Path) -> Path:
    sweep(path.parent)
    while True:
        temporary = path.with_name(f"{_PREFIX}{secrets.token_hex(8)}{_SUFFIX}")
        with contextlib.suppress(FileExistsError):
            os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            return temporary


def _give_name(temporary: Path, target: Path, *, replace: bool) -> None:
    if replace:
        temporary.replace(target)
        return
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links: claim the name first, then fill it.
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        temporary.replace(target)
