"""Options of an export: the kind of file, its look and its sound."""

from __future__ import annotations

from dataclasses import dataclass, field

from pullquote.align.errors import FormatError
from pullquote.clips.captions.borrowed_times import Absent
from pullquote.clips.export.outputs import Given
from pullquote.clips.passages.cut import CutOptions
from pullquote.clips.render.audio import AUDIO_FORMATS
from pullquote.clips.render.codecs import VIDEO_KINDS
from pullquote.clips.render.loudness import HIGHEST, LOWEST
from pullquote.clips.render.seams import check_seam
from pullquote.clips.render.video import VideoOptions
from pullquote.clips.typeset.still import still_kind

CLIP_KINDS = (*VIDEO_KINDS, *AUDIO_FORMATS)
"""Extensions of the clips that can be made."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """Options for the clips of all passages."""

    kind: str = "mp4"
    """Extension of the clips, one of CLIP_KINDS, where the output is a folder."""
    captions: bool = True
    """True to draw captions into the picture."""
    alone: bool = False
    """True to make the captions alone on a transparent ground, without sound, in one of
    `overlay.OVERLAY_KINDS`."""
    style: str = "plain"
    """Name of the captions' look, see `typeset.styles`."""
    absent: Absent = Absent.KEEP
    """The treatment of words of the passage that were not found in the recording."""
    seam: str = "jump"
    """The look of the picture where words are cut out, one of `seams.SEAMS`."""
    mark_cuts: bool = False
    """True to show […] in the captions where words other than fillers are cut out."""
    highlight: str | None = None
    """`none`, `word` or `karaoke` instead of the style's own."""
    sidecar: str | None = "srt"
    """Extension of the subtitle file beside each clip; None for no such file."""
    poster: str | None = None
    """Extension of a still picture of each clip beside it, one of `still.STILL_KINDS`; None
    for no such file."""
    cut: CutOptions = field(default_factory=CutOptions)
    video: VideoOptions = field(default_factory=VideoOptions)
    force: bool = False
    """True to replace existing files."""
    inputs: tuple[Given, ...] = ()
    """Files that are never replaced because the clips are made from them, such as the transcript.
    The recording and the cover need not be named."""
    workers: int | None = None
    """Clips made at the same time; None for as many as there are cores."""
    loudness: float | None = None
    """Loudness of every clip in LUFS, such as -16; None keeps the level of the source."""
    names: tuple[str | None, ...] = ()
    """Names of the clips in a folder, without extension, in the order of the passages; a clip whose
    name is None or missing is named after its words."""

    def __post_init__(self) -> None:
        if self.kind not in CLIP_KINDS:
            raise FormatError(self.kind, CLIP_KINDS, "kind of clip")
        check_seam(self.seam)
        if self.alone and (self.poster is not None or not self.captions):
            raise ValueError("captions alone have no poster, and must be drawn")
        if self.poster is not None:
            still_kind(f"x.{self.poster}")
        if self.loudness is not None and not LOWEST <= self.loudness <= HIGHEST:
            known = [f"{LOWEST:.0f} to {HIGHEST:.0f} LUFS"]
            raise FormatError(f"{self.loudness:g}", known, "loudness")
