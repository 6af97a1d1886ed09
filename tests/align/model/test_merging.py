"""Partial alignments of the same words become one by one rule."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from pullquote.align.model.alignment import (
    UNALIGNED,
    AlignedWord,
    Alignment,
    Status,
    Unscripted,
    format_alignment,
    parse_alignment,
)
from pullquote.align.model.words import EngineInfo
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.times import TimeSpan

COUNT = 12
TRANSCRIPT = parse_transcript(" ".join(f"w{number}" for number in range(COUNT)))
SPHINX, WHISPER = EngineInfo("sphinx", "1"), EngineInfo("whisper", "1")


def part(
    first: int,
    last: int,
    *,
    by: float = 0.0,
    status: Status = Status.HEARD,
    unscripted: tuple[Unscripted, ...] = (),
    engine: EngineInfo = SPHINX,
) -> Alignment:
    """Words `first` to `last`, word i from second i + `by` on; the rest was not looked for."""
    words = tuple(
        AlignedWord(token, TimeSpan(token.index + by, token.index + by + 0.5), 0.8, status)
        if first <= token.index <= last
        else AlignedWord(token, None, 0.0, Status.PENDING)
        for token in TRANSCRIPT.tokens
    )
    return Alignment(TRANSCRIPT, words, unscripted, "en", 20.0, "f", engine)


def said(start: float, end: float, after: int) -> Unscripted:
    return Unscripted(TimeSpan(start, end), (), after)


def starts(alignment: Alignment) -> list[float | None]:
    return [None if word.span is None else word.span.start for word in alignment.words]


def test_pending_yields_to_anything_and_what_was_looked_for_last_counts() -> None:
    merged = part(0, 5).merged(part(4, 8, by=0.25))
    assert starts(merged) == [0, 1, 2, 3, 4.25, 5.25, 6.25, 7.25, 8.25, None, None, None]


def test_a_word_that_is_absent_was_looked_for() -> None:
    absent = replace(part(3, 3).words[3], span=None, status=Status.ABSENT)
    later = part(0, -1)
    later = replace(later, words=(*later.words[:3], absent, *later.words[4:]))
    assert part(0, 5).merged(later).words[3].status is Status.ABSENT


def test_a_word_placed_by_hand_stays_whatever_is_found_later() -> None:
    by_hand = part(3, 3, by=0.4, status=Status.BY_HAND)
    assert by_hand.merged(part(0, 11)).words[3] == by_hand.words[3]
    assert part(0, 11).merged(by_hand).words[3] == by_hand.words[3]
    again = part(3, 3, by=0.1, status=Status.BY_HAND)
    assert by_hand.merged(again).words[3] == again.words[3]


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), min_size=1, max_size=4))
def test_merging_in_turn_or_at_once_is_the_same(ranges: list[tuple[int, int]]) -> None:
    parts = [part(a, b, by=0.1 * number) for number, (a, b) in enumerate(ranges)]
    in_turn = parts[0]
    for later in parts[1:]:
        in_turn = in_turn.merged(later)
    assert parts[0].merged(*parts[1:]) == in_turn


def test_unscripted_speech_of_both_is_kept() -> None:
    early, late = said(2.5, 3, 2), said(8.5, 9, 8)
    merged = part(0, 5, unscripted=(early,)).merged(part(7, 11, unscripted=(late,)))
    assert merged.unscripted == (early, late)
    merged = part(7, 11, unscripted=(late,)).merged(part(0, 5, unscripted=(early,)))
    assert merged.unscripted == (early, late)


def test_where_it_was_looked_again_only_what_was_found_then_counts() -> None:
    old, new = said(2.5, 3, 2), said(2.6, 2.9, 2)
    assert part(0, 5, unscripted=(old,)).merged(part(0, 11)).unscripted == ()
    assert part(0, 5, unscripted=(old,)).merged(part(3, 9)).unscripted == (old,)
    assert part(0, 5, unscripted=(old,)).merged(part(3, 9, unscripted=(new,))).unscripted == (new,)


def test_speech_before_the_first_word_is_kept_until_that_is_looked_at() -> None:
    before = said(0.0, 0.4, -1)
    known = part(2, 5, unscripted=(before,))
    assert known.merged(part(4, 8)).unscripted == (before,)
    assert known.merged(part(0, 2, by=0.5)).unscripted == ()


def test_a_stretch_goes_when_written_words_turn_out_to_fill_it() -> None:
    stretch = said(6.5, 7.0, 5)
    known = part(0, 5, unscripted=(stretch,))
    assert known.merged(part(6, 6, by=0.2)).unscripted == (stretch,)  # to 6.7
    assert known.merged(part(6, 6, by=0.4)).unscripted == ()  # to 6.9


def test_a_stretch_is_filled_by_all_the_words_in_it() -> None:
    """Three words of which each takes a fifth of the stretch fill more than half of it."""
    stretch = said(0.0, 2.5, -1)
    known = part(9, 11, unscripted=(stretch,))
    assert known.merged(part(1, 2)).unscripted == (stretch,)
    assert known.merged(part(0, 2, by=0.1)).unscripted == ()


def test_words_that_take_just_half_of_a_stretch_leave_it() -> None:
    half, less = said(6.0, 7.0, 5), said(6.0, 6.99, 5)
    assert part(0, 5, unscripted=(half,)).merged(part(6, 6)).unscripted == (half,)
    assert part(0, 5, unscripted=(less,)).merged(part(6, 6)).unscripted == ()


def test_a_merged_alignment_has_the_tokens_of_its_own_transcript() -> None:
    again = parse_alignment(format_alignment(part(0, 11)))
    merged = part(3, 5).merged(again)
    assert merged.transcript is TRANSCRIPT
    for word, token in zip(merged.words, TRANSCRIPT.tokens, strict=True):
        assert word.token is token


def test_a_language_that_is_known_is_not_forgotten() -> None:
    unknown = replace(part(4, 5), language="")
    assert part(0, 3).merged(unknown).language == "en"
    assert unknown.merged(part(0, 3)).language == "en"
    assert part(0, 3).merged(replace(part(4, 5), language="de")).language == "de"


def test_whether_it_was_looked_again_is_decided_by_the_two_words_around_a_stretch() -> None:
    old = said(2.5, 3, 2)
    known = part(0, 5, unscripted=(old,))
    assert known.merged(part(2, 3)).unscripted == ()
    assert known.merged(part(3, 4)).unscripted == (old,)
    assert known.merged(part(1, 2)).unscripted == (old,)


def test_the_engine_is_that_of_who_found_something_last() -> None:
    nothing = part(0, -1, engine=UNALIGNED)
    assert nothing.merged(part(0, 3)).engine == SPHINX
    assert part(0, 3).merged(nothing).engine == SPHINX
    assert part(0, 3).merged(part(0, 11, engine=WHISPER)).engine == WHISPER


def test_alignments_of_other_words_are_refused() -> None:
    other = parse_transcript("entirely other words")
    words = tuple(AlignedWord(token, None, 0.0, Status.PENDING) for token in other.tokens)
    with pytest.raises(ValueError, match="the same words"):
        part(0, 3).merged(replace(part(0, 3), transcript=other, words=words))


def test_only_some_words_leave_the_rest_to_be_looked_for() -> None:
    stretches = (said(1.5, 2, 1), said(2.5, 3, 2), said(5.5, 6, 5))
    some = part(0, 11, unscripted=stretches).only(2, 5)
    assert starts(some) == [None, None, 2, 3, 4, 5, *[None] * 6]
    assert {word.status for word in some.words[6:]} == {Status.PENDING}
    assert some.unscripted == stretches[1:2]


def test_older_files_said_by_hand_through_a_confidence_of_one() -> None:
    document = json.loads(format_alignment(part(0, 11, status=Status.PLACED)))
    document["segments"][0]["words"][4]["confidence"] = 1.0
    assert parse_alignment(json.dumps(document)).words[4].status is Status.PLACED
    document["pullquote"] = 1
    old = parse_alignment(json.dumps(document))
    assert old.words[4].status is Status.BY_HAND
    assert old.words[5].status is Status.PLACED
