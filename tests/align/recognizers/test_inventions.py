"""Whisper's inventions are not believed, and people's words are."""

from __future__ import annotations

import pytest

from pullquote.align.recognizers.inventions import believed, repeats_itself, without_loops
from pullquote.align.recognizers.whisper_engine.decoding import HeardSegment, HeardWord


def segment(text, probability=0.9, no_speech=0.05, log_probability=-0.3):
    words = tuple(
        HeardWord(f" {word}", 0.3 * k, 0.3 * k + 0.25, probability)
        for k, word in enumerate(text.split())
    )
    return HeardSegment(words, no_speech, log_probability)


def text_of(words):
    return "".join(word.text for word in words).strip()


@pytest.mark.parametrize(
    ("no_speech", "log_probability"),
    # Seen with the base model in chords, silence, hum, pink noise and faint noise.
    [(0.673, -1.58), (0.851, -0.73), (0.765, -2.18), (0.952, -1.18), (0.895, -1.08)],
)
def test_text_over_music_and_noise_is_not_believed(no_speech, log_probability):
    heard = segment("Ich bin hier in der Nähe.", 0.3, no_speech, log_probability)
    assert believed(heard) == ()


def test_clear_text_is_believed_whatever_is_said_of_speech():
    heard = segment("So let us begin anew.", 0.9, no_speech=0.7, log_probability=-0.2)
    assert text_of(believed(heard)) == "So let us begin anew."


@pytest.mark.parametrize(
    "credit",
    ["Thanks for watching!", "Untertitel der Amara.org-Community", "Sous-titres réalisés par X."],
)
def test_a_credit_is_believed_only_where_it_is_sure(credit):
    said = f"That is the end. {credit}"
    assert text_of(believed(segment(said, 0.5))) == "That is the end."
    assert text_of(believed(segment(said, 0.9, no_speech=0.4))) == "That is the end."
    assert text_of(believed(segment(said, 0.95))) == said


def test_words_of_a_credit_inside_a_sentence_are_believed():
    said = "I told him thanks for watching the children."
    assert text_of(believed(segment(said, 0.4))) == said


PHRASE = "and I said it"


def test_a_loop_is_recognised_and_only_its_beginning_is_left():
    loop = segment(f"He came back {f'{PHRASE} ' * 12}")
    assert repeats_itself(loop)
    assert text_of(believed(loop)) == f"He came back {PHRASE} {PHRASE}"


def test_a_loop_of_one_word_and_one_of_a_long_sentence_are_recognised():
    assert repeats_itself(segment("the " * 40))
    assert repeats_itself(segment("We went down to the river and we waited for the boat. " * 5))


@pytest.mark.parametrize(
    "said",
    [
        "No, no, no, no, no, I never said that.",
        "Never give in, never, never, never, never, in nothing great or small.",
        "Fired up! Ready to go! Fired up! Ready to go!",
        "Of the people, by the people, for the people.",
        "One two three four five six seven eight nine ten.",
    ],
)
def test_what_people_repeat_is_kept(said):
    assert not repeats_itself(segment(said))
    assert text_of(without_loops(segment(said).words)) == said


def test_two_loops_in_a_row_are_both_shortened():
    words = segment("a b c d " * 6 + "x y " * 7 + "end").words
    assert text_of(without_loops(words)) == "a b c d a b c d x y x y end"
    assert without_loops(()) == []
