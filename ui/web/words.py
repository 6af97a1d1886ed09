"""The transcript and its times in the compact shape that the page's script reads."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import Any

from pullquote.align.model.alignment import AlignedWord, Alignment, Status
from pullquote.align.model.transcript import Role

STATUS_LETTERS = {
    Status.HEARD: "h",
    Status.PLACED: "p",
    Status.ESTIMATED: "e",
    Status.ABSENT: "a",
    Status.BY_HAND: "b",
    Status.PENDING: "n",
}
ROLE_LETTERS = {
    Role.SPEECH: "s",
    Role.SPEAKER: "k",
    Role.DIRECTION: "d",
    Role.TIMESTAMP: "t",
    Role.MARK: "m",
}


def words_document(alignment: Alignment) -> dict[str, Any]:
    """Everything the transcript pane draws.

    `paragraphs[i]`: `text` as written, `first` and `stop` token, `speaker`. Columns hold one entry
    a token: `at` and `length` in UTF-16 units of the paragraph's text, because that is how a
    browser counts; `role` and what `times_document` gives.
    """
    transcript = alignment.transcript
    at: list[int] = []
    length: list[int] = []
    paragraphs = []
    for paragraph in transcript.paragraphs:
        tokens = transcript.tokens[paragraph.first : paragraph.stop]
        begin = tokens[0].start_char
        text = transcript.text[begin : tokens[-1].end_char]
        units = _utf16_places(text)
        for token in tokens:
            start = units(token.start_char - begin)
            at.append(start)
            length.append(units(token.end_char - begin) - start)
        paragraphs.append(
            {
                "text": text,
                "first": paragraph.first,
                "stop": paragraph.stop,
                "speaker": paragraph.speaker,
            }
        )
    return {
        "paragraphs": paragraphs,
        "at": at,
        "length": length,
        "role": "".join(ROLE_LETTERS[token.role] for token in transcript.tokens),
        "duration": alignment.duration,
        "coverage": round(alignment.coverage, 3),
        "aligned": not alignment.is_partial,
        "language": alignment.language,
        "unscripted": [
            {
                "start": round(stretch.span.start, 3),
                "end": round(stretch.span.end, 3),
                "after": stretch.after,
                "text": stretch.text,
            }
            for stretch in alignment.unscripted
        ],
        **times_document(alignment.words),
    }


def times_document(words: tuple[AlignedWord, ...]) -> dict[str, Any]:
    """Columns `start` and `end` in milliseconds (-1 without a time), `status`, `confidence` (%)."""
    return {
        "start": [-1 if word.span is None else round(word.span.start * 1000) for word in words],
        "end": [-1 if word.span is None else round(word.span.end * 1000) for word in words],
        "status": "".join(STATUS_LETTERS[word.status] for word in words),
        "confidence": [round(word.confidence * 100) for word in words],
    }


def _utf16_places(text: str) -> Callable[[int], int]:
    """Turns a place in code points of `text` into the place in UTF-16 units."""
    # Few texts hold characters beyond the basic plane, and those hold few.
    wide = [place for place, char in enumerate(text) if char > "\uffff"]
    return lambda place: place + bisect_left(wide, place)
