"""Decoding of text in an unknown encoding. Door to charset-normalizer."""

from __future__ import annotations

import codecs
import re

from pullquote.align.errors import TranscriptError
from pullquote.align.reading.formats.limits import check_text

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# First bytes of files that people take for transcripts by mistake, and what they are.
_SIGNATURES = (
    (b"%PDF", "a PDF; give it a name ending in .pdf"),
    (b"{\\rtf", "rich text; give it a name ending in .rtf"),
    (b"\xd0\xcf\x11\xe0", "an old Word file; save it as .docx or .txt"),
    (b"PK\x03\x04", "a zip archive; a Word file has to end in .docx, an OpenDocument one in .odt"),
    (b"RIFF", "a recording; give its transcript here"),
    (b"ID3", "a recording; give its transcript here"),
    (b"OggS", "a recording; give its transcript here"),
    (b"fLaC", "a recording; give its transcript here"),
    (b"\x1aE\xdf\xa3", "a recording; give its transcript here"),
    (b"\x89PNG", "a picture; give the text itself"),
    (b"\xff\xd8\xff", "a picture; give the text itself"),
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x80-\x84\x86-\x9f\ufffd]")
_SAMPLE = 200_000  # bytes that are looked at when guessing
# Letters beyond ASCII of languages in Latin script, by the code page that Windows writes them in.
_ALPHABETS = {
    "cp1252": (
        "àâæçéèêëîïôœùûüÿ", "äöüßé", "áéíñóúüçà", "ãáâàçéêíóôõúü", "àèéìíîòóùú",
        "åäöæøéü", "áðéíóúýþæö", "ëéèïöüáóê",
    ),
    "cp1250": (
        "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áéíóöőúüű", "ăâîşţ", "čćđšž", "áäčďéíĺľňóôŕšťúýž",
    ),
    "cp1254": ("çğıöşüâîû",),
    "cp1257": ("āčēģīķļņšūž", "ąčęėįšųūž", "äõöüšž"),
}  # fmt: skip
_PUNCTUATION = frozenset("’‘“”„‚–—…€£«»°·¡¿©®™\u00a0\u00adªº§½¼¾")
_HOW = "save it as UTF-8 text and try again"


def decode_text(data: bytes, name: str, *, declared: str | None = None) -> str:
    """The text in `data` with newlines as line ends, without a byte order mark.

    The encoding is, in this order, that of the byte order mark, the `declared` one, UTF-8, UTF-16
    without a mark, or the guess of charset-normalizer. Raises TranscriptError when the data are
    empty, too long or not text.
    """
    if not data.strip():
        raise TranscriptError(name, "is empty; give the text of what is said")
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise TranscriptError(name, f"is {what}")
    if data[4:8] == b"ftyp":
        raise TranscriptError(name, "is a recording; give its transcript here")
    text = _decoded(data, name, declared)
    check_text(text, name)
    if len(_CONTROLS.findall(text[:10_000])) > max(2, len(text[:10_000]) // 200):
        raise TranscriptError(name, f"holds binary data instead of text; {_HOW}")
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
    """UTF-16 without a mark, recognised by a zero in every other byte of Latin text."""
    sample = data[:4000]
    half = max(1, len(sample) // 2)
    if sample[1::2].count(0) > 0.4 * half:
        return ["utf-16-le"]
    if sample[0::2].count(0) > 0.4 * half:
        return ["utf-16-be"]
    return []


def _guessed(data: bytes, name: str) -> str:
    from charset_normalizer import from_bytes

    latin = _latin_page(data[:_SAMPLE])
    if latin is not None:
        return data.decode(latin, errors="replace")
    best = from_bytes(data[:_SAMPLE]).best()
    if best is None or b"\x00" in data[:4000]:
        raise TranscriptError(name, f"is in an encoding that cannot be recognised; {_HOW}")
    return data.decode(best.encoding, errors="replace")


def _latin_page(data: bytes) -> str | None:
    """The Windows code page of text in Latin letters; None for other text.

    The page is the one in which the letters beyond ASCII all belong to some language: the pages
    differ in too few bytes for charset-normalizer to tell them apart in a page of text.
    """
    if sum(byte > 0x7F for byte in data) > 0.25 * len(data) or b"\x00" in data:
        return None
    beyond: dict[str, str] = {}
    for page in _ALPHABETS:
        try:
            letters = data.decode(page).lower()
        except UnicodeDecodeError:
            continue
        beyond[page] = "".join(c for c in letters if not c.isascii() and c not in _PUNCTUATION)
    fits = [
        (_share(letters, alphabet), page)
        for page, letters in beyond.items()
        for alphabet in _ALPHABETS[page]
    ]
    # Text in several languages at once fits no single alphabet.
    mixed = [(_share(ls, "".join(_ALPHABETS[page])), page) for page, ls in beyond.items()]
    for shares in (fits, mixed):
        best, page = max(shares, key=lambda pair: pair[0], default=(0.0, ""))
        if best > 0.9:
            return page
    return None


def _share(letters: str, alphabet: str) -> float:
    return sum(letter in alphabet for letter in letters) / len(letters) if letters else 1.0
