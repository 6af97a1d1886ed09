"""Text documents of OpenOffice and LibreOffice (`.odt`, and `.fodt` without its archive)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pullquote.align.model.transcript import Transcript
from pullquote.align.reading.formats.documents.archives import Archive
from pullquote.align.reading.formats.markup import attribute, descendants, local_name, parse_xml
from pullquote.align.reading.language_codes import language_code
from pullquote.align.reading.tokenizer import Block, build_transcript

_KIND = "OpenDocument text"
_HIDDEN = frozenset(
    ("tracked-changes", "annotation", "note", "forms", "table-of-content", "alphabetical-index",
     "sequence-decls", "variable-decls", "user-field-decls", "hidden-text", "ruby-text",
     "image", "object", "script")
)  # fmt: skip
_MOST_SPACES = 1000
_WHITE = re.compile("[ \t\r\n]+")


def read(data: bytes, name: str) -> Transcript:
    """Paragraphs, headings and rows of tables in their order.

    Headers, footers, comments, notes, lists of contents and deleted text are left out. Raises
    TranscriptError when the file is damaged, locked or not an OpenDocument text.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        document = parse_xml(data, name, _KIND)
        meta = document
    else:
        archive = Archive(data, name, _KIND)
        document = parse_xml(archive.read("content.xml"), name, _KIND)
        meta = parse_xml(archive.read("meta.xml"), name, _KIND) if archive.has("meta.xml") else None
    blocks = [
        Block(text)
        for body in descendants(document, "body")
        for text in _paragraphs(body)
    ]  # fmt: skip
    return build_transcript(blocks, source=name, language=_language(meta))


def _language(meta: Any) -> str | None:
    for element in descendants(meta, "language") if meta is not None else ():
        return language_code(element.text)
    return None


def _paragraphs(parent: Any) -> Iterator[str]:
    """The text of each paragraph below `parent`; of a row, its cells joined by tabs."""
    for child in parent:
        kind = local_name(child)
        if kind in ("p", "h"):
            yield _text(child)
        elif kind == "table-row":
            cells = [
                "\n".join(_paragraphs(cell)) for cell in child if local_name(cell) == "table-cell"
            ]
            yield "\t".join(cell for cell in cells if cell.strip())
        elif kind not in _HIDDEN:
            yield from _paragraphs(child)


def _text(element: Any) -> str:
    parts = [_collapsed(element.text)]
    for child in element:
        kind = local_name(child)
        if kind == "s":
            count = attribute(child, "c") or "1"
            parts.append(" " * min(int(count), _MOST_SPACES) if count.isdecimal() else " ")
        elif kind == "tab":
            parts.append("\t")
        elif kind == "line-break":
            parts.append("\n")
        elif kind in ("p", "h"):  # of a text box
            parts.append(f"{_text(child)}\n")
        elif kind and kind not in _HIDDEN:
            parts.append(_text(child))
        parts.append(_collapsed(child.tail))
    return "".join(parts)


def _collapsed(text: str | None) -> str:
    """The text with each run of white space as one space, as OpenDocument means it."""
    if not text:
        return ""
    return _WHITE.sub(" ", text)
