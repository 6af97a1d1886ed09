"""No selected word is lost: what was not found borrows a time, in order and without overlap."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from pullquote.align.model.alignment import AlignedWord, Alignment, Status, Unscripted
from pullquote.align.model.words import EngineInfo
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.borrowed_times import Absent
from pullquote.clips.captions.caption_words import cue_words
from pullquote.clips.captions.cue import CueWord, joined
from pullquote.clips.captions.layout import lay_out_cues
from pullquote.clips.captions.profiles.profile import PROFILES
from pullquote.clips.passages.quotation import quote_text

TEXT = (
    "On the lamp\n\nANNA: You went there (laughs) for the lamp -- and then?\n\n"
    "EDWIN: — Quite by accident. I had an “old” microphone, for $20, of the United States.\n\n"
    "[music]\n\nANNA: And we counted all the extraordinarily-long-winded seabirds -- ? -- of it.\n"
)
TRANSCRIPT = parse_transcript(TEXT)
LAST = len(TRANSCRIPT.tokens) - 1


@st.composite
def damaged(draw: st.DrawFn) -> Alignment:
    """An alignment with any words lost, any pauses, also none, and now and then a time reversed."""
    clock = draw(st.sampled_from([0.0, 0.3, 12.0]))
    words, stretches = [], []
    for token in TRANSCRIPT.tokens:
        lost = not token.is_speech or draw(st.booleans())
        if lost:
            status = draw(st.sampled_from([Status.ABSENT] * 9 + [Status.PENDING]))
            words.append(AlignedWord(token, None, 0.5, status))
            continue
        clock = max(0.0, clock + draw(st.sampled_from([0.0, 0.0, 0.05, 0.2, 1.5, 4.0, -0.1])))
        length = draw(st.sampled_from([0.0, 0.02, 0.2, 0.5]))
        words.append(AlignedWord(token, TimeSpan(clock, clock + length), 0.9, Status.PLACED))
        clock += length
        if draw(st.integers(0, 9)) == 0:
            stretches.append(Unscripted(TimeSpan(clock + 0.1, clock + 0.9)))
    return Alignment(
        *(TRANSCRIPT, tuple(words), tuple(stretches), "en", clock + 3.0, "f"),
        EngineInfo("test", "1"),
    )


def with_times(text: str, times: dict[int, tuple[float, float]]) -> Alignment:
    """Words with these times by index; the others were not found."""
    transcript = parse_transcript(text)
    words = tuple(
        AlignedWord(token, TimeSpan(*times[token.index]), 0.9, Status.PLACED)
        if token.index in times
        else AlignedWord(token, None, 0.9, Status.ABSENT)
        for token in transcript.tokens
    )
    return Alignment(transcript, words, (), "en", 60.0, "f", EngineInfo("test", "1"))


@given(
    alignment=damaged(),
    edges=st.tuples(st.integers(0, LAST), st.integers(0, LAST)).map(sorted),
    profile=st.sampled_from(sorted(PROFILES)),
)
@settings(max_examples=300, deadline=None)
def test_what_is_selected_is_drawn_word_for_word(
    alignment: Alignment, edges: list[int], profile: str
) -> None:
    first, last = edges
    while not TRANSCRIPT.tokens[last].is_speech:
        last -= 1  # a dash that opens a turn stays with the word after it
    spans = [w.span for w in alignment.words[first : last + 1] if w.span is not None]
    if not spans:
        return
    held = TimeSpan(min(s.start for s in spans), max(s.end for s in spans) + 0.01)
    words = cue_words(alignment, first, last, held=held)
    assert joined(words) == quote_text(TRANSCRIPT, first, last).text
    lost = {w.token.index for w in alignment.words if w.span is None}
    assert {w.index for w in words if w.unheard} == {w.index for w in words if w.index in lost}
    cues = lay_out_cues(words, PROFILES[profile], until=held.duration)
    assert joined(tuple(w for cue in cues for w in cue.words)) == joined(words)


@given(alignment=damaged(), selected=st.booleans())
@settings(max_examples=300, deadline=None)
def test_borrowed_times_keep_the_order_and_overlap_nothing(
    alignment: Alignment, selected: bool
) -> None:
    words = cue_words(alignment, 0, LAST, selected=selected)
    assert words or all(word.span is None for word in alignment.words)
    for before, after in pairwise(words):
        if before.unheard or after.unheard:
            assert before.span.end <= after.span.start + 1e-9
    for word in words:
        assert word.span.start >= 0
        if word.unheard:
            assert word.span.duration > 0


def text_of(words: tuple[CueWord, ...]) -> list[str]:
    """The words' texts."""
    return [word.text for word in words]


