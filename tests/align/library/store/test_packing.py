"""An alignment that is packed comes out again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from pullquote.align.library.store.layout import CHUNK, PackedChunk
from pullquote.align.library.store.packing import pack
from pullquote.align.library.store.unpacking import Chunk, unpack, unpack_outline
from pullquote.align.model.alignment import AlignedWord, Alignment, Status, format_alignment
from pullquote.align.model.transcript import Transcript
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.times import TimeSpan
from tests.align.library.conftest import spoken

_TEXTS = st.lists(
    st.sampled_from(
        ["word", "don’t", "$1,234.50", "—", "ANNA:", "(laughs)", "今日は晴れ", "\n\n", "a\u2028b",
         "état", "ขอบคุณ", "[00:12]", "  ", "x"]
    ),
    min_size=1,
    max_size=700,
).map(lambda parts: " ".join(["so", *parts]))  # fmt: skip


def _through(alignment: Alignment) -> Alignment:
    packed = pack(alignment)
    outline = unpack_outline(packed.outline)
    chunks = [
        Chunk(PackedChunk(c.text, c.places, c.block), outline.starts[number])
        for number, c in enumerate(packed.chunks)
    ]
    source = alignment.transcript
    bare = replace(
        alignment, transcript=Transcript("", (), (), source.language, source.source), words=()
    )
    return unpack(chunks, outline, packed.rest, bare)


@given(_TEXTS, st.randoms(use_true_random=False))
def test_an_alignment_comes_out_as_it_was(text: str, random) -> None:
    transcript = parse_transcript(text)
    words = []
    for token in transcript.tokens:
        status = random.choice([*Status])
        start = random.randrange(0, 10_000_000)  # not in order: somebody may have corrected them
        span = TimeSpan(start / 1000, (start + random.randrange(100_000)) / 1000)
        if status in (Status.ABSENT, Status.PENDING):
            span = None
        words.append(AlignedWord(token, span, random.randrange(1001) / 1000, status))
    alignment = replace(
        spoken("some words"),
        transcript=replace(transcript, language="en", source="a.txt"),
        words=tuple(words),
    )
    again = _through(alignment)
    assert again.words == alignment.words
    assert again.transcript.text == text
    assert format_alignment(again) == format_alignment(alignment)


@pytest.mark.parametrize("count", [1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_every_length_has_its_chunks(count: int) -> None:
    alignment = spoken(" ".join(f"w{number}" for number in range(count)))
    packed = pack(alignment)
    assert len(packed.chunks) == -(-count // CHUNK)
    assert len(packed.words) == count
    assert _through(alignment) == alignment


def test_a_chunk_begins_where_its_first_word_does() -> None:
    packed = pack(spoken("word " * 600, seconds=0.5))
    outline = unpack_outline(packed.outline)
    assert outline.starts == pytest.approx([0.1, 128.1, 256.1])
    assert outline.first_words == (0, 256, 512)


def test_labels_and_what_was_plainly_not_spoken_are_not_searched() -> None:
    alignment = spoken("ANNA: Good morning.\n\n(laughs)\n\nBEN: Hello!")
    heading = "An unspoken heading of several words"
    with_heading = spoken(f"{heading}\n\nGood morning.")
    unspoken = tuple(
        replace(w, span=None, status=Status.ABSENT) if w.token.index < len(heading.split()) else w
        for w in with_heading.words
    )
    assert pack(alignment).words == ("good", "morning", "hello")
    assert pack(replace(with_heading, words=unspoken, unscripted=())).words == ("good", "morning")
