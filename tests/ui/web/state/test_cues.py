"""Cues made by hand are kept beside the recording, and follow corrections of its words."""

import pytest

from pullquote.align.times import TimeSpan
from pullquote.clips.captions.hand_cues import HandCue
from pullquote.ui.web.state.cues import follow_correction, read_cues, write_cues

SPAN = TimeSpan(1.5, 2.25)


def test_cues_are_read_as_they_were_written(tmp_path):
    cues = (HandCue(3, 9, SPAN, (5, 7)), HandCue(10, 10, TimeSpan(3.0, 4.0)))
    write_cues(tmp_path / "cues.json", cues)
    assert read_cues(tmp_path / "cues.json") == cues


@pytest.mark.parametrize("content", ["", "[[1]]", "{}x", '[["a",1,2,3,[]]]', "[[1,2,5,3,[]]]"])
def test_a_damaged_file_is_as_none(tmp_path, content):
    (tmp_path / "cues.json").write_text(content, encoding="utf-8")
    assert read_cues(tmp_path / "cues.json") is None


@pytest.mark.parametrize(
    ("corrected", "followed"),
    [
        ((20, 21, 25), HandCue(3, 9, SPAN, (5, 7))),  # after it
        ((0, 1, 0), HandCue(2, 8, SPAN, (4, 6))),  # two words before it became one
        ((4, 4, 6), HandCue(3, 11, SPAN, (7, 9))),  # a word in it became three
        ((5, 6, 5), HandCue(3, 8, SPAN, (5, 6))),  # a line begins with the corrected words
        ((6, 7, 6), HandCue(3, 8, SPAN, (5,))),  # the break was inside the corrected words
        ((3, 9, 3), HandCue(3, 3, SPAN)),  # all of it became one word
        ((2, 4, 4), None),  # its beginning was corrected together with the cue before it
        ((9, 10, 9), None),
    ],
)
def test_a_cue_stays_with_its_words_when_others_are_corrected(corrected, followed):
    kept = follow_correction([HandCue(3, 9, SPAN, (5, 7))], *corrected)
    assert kept == (() if followed is None else (followed,))
