"""Hits of a search in the library become clips, or one film across all their recordings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from pullquote.align.errors import CancelledError, InputError, PullquoteError
from pullquote.align.files import PathLike
from pullquote.align.library.querying.hits import LibraryHit
from pullquote.align.library.store.library import Library
from pullquote.align.media.audio import MediaInfo, probe
from pullquote.align.model.alignment import Alignment
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.times import TimeSpan, format_time
from pullquote.clips.export.batch import export_clips
from pullquote.clips.export.compilation import Selection, join_selections
from pullquote.clips.export.manifest import ClipResult, Manifest
from pullquote.clips.export.options import ExportOptions
from pullquote.clips.passages.passage import Passage, passage_by_words

OptionsFor = Callable[[MediaInfo], ExportOptions]
"""Gives the options for the clips of a recording."""


def export_hits(
    library: Library,
    hits: Sequence[LibraryHit],
    folder: PathLike,
    options_for: OptionsFor | None = None,
    *,
    monitor: Monitor = SILENT,
) -> Manifest:
    """Make a clip of every hit in a folder, named after its recording, time and words.

    A hit that cannot be cut, because its recording is gone or nobody says it there, is in the
    manifest with its reason and does not stop the others. Raises OutputError when the folder
    cannot be made, CancelledError.
    """
    results: dict[int, ClipResult] = {}
    numbered = [*enumerate(hits)]
    numbered.sort(key=lambda pair: pair[1].entry.id)
    for _, group in groupby(numbered, key=lambda pair: pair[1].entry.id):
        results |= _export_recording(library, [*group], Path(folder), options_for, monitor)
    return Manifest(tuple(results[number] for number in range(len(hits))))


def join_hits(
    library: Library,
    hits: Sequence[LibraryHit],
    output: PathLike,
    options_for: OptionsFor | None = None,
    *,
    monitor: Monitor = SILENT,
) -> Manifest:
    """Make one file of all hits, in their order; its extension says what kind of file it is.

    Hits that cannot be cut are in the manifest with their reason. Raises what the first hit raises
    when none can be cut, InputError without a hit, and what `join_clips` raises.
    """
    selections: list[Selection] = []
    failed: list[ClipResult] = []
    for _, group in groupby(hits, key=lambda hit: hit.entry.id):
        found = [*group]
        try:
            info, alignment = open_hit(library, found[0])
        except PullquoteError as error:
            failed += [_failed(hit, error) for hit in found]
            continue
        passages = [_passage(alignment, hit) for hit in found]
        failed += [passage for passage in passages if isinstance(passage, ClipResult)]
        cut = tuple(passage for passage in passages if isinstance(passage, Passage))
        if cut:
            options = options_for(info) if options_for is not None else ExportOptions()
            selections.append(Selection(info, alignment, cut, options))
    if not selections:
        raise next((f.error for f in failed if f.error), InputError("there is no hit to cut"))
    joined = join_selections(selections, Path(output), monitor=monitor)
    return Manifest((*joined.clips, *failed))


def _export_recording(
    library: Library,
    hits: Sequence[tuple[int, LibraryHit]],
    folder: Path,
    options_for: OptionsFor | None,
    monitor: Monitor,
) -> dict[int, ClipResult]:
    """The results of one recording's hits, by their numbers."""
    try:
        info, alignment = open_hit(library, hits[0][1])
    except CancelledError:
        raise
    except PullquoteError as error:
        return {number: _failed(hit, error) for number, hit in hits}
    options = options_for(info) if options_for is not None else _plain_options(info)
    results: dict[int, ClipResult] = {}
    cut: list[tuple[int, Passage]] = []
    for number, hit in hits:
        passage = _passage(alignment, hit)
        if isinstance(passage, ClipResult):
            results[number] = passage
        else:
            cut.append((number, passage))
    if cut:
        passages = [passage for _, passage in cut]
        names = tuple(f"{hits[0][1].entry.title} {_time(p)} {p.text}" for p in passages)
        manifest = export_clips(
            info, alignment, passages, folder, replace(options, names=names), monitor=monitor
        )
        results |= {number: clip for (number, _), clip in zip(cut, manifest.clips, strict=True)}
    return results


def _plain_options(info: MediaInfo) -> ExportOptions:
    return ExportOptions(kind="mp3" if info.video is None else "mp4")


def open_hit(library: Library, hit: LibraryHit) -> tuple[MediaInfo, Alignment]:
    """The hit's recording and its alignment. Raises MediaError, and InputError for another file."""
    info = probe(hit.entry.path)
    if info.fingerprint != hit.entry.fingerprint:
        raise InputError(
            f"{hit.entry.path} is not the recording any more that was added; add it again"
        )
    return info, library.alignment(hit.entry.id)


def _passage(alignment: Alignment, hit: LibraryHit) -> Passage | ClipResult:
    try:
        return passage_by_words(alignment, hit.first, hit.last)
    except PullquoteError as error:
        return _failed(hit, error)


def _failed(hit: LibraryHit, error: PullquoteError) -> ClipResult:
    passage = Passage(hit.first, hit.last, hit.text, hit.span or TimeSpan(0.0, 0.0))
    return ClipResult(passage, hit.entry.path, None, error=error)


def _time(passage: Passage) -> str:
    return format_time(passage.span.start, decimals=0).replace(":", ".")
