"""From placements to statuses, confidence, and speech that is not written."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from pullquote.align.model.alignment import AlignedWord, Status
from pullquote.align.model.words import Word
from pullquote.align.placing.findings import NO_SCORE, Findings, Placement
from pullquote.align.placing.verdicts import assemble_words, find_unscripted, without_silent_start
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.spoken_forms.script import make_script
from pullquote.align.times import TimeSpan

TEXT = "ANNA: one two three four five six seven eight nine ten"
TRANSCRIPT = parse_transcript(TEXT)
SCRIPT = make_script(TRANSCRIPT, "en")
PHONES = (3,) * 10


def placed(item, start, end=None, score=-2.0, heard=False):
    return Placement(item, TimeSpan(start, start + 0.25 if end is None else end), score, heard)


def assemble(placements, others=(), pending=()):
    words = assemble_words(
        TRANSCRIPT, SCRIPT, Findings(tuple(placements), tuple(others), tuple(pending)), PHONES
    )
    assert [word.token for word in words] == list(TRANSCRIPT.tokens)
    return words


def heard(text, start, end):
    return Word(text, TimeSpan(start, end), 0.5)


def test_every_placed_word_has_its_time_and_every_other_is_absent():
    words = assemble(placed(k, 0.3 * k, heard=True) for k in range(5))
    assert words[0].status is Status.ABSENT  # the label
    assert [w.status for w in words[1:6]] == [Status.HEARD] * 5
    assert [w.span.start for w in words[1:6]] == [0.3 * k for k in range(5)]
    assert [w.status for w in words[6:]] == [Status.ABSENT] * 5


def test_nothing_found_leaves_every_word_absent():
    assert {word.status for word in assemble([])} == {Status.ABSENT}


def test_a_word_stretched_over_missing_ones_is_absent_too():
    whole = [placed(k, 2.0 * k, heard=True) for k in range(10)]
    whole[4] = placed(4, 8.0, 9.9, heard=True)
    assert assemble(whole)[5].status is Status.HEARD  # drawn out, but all are there
    words = assemble([*whole[:5], *whole[6:]])
    assert [words[5].status, words[6].status] == [Status.ABSENT] * 2
    beside = assemble([*whole[:5], *whole[6:]], pending=[(5, 6)])
    assert beside[5].status is Status.HEARD


@pytest.mark.parametrize(("a_phone", "status"), [(0.014, Status.ABSENT), (0.016, Status.HEARD)])
def test_a_word_without_sound_for_its_phones_beside_a_missing_one_is_absent_unless_heard(
    a_phone, status
):
    end = 0.8 + a_phone * PHONES[3]
    before = [placed(k, 0.25 * k, heard=True) for k in range(3)]
    after = [placed(4, end, heard=True), placed(5, end + 0.05, end + 0.3, heard=True)]
    assert assemble([*before, placed(3, 0.8, end), after[1]])[4].status is status
    beside = [after[0], placed(5, end + 0.25, heard=True)]
    assert assemble([*before, placed(3, 0.8, end), *beside])[4].status is Status.HEARD
    assert assemble([*before, placed(3, 0.8, end, heard=True), after[1]])[4].status is Status.HEARD


def test_what_was_not_looked_for_is_pending():
    words = assemble([placed(3, 1.0)], pending=[(0, 3), (7, 10)])
    assert [w.status for w in words[1:4]] == [Status.PENDING] * 3
    assert [w.status for w in words[5:8]] == [Status.ABSENT] * 3
    assert [w.status for w in words[8:]] == [Status.PENDING] * 3


def test_a_missing_word_with_just_its_time_between_its_neighbours_is_estimated():
    words = assemble([placed(0, 0.0), placed(1, 0.25), placed(4, 1.0), placed(5, 1.25)])
    third, fourth = words[3], words[4]
    assert third.status is fourth.status is Status.ESTIMATED
    assert (third.span.start, fourth.span.end) == (0.5, 1.0)
    assert third.span.end == fourth.span.start == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("gap", "fits"), [(0.05, False), (0.14, False), (0.15, True), (0.77, True), (0.79, False)]
)
def test_a_missing_word_without_the_right_time_is_absent(gap, fits):
    # Its three phones take 0.24 s as people usually speak.
    words = assemble([placed(0, 0.0), placed(2, 0.25 + gap)])
    assert words[2].status is (Status.ESTIMATED if fits else Status.ABSENT)


@pytest.mark.parametrize(("missing", "status"), [(6, Status.ESTIMATED), (7, Status.ABSENT)])
def test_of_more_than_six_words_none_is_estimated(missing, status):
    words = assemble([placed(0, 0.0), placed(1 + missing, 0.25 + 0.24 * missing)])
    assert [word.status for word in words[2 : 2 + missing]] == [status] * missing


def test_a_missing_word_is_not_estimated_where_something_else_was_heard():
    placements = [placed(0, 0.0), placed(2, 0.5)]
    assert assemble(placements)[2].status is Status.ESTIMATED
    assert assemble(placements, [heard("um", 0.27, 0.48)])[2].status is Status.ABSENT


def test_bad_scores_and_odd_durations_cost_confidence():
    usual = [placed(k, 0.3 * k) for k in range(8)]
    bad = [placed(8, 3.0, score=-9.0), placed(9, 3.5, 9.0)]
    words = assemble(usual + bad)
    assert all(word.confidence > 0.8 for word in words[1:9])
    assert words[9].confidence < 0.3
    assert words[10].confidence < 0.8
    assert all(0.0 <= word.confidence <= 0.99 for word in words[1:])


def test_having_been_heard_adds_confidence():
    plain = assemble([placed(k, 0.3 * k, score=-4.0 if k == 3 else -2.0) for k in range(8)])
    by_ear = assemble(
        [placed(k, 0.3 * k, score=-4.0 if k == 3 else -2.0, heard=k == 3) for k in range(8)]
    )
    assert by_ear[4].confidence > plain[4].confidence
    assert by_ear[4].status is Status.HEARD


def test_a_word_known_only_from_recognition_is_less_certain():
    words = assemble([placed(0, 0.0, score=NO_SCORE, heard=True), placed(1, 0.3, score=NO_SCORE)])
    assert words[1].confidence == 0.6
    assert words[2].confidence == 0.3


def aligned(*starts):
    return tuple(
        AlignedWord(TRANSCRIPT.tokens[k + 1], TimeSpan(start, start + 0.25), 0.9, Status.HEARD)
        for k, start in enumerate(starts)
    )


def test_heard_words_that_are_not_written_make_one_stretch_after_the_word_before():
    words = aligned(0.0, 0.3, 5.0)
    others = [heard("quite", 1.0, 1.4), heard("another", 1.5, 2.0), heard("thing", 2.5, 3.0)]
    (stretch,) = find_unscripted(words, others, [])
    assert stretch.span == TimeSpan(1.0, 3.0)
    assert stretch.text == "quite another thing"
    assert stretch.after == words[1].token.index


def test_a_voice_where_nothing_is_written_is_unscripted_even_if_nobody_understood_it():
    words = aligned(0.0, 0.3, 8.0)
    (stretch,) = find_unscripted(words, [], [TimeSpan(0.0, 0.6), TimeSpan(3.0, 5.0)])
    assert stretch.span == TimeSpan(3.0, 5.0)
    assert stretch.words == ()
    assert find_unscripted(words, [], [TimeSpan(0.0, 0.6), TimeSpan(7.9, 8.4)]) == ()


def test_unscripted_stretches_on_both_sides_of_a_written_word_stay_apart():
    words = aligned(2.0)
    others = [heard("before", 1.2, 1.95), heard("after", 2.3, 3.0)]
    before, after = find_unscripted(words, others, [])
    assert (before.text, before.after) == ("before", -1)
    assert (after.text, after.after) == ("after", words[0].token.index)


def test_a_short_noise_is_no_unscripted_speech():
    assert find_unscripted(aligned(0.0), [heard("uh", 1.0, 1.3)], [TimeSpan(2.0, 2.7)]) == ()


@given(
    st.lists(st.floats(0, 20, width=16), max_size=6, unique=True).map(sorted),
    st.lists(st.tuples(st.floats(0, 20, width=16), st.floats(1.5, 4, width=16)), max_size=5),
)
def test_unscripted_voices_never_run_into_written_words(starts, voices):
    kept = []
    for start in starts:
        if not kept or start >= kept[-1] + 0.25:
            kept.append(start)
    clock, speech = 0.0, []
    for gap, length in voices:
        speech.append(TimeSpan(clock + gap, clock + gap + length))
        clock = speech[-1].end + 0.1
    words = aligned(*kept)
    found = find_unscripted(words, [], speech)
    assert found or kept or not speech
    for stretch in found:
        assert all(word.span.overlap(stretch.span) == 0 for word in words)
        assert any(stretch.span.overlap(voice) > 0 for voice in speech)


def test_words_placed_before_anybody_speaks_are_no_words() -> None:
    placements = tuple(
        Placement(n, TimeSpan(start, start + 0.3), -2.0)
        for n, start in enumerate((1.0, 2.0, 10.1, 20.0))
    )
    speech = (TimeSpan(10.0, 12.0),)
    kept = without_silent_start(Findings(placements, ()), speech)
    # The one at 20 s stays: a detector may overlook a voice, and what is between is trusted.
    assert [p.item for p in kept.placements] == [2, 3]
    assert without_silent_start(Findings(placements, ()), ()).placements == placements
