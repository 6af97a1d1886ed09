"""The door to pysubs2: timed lines of text to and from subtitle files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pullquote.align.errors import InputError
from pullquote.align.files import write_text

if TYPE_CHECKING:
    from pysubs2 import SSAFile

# pysubs2 reads \N, \n and \h in any text as breaks; a backslash that somebody wrote travels as
# this private character and is turned back on the way out.
_BACKSLASH = "\uf05c"


def format_lines(lines: Sequence[tuple[float, float, str]], kind: str) -> str:
    """Timed texts (start, end, text; seconds) as `srt` or `vtt`, every character kept."""
    from pysubs2 import SSAEvent, SSAFile

    file = SSAFile()
    for start, end, text in lines:
        safe = text.replace("\\", _BACKSLASH).replace("\n", "\\N")
        begin_ms = round(start * 1000)
        # At least a millisecond: players drop cues without length.
        file.append(SSAEvent(begin_ms, max(round(end * 1000), begin_ms + 1), safe))
    written: str = file.to_string(kind, keep_ssa_tags=True)
    return written.replace(_BACKSLASH, "\\")


def read_lines(text: str, path: Path) -> list[tuple[float, float, str, str]]:
    """Timed texts of a subtitle file that pysubs2 reads: start, end (seconds), text, speaker.

    In the order of the file, except for SubStation's, where order means nothing. An end may lie
    before its start. Markup is taken out. Raises InputError, naming `path`, for any other file.
    """
    from pullquote.align.reading.formats.substation import dialogue, is_substation, shown_text

    if is_substation(text):
        lines = sorted(dialogue(text), key=lambda line: line.start)
        return [(line.start, line.end, line.text, line.name) for line in lines]
    import pysubs2

    try:
        file = pysubs2.SSAFile.from_string(text)
    except (pysubs2.Pysubs2Error, ValueError, LookupError) as error:
        raise InputError(
            f"{path} is not a subtitle file that can be read ({error}); "
            "give .srt, .vtt, .ass or .ttml"
        ) from None
    # Not by pysubs2's own look at the text, which takes quadratic time.
    return [
        (event.start / 1000, event.end / 1000, shown_text(event.text), event.name)
        for event in file.events
        if not event.is_comment
    ]


def new_file(width: int, height: int, title: str = "", language: str = "") -> SSAFile:
    """An empty ASS file for a picture of this size.

    `language` (ISO 639-1) chooses between the forms that one character has in Chinese and Japanese.
    """
    from pysubs2 import SSAFile

    file = SSAFile()
    file.info.update(
        {
            "PlayResX": str(width),
            "PlayResY": str(height),
            "LayoutResX": str(width),
            "LayoutResY": str(height),
            "WrapStyle": "0",
            "ScaledBorderAndShadow": "yes",
            "YCbCr Matrix": "None",
        }
    )
    if language:
        file.info["Language"] = language
    if title:
        file.info["Title"] = " ".join(title.split())
    return file


def escape_ass(text: str) -> str:
    """Text such that libass shows exactly it: no braces, backslashes or breaks of its own.

    `\\{` and `\\}` are libass's literal braces. A backslash shows as itself unless the next
    character makes it a command; a word joiner (no width) between the two prevents that.
    """
    escaped: list[str] = []
    for position, char in enumerate(text):
        if char in "{}":
            escaped.append("\\" + char)
        elif char == "\\":
            following = text[position + 1 : position + 2]
            escaped.append("\\\u2060" if following in ("N", "n", "h", "{", "}", "\\", "") else char)
        elif char in "\r\n":
            escaped.append(" ")
        else:
            escaped.append(char)
    return "".join(escaped)


def write_file(file: SSAFile, path: Path) -> None:
    """Write it as ASS; whole or not at all. Raises OutputError."""
    write_text(path, file.to_string("ass", header_notice="Written by Pullquote"))
