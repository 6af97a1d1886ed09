"""A claimed quote is exact, close, the opposite, or not found."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from pullquote.align.errors import InputError
from pullquote.align.library.quoting.claim import Run, parse_claim
from pullquote.align.library.quoting.differences import Kind, compare, score
from pullquote.align.library.quoting.judging import Verdict
from pullquote.align.library.quoting.quotes import check_quote
from pullquote.align.library.store.library import Library

SAID = (
    "ANNA: So when did you begin?\n\n"
    "BEN: We were not free to speak in those days, and in 2015 nobody told us anything about it. "
    "Later, after many long and quiet years, the people came back to the harbour and sang.\n\n"
    "ANNA: Thank you very much for that."
)


@pytest.fixture
def said(library: Library, put: Callable[..., int]) -> Library:
    put(SAID)
    for number in range(5):
        chance = random.Random(number)
        words = SAID.split()
        put(" ".join(chance.choices(words, k=600)), f"noise{number}")
    return library


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("We were not free to speak in those days", Verdict.EXACT),
        ("“we were NOT free to speak, in those days!”", Verdict.EXACT),
        ("We were not free … nobody told us anything", Verdict.EXACT),
        ("We were not free [...] nobody told us anything", Verdict.EXACT),
        ("[They] were not free to speak in those days", Verdict.EXACT),
        ("the people came back to the [port] and sang", Verdict.EXACT),
        ("[T]he people came back to the harbour [sic] and sang", Verdict.EXACT),
        ("We were not free to talk in those days", Verdict.CLOSE),
        ("We weren't free to speak in those days", Verdict.CLOSE),
        ("in twenty fifteen nobody told us anything about it", Verdict.CLOSE),
        ("the people came back to the habrour and sang", Verdict.CLOSE),
        ("after many quiet years the people came back to harbour and sang", Verdict.CLOSE),
        ("We were free to speak in those days", Verdict.NEGATED),
        ("We were … free to speak in those days", Verdict.NEGATED),
        ("We were [all] free to speak in those days", Verdict.NEGATED),
        ("free to speak in those days", Verdict.NEGATED),
        ("the people never came back to the harbour and sang", Verdict.NEGATED),
        ("the people didn't come back to the harbour and sang", Verdict.NEGATED),
        ("in 2015 everybody told us something about it", Verdict.NEGATED),
        ("Buses run every twenty minutes until midnight", Verdict.NOT_FOUND),
        ("zebra", Verdict.NOT_FOUND),
        ("and sang … we were not free", Verdict.NOT_FOUND),
    ],
)
def test_a_quote_is_judged_as_a_reader_would(said: Library, quote: str, verdict: Verdict) -> None:
    found = check_quote(said, quote)
    assert found.verdict is verdict, found.matches[:1]
    if verdict is not Verdict.NOT_FOUND:
        assert found.matches[0].hit.entry.title == "talk"


def test_a_close_quote_is_shown_word_by_word(said: Library) -> None:
    (match, *_) = check_quote(said, "We were not free to talk in these days").matches
    assert match.hit.text == "We were not free to speak in those days,"
    assert [(d.kind, d.quoted, match.words[slice(*d.said)]) for d in match.differences] == [
        (Kind.SAME, ("we", "were", "not", "free", "to"), ("we", "were", "not", "free", "to")),
        (Kind.CHANGED, ("talk",), ("speak",)),
        (Kind.SAME, ("in",), ("in",)),
        (Kind.CHANGED, ("these",), ("those",)),
        (Kind.SAME, ("days",), ("days",)),
    ]
    assert match.score == pytest.approx(7 / 9)


def test_what_would_mislead_is_said(said: Library) -> None:
    def warnings(quote: str) -> str:
        return " ".join(check_quote(said, quote).matches[0].warnings)

    assert "leaves out has “nobody”" in warnings("free to speak … told us anything about it")
    assert "ANNA" in warnings("when did you begin? We were not free")
    assert not warnings("the people came back to the harbour")


def test_words_left_out_are_bounded(library: Library, put: Callable[..., int]) -> None:
    filler = " ".join(["filler"] * 398)
    put(f"the first few words {filler} and the last few words", "near")
    put(f"the first few words {filler} {filler} and the last few words", "far")
    found = check_quote(library, "the first few words … the last few words")
    assert found.verdict is Verdict.EXACT
    assert [match.hit.entry.title for match in found.matches] == ["near"]


def test_a_quote_with_two_of_twelve_words_wrong_is_found(
    library: Library, put: Callable[..., int]
) -> None:
    chance = random.Random(3)
    vocabulary = [f"w{int(k**1.5)}" for k in range(1, 400)]
    talks = [[chance.choice(vocabulary) for _ in range(700)] for _ in range(12)]
    ids = [put(" ".join(words), f"r{number}") for number, words in enumerate(talks)]
    found = 0
    for _ in range(100):
        number, start = chance.randrange(12), chance.randrange(680)
        quote = talks[number][start : start + 12]
        for k in chance.sample(range(12), 2):
            quote[k] = chance.choice(vocabulary)
        check = check_quote(library, " ".join(quote))
        found += any(
            match.hit.entry.id == ids[number] and abs(match.hit.first - start) <= 2
            for match in check.matches
            if match.verdict in (Verdict.CLOSE, Verdict.EXACT)
        )
    assert found >= 98


def test_what_was_never_said_is_not_called_close(library: Library, put: Callable[..., int]) -> None:
    chance = random.Random(4)
    vocabulary = [f"w{k}" for k in range(120)]
    put(" ".join(chance.choices(vocabulary, k=5000)), "talk")
    for _ in range(50):
        quote = " ".join(chance.choices(vocabulary, k=12))
        assert check_quote(library, quote).verdict is Verdict.NOT_FOUND


@pytest.mark.parametrize("quote", ["", "…", "[sic]", "[he]", "!?"])
def test_a_quote_without_words_is_refused(library: Library, quote: str) -> None:
    with pytest.raises(InputError, match="no words"):
        check_quote(library, quote)


def test_dots_and_brackets_become_gaps() -> None:
    claim = parse_claim("[He] said [the] nothing … of it [. . .] all [T]old")
    assert claim.runs == (
        Run(("said",)),
        Run(("nothing",), 8, "the"),
        Run(("of", "it"), 400),
        Run(("all", "told"), 400),
    )


@pytest.mark.parametrize(
    ("quoted", "said", "kinds"),
    [
        ("in 2015 we", "in twenty fifteen we", [Kind.SAME, Kind.OTHERWISE, Kind.SAME]),
        ("i didnt go", "i did not go", [Kind.SAME, Kind.OTHERWISE, Kind.SAME]),
        ("with catherine", "with catharine", [Kind.SAME, Kind.OTHERWISE]),
        ("it can go", "it cant go", [Kind.SAME, Kind.CHANGED, Kind.SAME]),
        ("a b c", "a c", [Kind.SAME, Kind.ADDED, Kind.SAME]),
        ("a c", "a b c", [Kind.SAME, Kind.MISSING, Kind.SAME]),
    ],
)
def test_differences_are_of_these_kinds(quoted: str, said: str, kinds: list[Kind]) -> None:
    found = compare(quoted.split(), said.split())
    assert [difference.kind for difference in found] == kinds
    is_same = all(kind in (Kind.SAME, Kind.OTHERWISE) for kind in kinds)
    assert (score(found, len(quoted.split())) == 1) == is_same


def test_a_bracket_that_never_closes_is_no_change() -> None:
    claim = parse_claim("we [will [shall] go")
    assert [run.change for run in claim.runs[1:]] == ["shall"]
