"""The transcript and its times in the compact shape that the page's script reads."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TypedDict

from pullquote.align.model.alignment import AlignedWord, Alignment, Status
from pullquote.align.model.transcript import Role
from pullquote.ui.web.schemas.text import Paragraph, UnscriptedStretch, WordsAnswer

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


def words_answer(alignment: Alignment) -> WordsAnswer:
    """Everything the transcript pane draws.

    `paragraphs[i]`: `text` as written, `first` and `stop` token, `speaker`. Columns hold one entry
    a token: `at` and `length` in UTF-16 units of the paragraph's text, because that is how a
    browser counts; `role` and what `times_columns` gives.
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
            Paragraph(
                text=text,
                first=paragraph.first,
                stop=paragraph.stop,
                speaker=paragraph.speaker,
            )
        )
    return WordsAnswer(
        paragraphs=tuple(paragraphs),
        at=tuple(at),
        length=tuple(length),
        role="".join(ROLE_LETTERS[token.role] for token in transcript.tokens),
        duration=alignment.duration,
        coverage=round(alignment.coverage, 3),
        aligned=not alignment.is_partial,
        language=alignment.language,
        unscripted=tuple(
            UnscriptedStretch(
                start=round(stretch.span.start, 3),
                end=round(stretch.span.end, 3),
                after=stretch.after,
                text=stretch.text,
            )
            for stretch in alignment.unscripted
        ),
        **times_columns(alignment.words),
    )


class Columns(TypedDict):
    """The fields of `Times`."""

    start: tuple[int, ...]
    end: tuple[int, ...]
    status: str
    confidence: tuple[int, ...]


def times_columns(words: Sequence[AlignedWord]) -> Columns:
    """The words' times, statuses and confidences as `Times` has them."""
    return Columns(
        start=tuple(-1 if word.span is None else round(word.span.start * 1000) for word in words),
        end=tuple(-1 if word.span is None else round(word.span.end * 1000) for word in words),
        status="".join(STATUS_LETTERS[word.status] for word in words),
        confidence=tuple(round(word.confidence * 100) for word in words),
    )


def _utf16_places(text: str) -> Callable[[int], int]:
    """A function from a place in code points of `text` to the place in UTF-16 units."""
    # Few texts hold characters beyond the basic plane, and those hold few.
    wide = [place for place, char in enumerate(text) if char > "\uffff"]
    return lambda place: place + bisect_left(wide, place)
