"""Corrections of an alignment: words respelled, given another time, or looked for again.

corrected, last = with_text(alignment, 210, 211, "a storm petrel")
corrected = place_again(corrected, 210, last, lambda a, b: place_passage(media, …, a, b))
corrected = with_times(alignment, 210, 211, TimeSpan(70.0, 70.9))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pullquote.align.errors import InputError
from pullquote.align.model.alignment import AlignedWord, Alignment, Status
from pullquote.align.model.transcript import Paragraph, Role, Token, Transcript
from pullquote.align.reading.word_boundaries import split_words
from pullquote.align.times import TimeSpan

AROUND = 2
"""Words on each side that are aligned again with those that were changed."""


def with_text(alignment: Alignment, first: int, last: int, text: str) -> tuple[Alignment, int]:
    """The alignment with these words written as `text`, and the index of the last of them now.

    As many words as before keep their times; otherwise the new ones are PENDING. Raises InputError
    when `text` holds no word.
    """
    transcript = spliced(alignment.transcript, first, last, text)
    count = len(transcript.tokens) - len(alignment.words) + last - first + 1
    stop = first + count
    old = alignment.words
    if count == last - first + 1:
        middle = [
            replace(word, token=token)
            for word, token in zip(
                old[first : last + 1], transcript.tokens[first:stop], strict=True
            )
        ]
    else:
        middle = [
            AlignedWord(token, None, 0.0, Status.PENDING) for token in transcript.tokens[first:stop]
        ]
    after = [
        replace(word, token=token)
        for word, token in zip(old[last + 1 :], transcript.tokens[stop:], strict=True)
    ]
    by = stop - last - 1
    unscripted = tuple(
        replace(stretch, after=stretch.after + by) if stretch.after > last else stretch
        for stretch in alignment.unscripted
    )
    return (
        replace(
            alignment,
            transcript=transcript,
            words=(*old[:first], *middle, *after),
            unscripted=unscripted,
        ),
        stop - 1,
    )


def spliced(transcript: Transcript, first: int, last: int, text: str) -> Transcript:
    """The transcript with `text` in place of tokens `first` to `last`, the rest as written.

    Raises InputError when `text` holds no word.
    """
    text = text.strip()
    places = list(split_words(text))
    if not places:
        raise InputError(
            "a correction needs at least one word; to leave words out, cut around them"
        )
    tokens = transcript.tokens
    begin, end = tokens[first].start_char, tokens[last].end_char
    roles = [token.role for token in tokens[first : last + 1]]
    same = len(places) == len(roles)
    new = [
        Token(
            first + number,
            text[a:b],
            begin + a,
            begin + b,
            roles[number] if same else Role.SPEECH,
        )
        for number, (a, b) in enumerate(places)
    ]
    further, more = len(text) - (end - begin), len(new) - len(roles)
    moved = [
        replace(
            token,
            index=token.index + more,
            start_char=token.start_char + further,
            end_char=token.end_char + further,
        )
        for token in tokens[last + 1 :]
    ]
    return replace(
        transcript,
        text=transcript.text[:begin] + text + transcript.text[end:],
        tokens=(*tokens[:first], *new, *moved),
        paragraphs=tuple(_paragraphs(transcript.paragraphs, first, last, more)),
    )


def _paragraphs(
    paragraphs: tuple[Paragraph, ...], first: int, last: int, more: int
) -> list[Paragraph]:
    """The paragraphs after `more` tokens came at `last`, in the paragraph in which they begin."""
    found = []
    for paragraph in paragraphs:
        start, stop = paragraph.first, paragraph.stop
        if first < start <= last:
            start = last + 1
        start = start + more if start > last else start
        stop = stop + more if stop > last else (last + 1 + more if stop > first else stop)
        if start < stop:
            found.append(replace(paragraph, first=start, stop=stop))
    return found


def with_times(alignment: Alignment, first: int, last: int, said: TimeSpan) -> Alignment:
    """The alignment with these words said throughout `said`, by the user's word.

    They keep their proportions where all of them have times; otherwise each takes a share by its
    length.
    """
    words = alignment.words[first : last + 1]
    known = alignment.span_of(first, last)
    if known is not None and known.duration > 0 and all(word.span for word in words):
        scale = said.duration / known.duration
        spans = [
            TimeSpan(
                said.start + (word.span.start - known.start) * scale,
                said.start + (word.span.end - known.start) * scale,
            )
            for word in words
            if word.span is not None
        ]
    else:
        total = sum(len(word.token.text) for word in words)
        spans, at = [], said.start
        for word in words:
            end = min(said.end, at + said.duration * len(word.token.text) / total)
            spans.append(TimeSpan(at, end))
            at = end
    placed = [
        replace(word, span=span, confidence=1.0, status=Status.BY_HAND)
        for word, span in zip(words, spans, strict=True)
    ]
    return replace(
        alignment, words=(*alignment.words[:first], *placed, *alignment.words[last + 1 :])
    )


def place_again(
    alignment: Alignment, first: int, last: int, place: Callable[[int, int], Alignment]
) -> Alignment:
    """The alignment with these words and their nearest neighbours looked for again.

    `place` finds the times of the tokens from the first to the last, both included, as
    `place_passage` does; the times of any others that it finds are not taken.
    """
    begin = max(0, first - AROUND)
    end = min(len(alignment.words) - 1, last + AROUND)
    return alignment.merged(place(begin, end).only(begin, end))