def times_of(word: CueWord) -> tuple[float, float]:
    """The time of the word, seconds."""
    return word.span.start, word.span.end


def test_a_word_takes_as_long_as_fast_speech_where_there_is_room() -> None:
    alignment = with_times("Quillanby, who has kept", {0: (0.0, 0.8), 2: (1.3, 1.6), 3: (1.6, 2.0)})
    words = cue_words(alignment, 0, 3)
    assert text_of(words) == ["Quillanby,", "who", "has", "kept"]
    assert times_of(words[1]) == pytest.approx((1.12, 1.3))
    assert (words[0].span, words[2].span) == (TimeSpan(0.0, 0.8), TimeSpan(1.3, 1.6))


def test_neighbours_lend_where_there_is_none() -> None:
    alignment = with_times("the United States", {0: (1.0, 1.1), 2: (1.1, 1.6)})
    the, united, states = cue_words(alignment, 0, 2)
    assert (the.span.start, states.span.end) == (1.0, 1.6)
    assert united.span.duration == pytest.approx(0.3)
    assert the.span.duration >= 0.05
    assert states.span.duration >= 0.25


def test_a_word_is_put_where_somebody_speaks_whose_words_nobody_wrote() -> None:
    alignment = with_times("the United States", {0: (1.0, 1.1), 2: (9.1, 9.6)})
    alignment = replace(alignment, unscripted=(Unscripted(TimeSpan(4.0, 4.6)),))
    assert times_of(cue_words(alignment, 0, 2)[1]) == pytest.approx((4.0, 4.3))


def test_the_last_words_of_a_sentence_stay_beside_it() -> None:
    alignment = with_times(
        "we went home. Then we slept", {0: (0.0, 0.2), 1: (0.2, 0.5), 3: (9, 9.2)}
    )
    assert cue_words(alignment, 0, 3)[2].span.start == pytest.approx(0.5)
    alignment = with_times("we slept. Then we went", {0: (0.0, 0.2), 1: (0.2, 0.5), 3: (9, 9.2)})
    assert cue_words(alignment, 0, 3)[2].span.end == pytest.approx(9.0)


def test_nothing_is_borrowed_from_outside_the_clip_or_from_others() -> None:
    times = {0: (1.0, 2.9), 2: (3.0, 3.4), 3: (3.4, 3.8)}
    alignment = with_times("Yes United States of", times)
    words = cue_words(alignment, 1, 3, held=TimeSpan(2.0, 5.0))
    assert words[0].span.start >= 2.9 - 2.0 - 1e-9
    words = cue_words(alignment, 1, 3, held=TimeSpan(2.99, 5.0))
    assert words[0].span.start == pytest.approx(0.0)
    assert words[0].span.end <= words[1].span.start


def test_a_whole_recordings_captions_leave_out_what_plainly_was_not_spoken() -> None:
    text = "On the lamp and the harbour\n\nGood morning to the United States"
    times = {index: (index * 0.3, index * 0.3 + 0.3) for index in range(6, 12)}
    del times[10]
    alignment = with_times(text, times)
    whole = cue_words(alignment, 0, 11, selected=False)
    assert text_of(whole) == ["Good", "morning", "to", "the", "United", "States"]
    assert [word.text for word in whole if word.unheard] == ["United"]
    assert len(cue_words(alignment, 0, 11)) == 12


@pytest.mark.parametrize(
    ("absent", "expected"),
    [
        (Absent.KEEP, "an “old” microphone, for $20, of"),
        (Absent.DROP, "an of"),
        (Absent.MARK, "an “[old” microphone, for $20], of"),
    ],
)
def test_words_that_were_not_found_are_kept_dropped_or_marked(
    absent: Absent, expected: str
) -> None:
    text = "an “old” microphone, for $20, of"
    alignment = with_times(text, {0: (0.0, 0.2), 5: (2.0, 2.2)})
    assert joined(cue_words(alignment, 0, 5, absent=absent)) == expected


def test_marks_are_set_around_each_run() -> None:
    alignment = with_times("one, two, three, four!", {1: (0.0, 0.2), 2: (2.0, 2.2)})
    words = cue_words(alignment, 0, 3, absent=Absent.MARK)
    assert text_of(words) == ["[one],", "two,", "three,", "[four]!"]
