from __future__ import annotations

from pathlib import Path

from benchmarks.accuracy.languages import Case, damaged, table_row
from benchmarks.measuring.scoring import HypWord, score
from benchmarks.recordings.ten_languages import TEXTS
from benchmarks.recordings.truth import Kind, TruthToken


def case(words: int) -> Case:
    tokens = tuple(TruthToken(f"w{k}", Kind.SPOKEN, float(k), k + 0.5) for k in range(words))
    return Case("fr", Path("x.flac"), " ".join(token.text for token in tokens), tokens)


def test_a_word_from_elsewhere_follows_every_twentieth() -> None:
    found = damaged(case(40))
    inserted = [k for k, token in enumerate(found.tokens) if token.kind is Kind.INSERTED]
    assert [found.tokens[k].text for k in inserted] == ["w30", "w10"]
    assert [found.tokens[k - 1].text for k in inserted] == ["w10", "w30"]
    assert found.text.split() == [token.text for token in found.tokens]


def test_a_row_counts_lost_and_false_words() -> None:
    ref = (*case(4).tokens, TruthToken("extra", Kind.INSERTED))
    hyp = [HypWord("w0", 0.01, 0.5), HypWord("w1", 3.0, 3.5), HypWord("extra", 5.0, 5.1)]
    row = table_row("fr", [score(ref, hyp)], 1.5).split()
    assert row == ["fr", "1005", "50.0", "50.0", "50.0", "1", "2/4", "1/1", "1.5"]


def test_every_text_has_a_number() -> None:
    assert len(TEXTS) == 10
    assert all(any(char.isdecimal() for char in text) for text in TEXTS.values())
