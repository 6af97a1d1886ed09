"""Guessed pronunciations, and the table they are made from."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from benchmarks.training.g2p import train as train_g2p
from pullquote.align.errors import ModelError
from pullquote.align.spoken_forms import g2p
from pullquote.align.spoken_forms.lexicon import load_lexicon

SOUNDS = {"b": "B", "a": "AE", "sh": "SH", "o": "OW", "t": "T", "x": "K S", "l": "L", "i": "IY"}


def planted_words(count: int, seed: int) -> dict[str, tuple[str, ...]]:
    """Words of an invented language spelled by the rules in `SOUNDS`."""
    chance = random.Random(seed)
    words = {}
    while len(words) < count:
        pieces = [chance.choice(list(SOUNDS)) for _ in range(chance.randint(2, 6))]
        words["".join(pieces)] = (" ".join(SOUNDS[piece] for piece in pieces),)
    return words


def test_planted_spelling_rules_are_learned() -> None:
    entries = train_g2p.training_entries(planted_words(600, seed=1).items())
    guesser = g2p.Guesser(train_g2p.train(entries))
    unseen = planted_words(100, seed=2)
    right = sum(guesser.guess(word, 1) == listed for word, listed in unseen.items())
    assert right >= 98


def test_the_same_words_make_the_same_file(tmp_path: Path) -> None:
    entries = train_g2p.training_entries(planted_words(200, seed=3).items())
    for name in ("one.npz", "two.npz"):
        g2p.write_table(train_g2p.train(entries), tmp_path / name)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one.npz", "two.npz"]


def test_a_table_reads_back_as_it_was_written(tmp_path: Path) -> None:
    entries = train_g2p.training_entries(planted_words(200, seed=4).items())
    table = train_g2p.train(entries)
    g2p.write_table(table, tmp_path / "table.npz")
    again = g2p.read_table(tmp_path / "table.npz")
    word = next(iter(planted_words(1, seed=5)))
    assert again.pairs == table.pairs
    assert g2p.Guesser(again).guess(word) == g2p.Guesser(table).guess(word)


def test_probabilities_after_any_context_sum_to_one() -> None:
    entries = train_g2p.training_entries(planted_words(300, seed=6).items())
    table = train_g2p.train(entries)
    guesser = g2p.Guesser(table)
    state: tuple[int, ...] = (0, 0)
    for graphone in (None, 2, 3, 4):
        if graphone is not None:
            state = guesser._step(state, graphone)[1]
        costs = [guesser._step(state, x)[0] / 16 for x in range(1, len(table.pairs) + 2)]
        assert sum(2.718281828**-cost for cost in costs) == pytest.approx(1, abs=0.06)


@pytest.mark.parametrize(
    ("name", "phones"),
    [
        ("Karpathy", "K AA R P AH TH IY"),
        ("Szymborska", "SH IH M B AO R S K AH"),
        ("Xi", "SH IY"),
        ("Kubernetes", "K UW B ER N EH T IY Z"),
        ("Zuckerberg", "Z AH K ER B ER G"),
        ("Reykjavík", "R EY K Y AH V IH K"),
    ],
)
def test_names_are_guessed_about_right(name: str, phones: str) -> None:
    def errors(guess: str) -> int:
        from rapidfuzz.distance import Levenshtein

        return Levenshtein.distance(guess.split(), phones.split())

    assert min(errors(guess) for guess in g2p.guess(name)) <= 1


def test_words_of_the_dictionary_are_mostly_guessed_right() -> None:
    lexicon = load_lexicon()
    words = [w for w in lexicon.words()[50::1200] if w.isalpha() and len(w) > 3]
    right = sum(bool(set(g2p.guess(w)) & set(lexicon.pronunciations(w))) for w in words)
    assert right / len(words) > 0.9


@given(st.text(max_size=60), st.integers(1, 5))
@settings(max_examples=150, deadline=None)
def test_any_text_is_guessed_or_nothing(text: str, count: int) -> None:
    guesses = g2p.guess(text, count)
    assert len(guesses) <= count
    assert all(guess and "  " not in guess for guess in guesses)


def test_accents_do_not_matter() -> None:
    assert g2p.guess("Gödel") == g2p.guess("godel")


@pytest.mark.parametrize("text", ["", "北京", "123", "'"])
def test_without_latin_letters_there_is_no_guess(text: str) -> None:
    assert g2p.guess(text) == ()


@pytest.mark.parametrize("content", [b"", b"no table at all", b"PK\x03\x04broken"])
def test_a_broken_table_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "table.npz"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"table\.npz cannot be read"):
        g2p.read_table(path)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        g2p.read_table(tmp_path / "none.npz")
