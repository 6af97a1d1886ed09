"""A recording says itself what right and wrong words score in it."""

from __future__ import annotations

import pytest

from pullquote.align.placing.findings import Placement
from pullquote.align.placing.forced_alignment import Path
from pullquote.align.placing.judgement.contrast import Contrast, find_contrast
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.spoken_forms.script import make_script
from pullquote.align.times import TimeSpan


class _Aligner:
    """Aligns any words anywhere, with a score of -7."""

    def __init__(self, count: int) -> None:
        self.script = make_script(parse_transcript("word " * count), "en")
        self.asked: list[tuple[int, TimeSpan]] = []

    def align_chain(self, first: int, stop: int, span: TimeSpan, *, is_whole: bool) -> Path:
        self.asked.append((first, span))
        return Path(tuple(Placement(item, span, -7.0) for item in range(first, stop)))


def _placed(count: int, score: float = -2.0, heard: bool = False) -> list[Placement]:
    return [Placement(i, TimeSpan(i * 0.5, i * 0.5 + 0.4), score, heard) for i in range(count)]


def test_right_words_are_those_placed_and_wrong_ones_come_from_elsewhere() -> None:
    aligner = _Aligner(200)
    assert find_contrast(aligner, _placed(200)) == Contrast(-2.0, -7.0)
    assert len(aligner.asked) >= 4
    for first, span in aligner.asked:
        assert abs(first - span.start / 0.5) > 30


def test_what_was_heard_says_best_what_right_words_score() -> None:
    heard = _placed(60, -1.5, heard=True)
    others = [Placement(p.item + 60, p.span.shift(30.0), -4.0) for p in _placed(140)]
    assert find_contrast(_Aligner(200), [*heard, *others]).right == -1.5


def test_a_short_recording_has_the_usual_contrast() -> None:
    usual = Contrast()
    found = find_contrast(_Aligner(30), _placed(30))
    assert found.right == -2.0
    assert found.right - found.wrong == pytest.approx(usual.right - usual.wrong)
    assert find_contrast(_Aligner(5), _placed(5)) == usual


def test_a_score_is_worth_more_where_right_and_wrong_are_far_apart() -> None:
    clear, noisy = Contrast(-2.0, -6.0), Contrast(-3.0, -4.5)
    assert clear.evidence(-2.0) > noisy.evidence(-3.0) > 0
    assert clear.evidence(-6.0) < noisy.evidence(-4.5) < 0
    assert clear.evidence(-4.0) == pytest.approx(0.0)
    assert clear.evidence(-99.0) == -8.0
