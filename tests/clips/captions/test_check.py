"""The checker finds each planted violation, in its cue, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pullquote.align.times import TimeSpan
from pullquote.clips.captions.check import RULES, check_cues, violation_shares
from pullquote.clips.captions.cue import Cue, CueWord
from pullquote.clips.captions.layout import lay_out_cues
from pullquote.clips.captions.profiles.profile import BBC, NETFLIX, SHORT_FORM


def cue(start: float, end: float, *lines: str) -> Cue:
    rows = [line.split() for line in lines]
    step = (end - start) / max(1, sum(map(len, rows)))
    clock, made = start, []
    for row in rows:
        made.append(
            tuple(
                CueWord(text, TimeSpan(clock + k * step, clock + (k + 1) * step))
                for k, text in enumerate(row)
            )
        )
        clock += len(row) * step
    return Cue(TimeSpan(start, end), tuple(made))


GOOD = (cue(0, 2, "Good morning, everybody."), cue(3, 5, "Here is the news."))

PLANTED = {
    "line-length": (cue(0, 4, "This line is much longer than the forty-two allowed."),),
    "line-count": (cue(0, 3, "One,", "two,", "three."),),
    "reading-speed": (cue(0, 1.0, "Nobody reads so much in one second."),),
    "min-duration": (cue(0, 0.5, "Yes."),),
    "max-duration": (cue(0, 8, "Yes, that is so."),),
    "min-gap": (cue(0, 2, "Yes, it is."), cue(2.01, 4, "No, it is not.")),
    "overlap": (cue(0, 2, "Yes, it is."), cue(1.5, 4, "No, it is not.")),
    "backwards": (Cue(TimeSpan(3, 3), cue(0, 1, "Yes.").lines, None, said_end=2.5),),
    "split-phrase": (cue(0, 3, "We have finally found the", "lighthouse."),),
    "empty": (Cue(TimeSpan(0, 2), ()),),
}


@pytest.mark.parametrize("rule", PLANTED)
def test_each_planted_violation_is_found_and_no_other(rule):
    assert [v.rule for v in check_cues(PLANTED[rule], NETFLIX)] == [rule]


def test_good_cues_have_none():
    assert check_cues(GOOD, NETFLIX) == ()


def test_too_many_words_and_words_a_minute_count_where_the_guide_counts_them():
    fast = (cue(0, 2, "We did it and it is so far up."),)
    assert [v.rule for v in check_cues(fast, BBC)] == ["reading-speed"]
    many = (cue(0, 2, "a b c d", "e f g h"),)
    assert [v.rule for v in check_cues(many, SHORT_FORM)] == ["word-count"]


def test_a_gap_that_flickers_is_told_from_one_that_is_too_small():
    flicker = check_cues((cue(0, 2, "Yes, it is."), cue(2.3, 4, "No, it is not.")), NETFLIX)
    assert "flickers" in flicker[0].message


def test_a_message_names_the_cue_its_time_and_both_numbers():
    (found,) = check_cues((*GOOD, cue(65.5, 66, "Yes.")), NETFLIX)
    assert (found.cue, found.rule) == (2, "min-duration")
    assert found.message == "cue 3 at 1:05.500: shown for 0.50 s, at least 0.83 s"


def test_shares_are_by_cue():
    cues = PLANTED["min-gap"]
    shares = violation_shares(cues, check_cues(cues, NETFLIX))
    assert set(shares) == set(RULES)
    assert shares["min-gap"] == 0.5
    assert shares["overlap"] == 0.0


def test_what_the_layout_makes_of_easy_speech_passes_the_check():
    text = "The keeper of the lighthouse counted the birds every morning, and wrote it down. " * 20
    words, clock = [], 0.0
    for written in text.split():
        words.append(CueWord(written, TimeSpan(clock, clock + 0.35)))
        clock += 0.4 + (0.3 if written[-1] in ",." else 0.0)
    assert check_cues(lay_out_cues(words, NETFLIX), NETFLIX) == ()
    slow = replace(NETFLIX, chars_per_second=5.0)
    assert any(v.rule == "reading-speed" for v in check_cues(lay_out_cues(words, NETFLIX), slow))
