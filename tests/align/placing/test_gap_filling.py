"""Between two known places words are placed by force, where they belong there and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest

from pullquote.align.model.words import Word
from pullquote.align.placing.forced_alignment import ScriptAligner
from pullquote.align.placing.gap_filling import bridge
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.spoken_forms.lexicon import load_lexicon
from pullquote.align.spoken_forms.script import make_script
from pullquote.align.times import TimeSpan


@pytest.fixture(scope="module")
def talk(known_talk):
    """The first sentences of a talk as something to bridge, and where they lie."""
    count = 16
    end = (known_talk.ends[count - 1] + known_talk.starts[count]) / 2
    script = make_script(parse_transcript(" ".join(known_talk.texts[:count])), "en")
    return ScriptAligner(known_talk.audio, script, load_lexicon()), TimeSpan(0.0, float(end))


def made_up(span, probability=0.7):
    """Words that a recogniser thought it heard, matching nothing."""
    return [Word("um", TimeSpan(span.start, span.end), probability)]


def test_the_words_between_are_placed_where_they_are_spoken(talk, known_talk):
    aligner, span = talk
    placed = bridge(aligner, 0, 16, span, made_up(span))
    assert [p.item for p in placed] == list(range(16))
    off = [abs(p.span.start - known_talk.starts[p.item]) for p in placed]
    assert np.median(off) < 0.03 and max(off) < 0.15


def test_other_words_are_not_forced_upon_the_sound(talk, known_talk):
    _, span = talk
    later = " ".join(known_talk.texts[20:36])
    aligner = ScriptAligner(
        known_talk.audio, make_script(parse_transcript(later), "en"), load_lexicon()
    )
    assert bridge(aligner, 0, 16, span, made_up(span)) == []


def test_nothing_is_bridged_where_nothing_was_listened_to(talk):
    aligner, span = talk
    assert bridge(aligner, 0, 16, span, []) == []
    elsewhere = TimeSpan(span.end + 1, span.end + 2)
    assert bridge(aligner, 0, 16, span, made_up(elsewhere)) == []


@pytest.mark.parametrize("seconds", [0.0, 1.0, 40.0, 200.0])
def test_a_stretch_too_short_or_too_long_for_the_words_is_left_alone(talk, seconds):
    aligner, _ = talk
    span = TimeSpan(0.0, seconds)
    assert bridge(aligner, 0, 16, span, made_up(span)) == []


def test_a_few_words_are_not_enough_to_be_sure(talk):
    aligner, span = talk
    assert bridge(aligner, 0, 3, TimeSpan(0.0, span.end / 5), made_up(span)) == []
