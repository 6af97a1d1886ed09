"""A Whisper model with real weights, on the sample."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from pullquote.align import AlignOptions, align_recording, read_transcript
from pullquote.samples import SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, SAMPLE_TRUTH

pytestmark = pytest.mark.whisper


def test_the_sample_s_words_are_found_where_they_are_spoken(real_whisper: Path) -> None:
    alignment = align_recording(
        SAMPLE_AUDIO,
        read_transcript(SAMPLE_TRANSCRIPT),
        AlignOptions(engine="whisper", model=str(real_whisper), language="en", use_cache=False),
    )
    truth = json.loads(SAMPLE_TRUTH.read_text(encoding="utf-8"))["words"]
    off = [
        abs(word.span.start - true["start"])
        for word, true in zip(alignment.words, truth, strict=True)
        if true["start"] is not None and word.span is not None
    ]
    spoken = sum(true["start"] is not None for true in truth)
    assert len(off) >= 0.95 * spoken
    assert np.median(off) < 0.1
    assert np.mean(np.array(off) < 0.3) > 0.95
