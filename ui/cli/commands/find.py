"""`pullquote find`: the times of words, or the words at a time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pullquote.align.errors import PassageNotFoundError, TimecodeError
from pullquote.align.times import TimeSpan, format_time
from pullquote.ui.cli.excerpts import (
    format_span,
    format_speaker,
    format_words,
    marked,
    one_line,
    times_document,
)
from pullquote.ui.cli.options import shared
from pullquote.ui.cli.terminal import echo_json

if TYPE_CHECKING:
    from pullquote.align.model.alignment import Alignment
    from pullquote.align.search.index import Hit
    from pullquote.align.search.moments import Moment


@click.command("find")
@click.argument("alignment", metavar="ALIGNMENT.json|-", type=shared.STREAM)
@click.argument("query")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="Greatest number of places to show.",
)
@shared.as_json
def command(alignment: Path, query: str, limit: int, as_json: bool) -> None:
    """Show the times at which QUERY is spoken, or the words spoken at that time.

    QUERY is words (case, punctuation and small misspellings do not matter), a time such as 12:34 or
    a range such as 12:30-13:10. ALIGNMENT.json is a result of `pullquote align`, - reads it from
    standard input. The exit code is 4 when nothing is found.
    """
    from pullquote.align.search.index import parse_search

    source = shared.read_given_alignment(alignment)
    wanted = parse_search(query)
    if isinstance(wanted, str):
        found = _find_words(source, wanted, limit, as_json)
    else:
        found = _find_time(source, query, wanted, as_json)
    if not found:
        click.get_current_context().exit(4)


def _find_words(source: Alignment, query: str, limit: int, as_json: bool) -> bool:
    from pullquote.align.search.index import SearchIndex

    index = SearchIndex(source)
    hits = index.find(query, limit=limit)
    if as_json:
        echo_json({"query": query, "hits": [_hit_document(source, hit) for hit in hits]})
        return bool(hits)
    if not hits:
        closest = index.find_closest(query)
        guess = f"; the closest is “{one_line(closest.context)}”" if closest else ""
        raise PassageNotFoundError(query, f"is not in the transcript{guess}")
    for hit in hits:
        time = format_span(hit.span) if hit.span else "not found in the recording"
        mark = "" if hit.is_exact else f"  ({hit.score:.0%} alike)"
        click.echo(f"{time}  {format_words(hit.first, hit.last)}{mark}")
        click.echo(f"    {format_speaker(hit.speaker)}{marked(hit)}")
    return True


def _find_time(source: Alignment, query: str, time: float | TimeSpan, as_json: bool) -> bool:
    from pullquote.align.search.moments import find_time

    start = time.start if isinstance(time, TimeSpan) else time
    if start >= source.duration:
        length = format_time(source.duration, decimals=1)
        raise TimecodeError(query, f"is after the end of the recording, which lasts {length}")
    if isinstance(time, TimeSpan):
        time = TimeSpan(time.start, min(time.end, source.duration))
    moment = find_time(source, time)
    if as_json:
        echo_json({"query": query, **_moment_document(moment)})
        return bool(moment.text or moment.unscripted)
    if moment.first is None and not moment.unscripted:
        click.echo(f"{format_span(moment.span)}  nobody speaks")
        return False
    if moment.first is not None and moment.last is not None:
        click.echo(f"{format_span(moment.span)}  {format_words(moment.first, moment.last)}")
        click.echo(f"    {format_speaker(moment.speaker)}{marked(moment)}")
    for stretch in moment.unscripted:
        heard = f": {stretch.text}" if stretch.text else ""
        click.echo(f"{format_span(stretch.span)}  spoken, but not in the transcript{heard}")
    return True


def _hit_document(source: Alignment, hit: Hit) -> dict[str, Any]:
    return {
        "words": [hit.first, hit.last],
        "text": source.transcript.quote(hit.first, hit.last),
        **times_document(hit.span),
        "score": round(hit.score, 3),
        "speaker": hit.speaker,
        "context": hit.context,
    }


def _moment_document(moment: Moment) -> dict[str, Any]:
    return {
        **times_document(moment.span),
        "words": None if moment.first is None else [moment.first, moment.last],
        "text": moment.text,
        "speaker": moment.speaker,
        "context": moment.context,
        "unscripted": [
            {**times_document(stretch.span), "text": stretch.text} for stretch in moment.unscripted
        ],
    }
