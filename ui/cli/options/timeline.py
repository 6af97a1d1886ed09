"""The options that write timelines for editing programs, shared by `clip` and `search`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from pullquote.clips.export.outputs import Given, check_output
from pullquote.ui.cli.options import shared

if TYPE_CHECKING:
    from pullquote.clips.timelines.timeline import Timeline

_Command = TypeVar("_Command", bound=Callable[..., Any])


def timeline_options(command: _Command) -> _Command:
    """Add --timeline and --frame-rate."""
    for option in reversed(
        (
            click.option(
                "--timeline",
                "timelines",
                type=shared.OUTPUT,
                multiple=True,
                metavar="FILE",
                help="Write the passages for an editing program, as exact frames of the recording "
                "itself: .otio, .fcpxml or .edl; or as marks on it: .markers.edl (Resolve), "
                ".markers.csv (Premiere), .reaper.csv, .labels.txt (Audacity). Repeat it for more.",
            ),
            click.option(
                "--frame-rate",
                type=shared.Number(1, 1000),
                metavar="FPS",
                help="Frame rate of the timeline where the recording has no picture.  "
                "[default: 25]",
            ),
        )
    ):
        command = option(command)
    return command


def is_default(name: str) -> bool:
    """True when the user did not give this option."""
    source = click.get_current_context().get_parameter_source(name)
    return source is ParameterSource.DEFAULT


def check_frame_rate(choices: dict[str, Any]) -> None:
    """Raise UsageError for a frame rate that nothing asks for."""
    if choices["frame_rate"] is not None and not choices["timelines"]:
        raise click.UsageError("--frame-rate is for a --timeline; give both, or leave it out")


def check_timelines(choices: dict[str, Any], inputs: Sequence[Given]) -> tuple[Path, ...]:
    """The timelines to write. Raises FormatError and OutputError before any long work is done."""
    from pullquote.clips.timelines.files import timeline_format_for

    paths = tuple(dict.fromkeys(Path(name) for name in choices["timelines"]))
    for path in paths:
        timeline_format_for(path)
        check_output(path, replace=choices["force"], inputs=inputs)
    return paths


def write_timelines(
    timeline: Timeline, paths: Sequence[Path], choices: dict[str, Any], *, passages: int
) -> None:
    """Write the timeline of so many passages in each kind, and say so unless --json was given."""
    from pullquote.clips.timelines import files

    files.write_timelines(timeline, paths, replace=choices["force"])
    if choices["as_json"]:
        return
    pieces = len(timeline.events)
    held = f"{passages:,} {'passage' if passages == 1 else 'passages'}"
    for path in paths:
        click.echo(f"{path}: {held}" + (f" in {pieces:,} pieces" if pieces > passages else ""))
