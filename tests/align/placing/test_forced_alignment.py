"""Forced alignment of a script's items with a stretch of a recording."""

from __future__ import annotations

import math

import numpy as np
import pytest

pytest.importorskip("pocketsphinx")

from pullquote.align.media.audio import Audio
from pullquote.align.placing.forced_alignment import ScriptAligner, against
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.recognizers.pocketsphinx import Arc
from pullquote.align.spoken_forms.lexicon import load_lexicon
from pullquote.align.spoken_forms.script import make_script
from pullquote.align.times import TimeSpan


def aligner_of(audio, text):
    return ScriptAligner(audio, make_script(parse_transcript(text), "en"), load_lexicon())


def starts_off(placements, spans, first=0):
    return np.array([abs(p.span.start - spans[p.item - first].start) for p in placements])


def test_a_chain_puts_every_word_at_its_time(answer):
    path = aligner_of(answer.audio, answer.text).align_chain(
        0, len(answer.texts), TimeSpan(0.0, answer.audio.duration), is_whole=True
    )
    assert [p.item for p in path.placements] == list(range(len(answer.texts)))
    off = starts_off(path.placements, answer.spans)
    assert off.mean() < 0.025
    assert off.max() < 0.15


def test_an_item_spoken_in_several_words_has_one_span(sample):
    # "At the last count it was 1,234. About 50 %"
    piece = sample.piece(147, 156)
    path = aligner_of(piece.audio, piece.text).align_chain(
        0, len(piece.texts), TimeSpan(0.0, piece.audio.duration), is_whole=True
    )
    assert [p.item for p in path.placements] == list(range(len(piece.texts)))
    number = path.placements[piece.texts.index("1,234.")]
    true = piece.spans[number.item]
    assert number.span.start == pytest.approx(true.start, abs=0.1)
    assert number.span.end == pytest.approx(true.end, abs=0.1)


def test_times_are_on_the_clock_of_the_recording_not_of_the_stretch(spoken_sentence, quiet):
    before = 3.2345
    audio = Audio(np.concatenate([quiet(before), spoken_sentence.audio.samples]))
    start = before + spoken_sentence.spans[3].start - 0.05
    end = before + spoken_sentence.spans[9].end + 0.05
    path = aligner_of(audio, spoken_sentence.text).align_chain(
        3, 10, TimeSpan(start, end), is_whole=True
    )
    off = starts_off(path.placements, [span.shift(before) for span in spoken_sentence.spans])
    assert [p.item for p in path.placements] == list(range(3, 10))
    assert off.max() < 0.08


def test_a_chain_in_part_of_the_sound_stops_where_the_sound_does(answer):
    said = 30
    end = answer.spans[said - 1].end + 0.03
    path = aligner_of(answer.audio, answer.text).align_chain(
        0, len(answer.texts), TimeSpan(0.0, end), is_whole=False
    )
    assert abs(len(path.placements) - said) <= 1
    assert starts_off(path.placements[: said - 4], answer.spans).max() < 0.1


@pytest.mark.parametrize("is_whole", [True, False])
def test_an_unspoken_word_is_skipped(spoken_sentence, is_whole):
    texts = [*spoken_sentence.texts[:7], "elephants", *spoken_sentence.texts[7:]]
    aligner = aligner_of(spoken_sentence.audio, " ".join(texts))
    span = TimeSpan(0.0, spoken_sentence.audio.duration)
    path = aligner.align_chain(0, 14, span, is_whole=is_whole)
    assert [p.item for p in path.placements] == [*range(7), *range(8, 14)]


def test_a_long_unspoken_end_is_left_out_of_a_whole_stretch(spoken_sentence):
    texts = [*spoken_sentence.texts, *["nobody", "ever", "wrote", "about", "elephants", "here"]]
    aligner = aligner_of(spoken_sentence.audio, " ".join(texts))
    span = TimeSpan(0.0, spoken_sentence.audio.duration)
    path = aligner.align_chain(0, 19, span, is_whole=True)
    assert {p.item for p in path.placements} == set(range(13))


@pytest.mark.parametrize("nats, probability", [(0.0, 1.0), (10.0, math.exp(-10.0))])
def test_nats_against_become_a_probability(nats, probability):
    assert against(nats) == pytest.approx(probability)


def test_no_nats_are_so_many_that_nothing_is_left():
    assert against(1e9) > 0.0


def test_other_words_on_the_path_are_told_apart(spoken_sentence):
    aligner = aligner_of(spoken_sentence.audio, spoken_sentence.text)
    fresh = iter(range(100, 200))
    arcs = [arc for k in (0, 1, 2) for arc in aligner.item_arcs(k, k, k + 1, fresh)]
    arcs.append(aligner.other_arc("many", 3, 4, 1.0))
    span = TimeSpan(0.0, spoken_sentence.spans[3].end + 0.05)
    path = aligner.align(arcs, 4, span)
    assert [p.item for p in path.placements] == [0, 1, 2]
    (other,) = path.others
    assert other.name == "many" and other.score <= 0
    assert other.span.start == pytest.approx(spoken_sentence.spans[3].start, abs=0.08)


def test_no_path_is_told(spoken_sentence):
    aligner = aligner_of(spoken_sentence.audio, spoken_sentence.text)
    assert aligner.align_chain(0, 13, TimeSpan(1.0, 1.05), is_whole=True) is None
    assert aligner.align([Arc(0, 1, 1.0)], 1, TimeSpan(50.0, 60.0)) is None


def test_phones_are_those_of_the_likeliest_way_to_speak(spoken_sentence):
    aligner = aligner_of(spoken_sentence.audio, "cat 20 cats")
    assert aligner.phones(0) == 3
    assert aligner.phones(2) == 4
    assert aligner.phones(1) >= 5
