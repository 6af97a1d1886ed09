"""Recognised words become paragraphs that hold every word, and end where speakers pause."""

from __future__ import annotations

from hypothesis import given, strategies as st

from pullquote.align.model.words import EngineInfo, Recognition, Word
from pullquote.align.recognizers.paragraphs import write_paragraphs
from pullquote.align.times import TimeSpan


def recognition(*parts, language="en"):
    """Words two a second, and between them, as numbers, pauses in seconds."""
    words, clock = [], 0.0
    for part in parts:
        if isinstance(part, float):
            clock += part
            continue
        for text in part.split():
            words.append(Word(text, TimeSpan(clock, clock + 0.45), 0.9))
            clock += 0.5
    return Recognition(tuple(words), language, EngineInfo("whisper", "1"))


def paragraphs(*parts, language="en"):
    return write_paragraphs(recognition(*parts, language=language)).rstrip("\n").split("\n\n")


SENTENCE = "We went down to the river and we waited there for the boat."


def test_a_long_pause_after_a_sentence_begins_a_paragraph_and_a_short_one_does_not():
    assert paragraphs("Good morning.", 0.5, "Welcome.", 2.5, "Thank you.") == [
        "Good morning. Welcome.",
        "Thank you.",
    ]


def test_a_pause_inside_a_sentence_begins_none():
    assert len(paragraphs("It was, I think,", 4.0, "a wren.")) == 1


def test_a_long_paragraph_is_divided_at_the_longest_pause():
    said = [SENTENCE] * 4 + [0.9] + [SENTENCE] * 5
    assert [text.count("river") for text in paragraphs(*said)] == [4, 5]


def test_paragraphs_stay_short_enough_to_read():
    texts = paragraphs(*[SENTENCE] * 60)
    assert all(15 <= len(text.split()) <= 90 for text in texts)
    assert len(texts) >= 8


def test_speech_without_full_stops_is_divided_at_pauses():
    many = "and so on and on " * 15
    assert len(paragraphs(many, 3.0, many)) == 2


def test_chinese_is_written_without_spaces():
    assert paragraphs("你好。 我们", "走。", language="zh") == ["你好。我们走。"]


def test_no_words_are_no_text():
    assert write_paragraphs(recognition()) == ""


parts = st.lists(
    st.one_of(st.floats(0, 5), st.sampled_from([SENTENCE, "Yes.", "and then", "No!", "why"])),
    max_size=120,
)


@given(parts)
def test_every_word_is_written_once_in_order(parts):
    heard = recognition(*parts)
    assert write_paragraphs(heard).split() == [word.text for word in heard.words]
