"""Reading transcripts from files: one module per kind of file, behind `read_transcript`.

To add a kind: write a module with `read(data: bytes, name: str) -> Transcript` that raises
TranscriptError for what it cannot use and imports its library inside, give it an extension in
`_READERS`, and add a file of that kind to the conformance tests in `tests/align/readers`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from pullquote.align.errors import FormatError, TranscriptError
from pullquote.align.files import PathLike, read_bytes
from pullquote.align.model.transcript import Transcript
from pullquote.align.reading.formats import docx, html, json_words, markdown, plain, subtitles

_READERS: dict[str, Callable[[bytes, str], Transcript]] = {
    ".txt": plain.read,
    ".text": plain.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".docx": docx.read,
    ".html": html.read,
    ".htm": html.read,
    ".srt": subtitles.read,
    ".vtt": subtitles.read,
    ".ass": subtitles.read,
    ".ssa": subtitles.read,
    ".json": json_words.read,
}

KNOWN_EXTENSIONS: tuple[str, ...] = tuple(_READERS)
"""Extensions of transcript files that can be read, lower-case, with their dots."""

_LARGEST = 100_000_000  # bytes; a day of speech as text has one million
_HTML = re.compile(rb"\s*(?:<!doctype html|<html|<head|<body)", re.IGNORECASE)


def read_transcript(path: PathLike) -> Transcript:
    """The transcript in this file, by its extension.

    Raises FormatError for an extension that is not known, and TranscriptError when the file is
    missing, empty, unreadable, or holds nothing that could be spoken.
    """
    path = Path(path)
    if not path.exists():
        raise TranscriptError(path, "does not exist; check the name of the transcript")
    if path.is_dir():
        raise TranscriptError(path, "is a folder; name the transcript in it")
    _reader(path.name, b"x")  # an unknown kind is told before a large file is read
    try:
        if path.stat().st_size > _LARGEST:
            raise TranscriptError(path, "is too large to be a transcript; is it the recording?")
        data = read_bytes(path)
    except OSError as error:
        raise TranscriptError(path, f"cannot be read ({error.strerror or error})") from None
    try:
        return read_transcript_bytes(data, name=path.name)
    except TranscriptError as error:
        raise TranscriptError(path, error.problem) from None


def read_transcript_bytes(data: bytes, *, name: str) -> Transcript:
    """The transcript in these bytes; `name` tells the kind, and is the transcript's source.

    A name without extension (`stdin`) leaves the kind to the content. Raises as `read_transcript`.
    """
    return _reader(name, data)(data, name)


def _reader(name: str, data: bytes) -> Callable[[bytes, str], Transcript]:
    extension = Path(name).suffix.casefold()
    if not extension:
        return _READERS[_sniffed(data)]
    if extension not in _READERS:
        raise FormatError(extension, KNOWN_EXTENSIONS, "kind of transcript")
    return _READERS[extension]


def _sniffed(data: bytes) -> str:
    """The extension that fits the content."""
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"PK\x03\x04"):
        return ".docx"
    if _HTML.match(head):
        return ".html"
    if head.startswith(b"[Script Info]"):
        return ".ass"
    if head.startswith(b"{") or re.match(rb"\[\s*\{", head):
        return ".json"
    return ".txt"
