"""Cues: nothing lost, nothing on top of anything, breaks where a reader wants them."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings, strategies as st

from pullquote.align.times import TimeSpan
from pullquote.clips.captions.cue import CueWord
from pullquote.clips.captions.layout import lay_out_cues
from pullquote.clips.captions.lines.text_width import text_width
from pullquote.clips.captions.profiles.profile import (
    BBC,
    NETFLIX,
    ONE_WORD,
    PROFILES,
    SHORT_FORM,
    Profile,
)


def speak(
    text: str, *, rate: float = 14.0, pause: float = 0.4, speaker: str | None = None
) -> list[CueWord]:
    """The words of a text at a steady pace, with a pause after each sentence."""
    words, clock = [], 0.0
    for number, written in enumerate(text.split()):
        duration = max(0.1, len(written) / rate)
        words.append(CueWord(written, TimeSpan(clock, clock + duration), number, " ", speaker))
        clock += duration + (pause if written[-1] in ".?!" and written != "Dr." else 0.02)
    return words


def lines_of(text: str, profile: Profile = NETFLIX, **how: float) -> list[str]:
    return [
        line for cue in lay_out_cues(speak(text, **how), profile) for line in cue.text.split("\n")
    ]


spoken_words = st.lists(
    st.tuples(
        st.text("abcdefghijklmnop.,-Ä東京{}\\", min_size=1, max_size=60),
        st.floats(0.0, 0.6),  # pause before
        st.floats(0.0, 0.7),  # length
        st.sampled_from([" ", " ", " ", "", "\n"]),
        st.sampled_from(["Anna", "Anna", "Anna", "Edwin"]),
    ),
    min_size=1,
    max_size=60,
)


def timed(drawn: list[tuple[str, float, float, str, str]]) -> list[CueWord]:
    words, clock = [], 0.0
    for number, (text, before, length, after, speaker) in enumerate(drawn):
        clock += before
        words.append(CueWord(text, TimeSpan(clock, clock + length), number, after, speaker))
        clock += length
    return words


@settings(max_examples=60, deadline=None)
@given(spoken_words, st.sampled_from(list(PROFILES.values())))
def test_every_character_is_shown_once_and_in_order(drawn, profile):
    words = timed(drawn)
    cues = lay_out_cues(words, profile)
    shown = "".join(word.text for cue in cues for word in cue.words)
    assert shown == "".join(word.text for word in words)
    spaced = "".join(word.text + word.after for cue in cues for word in cue.words)
    assert spaced == "".join(word.text + word.after for word in words)


@settings(max_examples=60, deadline=None)
@given(spoken_words, st.sampled_from(list(PROFILES.values())))
def test_cues_keep_to_their_lines_their_time_and_their_speaker(drawn, profile):
    words = timed(drawn)
    cues = lay_out_cues(words, profile)
    wide = profile.chars_per_line / profile.wide_per_line
    assert cues
    for cue in cues:
        assert 1 <= len(cue.lines) <= profile.max_lines
        assert all(cue.lines), "no line is empty"
        for line in cue.text.split("\n"):
            # A word too long for its line may stay whole, with a mark that must not leave it.
            alone = len(line) == 1 or (profile.longest_word and " " not in line)
            assert alone or text_width(line, wide=wide) <= profile.chars_per_line
        assert {word.speaker for word in cue.words} == {cue.speaker}
        assert cue.span.duration > 0
        assert cue.span.start >= min(word.span.start for word in cue.words) - 1e-9
    for before, after in itertools.pairwise(cues):
        assert before.span.end <= after.span.start
        assert before.span.start < after.span.start


def test_a_new_speaker_opens_a_new_cue():
    words = speak("Good morning.", speaker="Anna")
    later = [w.shift(words[-1].span.end) for w in speak("Morning, Anna.", speaker="Edwin")]
    cues = lay_out_cues([*words, *later])
    assert [(cue.speaker, cue.text) for cue in cues] == [
        ("Anna", "Good morning."),
        ("Edwin", "Morning, Anna."),
    ]


@pytest.mark.parametrize(
    ("text", "together"),
    [
        (
            "We went up the stairs and then we met the famous painter Lena Lindqvist there",
            "Lena Lindqvist",
        ),
        (
            "When they had carried it all the way it weighed no more than 20 kilograms in the end",
            "20 kilograms",
        ),
        (
            "In the summer they had to walk to the office of a certain Dr. Lindqvist in the town",
            "Dr. Lindqvist",
        ),
        (
            "So after all these years of waiting we have finally found the lighthouse on the hill",
            "the lighthouse",
        ),
    ],
)
@pytest.mark.parametrize("profile", [NETFLIX, BBC, SHORT_FORM], ids=lambda p: p.name)
def test_what_belongs_together_stays_on_one_line(text, together, profile):
    assert any(together in line for line in lines_of(text, profile))


def test_lines_break_after_punctuation_and_before_conjunctions():
    assert lines_of("I had bought an old microphone for $20, because I wanted to hear it.") == [
        "I had bought an old microphone for $20,",
        "because I wanted to hear it.",
    ]


def test_two_lines_are_about_equally_long():
    upper, lower = lines_of("The lighthouse keeper counted hundreds of seabirds every morning")
    assert abs(len(upper) - len(lower)) <= 16


def test_a_text_that_fits_on_a_line_gets_one_line():
    assert lines_of("That is how it happened.") == ["That is how it happened."]


def test_a_cue_stays_long_enough_to_be_read_when_silence_follows():
    words = [CueWord("Incomprehensibilities!", TimeSpan(1.0, 1.3))]
    (cue,) = lay_out_cues(words, NETFLIX)
    assert cue.span.start == 1.0
    assert cue.span.duration >= len("Incomprehensibilities!") / NETFLIX.chars_per_second
    assert cue.span.duration >= NETFLIX.min_duration


def test_no_cue_outlives_the_clip():
    (cue,) = lay_out_cues([CueWord("Yes.", TimeSpan(0.5, 0.7))], until=0.9)
    assert cue.span == TimeSpan(0.5, 0.9)


def test_a_short_gap_is_closed_to_two_frames_and_a_long_one_left():
    first = speak("This is the first sentence of three.")
    second = [w.shift(first[-1].span.end + 0.3) for w in speak("This is the second one.")]
    third = [w.shift(second[-1].span.end + 3.0) for w in speak("And here is the third.")]
    cues = lay_out_cues([*first, *second, *third])
    assert len(cues) == 3
    assert cues[1].span.start - cues[0].span.end == pytest.approx(2 / 24)
    assert cues[2].span.start - cues[1].span.end > 1.0


def test_a_long_silence_ends_a_cue():
    words = [CueWord("Wait", TimeSpan(0, 0.4)), CueWord("here", TimeSpan(5.0, 5.4))]
    assert [cue.text for cue in lay_out_cues(words)] == ["Wait", "here"]


def test_one_word_at_a_time_shows_each_word_alone_until_the_next():
    cues = lay_out_cues(speak("One word after another."), ONE_WORD)
    assert [cue.text for cue in cues] == ["One", "word", "after", "another."]
    assert all(a.span.end == b.span.start for a, b in itertools.pairwise(cues))


def test_words_longer_than_a_line_are_cut_after_a_seam_and_stay_verbatim():
    address = "https://example.org/a/very/long/path/that/never/seems/to/end.html"
    (cue,) = lay_out_cues([CueWord(address, TimeSpan(0, 5), 7)])
    assert len(cue.lines) == 2
    assert cue.plain == address
    assert cue.text.split("\n")[0].endswith("/")
    assert {word.index for word in cue.words} == {7}


def test_scripts_without_spaces_are_joined_without_spaces():
    text = "おはようございます。今日は灯台の鳥の話をします。"
    words = [
        CueWord(char, TimeSpan(k * 0.15, k * 0.15 + 0.1), k, "") for k, char in enumerate(text)
    ]
    cues = lay_out_cues(words, language="ja")
    assert "".join(cue.plain for cue in cues) == text
    lines = [line for cue in cues for line in cue.text.split("\n")]
    assert lines[0] == "おはようございます。"
    assert not any(line.startswith(("。", "、")) for line in lines)
    assert all(len(line) <= NETFLIX.wide_per_line for line in lines)


def test_thai_is_never_broken_before_a_dependent_sign():
    text = "สวัสดีครับวันนี้เราจะพูดถึงนกที่ประภาคารและทะเลที่สวยงามมากๆในประเทศไทย"
    words = [
        CueWord(char, TimeSpan(k * 0.06, k * 0.06 + 0.05), k, "") for k, char in enumerate(text)
    ]
    cues = lay_out_cues(words, language="th")
    lines = [line for cue in cues for line in cue.text.split("\n")]
    assert len(lines) > 1
    assert "".join(lines) == text
    for line in lines:
        assert line[0] not in "ะาำิีึืุู็่้๊๋์ๆ"
        assert line[-1] not in "เแโใไ"


def test_words_with_the_same_start_still_make_cues_that_follow_each_other():
    words = [CueWord(f"Word{k}.", TimeSpan(1.0, 1.0), k) for k in range(40)]
    cues = lay_out_cues(words)
    assert len(cues) > 1
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(cues))
    assert all(cue.span.duration > 0 for cue in cues)


def test_three_hours_are_laid_out_in_two_seconds_of_cpu():
    sentence = speak("The keeper of the lighthouse counted the birds every morning, and wrote.")
    length = sentence[-1].span.end + 0.5
    words = [w.shift(k * length) for k in range(30_000 // len(sentence)) for w in sentence]
    before = time.process_time()
    cues = lay_out_cues(words)
    assert time.process_time() - before < 2.0
    assert len(cues) > 2000


def test_nothing_gives_nothing():
    assert lay_out_cues([]) == ()
