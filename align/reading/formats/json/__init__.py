"""JSON of recognisers and services, one module per kind, recognised by its content.

To add a kind: write a module with `fits(document)` and `read_segments(document)` that yields
Segments, raises FieldError for a field of the wrong kind, and add it to `_KINDS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pullquote.align.errors import AlignmentFileError, TranscriptError
from pullquote.align.model.alignment import parse_alignment
from pullquote.align.model.transcript import Transcript
from pullquote.align.reading.formats.encoding import decode_text
from pullquote.align.reading.formats.json import (
    assemblyai,
    aws,
    deepgram,
    fireflies,
    own,
    podcast,
    rev,
    whisper,
)
from pullquote.align.reading.formats.json.fields import FieldError, load
from pullquote.align.reading.formats.segments import TimedText, as_transcript, timed_text
from pullquote.align.reading.language_codes import language_code

_KINDS = (own, podcast, deepgram, aws, rev, fireflies, assemblyai, whisper)
_UNKNOWN = (
    "is not JSON as Whisper, WhisperX, whisper.cpp, the Podcast namespace, Deepgram, AWS, Rev, "
    "AssemblyAI or Fireflies write it: no segments or text with words in it"
)


def read(data: bytes, name: str) -> Transcript:
    """A paragraph for each segment; for our own result file, the transcript in it."""
    document = load(data, name)
    if own.fits(document):
        try:
            return parse_alignment(decode_text(data, name), source=name).transcript
        except AlignmentFileError as error:
            raise TranscriptError(name, error.problem) from None
    return as_transcript(_segments(document, name), name)


def read_timed(data: bytes, name: str) -> TimedText:
    """The segments of the file, with word times where it has them. Raises TranscriptError."""
    return _segments(load(data, name), name)


def _segments(document: Any, name: str) -> TimedText:
    kind = next((kind for kind in _KINDS if kind.fits(document)), None)
    if kind is None:
        raise TranscriptError(name, _UNKNOWN)
    try:
        return timed_text(kind.read_segments(document), name, _UNKNOWN, _language(document))
    except FieldError as error:
        raise TranscriptError(name, f"is damaged ({error}); export it again") from None


def _language(document: Any) -> str | None:
    """ISO 639-1 code where the document names its language, at its top or in its result."""
    if not isinstance(document, Mapping):
        return None
    places = [document, document.get("result"), document.get("results")]
    results = document.get("results")
    if isinstance(results, Mapping) and isinstance(results.get("channels"), list):
        places += results["channels"][:1]
    for place in places:
        if isinstance(place, Mapping):
            for key in ("language", "language_code", "detected_language"):
                if code := language_code(place.get(key)):
                    return code
    return None
