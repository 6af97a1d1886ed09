"""Around struck words the sound is cut so that all of them is gone and nothing else is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from pullquote.align.errors import InputError
from pullquote.align.times import TimeSpan
from pullquote.clips.passages.cut import CutOptions
from pullquote.clips.passages.passage import Passage
from pullquote.clips.passages.pieces import (
    choose_pieces,
    doubt_about_cuts,
    find_omissions,
    overlap_of,
)
from pullquote.clips.passages.striking import strike
from tests.clips.passages.planted_sound import Spans, alignment, passage, sound


@given(
    pauses=st.lists(st.floats(0.15, 1.0), min_size=6, max_size=6),
    lengths=st.lists(st.floats(0.12, 0.8), min_size=6, max_size=6),
    errors=st.lists(st.floats(-0.04, 0.04), min_size=12, max_size=12),
    struck=st.sets(st.integers(0, 5), min_size=1, max_size=5),
)
def test_with_pauses_kept_words_are_whole_and_struck_ones_gone_whatever_the_alignment_errs(
    pauses: list[float], lengths: list[float], errors: list[float], struck: set[int]
) -> None:
    words: Spans = []
    clock = 0.0
    for pause, length in zip(pauses, lengths, strict=True):
        words.append((clock + pause, clock + pause + length))
        clock = words[-1][1]
    wrong = [
        (s + errors[2 * i], max(e + errors[2 * i + 1], s + errors[2 * i] + 0.02))
        for i, (s, e) in enumerate(words)
    ]
    aligned = alignment(list(wrong))
    chosen = strike(aligned, passage(aligned, 0, 5), struck)
    pieces = choose_pieces(aligned, chosen, sound(words))
    for index, (start, end) in enumerate(words):
        heard = [p.cut.span.overlap(TimeSpan(start, end)) for p in pieces]
        if index in struck:
            assert sum(heard) <= 0.031
        else:
            assert max(heard) >= end - start - 0.031
    for left, right in pairwise(pieces):
        assert left.cut.span.end < right.cut.span.start
        assert 0 < overlap_of(left, right, CutOptions()) <= 0.03


RUN: Spans = [(1.0, 1.5), (1.5, 2.0), (2.0, 2.5)]


def test_where_words_run_together_the_cut_is_at_the_edge_and_said() -> None:
    aligned = alignment(list(RUN))
    chosen = strike(aligned, passage(aligned, 0, 2), [1])
    pieces = choose_pieces(aligned, chosen, sound(RUN))
    assert pieces[0].cut.span.end == pytest.approx(1.5, abs=0.025)
    assert pieces[1].cut.span.start == pytest.approx(2.0, abs=0.025)
    (gone,) = find_omissions(aligned, chosen, pieces)
    assert gone.words == (1,)
    assert not gone.clear
    assert gone.doubt is not None
    assert "listen before you publish" in gone.doubt
    assert overlap_of(*pieces, CutOptions()) <= 0.005


def test_a_cut_in_pauses_gives_no_doubt() -> None:
    words: Spans = [(1.0, 1.5), (2.0, 2.5), (3.0, 3.5)]
    aligned = alignment(list(words))
    chosen = strike(aligned, passage(aligned, 0, 2), [1])
    (gone,) = find_omissions(aligned, chosen, choose_pieces(aligned, chosen, sound(words)))
    assert gone.clear
    assert gone.doubt is None
    assert gone.span.start == pytest.approx(1.7, abs=0.02)
    assert gone.span.end == pytest.approx(2.9, abs=0.02)


def test_long_leads_do_not_leave_long_pauses_inside() -> None:
    words: Spans = [(1.0, 1.5), (4.0, 4.5), (8.0, 8.5)]
    aligned = alignment(list(words))
    chosen = strike(aligned, passage(aligned, 0, 2), [1])
    options = CutOptions(lead_in=0.9, lead_out=0.9)
    left, right = choose_pieces(aligned, chosen, sound(words), options=options)
    assert left.cut.span.start == pytest.approx(0.1, abs=0.02)
    assert right.cut.span.end == pytest.approx(9.4, abs=0.02)
    assert left.cut.span.end == pytest.approx(1.7, abs=0.02)
    assert right.cut.span.start == pytest.approx(7.9, abs=0.02)


def test_a_word_said_at_the_same_time_as_a_kept_one_is_refused() -> None:
    said = [(1.0, 1.5), (1.3, 1.4), (1.5, 2.0)]
    aligned = alignment(list(said))
    chosen = strike(aligned, passage(aligned, 0, 2), [1])
    with pytest.raises(InputError, match="cannot be cut out"):
        choose_pieces(aligned, chosen, sound([(1.0, 2.0)]))


def test_a_kept_word_of_unknown_place_between_struck_ones_is_refused() -> None:
    aligned = alignment([(1.0, 1.5), (2.0, 2.5), None, (4.0, 4.5), (5.0, 5.5)])
    chosen = strike(aligned, passage(aligned, 0, 4), [1, 3])
    with pytest.raises(InputError, match="was not found in the recording"):
        choose_pieces(aligned, chosen, sound([(1.0, 5.5)]))


def test_the_ends_of_an_exact_passage_stay_where_they_were_asked_for() -> None:
    words: Spans = [(1.0, 1.5), (2.0, 2.5), (3.0, 3.5)]
    aligned = alignment(list(words))
    asked = Passage(0, 2, "", TimeSpan(0.777, 3.333), exact=True)
    left, right = choose_pieces(aligned, strike(aligned, asked, [1]), sound(words))
    assert left.cut.span.start == 0.777
    assert right.cut.span.end == 3.333
    assert 1.5 <= left.cut.span.end <= 2.0
    assert 2.5 <= right.cut.span.start <= 3.0


def test_several_close_cuts_are_told_in_one_sentence() -> None:
    run: Spans = [(1.0 + n / 2, 1.5 + n / 2) for n in range(5)]
    aligned = alignment(list(run))
    chosen = strike(aligned, passage(aligned, 0, 4), [1, 3])
    gone = find_omissions(aligned, chosen, choose_pieces(aligned, chosen, sound(run)))
    assert (doubt_about_cuts(gone) or "").startswith("2 of the words cut out run into")
    assert doubt_about_cuts(gone[:1]) == gone[0].doubt
    assert doubt_about_cuts(()) is None
