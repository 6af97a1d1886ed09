"""Work in processes of its own: one piece, or several side by side.

A recogniser holds Python's lock while it works, and a decoder may crash on a damaged file; neither
may stop the program. A worker is a fresh Python that runs one function. It reports its progress,
stops when asked, brings its error back as it was raised, and ends when its parent does. Unlike
`multiprocessing`, it does not run the main module of its parent again.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any

from pullquote.align.errors import CancelledError, EngineError, PullquoteError
from pullquote.align.progress import Monitor

GRACE = 4.0
"""Seconds that work has to stop by itself before its process is ended."""
_TICK = 0.05
_LENGTH = struct.Struct("<Q")


def run_apart(
    work: Callable[..., Any], *args: Any, monitor: Monitor, memory: int | None = None
) -> Any:
    """Run `work(*args, monitor)` in a process of its own; its reports reach `monitor` here.

    `work` is defined at the top of a module; its arguments, its result and its errors can be
    pickled. `memory` is the most that it may take, in bytes, where the system can enforce that.
    Raises what `work` raises, CancelledError when the monitor says so, and EngineError when the
    process dies.
    """
    with Worker(work, *args, memory=memory) as worker:

        def report() -> None:
            for stage, fraction in worker.take_reports():
                monitor.report(stage, fraction)

        return wait_for([worker], report, monitor)[0]


def wait_for(
    workers: Sequence[Worker], report: Callable[[], None], monitor: Monitor
) -> tuple[Any, ...]:
    """The results of all workers, in their order.

    `report` is called many times a second and raises CancelledError to stop them all. The first
    error of a worker is raised at once, without waiting for the others.
    """
    try:
        while True:
            done = [worker.check(monitor) for worker in workers]
            report()
            if all(done):
                break
            time.sleep(_TICK)
    except CancelledError:
        deadline = time.monotonic() + GRACE
        for worker in workers:
            worker.stop()
        for worker in workers:
            worker.wait(deadline - time.monotonic())
        raise
    return tuple(worker.result for worker in workers)


class Worker:
    """A process that runs one function and is gone when the context ends."""

    def __init__(self, work: Callable[..., Any], *args: Any, memory: int | None = None) -> None:
        self.fraction = 0.0
        """Of its stage, 0 to 1."""
        self.result: Any = None
        """The result of the function, once `check` has returned True."""
        self._name = work.__name__
        self._reports = [("starting", 0.0)]
        """Never empty: the newest report stays."""
        self._notes: deque[str] = deque()
        self._heard: deque[str] = deque()
        self._error: BaseException | None = None
        self._is_done = False
        self._words = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the context
        task = pickle.dumps((work, args, memory))
        # The worker uses the import path of its parent as it is now: modules in the working folder
        # are found only if they are here, too.
        start = (
            f"import sys; sys.path[:] = {sys.path!r}; "
            "from pullquote.align.workers import serve; serve()"
        )
        self._process = subprocess.Popen(
            [sys.executable, "-c", start],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._words,
        )
        self._listener = threading.Thread(target=self._listen, args=(task,), daemon=True)
        self._listener.start()

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._is_done and kind is None:
            self.wait(GRACE)
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._listener.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self._words.close()

    def check(self, monitor: Monitor) -> bool:
        """Pass notes and what was heard on to the monitor; True when the work is done.

        Raises the work's error.
        """
        while self._notes:
            monitor.note(self._notes.popleft())
        while self._heard:
            monitor.hear(self._heard.popleft())
        if self._error is not None:
            raise self._error
        if self._is_done:
            return True
        if not self._listener.is_alive() and self._error is None and not self._is_done:
            raise EngineError(self._last_words())
        return False

    def take_reports(self) -> list[tuple[str, float]]:
        """The last fraction of each stage since the last call; at least the newest report."""
        count = len(self._reports)
        taken = list(dict(self._reports[:count]).items())
        del self._reports[: count - 1]
        return taken

    def stop(self) -> None:
        """Ask the work to stop at its next report."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.write(b"s")
            self._process.stdin.flush()

    def wait(self, patience: float) -> None:
        """Wait until the process has ended, for at most `patience` seconds."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(max(0.0, patience))

    def _listen(self, task: bytes) -> None:
        source, sink = self._process.stdout, self._process.stdin
        assert source is not None
        assert sink is not None
        # Whatever goes wrong here means that the process is gone, or will be.
        with contextlib.suppress(Exception):
            sink.write(_LENGTH.pack(len(task)) + task)
            sink.flush()
            while True:
                match pickle.load(source):
                    case ("report", stage, fraction):
                        self.fraction = fraction
                        self._reports.append((stage, fraction))
                    case ("note", sentence):
                        self._notes.append(sentence)
                    case ("heard", text):
                        self._heard.append(text)
                    case ("raised", error):
                        self._error = error
                        return
                    case ("done", result):
                        self.result, self._is_done = result, True
                        return

    def _last_words(self) -> str:
        code = self._process.wait()
        self._words.seek(max(0, self._words.seek(0, os.SEEK_END) - 4096))
        said = self._words.read().decode("utf-8", "replace").split("\n")
        last = [line.strip() for line in said if line.strip()][-1:]
        how = f" (signal {-code})" if code < 0 else ""
        return (
            f"the process that does the work ({self._name}) ended without a result{how}; "
            + (f"it said: {last[0]}" if last else "the machine may be short of memory: ")
            + ("" if last else "close other programs and try again")
        )


def serve() -> None:
    """The worker's side: run the function that the parent sends, and end."""
    channel = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # Libraries may print: that must not mix with messages.
    stopped, sending = threading.Event(), threading.Lock()

    def send(*message: Any) -> None:
        data = pickle.dumps(message)
        with sending:
            channel.write(data)
            channel.flush()

    code = 1
    try:
        (size,) = _LENGTH.unpack(_read(_LENGTH.size))
        work, args, memory = pickle.loads(_read(size))
        threading.Thread(target=_hear, args=(stopped,), daemon=True).start()
        if memory is not None:
            _limit_memory(memory)
        monitor = Monitor(
            lambda stage, fraction: send("report", stage, fraction),
            stopped.is_set,
            lambda sentence: send("note", sentence),
            lambda text: send("heard", text),
        )
        send("done", work(*args, monitor))
        code = 0
    except BaseException as error:
        send("raised", _sendable(error))
    finally:
        sys.stderr.flush()
        # At once: the thread that listens to the parent would hold the interpreter up.
        os._exit(code)


def _sendable(error: BaseException) -> BaseException:
    """The error itself where it can be pickled, otherwise a sentence about it."""
    if isinstance(error, MemoryError):
        return EngineError("the work needs more memory than it is allowed; give a smaller file")
    with contextlib.suppress(Exception):
        if isinstance(error, PullquoteError) or pickle.loads(pickle.dumps(error)) is not None:
            return error
    return EngineError(f"{type(error).__name__}: {error}")


def _read(size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        piece = os.read(0, size - len(data))
        if not piece:
            os._exit(1)
        data += piece
    return bytes(data)


def _hear(stopped: threading.Event) -> None:
    while os.read(0, 1):
        stopped.set()
    # The parent is gone: nobody waits for the result.
    os._exit(1)


def _limit_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit.
        return
    # macOS knows the limit and does not keep it.
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
