"""Passages become files: clips with captions, their subtitles, and a manifest of what was made."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from align.alignment import Alignment
from align.errors import CancelledError, FormatError, OutputError, PullquoteError
from align.media import MediaInfo, Stretch, decode, probe
from align.progress import SILENT, Monitor
from align.timecode import TimeSpan
from clips.audio import AUDIO_FORMATS, write_audio, write_wav
from clips.audiogram import audiogram_size, write_audiogram
from clips.burn_in import profile_for, write_ass
from clips.captions import cue_words, lay_out_cues
from clips.cue import Cue
from clips.cut import REACH, Cut, CutOptions, choose_cut
from clips.loudness import HIGHEST, LOWEST, normalise
from clips.manifest import ClipResult, Manifest, format_manifest
from clips.naming import free_path, stem_from_words
from clips.passage import Passage
from clips.profiles import NETFLIX
from clips.shapes import place
from clips.sound import cut_sound, on_clock
from clips.subtitles import format_for, write_subtitles
from clips.video import VIDEO_KINDS, Captions, VideoOptions, frame_span, write_video

__all__ = [
    "CLIP_KINDS",
    "ClipResult",
    "ExportOptions",
    "Manifest",
    "export_clips",
    "find_cut",
    "format_manifest",
]

CLIP_KINDS = (*VIDEO_KINDS, *AUDIO_FORMATS)
"""Extensions of the clips that can be made."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What is made of every passage."""

    kind: str = "mp4"
    """Extension of the clips, one of CLIP_KINDS, where no file name says it."""
    captions: bool = True
    """Whether captions are drawn into the picture."""
    style: str = "plain"
    """Name of the captions' look, see `clips.styles`."""
    highlight: str | None = None
    """`none`, `word` or `karaoke` instead of the style's own."""
    sidecar: str | None = "srt"
    """Extension of the subtitle file beside each clip; None for no such file."""
    cut: CutOptions = field(default_factory=CutOptions)
    video: VideoOptions = field(default_factory=VideoOptions)
    force: bool = False
    """Whether existing files may be replaced."""
    workers: int | None = None
    """Clips made at the same time; None for as many as there are cores."""
    loudness: float | None = None
    """LUFS that every clip is brought to, such as -16; None keeps the level of the source."""
    names: tuple[str | None, ...] = ()
    """What the clips in a folder are called, without extension, in the order of the passages; None
    or nothing names them after their words."""

    def __post_init__(self) -> None:
        if self.kind not in CLIP_KINDS:
            raise FormatError(self.kind, CLIP_KINDS, "kind of clip")
        if self.loudness is not None and not LOWEST <= self.loudness <= HIGHEST:
            known = [f"{LOWEST:.0f} to {HIGHEST:.0f} LUFS"]
            raise FormatError(f"{self.loudness:g}", known, "loudness")


