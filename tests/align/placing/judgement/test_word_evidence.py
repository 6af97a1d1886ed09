"""Each kind of evidence is seen where it is planted, and only there."""

from __future__ import annotations

import functools
from dataclasses import replace

import pytest

from pullquote.align.model.words import Word
from pullquote.align.placing.findings import NO_SCORE, Placement
from pullquote.align.placing.judgement.contrast import Contrast
from pullquote.align.placing.judgement.likeness import Sounds
from pullquote.align.placing.judgement.word_evidence import COLUMNS, Candidate, Hearing, describe
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.spoken_forms.lexicon import load_lexicon
from pullquote.align.spoken_forms.script import make_script
from pullquote.align.times import TimeSpan

_TEXT = "seven memorable apples were eaten before breakfast yesterday"
_CONTRAST = Contrast(-2.0, -6.0)


@functools.cache
def _sounds() -> Sounds:
    return Sounds(make_script(parse_transcript(_TEXT), "en"), load_lexicon())


def _candidates(heard: bool = True) -> list[Candidate]:
    """A word every half second, each as long as words usually are."""
    return [
        Candidate(
            Placement(
                i, TimeSpan(i * 0.6, i * 0.6 + 0.08 * len(_sounds().of_item(i))), -2.0, heard
            ),
            again=False,
            missing=0,
        )
        for i in range(8)
    ]


def _words() -> list[Word]:
    texts = _TEXT.split()
    return [Word(t, TimeSpan(i * 0.6, i * 0.6 + 0.4), 0.8) for i, t in enumerate(texts)]


def _evidence(
    candidates: list[Candidate], words: list[Word] | None = None, *, is_whole: bool = True
) -> list[dict[str, float]]:
    hearing = Hearing(tuple(_words() if words is None else words), is_whole)
    rows = describe(candidates, hearing, _sounds(), _CONTRAST)
    assert rows.shape == (len(candidates), len(COLUMNS))
    return [dict(zip(COLUMNS, map(float, row), strict=True)) for row in rows]


def _changed(candidates: list[Candidate], at: int, **changes: object) -> list[Candidate]:
    changed = replace(candidates[at], placement=replace(candidates[at].placement, **changes))
    return [*candidates[:at], changed, *candidates[at + 1 :]]


def test_a_word_that_was_heard_has_the_probability_it_was_heard_with() -> None:
    words = _words()
    words[2] = replace(words[2], probability=0.3)
    rows = _evidence(_candidates(), words)
    assert rows[2]["heard surely"] == pytest.approx(0.3)
    assert rows[1]["heard surely"] == pytest.approx(0.8)
    assert all(row["something else heard"] == row["nothing heard"] == 0.0 for row in rows)


def test_what_was_heard_instead_counts_as_sure_as_it_is_and_as_it_sounds() -> None:
    candidates = _changed(_candidates(), 1, heard=False)
    rows = []
    for text, probability in (("memorably", 0.9), ("memorably", 0.4), ("tooth", 0.9)):
        words = _words()
        words[1] = Word(text, candidates[1].placement.span, probability)
        rows.append(_evidence(candidates, words)[1])
    near, unsure, far = rows
    assert near["something else heard"] == pytest.approx(0.9)
    assert unsure["something else heard"] == pytest.approx(0.4)
    assert near["sounds alike"] > 0.6 > 0.3 > far["sounds alike"]
    assert near["heard"] == near["nothing heard"] == near["in a hole"] == 0.0


def test_hearing_nothing_among_heard_words_is_not_a_hole() -> None:
    candidates = _changed(_candidates(), 3, heard=False)
    words = [word for n, word in enumerate(_words()) if n != 3]
    row = _evidence(candidates, words)[3]
    assert (row["nothing heard"], row["in a hole"]) == (1.0, 0.0)
    # A recogniser that did not listen everywhere says nothing by its silence.
    row = _evidence(candidates, words, is_whole=False)[3]
    assert (row["nothing heard"], row["in a hole"]) == (0.0, 0.0)


def test_where_nothing_was_heard_for_long_is_a_hole() -> None:
    candidates = _candidates(heard=False)
    row = _evidence(candidates, _words()[:2])[6]
    assert (row["nothing heard"], row["in a hole"]) == (0.0, 1.0)


def test_words_put_in_between_heard_ones_have_little_room() -> None:
    candidates = _changed(_candidates(), 3, heard=False)
    roomy = _evidence(candidates)[3]["little room"]
    squeezed = [
        replace(c, placement=replace(c.placement, span=c.placement.span.shift(-0.65)))
        if c.placement.item > 3
        else c
        for c in candidates
    ]
    squeezed[3] = replace(
        squeezed[3],
        placement=replace(squeezed[3].placement, span=TimeSpan(1.68, 1.74)),
    )
    assert _evidence(squeezed)[3]["little room"] < roomy - 0.5
    assert _evidence(squeezed)[2]["little room"] == 0.0


def test_a_hurried_word_is_squeezed_only_where_it_has_a_pause_beside_it() -> None:
    short = TimeSpan(0.6, 0.75)
    alone = _changed(_candidates(), 1, span=short)
    assert _evidence(alone)[1]["squeezed beside a pause"] > 0.5
    wedged = _changed(_changed(alone, 0, span=TimeSpan(0.0, 0.6)), 2, span=TimeSpan(0.75, 1.4))
    assert _evidence(wedged)[1]["squeezed beside a pause"] == 0.0
    assert _evidence(wedged)[1]["hurried"] < 0.0 == _evidence(_candidates())[1]["hurried"]


def test_scores_count_by_the_contrast_of_the_recording() -> None:
    rows = _evidence(_changed(_candidates(), 4, score=-6.0))
    assert rows[4]["score"] < 0 < rows[1]["score"]
    assert rows[3]["neighbours"] < rows[0]["neighbours"]
    assert _evidence(_changed(_candidates(), 4, score=NO_SCORE))[4]["score"] == 0.0


def test_a_word_beside_missing_ones_and_one_of_many_is_known() -> None:
    candidates = _candidates()
    del candidates[3]
    candidates[5] = replace(candidates[5], again=True, missing=4)
    rows = _evidence(candidates)
    assert [row["beside a missing word"] for row in rows] == [0, 0, 1, 1, 0, 0, 0]
    assert [row["second look"] for row in rows] == [0, 0, 0, 0, 0, 1, 0]
    assert rows[5]["many missing"] > 0 == rows[4]["many missing"]


def test_no_candidates_give_no_rows() -> None:
    assert describe([], Hearing((), True), _sounds(), _CONTRAST).shape == (0, len(COLUMNS))
