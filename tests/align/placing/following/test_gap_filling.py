"""Between two known places words are placed by force, where they belong there and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest

from pullquote.align.model.words import Word
from pullquote.align.placing.findings import Placement
from pullquote.align.placing.following.gap_filling import bridge
from pullquote.align.placing.following.listener import SCORE_SCALE
from pullquote.align.placing.forced_alignment import Path, ScriptAligner
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


def test_a_few_words_are_not_enough_to_be_sure(talk, known_talk):
    aligner, _ = talk
    three, four = (TimeSpan(0.0, float(known_talk.ends[count - 1])) for count in (3, 4))
    assert [p.item for p in bridge(aligner, 0, 4, four, made_up(four))] == [0, 1, 2, 3]
    assert bridge(aligner, 0, 3, three, made_up(three)) == []


def with_more(known_talk, more):
    """The talk's first sentences with these words, which nobody says, in the middle of them."""
    texts = [*known_talk.texts[:8], *more, *known_talk.texts[8:16]]
    script = make_script(parse_transcript(" ".join(texts)), "en")
    return ScriptAligner(known_talk.audio, script, load_lexicon())


def test_words_too_many_are_left_out_of_the_bridge(talk, known_talk):
    _, span = talk
    written = with_more(known_talk, ["seventeen", "photographers"])
    placed = [p.item for p in bridge(written, 0, 18, span, made_up(span))]
    assert placed == [*range(8), *range(10, 18)]


def test_where_a_third_of_the_words_find_no_place_none_is_believed(talk, known_talk):
    _, span = talk
    more = ["seventeen", "photographers", "quarrelled", "about", "umbrellas", "yesterday"]
    written = with_more(known_talk, more)
    # In noise like this nothing that is heard scores better than the words as far as they reach.
    assert bridge(written, 0, 22, span, made_up(span, probability=0.5)) == []


class Agreeable:
    """An aligner that spreads the words evenly and scores them as it is told."""

    def __init__(self, phones=5, found=1.0, score=-3.0):
        self.each, self.found, self.score = phones, found, score

    def phones(self, item):
        return self.each

    def align_chain(self, first, stop, span, *, is_whole):
        assert is_whole  # the words fill the stretch to its end
        step = span.duration / (stop - first)
        return Path(
            tuple(
                Placement(item, TimeSpan(at, at + step), self.score)
                for k, item in enumerate(range(first, stop))
                if k < self.found * (stop - first)
                for at in [span.start + k * step]
            ),
            (),
        )


def bridged(aligner, seconds, *, heard=(-3.0,), words=10, first=7):
    """The number of words bridged in a stretch with these words heard, scores in equal parts."""
    span = TimeSpan(20.0, 20.0 + seconds)
    step = seconds / max(1, len(heard))
    thought = [
        Word("um", TimeSpan(at, at + step), float(np.exp(score / SCORE_SCALE)))
        for k, score in enumerate(heard)
        for at in [span.start + k * step]
    ]
    placed = bridge(aligner, first, first + words, span, thought)
    assert [p.item for p in placed] == list(range(first, first + len(placed)))
    return len(placed)


@pytest.mark.parametrize(
    ("seconds", "fits"), [(2.3, False), (2.5, True), (4.0, True), (10.3, True), (10.5, False)]
)
def test_people_speak_up_to_so_much_faster_and_slower_than_usual(seconds, fits):
    # Ten words of five phones take four seconds as people usually speak.
    assert bridged(Agreeable(), seconds) == (10 if fits else 0)


def test_over_minutes_the_way_is_lost():
    assert bridged(Agreeable(phones=150), 159.0) == 10
    assert bridged(Agreeable(phones=150), 161.0) == 0


def test_a_short_stretch_of_many_short_words_is_bridged():
    assert bridged(Agreeable(phones=1), 0.9) == 10


@pytest.mark.parametrize(("found", "counts"), [(0.7, 0), (0.8, 8), (1.0, 10)])
def test_four_in_five_of_the_words_must_find_a_place(found, counts):
    assert bridged(Agreeable(found=found), 4.0) == counts


@pytest.mark.parametrize(
    ("score", "heard", "counts"),
    [
        (-4.4, [-3.0], 10),
        (-4.6, [-3.0], 0),
        (-4.4, [-1.0, -5.0], 10),
        (-4.6, [-1.0, -5.0], 0),
        (-2.0, [-9.0], 10),
    ],
)
def test_the_words_fit_about_as_well_as_what_was_made_up(score, heard, counts):
    assert bridged(Agreeable(score=score), 4.0, heard=heard) == counts


def test_what_was_heard_elsewhere_says_nothing_about_the_stretch():
    span = TimeSpan(20.0, 24.0)
    inside = Word("um", TimeSpan(21.0, 21.2), float(np.exp(-6.0 / SCORE_SCALE)))
    beside = Word("ah", TimeSpan(24.0, 60.0), 0.99)
    aligner = Agreeable(score=-6.5)
    assert len(bridge(aligner, 0, 10, span, [inside, beside])) == 10
    assert bridge(aligner, 0, 10, span, [beside]) == []


def test_what_was_heard_counts_by_how_long_it_lasts():
    span = TimeSpan(0.0, 4.0)
    short, long = (float(np.exp(score / SCORE_SCALE)) for score in (-8.0, -1.0))
    thought = [Word("um", TimeSpan(0, 0.4), short), Word("so", TimeSpan(0.4, 4.0), long)]
    assert bridge(Agreeable(score=-3.5), 0, 10, span, thought) == []
    assert len(bridge(Agreeable(score=-3.0), 0, 10, span, thought)) == 10
