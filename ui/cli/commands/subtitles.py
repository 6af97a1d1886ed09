"""`pullquote subtitles`: subtitles of the whole recording, written, checked or repaired."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pullquote.align.errors import OutputError
from pullquote.clips.captions.profiles.profile import PROFILES
from pullquote.clips.export.outputs import check_output
from pullquote.ui.cli.doubts import (
    missing_document,
    missing_sentence,
    missing_words,
    report_missing,
)
from pullquote.ui.cli.options import shared
from pullquote.ui.cli.options.delivery import delivery_options
from pullquote.ui.cli.rule_breaks import (
    find_violations,
    report_violations,
    tell_of_backward_cues,
    tell_of_violations,
)
from pullquote.ui.cli.terminal import echo_json, tell

if TYPE_CHECKING:
    from pullquote.align.model.alignment import Alignment
    from pullquote.clips.captions.cue import Cue
    from pullquote.clips.captions.profiles.profile import Profile
    from pullquote.clips.subtitles.formats import SubtitleOptions


def _list_formats(ctx: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if not asked or ctx.resilient_parsing:
        return
    from importlib.util import find_spec

    from pullquote.clips.subtitles.formats import FORMATS

    for known in FORMATS.values():
        lacks = known.needs is not None and find_spec(known.needs) is None
        how = f" (first: pip install {known.needs})" if lacks else ""
        click.echo(f"{known.name:16}{' '.join(known.extensions):22}{known.describe}{how}")
    ctx.exit()


def _list_profiles(ctx: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if not asked or ctx.resilient_parsing:
        return
    from pullquote.ui.cli.profile_list import describe_profile

    click.echo("\n\n".join(map(describe_profile, PROFILES.values())))
    ctx.exit()


@click.command("subtitles")
@click.argument("source", metavar="ALIGNMENT.json|SUBTITLES|-", type=shared.STREAM)
@click.option(
    "-o",
    "--output",
    type=shared.STREAM,
    help="The file to write, in the format of its extension: .srt, .vtt, .ass, .txt or any that "
    "--list-formats shows. - prints on standard output.",
)
@click.option(
    "--list-formats",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_formats,
    help="List all formats and end.",
)
@click.option("--format", "format_name", metavar="NAME", help="Format, whatever the extension.")
@click.option(
    "--profile",
    "profile_name",
    metavar="NAME|FILE",
    default="netflix",
    show_default=True,
    help=f"Guide for the length, reading speed and duration of cues: {', '.join(PROFILES)}, or a "
    ".toml or .json file of your own.",
)
@click.option(
    "--list-profiles",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_profiles,
    help="List all profiles with their figures and the guides that these come from, and end.",
)
@click.option(
    "--speakers", is_flag=True, help="Name the speakers, where the format has a place for that."
)
@click.option(
    "--word-times", is_flag=True, help="Time every word, where the format has a place for that."
)
@click.option(
    "--unscripted",
    is_flag=True,
    help="Also caption speech that is not in the transcript, in square brackets.",
)
@shared.absent
@delivery_options
@click.option(
    "--check",
    is_flag=True,
    help="Report every cue that breaks a rule of the profile; the exit code is 1 if any does.",
)
@click.option(
    "--fix",
    is_flag=True,
    help="Repair a subtitle file where it breaks rules of the profile: times, lines and the "
    "division into cues change, the words stay. Cues that cannot be repaired are listed.",
)
@click.option(
    "--language",
    metavar="CODE",
    help="Language of a subtitle file that is checked, such as en or de.  [default: detected]",
)
@shared.force
@shared.as_json
def command(
    source: Path, output: Path | None, check: bool, profile_name: str, **choices: Any
) -> None:
    """Write subtitles of the whole recording in the transcript's own words.

    ALIGNMENT.json is a result of `pullquote align`; - reads it from standard input. You can give a
    subtitle file (.srt, .vtt, .ass, .ttml …) instead, to check it as it is, to repair it with
    --fix, or to write it in another format. Words that were not found in the recording are
    captioned all the same (see --absent); headings and other text that plainly was not spoken are
    left out. Both are reported, and so is every cue that still breaks a rule of the profile.
    """
    from pullquote.clips.captions.profiles.files import find_profile
    from pullquote.clips.subtitles.files import format_for

    if output is None and not check:
        raise click.UsageError("name the file to write with -o, or give --check")
    if str(output) == "-" and (check or choices["as_json"]):
        raise click.UsageError(
            "-o - prints the subtitles on standard output, where --json and --check print their "
            "report; name a file"
        )
    if output is not None:
        format_for(_named(output), choices["format_name"])
        if str(output) != "-":
            called = "alignment" if source.suffix.lower() == ".json" else "subtitles"
            inputs = shared.given_files(**{called: source})
            check_output(output, replace=choices["force"], inputs=inputs)
    profile = find_profile(profile_name)
    if choices["absent"] == "mark" and choices["unscripted"]:
        raise click.UsageError(
            "--absent mark and --unscripted both use square brackets; give only one"
        )
    cues, told, alignment = _read(source, output, profile, choices)
    doubts = [] if alignment is None else missing_words(alignment, cues)
    is_ours = alignment is not None or choices["fix"]
    violations = find_violations(source, cues, profile, told.language) if check or is_ours else []
    if output is not None:
        _write(cues, told, output, choices["format_name"], choices["force"])
        tell_of_backward_cues(cues)
    if choices["as_json"]:
        document = {"path": _name(output), "cues": len(cues), "violations": violations}
        echo_json({**document, **missing_document(doubts)})
    elif check:
        report_violations(violations, len(cues), profile.name)
        report_missing(doubts)
    elif str(output) != "-":
        click.echo(f"{len(cues):,} cues written to {output}")
    if not check and not choices["as_json"]:
        tell_of_violations(violations, len(cues), profile.name)
        if doubts:
            tell(missing_sentence(doubts))
    if violations and check:
        click.get_current_context().exit(1)


def _read(
    source: Path, output: Path | None, profile: Profile, choices: dict[str, Any]
) -> tuple[tuple[Cue, ...], SubtitleOptions, Alignment | None]:
    """The cues, laid out anew from an alignment or as a subtitle file has them."""
    from pullquote.clips.captions.borrowed_times import Absent
    from pullquote.clips.captions.repair import repair_cues
    from pullquote.clips.subtitles.files import format_for, read_cues, subtitle_cues
    from pullquote.clips.subtitles.formats import SubtitleOptions

    told = SubtitleOptions(
        speakers=choices["speakers"],
        word_times=choices["word_times"],
        title=source.stem,
        frame_rate=choices["frame_rate"],
        programme_start=choices["programme_start"],
        encoding=choices["encoding"],
        crlf=choices["crlf"],
    )
    if source.suffix.lower() != ".json" and str(source) != "-":
        cues = read_cues(source)
        told = replace(told, language=choices["language"] or _language_of(cues))
        if choices["fix"]:
            cues = repair_cues(cues, profile, language=told.language)
        return cues, told, None
    alignment = shared.read_given_alignment(source)
    kind = None if output is None else format_for(_named(output), choices["format_name"])
    names = choices["speakers"] and kind is not None and kind.names_in_text
    cues = subtitle_cues(
        *(alignment, profile),
        unscripted=choices["unscripted"],
        names=names,
        absent=Absent(choices["absent"]),
    )
    told = replace(
        told,
        language=alignment.language,
        title=Path(alignment.media).stem,
        media=alignment.media,
        duration=alignment.duration,
    )
    return cues, told, alignment


def _language_of(cues: tuple[Cue, ...]) -> str:
    """The language of the text, `en` when in doubt; phrases of other languages are not judged."""
    from pullquote.align.reading.language import guess_language
    from pullquote.align.reading.tokenizer import parse_transcript

    text = " ".join(cue.plain for cue in cues)
    return (guess_language(parse_transcript(text)) if text.strip() else None) or "en"


def _write(
    cues: tuple[Cue, ...],
    told: SubtitleOptions,
    output: Path,
    format_name: str | None,
    force: bool,
) -> None:
    from pullquote.clips.subtitles.files import encode_subtitles, format_for, write_subtitles

    if not cues:
        problem = "would be empty, as no word has a time; align the recording first"
        raise OutputError(output, problem)
    ordered = sorted(cues, key=lambda cue: cue.span.start)
    if str(output) == "-":
        kind = format_for("", format_name or "srt")
        click.echo(encode_subtitles(ordered, kind, told), nl=False)
    else:
        write_subtitles(ordered, output, name=format_name, options=told, replace=force)


def _named(output: Path) -> Path:
    """The file, or a stand-in with the format that standard output gets by default."""
    return Path("x.srt") if str(output) == "-" else output


def _name(output: Path | None) -> str | None:
    return None if output is None or str(output) == "-" else str(output)
