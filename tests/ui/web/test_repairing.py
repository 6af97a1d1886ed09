from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from pullquote.align.errors import InputError
from pullquote.align.model.alignment import Status, format_alignment, parse_alignment
from pullquote.align.reading.formats import read_transcript_bytes
from pullquote.align.times import TimeSpan
from pullquote.ui.web.actions.repairing import spliced, with_text, with_times

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


def test_a_corrected_spelling_keeps_its_times(true_alignment):
    changed, last = with_text(true_alignment, 210, 211, "Storm Petrel.")
    assert last == 211
    assert changed.words[210].span == true_alignment.words[210].span
    assert changed.words[210].token.text == "Storm"


def test_more_words_are_looked_for_anew_and_the_rest_stays(true_alignment):
    changed, last = with_text(true_alignment, 210, 211, "a small dark storm petrel.")
    assert last == 214
    assert {word.status for word in changed.words[210:215]} == {Status.PENDING}
    assert [w.span for w in changed.words[215:]] == [w.span for w in true_alignment.words[212:]]
    before = true_alignment.unscripted[0]
    assert changed.unscripted[0].span == before.span
    again = parse_alignment(format_alignment(changed))
    assert [w.token.text for w in again.words] == [w.token.text for w in changed.words]


def test_a_time_given_by_hand_is_the_words_time(true_alignment):
    changed = with_times(true_alignment, 210, 210, TimeSpan(70.0, 70.5))
    assert changed.words[210].span == TimeSpan(70.0, 70.5)
    assert changed.words[210].confidence == 1.0


def test_several_words_share_their_time_as_they_did(true_alignment):
    known = true_alignment.span_of(210, 214)
    moved = with_times(true_alignment, 210, 214, known.shift(1.0))
    for old, new in zip(true_alignment.words[210:215], moved.words[210:215], strict=True):
        assert new.span.start == pytest.approx(old.span.start + 1.0)
        assert new.span.end == pytest.approx(old.span.end + 1.0)


def test_words_that_had_no_time_get_one(true_alignment):
    changed = with_times(true_alignment, 0, 3, TimeSpan(1.0, 2.0))
    spans = [word.span for word in changed.words[:4]]
    assert spans[0].start == 1.0 and spans[-1].end == pytest.approx(2.0)
    assert all(a.end == b.start for a, b in pairwise(spans))
