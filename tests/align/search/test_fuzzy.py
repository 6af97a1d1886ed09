"""Misspelt words are found as an obvious, slow search finds them."""

from __future__ import annotations

from hypothesis import given, settings, strategies as st
from rapidfuzz.distance import OSA

from pullquote.align.search.fuzzy import FuzzyText, allowed_distance


class TestFuzzyAgainstAnObviousSearch:
    @staticmethod
    def obvious(words: list[str], query: list[str]) -> set[tuple[int, int]]:
        """All windows within the allowed distance."""
        wanted = " ".join(query)
        return {
            (start, stop)
            for start in range(len(words))
            for stop in range(start + 1, len(words) + 1)
            if OSA.distance(wanted, " ".join(words[start:stop])) <= allowed_distance(wanted)
        }

    @given(
        st.lists(st.sampled_from(["the", "quick", "brown", "fox", "jumps", "over", "lazy"])),
        st.lists(st.sampled_from(["the", "quick", "bronw", "fxo", "jumps", "ovr", "layz"]),
                 min_size=1, max_size=4),
    )  # fmt: skip
    @settings(max_examples=100, deadline=None)
    def test_it_finds_only_what_the_obvious_search_finds(
        self, words: list[str], query: list[str]
    ) -> None:
        hits = {(start, stop) for start, stop, _ in FuzzyText(words).find(query, strict=True)}
        assert hits <= self.obvious(words, query)

    @given(st.lists(st.sampled_from(["alpha", "bravo", "charlie", "delta", "echo"]), min_size=4),
           st.integers(0, 3), st.integers(0, 4))  # fmt: skip
    @settings(max_examples=100, deadline=None)
    def test_two_swapped_letters_are_always_forgiven(
        self, words: list[str], first: int, place: int
    ) -> None:
        query = words[first : first + 3]
        wrong = " ".join(query)
        at = min(place, len(query[0]) - 2)
        wrong = wrong[:at] + wrong[at + 1] + wrong[at] + wrong[at + 2 :]
        assert any(True for _ in FuzzyText(words).find(wrong.split(), strict=True))
