"""Text of PDF files, read in a process of its own. Door to pypdf.

A PDF knows lines, not paragraphs: it is read like plain text with wrapped lines, and with an empty
line where the page leaves room. Lines that stand at the top or the bottom of most pages, and
numbers of pages, are not speech.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Sequence

from pullquote.align.errors import CancelledError, EngineError, TranscriptError
from pullquote.align.model.transcript import Transcript
from pullquote.align.progress import Monitor
from pullquote.align.reading.formats.limits import LARGEST_TEXT, check_text, shortened, too_much
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.workers import run_apart

MOST_PAGES = 3000
LONGEST = 120.0
"""Seconds that reading may take; an hour of speech takes one or two."""
_MEMORY = 4 * 2**30
"""Bytes of address space."""
_EDGE = 3
"""Lines at the top and the bottom of a page that may be its furniture."""
_FEWEST_PAGES = 3
_FULL_STOPS = tuple('.!?…:”"')
_NUMBER = re.compile(r"\d{1,6}")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—|]\s?)?(?:page|seite|p\.)?\s?\d{1,4}(?:\s?(?:/|of|von|de)\s?\d{1,4})?(?:\s?[-–—|])?",
    re.IGNORECASE,
)


def read(data: bytes, name: str) -> Transcript:
    """The text of all pages as one, without the lines that all of them carry.

    Raises TranscriptError when the file is damaged, locked, too large, or pictures of text.
    """
    if not data.strip():
        raise TranscriptError(name, "is empty; give the text of what is said")
    until = time.monotonic() + LONGEST
    monitor = Monitor(lambda stage, share: None, lambda: time.monotonic() > until)
    try:
        pages: list[str] = run_apart(page_texts, data, name, monitor=monitor, memory=_MEMORY)
    except CancelledError:
        problem = f"takes longer than {LONGEST:.0f} s to read; save it as text (.txt) and give that"
        raise TranscriptError(name, problem) from None
    except EngineError:
        problem = "is a damaged PDF; save it as text (.txt) and give that"
        raise TranscriptError(name, problem) from None
    text = joined_pages(pages)
    check_text(text, name)
    if not text.strip():
        problem = "holds no text, perhaps pictures of pages; recognise the text in it first (OCR)"
        raise TranscriptError(name, problem)
    return parse_transcript(text, source=name)


def page_texts(data: bytes, name: str, monitor: Monitor) -> list[str]:
    """The text of each page, with empty lines where it leaves room. Raises TranscriptError."""
    import io
    import logging

    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        document = pypdf.PdfReader(io.BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            raise TranscriptError(name, "is locked by a password; save it without one")
        count = len(document.pages)
        if count > MOST_PAGES:
            raise too_much(name, MOST_PAGES, "pages")
        pages = []
        size = 0
        for number, page in enumerate(document.pages):
            monitor.report("read", number / count)
            pages.append(page.extract_text(extraction_mode="layout"))
            size += len(pages[-1])
            if size > LARGEST_TEXT:
                raise too_much(name, LARGEST_TEXT, "characters")
        return pages
    except (TranscriptError, CancelledError):
        raise
    except pypdf.errors.DependencyError:
        raise TranscriptError(name, "is locked; save it without protection") from None
    except Exception as error:  # damaged files meet any of Python's own errors in pypdf
        reason = str(error) or type(error).__name__
        problem = f"is a damaged PDF ({shortened(reason)}); save it as text (.txt) and give that"
        raise TranscriptError(name, problem) from None


def joined_pages(pages: Sequence[str]) -> str:
    """The pages as one text, without what most of them carry at their edges and their numbers.

    A sentence that goes on after a page does so on the next line, as within a page.
    """
    lines = [_lines(page) for page in pages]
    shapes = Counter(shape for page in lines for shape in {_shape(x) for x in _edges(page)})
    enough = max(_FEWEST_PAGES, (len(pages) + 1) // 2)
    furniture = {shape for shape, count in shapes.items() if count >= enough}
    kept: list[str] = []
    for page in lines:
        rows = page
        for _ in range(_EDGE):
            rows = rows[1:] if rows and _is_furniture(rows[0], furniture) else rows
            rows = rows[:-1] if rows and _is_furniture(rows[-1], furniture) else rows
            rows = _trimmed(rows)
        kept += rows
    if _is_double_spaced(kept):
        kept = [line for line in kept if line]
    return "\n".join(kept).replace("\u00ad\n", "")


def _lines(page: str) -> list[str]:
    return _trimmed([" ".join(line.split()) for line in page.splitlines()])


def _trimmed(lines: list[str]) -> list[str]:
    """The lines without empty ones at the edges."""
    first, stop = 0, len(lines)
    while first < stop and not lines[first]:
        first += 1
    while stop > first and not lines[stop - 1]:
        stop -= 1
    return lines[first:stop]


def _is_double_spaced(lines: Sequence[str]) -> bool:
    """True if empty lines stand between all lines, not only between paragraphs."""
    shown = [line for line in lines if line]
    unfinished = sum(not line.endswith(_FULL_STOPS) for line in shown)
    return len(lines) - len(shown) >= 0.8 * (len(shown) - 1) and unfinished > 0.3 * len(shown)


def _edges(page: Sequence[str]) -> Sequence[str]:
    shown = [line for line in page if line]
    return [*shown[:_EDGE], *shown[max(_EDGE, len(shown) - _EDGE) :]]


def _shape(line: str) -> str:
    """The line with its numbers alike."""
    return _NUMBER.sub("0", line)


def _is_furniture(line: str, furniture: set[str]) -> bool:
    return _shape(line) in furniture or _PAGE_NUMBER.fullmatch(line) is not None
