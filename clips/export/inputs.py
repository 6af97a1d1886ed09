"""What a file is made from is never written over by that file, with or without force."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pullquote.align.errors import OutputError


def refuse_inputs(outputs: Iterable[Path], inputs: Iterable[Path]) -> None:
    """Raise OutputError when an output is one of the inputs, by whatever name.

    Links count as what they lead to. Outputs that are not there yet lose nothing.
    """
    given = [path for path in inputs if path.exists()]
    for output in outputs:
        for path in given:
            if _is_same(output, path):
                raise OutputError(
                    output, "is what this is made from and would be lost; give another name"
                )


def _is_same(first: Path, second: Path) -> bool:
    try:
        return first.samefile(second)
    except OSError:
        return False
