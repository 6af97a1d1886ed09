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
from pullquote.align.model.transcript import Role
from pullquote.align.model.words import EngineInfo
from pullquote.align.reading.formats import read_transcript, read_transcript_bytes
from pullquote.align.reading.tokenizer import parse_transcript
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


def test_roles_stay_where_words_change_one_for_one_and_new_words_are_speech():
    old = transcript()
    assert [token.role for token in old.tokens[:2]] == [Role.SPEAKER, Role.SPEECH]
    same = spliced(old, 0, 1, "HANNAH: won")
    assert [token.role for token in same.tokens[:2]] == [Role.SPEAKER, Role.SPEECH]
    more = spliced(old, 0, 1, "once upon a time")
    assert {token.role for token in more.tokens[:4]} == {Role.SPEECH}


@pytest.mark.parametrize("text", ["petrel", "storm petrel", "a small dark storm petrel"])
def test_unscripted_speech_stays_after_the_word_that_it_was_after(talk, text):
    before, inside, after = (
        Unscripted(TimeSpan(time, time + 1), (), index)
        for time, index in ((1.0, 200), (2.0, 211), (3.0, 230))
    )
    known = replace(talk, unscripted=(before, inside, after))
    changed, last = with_text(known, 210, 211, text)
    assert changed.unscripted[:2] == (before, inside)
    moved = changed.unscripted[2]
    assert (moved.span, moved.after) == (after.span, 230 + last - 211)
    assert changed.words[moved.after].token.text == talk.words[230].token.text


def test_every_word_of_a_corrected_alignment_is_the_transcripts(talk):
    for text in ("Storm Petrel.", "a small dark storm petrel."):
        changed, _ = with_text(talk, 210, 211, text)
        assert [word.token for word in changed.words] == list(changed.transcript.tokens)


def test_a_word_that_is_still_to_be_looked_for_is_not_sure(talk):
    changed, last = with_text(talk, 210, 211, "a small dark storm petrel.")
    assert [word.confidence for word in changed.words[210 : last + 1]] == [0.0] * 5
    assert [word.span for word in changed.words[210 : last + 1]] == [None] * 5


@pytest.mark.parametrize("scale", [0.5, 2.0])
def test_words_that_are_said_faster_or_slower_keep_their_shares(talk, scale):
    known = talk.span_of(210, 211)
    said = TimeSpan(70.0, 70.0 + scale * known.duration)
    moved = with_times(talk, 210, 211, said)
    for old, new in zip(talk.words[210:212], moved.words[210:212], strict=True):
        assert new.span.start - 70.0 == pytest.approx(scale * (old.span.start - known.start))
        assert new.span.duration == pytest.approx(scale * old.span.duration)
        assert (new.status, new.confidence) == (Status.BY_HAND, 1.0)


@pytest.mark.parametrize("missing", [{1}, {0, 1, 2}])
def test_words_of_which_one_had_no_time_share_it_by_their_letters(missing):
    text = parse_transcript("a bbb cccc")
    words = tuple(
        AlignedWord(token, None, 0.4, Status.ABSENT)
        if k in missing
        else AlignedWord(token, TimeSpan(k, k + 1), 0.4, Status.PLACED)
        for k, token in enumerate(text.tokens)
    )
    known = Alignment(text, words, (), "en", 9.0, "f", EngineInfo("imported", "1"))
    moved = with_times(known, 0, 2, TimeSpan(2.0, 4.0))
    spans = [(word.span.start, word.span.end) for word in moved.words]
    assert spans == [(2.0, 2.25), (2.25, 3.0), (3.0, 4.0)]


def test_words_at_a_single_moment_share_their_new_time_by_their_letters():
    text = parse_transcript("aaa b")
    words = tuple(
        AlignedWord(token, TimeSpan(1.0, 1.0), 0.4, Status.PLACED) for token in text.tokens
    )
    known = Alignment(text, words, (), "en", 9.0, "f", EngineInfo("imported", "1"))
    moved = with_times(known, 0, 1, TimeSpan(2.0, 4.0))
    assert [word.span for word in moved.words] == [TimeSpan(2.0, 3.5), TimeSpan(3.5, 4.0)]


def test_at_both_ends_of_the_transcript_fewer_neighbours_are_looked_for_again(talk):
    asked = []

    def place(first, last):
        asked.append((first, last))
        return talk

    end = len(talk.words) - 1
    for first, last in ((0, 0), (1, 2), (end - 1, end), (end, end)):
        place_again(talk, first, last, place)
    assert asked == [(0, 2), (0, 4), (end - 3, end), (end - 2, end)]
