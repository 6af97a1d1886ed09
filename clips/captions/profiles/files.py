"""Profiles of one's own: small TOML or JSON files that say what differs from a shipped profile.

    based_on = "bbc"
    source = "House style, version 3"
    chars_per_line = 34
    words_per_minute = 170

The entries are the fields of `Profile`, besides `based_on`: the name of the profile that all other
figures are taken from (`netflix` unless given). "none" for chars_per_second, words_per_minute or
max_words means that it has no limit.
"""

from __future__ import annotations

import json
import sys
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from pullquote.align.errors import FormatError, InputError
from pullquote.align.files import PathLike, read_bytes
from pullquote.clips.captions.profiles.profile import PROFILES, Profile, profile_named

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PROFILE_SUFFIXES = (".toml", ".json")
_TEXTS = ("name", "source", "based_on")
_WHOLE = ("max_lines", "max_words")
_MAY_BE_NONE = ("chars_per_second", "words_per_minute", "max_words")


def find_profile(name_or_path: str) -> Profile:
    """The shipped profile of this name, or the one in the file with this path.

    Raises FormatError for an unknown name, and InputError as `read_profile`.
    """
    if name_or_path.lower() in PROFILES:
        return profile_named(name_or_path)
    if name_or_path.lower().endswith(PROFILE_SUFFIXES):
        return read_profile(name_or_path)
    raise FormatError(
        name_or_path, (*PROFILES, "a .toml or .json file of your own"), "caption profile"
    )


def read_profile(path: PathLike) -> Profile:
    """The profile in this file. Raises InputError, which names the entry that cannot be used."""
    path = Path(path)
    entries = _entries(path)
    known = [field.name for field in fields(Profile) if field.name != "figures"]
    for entry, value in entries.items():
        if entry not in (*known, "based_on"):
            raise InputError(
                f"{path} has the entry {entry!r}, which profiles do not have; they have based_on, "
                f"{', '.join(known)}"
            )
        _check_kind(path, entry, value)
    try:
        base = profile_named(entries.pop("based_on", "netflix"))
    except FormatError as error:
        raise InputError(f"{path}: based_on names an {error}") from None
    # TOML has no null.
    changes: dict[str, Any] = {
        entry: None if value == "none" else value for entry, value in entries.items()
    }
    changes.setdefault("name", path.stem)
    changes.setdefault("source", f"{path.name}, based on {base.name}")
    kept = tuple(figure for figure in base.figures if not set(figure.fields) & set(changes))
    try:
        return replace(base, figures=kept, **changes)
    except ValueError as error:
        raise InputError(f"{path} cannot be used: {error}") from None


def _entries(path: Path) -> dict[str, Any]:
    try:
        text = read_bytes(path).decode("utf-8-sig")
        read: Any = tomllib.loads(text) if path.suffix.lower() == ".toml" else json.loads(text)
    except OSError as error:
        reason = error.strerror or error
        raise InputError(f"{path} cannot be read as a caption profile ({reason})") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path} cannot be read as a caption profile ({error})") from None
    if not isinstance(read, dict):
        raise InputError(f"{path} is not a caption profile; write a JSON object with its figures")
    return read


def _check_kind(path: Path, entry: str, value: object) -> None:
    """Raise InputError for a value of another kind than the entry takes."""
    if entry in _TEXTS:
        fits, wanted = isinstance(value, str) and bool(value), "text"
    elif entry in _MAY_BE_NONE and value in (None, "none"):
        return
    elif entry in _WHOLE:
        fits, wanted = isinstance(value, int) and not isinstance(value, bool), "a whole number"
    else:
        fits = isinstance(value, (int, float)) and not isinstance(value, bool)
        wanted = "a number"
    if not fits:
        raise InputError(f"{path}: {entry} is {value!r}, but must be {wanted}")
