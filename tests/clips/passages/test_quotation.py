"""A quote holds the words and who says them, without labels and directions; doubt is reported."""

from __future__ import annotations

import pytest

from pullquote.align.errors import NotSaidError
from pullquote.align.model.alignment import AlignedWord, Alignment, Status
from pullquote.align.model.words import EngineInfo
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.borrowed_times import Absent
from pullquote.clips.passages.passage import Passage, passage_by_words
from pullquote.clips.passages.quotation import quote_passage, quote_text

TEXT = (
    "ANNA: You went there (laughs) for the lamp -- and then?\n\n"
    "EDWIN: Quite by accident.\nI had an old microphone.\n\nANNA: [music]\n"
)
ABSENT = "old"


@pytest.fixture(scope="module")
def alignment() -> Alignment:
    transcript = parse_transcript(TEXT)
    words = tuple(
        AlignedWord(token, TimeSpan(token.index, token.index + 0.9), 1.0, Status.HEARD)
        if token.is_speech and token.text != ABSENT
        else AlignedWord(token, None, 1.0, Status.ABSENT)
        for token in transcript.tokens
    )
    return Alignment(transcript, words, (), "en", 60.0, "print", EngineInfo("test", "1"))


def test_the_words_are_the_transcripts_without_what_is_not_spoken(alignment: Alignment) -> None:
    last = len(alignment.words) - 1
    quotation = quote_text(alignment.transcript, 0, last)
    assert quotation.text == (
        "You went there for the lamp -- and then? Quite by accident. I had an old microphone."
    )
    assert quotation.speakers == ("ANNA", "EDWIN")
    assert quotation.attribution == "ANNA · EDWIN"


def test_a_quote_keeps_a_word_that_was_not_found_and_tells_of_it(alignment: Alignment) -> None:
    tokens = [token.text for token in alignment.transcript.tokens]
    passage = passage_by_words(alignment, tokens.index("Quite"), tokens.index("microphone."))
    quotation = quote_passage(alignment, passage)
    assert quotation.text == "Quite by accident. I had an old microphone."
    assert quotation.speakers == ("EDWIN",)
    assert quotation.unheard_document() == [{"word": "old", "index": tokens.index("old")}]
    assert quotation.doubt == "1 of 8 words was not found: old; listen before you publish"


@pytest.mark.parametrize(
    ("absent", "text"),
    [(Absent.DROP, "I had an microphone."), (Absent.MARK, "I had an [old] microphone.")],
)
def test_what_was_not_found_is_dropped_or_marked_on_demand_and_always_told(
    alignment: Alignment, absent: Absent, text: str
) -> None:
    tokens = [token.text for token in alignment.transcript.tokens]
    passage = passage_by_words(alignment, tokens.index("I"), tokens.index("microphone."))
    quotation = quote_passage(alignment, passage, absent)
    assert quotation.text == text
    assert quotation.doubt == "1 of 5 words was not found: old; listen before you publish"


def test_the_written_and_the_spoken_quote_agree_where_all_is_said(alignment: Alignment) -> None:
    tokens = [token.text for token in alignment.transcript.tokens]
    first, last = tokens.index("You"), tokens.index("accident.")
    spoken = quote_passage(alignment, passage_by_words(alignment, first, last))
    assert spoken == quote_text(alignment.transcript, first, last)


def test_words_without_spaces_stay_without(alignment: Alignment) -> None:
    transcript = parse_transcript("我们找到了灯塔。")
    assert quote_text(transcript, 0, 3).text == "我们找到"


def test_where_nothing_is_said_there_is_no_quote(alignment: Alignment) -> None:
    with pytest.raises(NotSaidError, match="nothing of the transcript"):
        quote_passage(alignment, Passage(None, None, "", TimeSpan(50, 51), exact=True))
    last = len(alignment.words) - 1
    with pytest.raises(NotSaidError, match="choose others"):
        quote_text(alignment.transcript, last, last)
