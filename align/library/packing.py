"""An alignment as the library stores it: chunks of 256 tokens, each readable by itself.

A chunk holds the transcript's text from its first token to the next chunk's, and in one compressed
block, in this order: one byte for each token (role and status), its confidence in thousandths
(two bytes), how many searched words it has (one byte), and for each token that has a time the gap
since the end of the one before and its length in milliseconds (four bytes each). Numbers of more
than one byte are stored as planes, all low bytes first: what is alike stands together and packs
well. `docs/library.md` describes the layout for other programs.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, islice, pairwise

import numpy as np
import numpy.typing as npt

from pullquote.align.library.searched_words import words_of
from pullquote.align.model.alignment import AlignedWord, Alignment, Status, Unscripted
from pullquote.align.model.transcript import Paragraph, Role, Token, Transcript
from pullquote.align.model.words import Word
from pullquote.align.search.doubts import plainly_unspoken
from pullquote.align.times import TimeSpan

CHUNK = 256
"""Tokens in a chunk."""
CHUNK_BITS = 16
"""A chunk's id is its recording's id times 65,536 plus its number."""
_LEVEL = 6

_STATUS = (
    *(Status.HEARD, Status.PLACED, Status.ESTIMATED, Status.ABSENT),
    *(Status.BY_HAND, Status.PENDING),
)
_ROLE = (Role.SPEECH, Role.SPEAKER, Role.DIRECTION, Role.TIMESTAMP, Role.MARK)
_BLACK = re.compile(r"\S+")
# By identity: hashing a member of an Enum is a call of Python's own, twice for every token.
_STATUS_CODE = {id(status): code for code, status in enumerate(_STATUS)}
_ROLE_CODE = {id(role): code << 4 for code, role in enumerate(_ROLE)}

_TIMED = bytes(
    (code & 15) < len(_STATUS) and _STATUS[code & 15] not in (Status.ABSENT, Status.PENDING)
    for code in range(256)
)
"""Of each mark: 1 where its token has a time."""

Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class PackedChunk:
    """A row of the table `chunk`."""

    text: bytes
    places: bytes | None
    """The tokens' places in the text; None where white space parts them."""
    block: bytes


@dataclass(frozen=True, slots=True)
class Packed:
    """An alignment ready to be stored and indexed."""

    chunks: tuple[PackedChunk, ...]
    outline: bytes
    words: tuple[str, ...]
    """Everything searched, in order."""
    speakers: tuple[str, ...]
    rest: bytes


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


def pairs_of(words: Sequence[str]) -> str:
    """Neighbouring words, each pair as one word of an index: `we_were were_free`."""
    return " ".join(f"{first}_{second}" for first, second in pairwise(words))


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
                len(tokens), chunk.text[start:stop], base + start, base + stop, _ROLE[mark >> 4]
            )
            tokens.append(token)
            words.append(
                AlignedWord(
                    token,
                    None if span is None else TimeSpan(span[0] / 1000, span[1] / 1000),
                    chunk.confidences[number] / 1000,
                    _STATUS[mark & 15],
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


def _unplane(data: bytes, size: int) -> Ints:
    planes = np.frombuffer(data, np.uint8).reshape(size, -1)
    kind = "<u2" if size == 2 else "<i4"
    return np.ascontiguousarray(planes.T).view(kind).reshape(-1).astype(np.int32)


def _pack_places(tokens: Sequence[Token], text: str, base: int) -> bytes | None:
    if [token.text for token in tokens] == text.split():
        return None
    places = [(t.start_char - base, t.end_char - base) for t in tokens]
    return _compress(np.array(places, "<u4").tobytes())


def _unpack_places(data: bytes) -> tuple[tuple[int, int], ...]:
    places = np.frombuffer(zlib.decompress(data), "<u4").reshape(-1, 2)
    return tuple((start, stop) for start, stop in places.tolist())


def _pack_json(document: object) -> bytes:
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return _compress(text.encode("utf-8", "surrogatepass"))


def _compress(data: bytes) -> bytes:
    return zlib.compress(data, _LEVEL)
