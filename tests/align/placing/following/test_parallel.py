"""Long recordings in parts side by side: the same result, and no process left behind."""

from __future__ import annotations

import subprocess

import numpy as np
import pytest

pytest.importorskip("pocketsphinx")

from pullquote.align import workers
from pullquote.align.errors import CancelledError, EngineError, TranscriptMismatchError
from pullquote.align.placing.following import parallel
from pullquote.align.placing.following.parallel import Section, follow_in_sections, split
from pullquote.align.placing.following.tracker import make_follower
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.spoken_forms.script import make_script
from pullquote.align.times import TimeSpan


@pytest.fixture
def small_parts(monkeypatch):
    """Parts of half a minute are worth a process."""
    monkeypatch.setattr(parallel, "_LEAST_SECTION", 30.0)


@pytest.fixture
def started(monkeypatch):
    """The processes that were started."""
    processes = []

    class Remembered(subprocess.Popen):
        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            processes.append(self)

    monkeypatch.setattr(workers.subprocess, "Popen", Remembered)
    return processes


@pytest.fixture(scope="module")
def script(sample):
    return make_script(sample.transcript, "en")


@pytest.fixture(scope="module")
def two_parts(sample, script):
    """The sample in two parts; probing is not repeated by every test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parallel, "_LEAST_SECTION", 30.0)
        return split(make_follower(sample.audio, script), 2)


def test_parts_are_cut_between_two_words_whose_place_is_known(two_parts, sample, script):
    first, second = two_parts
    assert (first.span.start, second.span.end) == (0.0, sample.audio.duration)
    assert first.span.end == second.span.start
    assert (first.first, first.stop, second.stop) == (0, second.first, len(script.items))
    spans = [sample.spans[item.token] for item in script.items]
    assert spans[first.stop - 1].end == pytest.approx(first.span.end, abs=0.6)
    assert spans[first.stop - 1].middle < first.span.end < spans[second.first].middle


def test_a_short_recording_is_one_part(sample, script, started):
    follower = make_follower(sample.audio, script)
    assert split(follower, 1) == [
        Section(TimeSpan(0.0, sample.audio.duration), 0, len(script.items))
    ]
    assert started == []


@pytest.mark.usefixtures("small_parts")
def test_where_no_place_is_certain_it_stays_one_part(sample):
    foreign = make_script(parse_transcript("Nobody ever said such a thing. " * 40), "en")
    assert len(split(make_follower(sample.audio, foreign), 2)) == 1


@pytest.fixture
def split_in_two(monkeypatch, two_parts):
    monkeypatch.setattr(parallel, "split", lambda follower, count: two_parts)


@pytest.mark.usefixtures("split_in_two")
def test_two_processes_find_what_one_does(sample, script, aligned_sample, started):
    seen = []
    monitor = Monitor(on_progress=lambda stage, fraction: seen.append((stage, fraction)))
    findings = follow_in_sections(sample.audio, script, 2, monitor)
    assert len(started) == 2 and all(process.poll() == 0 for process in started)
    one = {word.token.index: word.span for word in aligned_sample.words if word.span}
    both = [
        (p.span, one[script.items[p.item].token])
        for p in findings.placements
        if script.items[p.item].token in one
    ]
    assert len(both) >= 0.97 * len(one)
    apart = np.array([abs(a.start - b.start) for a, b in both])
    assert np.mean(apart <= 0.06) >= 0.97
    items = [p.item for p in findings.placements]
    assert items == sorted(set(items))
    assert {stage for stage, _ in seen} == {"align"}
    fractions = [fraction for _, fraction in seen]
    assert fractions == sorted(fractions)


@pytest.mark.usefixtures("split_in_two")
def test_a_process_that_is_killed_is_an_error_and_takes_the_others_along(sample, script, started):
    def kill(stage, fraction):
        started[0].kill()
        started[1].kill()

    with pytest.raises(EngineError, match="ended without a result"):
        follow_in_sections(sample.audio, script, 2, Monitor(on_progress=kill))
    assert all(process.poll() is not None for process in started)


@pytest.mark.usefixtures("split_in_two")
def test_cancelling_ends_all_processes(sample, script, started):
    monitor = Monitor(is_cancelled=lambda: len(started) == 2)
    with pytest.raises(CancelledError):
        follow_in_sections(sample.audio, script, 2, monitor)
    assert len(started) == 2
    assert all(process.poll() not in (None, 0) for process in started)  # not by themselves


def test_a_part_that_nothing_is_said_of_is_empty_for_the_others_may_be(
    tmp_path, answer, monkeypatch
):
    def refuse(audio, script):
        raise TranscriptMismatchError(0.0)

    np.save(tmp_path / "audio.npy", answer.audio.samples)
    section = Section(TimeSpan(0.0, answer.audio.duration), 0, len(answer.script.items))
    monkeypatch.setattr(parallel, "make_follower", refuse)
    found = parallel.follow_section(tmp_path / "audio.npy", answer.script, section, SILENT)
    assert found.placements == ()
