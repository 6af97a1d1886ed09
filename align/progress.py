"""How long work tells how far it is, and learns that it should stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pullquote.align.errors import CancelledError


@dataclass(frozen=True, slots=True)
class Monitor:
    """What a long step calls: `report` as it goes on, which raises CancelledError on request."""

    on_progress: Callable[[str, float], None] | None = None
    """Called with the stage's name and the fraction of the stage done, 0 to 1."""
    is_cancelled: Callable[[], bool] | None = None
    """Asked often; True ends the work at the next report."""

    on_note: Callable[[str], None] | None = None
    """Called with a sentence for the user that is no error, such as which engine was chosen."""

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
