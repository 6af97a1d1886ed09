"""Each visitor's recordings, alignments and baskets on disk, and their place on the page.

    <data folder>/visitors/<visitor>/<recording>/recording.json     what it is, basket, view
                                                 transcript.*       as it was given, byte for byte
                                                 alignment.json     once there is one
                                                 media.*            only when it was uploaded
                                                 exports/           what was made

Ids of recordings are random and cannot be guessed. Nothing of one visitor is reachable from
another's `Workspace`.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import secrets
import shutil
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pullquote.align.errors import InputError, LibraryError, OutputError
from pullquote.align.files import write_text
from pullquote.align.library.store.location import data_folder as data_folder
from pullquote.align.model.alignment import (
    UNALIGNED,
    AlignedWord,
    Alignment,
    Status,
    format_alignment,
    read_alignment,
)
from pullquote.align.model.transcript import Transcript
from pullquote.ui.web.schemas.bodies import Item, View
from pullquote.ui.web.schemas.speakers import Colours, read_colours

LOG = logging.getLogger(__name__)

_ID = re.compile(r"^[A-Za-z0-9_-]{16,40}$")


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording that a visitor opened, without its transcript and times."""

    id: str
    title: str
    media: str
    """Path of the file: the visitor's own, or the uploaded copy beside it."""
    duration: float
    """Seconds."""
    width: int
    """Pixels; 0 where there is no picture."""
    height: int
    fingerprint: str
    transcript: str
    """File name of the transcript inside the recording's folder."""
    opened: float
    """The last time that it was opened, seconds since 1970."""
    basket: tuple[Item, ...] = ()
    """Passages in the basket."""
    view: View = field(default_factory=View)
    """The state of the page: selection, place, choices."""
    colours: Colours = field(default_factory=dict)
    """Colours that were chosen for speakers."""

    @property
    def is_video(self) -> bool:
        """True for a recording with a picture."""
        return self.width > 0


class Workspace:
    """One visitor's recordings on disk. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.RLock()
        self.library: Path | None = None
        """The library that corrections reach too where the recording is in it; None for none."""
        self._alignments: dict[str, tuple[int, Alignment]] = {}

    @property
    def owner(self) -> str:
        """The visitor's name on disk."""
        return self.folder.name

    def recordings(self) -> list[Recording]:
        """All recordings, last opened first; folders that are damaged are left out."""
        found = []
        if self.folder.is_dir():
            for folder in self.folder.iterdir():
                recording = self.find(folder.name)
                if recording is not None:
                    found.append(recording)
        return sorted(found, key=lambda recording: -recording.opened)

    def find(self, id: str) -> Recording | None:  # noqa: A002
        """The recording with this id; None when this visitor has none."""
        if not _ID.match(id):
            return None
        try:
            document = json.loads((self.folder / id / "recording.json").read_text("utf-8"))
            kept = {"basket": read_basket(document["basket"]), "view": _view(document["view"])}
            colours = read_colours(document.get("colours"))
            return Recording(**{**document, **kept, "colours": colours})
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def get(self, id: str) -> Recording:  # noqa: A002
        """The recording with this id. Raises InputError when this visitor has none."""
        recording = self.find(id)
        if recording is None:
            raise InputError("this recording is no longer open here; open it again")
        return recording

    def new_folder(self) -> Path:
        """A folder for a new recording; its name is the id."""
        folder = self.folder / secrets.token_urlsafe(18).replace("-", "x").replace("_", "y")
        _make(folder)
        return folder

    def keep(self, recording: Recording) -> Recording:
        """Write the facts about a recording."""
        document = {field.name: getattr(recording, field.name) for field in fields(recording)}
        document["basket"] = [item.model_dump(exclude_unset=True) for item in recording.basket]
        document["view"] = recording.view.model_dump(exclude_unset=True)
        with self._lock:
            write_text(
                self.folder / recording.id / "recording.json",
                json.dumps(document, ensure_ascii=False, indent=1),
            )
        return recording

    def change(self, id: str, **fields: Any) -> Recording:  # noqa: A002
        """Change some fields of a recording. Raises InputError when there is none."""
        with self._lock:
            return self.keep(replace(self.get(id), **fields))

    def forget(self, id: str) -> None:  # noqa: A002
        """Remove a recording and its files; the user's own media file stays."""
        self.get(id)
        with self._lock:
            self._alignments.pop(id, None)
            shutil.rmtree(self.folder / id, ignore_errors=True)

    def alignment(self, id: str) -> Alignment:  # noqa: A002
        """The words of this recording as far as they are known; all pending before alignment."""
        recording = self.get(id)
        path = self.folder / id / "alignment.json"
        with self._lock:
            stamp = self._stamp(recording)
            known = self._alignments.get(id)
            if known is not None and known[0] == stamp:
                return known[1]
            alignment = read_alignment(path) if stamp > 0 else self._unaligned(recording)
            self._alignments[id] = (stamp, alignment)
            return alignment

    def version(self, id: str) -> str:  # noqa: A002
        """A text that changes whenever the recording's words or times do."""
        return f"{self._stamp(self.get(id)):x}"

    def _stamp(self, recording: Recording) -> int:
        """The last change of its words, ns since 1970; negative while they have no times."""
        folder = self.folder / recording.id
        with suppress(FileNotFoundError):
            return (folder / "alignment.json").stat().st_mtime_ns
        return -(folder / recording.transcript).stat().st_mtime_ns

    def set_alignment(self, id: str, alignment: Alignment) -> None:  # noqa: A002
        """Keep new words and times."""
        path = self.folder / self.get(id).id / "alignment.json"
        with self._lock:
            write_text(path, format_alignment(alignment))
            self._alignments[id] = (path.stat().st_mtime_ns, alignment)
        if self.library is not None and self.library.exists() and not alignment.is_partial:
            _correct_in_library(self.library, alignment)

    def _unaligned(self, recording: Recording) -> Alignment:
        from pullquote.align.reading.formats import read_transcript

        transcript = read_transcript(self.folder / recording.id / recording.transcript)
        return without_times(transcript, recording)


