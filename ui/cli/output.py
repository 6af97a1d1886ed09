"""Results: written whole or not at all, never over somebody's file; failures told one by one."""

from __future__ import annotations

import contextlib
import errno
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from pullquote.align.errors import OutputError, PullquoteError
from pullquote.clips.export.inputs import refuse_inputs


def write_whole(path: Path, text: str) -> None:
    """Write `text` as UTF-8 under a temporary name, then rename it.

    Raises OutputError when there is no such folder, no permission or no room; then nothing of it
    is left.
    """
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        raise OutputError(path, explain_failure(error, path)) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def refuse_to_overwrite(path: Path, force: bool, inputs: Sequence[Path] = ()) -> None:
    """Raise OutputError when `path` exists and `force` does not say that it may go.

    The same where its folder takes no file, so that nothing long is done in vain. With or without
    `force`, a file does not replace one of the `inputs` that it is made from.
    """
    if path.is_dir():
        raise OutputError(path, "is a folder; name a file in it")
    refuse_inputs((path,), inputs)
    if path.exists() and not force:
        raise OutputError(path, "exists already; give another name, or --force to replace it")
    if path.parent.exists() and not path.parent.is_dir():
        raise OutputError(path, f"{path.parent} is no folder; name another")
    if not path.parent.is_dir():
        raise OutputError(path, f"its folder {path.parent} does not exist; make it first")
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        raise OutputError(path, explain_failure(error, path)) from error


def explain_failure(error: OSError, path: Path) -> str:
    """Why `path` could not be written, and what to do: the second half of a sentence."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "there is no room left to write it; make room and try again"
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return "is no folder; name a folder, or a file with an extension such as .mp4"
    if error.errno == errno.ENOENT and path.parent.is_dir():
        return f"no file can be made in its folder {path.parent}; name another"
    if error.errno == errno.ENOENT:
        return f"its folder {path.parent} does not exist; make it first"
    return f"cannot be written ({error.strerror or error})"


def complain(failures: Sequence[PullquoteError]) -> None:
    """One line on stderr for each thing that was not made, the gravest last, by raising it."""
    if not failures:
        return
    *others, last = sorted(failures, key=lambda failure: failure.exit_code)
    for failure in others:
        click.echo(f"pullquote: {failure}", err=True)
    raise last
