"""Written words are compared with heard ones in windows between words that are sure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from pullquote.align.media.audio import SAMPLE_RATE, Audio
from pullquote.align.model.words import Word
from pullquote.align.placing.findings import Placement
from pullquote.align.placing.judgement.opinion import Opinion
from pullquote.align.placing.judgement.text_likelihood import Comparer
from pullquote.align.placing.judgement.word_evidence import Candidate, Hearing
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.spoken_forms.script import make_script
from pullquote.align.times import TimeSpan


@dataclass
class _Scorer:
    """Gives each word of a text what a function says; remembers what it was asked."""

    of_word: Callable[[str], float]
    asked: list[tuple[float, list[tuple[str, ...]]]] = field(default_factory=list)
    """Seconds of sound and the texts, for each call."""

    def score(self, samples: np.ndarray, texts: Sequence[Sequence[str]]) -> list[list[float]]:
        self.asked.append((len(samples) / SAMPLE_RATE, [tuple(text) for text in texts]))
        return [[self.of_word(word) for word in text] for text in texts]


_SAID = (
    *("one", "red", "fox", "jumped", "over", "nine", "lazy", "dogs", "and", "then"),
    *("it", "slept", "all", "day", "in", "the", "sun"),
)


def _comparer(written: dict[int, list[str]], heard: dict[int, str], pace: float = 0.5) -> Comparer:
    """A sentence with other words written and heard at some places.

    `written` gives the written words for a place, `heard` what is heard there ("" for nothing).
    """
    texts: list[str] = []
    candidates: list[Candidate] = []
    words: list[Word] = []
    for place, said in enumerate(_SAID):
        span = TimeSpan(place * pace, place * pace + 0.4)
        there = written.get(place, [said])
        length = span.duration / max(1, len(there))
        for number, text in enumerate(there):
            start = span.start + number * length
            is_heard = place not in written and place not in heard
            placement = Placement(len(texts), TimeSpan(start, start + length), -2.0, is_heard)
            candidates.append(Candidate(placement, again=False, missing=0))
            texts.append(text)
        if heard.get(place, said):
            words.append(Word(heard.get(place, said), span, 0.8))
    audio = Audio(np.zeros(round(len(_SAID) * pace * SAMPLE_RATE), np.int16))
    script = make_script(parse_transcript(" ".join(texts)), "en")
    return Comparer(candidates, Hearing(tuple(words), True), script, audio)


def test_a_word_misheard_is_as_likely_as_the_scorer_says() -> None:
    scorer = _Scorer(lambda word: {"hazy": -3.0, "lazy": -4.0}.get(word, -1.0))
    opinions = _comparer({}, {6: "hazy"}).opinions([6], scorer)
    assert opinions == {6: Opinion(-1.0, -4.0, -1.0, -4.0, 1, 1, False)}


def test_all_texts_of_a_window_share_what_is_around_the_word() -> None:
    scorer = _Scorer(lambda word: -1.0)
    _comparer({}, {6: "hazy"}).opinions([6], scorer)
    ((seconds, texts),) = scorer.asked
    before, after = tuple(_SAID[:6]), tuple(_SAID[7:11])
    for text in texts:
        assert text[-4:] == after
        assert set(text) - {"hazy", "lazy"} <= {*before, *after}
    assert {tuple(w for w in text if w in ("hazy", "lazy")) for text in texts} == {
        ("hazy",),
        ("lazy",),
        (),
    }
    assert 3.0 < seconds < 7.0


def test_a_word_put_in_is_compared_with_the_text_without_it() -> None:
    scorer = _Scorer(lambda word: -9.0 if word == "zebra" else -1.0)
    opinions = _comparer({6: ["lazy", "zebra"]}, {}).opinions([7], scorer)
    assert opinions[7].stretch == opinions[7].word == opinions[7].own == -9.0
    assert (opinions[7].written, opinions[7].heard) == (2, 1)


def test_a_word_among_wrong_ones_is_weighed_alone_too() -> None:
    scorer = _Scorer(lambda word: {"tree": -9.0, "lake": -9.0, "crazy": -1.5}.get(word, -1.0))
    comparer = _comparer({5: ["tree"], 6: ["crazy"], 7: ["lake"]}, {})
    opinions = comparer.opinions([5, 6, 7], scorer)
    assert opinions[6].stretch == pytest.approx(-16.5)
    assert opinions[6].alone == pytest.approx(-0.5)
    assert opinions[6].written == 3 and opinions[6].heard == 3


def test_only_words_in_doubt_cost_anything() -> None:
    scorer = _Scorer(lambda word: -1.0)
    assert _comparer({}, {6: "hazy"}).opinions([], scorer) == {}
    assert scorer.asked == []


def test_stretches_that_are_near_share_a_window_and_others_do_not() -> None:
    near, far = _Scorer(lambda word: -1.0), _Scorer(lambda word: -1.0)
    _comparer({}, {6: "hazy", 10: "is"}).opinions([6, 10], near)
    _comparer({}, {6: "hazy", 10: "is"}, pace=2.5).opinions([6, 10], far)
    assert len(near.asked) == 1 and len(far.asked) == 2
    assert all(seconds <= 28.0 for seconds, _ in far.asked)


def test_there_is_no_opinion_where_no_sure_word_is_on_one_side() -> None:
    scorer = _Scorer(lambda word: -1.0)
    heard = dict.fromkeys(range(12, len(_SAID)), "mumble")
    comparer = _comparer({}, heard)
    assert comparer.opinions(range(12, len(_SAID)), scorer) == {}


def test_a_window_longer_than_whisper_hears_gives_no_opinion() -> None:
    scorer = _Scorer(lambda word: -1.0)
    assert _comparer({}, {6: "hazy"}, pace=9.0).opinions([6], scorer) == {}
    assert scorer.asked == []
