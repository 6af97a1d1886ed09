"""Good breaks and bad ones, pair by pair."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given, settings, strategies as st

from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.cue import CueWord
from pullquote.clips.captions.layout import lay_out_cues
from pullquote.clips.captions.lines.linebreak import (
    CLAUSE,
    FORBIDDEN,
    NEUTRAL,
    SENTENCE,
    TIGHT,
    break_badness,
    ends_sentence,
)
from pullquote.clips.captions.profiles.profile import NETFLIX, SHORT_FORM


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


def test_a_pronoun_stays_with_its_verb_rather_than_a_noun():
    assert badness("birds", "waited") == NEUTRAL
    assert NEUTRAL < badness("they", "waited") < badness("of", "them")


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


def spread(text: str) -> list[CueWord]:
    """The text as the transcript's reader parts it."""
    tokens = parse_transcript(text).tokens
    ends = [token.start_char for token in tokens[1:]] + [len(text)]
    return [
        CueWord(token.text, TimeSpan(k, k + 1), k, " " if token.end_char < end else "")
        for k, (token, end) in enumerate(zip(tokens, ends, strict=True))
    ]


@pytest.mark.parametrize(
    ("text", "language", "phrases"),
    [
        ("今日は鳥の話をします", "ja", ["今日は", "鳥の", "話を", "します"]),
        ("今天我们要谈谈", "zh", ["今天", "我们", "要", "谈谈"]),
        ("今天我們要談談", "zh", ["今天", "我們", "要", "談談"]),
        ("วันนี้เราจะพูดถึงนก", "th", ["วัน", "นี้", "เรา", "จะ", "พูด", "ถึงนก"]),
    ],
)
def test_where_no_spaces_are_written_phrases_part_and_words_do_not(text, language, phrases):
    words = spread(text)
    found = [""]
    for word, bad in zip(words, break_badness(words, language), strict=True):
        found[-1] += word.text
        if bad < NEUTRAL:
            found.append("")
    assert found[:-1] == phrases


@pytest.mark.parametrize("text", ["2015年に見た", "全部で30羽いた", "我在2015年听到"])
def test_a_number_keeps_its_counter(text):
    words = spread(text)
    at = next(k for k, word in enumerate(words) if word.text.isdigit())
    assert break_badness(words, "ja")[at] >= TIGHT


NEVER_FIRST = "、。，．！？）」』】〉》ぁぃぅぇぉっゃゅょァィゥェォッャュョーヽ々…"
NEVER_LAST = "（「『【〈《"


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        st.sampled_from("今日鳥話見のはをにいうかタロー" + NEVER_FIRST + NEVER_LAST), min_size=8
    ),
    st.sampled_from([SHORT_FORM, NETFLIX]),
)
def test_no_line_begins_with_a_closing_mark_or_a_small_kana_nor_ends_with_an_opening_one(
    text, profile
):
    words = [CueWord(char, TimeSpan(k, k + 0.9), k, "") for k, char in enumerate(text)]
    # Marks in a row that are longer than a line have to be broken somewhere.
    assume(_longest_chain(text) <= profile.wide_per_line)
    lines = [
        line for cue in lay_out_cues(words, profile, language="ja") for line in cue.text.split("\n")
    ]
    assert "".join(lines) == text
    assert all(line[0] not in NEVER_FIRST for line in lines[1:])
    assert all(line[-1] not in NEVER_LAST for line in lines[:-1])


def _longest_chain(text: str) -> int:
    """Most characters in a row that no break may part."""
    longest = length = 1
    for left, right in pairwise(text):
        length = length + 1 if right in NEVER_FIRST or left in NEVER_LAST else 1
        longest = max(longest, length)
    return longest
