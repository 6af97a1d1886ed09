"""Cues are repaired where it can be done: the words stay, in order, and no start moves far."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from pullquote.align.times import TimeSpan
from pullquote.clips.captions.check import check_cues
from pullquote.clips.captions.cue import Cue, CueWord
from pullquote.clips.captions.layout import lay_out_cues
from pullquote.clips.captions.profiles.profile import BBC, NETFLIX, PROFILES
from pullquote.clips.captions.repair import repair_cues, repair_times

TEXT = "The keeper of the lighthouse counted all birds, every morning. And then he wrote"
WORDS = TEXT.split()


def cue(start: float, end: float, *lines: str, spoken: float | None = None) -> Cue:
    """A cue whose words are spoken one after the other until `spoken` (its end when None)."""
    count = sum(len(line.split()) for line in lines)
    step = ((end if spoken is None else spoken) - start) / count
    spans = iter(TimeSpan(start + step * k, start + step * (k + 1)) for k in range(count))
    rows = tuple(tuple(CueWord(text, next(spans)) for text in line.split()) for line in lines)
    return Cue(TimeSpan(start, end), rows)


def test_a_cue_is_extended_into_the_pause_after_it() -> None:
    cues = (cue(0.0, 1.0, "Good morning to all of you here."), cue(9.0, 12.0, "Thank you."))
    first, _ = repair_times(cues, NETFLIX)
    assert (first.span.start, first.span.end) == pytest.approx((0.0, 32 / 20))
    assert not check_cues((first, cues[1]), NETFLIX)


def test_a_cue_borrows_from_the_next_that_has_time_to_spare() -> None:
    quick = cue(5.0, 6.2, "Good morning to all of you here.")
    slow = cue(6.2, 9.2, "Thank you.")
    before = cue(2.0, 5.0, "And a very good morning, she says to us all in this room today.")
    repaired = repair_times((before, quick, slow), NETFLIX)
    assert repaired[2].span.start > 6.2
    assert not check_cues(repaired[1:], NETFLIX)


def test_what_would_not_be_enough_is_not_taken_from_others() -> None:
    before = cue(2.0, 5.0, "And a very good morning, she says to us all in this room today.")
    quick = cue(5.0, 5.3, "Good morning to all of you here and there.")
    after = cue(5.3, 6.3, "Thank you, Sir.")
    repaired = repair_times((before, quick, after), NETFLIX)
    assert repaired[1].span.start == 5.0
    assert repaired[2].span == after.span


@given(
    starts=st.lists(st.floats(0, 0.6), min_size=13, max_size=13),
    lengths=st.lists(st.floats(0, 0.6), min_size=13, max_size=13),
    profile=st.sampled_from(sorted(PROFILES)),
)
@settings(max_examples=150, deadline=None)
def test_our_own_cues_are_never_worse_and_stay_beside_their_words(
    starts: list[float], lengths: list[float], profile: str
) -> None:
    clock, words = 0.0, []
    for text, pause, length in zip(WORDS, starts, lengths, strict=False):
        words.append(CueWord(text, TimeSpan(clock + pause, clock + pause + length)))
        clock += pause + length
    rules = PROFILES[profile]
    cues = lay_out_cues(words, rules, until=clock + 1.0)
    repaired = repair_times(cues, rules, until=clock + 1.0)
    assert [c.text for c in repaired] == [c.text for c in cues]
    assert len(check_cues(repaired, rules)) <= len(check_cues(cues, rules))
    for before, after in zip(cues, repaired, strict=True):
        assert abs(before.span.start - after.span.start) <= 0.5 + 1e-6
        assert after.span.end <= clock + 1.0 + 1e-6
    for one, other in pairwise(repaired):
        assert one.span.end <= other.span.start + 1e-6


@given(
    spans=st.lists(st.tuples(st.floats(0, 20), st.floats(-1, 9)), min_size=1, max_size=6),
    texts=st.lists(st.sampled_from(["", "Yes.", TEXT, "- Yes.\n- No, sir."]), min_size=6),
    profile=st.sampled_from(sorted(PROFILES)),
)
@settings(max_examples=150, deadline=None)
def test_anybodys_cues_keep_their_words(
    spans: list[tuple[float, float]], texts: list[str], profile: str
) -> None:
    given = []
    for (start, length), text in zip(spans, texts, strict=False):
        made = cue(start, max(start, start + length), *(text or "x").split("\n"))
        if not text:
            made = Cue(made.span, ())
        elif length < 0:
            made = Cue(TimeSpan(start, start), made.lines, said_end=start + length)
        given.append(made)
    repaired = repair_cues(given, PROFILES[profile])
    in_time = sorted((c for c in given if c.lines), key=lambda c: c.span.start)
    assert " ".join(c.plain for c in repaired).split() == " ".join(c.plain for c in in_time).split()
    assert all(c.said_end is None for c in repaired)
    for one, other in pairwise(repaired):
        assert one.span.start <= other.span.start


def test_a_long_cue_is_divided_and_short_ones_are_merged() -> None:
    long = cue(0.0, 9.0, " ".join(WORDS + WORDS), spoken=9.0)
    divided = repair_cues([long], NETFLIX)
    assert len(divided) > 1
    assert not check_cues(divided, NETFLIX)
    short = [cue(0.0, 0.3, "The old keeper"), cue(0.3, 2.0, "counted all the birds.")]
    (merged,) = repair_cues(short, NETFLIX)
    assert merged.plain == "The old keeper counted all the birds."


def test_lines_of_two_speakers_stay() -> None:
    two = cue(0.0, 4.0, "- Did you count them all, my friend, this", "- Yes.")
    (kept,) = repair_cues([two], BBC)
    assert kept.text == two.text
