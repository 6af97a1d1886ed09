from __future__ import annotations

import pytest

from benchmarks.recordings import troubled_talks
from benchmarks.recordings.truth import Kind


def test_unwritten_sentences_lie_between_written_words() -> None:
    pytest.importorskip("pocketsphinx")
    try:
        sound, text, truth = troubled_talks.skipping(3, 60)
    except OSError as error:
        pytest.skip(f"flite is not here: {error}")
    assert text.split() == [token.text for token in truth.tokens]
    assert truth.duration == pytest.approx(len(sound) / 16_000)
    assert truth.unscripted
    for start, end in truth.unscripted:
        assert not any(
            token.start < end and token.end > start
            for token in truth.tokens
            if token.start is not None and token.end is not None
        )
    assert {Kind.SPOKEN, Kind.UNSPOKEN} <= {token.kind for token in truth.tokens}
