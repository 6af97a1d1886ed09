"""Caption looks of a visitor's own, each under the name that they gave it.

<visitor>/styles/<hash of the name>.json    a style as `--style` takes it
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path

from pullquote.align.errors import FormatError, InputError
from pullquote.align.files import write_text
from pullquote.clips.typeset.styles import Style, read_style, style_names
from pullquote.ui.web.state.workspace import Workspace

OWN = "own:"
"""Begins the names of own looks where a style is asked for."""
MOST = 50
"""Looks that one visitor may keep."""


def presets(workspace: Workspace) -> dict[str, Style]:
    """The looks by name; files that are damaged are left out."""
    found = {}
    folder = workspace.folder / "styles"
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        try:
            style = read_style(path)
        except InputError:
            continue
        found[style.name] = style
    return dict(sorted(found.items()))


def keep_preset(workspace: Workspace, name: str, style: Style) -> None:
    """Keep a look under a name, in place of an older one. Raises InputError."""
    _keep(workspace, {_checked(name): style}, presets(workspace))


def bring_presets(workspace: Workspace, styles: Mapping[str, Style]) -> None:
    """Keep looks that came with somebody's file, all or none; one's own of a name stays as it is.

    Raises InputError.
    """
    known = presets(workspace)
    brought = {_checked(name): style for name, style in styles.items()}
    _keep(workspace, {name: brought[name] for name in brought if name not in known}, known)


def _checked(name: str) -> str:
    """The name as it is kept. Raises InputError for an empty one."""
    name = " ".join(name.split())
    if not name:
        raise InputError("the look has no name yet; give it one")
    return name


def _keep(workspace: Workspace, looks: Mapping[str, Style], known: Mapping[str, Style]) -> None:
    if looks and len(known.keys() | looks.keys()) > MOST:
        raise InputError(f"at most {MOST} looks are kept, and {len(known)} are; forget one first")
    for name, style in looks.items():
        path = _path(workspace, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(asdict(replace(style, name=name)), ensure_ascii=False, indent=1)
        write_text(path, text)


def forget_preset(workspace: Workspace, name: str) -> None:
    """Forget a look; nothing happens where there is none of this name."""
    _path(workspace, name).unlink(missing_ok=True)


def known_style(workspace: Workspace, name: str) -> str:
    """The style as the core takes it: a shipped name, or the path of the visitor's own look.

    Raises FormatError for one that is neither: nobody reads other files through the page.
    """
    if name in (*style_names(), "none"):
        return name
    path = _path(workspace, name.removeprefix(OWN))
    if name.startswith(OWN) and path.is_file():
        return str(path)
    own = (f"{OWN}{known}" for known in presets(workspace))
    raise FormatError(name, (*style_names(), "none", *own), "caption style")


def _path(workspace: Workspace, name: str) -> Path:
    return workspace.folder / "styles" / f"{hashlib.sha256(name.encode()).hexdigest()[:24]}.json"
