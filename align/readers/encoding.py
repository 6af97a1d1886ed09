"""Bytes of unknown encoding become text. Door to charset-normalizer."""

from __future__ import annotations

import codecs
import re

from align.errors import TranscriptError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# First bytes of files that people take for transcripts by mistake, and what they are.
_SIGNATURES = (
    (b"%PDF", "a PDF; copy its text into a .txt file"),
    (b"{\\rtf", "rich text; save it as .docx or .txt"),
    (b"\xd0\xcf\x11\xe0", "an old Word file; save it as .docx or .txt"),
    (b"PK\x03\x04", "a zip archive; a Word file has to end in .docx"),
    (b"RIFF", "a recording; give its transcript here"),
    (b"ID3", "a recording; give its transcript here"),
    (b"OggS", "a recording; give its transcript here"),
    (b"fLaC", "a recording; give its transcript here"),
    (b"\x1aE\xdf\xa3", "a recording; give its transcript here"),
    (b"\x89PNG", "a picture; give the text itself"),
    (b"\xff\xd8\xff", "a picture; give the text itself"),
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a]")
_HOW = "save it as UTF-8 text and try again"


def decode_text(data: bytes, name: str, *, declared: str | None = None) -> str:
    """The text in `data`, its line ends made newlines, without a byte order mark.

    Tried in this order: the byte order mark, the `declared` encoding, UTF-8, UTF-16 without a
    mark, what charset-normalizer thinks. Raises TranscriptError when it is empty or no text.
    """
    if not data.strip():
        raise TranscriptError(name, "is empty; give the text of what is said")
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise TranscriptError(name, f"is {what}")
    if data[4:8] == b"ftyp":
        raise TranscriptError(name, "is a recording; give its transcript here")
    text = _decoded(data, name, declared)
    if len(_CONTROLS.findall(text[:10_000])) > max(2, len(text[:10_000]) // 200):
        raise TranscriptError(name, f"holds binary data, not text; {_HOW}")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, name: str, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                problem = f"is damaged {encoding} text at byte {error.start}; {_HOW}"
                raise TranscriptError(name, problem) from None
    guesses = [declared] if declared else []
    guesses.append("utf-8")
    guesses.extend(_unmarked_utf16(data))
    for guess in guesses:
        try:
            return data.decode(guess)
        except (UnicodeDecodeError, LookupError):
            continue
    return _guessed(data, name)


def _unmarked_utf16(data: bytes) -> list[str]:
    """UTF-16 without a mark shows as zero bytes in every other place of Latin text."""
    sample = data[:4000]
    half = max(1, len(sample) // 2)
    if sample[1::2].count(0) > 0.4 * half:
        return ["utf-16-le"]
    if sample[0::2].count(0) > 0.4 * half:
        return ["utf-16-be"]
    return []


def _guessed(data: bytes, name: str) -> str:
    from charset_normalizer import from_bytes

    # A few bytes say little: of single-byte code pages, take the one Windows used in the West.
    if _looks_western(data):
        return data.decode("cp1252", errors="replace")
    best = from_bytes(data[:200_000]).best()
    if best is None or b"\x00" in data[:4000]:
        raise TranscriptError(name, f"is in an encoding that cannot be recognised; {_HOW}")
    try:
        return data.decode(best.encoding)
    except UnicodeDecodeError:
        return data.decode(best.encoding, errors="replace")


_WESTERN = re.compile(rb"(?:[A-Za-z ][\x80-\xff]{1,2}(?=[A-Za-z .,;:!?\r\n]|$))")


def _looks_western(data: bytes) -> bool:
    """Whether the bytes beyond ASCII are few and stand alone among Latin letters."""
    sample = data[:200_000]
    high = sum(byte > 0x7F for byte in sample)
    if b"\x00" in sample or any(byte in sample for byte in (b"\x81", b"\x8d", b"\x8f", b"\x90")):
        return False
    alone = len(_WESTERN.findall(sample))
    return high < 0.12 * len(sample) and alone > 0.7 * high
