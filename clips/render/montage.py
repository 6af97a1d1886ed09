"""One clip of several stretches of a recording that follow each other without a gap.

The sound leads: each stretch is cut to the sample and overlaps the one before it by a short
cross-fade, so that nothing clicks and the room is heard throughout. The picture follows on its
frame grid: each frame is the one that the recording shows at the moment that is heard, to half a
frame, and the error does not grow from stretch to stretch.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import ffmpeg
import numpy as np
import numpy.typing as npt

from pullquote.align.media.audio import MediaInfo, Stretch, VideoInfo
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.times import TimeSpan
from pullquote.clips.passages.cut import Cut
from pullquote.clips.render.seams import Seams, dipped, zoomed
from pullquote.clips.render.shapes import Shape, place
from pullquote.clips.render.sound import cut_sound, on_clock
from pullquote.clips.render.video import (
    Captions,
    VideoOptions,
    encode,
    frame_span,
    picture_of,
    shaped,
    write_video,
)


@dataclass(frozen=True, slots=True)
class Shot:
    """An unbroken stretch of the recording in a clip."""

    cut: Cut
    """The part of the recording that is heard."""
    start: float
    """The moment of the clip at which its sound begins, seconds."""
    overlap: float
    """Seconds for which the shot before it is still heard; 0 for the first."""
    held: TimeSpan
    """The part of the recording that it gives to the clip, seconds: half of an overlap is its own.
    Whole frames where there is a picture: it may be empty for a shot shorter than a frame."""


@dataclass(frozen=True, slots=True)
class Montage:
    """The stretches of a recording that make a clip, on its clock."""

    shots: tuple[Shot, ...]
    duration: float
    """Of the clip, seconds."""

    @property
    def held(self) -> TimeSpan:
        """From the beginning of the first shot to the end of the last, seconds of the recording."""
        return TimeSpan(self.shots[0].held.start, self.shots[-1].held.end)

    @property
    def pieces(self) -> tuple[TimeSpan, ...]:
        """The parts of the recording that follow each other; together they are as long as it."""
        return tuple(s.held for s in self.shots if s.held.duration > 0) or (self.held,)

    @property
    def middle(self) -> float:
        """The moment in the middle of the longest shot, seconds of the recording."""
        return max(self.shots, key=lambda shot: shot.held.duration).held.middle

    def heard_at(self, moment: float) -> float:
        """The moment of the recording that is heard at a moment of the clip, seconds."""
        shot = [shot for shot in self.shots if shot.start <= moment][-1:] or [self.shots[0]]
        return shot[0].cut.span.start + moment - shot[0].start

    @property
    def seams(self) -> tuple[float, ...]:
        """The moments of the clip at which one shot gives way to the next, seconds."""
        return tuple(shot.start + shot.overlap / 2 for shot in self.shots[1:])


def lay_out_shots(
    cuts: Sequence[Cut], overlaps: Sequence[float], video: VideoInfo | None
) -> Montage:
    """The shots of a clip.

    Parameters
    ----------
    cuts : at least one, in the order of the clip.
    overlaps : seconds for which each cut but the first overlaps the one before it.
    video : the picture that goes with the sound; None where only the sound counts.
    """
    whole = frame_span(video, cuts[0].span) if video is not None else cuts[0].span
    starts = [max(0.0, cuts[0].span.start - whole.start)]
    for before, overlap in zip(cuts, overlaps, strict=False):
        starts.append(starts[-1] + before.span.duration - overlap)
    end = starts[-1] + cuts[-1].span.duration
    if len(cuts) == 1:
        return Montage((Shot(cuts[0], starts[0], 0.0, whole),), whole.duration)
    if video is None:
        halves = [0.0, *(overlap / 2 for overlap in overlaps), 0.0]
        edges = zip(cuts, pairwise(halves), strict=True)
        shown = [
            TimeSpan(c.span.start + a, max(c.span.start + a, c.span.end - b)) for c, (a, b) in edges
        ]
    else:
        shown, end = _on_grid(cuts, starts, overlaps, whole.start, video)
    shots = zip(cuts, starts, (0.0, *overlaps), shown, strict=True)
    return Montage(tuple(Shot(*shot) for shot in shots), end)


def _on_grid(
    cuts: Sequence[Cut],
    starts: Sequence[float],
    overlaps: Sequence[float],
    first: float,
    video: VideoInfo,
) -> tuple[list[TimeSpan], float]:
    """The frames of each cut, as stretches of the recording, and the clip's duration."""
    rate = float(video.grid_rate)
    total = max(1, math.ceil((starts[-1] + cuts[-1].span.duration) * rate - 1e-3))
    turns = [0]
    for start, overlap in zip(starts[1:], overlaps, strict=True):
        turns.append(min(total, max(turns[-1], round((start + overlap / 2) * rate))))
    turns.append(total)
    shown = []
    for number, (cut, start) in enumerate(zip(cuts, starts, strict=True)):
        begin = first
        if number:
            heard = turns[number] / rate - start + cut.span.start
            begin = max(0.0, video.start + round((heard - video.start) * rate) / rate)
        shown.append(TimeSpan(begin, begin + (turns[number + 1] - turns[number]) / rate))
    return shown, total / rate


