"""Words heard at impossible times hold nothing in place; windows hold everything once."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, strategies as st

from pullquote.align.model.words import Word
from pullquote.align.placing.heard import Heard, HeardItem
from pullquote.align.placing.recognition.anchors import Anchored, cut_windows, find_anchors
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
    windows = cut_windows(found, speech, duration)
    assert set(found.anchors) <= {item for window in windows for item in window.items}
    for window in windows:
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
        assert max(w.span.duration for w in cut_windows(found, speech, duration)) <= 28


@pytest.mark.parametrize(("lasts", "is_believed"), [(1.4, True), (1.55, False)])
def test_a_word_may_last_a_second_and_some_for_each_letter(lasts, is_believed):
    heard = heard_of((0, "zwei", 1.0, 1.0 + lasts))
    found = find_anchors(heard, script_of("zwei"), [TimeSpan(0.8, 3.0)])
    assert (0 in found.anchors) is is_believed


@pytest.mark.parametrize(("lasts", "is_believed"), [(0.055, False), (0.065, True)])
def test_two_words_in_a_row_take_their_time_for_each_letter(lasts, is_believed):
    # Eight letters together: 0.12 s.
    heard = heard_of((0, "eins", 1.0, 1.0 + lasts), (1, "zwei", 1.5, 1.5 + lasts))
    found = find_anchors(heard, script_of("eins zwei"), [TimeSpan(0.8, 3.0)])
    assert bool(found.anchors) is is_believed


def test_a_word_of_almost_no_length_is_no_anchor():
    heard = heard_of((0, "eins", 1.0, 1.02), (1, "zwei", 1.1, 1.9))
    assert set(find_anchors(heard, script_of("eins zwei"), [TimeSpan(0.8, 3.0)]).anchors) == {1}


def test_a_distorted_word_in_silence_spoils_no_other_word_in_silence():
    heard = heard_of((0, "eins", 1.0, 4.0), (1, "zwei", 6.0, 6.4), (2, "drei", 8.0, 8.4))
    found = find_anchors(heard, script_of("eins zwei drei"), [TimeSpan(5.0, 5.5)])
    assert set(found.anchors) == {0, 1, 2}


@pytest.mark.parametrize(
    ("start", "is_spoilt"), [(4.5, False), (4.96, True), (6.0, True), (7.0, False), (7.5, False)]
)
def test_a_distorted_word_spoils_what_begins_in_its_stretch_of_speech(start, is_spoilt):
    heard = heard_of((0, "eins", start, start + 0.4), (None, "um", 5.2, 8.2))
    found = find_anchors(heard, script_of("eins zwei"), [TimeSpan(5.0, 7.0)])
    assert (0 not in found.anchors) is is_spoilt


def test_words_before_the_first_anchor_and_after_the_last_are_tried_where_there_is_speech():
    script = script_of("vorn eins hinten")
    heard = heard_of((1, "eins", 1.2, 1.6))
    inner = TimeSpan(1.1, 1.7)
    before, after = TimeSpan(0.0, 0.5), TimeSpan(2.0, 3.0)
    assert find_anchors(heard, script, [inner]).items == (1,)
    assert find_anchors(heard, script, [before, inner]).items == (0, 1)
    assert find_anchors(heard, script, [inner, after]).items == (1, 2)
    assert find_anchors(heard, script, []).items == (1,)


@pytest.mark.parametrize(
    ("matched", "count", "tried"),
    [((0, 2), 4, (0, 1, 2, 3)), ((1,), 3, (1,)), ((), 2, ())],
)
def test_where_half_of_a_spoilt_sentence_was_heard_the_other_half_is_tried(matched, count, tried):
    texts = ["eins", "zwei", "drei", "vier"][:count]
    # All of it within a tenth of a second, in which nobody says it.
    words = [(n, texts[n], 1.0 + n / 1000, 1.0 + n / 1000) for n in matched]
    heard = heard_of(*words, (count, "ende", 6.0, 6.4))
    speech = [TimeSpan(1.0, 1.05), TimeSpan(5.9, 6.5)]
    found = find_anchors(heard, script_of(" ".join([*texts, "ende"])), speech)
    assert found.items == (*tried, count)
    assert set(found.anchors) == {count}


def cut_before(start, speech, before=None):
    """The moment at which a window ends before an anchor that starts here."""
    anchors = {1: TimeSpan(start, start + 0.4)}
    if before is not None:
        anchors[0] = before
    windows = cut_windows(Anchored((0, 1), anchors), speech, 60.0)
    assert [window.items for window in windows] == [(0,), (1,)]
    return windows[0].span.end


@pytest.mark.parametrize(
    ("ends", "cut"),
    [
        (8.0, 9.6),  # a long silence: not long before the word
        (9.4, 9.7),  # a short one: in the middle
        (9.95, 9.975),
    ],
)
def test_a_window_ends_in_the_silence_before_the_word_that_begins_the_next(ends, cut):
    speech = [TimeSpan(5.0, ends), TimeSpan(10.0, 12.0)]
    assert cut_before(10.0, speech) == pytest.approx(cut)
    # The recogniser and the detector need not agree to the tenth of a second.
    assert cut_before(10.2, speech) == pytest.approx(cut)


def test_before_the_first_speech_of_all_it_is_silent_from_the_start():
    assert cut_before(6.0, [TimeSpan(6.0, 12.0)]) == pytest.approx(5.6)


def test_a_window_never_ends_inside_its_next_word_however_late_the_detector_is():
    assert cut_before(9.5, [TimeSpan(5.0, 9.7), TimeSpan(9.9, 12.0)]) == pytest.approx(9.45)
    assert cut_before(9.7, [TimeSpan(5.0, 9.75), TimeSpan(9.95, 12.0)]) == pytest.approx(9.7)


def test_within_a_stretch_of_speech_a_window_ends_between_the_words():
    speech = [TimeSpan(5.0, 20.0)]
    assert cut_before(10.0, speech, TimeSpan(9.0, 9.8)) == pytest.approx(9.9)
    assert cut_before(10.0, speech, TimeSpan(9.0, 10.0)) == pytest.approx(9.95)
    assert cut_before(10.0, speech) == pytest.approx(9.95)
    # Far from the beginning of the stretch, the silence before that is another word's.
    assert cut_before(10.0, [TimeSpan(1.0, 3.0), TimeSpan(9.0, 20.0)]) == pytest.approx(9.95)


def windows_of(starts, duration, pauses=()):
    """Ends of the windows when a word of 0.8 s begins at each of these moments.

    Before each of the `pauses` nobody speaks for 0.7 s; all other words run together.
    """
    anchors = {
        k: TimeSpan(start, min([start + 0.8, *(p - 0.7 for p in pauses if p > start)]))
        for k, start in enumerate(starts)
    }
    found = Anchored(tuple(range(len(starts))), anchors)
    speech = [TimeSpan(starts[0], duration)]
    return [window.span.end for window in cut_windows(found, speech, duration)]


def test_a_window_ends_in_the_longest_pause():
    starts = [k * 0.8 for k in range(50)]
    pause = starts[20]
    assert windows_of(starts, 40.0, [pause])[0] == pytest.approx(pause - 0.35, abs=0.06)


def test_a_pause_in_the_first_four_seconds_makes_no_window_by_itself():
    starts = [k * 0.8 for k in range(50)]
    assert windows_of(starts, 40.0, [starts[4]])[0] > 20.0


def test_without_pauses_a_window_is_as_long_as_can_be():
    starts = [k * 0.8 for k in range(100)]
    assert 25.0 < windows_of(starts, 80.0)[0] <= 27.0


def test_what_fits_one_window_is_not_cut():
    starts = [k * 0.8 for k in range(32)]
    assert windows_of(starts, 26.5, [starts[15]]) == [26.5]


def test_where_no_anchor_is_near_a_window_goes_on_to_the_next_or_to_the_end():
    first, second, *_ = windows_of([1.0, 41.0, 45.0], 60.0)
    assert first == pytest.approx(40.6)
    assert second == 60.0
    assert windows_of([1.0], 60.0) == [60.0]
