"""A script placed by what a recogniser heard in the whole recording."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, strategies as st

from pullquote.align.model.words import EngineInfo, Recognition, Word
from pullquote.align.placing.heard import Heard, HeardItem, match_heard
from pullquote.align.placing.recognition.by_recognition import (
    place_by_recognition,
    split_at_wide_gaps,
    spoken_words,
    without_strays,
)
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.spoken_forms.script import make_script
from pullquote.align.times import TimeSpan


def recognition(*words):
    return Recognition(tuple(words), "en", EngineInfo("test", "1"))


def test_a_number_becomes_its_words_and_they_share_its_time():
    number = Word("1,234", TimeSpan(2.0, 4.0), 0.7)
    words = spoken_words(recognition(Word("was", TimeSpan(1.5, 2.0), 0.9), number), "en")
    texts = [word.text for word in words]
    assert texts == ["was", "one", "thousand", "two", "hundred", "thirty", "four"]
    assert words[1].span.start == 2.0
    assert words[-1].span.end == pytest.approx(4.0)
    assert all(a.span.end == b.span.start for a, b in itertools.pairwise(words))
    assert {word.probability for word in words[1:]} == {0.7}


def test_what_cannot_be_spoken_is_no_word():
    assert spoken_words(recognition(Word("--", TimeSpan(1.0, 1.2), 0.5)), "en") == ()


TEXT = " ".join(f"{a}{b}" for a in ("lamp", "fog", "bird", "wren") for b in ("s", "ing", "er")) * 9
SCRIPT = make_script(parse_transcript(" ".join(TEXT.split()[:90])), "en")


@given(
    st.sets(st.integers(0, 89), max_size=12),
    st.integers(0, 89),
    st.integers(0, 60),
    st.floats(0.1, 8.0),
    st.integers(0, 30),
    st.integers(0, 1000),
)
def test_runs_and_wide_gaps_hold_every_item_and_every_word_once(
    unheard, gap_start, gap_length, step, strange, seed
):
    random = np.random.default_rng(seed)
    missing = unheard | set(range(gap_start, gap_start + gap_length))
    texts = [word for k, word in enumerate(SCRIPT.words) if k not in missing]
    for _ in range(strange):
        texts.insert(random.integers(0, len(texts) + 1), "hm")
    words = [Word(t, TimeSpan(step * k, step * (k + 0.8)), 0.9) for k, t in enumerate(texts)]
    matched = match_heard(words, SCRIPT, 0, len(SCRIPT.items))
    duration = step * (len(texts) + 1)
    items, hearings, clock = [], [], 0.0
    for run, gap in split_at_wide_gaps(matched, SCRIPT, duration):
        if run is not None:
            part, first, stop, span = run
            items += range(first, stop)
            hearings += part.words
            assert span.start >= clock - 0.2 - 1e-9
            clock = span.end
            assert {known.item for known in part.items} <= set(range(first, stop))
            for known in part.items:
                assert part.words[known.first].text == SCRIPT.items[known.item].forms[0][0]
        if gap is not None:
            assert gap.is_wide
            items += range(gap.first, gap.stop)
            hearings += gap.words
    assert items == list(range(len(SCRIPT.items)))
    assert hearings == list(matched.words)


@pytest.fixture
def follower_of():
    pytest.importorskip("pocketsphinx")
    from pullquote.align.placing.following.tracker import make_follower

    return make_follower


def as_heard(spoken, jitter=0.2):
    return spoken_words(recognition(*spoken.words(jitter)), "en")


def off(findings, spans):
    return np.array([abs(p.span.start - spans[p.item].start) for p in findings.placements])


def test_rough_times_become_exact(answer, follower_of):
    seen = []
    findings = place_by_recognition(
        follower_of(answer.audio, answer.script),
        as_heard(answer),
        answer.audio.duration,
        Monitor(on_progress=lambda stage, fraction: seen.append(fraction)),
    )
    assert [p.item for p in findings.placements] == list(range(len(answer.texts)))
    assert off(findings, answer.spans).mean() < 0.03
    assert off(findings, answer.spans).max() < 0.2
    assert seen == sorted(seen) and seen[-1] == 1.0


def test_a_long_stretch_that_the_recognizer_missed_is_followed_without_it(sample, follower_of):
    piece = sample.piece(15, 128)
    words = [w for w in as_heard(piece) if not 9.0 < w.span.start < 31.0]
    findings = place_by_recognition(
        follower_of(piece.audio, piece.script), words, piece.audio.duration, SILENT
    )
    assert len(findings.placements) >= len(piece.texts) - 3
    away = off(findings, piece.spans)
    assert away.mean() < 0.04
    assert np.mean(away < 0.2) >= 0.97


def test_words_without_any_time_for_them_are_not_looked_for(answer, follower_of):
    written = " ".join(
        [*answer.texts[:20], *("nobody said this " * 20).split(), *answer.texts[20:]]
    )
    script = make_script(parse_transcript(written), "en")
    findings = place_by_recognition(
        follower_of(answer.audio, script), as_heard(answer), answer.audio.duration, SILENT
    )
    items = {p.item for p in findings.placements}
    assert len(items & set(range(20, 80))) <= 2
    spans = {k if k < 20 else k + 60: span for k, span in enumerate(answer.spans)}
    assert len(items & set(spans)) >= len(spans) - 3


def _heard(*items: tuple[int, float]) -> Heard:
    """Words heard at these times, each the item that it is named with."""
    words = tuple(Word(f"w{item}", TimeSpan(at, at + 0.3), 0.9) for item, at in items)
    found = tuple(HeardItem(item, n, n + 1) for n, (item, _) in enumerate(items))
    return Heard(words, found)


@pytest.mark.parametrize(
    ("items", "kept"),
    [
        # the first word after a hole is heard at its beginning, the last before it at its end
        ([(0, 0.0), (20, 2.0), (21, 20.0), (22, 20.5)], [0, 21, 22]),
        ([(0, 0.0), (1, 0.5), (2, 18.0), (22, 20.0)], [0, 1, 22]),
        # the next word heard need not be the next one written
        ([(0, 0.0), (20, 2.0), (24, 20.0), (25, 20.5)], [0, 24, 25]),
        ([(0, 0.0), (20, 2.0), (25, 20.0), (26, 20.5)], [0, 20, 25, 26]),
        # a pause without missing words, missing words without a pause, and too few of them
        ([(0, 0.0), (1, 2.0), (2, 20.0), (3, 20.5)], [0, 1, 2, 3]),
        ([(0, 0.0), (20, 18.0), (21, 20.0), (22, 20.5)], [0, 20, 21, 22]),
        ([(0, 0.0), (8, 2.0), (9, 20.0), (10, 20.5)], [0, 8, 9, 10]),
        ([(5, 2.0)], [5]),
    ],
)
def test_a_word_beside_missing_ones_is_not_believed_far_from_its_neighbour(items, kept):
    assert [item.item for item in without_strays(_heard(*items)).items] == kept
