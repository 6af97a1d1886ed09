"""The options of `pullquote subtitles` for what a broadcaster or an old player asks for."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import Any, TypeVar

import click

from pullquote.ui.cli.options import shared

_Command = TypeVar("_Command", bound=Callable[..., Any])


class _Encoding(click.ParamType):  # type: ignore[type-arg]
    """The name of an encoding of text."""

    name = "encoding"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            codec = codecs.lookup(str(value))
            "a".encode(codec.name)
        except (LookupError, ValueError):
            self.fail(f"{value!r} is not an encoding; use one such as utf-8 or cp1252", param, ctx)
        return str(value)


def delivery_options(command: _Command) -> _Command:
    """Add the frame rate, the programme's start, the encoding and the line ends."""
    for option in reversed(
        (
            click.option(
                "--frame-rate",
                type=shared.Number(1, 1000),
                default=25.0,
                show_default=True,
                metavar="FPS",
                help="Frame rate of the video, for formats that count in frames (stl, edl, fcpxml, "
                "otio).",
            ),
            click.option(
                "--start-at",
                "programme_start",
                metavar="TIMECODE",
                default="",
                help="Timecode at which the recording begins, such as 10:00:00:00, or 01:00:00;00 "
                "for drop-frame; it is added to all times.",
            ),
            click.option(
                "--encoding",
                type=_Encoding(),
                default="utf-8",
                show_default=True,
                help="Encoding of srt, ass, txt and csv files for old players, such as cp1252; "
                "utf-8-sig begins with a byte order mark.",
            ),
            click.option("--crlf", is_flag=True, help="End lines as Windows does."),
        )
    ):
        command = option(command)
    return command
