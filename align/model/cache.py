"""Results kept under the content of their sources, so that nothing is recognised twice."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pullquote.align.errors import AlignmentFileError, OutputError
from pullquote.align.files import write_text
from pullquote.align.model.alignment import Alignment, format_alignment, parse_alignment
from pullquote.align.model.transcript import Transcript
from pullquote.align.model.words import EngineInfo, Recognition, Word
from pullquote.align.times import TimeSpan

_VERSION = "5"
"""To be changed whenever the same input would give another result."""


def cache_folder() -> Path:
    """The folder of kept results: `PULLQUOTE_CACHE`, or one among the system's caches."""
    named = os.environ.get("PULLQUOTE_CACHE")
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_cache_dir("pullquote", appauthor=False))


def key_of(*parts: str) -> str:
    """A name made from the contents of `parts`."""
    digest = hashlib.sha256()
    for part in (_VERSION, *parts):
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "little"))
        digest.update(data)
    return digest.hexdigest()[:40]


def load_alignment(key: str) -> Alignment | None:
    """The alignment kept under this key; None when there is not one that can be read."""
    text = _load(f"{key}.alignment.json")
    if text is None:
        return None
    with contextlib.suppress(AlignmentFileError):
        return parse_alignment(text)
    return None


def recall_alignment(key: str, transcript: Transcript, media: str) -> Alignment | None:
    """`load_alignment` for this transcript and a recording of this name.

    None, too, where the same text comes from another file and was read with other roles.
    """
    known = load_alignment(key)
    if known is None or known.transcript.tokens != transcript.tokens:
        return None
    pairs = zip(known.words, transcript.tokens, strict=True)
    words = tuple(replace(word, token=token) for word, token in pairs)
    return replace(known, transcript=transcript, words=words, media=media)


def store_alignment(key: str, alignment: Alignment) -> None:
    """Keep an alignment. A cache that cannot be written is not an error."""
    _store(f"{key}.alignment.json", format_alignment(alignment))


def load_recognition(key: str) -> Recognition | None:
    """The recognition kept under this key; None when there is not one that can be read."""
    text = _load(f"{key}.recognition.json")
    if text is None:
        return None
    with contextlib.suppress(KeyError, TypeError, ValueError):
        document = json.loads(text)
        return Recognition(
            tuple(Word(t, TimeSpan(s, e), p) for t, s, e, p in document["words"]),
            document["language"],
            EngineInfo(*document["engine"]),
        )
    return None


def store_recognition(key: str, recognition: Recognition) -> None:
    """Keep a recognition. A cache that cannot be written is not an error."""
    words: Sequence[tuple[str, float, float, float]] = [
        (w.text, w.span.start, w.span.end, w.probability) for w in recognition.words
    ]
    engine = recognition.engine
    document = {
        "words": words,
        "language": recognition.language,
        "engine": (engine.name, engine.version, engine.model),
    }
    _store(f"{key}.recognition.json", json.dumps(document, ensure_ascii=False))


def _load(name: str) -> str | None:
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return (cache_folder() / name).read_text(encoding="utf-8")
    return None


def _store(name: str, text: str) -> None:
    with contextlib.suppress(OSError, OutputError):
        folder = cache_folder()
        folder.mkdir(parents=True, exist_ok=True)
        write_text(folder / name, text)
