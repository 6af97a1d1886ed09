"""The word labels that come with the shared real speech."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.recordings.truth import Kind, TruthToken

BY_HAND = ("acoustic_corpus", "alice_brennan", "praatio_misc")
FOLDERS = (
    *BY_HAND,
    "fsdd_digit_strings",
    "mfa_test_data",
    "pocketsphinx_librivox",
    "grid_video",
)
_MEDIA = (".flac", ".mpg", ".wav")


def read_labels(path: Path) -> list[TruthToken]:
    """The words of a label file with their times."""
    return [
        TruthToken(entry["word"], Kind.SPOKEN, entry["start"], entry["end"])
        for entry in json.loads(path.read_text(encoding="utf-8"))
    ]


def find_media(labels: Path) -> Path:
    """The clip that a label file belongs to."""
    stem = labels.name.removesuffix(".words.json")
    paths = [labels.with_name(stem + extension) for extension in _MEDIA]
    return next(path for path in paths if path.exists())