def export_clips(
    media: Path,
    alignment: Alignment,
    passages: Sequence[Passage],
    output: Path,
    options: ExportOptions | None = None,
    *,
    monitor: Monitor = SILENT,
) -> Manifest:
    """Make a clip of every passage.

    Parameters
    ----------
    output : a file (its extension says what is made) for a single passage, or a folder, which
        is made when missing; in a folder clips are named after their words.

    A clip that fails is in the manifest with its reason and does not stop the others. Raises
    MediaError for the recording, FormatError for an extension, OutputError when nothing can be
    written at all, CancelledError.
    """
    options = options or ExportOptions()
    info = probe(media)
    if options.sidecar is not None:
        format_for(f"x.{options.sidecar}")
    paths = _paths(alignment, passages, output, options)
    cores = os.cpu_count() or 1
    workers = max(1, min(options.workers or cores, len(passages) or 1))
    progress = _SharedProgress(monitor, len(passages))
    threads = options.video.threads or (max(1, cores // workers) if workers > 1 else 0)
    with ThreadPoolExecutor(workers) as pool:
        tasks = [
            pool.submit(
                _try_clip,
                _Job(info, alignment, passage, path, options, threads),
                progress.of(number),
            )
            for number, (passage, path) in enumerate(zip(passages, paths, strict=True))
        ]
        try:
            return Manifest(tuple(task.result() for task in tasks))
        except BaseException:
            progress.stop()
            for task in tasks:
                task.cancel()
            raise


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

        return Monitor(report, self._is_cancelled)

    def _is_cancelled(self) -> bool:
        asked = self._monitor.is_cancelled
        return self._stopped or (asked is not None and asked())


def _paths(
    alignment: Alignment, passages: Sequence[Passage], output: Path, options: ExportOptions
) -> list[Path]:
    kind = output.suffix.lstrip(".").lower()
    if len(passages) == 1 and kind and not output.is_dir():
        if kind not in CLIP_KINDS:
            raise FormatError(output.suffix, [f".{known}" for known in CLIP_KINDS], "extension")
        if output.exists() and not options.force:
            raise OutputError(output, "exists already; choose another name or use --force")
        _make_folder(output.parent)
        return [output]
    _make_folder(output)
    taken: set[str] = set()
    paths = []
    for number, passage in enumerate(passages, 1):
        name = options.names[number - 1] if number <= len(options.names) else None
        stem = stem_from_words(
            name or _spoken_text(alignment, passage),
            number=number if len(passages) > 1 and not name else None,
            count=len(passages),
        )
        path = output / f"{stem}.{options.kind}"
        if not options.force or stem.casefold() in taken:
            path = free_path(output, stem, _extensions(options), taken)
        taken.add(path.stem.casefold())
        paths.append(path)
    return paths


def _extensions(options: ExportOptions) -> tuple[str, ...]:
    """Of the clip and of what stands beside it under the same name."""
    return (options.kind,) if options.sidecar is None else (options.kind, options.sidecar)


def _spoken_text(alignment: Alignment, passage: Passage) -> str:
    """The passage without speaker labels and what else is not spoken; for names."""
    if passage.first is None or passage.last is None:
        return passage.text
    words = alignment.words[passage.first : passage.last + 1]
    return " ".join(word.token.text for word in words if word.span is not None)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(folder, f"is no folder and none can be made ({error.strerror})") from None


@dataclass(frozen=True, slots=True)
class _Job:
    info: MediaInfo
    alignment: Alignment
    passage: Passage
    path: Path
    options: ExportOptions
    threads: int


def _try_clip(job: _Job, monitor: Monitor) -> ClipResult:
    try:
        return _make_clip(job, monitor)
    except CancelledError:
        raise
    except PullquoteError as error:
        return ClipResult(job.passage, job.info.path, None, None, error=error)


def _make_clip(job: _Job, monitor: Monitor) -> ClipResult:
    monitor.report("cutting", 0.0)
    beside = _sidecar_path(job)
    cut = find_cut(job.info.path, job.alignment, job.passage, job.options.cut, monitor=monitor)
    kind = job.path.suffix.lstrip(".").lower()
    if kind in AUDIO_FORMATS:
        with _workplace() as folder:
            write_audio(_sound(job, cut, folder, monitor), job.path)
        monitor.report("encoding", 1.0)
        held, captions = cut.span, None
        cues = _cues(job, held, None)
    else:
        held, cues = _make_video(job, cut, monitor)
        captions = job.options.style if job.options.captions and cues else None
    sidecar = None
    if beside is not None and cues:
        sidecar = write_subtitles(cues, beside)
    return ClipResult(job.passage, job.info.path, job.path, held, captions, sidecar)


def find_cut(
    media: Path,
    alignment: Alignment,
    passage: Passage,
    options: CutOptions | None = None,
    *,
    monitor: Monitor = SILENT,
) -> Cut:
    """The cut for a passage, from the sound around it (see `clips.cut.choose_cut`)."""
    options = options or CutOptions()
    start = max(0.0, passage.span.start - options.lead_in - REACH)
    end = passage.span.end + options.lead_out + REACH
    audio = decode(media, start=start, end=end, monitor=monitor)
    return choose_cut(alignment, passage, audio, audio_start=start, options=options)


@contextmanager
def _workplace() -> Iterator[Path]:
    """A folder for intermediate files, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="pullquote-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _sound(job: _Job, cut: Cut, folder: Path, monitor: Monitor) -> Stretch:
    sound = cut_sound(job.info.path, cut, monitor=monitor)
    target = job.options.loudness
    return sound if target is None else normalise(sound, target, folder)


def _make_video(job: _Job, cut: Cut, monitor: Monitor) -> tuple[TimeSpan, tuple[Cue, ...]]:
    video, options = job.info.video, replace(job.options.video, threads=job.threads)
    held = cut.span if video is None else frame_span(video, cut.span)
    with _workplace() as folder:
        sound = _sound(job, cut, folder, monitor)
        if video is None:
            size = audiogram_size(options)
        else:
            placement = place(options.shape, video.width, video.height)
            size = (placement.width, placement.height)
        cues = _cues(job, held, size)
        captions = None
        if job.options.captions and cues:
            script = folder / "captions.ass"
            fonts = write_ass(
                cues,
                width=size[0],
                height=size[1],
                path=script,
                style=job.options.style,
                highlight=job.options.highlight,
            )
            captions = Captions(script, fonts)
        if video is None:
            write_audiogram(
                sound, job.path, folder, captions=captions, options=options, monitor=monitor
            )
        else:
            wav = write_wav(on_clock(sound, held), folder)
            write_video(
                job.info, held, wav, job.path, captions=captions, options=options, monitor=monitor
            )
    return held, cues


def _cues(job: _Job, held: TimeSpan, size: tuple[int, int] | None) -> tuple[Cue, ...]:
    """The passage's words as cues on the clip's clock, for a picture of this size."""
    passage = job.passage
    if passage.first is None or passage.last is None:
        return ()
    words = cue_words(job.alignment, passage.first, passage.last, clock_start=held.start)
    profile = NETFLIX if size is None else profile_for(job.options.style, *size)
    return lay_out_cues(words, profile, language=job.alignment.language, until=held.duration)


def _sidecar_path(job: _Job) -> Path | None:
    if job.options.sidecar is None:
        return None
    path = job.path.with_suffix(f".{job.options.sidecar}")
    if path.exists() and not job.options.force:
        raise OutputError(path, "exists already; choose another name or use --force")
    return path
