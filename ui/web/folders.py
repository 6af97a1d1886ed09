"""The folders whose files the owner may open by their paths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from pullquote.align.errors import InputError


@dataclass(frozen=True, slots=True)
class Folders:
    """Folders of this machine; what is hidden in them, or lies elsewhere, stays closed."""

    roots: tuple[Path, ...]

    @classmethod
    def of(cls, named: Sequence[Path]) -> Folders:
        """These folders; without any, the user's home folder."""
        return cls(tuple(named) or (Path.home(),))

    def locate(self, typed: str) -> Path:
        """The path that somebody typed or pasted, with all links followed.

        Raises InputError for one that is not allowed, with the same words whether or not such a
        file exists.
        """
        # Pasted paths often come with quotes, and as file: addresses.
        cleaned = typed.strip().strip("\"'")
        if cleaned.startswith("file://"):
            cleaned = unquote(cleaned.removeprefix("file://"))
        try:
            path = Path(cleaned).expanduser().resolve()
            if any(_is_open(path, root.resolve()) for root in self.roots):
                return path
        except (OSError, RuntimeError, ValueError):
            pass
        known = ", ".join(map(str, self.roots))
        raise InputError(
            f"only files below {known} can be opened by their path, and none in hidden folders; "
            "drop the file instead, or allow its folder with `pullquote ui --folder`"
        )


def _is_open(path: Path, root: Path) -> bool:
    return path.is_relative_to(root) and not any(
        part.startswith(".") for part in path.relative_to(root).parts
    )
