"""The options of `pullquote clip`: the words, and the look and sound of the clips."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pullquote.align.errors import InputError
from pullquote.clips.render.codecs import ENCODERS
from pullquote.clips.render.shapes import ASPECTS, FITS
from pullquote.ui.cli.options import shared

if TYPE_CHECKING:
    from pullquote.align.media.audio import MediaInfo
    from pullquote.clips.export.options import ExportOptions
    from pullquote.clips.passages.requests import Request

_Command = TypeVar("_Command", bound=Callable[..., Any])
LONGEST_LEAD = 600.0
"""Seconds; this much sound is searched for silence."""


def asking_options(command: _Command) -> _Command:
    """Add the options that choose words."""
    for option in reversed(
        (
            click.option(
                "--quote",
                "quotes",
                multiple=True,
                metavar="WORDS",
                help="Words, as in the transcript or nearly so. Repeat the option for more clips.",
            ),
            click.option(
                "--words",
                multiple=True,
                metavar="FIRST-LAST",
                help="Numbers of the first and last word, as `pullquote find` shows them.",
            ),
            click.option("--start", metavar="TIME", help="Cut exactly from here (with --end)."),
            click.option("--end", metavar="TIME", help="Cut exactly up to here (with --start)."),
            click.option(
                "--quotes",
                "quotes_file",
                type=shared.FILE,
                metavar="FILE",
                help="A file with one request a line: a quote, words:120-145 or 12:30-12:52.5; "
                "or a .csv with columns quote, words, start, end, name, occurrence, cut, "
                "cut_every.",
            ),
            click.option(
                "--occurrence",
                type=click.IntRange(min=1),
                metavar="N",
                help="Number of the place, where the quote is said more than once.",
            ),
        )
    ):
        command = option(command)
    return command


shown_speaker = click.option(
    "--speaker",
    metavar="NAME",
    help="Name shown above the waveform of a video made from sound; '' for nobody.  [default: the "
    "transcript's labels]",
)


def look_options(command: _Command) -> _Command:
    """Add the options for the look and sound of clips."""
    for option in reversed(
        (
            click.option(
                "--format",
                "extension",
                metavar="EXTENSION",
                help="Kind of the files where -o names a folder: mp4, webm, mov, mkv, gif, webp, "
                "mp3, m4a, wav, flac, opus, ogg.  [default: mp4, or mp3 for sound alone]",
            ),
            click.option(
                "--join",
                is_flag=True,
                help="Join all passages, in their order, into one file. The pieces of each in "
                "--json are then shortened by its share of the cross-fades: together they are as "
                "long as the file.",
            ),
            click.option("--no-captions", is_flag=True, help="Draw no captions into the picture."),
            click.option(
                "--captions-alone",
                "alone",
                is_flag=True,
                help="Make the captions alone, as long as the clip would be, on a transparent "
                "ground to lay over it: .mov (ProRes 4444) or .webm (VP9).",
            ),
            click.option(
                "--style",
                metavar="NAME|FILE",
                help="Look of the captions; `pullquote doctor` lists the names.",
            ),
            shared.absent,
            click.option("--highlight", is_flag=True, help="Colour each word while it is spoken."),
            shared.fonts,
            click.option(
                "--shape",
                type=click.Choice(tuple(ASPECTS)),
                default="source",
                show_default=True,
                help="Shape of the picture.",
            ),
            click.option(
                "--fit",
                type=click.Choice(FITS),
                default="crop",
                show_default=True,
                help="Crop the recording's picture to the shape, or show all of it on a blurred or "
                "plain ground.",
            ),
            click.option(
                "--centre",
                type=shared.Number(0, 1),
                default=0.5,
                show_default=True,
                help="Middle of the crop, 0 (left or top) to 1.",
            ),
            click.option(
                "--lead-in",
                type=shared.Number(0, LONGEST_LEAD),
                metavar="SECONDS",
                help="Longest silence kept before the first word.  [default: 0.1]",
            ),
            click.option(
                "--lead-out",
                type=shared.Number(0, LONGEST_LEAD),
                metavar="SECONDS",
                help="Longest silence kept after the last word.  [default: 0.2]",
            ),
            click.option(
                "--sidecar",
                metavar="FORMAT",
                help="Also write the captions to a file beside the clip: srt, vtt, ass or txt.",
            ),
            click.option(
                "--poster",
                metavar="FORMAT",
                help="Also write a frame of the clip, without captions: png, jpg or webp.",
            ),
            click.option(
                "--loudness",
                type=shared.Number(),
                metavar="LUFS",
                help="Bring the sound to this loudness, such as -16.  [default: as recorded]",
            ),
            click.option("--title", help="Title above the waveform of a video made from sound."),
            click.option(
                "--cover", type=shared.FILE, metavar="IMAGE", help="Image shown there too, whole."
            ),
            click.option(
                "--encoder",
                type=click.Choice(tuple(ENCODERS)),
                default="x264",
                show_default=True,
                help="Encoder of H.264: x264, or a chip of this machine.",
            ),
            click.option(
                "--quality",
                type=click.IntRange(0, 51),
                default=21,
                show_default=True,
                help="x264's scale: 18 can hardly be told from the source, 28 is poor.",
            ),
            click.option(
                "--background",
                metavar="#RRGGBB",
                help="Colour around a fitted picture and behind a video made from sound.",
            ),
        )
    ):
        command = option(command)
    return command


def requests_from(choices: dict[str, Any]) -> tuple[Request, ...]:
    """All requests, in the order of the options in the help. Raises InputError."""
    from pullquote.align.times import parse_time_range
    from pullquote.clips.passages.passage import parse_word_range
    from pullquote.clips.passages.requests import Request, read_requests

    start, end = choices["start"], choices["end"]
    if (start is None) != (end is None):
        raise click.UsageError("--start and --end belong together; give both")
    asked = [Request(quote=quote, occurrence=choices["occurrence"]) for quote in choices["quotes"]]
    asked += [Request(words=parse_word_range(words)) for words in choices["words"]]
    if start is not None:
        asked.append(Request(time=parse_time_range(f"{start}-{end}")))
    if choices["quotes_file"] is not None:
        asked += read_requests(choices["quotes_file"])
    if not asked:
        raise click.UsageError(
            "choose the words with --quote, --words, --start and --end, or --quotes"
        )
    if choices["occurrence"] is not None and len(asked) != 1:
        raise InputError(
            "--occurrence is for a single --quote; for several, give a table to --quotes"
        )
    return tuple(asked)


def export_options(choices: dict[str, Any], info: MediaInfo) -> ExportOptions:
    """The options for clips of this recording. Raises FormatError for a style, shape or kind."""
    from pullquote.clips.captions.borrowed_times import Absent
    from pullquote.clips.export.options import ExportOptions
    from pullquote.clips.passages.cut import CutOptions
    from pullquote.clips.render.codecs import Quality
    from pullquote.clips.render.hardware import check_encoder
    from pullquote.clips.render.images import check_image
    from pullquote.clips.render.shapes import Shape
    from pullquote.clips.render.video import VideoOptions
    from pullquote.clips.typeset.styles import style_named

    if choices["alone"]:
        for name in ("join", "poster", "no_captions", "loudness"):
            if choices[name]:
                raise click.UsageError(
                    f"--captions-alone does not go with --{name.replace('_', '-')}; give only one"
                )
    usual = "mov" if choices["alone"] else "mp3" if info.video is None else "mp4"
    kind = choices["extension"] or usual
    leads = {name: choices[name] for name in ("lead_in", "lead_out") if choices[name] is not None}
    style = choices["style"] or ("highlight" if choices["highlight"] else "plain")
    style_named(style)
    check_encoder(choices["encoder"])
    if choices["cover"] is not None:
        check_image(choices["cover"])
    shape = Shape(choices["shape"], fit=choices["fit"], centre=choices["centre"])
    if choices["background"]:
        shape = replace(shape, background=choices["background"])
    return ExportOptions(
        kind=kind.lstrip(".").lower(),
        captions=not choices["no_captions"],
        alone=choices["alone"],
        style=style,
        absent=Absent(choices["absent"]),
        seam=choices.get("seam") or "jump",
        mark_cuts=bool(choices.get("mark_cuts")),
        highlight="word" if choices["highlight"] else None,
        sidecar=choices["sidecar"] and choices["sidecar"].lstrip(".").lower(),
        poster=choices["poster"] and choices["poster"].lstrip(".").lower(),
        cut=CutOptions(**leads),
        video=VideoOptions(
            shape=shape,
            quality=Quality(encoder=choices["encoder"], crf=choices["quality"]),
            title=choices["title"] or "",
            speaker=choices["speaker"],
            cover=choices["cover"],
        ),
        force=choices["force"],
        loudness=choices["loudness"],
    )
