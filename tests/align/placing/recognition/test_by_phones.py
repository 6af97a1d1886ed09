"""Forced alignment in another language's mapped phones, and attention where they do not fit."""

from __future__ import annotations

import numpy as np
import pytest

from pullquote.align.model.words import Word
from pullquote.align.placing.findings import Findings, Placement
from pullquote.align.placing.recognition.by_phones import with_attention
from pullquote.align.placing.recognition.recognized import place_by_phones
from pullquote.align.progress import SILENT
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.spoken_forms.lexicon import load_lexicon
from pullquote.align.spoken_forms.script import make_script
from pullquote.align.times import TimeSpan


def placed(item: int, start: float, score: float) -> Placement:
    return Placement(item, TimeSpan(start, start + 0.4), score)


def never() -> Findings:
    raise AssertionError("attention costs time and is not needed here")


PHONES = (placed(0, 0.0, -1.0), placed(1, 1.0, -1.1), placed(2, 2.0, -0.9))


def test_attention_is_not_asked_where_all_phones_fit() -> None:
    found = Findings(PHONES, ())
    assert with_attention(found, (0, 1, 2), never) == found


def test_a_heard_word_that_fits_badly_goes_where_attention_sees_it() -> None:
    bad = (*PHONES[:2], placed(2, 2.0, -6.0))
    attention = Findings((placed(0, 0.5, -0.1), placed(2, 3.0, -0.1)), ())
    found = with_attention(Findings(bad, ()), (0, 1, 2), lambda: attention)
    assert [p.span.start for p in found.placements] == [0.0, 1.0, 3.0]


def test_a_word_that_fits_badly_stays_where_attention_agrees_or_sees_nothing() -> None:
    bad = (placed(0, 0.0, -6.0), *PHONES[1:], placed(3, 3.0, -7.0))
    attention = Findings((placed(3, 3.2, -0.1),), ())
    found = with_attention(Findings(bad, ()), range(4), lambda: attention)
    assert [p.span.start for p in found.placements] == [0.0, 1.0, 2.0, 3.0]


def test_a_word_left_out_is_taken_from_attention_only_if_it_was_heard() -> None:
    attention = Findings((placed(1, 1.1, -0.2), placed(3, 3.0, -0.2)), ())
    found = with_attention(Findings((PHONES[0], PHONES[2]), ()), (0, 1, 2), lambda: attention)
    assert [p.item for p in found.placements] == [0, 1, 2]
    assert found.placements[1].span.start == 1.1
    assert with_attention(Findings((PHONES[0],), ()), (0,), never).placements == (PHONES[0],)


def test_words_between_heard_ones_are_found_by_their_phones(known_talk) -> None:
    from pullquote.align.media.audio import Audio

    count = int(np.searchsorted(known_talk.ends, 30.0))
    texts = known_talk.texts[:count]
    starts = known_talk.starts[:count]
    script = make_script(parse_transcript(" ".join(texts)), "de")
    heard = [
        Word(
            text.lower().strip(".,?"),
            TimeSpan(float(start) + 0.06, float(end) + 0.06),
            0.9,
        )
        for number, (text, start, end) in enumerate(
            zip(texts, starts, known_talk.ends[:count], strict=True)
        )
        if number % 10 not in (4, 5)
    ]
    audio = Audio(known_talk.audio.cut(0.0, 30.3))
    found = place_by_phones(audio, script, heard, load_lexicon(), SILENT).placements
    assert len(found) >= 0.97 * count
    off = np.array([abs(p.span.start - starts[p.item]) for p in found])
    assert np.median(off) == pytest.approx(0.0, abs=0.02)
    assert np.quantile(off, 0.95) < 0.1
