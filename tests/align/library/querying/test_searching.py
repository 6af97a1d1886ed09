"""A search finds everything that was asked for and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from pullquote.align.errors import InputError
from pullquote.align.library.querying.hits import LibraryHit
from pullquote.align.library.querying.query import (
    Both,
    Either,
    Near,
    Phrase,
    Query,
    Without,
    parse_query,
)
from pullquote.align.library.querying.searching import SearchOptions, search_library
from pullquote.align.library.store.library import Library
from pullquote.align.times import TimeSpan
from tests.align.library.conftest import spoken

Put = Callable[..., int]


def _texts(library: Library, query: str, **options: object) -> list[str]:
    page = search_library(library, query, SearchOptions(**options))  # type: ignore[arg-type]
    return [" ".join(hit.text.split()) for hit in page.hits]


# An oracle that looks at every word of every recording.

_LETTERS = "abc"


@st.composite
def _queries(draw: st.DrawFn, depth: int = 2) -> str:
    if depth == 0 or draw(st.booleans()):
        words = draw(st.lists(st.sampled_from(_LETTERS), min_size=1, max_size=3))
        return f'"{" ".join(words)}"'
    operator = draw(st.sampled_from(["AND", "OR", "NOT", "NEAR", "NEAR/0", "NEAR/2"]))
    return f"({draw(_queries(depth - 1))} {operator} {draw(_queries(depth - 1))})"


def _slowly(query: Query, words: list[str]) -> set[tuple[int, int]]:
    if isinstance(query, Phrase):
        size = len(query.words)
        return {
            (k, k + size)
            for k in range(len(words) - size + 1)
            if tuple(words[k : k + size]) == query.words
        }
    left, right = _slowly(query.left, words), _slowly(query.right, words)
    if isinstance(query, Either):
        return left | right
    if isinstance(query, Both):
        return left | right if left and right else set()
    if isinstance(query, Without):
        return set() if right else left
    hulls: list[tuple[int, int]] = []
    for place in sorted(left):
        gaps = [
            (max(place[0], other[0]) - min(place[1], other[1]), other)
            for other in sorted(right)
            if place[1] <= other[0] or other[1] <= place[0]
        ]
        gap, other = min(gaps, default=(query.distance + 1, place))
        hull = (min(place[0], other[0]), max(place[1], other[1]))
        if gap <= query.distance and (not hulls or hull[0] >= hulls[-1][1]):
            hulls.append(hull)
    return set(hulls)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.lists(st.lists(st.sampled_from(_LETTERS), min_size=1, max_size=40), min_size=1, max_size=3),
    st.lists(_queries(), min_size=8, max_size=8),
)
def test_every_place_is_found_and_none_invented(
    library: Library, put: Put, texts: list[list[str]], queries: list[str]
) -> None:
    for entry in [*library.entries()]:
        library.remove(entry.id)
    ids = [put(" ".join(words), f"r{number}") for number, words in enumerate(texts)]
    for text in queries:
        page = search_library(library, text, SearchOptions(limit=10_000, similar=False))
        found = {(hit.entry.id, hit.first, hit.last + 1) for hit in page.hits}
        query = parse_query(text)
        expected = {
            (number, *place)
            for number, words in zip(ids, texts, strict=True)
            for place in _slowly(query, words)
        }
        assert found == expected, text
        assert page.total == len(page.hits) == len(expected)
        assert page.recordings == len({number for number, *_ in expected})
        first = search_library(library, text, SearchOptions(limit=1, similar=False))
        assert (first.total, first.recordings) == (page.total, page.recordings)


def test_words_that_are_far_apart_exclude_nothing(library: Library, put: Put) -> None:
    far = put(f"court {'filler ' * 20} trial", "far")
    put("court of the trial", "near")
    put("trial alone", "alone")
    for query in ("court NOT (court NEAR trial)", "court NOT ((court NEAR trial) NOT nothing)"):
        assert [hit.entry.id for hit in search_library(library, query).hits] == [far]


def test_a_hit_is_ready_to_be_cut(library: Library, put: Put) -> None:
    filler = " ".join(["filler"] * 300)
    number = put(f"ANNA: {filler}\n\nBEN: So we were free, to\n\nANNA: “speak” of it.")
    (hit,) = search_library(library, "free to speak").hits
    assert hit.entry == library.get(number)
    assert (hit.first, hit.last) == (305, 308)
    alignment = library.alignment(number)
    assert hit.span == alignment.span_of(305, 308)
    assert hit.text == "free, to\n\nANNA: “speak”"
    assert hit.speaker == "BEN"
    assert hit.context[hit.start_char : hit.end_char] == "free, to  ANNA: “speak”"
    assert hit.context.endswith("of it.")
    assert alignment.transcript.quote(hit.first, hit.last) == hit.text


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Über den Wolken", "uber DEN wolken"),
        ("It’s—well—free!", "its well free"),
        ("in 2015 it", "twenty fifteen"),
        ("in 2015 it", "two thousand and fifteen"),
        ("in twenty fifteen it", "2015"),
        ("since 1984, yes", "nineteen eighty four"),
        ("at 12:30 sharp", "twelve thirty"),
        ("the 21st century", "twenty first century"),
        ("in the 1990s we", "nineteen nineties"),
        ("1,500 people", "1500 people"),
        ("it cost $1,500 then", "1500 dollars"),
        ("it cost fifteen hundred dollars", "$1500"),
        ("five per cent of it", "5%"),
        ("5% of it", "five per cent"),
        ("democratically elected", "democrat*"),
        ("the democratic vote", "demo* vote"),
        ("to be or not to be", '"to be OR not to be"'),
        ("Catherine said", "~kathrine said"),
    ],
)
def test_it_is_found_however_it_is_written(
    library: Library, put: Put, said: str, asked: str
) -> None:
    number = put(f"before {said} after")
    put("something else altogether", "other")
    page = search_library(library, asked)
    assert [hit.entry.id for hit in page.hits] == [number]
    assert page.is_exact


@pytest.mark.parametrize(
    ("said", "asked", "taken"),
    [
        ("my friend Katherine said", "kathrine", "katherine"),
        ("my friend Stephen said", "steven said", "stephen said"),
        ("on every one of them", "everyone", "every one"),
        ("everyone knows", "every one knows", "everyone knows"),
        ("an unforgettable evening", "unforgetable evening", "unforgettable evening"),
        ("Ms Nguyễn spoke", "nguyan", "nguyen"),
    ],
)
def test_what_is_misspelt_is_found_and_said_to_be(
    library: Library, put: Put, said: str, asked: str, taken: str
) -> None:
    put(said)
    page = search_library(library, asked)
    assert page.taken == (taken,)
    assert not search_library(library, asked, SearchOptions(similar=False)).hits
    put(asked, "exact")
    exact = search_library(library, asked)
    assert exact.is_exact
    assert {hit.entry.title for hit in exact.hits} == {"exact"}


@pytest.mark.parametrize("asked", ["cat", "con cat", "at"])
def test_a_part_of_a_word_is_not_the_word(library: Library, put: Put, asked: str) -> None:
    put("concatenate these")
    assert not search_library(library, asked).hits


def test_only_what_somebody_says(library: Library, put: Put) -> None:
    put("ANNA LEE: I love rain.\n\nBEN: I hate rain.\n\nANNA LEE: Rain it is.")
    put("BEN: More rain.", "other")
    assert _texts(library, "rain", speaker="anna") == ["rain.", "Rain"]
    assert _texts(library, "rain", speaker="Ben", order="added") == ["rain.", "rain."]
    page = search_library(library, "rain", SearchOptions(speaker="Ben"))
    assert (page.total, page.recordings) == (2, 2)
    assert not search_library(library, "rain", SearchOptions(speaker="nobody")).hits


def test_only_in_some_recordings_or_between_dates(library: Library, put: Put) -> None:
    first = put("rain", "a", recorded=1000.0)
    second = put("rain", "b", recorded=2000.0)
    put("rain", "c")

    def ids(**options: object) -> list[int]:
        page = search_library(library, "rain", SearchOptions(**options))  # type: ignore[arg-type]
        return [hit.entry.id for hit in page.hits]

    assert ids(recordings=(second,)) == [second]
    assert ids(after=1500.0) == [second]
    assert ids(before=1500.0) == [first]
    assert ids(after=1000.0, before=2000.0) == [first]
    assert ids(order="oldest")[:2] == [first, second]
    assert ids(order="newest")[-2:] == [second, first]


def test_hits_come_in_pages(library: Library, put: Put) -> None:
    for number in range(5):
        put("rain " * (number + 1), f"r{number}")
    whole = search_library(library, "rain", SearchOptions(limit=100, order="added"))
    assert (whole.total, whole.recordings, len(whole.hits)) == (15, 5, 15)
    paged: list[LibraryHit] = []
    for offset in range(0, 15, 4):
        page = search_library(library, "rain", SearchOptions(limit=4, offset=offset, order="added"))
        assert (page.total, page.recordings) == (15, 5)
        paged += page.hits
    assert tuple(paged) == whole.hits
    assert not search_library(library, "rain", SearchOptions(limit=4, offset=99)).hits
    quick = search_library(library, "rain", SearchOptions(limit=4, counts=False))
    assert (quick.total, len(quick.hits)) == (None, 4)


def test_corrected_words_are_found_and_those_before_are_not(library: Library, put: Put) -> None:
    number = put("good mourning everyone")
    known = library.alignment(number)
    library.correct(number, replace(spoken("good morning everyone"), fingerprint=known.fingerprint))
    options = SearchOptions(similar=False)
    assert not search_library(library, "mourning", options).hits
    (hit,) = search_library(library, "good morning", options).hits
    assert hit.span == TimeSpan(0.08, 0.8)


@pytest.mark.parametrize("query", ["", "…", "AND", "a AND", "OR b", "NOT b", "a NEAR", "(", "()"])
def test_a_query_without_words_says_how_to_write_it(library: Library, query: str) -> None:
    with pytest.raises(InputError, match="words"):
        search_library(library, query)


@given(st.text(max_size=60))
def test_any_text_is_a_query_or_refused_in_one_sentence(text: str) -> None:
    try:
        parse_query(text)
    except InputError as error:
        assert str(error)


def test_operators_bind_as_documented() -> None:
    assert parse_query("a OR b AND c") == parse_query("a OR (b AND c)")
    assert parse_query("a AND NOT b") == parse_query("a NOT b")
    assert parse_query('"a b" c') == parse_query('"a b" AND c')
    assert parse_query("a NEAR b") == Near(parse_query("a"), parse_query("b"), 10)
    assert parse_query("“and” or") == parse_query('"and" AND or')


def test_many_operators_are_found_and_too_many_inside_each_other_refused(
    library: Library, put: Put
) -> None:
    put("a b c")
    for query in (" OR ".join("ab" * 45), " OR ".join(["(a AND b)"] * 30), "a" + " NOT x" * 90):
        assert _texts(library, query), query
    inside = "a"
    for operator in ["AND", "OR"] * 20:
        inside = f"b {operator} ({inside})"
    with pytest.raises(InputError, match="inside each other; give fewer"):
        search_library(library, inside)


def test_a_date_at_the_start_of_the_clock_narrows_the_count(library: Library, put: Put) -> None:
    put("here", "old", recorded=-5.0)
    put("here", "new", recorded=5.0)
    page = search_library(library, "here", SearchOptions(limit=1, after=0.0))
    assert (page.total, page.recordings) == (1, 1)
