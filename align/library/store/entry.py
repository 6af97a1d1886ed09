"""A recording as the library lists it, and the files that it came from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pullquote.align.files import PathLike


@dataclass(frozen=True, slots=True)
class FileStamp:
    """A file's place, size and time, which change when it does."""

    path: str
    """Absolute."""
    size: int
    """Bytes."""
    modified: int
    """Nanoseconds since 1970."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The files from which a recording and its words came into the library."""

    media: FileStamp
    transcript: FileStamp | None = None
    """None where the words were recognised."""
    transcript_digest: str | None = None
    """Of the transcript's content."""
    recorded: float | None = None
    """The moment at which it began, seconds since 1970; None where the file does not say."""
    title: str = ""
    """The file's name without extension where empty."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A recording in the library, without its words."""

    id: int
    """Stays the same as long as the recording is in the library, whatever its words become."""
    title: str
    fingerprint: str
    """Of the recording's content (see `MediaInfo`)."""
    origin: Origin
    duration: float
    """Seconds."""
    language: str
    """ISO 639-1."""
    words: int
    """Searched words."""
    placed: int
    """Words of the transcript that have a time."""
    added: float
    """Seconds since 1970."""
    changed: float
    """The last change of its words, seconds since 1970."""

    @property
    def path(self) -> Path:
        """The place where the recording was last seen."""
        return Path(self.origin.media.path)

    @property
    def recorded(self) -> float | None:
        """The moment at which it began, seconds since 1970; None where the file does not say."""
        return self.origin.recorded


def stamp(path: PathLike) -> FileStamp:
    """The stamp of a file. Raises OSError."""
    path = Path(path)
    found = path.stat()
    return FileStamp(str(path.absolute()), found.st_size, found.st_mtime_ns)


def digest(path: PathLike) -> str:
    """Hex digest of a small file's content. Raises OSError."""
    return hashlib.blake2b(Path(path).read_bytes(), digest_size=16).hexdigest()
