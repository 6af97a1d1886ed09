"""English is distinguished from other languages."""

from __future__ import annotations

import dataclasses

import pytest

from pullquote.align.reading.language import guess_language
from pullquote.align.reading.tokenizer import parse_transcript

GERMAN = (
    "Der Leuchtturm steht seit vielen Jahren auf der Insel, und niemand weiß genau, wer ihn gebaut "
    "hat. Jeden Abend steigt der Wärter die Treppe hinauf und zündet das Licht an, damit die "
    "Schiffe den Weg nach Hause finden."
)
RUSSIAN = "Маяк стоит на острове уже много лет, и никто не знает, кто его построил. " * 3


def guess(text):
    return guess_language(parse_transcript(text))


def test_the_sample_is_english(sample):
    assert guess_language(sample.transcript) == "en"


def test_german_is_not_english():
    assert guess(GERMAN) in (None, "und")


def test_another_script_is_surely_not_english():
    assert guess(RUSSIAN) == "und"


def test_a_few_words_tell_nothing():
    assert guess("the and of to a") is None


def test_english_with_many_foreign_names_is_still_english(sample):
    assert guess(sample.transcript.text + " Skellivore Quillanby Tórshavn Ísafjörður" * 5) == "en"


@pytest.mark.parametrize("named, language", [("de", "de"), ("pt-BR", "pt"), ("EN_us", "en")])
def test_what_the_transcript_says_comes_before_any_guess(named, language):
    transcript = dataclasses.replace(parse_transcript(GERMAN), language=named)
    assert guess_language(transcript) == language
