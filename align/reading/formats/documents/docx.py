"""Word documents (`.docx`)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from pullquote.align.model.transcript import Transcript
from pullquote.align.reading.formats.documents.archives import Archive
from pullquote.align.reading.formats.markup import attribute, descendants, local_name, parse_xml
from pullquote.align.reading.language_codes import language_code
from pullquote.align.reading.tokenizer import Block, build_transcript

_KIND = "Word document"
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Text that the document does not show, or shows twice.
_HIDDEN = frozenset(
    ("del", "moveFrom", "Fallback", "instrText", "footnote", "endnote", "pPr", "rPr", "tblPr")
)


def read(data: bytes, name: str) -> Transcript:
    """Paragraphs and rows of tables in their order, with tracked changes accepted.

    Headers, footers, comments, notes and hidden text are left out. Raises TranscriptError when the
    file is damaged, locked or not a Word document.
    """
    archive = Archive(data, name, _KIND)
    main = _target(archive, name, "/officeDocument") or "word/document.xml"
    document = parse_xml(archive.read(main), name, _KIND)
    blocks = [Block(text) for body in descendants(document, "body") for text in _paragraphs(body)]
    return build_transcript(blocks, source=name, language=_language(archive, name))


def _target(archive: Archive, name: str, kind: str) -> str | None:
    """The part to which the package's relationship of this kind leads."""
    if not archive.has("_rels/.rels"):
        return None
    for relation in descendants(
        parse_xml(archive.read("_rels/.rels"), name, _KIND), "Relationship"
    ):
        if (attribute(relation, "Type") or "").endswith(kind):
            return posixpath.normpath((attribute(relation, "Target") or "").replace("\\", "/"))
    return None


def _language(archive: Archive, name: str) -> str | None:
    part = _target(archive, name, "/core-properties") or "docProps/core.xml"
    if not archive.has(part):
        return None
    for element in descendants(parse_xml(archive.read(part), name, _KIND), "language"):
        return language_code(element.text)
    return None


def _paragraphs(parent: Any) -> Iterator[str]:
    """The text of each paragraph below `parent`; of a row, its cells joined by tabs."""
    for child in parent:
        kind = local_name(child)
        if kind == "p":
            yield _text(child)
        elif kind == "tr":
            cells = ["\n".join(_paragraphs(cell)) for cell in _cells(child)]
            yield "\t".join(cell for cell in cells if cell.strip())
        elif kind not in _HIDDEN:
            yield from _paragraphs(child)


def _cells(row: Any) -> Iterator[Any]:
    """The row's own cells, also those in content controls, but not those of tables inside them."""
    for child in row:
        if local_name(child) == "tc":
            yield child
        elif local_name(child) not in _HIDDEN:
            yield from _cells(child)


def _text(element: Any) -> str:
    parts: list[str] = []
    for child in element:
        kind = local_name(child)
        if kind == "t":
            parts.append(child.text or "")
        elif kind in _BREAKS:
            parts.append(_BREAKS[kind])
        elif kind == "p":  # of a text box
            parts.append(f"{_text(child)}\n")
        elif kind not in _HIDDEN and not _is_hidden_run(child):
            parts.append(_text(child))
    return "".join(parts)


def _is_hidden_run(element: Any) -> bool:
    for properties in element:
        if local_name(properties) == "rPr":
            return any(
                local_name(mark) == "vanish" and attribute(mark, "val") not in ("0", "false", "off")
                for mark in properties
            )
    return False
