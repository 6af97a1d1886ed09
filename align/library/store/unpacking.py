"""Chunks and whole alignments are read from rows of the library (see `layout`)."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np

from pullquote.align.library.store.layout import CHUNK, ROLE, STATUS, Ints, PackedChunk
from pullquote.align.library.words.searched_words import words_of
from pullquote.align.model.alignment import AlignedWord, Alignment, Status, Unscripted
from pullquote.align.model.transcript import Paragraph, Token, Transcript
from pullquote.align.model.words import Word
from pullquote.align.times import TimeSpan

_BLACK = re.compile(r"\S+")

_TIMED = bytes(
    (code & 15) < len(STATUS) and STATUS[code & 15] not in (Status.ABSENT, Status.PENDING)
    for code in range(256)
)
"""Of each mark: 1 where its token has a time."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The facts about a whole recording that need no reading of its chunks."""

    first_words: tuple[int, ...]
    """Of each chunk: the number of its first searched word."""
    starts: tuple[float, ...]
    """Of each chunk: seconds at which it begins, never falling."""
    paragraphs: tuple[int, ...]
    """First token of each paragraph."""
    voices: tuple[int, ...]
    """Of each paragraph: index of its speaker, -1 where the text does not say."""
    speakers: tuple[str, ...]


class Chunk:
    """A chunk of a transcript, each of its parts unpacked when it is asked for."""

    def __init__(self, packed: PackedChunk, start: float) -> None:
        """Of a chunk that begins at `start` seconds."""
        self.text = zlib.decompress(packed.text).decode("utf-8", "surrogatepass")
        """The transcript's text from its first token to the next chunk's."""
        self._packed_places = packed.places
        self._start_ms = round(start * 1000)
        self._block = zlib.decompress(packed.block)
        self._count = count = len(self.text.split()) if packed.places is None else len(self.places)
        self.marks = self._block[:count]
        """Role and status of each token."""
        self.counts = self._block[3 * count : 4 * count]
        """Searched words of each token."""
        self._is_timed = self.marks.translate(_TIMED)

    def __len__(self) -> int:
        return self._count

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Half-open place of each token in `text`."""
        return self.places_of(0, CHUNK)

    def places_of(self, low: int, high: int) -> tuple[tuple[int, int], ...]:
        """`places[low:high]`, without looking for those of the other tokens."""
        if self._packed_places is not None:
            return _unpack_places(self._packed_places)[low:high]
        rest = self.text.split(None, low)[low:]
        if not rest:
            return ()
        start = len(self.text) - len(rest[0]) if low else 0
        found = islice(_BLACK.finditer(self.text, start), high - low)
        return tuple(place.span() for place in found)

    @cached_property
    def confidences(self) -> list[int]:
        """Of each token, thousandths."""
        count = self._count
        thousandths: list[int] = _unplane(self._block[count : 3 * count], 2).tolist()
        return thousandths

    @cached_property
    def _times(self) -> tuple[list[int], list[int]]:
        """Starts and ends of those tokens that have a time, milliseconds."""
        gaps, lengths = _unplane(self._block[4 * self._count :], 4).reshape(2, -1)
        ends = np.cumsum(gaps + lengths) + self._start_ms
        return (ends - lengths).tolist(), ends.tolist()

    def span(self, token: int) -> tuple[int, int] | None:
        """The time of a token, milliseconds from the recording's start; None without one."""
        if not self._is_timed[token]:
            return None
        number = self._is_timed.count(1, 0, token)
        starts, ends = self._times
        return starts[number], ends[number]

    @cached_property
    def spans(self) -> tuple[tuple[int, int] | None, ...]:
        """`span` of every token."""
        timed = zip(*self._times, strict=True)
        return tuple(next(timed) if is_timed else None for is_timed in self._is_timed)


def unpack_outline(data: bytes) -> Outline:
    """The outline that `pack` wrote."""
    document = json.loads(zlib.decompress(data))
    return Outline(
        tuple(document["first_words"]),
        tuple(start / 1000 for start in document["starts_ms"]),
        tuple(document["paragraphs"]),
        tuple(document["voices"]),
        tuple(document["speakers"]),
    )


def unpack_words(packed: PackedChunk) -> list[str]:
    """The searched words of a chunk alone, which is quicker."""
    text = zlib.decompress(packed.text).decode("utf-8", "surrogatepass")
    if packed.places is None:
        tokens = text.split()
    else:
        tokens = [text[start:stop] for start, stop in _unpack_places(packed.places)]
    counts = zlib.decompress(packed.block)[3 * len(tokens) : 4 * len(tokens)]
    return [
        word
        for token, count in zip(tokens, counts, strict=True)
        if count
        for word in words_of(token)[:255]
    ]


def unpack(
    chunks: Sequence[Chunk], outline: Outline, rest: bytes, alignment: Alignment
) -> Alignment:
    """The whole alignment; `alignment` is an empty one that says of what."""
    tokens: list[Token] = []
    words: list[AlignedWord] = []
    texts: list[str] = []
    base = 0
    for chunk in chunks:
        for number, (start, stop) in enumerate(chunk.places):
            mark, span = chunk.marks[number], chunk.spans[number]
            token = Token(
                len(tokens), chunk.text[start:stop], base + start, base + stop, ROLE[mark >> 4]
            )
            tokens.append(token)
            words.append(
                AlignedWord(
                    token,
                    None if span is None else TimeSpan(span[0] / 1000, span[1] / 1000),
                    chunk.confidences[number] / 1000,
                    STATUS[mark & 15],
                )
            )
        texts.append(chunk.text)
        base += len(chunk.text)
    stops = (*outline.paragraphs[1:], len(tokens))
    paragraphs = tuple(
        Paragraph(first, stop, outline.speakers[voice] if voice >= 0 else None)
        for first, stop, voice in zip(outline.paragraphs, stops, outline.voices, strict=True)
    )
    known = alignment.transcript
    return Alignment(
        Transcript("".join(texts), tuple(tokens), paragraphs, known.language, known.source),
        tuple(words),
        unpack_unscripted(rest),
        alignment.language,
        alignment.duration,
        alignment.fingerprint,
        alignment.engine,
        alignment.media,
    )


def unpack_unscripted(rest: bytes) -> tuple[Unscripted, ...]:
    """Speech that is not in the transcript."""
    return tuple(
        Unscripted(
            TimeSpan(start, end),
            tuple(Word(text, TimeSpan(s, e), p) for text, s, e, p in words),
            after,
        )
        for start, end, after, words in json.loads(zlib.decompress(rest))
    )


def _unplane(data: bytes, size: int) -> Ints:
    planes = np.frombuffer(data, np.uint8).reshape(size, -1)
    kind = "<u2" if size == 2 else "<i4"
    return np.ascontiguousarray(planes.T).view(kind).reshape(-1).astype(np.int32)


def _unpack_places(data: bytes) -> tuple[tuple[int, int], ...]:
    places = np.frombuffer(zlib.decompress(data), "<u4").reshape(-1, 2)
    return tuple((start, stop) for start, stop in places.tolist())
