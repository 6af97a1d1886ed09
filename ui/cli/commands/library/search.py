"""`pullquote search`: where words are said in everything that is in the library."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from pullquote.align.errors import InputError, NotSaidError, PullquoteError
from pullquote.ui.cli.commands.library import library_options
from pullquote.ui.cli.commands.library.library_options import find_entry, format_moment
from pullquote.ui.cli.excerpts import (
    format_span,
    format_speaker,
    format_words,
    marked,
    times_document,
)
from pullquote.ui.cli.options import shared
from pullquote.ui.cli.options.clip import export_options, look_options
from pullquote.ui.cli.options.timeline import (
    check_frame_rate,
    check_timelines,
    timeline_options,
    write_timelines,
)
from pullquote.ui.cli.output import clip_line, complain, names_folder
from pullquote.ui.cli.terminal import echo_json, show_progress

if TYPE_CHECKING:
    from pullquote.align.library.querying.hits import LibraryHit
    from pullquote.align.library.querying.searching import SearchOptions, SearchResult
    from pullquote.align.library.store.library import Library
    from pullquote.align.media.audio import MediaInfo
    from pullquote.clips.export.options import ExportOptions

ORDERS = ("best", "added", "oldest", "newest")
_MOST_CLIPS = 200
"""Clips that are cut without asking how many."""


@click.command("search")
@click.argument("query")
@library_options.library
@click.option("--speaker", metavar="NAME", default="", help="Only what this person says.")
@click.option(
    "--recording",
    "recordings",
    multiple=True,
    metavar="NUMBER|PATH|TITLE",
    help="Only in this recording. Repeat it for more.",
)
@click.option("--after", metavar="DATE", help="Only in what was recorded on 2026-03-01 or later.")
@click.option("--before", metavar="DATE", help="Only in what was recorded before 2026-04-01.")
@click.option(
    "--order",
    type=click.Choice(ORDERS),
    default="best",
    show_default=True,
    help="Recordings that say it most first, or the last added, the oldest or the newest.",
)
@click.option("--exact", is_flag=True, help="Offer no similar words where these are nowhere.")
@click.option(
    "--limit", type=click.IntRange(1, 100_000), default=20, show_default=True, help="Hits to show."
)
@click.option(
    "--page", type=click.IntRange(min=1), default=1, show_default=True, help="Which of the pages."
)
@click.option(
    "--clip",
    "output",
    type=shared.OUTPUT,
    metavar="FOLDER/|FILE",
    help="Cut all hits: clips in a folder, or with --join one film across all recordings. --limit "
    "and --page choose fewer. The options below say what the clips are like.",
)
@timeline_options
@look_options
@shared.force
@shared.as_json
def command(query: str, library_file: Path | None, **choices: Any) -> None:
    """Say where QUERY is said in the recordings of the library.

    Words in a row, any case and punctuation, across sentences and speakers; numbers written either
    way. Where they are nowhere, similar words are offered.

    \b
    free AND court      recordings in which both are said (also OR, NOT)
    free NEAR/5 court   at most five words between them
    "to be OR not"      in quotation marks nothing is an operator
    democra*            words that begin so
    ~Catherine          spelled or sounding like it
    12:34               with --recording: what is said then, or throughout 12:30-13:10
    14:05 on 3 March    what was said then, where the recordings know their date

    Ends with exit code 4 when nothing is found.
    """
    from pullquote.align.library.store.library import Library

    check_frame_rate(choices)
    if choices["join"] and choices["output"] is None:
        raise click.UsageError("--join joins the clips of --clip FILE; give both, or leave it out")
    with Library(library_file) as library:
        settings = _settings(library, choices)
        if choices["output"] is not None or choices["timelines"]:
            _cut(library, query, settings, choices)
            return
        page = find(library, query, settings)
    if choices["as_json"]:
        echo_json(_document(query, page))
        if not page.hits:
            click.get_current_context().exit(4)
        return
    if not page.hits:
        raise _not_said(query, page)
    if page.taken:
        click.echo(f"Nobody says that; similar: {', '.join(page.taken)}")
    for _, hits in groupby(page.hits, key=lambda hit: hit.entry.id):
        _show_recording([*hits])
    click.echo(_summary(page, settings))


def _not_said(query: str, page: SearchResult) -> NotSaidError:
    more = f"; it has {page.total:,} hits in all" if page.total else ""
    return NotSaidError(f"{query!r} is not said in the library, as far as was searched{more}")


def _cut(library: Library, query: str, settings: SearchOptions, choices: dict[str, Any]) -> None:
    """Make clips of the hits, or one film, and timelines."""
    from pullquote.clips.export.library_clips import export_hits, join_hits
    from pullquote.clips.export.manifest import Manifest, format_manifest
    from pullquote.clips.export.timelines import find_hits_timeline

    timelines, output = check_timelines(choices, ()), choices["output"]
    is_folder = output is not None and names_folder(output)
    if output is not None and is_folder == choices["join"]:
        raise InputError(
            f"--join makes one file, but {output} is a folder; name a file in it"
            if is_folder
            else f"{output} is one file; name a folder, with a / at its end, or --join the hits"
        )
    source = click.get_current_context().get_parameter_source("limit")
    if source is ParameterSource.DEFAULT:
        settings = replace(settings, limit=_MOST_CLIPS + 1)
    found = find(library, query, settings)
    if not found.hits:
        raise _not_said(query, found)
    if len(found.hits) > _MOST_CLIPS and source is ParameterSource.DEFAULT:
        raise InputError(
            f"{query!r} has {found.total:,} hits; say with --limit how many of them to cut"
        )

    def options_for(info: MediaInfo) -> ExportOptions:
        return export_options({**choices, "speaker": None}, info)

    errors: list[PullquoteError] = []
    manifest = Manifest(())
    with show_progress() as monitor:
        if timelines:
            timeline, lost = find_hits_timeline(
                *(library, found.hits, options_for),
                title=query,
                frame_rate=choices["frame_rate"],
                monitor=monitor,
            )
            passages = len(found.hits) - len(lost)
            write_timelines(timeline, timelines, choices, passages=passages)
            errors += lost if output is None else ()
        if output is not None:
            make = join_hits if choices["join"] else export_hits
            manifest = make(library, found.hits, output, options_for, monitor=monitor)
    if choices["as_json"]:
        made = json.loads(format_manifest(manifest))
        echo_json({**made, "timelines": [str(path) for path in timelines]})
    else:
        for clip in manifest.clips:
            if clip.made:
                click.echo(clip_line(clip))
    complain([*errors, *(clip.error for clip in manifest.failed if clip.error)])


def find(library: Library, query: str, settings: SearchOptions) -> SearchResult:
    """The hits for what was typed: words, a time in one recording, a time of a day."""
    from pullquote.align.library.querying.moments import find_at, find_day_time, parse_day_time
    from pullquote.align.library.querying.searching import SearchResult, search_library
    from pullquote.align.search.index import parse_search

    day_time = parse_day_time(query)
    if day_time is not None:
        wanted_in = settings.recordings
        hits = tuple(
            hit
            for hit in find_day_time(library, day_time)
            if not wanted_in or hit.entry.id in wanted_in
        )
        return SearchResult(hits, len(hits), len(hits))
    wanted = parse_search(query)
    if isinstance(wanted, str):
        return search_library(library, query, settings)
    if len(settings.recordings) != 1:
        raise InputError(f"{query!r} is a time; say of which recording: --recording NUMBER")
    hit = find_at(library, library.get(settings.recordings[0]), wanted)
    return SearchResult((hit,), 1, 1) if hit is not None else SearchResult((), 0, 0)


def _settings(library: Library, choices: dict[str, Any]) -> SearchOptions:
    from pullquote.align.library.querying.searching import SearchOptions

    return SearchOptions(
        limit=choices["limit"],
        offset=(choices["page"] - 1) * choices["limit"],
        speaker=choices["speaker"],
        recordings=tuple(find_entry(library, name).id for name in choices["recordings"]),
        after=_parse_date(choices["after"]),
        before=_parse_date(choices["before"]),
        order=choices["order"],
        similar=not choices["exact"],
    )


def _parse_date(text: str | None) -> float | None:
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text).timestamp()
    except ValueError:
        raise InputError(f"{text!r} is not a date; write it like 2026-03-01") from None


def _show_recording(hits: Sequence[LibraryHit]) -> None:
    entry = hits[0].entry
    recorded = f", {format_moment(entry.recorded)}" if entry.recorded is not None else ""
    click.echo(
        click.style(f"{entry.title}{recorded}  (recording {entry.id}: {entry.path})", bold=True)
    )
    for hit in hits:
        time = format_span(hit.span) if hit.span else "not in the recording"
        click.echo(f"  {time}  {format_words(hit.first, hit.last)}")
        click.echo(f"      {format_speaker(hit.speaker)}{marked(hit)}")


def _summary(page: SearchResult, settings: SearchOptions) -> str:
    hits = "1 hit" if page.total == 1 else f"{page.total:,} hits"
    recordings = "1 recording" if page.recordings == 1 else f"{page.recordings:,} recordings"
    if len(page.hits) == page.total:
        return f"{hits} in {recordings}"
    first = settings.offset + 1
    last = settings.offset + len(page.hits)
    rest = (
        f"; more with --page {settings.offset // settings.limit + 2}"
        if last < (page.total or 0)
        else ""
    )
    return f"{first:,} to {last:,} of {hits} in {recordings}{rest}"


def _document(query: str, page: SearchResult) -> dict[str, Any]:
    return {
        "query": query,
        "total": page.total,
        "recordings": page.recordings,
        "exact": page.is_exact,
        "taken": list(page.taken),
        "hits": [hit_document(hit) for hit in page.hits],
    }


def hit_document(hit: LibraryHit) -> dict[str, Any]:
    """A hit as JSON shows it."""
    return {
        "recording": hit.entry.id,
        "title": hit.entry.title,
        "path": str(hit.entry.path),
        "words": [hit.first, hit.last],
        **times_document(hit.span),
        "moment": format_moment(hit.moment),
        "speaker": hit.speaker,
        "text": hit.text,
        "context": hit.context,
    }
