"""Parts of a transcript in another order than they are said in: found, and only then."""

from __future__ import annotations

import random

from hypothesis import given, settings, strategies as st

from pullquote.align.model.words import Word
from pullquote.align.placing.spoken_order import order_of_words
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.spoken_forms.script import make_script
from pullquote.align.times import TimeSpan

SYLLABLES = ["ba", "de", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "we"]


def paragraph(seed: int, words: int = 40) -> list[str]:
    rng = random.Random(seed)
    return ["".join(rng.choices(SYLLABLES, k=3)) for _ in range(words)]


def said(texts: list[str], *, start: float = 0.0) -> list[Word]:
    return [
        Word(t, TimeSpan(start + n * 0.4, start + n * 0.4 + 0.3), 0.9) for n, t in enumerate(texts)
    ]


def order_in(written: list[list[str]], words: list[Word]) -> tuple[tuple[int, int], ...] | None:
    transcript = parse_transcript("\n\n".join(f"{' '.join(p)}." for p in written))
    # Unknown words are spelled by no rule here: the forms are the words themselves.
    script = make_script(transcript, "xx")
    return order_of_words(words, script, transcript)


@settings(deadline=None, max_examples=30)
@given(st.permutations(range(5)))
def test_every_order_of_paragraphs_is_found(order: list[int]) -> None:
    parts = [paragraph(n) for n in range(5)]
    words = said([word for part in parts for word in part])
    found = order_in([parts[n] for n in order], words)
    if order == sorted(order):
        assert found is None
        return
    heard = [order[item // 40] for first, stop in found or () for item in range(first, stop)]
    assert heard == [n for n in range(5) for _ in range(40)]


def test_words_misheard_do_not_hide_the_order() -> None:
    rng = random.Random(3)
    first, second = paragraph(1, 80), paragraph(2, 80)
    heard = [w if rng.random() < 0.8 else "xyz" for w in first + second]
    found = order_in([second, first], said(heard))
    assert found is not None
    ((low, middle), (start, stop)) = found
    assert (low, stop) == (80, 80)
    assert (start, middle) == (0, 160)


def test_what_is_left_out_and_put_in_is_no_other_order() -> None:
    parts = [paragraph(n) for n in range(4)]
    advert, note = paragraph(90), paragraph(91)
    words = said([*parts[0], *advert, *parts[1], *parts[2], *parts[3]])
    assert order_in([parts[0], parts[1], note, parts[2], parts[3]], words) is None
    assert order_in([note, *parts], words) is None
    assert order_in(parts[:3], words) is None


def test_a_phrase_that_comes_again_moves_nothing() -> None:
    chorus = paragraph(7, 15)
    parts = [paragraph(n) for n in range(3)]
    words = said([*chorus, *parts[0], *chorus, *parts[1], *chorus, *parts[2]])
    assert order_in([parts[0], chorus, parts[1], parts[2], paragraph(9)], words) is None


def test_a_script_is_rearranged_whole() -> None:
    transcript = parse_transcript("One two. Three 45 four. Five six seven. Eight.")
    script = make_script(transcript, "en")
    ranges = ((4, 6), (0, 2), (6, len(script.items)), (2, 4))
    moved = script.rearranged(ranges)
    assert [item.token for item in moved.items] == [
        script.items[n].token for first, stop in ranges for n in range(first, stop)
    ]
    assert moved.words == tuple(word for item in moved.items for word in item.forms[0])
    for word, owner in zip(moved.words, moved.owners, strict=True):
        assert word in moved.items[owner].forms[0]
    covered = [n for low, high in moved.sentences for n in range(low, high)]
    assert sorted(covered) == list(range(len(moved.words)))
    assert script.rearranged(((0, len(script.items)),)) == script
