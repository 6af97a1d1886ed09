"""Passages become files: clips with captions, their subtitles, and a manifest of what was made."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pullquote.align.errors import CancelledError, PullquoteError
from pullquote.align.files import PathLike
from pullquote.align.media.audio import MediaInfo, probe
from pullquote.align.model.alignment import Alignment
from pullquote.align.progress import SILENT, Monitor
from pullquote.clips.export.cutting import find_cut
from pullquote.clips.export.manifest import ClipResult, Manifest, format_manifest
from pullquote.clips.export.one_clip import ClipJob, make_clip
from pullquote.clips.export.options import CLIP_KINDS, ExportOptions
from pullquote.clips.export.places import clip_places
from pullquote.clips.passages.passage import Passage
from pullquote.clips.subtitles.files import format_for

__all__ = [
    "CLIP_KINDS",
    "ClipResult",
    "ExportOptions",
    "Manifest",
    "export_clips",
    "find_cut",
    "format_manifest",
]


def export_clips(
    media: PathLike | MediaInfo,
    alignment: Alignment,
    passages: Sequence[Passage],
    output: PathLike,
    options: ExportOptions | None = None,
    *,
    looks: Sequence[ExportOptions] = (),
    monitor: Monitor = SILENT,
) -> Manifest:
    """Make a clip of every passage.

    Parameters
    ----------
    media : the recording, or the result of `probe`, so that it is not probed again.
    output : a file for a single passage (its extension decides the kind), or a folder, which is
        made when missing; in a folder clips are named after their words.
    looks : the options of each clip, where they are not alike; files are still of the kinds that
        `options` name.

    A clip that fails is in the manifest with its reason and does not stop the others. Raises
    MediaError for the recording, FormatError for an unknown extension, OutputError when nothing can
    be written at all, and CancelledError.
    """
    options = options or ExportOptions()
    info = media if isinstance(media, MediaInfo) else probe(media)
    if options.sidecar is not None:
        format_for(f"x.{options.sidecar}")
    places = clip_places(info.path, alignment, passages, Path(output), options)
    cores = os.cpu_count() or 1
    workers = max(1, min(options.workers or cores, len(passages) or 1))
    progress = _SharedProgress(monitor, len(passages))
    threads = options.video.quality.threads or (max(1, cores // workers) if workers > 1 else 0)
    with ThreadPoolExecutor(workers) as pool:
        tasks = [
            pool.submit(
                _try_clip,
                ClipJob(info, alignment, passage, place, look, threads),
                progress.of(number),
            )
            for number, (passage, place, look) in enumerate(
                zip(passages, places, looks or [options] * len(passages), strict=True)
            )
        ]
        try:
            return Manifest(tuple(task.result() for task in tasks))
        except BaseException:
            progress.stop()
            for task in tasks:
                task.cancel()
            raise


def _try_clip(job: ClipJob, monitor: Monitor) -> ClipResult:
    try:
        return make_clip(job, monitor)
    except CancelledError:
        raise
    except PullquoteError as error:
        return ClipResult(job.passage, job.info.path, None, error=error)


class _SharedProgress:
    """One monitor for clips that are made at the same time."""

    def __init__(self, monitor: Monitor, count: int) -> None:
        self._monitor = monitor
        self._done = [0.0] * count
        self._lock = threading.Lock()
        self._stopped = False

    def stop(self) -> None:
        """Ends every clip at its next report."""
        self._stopped = True

    def of(self, number: int) -> Monitor:
        """The monitor of one clip; its stages share its part of the whole."""

        def report(stage: str, fraction: float) -> None:
            with self._lock:
                # Cutting takes a moment, encoding the rest.
                if stage == "encoding":
                    self._done[number] = max(self._done[number], fraction)
                self._monitor.report("exporting", sum(self._done) / len(self._done))

        return Monitor(report, self._is_cancelled, self._monitor.note)

    def _is_cancelled(self) -> bool:
        asked = self._monitor.is_cancelled
        return self._stopped or (asked is not None and asked())
