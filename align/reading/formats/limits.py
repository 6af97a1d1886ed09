"""Bounds on transcripts, for damaged or hostile files and recordings taken for transcripts.

Each is far beyond the needs of a recording of some days, and keeps the cost of any file to some
seconds and some hundred megabytes. Messages name the bound.
"""

from __future__ import annotations

from pathlib import Path

from pullquote.align.errors import TranscriptError
from pullquote.align.files import read_bytes

LARGEST_FILE = 100_000_000
"""Bytes; a day of speech has one million characters, but documents hold pictures."""
LARGEST_TEXT = 20_000_000
"""Characters of a file that is text, with its marks."""
MOST_LINES = 1_000_000
MOST_SEGMENTS = 200_000
"""Cues of subtitles, segments of JSON, paragraphs of documents."""
_LONGEST_REASON = 120
DEEPEST = 100
"""Levels of nested elements, groups or tables."""


def read_source(path: Path) -> bytes:
    """The content of the regular file at `path`, never more than LARGEST_FILE of it.

    Raises TranscriptError when it is missing, a folder, a device, a pipe, too large or unreadable.
    """
    try:
        return read_bytes(path, most=LARGEST_FILE)
    except FileNotFoundError:
        raise TranscriptError(path, "does not exist; check the name of the transcript") from None
    except (OSError, ValueError) as error:  # ValueError: a null byte in the name
        reason = getattr(error, "strerror", None) or error
        problem = f"cannot be read as a transcript ({reason}); check that it is the right file"
        raise TranscriptError(path, problem) from None


def check_text(text: str, name: str) -> None:
    """Raise TranscriptError when `text` has more characters or lines than any transcript."""
    if len(text) > LARGEST_TEXT:
        raise too_much(name, LARGEST_TEXT, "characters")
    if text.count("\n") > MOST_LINES:
        raise too_much(name, MOST_LINES, "lines")


def shortened(reason: str) -> str:
    """A library's words about a damaged file, as much of them as fits into a sentence.

    It may hold the file's own bytes.
    """
    return reason if len(reason) <= _LONGEST_REASON else f"{reason[:_LONGEST_REASON]}…"


def too_much(name: str, bound: int, what: str) -> TranscriptError:
    """The error for a file that holds more than `bound` of something."""
    problem = f"has more than {bound:,} {what}, more than any transcript; give only its text"
    return TranscriptError(name, problem)


def too_deep(name: str, what: str) -> TranscriptError:
    """The error for a file that nests `what` beyond DEEPEST."""
    problem = f"has {what} nested more than {DEEPEST} deep; copy its text into a .txt file"
    return TranscriptError(name, problem)
