"""`pullquote clip`: clips that start and end on the chosen words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pullquote.align.errors import FormatError, InputError
from pullquote.clips.export.outputs import Given, check_output, make_folder
from pullquote.ui.cli.options import shared
from pullquote.ui.cli.options.clip import (
    asking_options,
    export_options,
    look_options,
    requests_from,
    shown_speaker,
)
from pullquote.ui.cli.options.cut import cut_passages, cutting_options, seam
from pullquote.ui.cli.options.timeline import (
    check_frame_rate,
    check_timelines,
    is_default,
    timeline_options,
    write_timelines,
)
from pullquote.ui.cli.output import clip_line, complain, names_folder
from pullquote.ui.cli.terminal import echo_json, show_progress

if TYPE_CHECKING:
    from pullquote.align.media.audio import MediaInfo
    from pullquote.align.progress import Monitor
    from pullquote.clips.export.manifest import Manifest
    from pullquote.clips.export.options import ExportOptions
    from pullquote.clips.passages.requests import Request
    from pullquote.clips.passages.resolve import Resolved, ResolvedRequests


@click.command("clip")
@click.argument("media", type=shared.FILE)
@click.argument("text", metavar="ALIGNMENT.json|TRANSCRIPT|-")
@asking_options
@click.option(
    "-o",
    "--output",
    type=shared.OUTPUT,
    default=".",
    metavar="FILE|FOLDER/",
    help="A file, whose extension decides the kind of clip, or a folder, in which clips are named "
    "after their words. A name without an extension means a folder, which is made.  "
    "[default: here]",
)
@cutting_options
@seam
@timeline_options
@look_options
@shown_speaker
@shared.engine_options
@shared.force
@shared.as_json
def command(media: Path, text: str, output: str, **choices: Any) -> None:
    """Cut clips from MEDIA that start and end on the words you choose.

    Give the ALIGNMENT.json that `pullquote align` made, or the TRANSCRIPT alone: then only the
    neighbourhood of the words is aligned, however long the recording is (the options from --engine
    to --no-cache are for this). A sound recording becomes a captioned video when the file has the
    extension of a video. Existing files are replaced only with --force. With several requests, one
    that fails does not stop the others.

    --cut and --cut-fillers take words out of the passages: the clip is joined over them. A cut
    lies in the quiet between words; where there is none, a line says so, and
    another when a “not” is cut out.

    With --timeline an editing program gets the passages as stretches of MEDIA itself; clips are
    then cut only where -o is given.
    """
    from pullquote.align.media.audio import probe
    from pullquote.clips.export.manifest import Manifest, format_manifest
    from pullquote.clips.export.places import check_beside, one_place

    check_frame_rate(choices)
    asked = requests_from(choices)
    inputs = shared.given_files(
        recording=media,
        transcript=text,
        list_of_quotes=choices["quotes_file"],
        cover_picture=choices["cover"],
        style=choices["style"],
        result_of_a_recogniser=choices["engine"],
    )
    timelines = check_timelines(choices, inputs)
    target = None if timelines and is_default("output") else _target(output, asked, choices, inputs)
    info = probe(media)
    if choices["frame_rate"] is not None and info.video is not None:
        raise InputError(
            f"{media} has {float(info.video.grid_rate):.5g} frames a second of its own, in which "
            "its timeline is counted; leave --frame-rate out"
        )
    settings = replace(export_options(choices, info), inputs=inputs)
    if target is not None and target.is_one:
        check_beside(one_place(media, target.path, settings), media, settings)
    with show_progress() as monitor:
        placement = cut_passages(_find(info, text, asked, choices, monitor), choices)
        if placement.errors and (target is None or target.is_one):
            raise placement.errors[0]
        if timelines and placement.passages:
            from pullquote.clips.export.timelines import find_timeline

            timeline = find_timeline(
                *(info, placement.alignment, placement.passages, settings),
                frame_rate=choices["frame_rate"],
                monitor=monitor,
            )
            passages = len(placement.passages)
            write_timelines(timeline, timelines, choices, passages=passages)
        # Without a passage nothing is made, not even a folder.
        manifest = (
            _make(info, placement, target, settings, monitor)
            if placement.passages and target is not None
            else Manifest(())
        )
    if choices["as_json"]:
        made = iter(json.loads(format_manifest(manifest))["clips"])
        clips = [
            next(made) if found.passage is not None else _failed(media, found)
            for found in placement.resolved
            if target is not None or found.passage is None
        ]
        echo_json({"clips": clips, "timelines": [str(path) for path in timelines]})
    else:
        for clip in manifest.clips:
            if clip.made:
                click.echo(clip_line(clip))
    complain([*placement.errors, *(clip.error for clip in manifest.failed if clip.error)])


@dataclass(frozen=True, slots=True)
class _Target:
    """The place for the clips."""

    path: Path
    is_folder: bool
    joins: bool

    @property
    def is_one(self) -> bool:
        """True for a single file, of which nothing is made once a request fails."""
        return not self.is_folder


def _target(
    output: str, asked: Sequence[Request], choices: dict[str, Any], inputs: Sequence[Given]
) -> _Target:
    """The place for the clips. Raises before any long work is done."""
    from pullquote.clips.export.options import CLIP_KINDS

    path, joins = Path(output), choices["join"]
    if names_folder(output):
        if joins:
            raise InputError(f"--join makes one file, but {output} is a folder; name a file in it")
        return _Target(path, True, False)
    if path.suffix.lstrip(".").lower() not in CLIP_KINDS:
        raise FormatError(path.suffix, [f".{kind}" for kind in CLIP_KINDS], "extension")
    if len(asked) > 1 and not joins:
        raise InputError(
            f"{path} is one file, but {len(asked)} clips were asked for; name a folder, with a / "
            "at its end, or --join them"
        )
    check_output(path, replace=choices["force"], inputs=inputs)
    return _Target(path, False, joins)


def _make(
    info: MediaInfo,
    placement: ResolvedRequests,
    target: _Target,
    settings: ExportOptions,
    monitor: Monitor,
) -> Manifest:
    from pullquote.clips.export.batch import export_clips
    from pullquote.clips.export.supercut import join_clips

    alignment, passages = placement.alignment, placement.passages
    if target.joins:
        return join_clips(info.path, alignment, passages, target.path, settings, monitor=monitor)
    if target.is_folder:
        make_folder(target.path)
        settings = replace(settings, names=placement.names)
    return export_clips(info, alignment, passages, target.path, settings, monitor=monitor)


def _find(
    info: MediaInfo,
    text: str,
    asked: tuple[Request, ...],
    choices: dict[str, Any],
    monitor: Monitor,
) -> ResolvedRequests:
    from pullquote.clips.passages.resolve import place_at_once, place_in_alignment

    given = shared.read_given_text(text)
    if given.alignment is not None:
        return place_in_alignment(info, given.alignment, asked)
    assert given.transcript is not None
    settings = shared.align_options(choices)
    return place_at_once(info, given.transcript, asked, settings, monitor)


def _failed(media: Path, found: Resolved) -> dict[str, Any]:
    """The manifest's entry for a request without a passage."""
    return {
        "path": None,
        "source": str(media),
        "source_range": None,
        "pieces": [],
        "words": None,
        "text": found.request.asked,
        "unheard": [],
        "cut_out": [],
        "warnings": [],
        "captions": None,
        "sidecar": None,
        "poster": None,
        "status": "failed",
        "reason": str(found.error),
    }
