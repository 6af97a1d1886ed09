"""The two faces of Pullquote: the command line (`ui.cli`) and the page (`ui.app`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.lazy import export_lazily

if TYPE_CHECKING:
    from ui.app import serve as serve
    from ui.cli import main as main

_HOMES = {
    "main": "ui.cli",
    "serve": "ui.app",
}

__getattr__ = export_lazily(__name__, _HOMES)

__all__ = [
    "main",
    "serve",
]
