"""What became of every passage that was to be a clip, and its JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from align.errors import PullquoteError
from align.timecode import TimeSpan
from clips.passage import Passage


@dataclass(frozen=True, slots=True)
class ClipResult:
    """What became of one passage."""

    passage: Passage
    source: Path
    path: Path | None
    """The clip; None when it was not made."""
    source_range: TimeSpan | None
    """What of the recording the file really holds, seconds; None when it was not made."""
    captions: str | None = None
    """Name of the look of the captions in the picture; None when there are none."""
    sidecar: Path | None = None
    """The subtitle file beside it."""
    error: PullquoteError | None = None
    """Why it was not made."""

    @property
    def reason(self) -> str | None:
        """Why it was not made, in a sentence."""
        return None if self.error is None else str(self.error)

    @property
    def made(self) -> bool:
        """Whether the clip is there."""
        return self.path is not None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What became of every passage, in the order they were asked for."""

    clips: tuple[ClipResult, ...]

    @property
    def failed(self) -> tuple[ClipResult, ...]:
        """Those that were not made."""
        return tuple(clip for clip in self.clips if not clip.made)


def format_manifest(manifest: Manifest) -> str:
    """The manifest as JSON; times in seconds of the recording."""
    return json.dumps(
        {"clips": [_clip_json(clip) for clip in manifest.clips]}, ensure_ascii=False, indent=1
    )


def _clip_json(clip: ClipResult) -> dict[str, object]:
    passage, held = clip.passage, clip.source_range
    return {
        "path": None if clip.path is None else str(clip.path),
        "source": str(clip.source),
        "source_range": held and {"start": round(held.start, 6), "end": round(held.end, 6)},
        "words": None if passage.first is None else [passage.first, passage.last],
        "text": passage.text,
        "captions": clip.captions,
        "sidecar": None if clip.sidecar is None else str(clip.sidecar),
        "status": "made" if clip.made else "failed",
        "reason": clip.reason,
    }
