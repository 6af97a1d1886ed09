"""What was heard at impossible times holds nothing in place; windows hold everything once."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, strategies as st

from pullquote.align.model.words import Word
from pullquote.align.placing.anchors import Anchored, cut_windows, find_anchors
from pullquote.align.placing.heard import Heard, HeardItem
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.spoken_forms.script import make_script
from pullquote.align.times import TimeSpan


def script_of(text):
    return make_script(parse_transcript(text), "de")


def heard_of(*words):
    """Words with start and end, each of which is the item of the number before it."""
    recognised = tuple(Word(text, TimeSpan(start, end), 0.9) for _, text, start, end in words)
    items = (HeardItem(w[0], place, place + 1) for place, w in enumerate(words) if w[0] is not None)
    return Heard(recognised, tuple(items))


def test_words_heard_at_sound_times_are_anchors():
    heard = heard_of((0, "eins", 1.0, 1.4), (1, "zwei", 1.4, 1.9))
    found = find_anchors(heard, script_of("eins zwei"), [TimeSpan(0.8, 2.0)])
    assert found.items == (0, 1)
    assert found.anchors == {0: TimeSpan(1.0, 1.4), 1: TimeSpan(1.4, 1.9)}


@pytest.mark.parametrize("end", [4.6, 1.0])
def test_a_stretched_or_squeezed_word_spoils_its_stretch_of_speech(end):
    heard = heard_of(
        (0, "eins", 1.0, 1.0), (1, "zwei", 1.0, end), (2, "drei", 6.0, 6.4), (3, "vier", 6.4, 7)
    )
    speech = [TimeSpan(0.8, 5.0), TimeSpan(5.9, 7.1)]
    found = find_anchors(heard, script_of("eins zwei drei vier"), speech)
    assert set(found.anchors) == {2, 3}
    assert found.items == (0, 1, 2, 3)


def test_a_sentence_that_nobody_heard_is_tried_where_there_is_speech_for_it():
    heard = heard_of((0, "eins", 1.0, 1.4), (4, "ende", 6.0, 6.4))
    script = script_of("eins etwas ganz anderes ende")
    spoken = find_anchors(heard, script, [TimeSpan(0.8, 1.5), TimeSpan(2, 4), TimeSpan(5.8, 6.5)])
    silent = find_anchors(heard, script, [TimeSpan(0.8, 1.5), TimeSpan(5.8, 6.5)])
    assert spoken.items == (0, 1, 2, 3, 4)
    assert silent.items == (0, 4)


@st.composite
def anchored(draw):
    """Items a third of a second or more apart, some of them anchors, and the speech around."""
    gaps = draw(st.lists(st.floats(0.3, 9), min_size=1, max_size=60))
    sure = draw(st.lists(st.booleans(), min_size=len(gaps), max_size=len(gaps)))
    starts = list(itertools.accumulate(gaps))
    anchors = {
        i: TimeSpan(start, start + 0.25)
        for i, (start, s) in enumerate(zip(starts, sure, strict=True))
        if s
    }
    speech = [TimeSpan(start - 0.01, start + 0.26) for start in starts]
    return Anchored(tuple(range(len(gaps))), anchors), speech, starts[-1] + 1


@given(anchored())
def test_windows_hold_every_item_once_and_follow_each_other(case):
    found, speech, duration = case
    windows = cut_windows(found, speech, duration)
    assert tuple(item for window in windows for item in window.items) == found.items
    assert windows[0].span.start == 0
    assert windows[-1].span.end == pytest.approx(duration)
    assert all(a.span.end == b.span.start for a, b in itertools.pairwise(windows))


@given(anchored())
def test_anchors_lie_in_their_windows(case):
    found, speech, duration = case
    for window in cut_windows(found, speech, duration):
        for item in window.items:
            if item in found.anchors:
                anchor = found.anchors[item]
                assert window.span.start <= anchor.start + 1e-9
                assert anchor.start <= window.span.end


@given(anchored())
def test_windows_are_short_where_anchors_are_dense(case):
    found, speech, duration = case
    times = [0.0, *(span.start for span in found.anchors.values()), duration]
    if max(b - a for a, b in itertools.pairwise(times)) < 20:
        assert all(w.span.duration <= 28 for w in cut_windows(found, speech, duration))
