"""What became of every passage that was to be a clip, and its JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
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
    undrawn: tuple[str, ...] = ()
    """Characters of the captions that no font here can draw: boxes in the picture."""

    @property
    def reason(self) -> str | None:
        """Why it was not made, or what its captions lack, in a sentence; None when all is well."""
        if self.error is not None:
            return str(self.error)
        return undrawn_sentence(self.undrawn) if self.undrawn else None

    @property
    def made(self) -> bool:
        """Whether the clip is there."""
        return self.path is not None


def undrawn_sentence(characters: Sequence[str]) -> str:
    """What to tell somebody whose captions have characters that no font here can draw."""
    some = " ".join(characters[:8]) + (" …" if len(characters) > 8 else "")
    return (
        f"no font on this machine can draw {some}, which became boxes in the captions; "
        "install a font for that script, such as one of the Noto family"
    )


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
