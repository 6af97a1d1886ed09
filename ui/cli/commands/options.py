"""Arguments and options that several subcommands share, and what is read through them."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pullquote.align.files import read_bytes
from pullquote.clips.export.outputs import Given

if TYPE_CHECKING:
    from pullquote.align.model.alignment import Alignment
    from pullquote.align.model.transcript import Transcript
    from pullquote.align.pipeline import AlignOptions

_Command = TypeVar("_Command", bound=Callable[..., Any])

FILE = click.Path(path_type=Path)


class Number(click.FloatRange):
    """A number within bounds: not `nan`, which is on neither side of any, and not `inf`."""

    def _describe_range(self) -> str:
        # click describes even the bounds that there are not: `x<=None`.
        unbounded = self.min is None and self.max is None
        return "" if unbounded else super()._describe_range()

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        number: float = click.FLOAT.convert(value, param, ctx)
        if not math.isfinite(number):
            self.fail(f"{value!r} is no number that can be counted with", param, ctx)
        return float(super().convert(value, param, ctx))


as_json = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON on stdout and nothing else."
)


def _use_fonts(ctx: click.Context, _parameter: click.Parameter, folder: Path | None) -> None:
    if folder is None or ctx.resilient_parsing:
        return
    from pullquote.clips.typeset.fonts.own import use_fonts

    use_fonts(folder)


fonts = click.option(
    "--fonts",
    type=FILE,
    metavar="FOLDER",
    expose_value=False,
    callback=_use_fonts,
    help="Draw what the fonts of Pullquote lack with those in this folder, before the system's. "
    "PULLQUOTE_FONTS names one for good.",
)
absent = click.option(
    "--absent",
    type=click.Choice(("keep", "drop", "mark")),
    default="keep",
    show_default=True,
    help="Words that were not found in the recording: keep them as written, drop them, or mark "
    "them by square brackets. They are reported in any case.",
)
force = click.option("--force", is_flag=True, help="Replace files that exist.")


def engine_options(command: _Command) -> _Command:
    """Add the options that say how to recognise speech."""
    for option in reversed(
        (
            click.option(
                "--engine",
                default="auto",
                metavar="ENGINE",
                help="auto, whisper, sphinx, or a file with times: Whisper JSON, .srt, .vtt. "
                "auto takes Whisper where a model is to be had, else sphinx (English, built in).",
            ),
            click.option(
                "--model",
                metavar="NAME|FOLDER",
                help="Whisper's model, by name or folder.  [default: one that suits this machine]",
            ),
            click.option(
                "--language",
                metavar="CODE",
                help="Language of the recording, such as en or de.  [default: find out]",
            ),
            click.option(
                "--device",
                type=click.Choice(["auto", "cpu", "cuda"]),
                default="auto",
                help="Where Whisper runs.",
            ),
            click.option(
                "--no-cache", is_flag=True, help="Neither use nor keep earlier recognitions."
            ),
        )
    ):
        command = option(command)
    return command


def align_options(choices: dict[str, Any]) -> AlignOptions:
    """What the options of `engine_options` say."""
    from pullquote.align.pipeline import AlignOptions

    return AlignOptions(
        engine=choices["engine"],
        model=choices["model"],
        language=choices["language"],
        device=choices["device"],
        use_cache=not choices["no_cache"],
    )


def given_files(**names: Path | str | None) -> tuple[Given, ...]:
    """The files among what was given, which no output may replace: not `-`, not a mere word.

    The keyword is what a file is to the user: `transcript`.
    """
    return tuple(
        Given(Path(name), f"your {called.replace('_', ' ')}")
        for called, name in names.items()
        if name is not None and Path(name).is_file()
    )


def read_given_transcript(name: str) -> Transcript:
    """The transcript in the file of this name, or on stdin for `-`. Raises TranscriptError."""
    from pullquote.align.reading.formats import read_transcript, read_transcript_bytes

    if name == "-":
        return read_transcript_bytes(sys.stdin.buffer.read(), name="stdin")
    return read_transcript(Path(name))


@dataclass(frozen=True, slots=True)
class GivenText:
    """The text beside a recording: exactly one of the two."""

    alignment: Alignment | None
    transcript: Transcript | None


def read_given_text(name: str) -> GivenText:
    """The alignment or else the transcript in this file, or on stdin for `-`.

    A file is an alignment when it is JSON that says so. Raises what its reader raises.
    """
    from pullquote.align.model.alignment import parse_alignment, read_alignment
    from pullquote.align.reading.formats import read_transcript_bytes

    if name == "-":
        data = sys.stdin.buffer.read()
        if is_alignment(data):
            return GivenText(parse_alignment(data.decode("utf-8-sig"), source="stdin"), None)
        return GivenText(None, read_transcript_bytes(data, name="stdin"))
    path = Path(name)
    if path.suffix.lower() == ".json" and path.is_file() and is_alignment_file(path):
        return GivenText(read_alignment(path), None)
    return GivenText(None, read_given_transcript(name))


def is_alignment_file(path: Path) -> bool:
    """Whether this regular file is a result of `pullquote align`."""
    with suppress(OSError):  # whoever reads it says why
        return is_alignment(read_bytes(path))
    return False


def is_alignment(data: bytes) -> bool:
    """Whether these bytes are a result of `pullquote align`."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") or b'"pullquote"' not in data:
        return False
    try:
        document = json.loads(data)
    except ValueError:
        return False
    return isinstance(document, dict) and "pullquote" in document