def montage_sound(path: Path, montage: Montage, *, monitor: Monitor = SILENT) -> Stretch:
    """The sound of the whole clip, at the recording's rate and channels.

    Around a single shot there is silence, up to the edges of its frames.
    """
    shots = montage.shots
    if len(shots) == 1:
        return on_clock(cut_sound(path, shots[0].cut, monitor=monitor), shots[0].held)
    parts = [_shot_sound(path, shots, number, monitor) for number in range(len(shots))]
    rate = parts[0].rate
    total = round(montage.duration * rate)
    mixed = np.zeros((total, parts[0].samples.shape[1]), np.int32)
    for shot, part in zip(shots, parts, strict=True):
        first = min(total, round(shot.start * rate))
        kept = part.samples[: total - first]
        mixed[first : first + len(kept)] += kept
    samples = np.clip(mixed, -32768, 32767).astype(np.int16)
    return Stretch(samples, rate, montage.held.start)


def _shot_sound(path: Path, shots: Sequence[Shot], number: int, monitor: Monitor) -> Stretch:
    """The sound of one shot, faded where it meets its neighbours."""
    shot = shots[number]
    fade_in = shot.cut.fade_in if number == 0 else 0.0
    fade_out = shot.cut.fade_out if number == len(shots) - 1 else 0.0
    cut = replace(shot.cut, fade_in=fade_in, fade_out=fade_out)
    sound = cut_sound(path, cut, monitor=monitor)
    samples = sound.samples
    _cross(samples, round(shot.overlap * sound.rate))
    if number + 1 < len(shots):
        _cross(samples[::-1], round(shots[number + 1].overlap * sound.rate))
    return sound


def _cross(samples: npt.NDArray[np.int16], count: int) -> None:
    """Let the first `count` samples grow, in place; two that cross keep the power of noise."""
    if count > 0:
        ramp = np.sin(0.5 * np.pi * (np.arange(count) + 0.5) / count)[: len(samples)]
        samples[:count] = np.round(samples[:count] * ramp[:, None]).astype(np.int16)


def montage_picture(
    info: MediaInfo,
    montage: Montage,
    shape: Shape,
    *,
    seam: str = "jump",
    numbers: Iterator[int],
) -> Any:
    """The stream of the clip's frames in its shape.

    `seam` is one of `seams.SEAMS`; `numbers` gives each stretch of one command a number of its own.
    """
    video = info.video
    assert video is not None
    layout = place(shape, video.width, video.height)
    shots = [shot for shot in montage.shots if shot.held.duration > 0]
    if len(montage.shots) == 1:
        return shaped(picture_of(info, video, shots[0].held, next(numbers)), shape, layout)
    pictures = []
    for number, shot in enumerate(shots):
        frames = round(shot.held.duration * float(video.grid_rate))
        picture = shaped(picture_of(info, video, shot.held, next(numbers)), shape, layout)
        if seam == "zoom" and number % 2:
            picture = zoomed(picture, layout.width, layout.height)
        picture = picture.filter("format", "yuv420p").filter("trim", end_frame=frames)
        pictures.append(picture.filter("setpts", "PTS-STARTPTS"))
    joined = pictures[0] if len(pictures) == 1 else ffmpeg.concat(*pictures, v=1, a=0)
    # The filter leaves a finer time base behind; what follows wants the grid again.
    rate = video.grid_rate
    joined = joined.filter("fps", fps=f"{rate.numerator}/{rate.denominator}")
    return dipped(joined, Seams(seam, montage.seams), float(rate))


def write_montage(
    media: MediaInfo,
    montage: Montage,
    sound: Path,
    path: Path,
    *,
    captions: Captions | None = None,
    options: VideoOptions | None = None,
    seam: str = "jump",
    monitor: Monitor = SILENT,
) -> None:
    """Write the clip's picture with the sound of a WAV file that is as long as it.

    Raises as `video.write_video`.
    """
    options = options or VideoOptions()
    if len(montage.shots) == 1:
        write_video(
            *(media, montage.held, sound, path),
            captions=captions,
            options=options,
            monitor=monitor,
        )
        return
    picture = montage_picture(media, montage, options.shape, seam=seam, numbers=count())
    encode(picture, sound, path, montage.duration, captions, options, monitor)
