"""Words beside speech that nobody understood are never sure; what is written in it is sought."""

from __future__ import annotations

import numpy as np
import pytest

from pullquote.align.model.words import Word
from pullquote.align.placing.findings import Findings
from pullquote.align.placing.forced_alignment import Placement
from pullquote.align.placing.recognition.hole_edges import MOST, unsure_beside_holes
from pullquote.align.times import TimeSpan

SPEECH = (TimeSpan(0.0, 60.0),)


def placed(item, start, probability=0.99):
    return Placement(item, TimeSpan(start, start + 0.3), -2.0, True, probability)


def around_a_hole(probability=0.99):
    """Words up to 20 s and from 46 s on, two a second."""
    starts = [*np.arange(0.0, 20.0, 0.5), *np.arange(46.0, 59.5, 0.5)]
    return tuple(placed(k, float(start), probability) for k, start in enumerate(starts))


def test_the_words_at_both_edges_of_a_hole_are_not_sure_and_all_others_stay():
    before = around_a_hole()
    after = unsure_beside_holes(Findings(before, ()), SPEECH).placements
    changed = [k for k, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    assert changed == [39, 40]
    assert all(after[k].probability == MOST and not after[k].heard for k in changed)
    assert [p.span for p in after] == [p.span for p in before]


def test_a_word_of_which_no_probability_is_known_is_not_sure_either():
    after = unsure_beside_holes(Findings(around_a_hole(None), ()), SPEECH).placements
    assert [p.probability for p in after if p.probability is not None] == [MOST, MOST]


def test_what_was_heard_instead_is_no_hole():
    others = tuple(
        Word("other", TimeSpan(float(t), float(t) + 0.4), 0.8) for t in np.arange(20.0, 46.0, 0.5)
    )
    findings = Findings(around_a_hole(), others)
    assert unsure_beside_holes(findings, SPEECH) == findings


def test_silence_is_no_hole():
    findings = Findings(around_a_hole(), ())
    assert unsure_beside_holes(findings, (TimeSpan(0, 20), TimeSpan(46, 60))) == findings


def test_a_word_far_from_the_hole_stays_sure():
    far = Findings((placed(0, 0.0), placed(1, 30.0)), ())
    assert unsure_beside_holes(far, (TimeSpan(10.0, 20.0),)) == far


def test_what_is_written_in_a_hole_is_aligned_by_force(sample):
    pytest.importorskip("pocketsphinx")
    from pullquote.align.placing.following.tracker import make_follower
    from pullquote.align.placing.recognition.by_recognition import place_by_recognition
    from pullquote.align.progress import SILENT
    from pullquote.align.spoken_forms.script import make_script

    script = make_script(sample.transcript, "en")
    true = {n: sample.spans[item.token] for n, item in enumerate(script.items)}
    heard = [
        Word(word, true[n].shift(0.05), 0.9)
        for n, item in enumerate(script.items)
        for word in item.forms[0]
        if true[n] is not None
    ]
    hole = TimeSpan(40.0, 66.0)
    left = [word for word in heard if word.span.middle not in hole]
    follower = make_follower(sample.audio, script)
    placements = place_by_recognition(follower, left, sample.audio.duration, SILENT).placements
    inside = [n for n, span in true.items() if span is not None and span.middle in hole]
    found = {p.item: p.span for p in placements}
    right = [n for n in inside if n in found and abs(found[n].start - true[n].start) < 0.2]
    assert len(inside) > 40
    assert len(right) >= 0.95 * len(inside)
