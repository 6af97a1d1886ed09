"""File names from words: Unicode is kept, names are safe on every system and never alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from pathlib import Path

LONGEST = 60
"""Characters of a stem made from words."""
_LONGEST_BYTES = 150
"""Of a stem in UTF-8: most file systems allow 255 for the whole name, extensions and all."""

_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
    | {f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"}
)


def stem_from_words(text: str, *, number: int | None = None, count: int = 1) -> str:
    """A file name without extension from these words, such as `03-we-lost-the-boat`.

    Letters, digits and the marks on them stay as they are in any script; everything else becomes a
    hyphen. As many whole words as fit are kept. `number` (of `count`) goes in front, with
    as many digits as `count` has. Without a letter or digit in the text it is `clip`.
    """
    words = "".join(_letter_or_space(char) for char in unicodedata.normalize("NFC", text)).split()
    prefix = "" if number is None else f"{number:0{max(2, len(str(count)))}d}-"
    stem = ""
    for word in words:
        longer = f"{stem}-{word}" if stem else word
        if len(longer) > LONGEST or len(longer.encode()) > _LONGEST_BYTES:
            break
        stem = longer
    if not stem and words:
        stem = _shortened(words[0])
    stem = prefix + (stem or "clip")
    return f"{stem}-clip" if stem.casefold() in _RESERVED else stem


def _letter_or_space(char: str) -> str:
    if unicodedata.category(char)[0] in "LMN" or char in "\u200c\u200d":
        return char
    # Inside words these belong to the word and need no hyphen.
    return "" if char in "'’ʼ`´\u00ad" else " "


def _shortened(word: str) -> str:
    """As much of one long word as fits, not cut between a letter and its marks."""
    end = min(len(word), LONGEST)
    while end > 1 and (
        len(word[:end].encode()) > _LONGEST_BYTES
        or (end < len(word) and (unicodedata.combining(word[end]) or word[end] == "\u200d"))
    ):
        end -= 1
    return word[:end]


def free_path(
    folder: Path, stem: str, extensions: Sequence[str], taken: Collection[str] = ()
) -> Path:
    """A free path `stem.extension` in the folder, with the first of the extensions.

    Where a file has that name, or the name with another of the extensions, it is `stem-2`, then
    `stem-3` and so on. `taken` holds the stems, in lower case, that are promised to others. Names
    that differ only in case count as one, as they do on Windows and macOS.
    """
    present = {entry.name.casefold() for entry in folder.iterdir()} if folder.is_dir() else set()
    number, free = 1, stem
    while free.casefold() in taken or any(
        f"{free}.{extension}".casefold() in present for extension in extensions
    ):
        number += 1
        free = f"{stem}-{number}"
    return folder / f"{free}.{extensions[0]}"
