"""The page's clips become files: one to download, or a zip with the manifest."""

from __future__ import annotations

import json
import secrets
import shutil
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Literal

from pullquote.align.errors import InputError, OutputError, PullquoteError
from pullquote.align.files import give_name
from pullquote.align.media.audio import probe
from pullquote.align.model.alignment import Alignment
from pullquote.align.progress import Monitor
from pullquote.align.times import format_time
from pullquote.clips.export.batch import ExportOptions, Manifest, export_clips, format_manifest
from pullquote.clips.export.supercut import join_clips
from pullquote.clips.passages.passage import Passage
from pullquote.clips.passages.striking import strike
from pullquote.clips.render.audio import AUDIO_FORMATS
from pullquote.clips.render.codecs import SILENT_KINDS
from pullquote.ui.web.actions.aligning import chosen_words
from pullquote.ui.web.actions.clips.clipping import chosen_span
from pullquote.ui.web.actions.clips.covers import cover_of
from pullquote.ui.web.actions.clips.looks import describe_look, export_options
from pullquote.ui.web.schemas.bodies import ExportBody, Item
from pullquote.ui.web.schemas.work import MadeResult, Started
from pullquote.ui.web.state.jobs import Jobs
from pullquote.ui.web.state.made import add_made
from pullquote.ui.web.state.workspace import Workspace

MOST = 100
"""Clips in one export."""


def start_export(jobs: Jobs, workspace: Workspace, id: str, body: ExportBody) -> Started:  # noqa: A002
    """Make a clip of every item from the page, with the cut shown there.

    The job's result is a `MadeResult`.
    """
    alignment = workspace.alignment(id)
    items = body.items
    if not items:
        raise InputError("there is nothing to export; choose some words first")
    if len(items) > MOST:
        raise InputError(f"{len(items)} clips are too many at once; export at most {MOST}")
    passages = [passage_of(item, alignment) for item in items]
    title = Path(workspace.get(id).title).stem
    cover = cover_of(workspace, id) if body.cover else None
    options = export_options(workspace, body, title, cover)
    looks = [export_options(workspace, _look_of(item, body), title, cover) for item in items]

    def work(monitor: Monitor) -> MadeResult:
        made = make(workspace, id, passages, options, monitor, looks=looks, joined=body.joined)
        add_made(workspace, id, made)
        return made

    return Started(job=jobs.start("export", workspace.owner, id, work).snapshot())


def _look_of(item: Item, body: ExportBody) -> ExportBody:
    """The look of one clip: its own shape and captions where it has some."""
    own = {"shape": item.shape, "style": item.style}
    return body.model_copy(update={name: chosen for name, chosen in own.items() if chosen})


def passage_of(item: Item, alignment: Alignment) -> Passage:
    """The words or the stretch that an item names, cut where the page showed the cut."""
    span = chosen_span(item, alignment.duration)
    if item.first is None:
        return Passage(None, None, "", span, exact=True)
    first, last = chosen_words(item, alignment)
    whole = Passage(first, last, alignment.transcript.quote(first, last), span, exact=True)
    if not item.struck:
        return whole
    # The page showed the cut without the words that are struck at the ends.
    return replace(strike(alignment, whole, item.struck), span=span)


def make(
    workspace: Workspace,
    id: str,  # noqa: A002
    passages: Sequence[Passage],
    options: ExportOptions,
    monitor: Monitor,
    *,
    looks: Sequence[ExportOptions] = (),
    joined: bool = False,
) -> MadeResult:
    """Make the clips in a folder of their own, and put the file to download beside it.

    `looks` are the options of each clip; joined clips have one look, which is `options`.
    """
    recording = workspace.get(id)
    exports = workspace.folder / id / "exports"
    folder = exports / secrets.token_hex(6)
    try:
        media, alignment = Path(recording.media), workspace.alignment(id)
        if joined:
            make_room(folder)
            target = folder / f"{Path(recording.title).stem} joined.{options.kind}"
            manifest = join_clips(media, alignment, passages, target, options, monitor=monitor)
        else:
            manifest = export_clips(
                *(media, alignment, passages, folder, options), looks=looks, monitor=monitor
            )
        made = [clip for clip in manifest.clips if clip.path is not None]
        if not made:
            raise PullquoteError(manifest.clips[0].reason or "no clip was made")
        problems = [f"“{clip.passage.text[:60]}”: {clip.reason}" for clip in manifest.failed]
        doubts = [(clip.text, clip.quotation and clip.quotation.doubt) for clip in made]
        problems += [f"“{text[:60]}”: {doubt}" for text, doubt in doubts if doubt]
        problems += [f"“{clip.text[:60]}”: {said}" for clip in made for said in clip.warnings]
        if len(passages) > 1 and not joined:
            name = _pack(folder, exports, recording.title, manifest)
            note = f"{len(made)} clips, {size_of(exports / name)}"
            return MadeResult(
                name=name,
                note=note,
                problems=tuple(problems),
                extras=(),
                kind="zip",
                look=_describe_looks(looks or [options]),
            )
        clip = made[0]
        assert clip.path is not None  # as it was made
        name = take(clip.path, exports, None)
        beside = [file for file in (clip.sidecar, clip.poster) if file is not None]
        extras = tuple(take(file, exports, Path(name).stem) for file in beside)
        # A file without sound cannot be probed.
        is_silent = options.kind in SILENT_KINDS
        length = "" if is_silent else f"{format_time(probe(exports / name).duration, decimals=1)}, "
        note = length + size_of(exports / name)
        return MadeResult(
            name=name,
            note=note,
            problems=tuple(problems),
            extras=extras,
            kind=_kind_of(options.kind),
            look=f"Joined · {describe_look(options)}" if joined else _describe_looks(looks),
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _describe_looks(looks: Sequence[ExportOptions]) -> str:
    described = dict.fromkeys(map(describe_look, looks))
    return next(iter(described)) if len(described) == 1 else "Several looks"


def _kind_of(suffix: str) -> Literal["video", "audio", "picture"]:
    if suffix in AUDIO_FORMATS:
        return "audio"
    return "picture" if suffix in SILENT_KINDS else "video"


def _pack(folder: Path, exports: Path, title: str, manifest: Manifest) -> str:
    """A zip of the clips and the manifest, in which paths are names inside the zip."""
    document = json.loads(format_manifest(manifest))
    for clip in document["clips"]:
        for key in ("path", "source", "sidecar", "poster"):
            if clip[key] is not None:
                clip[key] = title if key == "source" else Path(clip[key]).name
    packed = folder / "clips.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for file in sorted(folder.iterdir()):
            if file != packed:
                archive.write(file, file.name)
        archive.writestr("manifest.json", json.dumps(document, ensure_ascii=False, indent=1))
    return take(packed, exports, f"{Path(title).stem} clips")


def take(file: Path, exports: Path, stem: str | None) -> str:
    """Move a finished file to where downloads are; answers its name there."""
    stem = stem or file.stem
    name = f"{stem}{file.suffix}"
    for number in count(2):
        with suppress(FileExistsError):
            give_name(file, exports / name, replace=False)
            return name
        name = f"{stem} {number}{file.suffix}"
    raise AssertionError


def make_room(folder: Path) -> None:
    """Make this folder if it is missing. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(folder, f"cannot be made ({error.strerror or error})") from None


def size_of(file: Path) -> str:
    """A file's size for people."""
    size = file.stat().st_size
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"