def _correct_in_library(path: Path, alignment: Alignment) -> None:
    """Let the library have the words of a recording that it knows. A failure is only logged."""
    from pullquote.align.library.store.library import Library

    try:
        with Library(path, writes=True) as library:
            entry = library.find_content(alignment.fingerprint)
            if entry is not None:
                library.correct(entry.id, alignment)
    except LibraryError:
        LOG.exception("a correction did not reach the library")


def without_times(transcript: Transcript, recording: Recording) -> Alignment:
    """An alignment in which no word has been looked for."""
    return Alignment(
        transcript=transcript,
        words=tuple(AlignedWord(t, None, 0.0, Status.PENDING) for t in transcript.tokens),
        unscripted=(),
        language=transcript.language or "",
        duration=recording.duration,
        fingerprint=recording.fingerprint,
        engine=UNALIGNED,
        media=Path(recording.media).name,
    )


def read_basket(kept: Any) -> tuple[Item, ...]:
    """The readable part of a basket; earlier versions kept whatever the page sent."""
    items = []
    for document in kept if isinstance(kept, list) else ():
        with suppress(ValidationError):
            items.append(Item.model_validate(document))
    return tuple(items)


def _view(kept: Any) -> View:
    try:
        return View.model_validate(kept)
    except ValidationError:
        return View()


class Visitors:
    """All visitors' workspaces under one data folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._known: dict[str, Workspace] = {}
        self._lock = threading.Lock()

    def workspace(self, token: str) -> Workspace:
        """The workspace of the person with this secret; made on first use."""
        # The folder's name gives nothing away to someone who can list the data folder.
        name = hashlib.sha256(token.encode()).hexdigest()[:32]
        with self._lock:
            if name not in self._known:
                self._known[name] = Workspace(self.root / "visitors" / name)
            return self._known[name]

    def owner_token(self) -> str:
        """The secret of the person who owns this machine's data folder; made on first use.

        Whoever starts the server opens the page with it, and so finds their recordings again in
        any browser.
        """
        path = self.root / "owner-key"
        if not path.exists():
            _make(self.root)
            write_text(path, secrets.token_urlsafe(24))
            path.chmod(0o600)
        return path.read_text("utf-8").strip()


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(folder, f"cannot be made ({error.strerror or error})") from None


def now() -> float:
    """Seconds since 1970."""
    return time.time()
