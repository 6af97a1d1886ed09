"""Reading transcripts from files: one module per kind of file, behind `read_transcript`.

To add a kind: write a module with `read(data: bytes, name: str) -> Transcript` that raises
TranscriptError for data that it cannot use and imports its library inside, give it an extension in
`_READERS` (and its `read_timed` in `_TIMED` where the kind has times), and add a file of that kind
to the conformance tests in `tests/align/reading/formats`. Bounds for all of them are in `limits`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from pullquote.align.errors import FormatError, TranscriptError
from pullquote.align.files import PathLike
from pullquote.align.model.transcript import Transcript
from pullquote.align.reading.formats import (
    html,
    json,
    markdown,
    plain,
    subtitles,
    tables,
    ttml,
)
from pullquote.align.reading.formats.documents import docx, odt, pdf, rtf
from pullquote.align.reading.formats.limits import read_source
from pullquote.align.reading.formats.segments import TimedText

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
    ".ttml": ttml.read,
    ".dfxp": ttml.read,
    ".itt": ttml.read,
    ".tsv": tables.read,
    ".json": json.read,
    ".odt": odt.read,
    ".fodt": odt.read,
    ".rtf": rtf.read,
    ".pdf": pdf.read,
}

_TIMED: dict[str, Callable[[bytes, str], TimedText]] = {
    ".json": json.read_timed,
    ".srt": subtitles.read_timed,
    ".vtt": subtitles.read_timed,
    ".ass": subtitles.read_timed,
    ".ssa": subtitles.read_timed,
    ".ttml": ttml.read_timed,
    ".dfxp": ttml.read_timed,
    ".itt": ttml.read_timed,
    ".tsv": tables.read_timed,
}

KNOWN_EXTENSIONS: tuple[str, ...] = tuple(_READERS)
"""Extensions of transcript files that can be read, lower-case, with their dots."""

TIMED_EXTENSIONS: tuple[str, ...] = tuple(_TIMED)
"""Extensions of files whose times can be used, lower-case, with their dots."""

_HTML = re.compile(rb"\s*(?:<!doctype html|<html|<head|<body)", re.IGNORECASE)


def read_transcript(path: PathLike) -> Transcript:
    """The transcript in this file, by its extension.

    Raises FormatError for an extension that is not known, and TranscriptError when the file is
    missing, empty, unreadable or locked, or holds nothing that could be spoken.
    """
    path = Path(path)
    if not path.exists():
        raise TranscriptError(path, "does not exist; check the name of the transcript")
    if path.is_dir():
        raise TranscriptError(path, "is a folder; name the transcript in it")
    _reader(path.name, b"x")  # an unknown kind is reported before a large file is read
    data = read_source(path)
    try:
        return read_transcript_bytes(data, name=path.name)
    except TranscriptError as error:
        raise TranscriptError(path, error.problem) from None


def read_transcript_bytes(data: bytes, *, name: str) -> Transcript:
    """The transcript in these bytes; `name` shows the kind, and is the transcript's source.

    A name without extension (`stdin`) leaves the kind to the content. Raises as `read_transcript`.
    """
    return _reader(name, data)(data, name)


def read_timed(path: Path) -> TimedText:
    """The segments of this file with times, and its words where it times them.

    Raises FormatError for an extension without times, and TranscriptError as `read_transcript`.
    """
    path = Path(path)
    extension = path.suffix.casefold()
    if extension not in _TIMED:
        raise FormatError(extension or path.name, TIMED_EXTENSIONS, "kind of file with times")
    return _TIMED[extension](read_source(path), str(path))


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
        return ".odt" if b"application/vnd.oasis.opendocument" in head[:200] else ".docx"
    if re.match(rb"(?:<\?xml[^>]{0,200}>\s*)?<(?:\w{1,20}:)?tt[\s>]", head):
        return ".ttml"
    if re.match(rb"(?:<\?xml[^>]{0,200}>\s*)?<office:document\b", head):
        return ".fodt"
    if head.startswith(b"start\tend\ttext"):
        return ".tsv"
    if head.startswith(b"%PDF-"):
        return ".pdf"
    if head.startswith(b"{\\rtf"):
        return ".rtf"
    if _HTML.match(head):
        return ".html"
    if head.startswith(b"[Script Info]"):
        return ".ass"
    if head.startswith(b"{") or re.match(rb"\[\s*\{", head):
        return ".json"
    return ".txt"
