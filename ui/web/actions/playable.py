"""A copy of a recording that any browser plays, for recordings that it cannot play itself.

The clips are always cut from the recording; the copy is only looked at and listened to.
"""

from __future__ import annotations

from pathlib import Path

from pullquote.align.media.audio import probe
from pullquote.align.media.container import FORMATS, PROTOCOLS
from pullquote.align.media.ffmpeg import write_with_ffmpeg
from pullquote.align.progress import Monitor
from pullquote.ui.web.schemas.bodies import Nothing
from pullquote.ui.web.schemas.plain import Done
from pullquote.ui.web.schemas.work import Started
from pullquote.ui.web.state.jobs import Jobs
from pullquote.ui.web.state.workspace import Workspace

HEIGHT = 360
"""Pixels; enough to see who speaks, and quick to make and to seek in."""
# A key frame each second of 25 frames: a browser starts at the nearest one.
_PICTURE = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "28", "-g", "25", "-pix_fmt"]


def copy_of(workspace: Workspace, id: str) -> Path:  # noqa: A002
    """The path of the copy, made or not."""
    return workspace.folder / id / "playable.mp4"


def start_copy(jobs: Jobs, workspace: Workspace, id: str, body: Nothing) -> Started:  # noqa: A002
    """Make the copy; `job` is None when it exists already."""
    recording = workspace.get(id)
    target = copy_of(workspace, id)
    if target.exists():
        return Started(job=None)

    def work(monitor: Monitor) -> Done:
        make_copy(Path(recording.media), target, monitor)
        return Done()

    return Started(job=jobs.start("look", workspace.owner, id, work).snapshot())


def make_copy(media: Path, target: Path, monitor: Monitor) -> None:
    """Write a small MP4 of the recording on the same clock. Raises MediaError, ProgramError,
    OutputError, CancelledError."""
    info = probe(media)
    picture = ["-map", "0:v:0", "-vf", f"scale=-2:'min({HEIGHT},ih)'", *_PICTURE, "yuv420p"]
    arguments = [
        "-format_whitelist",
        FORMATS,
        "-protocol_whitelist",
        PROTOCOLS,
        "-i",
        f"file:{media.resolve()}",
        *(picture if info.video else ["-vn"]),
        "-map",
        "0:a:0",
        "-c:a",
        "aac",
        "-b:a",
        "96k",
        "-ac",
        "2",
        "-output_ts_offset",
        f"{info.start_time:.6f}",
        "-movflags",
        "+faststart",
        "-f",
        "mp4",
    ]
    write_with_ffmpeg(arguments, target, duration=info.duration, monitor=monitor)
