"""Stages of the work in words for people, and the progress of the whole."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage's name for people and its usual place in the whole, 0 to 1."""

    label: str
    begin: float
    end: float


_ALIGNING = {
    "starting": Stage("Starting", 0.0, 0.0),
    "decode": Stage("Reading the sound", 0.0, 0.01),
    "decoding": Stage("Reading the sound", 0.01, 0.06),
    "finding speech": Stage("Finding speech", 0.06, 0.1),
    "probe": Stage("Finding the place", 0.06, 0.1),
    "import": Stage("Reading the times", 0.06, 0.1),
    "loading the speech model": Stage("Loading the speech model", 0.06, 0.1),
    "recognising speech": Stage("Listening", 0.1, 0.8),
    "listening again": Stage("Listening again", 0.78, 0.8),
    "align": Stage("Placing the words", 0.06, 1.0),
    "adding": Stage("Adding to the library", 0.0, 1.0),
}
# After Whisper has listened, placing the words is the rest; without it, nearly all.
_AFTER_LISTENING = Stage("Placing the words", 0.8, 1.0)
_LISTENING = "recognising speech"


class Course:
    """Progress of a piece of work as a whole, which never goes back."""

    def __init__(self) -> None:
        self.label = ""
        self.share = 0.0
        """Share of the whole, 0 to 1."""
        self._has_listened = False

    def advance(self, stage: str, fraction: float) -> None:
        """Take note of a stage's report."""
        self._has_listened |= stage == _LISTENING
        known = _ALIGNING.get(stage, Stage(_sentence(stage), 0.0, 1.0))
        if stage == "align" and self._has_listened:
            known = _AFTER_LISTENING
        self.label = known.label
        self.share = max(self.share, known.begin + (known.end - known.begin) * fraction)


def _sentence(stage: str) -> str:
    return stage[:1].upper() + stage[1:]
