"""Corrections: words written otherwise, said at another time, or looked for again."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from pullquote.align.editing import place_again, spliced, with_text, with_times
from pullquote.align.errors import InputError
from pullquote.align.model.alignment import (
    AlignedWord,
    Alignment,
    Status,
    Unscripted,
    format_alignment,
    parse_alignment,
)
from pullquote.align.model.words import EngineInfo
from pullquote.align.reading.formats import read_transcript, read_transcript_bytes
from pullquote.align.times import TimeSpan
from pullquote.samples import SAMPLE_TRANSCRIPT, SAMPLE_TRUTH


@pytest.fixture(scope="module")
def talk() -> Alignment:
    """The sample with its exact times and the speech that is not written."""
    transcript = read_transcript(SAMPLE_TRANSCRIPT)
    truth = json.loads(SAMPLE_TRUTH.read_text(encoding="utf-8"))
    spans = [
        None if word["start"] is None else TimeSpan(word["start"], word["end"])
        for word in truth["words"]
    ]
    words = tuple(
        AlignedWord(token, span, 1.0, Status.ABSENT if span is None else Status.HEARD)
        for token, span in zip(transcript.tokens, spans, strict=True)
    )
    said = tuple(Unscripted(TimeSpan(s["start"], s["end"])) for s in truth["unscripted"])
    engine = EngineInfo("imported", "1", "truth")
    return Alignment(transcript, words, said, "en", 120.0, "f", engine)


TEXT = "ANNA: one two three.\n\nFour five 😀 six.\n\nBEN: seven eight."


def transcript():
    return read_transcript_bytes(TEXT.encode(), name="t.txt")


@given(st.data(), st.sampled_from(["x", "x y", "x y z w", "  padded out ", "line\nbreak", "😀 q"]))
def test_a_splice_keeps_everything_else_as_written(data, text):
    old = transcript()
    first = data.draw(st.integers(0, len(old.tokens) - 1))
    last = data.draw(st.integers(first, len(old.tokens) - 1))
    new = spliced(old, first, last, text)
    begin, end = old.tokens[first].start_char, old.tokens[last].end_char
    assert new.text == old.text[:begin] + text.strip() + old.text[end:]
    for place, token in enumerate(new.tokens):
        assert token.index == place
        assert new.text[token.start_char : token.end_char] == token.text
    held = [place for p in new.paragraphs for place in range(p.first, p.stop)]
    assert held == list(range(len(new.tokens)))
    after = len(old.tokens) - last - 1
    assert [t.text for t in new.tokens[len(new.tokens) - after :]] == [
        t.text for t in old.tokens[last + 1 :]
    ]


def test_a_correction_without_words_is_refused():
    with pytest.raises(InputError, match="at least one word"):
        spliced(transcript(), 0, 1, "  ")


def test_a_corrected_spelling_keeps_its_times(talk):
    changed, last = with_text(talk, 210, 211, "Storm Petrel.")
    assert last == 211
    assert changed.words[210].span == talk.words[210].span
    assert changed.words[210].token.text == "Storm"


def test_more_words_are_looked_for_anew_and_the_rest_stays(talk):
    changed, last = with_text(talk, 210, 211, "a small dark storm petrel.")
    assert last == 214
    assert {word.status for word in changed.words[210:215]} == {Status.PENDING}
    assert [w.span for w in changed.words[215:]] == [w.span for w in talk.words[212:]]
    before = talk.unscripted[0]
    assert changed.unscripted[0].span == before.span
    again = parse_alignment(format_alignment(changed))
    assert [w.token.text for w in again.words] == [w.token.text for w in changed.words]


def test_a_time_given_by_hand_is_the_words_time(talk):
    changed = with_times(talk, 210, 210, TimeSpan(70.0, 70.5))
    assert changed.words[210].span == TimeSpan(70.0, 70.5)
    assert changed.words[210].status is Status.BY_HAND


def test_several_words_share_their_time_as_they_did(talk):
    known = talk.span_of(210, 214)
    moved = with_times(talk, 210, 214, known.shift(1.0))
    for old, new in zip(talk.words[210:215], moved.words[210:215], strict=True):
        assert new.span.start == pytest.approx(old.span.start + 1.0)
        assert new.span.end == pytest.approx(old.span.end + 1.0)


def test_words_that_had_no_time_get_one(talk):
    changed = with_times(talk, 0, 3, TimeSpan(1.0, 2.0))
    spans = [word.span for word in changed.words[:4]]
    assert spans[0].start == 1.0 and spans[-1].end == pytest.approx(2.0)
    assert all(a.end == b.start for a, b in pairwise(spans))


def test_only_the_words_around_a_correction_are_taken_from_what_is_found_again(talk):
    asked = []

    def place(first, last):
        asked.append((first, last))
        words = tuple(
            replace(word, span=word.span.shift(0.1)) if word.span else word for word in talk.words
        )
        return replace(talk, words=words)

    again = place_again(talk, 210, 211, place)
    assert asked == [(208, 213)]
    moved = [i for i, word in enumerate(talk.words) if again.words[i].span != word.span]
    assert moved == [i for i in range(208, 214) if talk.words[i].span is not None] != []


def test_what_is_not_found_again_stays_as_it_was(talk):
    again = place_again(talk, 210, 211, lambda first, last: talk.only(0, 5))
    assert again.words == talk.words
    assert again.unscripted == talk.unscripted
