"""Cues changed by hand stay under every profile, and no word is lost around them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from pullquote.align.errors import InputError
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.caption_words import with_names
from pullquote.clips.captions.cue import Cue, CueWord
from pullquote.clips.captions.hand_cues import (
    HandCue,
    breaks_of,
    is_by_hand,
    made_by_hand,
    merge_cues,
    split_cue,
    with_breaks,
    with_hand_cues,
)
from pullquote.clips.captions.layout import lay_out_cues
from pullquote.clips.captions.profiles.profile import BBC, NETFLIX, PROFILES, SHORT_FORM
from pullquote.clips.captions.repair import repair_times

TEXT = (
    "Patience, and a warm coat. The lamp has to be dark, or the moths come in, and nobody wants "
    "that. On a clear night I record for about four hours, then I listen to all of it at breakfast."
)


def spoken(text: str = TEXT, speaker: str | None = None) -> list[CueWord]:
    words, clock = [], 1.0
    for index, written in enumerate(text.split()):
        length = 0.08 * len(written)
        words.append(CueWord(written, TimeSpan(clock, clock + length), index, speaker=speaker))
        clock += length + (0.5 if written[-1] in ".," else 0.02)
    return words


def laid(profile, words=None) -> tuple[Cue, ...]:
    return repair_times(lay_out_cues(words or spoken(), profile), profile)


def said(cues) -> list[str]:
    return [word.text for cue in cues for word in cue.words]


hand_cues = st.lists(st.integers(0, 36), min_size=2, max_size=8, unique=True).map(
    lambda edges: tuple(
        HandCue(first, last - 1, TimeSpan(first * 0.5, first * 0.5 + 1.0))
        for first, last in zip(sorted(edges)[::2], sorted(edges)[1::2], strict=False)
    )
)


@given(hand=hand_cues, profile=st.sampled_from(sorted(PROFILES)))
def test_every_word_stays_once_and_in_order_around_cues_made_by_hand(hand, profile):
    base = laid(PROFILES[profile])
    cues = with_hand_cues(base, hand, PROFILES[profile])
    assert said(cues) == said(base)
    assert {one for one in hand if any(is_by_hand(cue, frozenset([one])) for cue in cues)} == set(
        hand
    )


def test_without_cues_made_by_hand_nothing_changes():
    base = laid(NETFLIX)
    assert with_hand_cues(base, (), NETFLIX) == base


def test_cues_that_share_no_word_with_one_made_by_hand_stay():
    base = laid(NETFLIX)
    second = base[1]
    indices = [word.index for word in second.words]
    hand = HandCue(indices[0], indices[-1], second.span, (indices[2],))
    cues = with_hand_cues(base, [hand], NETFLIX)
    assert (cues[0], cues[2:]) == (base[0], base[2:])
    assert breaks_of(cues[1]) == (indices[2],)
    assert cues[1].span == second.span


def test_a_cue_made_by_hand_stays_when_the_profile_changes():
    base = laid(NETFLIX)
    hand = made_by_hand((merge_cues(base[0], base[1], NETFLIX), *base[2:]), base, base, ())
    assert len(hand) == 1
    for profile in (BBC, SHORT_FORM):
        anew = laid(profile)
        cues = with_hand_cues(anew, hand, profile)
        mine = [cue for cue in cues if is_by_hand(cue, frozenset(hand))]
        assert [(cue.span, breaks_of(cue)) for cue in mine] == [(hand[0].span, hand[0].breaks)]
        # What was changed before is kept as it is, and neighbours that gave way are nobody's work.
        assert made_by_hand(cues, cues, anew, hand) == hand


def test_automatic_cues_give_way_in_time():
    base = laid(NETFLIX)
    first = base[0]
    longer = replace(first, span=TimeSpan(first.span.start, base[1].span.start + 0.3))
    hand = made_by_hand((longer, *base[1:]), base, base, ())
    cues = with_hand_cues(base, hand, NETFLIX)
    assert cues[1].span.start == pytest.approx(hand[0].span.end + NETFLIX.min_gap)
    assert cues[1].span.end == base[1].span.end


def test_what_is_as_the_layout_makes_it_is_not_made_by_hand():
    base = laid(NETFLIX)
    assert made_by_hand(base, base, base, ()) == ()
    moved = replace(base[0], span=base[0].span.shift(0.2))
    hand = made_by_hand((moved, *base[1:]), base, base, ())
    assert made_by_hand(base, (moved, *base[1:]), base, hand) == (), "moved back again"


def test_a_cue_is_split_where_the_second_part_is_said():
    cue = laid(NETFLIX)[1]
    at = cue.words[3]
    one, other = split_cue(cue, at.index, NETFLIX)
    assert said([one, other]) == said([cue])
    assert other.words[0] is at
    assert other.span.start == at.span.start
    assert one.span.end == pytest.approx(other.span.start - NETFLIX.min_gap)
    assert (one.span.start, other.span.end) == (cue.span.start, cue.span.end)


def test_parts_of_a_split_have_a_time_whatever_the_words_say():
    cue = laid(NETFLIX)[1]
    late = tuple(replace(word, span=word.span.shift(60)) for word in cue.words)
    one, other = split_cue(replace(cue, lines=(late,)), late[2].index, NETFLIX)
    assert cue.span.start < one.span.end <= other.span.start < cue.span.end


@pytest.mark.parametrize("at", [0, 99])
def test_a_cue_is_not_split_before_its_first_word_or_at_anothers(at):
    with pytest.raises(InputError, match="choose a place between two words"):
        split_cue(laid(NETFLIX)[0], at, NETFLIX)


def test_cues_merge_into_lines_that_fit_where_they_can():
    words = spoken("The lamp has to be dark, or the moths come in.")
    one, other = split_cue(laid(NETFLIX, words)[0], 6, NETFLIX)
    merged = merge_cues(one, other, BBC)
    assert merged.span == TimeSpan(one.span.start, other.span.end)
    assert merged.text == "The lamp has to be dark,\nor the moths come in."
    assert len(merge_cues(one, other, replace(BBC, chars_per_line=60)).lines) == 1


def test_lines_break_where_somebody_wants_them():
    cue = laid(NETFLIX, spoken("The lamp has to be dark."))[0]
    assert with_breaks(cue, (2, 4)).text == "The lamp\nhas to\nbe dark."
    assert with_breaks(cue, ()).text == "The lamp has to be dark."


def test_a_name_stays_with_its_word():
    speaker = "A very long name that fills a line alone"
    words = with_names(spoken("Quite so indeed.", speaker=speaker), NETFLIX)
    assert words[0].index is None, "the name is a piece of its own"
    base = laid(NETFLIX, words)
    cues = with_hand_cues(base, [HandCue(1, 2, TimeSpan(2.0, 3.0))], NETFLIX)
    assert said(cues) == said(base)
    cues = with_hand_cues(base, [HandCue(0, 1, TimeSpan(1.0, 2.0), (1,))], NETFLIX)
    assert [len(line) for line in cues[0].lines] == [2, 1], "name and first word on one line"
