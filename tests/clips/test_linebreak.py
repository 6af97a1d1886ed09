"""Which breaks are good and which are bad, pair by pair."""

from __future__ import annotations

import pytest

from align.timecode import TimeSpan
from clips.cue import CueWord
from clips.linebreak import CLAUSE, FORBIDDEN, NEUTRAL, SENTENCE, break_badness, ends_sentence


def badness(left: str, right: str, *, after: str = " ", language: str = "en") -> float:
    """Of a break between these two words."""
    span = TimeSpan(0, 0)
    pair = (CueWord(left, span, 0, after), CueWord(right, span, 1))
    return break_badness(pair, language)[0]


@pytest.mark.parametrize(
    ("left", "right", "language"),
    [
        ("the", "lighthouse", "en"),
        ("Lena", "Lindqvist", "en"),
        ("approx.", "half", "en"),
        ("No.", "five", "en"),
        ("Dr.", "Lindqvist", "en"),
        ("20", "kilograms", "en"),
        ("50", "%", "en"),
        ("5", "million", "en"),
        ("Chapter", "3", "en"),
        ("of", "them", "en"),
        ("because", "they", "en"),
        ("der", "Leuchtturm", "de"),
        ("les", "oiseaux", "fr"),
        ("el", "faro", "es"),
        ("il", "faro", "it"),
        ("uma", "ave", "pt"),
    ],
)
def test_these_belong_together(left, right, language):
    assert badness(left, right, language=language) >= 0.9


@pytest.mark.parametrize(
    ("left", "right", "language"),
    [
        ("lighthouse", "and", "en"),
        ("stairs", "because", "en"),
        ("birds", "on", "en"),
        ("everyone", "who", "en"),
        ("Vögel", "und", "de"),
        ("oiseaux", "qui", "fr"),
    ],
)
def test_these_part_well(left, right, language):
    assert CLAUSE < badness(left, right, language=language) < NEUTRAL


def test_punctuation_parts_best():
    assert badness("morning.", "My") == SENTENCE
    assert badness("morning,”", "she") == CLAUSE
    assert badness("why?”", "she") == SENTENCE
    assert badness("lamp --", "and") == CLAUSE


@pytest.mark.parametrize(
    ("text", "following", "ends"),
    [
        ("done.", "The", True),
        ("done.”", "The", True),
        ("what?!", "no", True),
        ("Dr.", "Lindqvist", False),
        ("J.", "Smith", False),
        ("U.S.", "Army", False),
        ("etc.", "and", False),
        ("well...", "maybe", False),
        ("well...", "Maybe", True),
        ("おわり。", "次", True),
        ("done", "The", False),
    ],
)
def test_sentences_end_where_they_end(text, following, ends):
    assert ends_sentence(text, following) is ends


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("話", "。", FORBIDDEN),
        ("「", "話", FORBIDDEN),
        ("ส", "ะ", FORBIDDEN),
        ("เ", "ก", FORBIDDEN),
        ("ं", "ा", FORBIDDEN),
        ("。", "次", SENTENCE),
        ("、", "次", CLAUSE),
    ],
)
def test_scripts_without_spaces_have_their_own_rules(left, right, expected):
    assert badness(left, right, after="") == expected


def test_a_word_cut_in_two_is_a_bad_place_and_a_particle_a_good_one():
    assert badness("Donaudampf", "schifffahrt", after="") == 1.0
    assert badness("は", "日", after="") < badness("日", "本", after="")


def test_a_new_speaker_parts_whatever_the_words():
    span = TimeSpan(0, 0)
    pair = (CueWord("the", span, 0, " ", "Anna"), CueWord("lamp", span, 1, " ", "Edwin"))
    assert break_badness(pair)[0] == SENTENCE


def test_nothing_has_no_breaks():
    assert break_badness(()) == []
