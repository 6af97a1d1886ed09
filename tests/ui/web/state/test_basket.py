"""A basket whose words are corrected, against marking the words and finding them again."""

from hypothesis import given, strategies as st

from pullquote.align.editing import spliced
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.ui.web.schemas.bodies import Item
from pullquote.ui.web.state.basket import follow_correction

TEXT = " ".join(f"w{n}" for n in range(12))
places = st.integers(0, 11)


@given(places, places, places, places, st.integers(1, 5))
def test_a_passage_keeps_its_words_and_takes_what_stands_for_corrected_ones(a, b, c, d, count):
    (first, last), (begin, end) = sorted((a, b)), sorted((c, d))
    written = parse_transcript(TEXT)
    corrected = spliced(written, first, last, " ".join(["new"] * count))
    texts = [token.text for token in corrected.tokens]
    item = Item(first=begin, last=end, start=1.0, end=2.0, text=written.quote(begin, end))
    (moved,) = follow_correction([item], first, last, first + count - 1, corrected)
    kept = {f"w{n}" for n in range(begin, end + 1)} - {f"w{n}" for n in range(first, last + 1)}
    among = texts[moved.first : moved.last + 1]
    assert {text for text in among if text != "new"} == kept
    overlaps = begin <= last and end >= first
    assert among.count("new") == (count if overlaps else 0)
    assert moved.text == corrected.quote(moved.first, moved.last)
    assert (moved.start, moved.end) == (1.0, 2.0)


def test_a_stretch_without_words_stays_as_it_is():
    item = Item(start=1.0, end=2.0)
    transcript = parse_transcript(TEXT)
    assert follow_correction([item], 0, 3, 9, transcript) == (item,)


@given(places, places, places, places, st.integers(1, 5), st.sets(places))
def test_words_that_are_struck_stay_so_unless_they_are_corrected(a, b, c, d, count, struck):
    (first, last), (begin, end) = sorted((a, b)), sorted((c, d))
    inside = tuple(sorted(n for n in struck if begin <= n <= end))
    written = parse_transcript(TEXT)
    corrected = spliced(written, first, last, " ".join(["new"] * count))
    item = Item(first=begin, last=end, start=1.0, end=2.0, text="x", struck=inside)
    (moved,) = follow_correction([item], first, last, first + count - 1, corrected)
    texts = [corrected.tokens[n].text for n in moved.struck]
    assert texts == [f"w{n}" for n in inside if not first <= n <= last]
