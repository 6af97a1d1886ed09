"""An alignment is packed into rows of the library (see `layout`)."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

import numpy as np
import numpy.typing as npt

from pullquote.align.library.store.layout import CHUNK, ROLE, STATUS, Ints, PackedChunk
from pullquote.align.library.words.searched_words import words_of
from pullquote.align.model.alignment import AlignedWord, Alignment, Status
from pullquote.align.model.transcript import Role, Token
from pullquote.align.search.doubts import plainly_unspoken
from pullquote.align.times import TimeSpan

_LEVEL = 6
# By identity: hashing a member of an Enum is a call of Python's own, twice for every token.
_STATUS_CODE = {id(status): code for code, status in enumerate(STATUS)}
_ROLE_CODE = {id(role): code << 4 for code, role in enumerate(ROLE)}


@dataclass(frozen=True, slots=True)
class Packed:
    """An alignment ready to be stored and indexed."""

    chunks: tuple[PackedChunk, ...]
    outline: bytes
    words: tuple[str, ...]
    """Everything searched, in order."""
    speakers: tuple[str, ...]
    rest: bytes


def pack(alignment: Alignment) -> Packed:
    """The alignment as rows for the library."""
    transcript, aligned = alignment.transcript, alignment.words
    speech, absent = Role.SPEECH, Status.ABSENT
    has_missing = any(word.status is absent and word.token.role is speech for word in aligned)
    unspoken = plainly_unspoken(alignment) if has_missing else frozenset()
    said = [
        words_of(token.text)[:255] if token.role is speech and token.index not in unspoken else ()
        for token in transcript.tokens
    ]
    counts = [*map(len, said)]
    begins = [*range(0, len(aligned), CHUNK)]
    edges = [0, *(transcript.tokens[k].start_char for k in begins[1:]), len(transcript.text)]
    chunks: list[PackedChunk] = []
    starts: list[int] = []
    clock = 0
    for number, begin in enumerate(begins):
        part = aligned[begin : begin + CHUNK]
        text = transcript.text[edges[number] : edges[number + 1]]
        timed = [w.span for w in part if w.span is not None]
        spans = np.array([[s.start for s in timed], [s.end for s in timed]]).T
        times = np.rint(spans * 1000).astype(np.int32)
        starts.append(clock := max(clock, int(times[0, 0]) if len(times) else clock))
        chunks.append(
            PackedChunk(
                _compress(text.encode("utf-8", "surrogatepass")),
                _pack_places([w.token for w in part], text, edges[number]),
                _compress(_pack_words(part, counts[begin : begin + CHUNK], times, starts[-1])),
            )
        )
    first_words = [0, *accumulate(counts)]
    speakers = tuple(dict.fromkeys(p.speaker for p in transcript.paragraphs if p.speaker))
    numbers = {speaker: number for number, speaker in enumerate(speakers)}
    outline = {
        "first_words": [first_words[k] for k in begins],
        "starts_ms": starts,
        "paragraphs": [p.first for p in transcript.paragraphs],
        "voices": [numbers.get(p.speaker or "", -1) for p in transcript.paragraphs],
        "speakers": speakers,
    }
    words = tuple(chain.from_iterable(said))
    return Packed(tuple(chunks), _pack_json(outline), words, speakers, _pack_rest(alignment))


def _pack_rest(alignment: Alignment) -> bytes:
    def span(of: TimeSpan) -> tuple[float, float]:
        return round(of.start, 3), round(of.end, 3)

    return _pack_json(
        [
            [
                *span(stretch.span),
                stretch.after,
                [[w.text, *span(w.span), round(w.probability, 3)] for w in stretch.words],
            ]
            for stretch in alignment.unscripted
        ]
    )


def _pack_words(
    part: Sequence[AlignedWord], counts: Sequence[int], times: Ints, start: int
) -> bytes:
    marks = bytes([_STATUS_CODE[id(w.status)] | _ROLE_CODE[id(w.token.role)] for w in part])
    confidences = np.rint(np.array([w.confidence for w in part]) * 1000).astype("<u2")
    before = np.concatenate([np.array([start], np.int32), times[:-1, 1]])[: len(times)]
    gaps, lengths = times[:, 0] - before, times[:, 1] - times[:, 0]
    moves = np.concatenate([gaps, lengths]).astype("<i4")
    return marks + _planes(confidences, 2) + bytes(counts) + _planes(moves, 4)


def _planes(numbers: npt.NDArray[np.generic], size: int) -> bytes:
    planes: bytes = numbers.view(np.uint8).reshape(-1, size).T.tobytes()
    return planes


def _pack_places(tokens: Sequence[Token], text: str, base: int) -> bytes | None:
    if [token.text for token in tokens] == text.split():
        return None
    places = [(t.start_char - base, t.end_char - base) for t in tokens]
    return _compress(np.array(places, "<u4").tobytes())


def _pack_json(document: object) -> bytes:
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return _compress(text.encode("utf-8", "surrogatepass"))


def _compress(data: bytes) -> bytes:
    return zlib.compress(data, _LEVEL)
