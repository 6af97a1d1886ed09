"""Waiting for a recogniser at work: progress where it reports none, and cancelling at any time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, TimeoutError as FutureTimeoutError
from typing import TypeVar

from pullquote.align.progress import Monitor

_POLL = 0.1
"""Seconds between two looks at whether the user wants to stop."""

_Result = TypeVar("_Result")


class Course:
    """The progress of listening: exact between batches, within them guessed from the pace."""

    def __init__(self, total: float) -> None:
        self._total = total
        self._done = 0.0
        self._batch = 0.0
        self._begun = 0.0
        self._pace = 0.0
        """Seconds of speech heard in a second; 0 until that is known."""

    def begin_batch(self, seconds: float) -> Callable[[], float]:
        """Begin a batch with so much speech; returns a function for the fraction done by now."""
        self._batch, self._begun = seconds, time.monotonic()
        return self._fraction

    def end_batch(self) -> None:
        """The batch is done."""
        self._pace = self._batch / max(1e-3, time.monotonic() - self._begun)
        self._done += self._batch

    def _fraction(self) -> float:
        guess = min(0.95 * self._batch, self._pace * (time.monotonic() - self._begun))
        return (self._done + guess) / self._total


def wait_for(
    work: Callable[[], _Result], monitor: Monitor, stage: str, fraction: Callable[[], float]
) -> _Result:
    """The result of `work`; raises CancelledError as soon as the monitor does.

    A cancel leaves the work behind in a thread of its own, which ends with its batch. It is no
    daemon: a program that ends in the middle of CTranslate2's work crashes.
    """
    future: Future[_Result] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=run, name="whisper").start()
    while True:
        monitor.report(stage, fraction())
        try:
            return future.result(timeout=_POLL)
        except FutureTimeoutError:
            if future.done():
                raise
