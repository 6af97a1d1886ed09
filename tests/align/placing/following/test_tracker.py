"""Following a recording through its transcript, wherever the two part."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("pocketsphinx")

from pullquote.align.errors import CancelledError
from pullquote.align.media.audio import Audio
from pullquote.align.model.words import Word
from pullquote.align.placing.findings import Placement
from pullquote.align.placing.following import evidence, tracker
from pullquote.align.placing.following.listener import Listener
from pullquote.align.placing.following.tracker import make_follower
from pullquote.align.placing.forced_alignment import Path, ScriptAligner
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.spoken_forms.script import make_script
from pullquote.align.times import TimeSpan


@pytest.fixture(scope="module")
def beginning(sample):
    """The first 41 s of the sample: all that is spoken is written."""
    return sample.piece(15, 128)


def follow(audio, text, monitor=SILENT, **options):
    script = make_script(parse_transcript(text), "en")
    follower = make_follower(audio, script)
    return follower.follow(
        TimeSpan(0.0, audio.duration), 0, len(script.items), monitor, **options
    ).placements


def edited(texts, seed, share=0.04):
    """The texts with some left out, some replaced and some added; the places of those kept."""
    random = np.random.default_rng(seed)
    strange = ["potato", "velvet", "harvest", "elephant", "yellow", "committee"]
    written, places = [], {}
    for k, text in enumerate(texts):
        fate = random.random()
        if fate < share:
            continue
        if fate < 2 * share:
            written.append(str(random.choice(strange)))
            continue
        if fate < 3 * share:
            written.append(str(random.choice(strange)))
        places[len(written)] = k
        written.append(text)
    return written, places


def off(placements, places, spans):
    """Errors of the starts of the items that are spoken (`places`: item to index)."""
    return np.array(
        [abs(p.span.start - spans[places[p.item]].start) for p in placements if p.item in places]
    )


def all_of(spoken):
    return {k: k for k in range(len(spoken.texts))}


@pytest.fixture(scope="module")
def walked(beginning):
    return follow(beginning.audio, beginning.text)


def test_a_true_transcript_is_walked_word_by_word(walked, beginning):
    assert len(walked) == len(beginning.texts)
    away = off(walked, all_of(beginning), beginning.spans)
    assert away.mean() < 0.03
    assert away.max() < 0.35
    assert np.mean(away < 0.2) >= 0.98


def test_walking_and_listening_agree(walked, beginning):
    listened = follow(beginning.audio, beginning.text, listen=True)
    by_item = {p.item: p.span for p in listened}
    both = [(p.span, by_item[p.item]) for p in walked if p.item in by_item]
    assert len(both) >= len(beginning.texts) - 2
    apart = np.array([abs(a.start - b.start) for a, b in both])
    assert np.mean(apart <= 0.06) >= 0.95


@pytest.mark.parametrize("seed", [1, 2])
def test_wrong_words_do_not_pull_right_ones_away(beginning, seed):
    written, places = edited(beginning.texts, seed)
    placements = follow(beginning.audio, " ".join(written))
    away = off(placements, places, beginning.spans)
    assert len(away) >= 0.95 * len(places)
    assert np.median(away) < 0.03
    assert np.mean(away < 0.2) >= 0.97
    assert away.max() < 1.0
    strangers = [p for p in placements if p.item not in places]
    assert len(strangers) <= 0.6 * (len(written) - len(places))


def test_a_passage_cut_from_the_recording_is_left_out(beginning):
    # "The next morning I listened to ... any signal at all." is written but not there.
    first, stop = beginning.texts.index("working.") + 1, beginning.texts.index("all.") + 1
    start, end = beginning.spans[first].start - 0.15, beginning.spans[stop - 1].end + 0.15
    audio = Audio(np.concatenate([beginning.audio.cut(0.0, start), beginning.audio.cut(end, 60.0)]))
    spans = [s if k < first else s.shift(start - end) for k, s in enumerate(beginning.spans)]
    placements = follow(audio, beginning.text)
    kept = {k: k for k in range(len(spans)) if not first <= k < stop}
    away = off(placements, kept, [s if s.start >= 0 else spans[0] for s in spans])
    assert len(away) >= 0.95 * len(kept)
    assert np.mean(away < 0.2) >= 0.97
    assert sum(first <= p.item < stop for p in placements) <= 5


def test_a_passage_missing_in_the_transcript_is_passed_over(beginning):
    first, stop = beginning.texts.index("Quite"), beginning.texts.index("all.") + 1
    places = {
        k if k < first else k - (stop - first): k
        for k in range(len(beginning.texts))
        if not first <= k < stop
    }
    written = [*beginning.texts[:first], *beginning.texts[stop:]]
    placements = follow(beginning.audio, " ".join(written))
    away = off(placements, places, beginning.spans)
    assert len(away) >= 0.95 * len(places)
    assert np.mean(away < 0.2) >= 0.97


def test_silence_and_noise_hold_no_words_to_speak_of(beginning, quiet):
    for level in (0.0, 300.0):
        placements = follow(Audio(quiet(14.0, level)), beginning.text)
        assert len(placements) <= 0.2 * len(beginning.texts)


def test_a_pause_of_twenty_seconds_is_no_obstacle(answer, quiet):
    pause = 20.0
    samples = answer.audio.samples
    cut = round((answer.spans[20].end + answer.spans[21].start) / 2 * 16_000)
    audio = Audio(np.concatenate([samples[:cut], quiet(pause, 2.0), samples[cut:]]))
    spans = [s if k < 21 else s.shift(pause) for k, s in enumerate(answer.spans)]
    away = off(follow(audio, answer.text), all_of(answer), spans)
    assert len(away) >= len(spans) - 2
    assert np.mean(away < 0.2) >= 0.95


def test_cancelling_ends_it_at_the_next_report(beginning):
    seen = []
    monitor = Monitor(
        on_progress=lambda stage, fraction: seen.append((stage, fraction)),
        is_cancelled=lambda: len(seen) >= 1,
    )
    with pytest.raises(CancelledError):
        follow(beginning.audio, beginning.text, monitor)
    assert seen == [("align", 0.0)]


@pytest.mark.parametrize(("clear", "least", "most"), [(-9.0, 0.9, 1.1), (0.0, 1.2, 3.0)])
def test_words_before_a_pause_are_aligned_once_in_clear_speech(
    beginning, monkeypatch, clear, least, most
):
    walked = []
    monkeypatch.setattr(evidence, "_CLEAR", clear)
    align_chain = ScriptAligner.align_chain

    def counted(self, first, stop, span, *, is_whole):
        walked.append(span)
        return align_chain(self, first, stop, span, is_whole=is_whole)

    monkeypatch.setattr(ScriptAligner, "align_chain", counted)
    monkeypatch.setattr(tracker, "WINDOW", 9.0)
    placed = follow(beginning.audio, beginning.text)
    places = {k: k for k in range(len(beginning.spans))}
    assert np.median(off(placed, places, beginning.spans)) < 0.03
    assert len(walked) > 3
    share = sum(span.duration for span in walked) / beginning.audio.duration
    assert least < share < most


def test_failures_of_one_call_do_not_change_the_next(beginning, monkeypatch):
    script = beginning.script
    follower = make_follower(beginning.audio, script)
    spoken = [
        Word(word if number % 6 else "elsewhere", beginning.spans[owner], 0.9)
        for number, (word, owner) in enumerate(zip(script.words, script.owners, strict=True))
    ]
    steps = []

    def fail_to_walk(self, first, stop, span, *, is_whole):
        steps.append(("walk", span.start))

    def hear_badly(self, span):
        steps.append(("listen", span.start))
        return [word for word in spoken if span.start <= word.span.middle < span.end]

    monkeypatch.setattr(ScriptAligner, "align_chain", fail_to_walk)
    monkeypatch.setattr(ScriptAligner, "align", lambda *_, **__: None)
    monkeypatch.setattr(Listener, "hear_on", hear_badly)
    monkeypatch.setattr(tracker, "_LISTEN", 8.0)

    def steps_of_a_call():
        steps.clear()
        follower.follow(TimeSpan(0.0, beginning.audio.duration), 0, len(script.items))
        return list(steps)

    first = steps_of_a_call()
    assert {kind for kind, _ in first} == {"walk", "listen"}
    assert steps_of_a_call() == first


def test_walking_in_vain_is_not_tried_at_every_step_and_not_given_up(monkeypatch):
    """Ten minutes heard badly, in the first seven of which the words do not fit the sound."""
    bad, end = 420.0, 600.0
    syllables = [a + b for a in "bdfgklmnprst" for b in "aeiou"]
    texts = [a + b for a in syllables for b in syllables][: round(end)]
    spans = [TimeSpan(k + 0.1, k + 0.9) for k in range(len(texts))]
    heard = [
        Word(text if k % 6 else "elsewhere", span, 0.9)
        for k, (text, span) in enumerate(zip(texts, spans, strict=True))
    ]
    steps = []

    def walk(self, first, stop, span, *, is_whole):
        steps.append(("walk", span.start))
        placed = [
            Placement(k, spans[k], -2.0)
            for k in range(first, min(stop, len(spans)))
            if span.start <= spans[k].middle < span.end
        ]
        return Path(tuple(placed)) if span.start >= bad else None

    def hear(self, span):
        steps.append(("listen", span.start))
        return [word for word in heard if span.start <= word.span.middle < span.end]

    monkeypatch.setattr(ScriptAligner, "align_chain", walk)
    monkeypatch.setattr(ScriptAligner, "align", lambda *_, **__: None)
    monkeypatch.setattr(Listener, "hear_on", hear)
    audio = Audio(np.zeros(round(end) * 16_000, dtype=np.int16))
    placed = follow(audio, " ".join(texts))

    early = [kind for kind, time in steps if time < bad]
    assert 2 <= early.count("walk") <= 0.7 * early.count("listen")
    late = [kind for kind, time in steps if time >= bad + 60.0]
    assert set(late) == {"walk"}
    assert {p.item for p in placed} >= set(range(480, 600))


def test_only_the_stretch_and_the_items_asked_for_are_looked_at(answer):
    script = answer.script
    follower = make_follower(answer.audio, script)
    start, end = answer.spans[20].start - 0.1, answer.spans[40].end + 0.1
    found = follower.follow(TimeSpan(start, end), 20, 41).placements
    assert {p.item for p in found} <= set(range(20, 41))
    assert len(found) >= 20
    assert found[0].span.start >= start - 0.001
    assert found[-1].span.end <= end + 0.02
    assert off(found, all_of(answer), answer.spans).max() < 0.2
