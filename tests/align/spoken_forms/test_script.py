"""Each written word has the readings that may be heard."""

from __future__ import annotations

from hypothesis import given, strategies as st

from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.spoken_forms.script import count_phones, make_script, phones_in

PIECES = st.sampled_from(
    ["hello", "1,234", "$20", "AT&T", "--", "(applause)", "2015.", "it's", "well?", "\nANNA:"]
)
TEXTS = st.lists(PIECES, max_size=60).map(lambda pieces: " ".join(["so", *pieces]))


def script_of(text, language="en"):
    return make_script(parse_transcript(text), language)


@given(TEXTS)
def test_words_are_the_first_forms_in_order_each_with_its_owner(text):
    transcript = parse_transcript(text)
    script = make_script(transcript, "en")
    assert script.words == tuple(word for item in script.items for word in item.forms[0])
    assert script.owners == tuple(
        place for place, item in enumerate(script.items) for _ in item.forms[0]
    )
    tokens = [item.token for item in script.items]
    assert tokens == sorted(set(tokens))
    assert all(transcript.tokens[token].is_speech for token in tokens)


@given(TEXTS)
def test_sentences_hold_every_word_once_and_are_never_long(text):
    script = script_of(text)
    places = [place for start, stop in script.sentences for place in range(start, stop)]
    assert places == list(range(len(script.words)))
    longest = max((len(item.forms[0]) for item in script.items), default=0)
    assert all(stop - start < 30 + longest for start, stop in script.sentences)


@given(TEXTS)
def test_first_word_is_where_an_item_begins(text):
    script = script_of(text)
    for item in range(len(script.items)):
        assert script.owners.index(item) == script.first_word(item)
    assert script.first_word(len(script.items)) == len(script.words)


def test_a_number_is_one_item_with_several_words():
    script = script_of("It was 1,234.")
    assert script.items[2].forms[0] == ("one", "thousand", "two", "hundred", "thirty", "four")
    assert len(script.items[2].forms) <= 4


def test_what_is_not_spoken_is_no_item():
    transcript = parse_transcript("ANNA: Well -- yes. (laughter)\n\nBOB: No.")
    script = make_script(transcript, "en")
    spoken = [transcript.tokens[item.token].text for item in script.items]
    assert spoken == ["Well", "yes.", "No."]


def test_sentences_end_at_full_stops_even_within_quotes():
    script = script_of('He said "come in." Then we went.')
    assert [script.words[a:b] for a, b in script.sentences] == [
        ("he", "said", "come", "in"),
        ("then", "we", "went"),
    ]


def test_phones_of_english_come_from_the_dictionary():
    script = script_of("the cat $20")
    the, cat, dollars = count_phones(script, "en")
    assert (the, cat) == (2, 3)
    assert dollars in (10, 11)  # T W EH N T IY or T W EH N IY; D AA L ER Z


def test_letters_stand_for_phones_of_other_languages():
    assert count_phones(script_of("Hallo Welt", "de"), "de") == (5, 4)


def test_a_word_nobody_can_pronounce_counts_as_one_phone():
    assert phones_in(()) == 1
    assert phones_in(("K AE T", "K AH T S")) == 3


@given(st.integers(0, 30), st.integers(0, 30))
def test_a_part_is_the_same_items_and_words_by_themselves(one, two):
    text = "On May 5th, 1984, we met. It cost $20, or 50%. She left! And then nobody came at all."
    whole = make_script(parse_transcript(text), "en")
    first, stop = sorted(min(n, len(whole.items)) for n in (one, two))
    part = whole.part(first, stop)
    assert part.items == whole.items[first:stop]
    spoken = [word for item in part.items for word in item.forms[0]]
    assert list(part.words) == spoken
    assert [part.items[owner] for owner in part.owners] == [
        item for item in part.items for _ in item.forms[0]
    ]
    assert [k for a, b in part.sentences for k in range(a, b)] == list(range(len(spoken)))
