"""Words in doubt: which may be spoken, which plainly were not, and where to listen."""

from __future__ import annotations

from dataclasses import replace

from pullquote.align.model.alignment import AlignedWord, Alignment, Status, Unscripted
from pullquote.align.model.words import EngineInfo
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.search.doubts import Doubt, DoubtKind, find_doubts, plainly_unspoken
from pullquote.align.times import TimeSpan

MISSING, UNSURE, UNSPOKEN = DoubtKind.MISSING, DoubtKind.UNSURE, DoubtKind.UNSPOKEN


def aligned(
    text: str, times: dict[int, tuple[float, float]], *, other: tuple[TimeSpan, ...] = ()
) -> Alignment:
    """Words with these times by index; the others were not found. `other` is unwritten speech."""
    transcript = parse_transcript(text)
    words = tuple(
        AlignedWord(token, TimeSpan(*times[token.index]), 0.9, Status.PLACED)
        if token.index in times
        else AlignedWord(token, None, 0.9, Status.ABSENT)
        for token in transcript.tokens
    )
    stretches = tuple(Unscripted(span) for span in other)
    return Alignment(transcript, words, stretches, "en", 60.0, "f", EngineInfo("test", "1"))


def spoken(
    first: int, last: int, *, start: float, step: float = 0.3
) -> dict[int, tuple[float, float]]:
    """Times of tokens one after the other."""
    return {
        index: (start + step * number, start + step * (number + 1))
        for number, index in enumerate(range(first, last + 1))
    }


def test_a_few_words_among_found_ones_may_be_spoken_though_there_is_no_time() -> None:
    times = spoken(0, 2, start=1.0) | spoken(5, 7, start=1.9)
    alignment = aligned("we met the United States of America there", times)
    (doubt,) = find_doubts(alignment)
    assert doubt == Doubt(3, 4, MISSING, TimeSpan(1.9, 1.9))
    assert plainly_unspoken(alignment) == frozenset()


def test_a_few_words_of_a_paragraph_that_mostly_is_not_found_are_not_spoken() -> None:
    # `the` was taken for one of the talk: that does not make the heading spoken.
    times = {2: (1.0, 1.2)} | spoken(5, 8, start=1.2)
    alignment = aligned("Meeting of the harbour board\n\nGood morning to you", times)
    assert plainly_unspoken(alignment) == {0, 1, 3, 4}


def test_a_sentence_without_time_was_not_spoken_and_one_with_time_may_be() -> None:
    text = "we went home and it was the happiest mistake of all our lives then we slept"
    before = spoken(0, 2, start=1.0)
    tight = aligned(text, before | spoken(13, 15, start=2.0))
    assert plainly_unspoken(tight) == set(range(3, 13))
    roomy = aligned(text, before | spoken(13, 15, start=5.0))
    assert plainly_unspoken(roomy) == frozenset()
    assert [d.kind for d in find_doubts(roomy)] == [MISSING]
    assert find_doubts(roomy)[0].span == TimeSpan(1.9, 5.0)


def test_a_header_before_speech_was_not_spoken_though_there_is_time() -> None:
    header = "Interview with the keeper of the lamp"
    for separator in ("\n\n", " "):
        alignment = aligned(
            f"{header}{separator}Good morning to you all my friends here now",
            (spoken(7, 15, start=10.0)),
        )
        assert plainly_unspoken(alignment) == set(range(7))


def test_a_paragraph_may_be_spoken_where_somebody_is_heard_for_long_enough() -> None:
    text = "Good morning to you.\n\nI lost all of these words.\n\nAnd good evening."
    times = spoken(0, 3, start=1.0) | spoken(10, 12, start=8.0)
    assert plainly_unspoken(aligned(text, times)) == set(range(4, 10))
    heard = aligned(text, times, other=(TimeSpan(3.0, 7.0),))
    assert plainly_unspoken(heard) == frozenset()
    brief = aligned(text, times, other=(TimeSpan(3.0, 3.5),))
    assert plainly_unspoken(brief) == set(range(4, 10))


def test_time_is_given_only_once() -> None:
    text = (
        "Good morning to you.\n\nI lost all of these words.\n\nThese as well were lost.\n\nEvening."
    )
    times = spoken(0, 3, start=1.0) | spoken(15, 15, start=8.0)
    alignment = aligned(text, times, other=(TimeSpan(3.0, 4.8),))
    assert plainly_unspoken(alignment) == set(range(10, 15))


def test_places_that_are_estimates_or_likely_wrong_are_unsure_in_one_stretch() -> None:
    alignment = aligned("one two three four five six", spoken(0, 5, start=1.0))
    words = list(alignment.words)
    words[1] = replace(words[1], status=Status.ESTIMATED)
    words[2] = replace(words[2], confidence=0.3)
    words[4] = replace(words[4], confidence=0.6)
    (doubt,) = find_doubts(replace(alignment, words=tuple(words)))
    assert (doubt.first, doubt.last, doubt.kind) == (1, 2, UNSURE)
    assert doubt.span == TimeSpan(1.3, 1.9)


def test_what_was_not_looked_for_is_not_in_doubt() -> None:
    alignment = aligned("one two three", {0: (1.0, 1.2)})
    words = (*alignment.words[:2], AlignedWord(alignment.words[2].token, None, 0.0, Status.PENDING))
    (doubt,) = find_doubts(replace(alignment, words=words))
    assert (doubt.first, doubt.last) == (1, 1)
    assert doubt.span == TimeSpan(1.2, 1.2)
