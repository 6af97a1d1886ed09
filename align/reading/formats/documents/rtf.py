"""Rich text (`.rtf`), as Word, TextEdit and WordPad write it. Pure.

https://www.biblioscape.com/rtf15_spec.htm. The text is what the document shows: headers, footers,
notes, comments, hidden and deleted text, numbers of lists and instructions of fields are left out.
"""

from __future__ import annotations

import codecs
import contextlib
import re
from dataclasses import dataclass, field, replace

from pullquote.align.errors import TranscriptError
from pullquote.align.model.transcript import Transcript
from pullquote.align.reading.formats.limits import (
    DEEPEST,
    LARGEST_TEXT,
    MOST_SEGMENTS,
    too_deep,
    too_much,
)
from pullquote.align.reading.tokenizer import Block, build_transcript

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?[ ]?"
    r"|\\'(?P<hex>[0-9A-Fa-f]{2})|\\(?P<symbol>[^A-Za-z])|(?P<brace>[{}])|(?P<text>[^\\{}]+)"
)
_UNSEEN = frozenset(
    (
        "fonttbl", "colortbl", "stylesheet", "info", "pict", "nonshppict", "header", "headerl",
        "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "footnote", "annotation",
        "fldinst", "object", "objdata", "listtext", "pntext", "sp", "shprslt", "bkmkstart",
        "bkmkend", "tc", "xe", "rxe", "txe", "private", "revtbl", "listtable", "filetbl",
        "themedata", "generator",
    )
)  # fmt: skip
"""Destinations with text that is not shown, or not in its place."""
_SEEN = frozenset(("shpinst", "shptxt", "result"))
"""Destinations that are shown although a reader may leave them out."""
_SIGNS = {
    "tab": "\t", "cell": "\t", "nestcell": "\t", "line": "\n", "lbr": "\n", "emdash": "—",
    "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_SYMBOLS = {"~": "\u00a0", "_": "-", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}
_ENDS = frozenset(("par", "row", "nestrow", "sect", "page", "column"))
_CODE_PAGES = {
    128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250",
}  # fmt: skip
"""Of the character sets of fonts that are not the document's own."""


@dataclass(frozen=True, slots=True)
class _State:
    """The settings that hold until a group ends."""

    unseen: bool = False
    hidden: bool = False
    deleted: bool = False
    fonts: bool = False
    """True inside the table of fonts."""
    font: int = -1
    fallback: int = 1
    """Characters after a character of Unicode that stand in for it."""

    @property
    def is_shown(self) -> bool:
        return not (self.unseen or self.hidden or self.deleted)


@dataclass(slots=True)
class _Reader:
    """Reads one document."""

    name: str
    state: _State = _State()
    groups: list[_State] = field(default_factory=list)
    code_page: str = "cp1252"
    pages_of_fonts: dict[int, str] = field(default_factory=dict)
    paragraphs: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    raw: bytearray = field(default_factory=bytearray)
    """Bytes that wait to be decoded, of which several may be one character."""
    to_skip: int = 0
    starred: bool = False

    def read(self, text: str) -> list[str]:
        """The paragraphs of a document whose bytes are the characters of `text`."""
        place = 0
        while match := _TOKEN.match(text, place):
            place = match.end()
            kind, value = match.lastgroup, match[0]
            if kind in ("word", "number"):
                number = int(match["number"]) if match["number"] else None
                if match["word"] == "bin":
                    place += max(0, number or 0)
                else:
                    self._word(match["word"], number)
            elif kind == "hex":
                self._bytes(bytes.fromhex(match["hex"]))
            elif kind == "symbol":
                self._symbol(match["symbol"])
            elif kind == "brace":
                self._brace(value)
            else:
                self._bytes(value.replace("\r", "").replace("\n", "").encode("latin-1"))
        self._end_paragraph()
        return self.paragraphs

    def _brace(self, brace: str) -> None:
        self._flush()
        self.starred, self.to_skip = False, 0
        if brace == "{":
            if len(self.groups) >= DEEPEST:
                raise too_deep(self.name, "groups")
            self.groups.append(self.state)
        elif self.groups:
            self.state = self.groups.pop()

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self.starred = True
        elif symbol in "\r\n":
            self._end_paragraph()
        elif symbol in _SYMBOLS:
            self._text(_SYMBOLS[symbol])

    def _word(self, word: str, number: int | None) -> None:
        starred, self.starred = self.starred, False
        state = self.state
        if word == "u" and number is not None:
            self._text(chr(number % 0x10000))
            self.to_skip = state.fallback
            return
        self._flush()
        if word in _SIGNS:
            self._text(_SIGNS[word])
        elif word in _ENDS:
            if state.is_shown:
                self._end_paragraph()
        elif word == "fonttbl":
            self.state = replace(state, unseen=True, fonts=True)
        elif word in _UNSEEN or (starred and word not in _SEEN):
            self.state = replace(state, unseen=True)
        else:
            self._set(word, number)

    def _set(self, word: str, number: int | None) -> None:
        """Words that change what holds from here on."""
        is_on = number != 0
        if word == "v":
            self.state = replace(self.state, hidden=is_on)
        elif word == "deleted":
            self.state = replace(self.state, deleted=is_on)
        elif word == "plain":
            self.state = replace(self.state, hidden=False, deleted=False)
        elif word == "uc":
            self.state = replace(self.state, fallback=max(0, number or 0))
        elif word == "f" and number is not None:
            self.state = replace(self.state, font=number)
        elif word == "fcharset" and self.state.fonts and number in _CODE_PAGES:
            self.pages_of_fonts[self.state.font] = _CODE_PAGES[number]
        elif word == "ansicpg" and number:
            with contextlib.suppress(LookupError):
                self.code_page = codecs.lookup(f"cp{number}").name
        elif word == "mac":
            self.code_page = "mac_roman"

    def _bytes(self, data: bytes) -> None:
        skipped = min(self.to_skip, len(data))
        self.to_skip -= skipped
        if self.state.is_shown:
            self.raw += data[skipped:]

    def _text(self, text: str) -> None:
        self._flush()
        self.to_skip = 0
        if self.state.is_shown:
            self.parts.append(text)

    def _flush(self) -> None:
        if self.raw:
            page = self.pages_of_fonts.get(self.state.font, self.code_page)
            self.parts.append(self.raw.decode(page, "replace"))
            self.raw.clear()

    def _end_paragraph(self) -> None:
        self._flush()
        paragraph = "".join(self.parts).strip("\t ")
        self.parts.clear()
        if paragraph:
            if len(self.paragraphs) >= MOST_SEGMENTS:
                raise too_much(self.name, MOST_SEGMENTS, "paragraphs")
            # Characters beyond the first plane are written as two halves.
            whole = paragraph.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            self.paragraphs.append(whole)


def read(data: bytes, name: str) -> Transcript:
    """Paragraphs and rows of tables in their order.

    Raises TranscriptError when the file is not rich text or holds too much.
    """
    bare = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not bare:
        raise TranscriptError(name, "is empty; give the text of what is said")
    if not bare.startswith(b"{\\rtf"):
        raise TranscriptError(name, "is not rich text; give plain text a name ending in .txt")
    if len(bare) > 2 * LARGEST_TEXT:
        raise too_much(name, 2 * LARGEST_TEXT, "bytes")
    paragraphs = _Reader(name).read(bare.decode("latin-1"))
    return build_transcript([Block(text) for text in paragraphs], source=name)
