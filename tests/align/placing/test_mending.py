"""Words on the wrong side of a pause are put back to their neighbours."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pullquote.align.media.audio import SAMPLE_RATE, Audio
from pullquote.align.placing.findings import Placement
from pullquote.align.placing.forced_alignment import ScriptAligner
from pullquote.align.placing.mending import find_squeezed, mend
from pullquote.align.spoken_forms.lexicon import load_lexicon
from pullquote.align.times import TimeSpan

pytest.importorskip("pocketsphinx")

_PAUSE = 0.6


@pytest.fixture(scope="module")
def paused(answer) -> tuple[ScriptAligner, list[Placement], int]:
    """Speech with a pause put in before a short word, and the right placements."""
    at = next(k for k in range(8, 30) if answer.texts[k].lower() in ("the", "a", "to", "of", "and"))
    cut = round(answer.spans[at].start * SAMPLE_RATE)
    samples = answer.audio.samples
    noise = np.random.default_rng(1).normal(0, 5, round(_PAUSE * SAMPLE_RATE)).astype(np.int16)
    audio = Audio(np.concatenate([samples[:cut], noise, samples[cut:]]))
    aligner = ScriptAligner(audio, answer.script, load_lexicon())
    whole = TimeSpan(0.0, audio.duration)
    path = aligner.align_chain(0, len(answer.script.items), whole, is_whole=True)
    assert path is not None
    return aligner, list(path.placements), at


def test_a_word_squeezed_in_before_a_pause_is_put_after_it(paused) -> None:
    aligner, placed, at = paused
    before = placed[at - 1].span
    wrong = list(placed)
    wrong[at - 1] = replace(placed[at - 1], span=TimeSpan(before.start, before.end - 0.03))
    squeezed = TimeSpan(before.end - 0.03, before.end + 0.03)
    wrong[at] = replace(placed[at], span=squeezed, score=-7.0, heard=True)
    assert find_squeezed(aligner, wrong, -4.0) == {at}
    mended = mend(aligner, wrong, {at})
    assert abs(mended[at].span.start - placed[at].span.start) < 0.05
    assert mended[at].heard
    assert [p.item for p in mended] == [p.item for p in placed]


def test_words_that_fit_are_left_alone(paused) -> None:
    aligner, placed, _ = paused
    assert find_squeezed(aligner, placed, -4.0) == frozenset()
    assert mend(aligner, placed, ()) == placed


def test_nothing_moves_over_a_missing_word(paused) -> None:
    """The stretch holds the sound of the missing word, too."""
    aligner, placed, at = paused
    alone = [p for p in placed if abs(p.item - at) != 1]
    index = next(k for k, p in enumerate(alone) if p.item == at)
    mended = mend(aligner, alone, {index})
    assert [p.span for p in mended if p.item != at] == [p.span for p in alone if p.item != at]
