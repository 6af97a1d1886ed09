"""Long recordings aligned in parts side by side, each in a process of its own.

Pocketsphinx holds the interpreter's lock, so threads would not help. The parts are cut where a
probe (a stretch listened to and found in the transcript) is certain of the place.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pullquote.align.errors import EngineError, PullquoteError, TranscriptMismatchError
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
    with tempfile.TemporaryDirectory(prefix="pullquote-") as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        np.save(folder / "audio.npy", audio.samples)
        (folder / "script.pickle").write_bytes(pickle.dumps(script))
        workers = [
            stack.enter_context(_worker(folder, number, part)) for number, part in enumerate(parts)
        ]
        while any(worker.process.poll() is None for worker in workers):
            for worker in workers:
                if worker.process.poll():
                    worker.result(folder)  # raises: there is no use in waiting for the others
            done = sum(w.fraction * w.part.span.duration for w in workers)
            monitor.report("align", done / audio.duration)
            time.sleep(0.05)
        results = [worker.result(folder) for worker in workers]
    return Findings(
        tuple(p for result in results for p in result.placements),
        tuple(word for result in results for word in result.others),
    )


@dataclass(slots=True)
class _Worker:
    process: subprocess.Popen[str]
    number: int
    part: Part
    fraction: float = 0.0

    def listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with contextlib.suppress(ValueError):
                self.fraction = float(line)

    def result(self, folder: Path) -> Findings:
        path = folder / f"{self.number}.result"
        if not path.exists():
            tail = (folder / f"{self.number}.err").read_text(errors="replace").split("\n")
            tail = [line for line in tail if line.strip()][-1:]
            raise EngineError(
                "a process that aligned a part of the recording ended without a result"
                + (f"; it said: {tail[0]}" if tail else "")
            )
        result = pickle.loads(path.read_bytes())
        if isinstance(result, PullquoteError):
            raise result
        assert isinstance(result, Findings)
        return result


@contextlib.contextmanager
def _worker(folder: Path, number: int, part: Part) -> Iterator[_Worker]:
    """A process that follows one part; it is gone when the context ends."""
    (folder / f"{number}.part").write_bytes(pickle.dumps(part))
    # Not multiprocessing: its spawn would run the caller's main module again.
    with (folder / f"{number}.err").open("w") as complaints:
        process = subprocess.Popen(
            [sys.executable, "-m", "pullquote.align.placing.parts", str(folder), str(number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
        )
    worker = _Worker(process, number, part)
    threading.Thread(target=worker.listen, daemon=True).start()
    try:
        yield worker
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def _end_with_parent() -> None:
    """Leave as soon as the process that started this one is gone."""

    def watch() -> None:
        sys.stdin.read()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _main(folder: Path, number: str) -> None:
    _end_with_parent()
    part: Part = pickle.loads((folder / f"{number}.part").read_bytes())
    script: Script = pickle.loads((folder / "script.pickle").read_bytes())
    audio = Audio(np.load(folder / "audio.npy", mmap_mode="r"))
    monitor = Monitor(on_progress=lambda _, fraction: print(f"{fraction:.4f}", flush=True))
    result: Findings | PullquoteError
    try:
        result = make_follower(audio, script).follow(
            part.span, part.first, part.stop, monitor, refuse=True
        )
    except TranscriptMismatchError:
        result = Findings((), ())  # the other parts may be said
    except PullquoteError as error:
        result = error
    temporary = folder / f"{number}.writing"
    temporary.write_bytes(pickle.dumps(result))
    temporary.replace(folder / f"{number}.result")


if __name__ == "__main__":
    # Classes must unpickle under their module's own name, not as __main__'s.
    from pullquote.align.placing.parts import _main as main

    main(Path(sys.argv[1]), sys.argv[2])
