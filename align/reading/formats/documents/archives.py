"""Documents that are zip archives of XML parts: Word's and OpenDocument's."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib

from pullquote.align.errors import TranscriptError
from pullquote.align.reading.formats.limits import LARGEST_FILE, shortened, too_much

_MOST_ENTRIES = 20_000
_DIRECTORY_ENTRY = b"PK\x01\x02"
_LOCKED = 0x1
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, KeyError,
    ValueError, IndexError, OverflowError, NotImplementedError, RuntimeError,
)  # fmt: skip


class Archive:
    """The parts of a document, read one by one and never more than LARGEST_FILE of each."""

    def __init__(self, data: bytes, name: str, what: str) -> None:
        """Raises TranscriptError, saying that `name` is not a readable `what`."""
        self._name, self._what = name, what
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise TranscriptError(
                name, "is locked by a password or an old Word file; save it as .docx"
            )
        if data.count(_DIRECTORY_ENTRY) > _MOST_ENTRIES:
            raise too_much(name, _MOST_ENTRIES, "files inside")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            # Some writers separate folders by backslashes, or begin names with a slash.
            self._parts = {_plain(info.filename): info for info in self._zip.infolist()}
        except _BROKEN as error:
            raise self.unreadable(error) from None

    def has(self, part: str) -> bool:
        """True if the archive holds this part."""
        return _plain(part) in self._parts

    def read(self, part: str) -> bytes:
        """The content of a part. Raises TranscriptError when it is missing, locked or damaged."""
        info = self._parts.get(_plain(part))
        if info is None:
            raise self.unreadable(f"it has no {part}")
        if info.flag_bits & _LOCKED:
            raise TranscriptError(self._name, "is locked by a password; save it without one")
        try:
            with self._zip.open(info) as stream:
                content = stream.read(LARGEST_FILE + 1)
        except _BROKEN as error:
            raise self.unreadable(error) from None
        if len(content) > LARGEST_FILE:
            raise too_much(self._name, LARGEST_FILE, "bytes of text once unpacked")
        return content

    def unreadable(self, reason: object) -> TranscriptError:
        """The error for a damaged document."""
        said = shortened(str(reason))
        problem = f"is not a readable {self._what} ({said}); save it again, or as .txt"
        return TranscriptError(self._name, problem)


def _plain(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").casefold()
