"""Long recordings followed in sections side by side, each in a process of its own.

Pocketsphinx holds the interpreter's lock, so threads would not help. The sections meet where a
probe (a stretch listened to and found in the transcript) is certain of the place.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pullquote.align.errors import TranscriptMismatchError
from pullquote.align.files import work_folder
from pullquote.align.media.audio import Audio
from pullquote.align.placing.findings import Findings, in_order
from pullquote.align.placing.following.tracker import Follower, make_follower
from pullquote.align.placing.heard import match_anywhere
from pullquote.align.progress import Monitor
from pullquote.align.spoken_forms.script import Script
from pullquote.align.times import TimeSpan
from pullquote.align.workers import Worker, wait_for

_LEAST_SECTION = 240.0
"""Seconds; shorter sections would cost more than they save."""
_PROBE = 20.0


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the recording and the items that are spoken in it."""

    span: TimeSpan
    first: int
    stop: int


def follow_in_sections(
    audio: Audio, script: Script, processes: int | None, monitor: Monitor
) -> Findings:
    """Follow the whole recording in up to this many processes; None stands for one per core."""
    follower = make_follower(audio, script)
    wanted = processes or os.cpu_count() or 1
    count = max(1, min(wanted, int(audio.duration // _LEAST_SECTION)))
    sections = split(follower, count)
    if len(sections) == 1:
        return follower.follow(sections[0].span, 0, len(script.items), monitor, refuse=True)
    return _side_by_side(audio, script, sections, monitor)


def split(follower: Follower, count: int) -> list[Section]:
    """The recording in up to `count` sections, cut between two heard words of certain place."""
    script, audio = follower.aligner.script, follower.aligner.audio
    whole = TimeSpan(0.0, audio.duration)
    sections: list[Section] = []
    start, first = 0.0, 0
    for number in range(1, count):
        cut = _find_cut(follower, whole.end * number / count)
        if cut is None or cut[0] - start < _LEAST_SECTION / 2 or cut[1] <= first:
            continue
        sections.append(Section(TimeSpan(start, cut[0]), first, cut[1]))
        start, first = cut
    sections.append(Section(TimeSpan(start, whole.end), first, len(script.items)))
    return sections


def _find_cut(follower: Follower, time: float) -> tuple[float, int] | None:
    """A moment near this time and the item after it; None when no probe is certain."""
    script = follower.aligner.script
    for attempt in (0.0, _PROBE, -_PROBE, 3 * _PROBE):
        words = follower.listener.hear(TimeSpan(time + attempt, time + attempt + _PROBE))
        heard = match_anywhere(words, follower.index, script, 0, len(script.items))
        joints = [
            (heard.span_of(right).start - heard.span_of(left).end, left, right)
            for left, right in zip(heard.items, heard.items[1:], strict=False)
            if right.item == left.item + 1 and right.first == left.stop
        ]
        if len(joints) < 5:
            continue
        _, left, right = max(joints[2:-2], key=lambda joint: joint[0])
        return (heard.span_of(left).end + heard.span_of(right).start) / 2, right.item
    return None


def _side_by_side(
    audio: Audio, script: Script, sections: Sequence[Section], monitor: Monitor
) -> Findings:
    with work_folder() as folder, contextlib.ExitStack() as stack:
        # By way of a file, which all of them map into memory.
        sound = folder / "audio.npy"
        np.save(sound, audio.samples)
        workers = [
            stack.enter_context(Worker(follow_section, sound, script, section))
            for section in sections
        ]

        def report() -> None:
            pairs = zip(workers, sections, strict=True)
            done = sum(worker.fraction * section.span.duration for worker, section in pairs)
            monitor.report("align", done / audio.duration)

        results: tuple[Findings, ...] = wait_for(workers, report, monitor)
    return Findings(
        in_order(p for result in results for p in result.placements),
        tuple(word for result in results for word in result.others),
    )


def follow_section(sound: Path, script: Script, section: Section, monitor: Monitor) -> Findings:
    """Follow one section, in a process of its own; `sound` is a file of all samples."""
    audio = Audio(np.load(sound, mmap_mode="r"))
    try:
        return make_follower(audio, script).follow(
            section.span, section.first, section.stop, monitor, refuse=True
        )
    except TranscriptMismatchError:
        return Findings((), ())  # the other sections may be said
