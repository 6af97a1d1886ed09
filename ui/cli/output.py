"""Results are never written over somebody's file; failures are told one by one."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from pullquote.align.errors import OutputError, PullquoteError
from pullquote.align.files import explain_failure
from pullquote.clips.export.inputs import refuse_inputs


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
        raise OutputError(path, f"{path.parent} is not a folder; name another")
    if not path.parent.is_dir():
        raise OutputError(path, f"its folder {path.parent} does not exist; make it first")
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        raise OutputError(path, explain_failure(error, path)) from error


def complain(failures: Sequence[PullquoteError]) -> None:
    """One line on stderr for each thing that was not made, the gravest last, by raising it."""
    if not failures:
        return
    *others, last = sorted(failures, key=lambda failure: failure.exit_code)
    for failure in others:
        click.echo(f"pullquote: {failure}", err=True)
    raise last
