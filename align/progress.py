"""Progress and cancelling: a long step reports its progress and learns when to stop.

stopped = threading.Event()  # set() by whoever wants to stop, from any thread
monitor = Monitor(
    on_progress=lambda stage, done: print(f"{stage}: {done:.0%}"),
    is_cancelled=stopped.is_set,
)
try:
    alignment = align_recording("talk.mp4", transcript, monitor=monitor)
except CancelledError:
    print("stopped; nothing was written")
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pullquote.align.errors import CancelledError


@dataclass(frozen=True, slots=True)
class Monitor:
    """The link between a long step and the program that called it.

    The step calls `report` as it goes on, in the caller's thread or in one of its own, and that
    raises CancelledError once `is_cancelled` returns True. Unfinished files are removed.
    """

    on_progress: Callable[[str, float], None] | None = None
    """Called with the stage's name and the fraction of the stage done, 0 to 1."""
    is_cancelled: Callable[[], bool] | None = None
    """Asked often; True ends the work at the next report."""
    on_note: Callable[[str], None] | None = None
    """Called with a sentence for the user that is not an error, such as the choice of engine."""

    on_heard: Callable[[str], None] | None = None
    """Called with what a recogniser just heard, as it goes on: the text that follows the last."""

    def hear(self, text: str) -> None:
        """Pass on what was just heard."""
        if self.on_heard is not None and text:
            self.on_heard(text)

    def note(self, sentence: str) -> None:
        """Tell the user something in one sentence."""
        if self.on_note is not None:
            self.on_note(sentence)

    def report(self, stage: str, fraction: float) -> None:
        """Say that `fraction` of `stage` is done. Raises CancelledError when asked to stop."""
        if self.is_cancelled is not None and self.is_cancelled():
            raise CancelledError(stage)
        if self.on_progress is not None:
            self.on_progress(stage, min(1.0, max(0.0, fraction)))


SILENT = Monitor()
