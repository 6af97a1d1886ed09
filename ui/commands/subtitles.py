"""`pullquote subtitles`: readable subtitles of the whole recording, and their check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from align.errors import OutputError
from clips.profiles import PROFILES
from ui.commands import options
from ui.output import refuse_to_overwrite
from ui.terminal import echo_json

if TYPE_CHECKING:
    from align.alignment import Alignment
    from clips.cue import Cue
    from clips.profiles import Profile


def _list_formats(ctx: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if not asked or ctx.resilient_parsing:
        return
    from clips.subtitle_formats import FORMATS

    for known in FORMATS.values():
        click.echo(f"{known.name:16}{' '.join(known.extensions):22}{known.describe}")
    ctx.exit()


@click.command("subtitles")
@click.argument("alignment", metavar="ALIGNMENT.json", type=options.FILE)
@click.option(
    "-o",
    "--output",
    type=options.FILE,
    help="The file to write; its extension says the format: .srt, .vtt, .ass, .txt and those "
    "that --list-formats shows. - prints on standard output.",
)
@click.option(
    "--list-formats",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_formats,
    help="Show all formats and end.",
)
@click.option("--format", "format_name", metavar="NAME", help="Format, whatever the extension.")
@click.option(
    "--profile",
    type=click.Choice(list(PROFILES), case_sensitive=False),
    default="netflix",
    show_default=True,
    help="Whose rules for length, reading speed and duration the cues keep.",
)
@click.option("--speakers", is_flag=True, help="Name who speaks, where the format has a place.")
@click.option("--word-times", is_flag=True, help="Time every word, where the format has a place.")
@click.option(
    "--unscripted",
    is_flag=True,
    help="Caption speech that is not in the transcript too, in square brackets.",
)
@click.option(
    "--frame-rate",
    type=click.FloatRange(1, 1000),
    default=25.0,
    show_default=True,
    metavar="FPS",
    help="Of the video, for formats that count in frames (edl, fcpxml, otio).",
)
@click.option(
    "--check",
    is_flag=True,
    help="Report every cue that breaks a rule of the profile; exit code 1 when any does.",
)
@options.force
@options.as_json
def command(alignment: Path, output: Path | None, check: bool, **choices: Any) -> None:
    """Write subtitles of the whole recording in the transcript's own words.

    ALIGNMENT.json is what `pullquote align` wrote.
    """
    from align.alignment import read_alignment
    from clips.subtitles import format_for, subtitle_cues

    if output is None and not check:
        raise click.UsageError("name the file to write with -o, or ask for --check")
    if output is not None:
        format_for("x.srt" if str(output) == "-" else output, choices["format_name"])
        if str(output) != "-":
            refuse_to_overwrite(output, choices["force"])
    source = read_alignment(alignment)
    profile = PROFILES[choices["profile"].lower()]
    cues = subtitle_cues(source, profile, unscripted=choices["unscripted"])
    violations = _violations(cues, profile, source.language) if check else []
    if output is not None:
        _write(source, cues, output, choices)
    if choices["as_json"]:
        echo_json({"path": _name(output), "cues": len(cues), "violations": violations})
    elif check:
        _report(violations, len(cues), profile.name)
    elif str(output) != "-":
        click.echo(f"{len(cues):,} cues written to {output}")
    if violations:
        click.get_current_context().exit(1)


def _write(source: Alignment, cues: tuple[Cue, ...], output: Path, choices: dict[str, Any]) -> None:
    from clips.subtitle_formats import SubtitleOptions
    from clips.subtitles import format_subtitles, write_subtitles

    if not cues:
        raise OutputError(output, "there is nothing to write: no word of the transcript has a time")
    told = SubtitleOptions(
        speakers=choices["speakers"],
        word_times=choices["word_times"],
        language=source.language,
        title=Path(source.media).stem,
        media=source.media,
        duration=source.duration,
        frame_rate=choices["frame_rate"],
    )
    if str(output) == "-":
        click.echo(format_subtitles(cues, choices["format_name"] or "srt", told), nl=False)
    else:
        write_subtitles(cues, output, name=choices["format_name"], options=told)


def _violations(cues: tuple[Cue, ...], profile: Profile, language: str) -> list[dict[str, Any]]:
    """Every breach of a rule, as plain data."""
    from clips.check import check_cues

    return [
        {
            "cue": breach.cue + 1,
            "start": round(cues[breach.cue].span.start, 3),
            "rule": breach.rule,
            "got": round(breach.got, 3),
            "limit": round(breach.limit, 3),
            "text": cues[breach.cue].text,
            "message": breach.message,
        }
        for breach in check_cues(cues, profile, language=language)
    ]


def _report(violations: list[dict[str, Any]], cues: int, profile: str) -> None:
    for breach in violations:
        click.echo(breach["message"])
        click.echo(f"    {breach['text']}".replace("\n", " / "))
    broken = len({breach["cue"] for breach in violations})
    click.echo(f"{broken:,} of {cues:,} cues break a rule of the {profile} profile")


def _name(output: Path | None) -> str | None:
    return None if output is None or str(output) == "-" else str(output)
