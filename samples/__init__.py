"""A short interview to try Pullquote on; `make_sample.py` beside this file made it.

Both voices are synthetic and the text is ours, so the time of every word is known exactly.
"""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent

SAMPLE_VIDEO = _HERE / "interview.mp4"
"""The interview as video: H.264 and AAC."""
SAMPLE_AUDIO = _HERE / "interview.mp3"
"""Its sound alone, on the same clock."""
SAMPLE_TRANSCRIPT = _HERE / "interview.txt"
"""The transcript as its owner wrote it down: with a header, speaker labels and a few mistakes."""
SAMPLE_TRUTH = _HERE / "interview.words.json"
"""JSON with `words`: index, text, start and end in seconds (null where nothing is spoken) of every
token of the transcript; `unscripted`: speech that is not written; `duration`."""

__all__ = ["SAMPLE_AUDIO", "SAMPLE_TRANSCRIPT", "SAMPLE_TRUTH", "SAMPLE_VIDEO"]
