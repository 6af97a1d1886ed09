"""Word documents (`.docx`). Door to python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from pullquote.align.errors import TranscriptError
from pullquote.align.model.transcript import Transcript
from pullquote.align.reading.language_codes import language_code
from pullquote.align.reading.tokenizer import Block, build_transcript

_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Text that the document shows nowhere, or shows twice.
_HIDDEN = frozenset(("del", "moveFrom", "Fallback", "instrText", "footnote", "endnote"))


def read(data: bytes, name: str) -> Transcript:
    """Paragraphs and rows of tables in their order, tracked insertions in, deletions out.

    Headers, footers, comments and notes are left out. Raises TranscriptError when the file is
    damaged or no Word document.
    """
    import docx
    from docx.opc.exceptions import OpcError

    try:
        document = docx.Document(io.BytesIO(data))
        blocks = [Block(text) for text in _texts(document.element.body)]
        language = language_code(document.core_properties.language)
    except (OpcError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError, OSError) as error:
        problem = f"is no readable Word document ({error}); save it again as .docx or as .txt"
        raise TranscriptError(name, problem) from None
    return build_transcript(blocks, source=name, language=language)


def _texts(parent: Any) -> Iterator[str]:
    """The text of each paragraph below `parent`; of a row, its cells joined by tabs."""
    for child in parent.iterchildren("{*}*"):
        kind = _kind(child)
        if kind == "p":
            yield _paragraph(child)
        elif kind == "tr":
            cells = ["\n".join(_texts(cell)) for cell in child.iter("{*}tc")]
            yield "\t".join(cell for cell in cells if cell.strip())
        elif kind not in _HIDDEN:
            yield from _texts(child)


def _paragraph(element: Any) -> str:
    parts: list[str] = []
    for child in element.iterchildren("{*}*"):
        kind = _kind(child)
        if kind == "t":
            parts.append(child.text or "")
        elif kind in _BREAKS:
            parts.append(_BREAKS[kind])
        elif kind not in _HIDDEN and kind not in ("pPr", "rPr"):
            parts.append(_paragraph(child))
    return "".join(parts)


def _kind(element: Any) -> str:
    return str(element.tag).rsplit("}", 1)[-1]
