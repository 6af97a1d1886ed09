"""Long recordings aligned in parts side by side, each in a process of its own.

Pocketsphinx holds the interpreter's lock, so threads would not help. The parts are cut where a
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
from pullquote.align.placing.forced_alignment import ScriptAligner
from pullquote.align.placing.listener import Listener
from pullquote.align.placing.matching import PlaceIndex
from pullquote.align.placing.reconcile import match_heard
from pullquote.align.placing.tracker import Follower
from pullquote.align.placing.verdicts import Findings
from pullquote.align.progress import Monitor
from pullquote.align.spoken_forms.lexicon import load_lexicon
from pullquote.align.spoken_forms.script import Script
from pullquote.align.times import TimeSpan
from pullquote.align.workers import Worker, wait_for

_LEAST_PART = 240.0
"""Seconds; shorter parts would cost more than they save."""
_PROBE = 20.0


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the recording and the items that are spoken in it."""

    span: TimeSpan
    first: int
    stop: int


def make_follower(audio: Audio, script: Script) -> Follower:
    """A follower with decoders of its own."""
    lexicon = load_lexicon()
    return Follower(
        ScriptAligner(audio, script, lexicon),
        Listener(audio, script, lexicon),
        PlaceIndex(script.words),
    )


def follow_parts(audio: Audio, script: Script, processes: int | None, monitor: Monitor) -> Findings:
    """Follow the whole recording, in as many processes as are asked for (None: one a core)."""
    follower = make_follower(audio, script)
    wanted = processes or os.cpu_count() or 1
    count = max(1, min(wanted, int(audio.duration // _LEAST_PART)))
    parts = split(follower, count)
    if len(parts) == 1:
        return follower.follow(parts[0].span, 0, len(script.items), monitor, refuse=True)
    return _side_by_side(audio, script, parts, monitor)


def split(follower: Follower, count: int) -> list[Part]:
    """The recording in up to `count` parts, cut between two heard words of certain place."""
    script, audio = follower.aligner.script, follower.aligner.audio
    whole = TimeSpan(0.0, audio.duration)
    parts: list[Part] = []
    start, first = 0.0, 0
    for number in range(1, count):
        cut = _find_cut(follower, whole.end * number / count)
        if cut is None or cut[0] - start < _LEAST_PART / 2 or cut[1] <= first:
            continue
        parts.append(Part(TimeSpan(start, cut[0]), first, cut[1]))
        start, first = cut
    parts.append(Part(TimeSpan(start, whole.end), first, len(script.items)))
    return parts


def _find_cut(follower: Follower, time: float) -> tuple[float, int] | None:
    """A moment near this time and the item after it; None when no probe is certain."""
    script = follower.aligner.script
    for attempt in (0.0, _PROBE, -_PROBE, 3 * _PROBE):
        words = follower.listener.hear(TimeSpan(time + attempt, time + attempt + _PROBE))
        place = follower.index.find([word.text for word in words])
        if place is None or not place.is_certain:
            continue
        low = max(0, place.offset - 30)
        high = min(len(script.words) - 1, place.offset + len(words) + 30)
        if low > high:
            continue
        heard = match_heard(words, script, script.owners[low], script.owners[high] + 1)
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
    audio: Audio, script: Script, parts: Sequence[Part], monitor: Monitor
) -> Findings:
    with work_folder() as folder, contextlib.ExitStack() as stack:
        # By way of a file, which all of them map into memory.
        sound = folder / "audio.npy"
        np.save(sound, audio.samples)
        workers = [stack.enter_context(Worker(follow_part, sound, script, part)) for part in parts]

        def report() -> None:
            pairs = zip(workers, parts, strict=True)
            done = sum(worker.fraction * part.span.duration for worker, part in pairs)
            monitor.report("align", done / audio.duration)

        results: tuple[Findings, ...] = wait_for(workers, report, monitor)
    return Findings(
        tuple(p for result in results for p in result.placements),
        tuple(word for result in results for word in result.others),
    )


def follow_part(sound: Path, script: Script, part: Part, monitor: Monitor) -> Findings:
    """Follow one part, in a process of its own; `sound` is a file of all samples."""
    audio = Audio(np.load(sound, mmap_mode="r"))
    try:
        return make_follower(audio, script).follow(
            part.span, part.first, part.stop, monitor, refuse=True
        )
    except TranscriptMismatchError:
        return Findings((), ())  # the other parts may be said
