"""Words that sound like what was heard in their place are known by their phones."""

from __future__ import annotations

import pytest

from pullquote.align.placing.judgement.likeness import Sounds, shares_heard
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.spoken_forms.lexicon import load_lexicon
from pullquote.align.spoken_forms.script import make_script


def _sounds(text: str) -> Sounds:
    return Sounds(make_script(parse_transcript(text), "en"), load_lexicon())


def _shares(written: str, heard: str) -> list[float]:
    sounds = _sounds(written)
    items = [sounds.of_item(item) for item in range(len(sounds.script.items))]
    return shares_heard(items, "".join(sounds.of_word(word) for word in heard.split()))


@pytest.mark.parametrize(
    ("written", "heard"),
    [("memorable", "immemorable"), ("Cuba", "huba"), ("allied", "valid"), ("bishop", "pishop")],
)
def test_a_near_miss_is_heard_for_the_most_part(written: str, heard: str) -> None:
    assert _shares(written, heard)[0] >= 0.5


def test_another_word_is_hardly_heard() -> None:
    assert _shares("photograph", "sing")[0] <= 0.25
    assert _shares("photograph", "") == [0.0]


def test_each_word_has_its_own_share() -> None:
    shares = _shares("the quick zebra fox", "the quick fox")
    assert shares[0] == shares[1] == shares[3] == 1.0
    assert shares[2] < 0.5


def test_voiced_and_voiceless_are_one_sound_and_a_vowel_none_of_them() -> None:
    sounds = _sounds("bat")
    assert sounds.of_word("pat") == sounds.of_word("bad") == sounds.of_word("bat")
    assert sounds.of_word("bat") != sounds.of_word("mat")


def test_an_item_of_several_words_has_the_sounds_of_all() -> None:
    sounds = _sounds("42 apples")
    assert sounds.of_item(0) == sounds.of_word("forty") + sounds.of_word("two")
