"""Planted words are found however they are typed; what is not there is not found."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings, strategies as st

from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.search.index import (
    SearchIndex,
    find_words,
    index_of,
)
from pullquote.align.search.readings import searched_forms
from pullquote.align.search.word_stream import fold_words
from pullquote.align.times import TimeSpan
from tests.align.search.talk import TALK, aligned, found, quoted


class TestFindingWords:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("quick brown", "quick brown"),
            ("QUICK, brown!", "quick brown"),
            ("brown fox jumped", "brown fox (laughter) jumped"),
            ("dogs cafe naive", "dogs.  BEN: Café naïve--"),
            ("naive it costs", "naïve--it costs"),
            ("well known dogs", "well-known dogs."),
            ("wellknown", "well-known"),
            ("twenty five well known", "25 well-known"),
            ("25 well", "25 well-known"),
            ("costs five dollars", "costs $5."),
            ("costs $5", "costs $5."),
            ("teh quick borwn", "The quick brown"),
            ("quik brown fx", "quick brown fox"),
            ("fxo", "fox"),
            ("quick brown animal jumped over", "quick brown fox (laughter) jumped over"),
            ("ANNA: The quick", "ANNA: The quick"),
            ("fox (laughter) jumped", "fox (laughter) jumped"),
            ("jumped ov", "jumped over"),
            ("quick brown … jumped over", "quick brown fox (laughter) jumped over"),
            ("brown fox [...] dogs", "brown fox (laughter) jumped over 25 well-known dogs."),
            (
                "borwn fox... well known... cafe",
                "brown fox (laughter) jumped over 25 well-known dogs.  BEN: Café",
            ),
        ],
    )
    def test_a_phrase_is_found(self, query: str, expected: str) -> None:
        assert found(query) == [expected]

    @pytest.mark.parametrize(
        "query", ["3.5 million dollars", "$3.5 million", "three point five million dollars"]
    )
    def test_an_amount_is_found_as_it_is_spoken(self, query: str) -> None:
        transcript = parse_transcript("They paid about $3.5 million for it in May.")
        (hit,) = find_words(transcript, query)
        assert transcript.quote(hit.first, hit.last) == "$3.5 million"

    @pytest.mark.parametrize(
        "query",
        ["", "  ", "?!", "zebra crossing at night", "lorem ipsum dolor", "fix", "a random phrase"],
    )
    def test_nothing_else_is_found(self, query: str) -> None:
        assert found(query) == []

    def test_every_occurrence_is_found_in_the_order_of_the_text(self) -> None:
        hits = find_words(parse_transcript(TALK), "the quick")
        assert [quoted(hit) for hit in hits] == ["The quick", "The quick"]
        assert [hit.first for hit in hits] == sorted(hit.first for hit in hits)
        assert [hit.score for hit in hits] == [1.0, 1.0]

    def test_whole_words_come_before_unfinished_ones(self) -> None:
        hits = find_words(parse_transcript("the theory of the thing"), "the")
        assert [quoted(hit) for hit in hits] == ["the", "the", "theory"]

    def test_misspelt_hits_come_only_where_there_are_no_others(self) -> None:
        text = "Catherine went and Katherine came"
        assert found("Katherine", text) == ["Katherine"]
        assert found("Cathorine", text)[0] == "Catherine"

    def test_three_dots_stand_for_the_fewest_words(self) -> None:
        text = "so we went so we came and then home and then away"
        assert found("so we … and then", text) == ["so we came and then"]
        assert found("home ... so we", text) == []
        assert found("dots… are just dots", "these dots are just dots") == ["dots are just dots"]

    def test_three_dots_do_not_reach_across_the_whole_talk(self) -> None:
        text = "so we began " + "word " * 390 + "to sing " + "word " * 390 + "and stopped"
        assert len(found("so we … to sing", text)) == 1
        assert found("so we … and stopped", text) == []

    def test_wrong_words_on_both_sides_of_a_word_left_out_are_forgiven(self) -> None:
        text = "and considering everything remarkable a wonderful adventure happened then"
        query = "considering evexxxhing remarkable wonderful advexxxre happened"
        assert found(query, text) == [
            "considering everything remarkable a wonderful adventure happened"
        ]

    def test_no_more_than_the_limit_are_given(self) -> None:
        assert len(find_words(parse_transcript("so it goes " * 100), "so", limit=7)) == 7

    def test_hits_do_not_overlap(self) -> None:
        assert len(found("no no", "no no no no no")) == 2

    def test_a_hit_names_its_speaker_and_time(self) -> None:
        alignment = aligned(TALK)
        (hit,) = find_words(alignment, "costs")
        assert hit.speaker == "BEN"
        assert hit.span == TimeSpan(hit.first, hit.first + 0.8)
        assert hit.is_exact

    def test_absent_words_may_stand_inside_a_hit(self) -> None:
        alignment = aligned("one two ghost three four", absent=[2])
        (hit,) = find_words(alignment, "two three")
        assert (hit.first, hit.last) == (1, 3)
        (ghost,) = find_words(alignment, "ghost")
        assert ghost.span is None

    def test_scripts_without_spaces_are_searched(self) -> None:
        assert found("很高", "我们今天很高兴。") == ["很高"]
        assert found("สวัส", "สวัสดีครับ") == ["สวัส"]

    def test_accents_points_and_harakat_do_not_matter(self) -> None:
        assert found("ελληνικα", "τα Ελληνικά") == ["Ελληνικά"]
        assert found("strasse", "die Straße") == ["Straße"]
        assert found("مرحبا", "مَرْحَبًا بك") == ["مَرْحَبًا"]
        assert found("lodz", "w Łódź") == ["Łódź"]

    @given(st.data())
    @settings(max_examples=60, deadline=None)
    def test_any_run_of_words_is_found_where_it_is(self, data: st.DataObject) -> None:
        words = data.draw(st.lists(st.from_regex(r"[a-z]{1,6}", fullmatch=True), min_size=1))
        text = " ".join(words)
        first = data.draw(st.integers(0, len(words) - 1))
        last = data.draw(st.integers(first, len(words) - 1))
        transcript = parse_transcript(text)
        hits = SearchIndex(transcript).find(" ".join(words[first : last + 1]), limit=1000)
        assert hits and all(hit.score == 1.0 for hit in hits[:1])
        covered = {index for hit in hits for index in range(hit.first, hit.last + 1)}
        assert covered.intersection(range(first, last + 1))

    @given(st.text(max_size=40), st.text(max_size=30))
    @settings(max_examples=100, deadline=None)
    def test_no_query_breaks_it(self, text: str, query: str) -> None:
        index = SearchIndex(parse_transcript("word " + text))
        for hit in index.find(query):
            assert 0 <= hit.first <= hit.last < len(index.transcript.tokens)
            assert 0 <= hit.start_char < hit.end_char <= len(hit.context)
        index.find_closest(query)
        assert all(word for word in fold_words(text))


class TestSpeed:
    def test_thirty_thousand_words_are_searched_as_one_types(self) -> None:
        rng = random.Random(4)
        letters = "etaoinshrdlucmfwypvbgk"
        vocabulary = ["".join(rng.choices(letters, k=rng.randint(2, 9))) for _ in range(5000)]
        weights = [1 / (rank + 1) for rank in range(len(vocabulary))]
        words = rng.choices(vocabulary, weights, k=30_000)
        index = SearchIndex(parse_transcript(" ".join(words)))
        wrong = [word[::-1] for word in words[500:506]]
        misspelt = [words[900][:-1] + "zz", *words[901:906]]
        for query in ("q", "th", " ".join(words[200:204]), " ".join(wrong), " ".join(misspelt)):
            index.find(query)  # what is made once
            started = time.process_time()
            index.find(query)
            assert time.process_time() - started < 0.05, query

    def test_the_indices_of_the_last_sources_are_kept_and_no_others(self) -> None:
        sources = [parse_transcript(TALK) for _ in range(9)]
        first, second = index_of(sources[0]), index_of(sources[1])
        assert first.transcript is sources[0]
        assert index_of(sources[0]) is first  # asked for later than the second
        for source in sources[2:]:
            assert index_of(source).transcript is source
        assert index_of(sources[0]) is first
        assert index_of(sources[1]) is not second


class TestFiguresInAWord:
    def test_they_are_looked_for_in_linear_time(self) -> None:
        # A pattern that starts anew at every letter takes minutes for this.
        word = "a" * 200_000
        assert searched_forms([word, "7"], "en")[0] == ()
