"""Recordings and their transcripts, brought together by their names.

A transcript stands beside its recording under the same name (`talk.mp3` and `talk.txt`,
`talk.mp3.srt`, `talk.en.vtt`, `talk.transcript.docx`) or in a folder `transcripts` beside it. Where
there are several the first of this order counts: a result of `pullquote align` (unless the text
beside it was changed after it was made), a text, captions, another program's result.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pullquote.align.errors import InputError, LibraryError, PullquoteError, TranscriptError
from pullquote.align.files import is_temporary
from pullquote.align.reading.formats import KNOWN_EXTENSIONS, TIMED_EXTENSIONS

_SOUND = "aac ac3 aif aiff amr caf flac m4a m4b mka mp2 mp3 oga ogg opus wav wma"
_VIDEO = "avi flv m2ts m4v mkv mov mp4 mpeg mpg mts mxf ogv ts webm wmv"
RECORDINGS = frozenset(f".{extension}" for extension in f"{_SOUND} {_VIDEO}".split())
"""Extensions that are taken for recordings in a folder; a file that is named need not have one."""

ALIGNMENT = ".alignment.json"
_TEXTS = tuple(e for e in KNOWN_EXTENSIONS if e not in TIMED_EXTENSIONS)
_TRANSCRIPTS = (ALIGNMENT, *_TEXTS, *(e for e in TIMED_EXTENSIONS if e != ".json"), ".json")
_FOLDERS = ("transcripts", "Transcripts")


@dataclass(frozen=True, slots=True)
class Pair:
    """A recording and what is written of it."""

    media: Path
    transcript: Path | None
    """None where there is none: then the words must be recognised."""

    @property
    def is_aligned(self) -> bool:
        """True when the transcript is a result of `pullquote align`."""
        return self.transcript is not None and self.transcript.name.endswith(ALIGNMENT)


@dataclass(frozen=True, slots=True)
class Found:
    """The pairs among what was named, and what was not a recording."""

    pairs: tuple[Pair, ...] = ()
    errors: tuple[PullquoteError, ...] = field(default=())


def find_pairs(paths: Sequence[Path]) -> Found:
    """Every recording among these files, and in these folders and those below them.

    A recording and a transcript that are named alone together belong together whatever their
    names.
    """
    if len(paths) == 2 and all(path.is_file() for path in paths):
        media = [path for path in paths if _is_recording(path)]
        texts = [path for path in paths if _is_transcript(path)]
        if len(media) == len(texts) == 1:
            return Found((Pair(media[0], texts[0]),))
    named: dict[Path, Pair] = {}
    errors: list[PullquoteError] = []
    for path in paths:
        if path.is_dir():
            for pair in _in_folder(path):
                named.setdefault(pair.media, pair)
        elif not path.exists():
            errors.append(InputError(f"{path}: there is no such file; check the name"))
        elif not _is_transcript(path) or _is_recording(path):
            named.setdefault(path, Pair(path, find_transcript(path)))
        elif (beside := _find_recording(path)) is not None:
            named[beside] = Pair(beside, path)
        else:
            problem = "no recording of this name is beside it; name the recording too"
            errors.append(TranscriptError(path, problem))
    return Found(tuple(named.values()), tuple(errors))


def find_transcript(media: Path) -> Path | None:
    """The transcript that stands beside a recording; None when there is none."""
    folders = (media.parent, *(media.parent / name for name in _FOLDERS))
    names = {folder: _names(folder) for folder in folders if folder.is_dir()}
    return _best_transcript(media, names)


def _in_folder(folder: Path) -> Iterator[Pair]:
    for place, folders, files in os.walk(folder):
        folders.sort()
        here = Path(place)
        names: dict[Path, list[str]] = {here: files}
        for name in _FOLDERS:
            if name in folders:
                names[here / name] = _names(here / name)
        for file in sorted(files):
            path = here / file
            if path.suffix.lower() in RECORDINGS and not _is_hidden(path):
                yield Pair(path, _best_transcript(path, names))


def _best_transcript(media: Path, names: dict[Path, list[str]]) -> Path | None:
    found = [
        (rank, len(name), folder / name)
        for folder, files in names.items()
        for name in files
        if (rank := _rank(media, name)) is not None
    ]
    if not found:
        return None
    rank, _, best = min(found)
    if rank == 0:  # a text that was corrected after it was aligned counts
        texts = [path for rank, _, path in sorted(found) if 0 < rank <= len(_TEXTS)]
        if texts and _changed(texts[0]) > _changed(best):
            return texts[0]
    return best


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _rank(media: Path, name: str) -> int | None:
    """The rank of a file of this name as the transcript, 0 best; None where it is not one."""
    lower = name.lower()
    for rank, ending in enumerate(_TRANSCRIPTS):
        if lower.endswith(ending):
            stem = lower[: -len(ending)]
            own, whole = media.stem.lower(), media.name.lower()
            is_its = stem in (own, whole) or any(
                stem.startswith(f"{begin}.") and "." not in stem[len(begin) + 1 :]
                for begin in (own, whole)
            )
            return rank if is_its and lower != whole else None
    return None


def _find_recording(transcript: Path) -> Path | None:
    folders = [transcript.parent]
    if transcript.parent.name in _FOLDERS:
        folders.append(transcript.parent.parent)
    for folder in folders:
        for name in sorted(_names(folder)):
            path = folder / name
            if path.suffix.lower() in RECORDINGS and _rank(path, transcript.name) is not None:
                return path
    return None


def _names(folder: Path) -> list[str]:
    try:
        return [entry.name for entry in os.scandir(folder) if entry.is_file()]
    except OSError as error:
        raise LibraryError(folder, f"cannot be listed ({error.strerror})") from error


def _is_recording(path: Path) -> bool:
    return path.suffix.lower() in RECORDINGS


def _is_transcript(path: Path) -> bool:
    return path.suffix.lower() in KNOWN_EXTENSIONS


def _is_hidden(path: Path) -> bool:
    return path.name.startswith(".") or is_temporary(path)
