"""Caption profiles of a visitor's own, as they gave the files.

<visitor>/profiles/<hash of the name>.toml    or .json, as `--profile` takes it
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from pullquote.align.errors import FormatError, InputError
from pullquote.align.files import write_bytes
from pullquote.clips.captions.profiles.files import PROFILE_SUFFIXES, read_profile
from pullquote.clips.captions.profiles.profile import PROFILES, Profile, profile_named
from pullquote.ui.web.state.presets import OWN
from pullquote.ui.web.state.workspace import Workspace

MOST = 50
"""Profiles that one visitor may keep."""
LARGEST = 100_000
"""Bytes of a file."""
_LONGEST_NAME = 60


def profiles(workspace: Workspace) -> dict[str, Profile]:
    """The profiles by name; files that are damaged are left out."""
    found = []
    folder = workspace.folder / "profiles"
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.suffix not in PROFILE_SUFFIXES:
            continue
        with suppress(OSError, ValueError, InputError):
            name = path.with_suffix(".name").read_text("utf-8")
            found.append(replace(read_profile(path), name=name))
    return {one.name: one for one in sorted(found, key=lambda one: one.name.casefold())}


def keep_profile(workspace: Workspace, file: Path) -> str:
    """Keep the profile in this file; answers the name by which it is chosen.

    Raises InputError for a file that is none.
    """
    if file.suffix.lower() not in PROFILE_SUFFIXES:
        kinds = " or ".join(PROFILE_SUFFIXES)
        raise InputError(f"{file.name} is not a profile; choose a {kinds} file")
    if file.stat().st_size > LARGEST:
        raise InputError(f"{file.name} is too large for a profile; choose the right file")
    try:
        name = read_profile(file).name
    except InputError as error:
        # The place of an upload on this machine means nothing to its sender.
        raise InputError(str(error).replace(str(file), file.name)) from None
    if not name.strip() or len(name) > _LONGEST_NAME:
        raise InputError(f"{file.name}: name takes 1 to {_LONGEST_NAME} characters")
    if len(profiles(workspace).keys() | {name}) > MOST:
        raise InputError(f"at most {MOST} profiles are kept; forget one first")
    forget_profile(workspace, name)
    kept = _stem(workspace, name).with_suffix(file.suffix.lower())
    kept.parent.mkdir(parents=True, exist_ok=True)
    write_bytes(kept, file.read_bytes())
    # A profile that does not say its name has that of its file, which is another here.
    write_bytes(kept.with_suffix(".name"), name.encode())
    return f"{OWN}{name}"


def forget_profile(workspace: Workspace, name: str) -> None:
    """Forget a profile; nothing happens where there is none of this name."""
    for suffix in (*PROFILE_SUFFIXES, ".name"):
        _stem(workspace, name).with_suffix(suffix).unlink(missing_ok=True)


def known_profile(workspace: Workspace, name: str) -> Profile:
    """The shipped profile of this name, or the visitor's own. Raises FormatError."""
    if not name.startswith(OWN):
        return profile_named(name)
    own = profiles(workspace)
    found = own.get(name.removeprefix(OWN))
    if found is None:
        raise FormatError(name, (*PROFILES, *(f"{OWN}{one}" for one in own)), "caption profile")
    return found


def _stem(workspace: Workspace, name: str) -> Path:
    return workspace.folder / "profiles" / hashlib.sha256(name.encode()).hexdigest()[:24]
