"""The search box: words and times."""

from __future__ import annotations

from pullquote.align.model.alignment import Alignment
from pullquote.align.search.index import index_of, parse_search
from pullquote.align.search.moments import find_time
from pullquote.align.times import TimeSpan, format_time
from pullquote.ui.web.schemas.text import Found, Hit

LIMIT = 1000
"""The most places that are shown."""


def find_in(alignment: Alignment, query: str) -> Found:
    """Hits in the order of the text, a line about them, and the time that was asked for."""
    wanted = parse_search(query)
    if not isinstance(wanted, str):
        return _at_time(alignment, wanted)
    found = index_of(alignment).find(wanted, limit=LIMIT)
    hits = tuple(
        Hit(
            first=hit.first,
            last=hit.last,
            start=None if hit.span is None else round(hit.span.start, 3),
            exact=hit.is_exact,
        )
        for hit in sorted(found, key=lambda hit: hit.first)
    )
    if not hits:
        note = "nothing found"
    elif not found[0].is_exact:
        note = "similar words" if len(hits) > 1 else "similar"
    else:
        note = f"{len(hits)} found"
    return Found(hits=hits, note=note)


def _at_time(alignment: Alignment, wanted: float | TimeSpan) -> Found:
    start = wanted.start if isinstance(wanted, TimeSpan) else wanted
    if start > alignment.duration:
        return Found(hits=(), note=f"ends at {format_time(alignment.duration, decimals=0)}")
    moment = find_time(alignment, wanted)
    hits: tuple[Hit, ...] = ()
    if moment.first is not None and moment.last is not None:
        hits = (Hit(first=moment.first, last=moment.last, start=start, exact=True),)
    note = format_time(start, decimals=0) if hits else "nobody speaks"
    if not hits and alignment.is_partial:
        note = "not aligned yet"
    elif not hits and moment.text:
        note = "not written"
    return Found(hits=hits, note=note, time=start)
