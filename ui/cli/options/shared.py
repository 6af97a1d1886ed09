"""Arguments and options that several subcommands share, and the files that they name."""

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

from pullquote.align.errors import AlignmentFileError
from pullquote.align.files import read_bytes
from pullquote.clips.export.outputs import Given

if TYPE_CHECKING:
    from pullquote.align.model.alignment import Alignment
    from pullquote.align.model.transcript import Transcript
    from pullquote.align.pipeline import AlignOptions

_Command = TypeVar("_Command", bound=Callable[..., Any])


class FileName(click.Path):
    """A file's name. `-`, standard input or output, is refused where a command cannot use it."""

    def __init__(self, *, stream: bool = False, path_type: type = Path) -> None:
        super().__init__(path_type=path_type)
        self.takes_stream = stream

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if str(value) == "-" and not self.takes_stream:
            self.fail(
                "'-' is standard input or output, which cannot be used here; name a file "
                "(./- is a file of that name)",
                param,
                ctx,
            )
        return super().convert(value, param, ctx)


FILE = FileName()
STREAM = FileName(stream=True)
"""A file, or `-` for standard input or output."""
OUTPUT = FileName(path_type=str)
"""A file or, with a `/` at its end, a folder."""


class Number(click.FloatRange):
    """A finite number within bounds; click alone would accept `nan` and `inf`."""

    def _describe_range(self) -> str:
        # click describes even missing bounds: `x<=None`.
        unbounded = self.min is None and self.max is None
        return "" if unbounded else super()._describe_range()

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        number: float = click.FLOAT.convert(value, param, ctx)
        if not math.isfinite(number):
            self.fail(f"{value!r} is not a finite number", param, ctx)
        return float(super().convert(value, param, ctx))


as_json = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON, and nothing else, on standard output."
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
    help="Folder of fonts for characters that Pullquote's own fonts lack; they come before the "
    "system's. PULLQUOTE_FONTS sets it permanently.",
)


def _names(
    _ctx: click.Context, _parameter: click.Parameter, given: tuple[str, ...]
) -> tuple[str, ...]:
    texts = [
        Path(text).read_text(encoding="utf-8") if Path(text).is_file() else text for text in given
    ]
    parts = (part.strip() for text in texts for part in text.replace("\n", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


names = click.option(
    "--names",
    multiple=True,
    callback=_names,
    metavar="NAMES|FILE",
    help="Names and other words that may be said, separated by commas, or a file with one a line: "
    "Whisper then spells them like this.",
)
absent = click.option(
    "--absent",
    type=click.Choice(("keep", "drop", "mark")),
    default="keep",
    show_default=True,
    help="Keep words that were not found in the recording as they are written, drop them, or mark "
    "them with square brackets. They are reported in any case.",
)
force = click.option("--force", is_flag=True, help="Replace existing files.")


def engine_options(command: _Command) -> _Command:
    """Add the options that say how to recognise speech."""
    engine = click.option(
        "--engine",
        default="auto",
        metavar="ENGINE",
        help="auto, whisper, sphinx, or a file with times: Whisper JSON, .srt, .vtt. "
        "auto takes Whisper if a model is available, otherwise sphinx (English, built in).",
    )
    return engine(whisper_options(command))


def whisper_options(command: _Command) -> _Command:
    """Add the options that say how Whisper recognises speech."""
    for option in reversed(
        (
            click.option(
                "--model",
                metavar="NAME|FOLDER",
                help="Whisper model, by name or folder.  [default: one that suits this machine]",
            ),
            click.option(
                "--language",
                metavar="CODE",
                help="Language of the recording, such as en or de.  [default: detected]",
            ),
            click.option(
                "--device",
                type=click.Choice(["auto", "cpu", "cuda"]),
                default="auto",
                help="Processor for Whisper.",
            ),
            click.option(
                "--no-cache",
                is_flag=True,
                help="Neither use earlier recognitions nor keep this one.",
            ),
        )
    ):
        command = option(command)
    return command


def align_options(choices: dict[str, Any]) -> AlignOptions:
    """The choices made with `engine_options`."""
    from pullquote.align.pipeline import AlignOptions

    return AlignOptions(
        engine=choices["engine"],
        model=choices["model"],
        language=choices["language"],
        device=choices["device"],
        names=choices.get("names", ()),
        use_cache=not choices["no_cache"],
    )


def given_files(**names: Path | str | None) -> tuple[Given, ...]:
    """The files among these arguments, which no output may replace; `-` and mere words are not.

    The keyword is the file's name in messages: `transcript`.
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
    """The text that belongs to a recording: exactly one of the two."""

    alignment: Alignment | None
    transcript: Transcript | None


def read_given_text(name: str) -> GivenText:
    """The alignment or the transcript in this file, or on stdin for `-`.

    A file is an alignment when it is JSON that says so. Raises as its reader does.
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


def read_given_alignment(path: Path) -> Alignment:
    """The alignment in this file, or on stdin for `-`. Raises AlignmentFileError."""
    from pullquote.align.model.alignment import parse_alignment, read_alignment

    if str(path) != "-":
        return read_alignment(path)
    data = sys.stdin.buffer.read()
    if not is_alignment(data):
        raise AlignmentFileError("stdin", "holds no alignment; give a result of `pullquote align`")
    return parse_alignment(data.decode("utf-8-sig"), source="stdin")


def is_alignment_file(path: Path) -> bool:
    """True for a regular file that is a result of `pullquote align`."""
    with suppress(OSError):  # its reader will report it
        return is_alignment(read_bytes(path))
    return False


def is_alignment(data: bytes) -> bool:
    """True for the bytes of a result of `pullquote align`."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") or b'"pullquote"' not in data:
        return False
    try:
        document = json.loads(data)
    except ValueError:
        return False
    return isinstance(document, dict) and "pullquote" in document
