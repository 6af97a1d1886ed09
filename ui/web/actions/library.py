"""The owner's library on the page: searched, quotes checked, folders added, recordings opened."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pullquote.align.errors import InputError, MediaError
from pullquote.align.files import write_text
from pullquote.align.library.adding.recordings import AddOptions, Done, Outcome, add_recordings
from pullquote.align.library.querying.hits import LibraryHit
from pullquote.align.library.querying.moments import find_day_time, parse_day_time
from pullquote.align.library.querying.searching import SearchOptions, search_library
from pullquote.align.library.quoting.judging import QuoteMatch
from pullquote.align.library.quoting.quotes import check_quote
from pullquote.align.library.store.entry import Entry
from pullquote.align.library.store.library import Library
from pullquote.align.media.audio import probe_apart
from pullquote.align.model.alignment import format_alignment
from pullquote.align.progress import Monitor
from pullquote.ui.web.folders import Folders
from pullquote.ui.web.schemas.bodies import ClaimBody, LibraryBody, PathBody
from pullquote.ui.web.schemas.library import (
    LibraryFound,
    LibraryHitAnswer,
    LibraryList,
    LibraryRecording,
    QuoteAnswer,
    QuoteMatchAnswer,
    QuotePart,
)
from pullquote.ui.web.schemas.work import AddedResult, Started
from pullquote.ui.web.state.jobs import Jobs
from pullquote.ui.web.state.workspace import Recording, Workspace, now

_SHOWN = 50
"""Recordings and hits of one answer."""
_ABOUT = "library"


def find(path: Path, body: LibraryBody) -> LibraryFound:
    """Hits of what was typed: words, or a time of a day."""
    with Library(path) as library:
        asked = parse_day_time(body.query)
        if asked is not None:
            hits = [*find_day_time(library, asked)][body.offset : body.offset + _SHOWN]
            return LibraryFound(
                hits=tuple(map(_hit, hits)), total=len(hits), recordings=len(hits), taken=()
            )
        options = SearchOptions(limit=_SHOWN, offset=body.offset, speaker=body.speaker)
        found = search_library(library, body.query, options)
    return LibraryFound(
        hits=tuple(map(_hit, found.hits)),
        total=found.total or 0,
        recordings=found.recordings or 0,
        taken=found.taken,
    )


def check(path: Path, body: ClaimBody) -> QuoteAnswer:
    """Check a claimed quote."""
    with Library(path) as library:
        found = check_quote(library, body.quote)
    return QuoteAnswer(
        verdict=found.verdict.value, matches=tuple(_match(match) for match in found.matches)
    )


def listing(path: Path, title: str, offset: int) -> LibraryList:
    """Recordings whose titles have this text in them, the last added first."""
    if not path.exists():
        return LibraryList(recordings=(), total=0, hours=0.0)
    with Library(path) as library:
        entries = library.titled(title, limit=_SHOWN, offset=max(0, offset))
        total, seconds = library.extent(title)
    return LibraryList(
        recordings=tuple(map(_recording, entries)), total=total, hours=round(seconds / 3600, 2)
    )


def start_adding(
    jobs: Jobs, workspace: Workspace, path: Path, folders: Folders | None, body: PathBody
) -> Started:
    """Add a folder or a recording on this machine."""
    if folders is None:
        raise InputError("recordings are added from folders of this machine; start the page there")
    place = folders.locate(body.path)
    if not place.exists():
        raise InputError(f"{place} is not there; check the path")

    def work(monitor: Monitor) -> AddedResult:
        outcomes: list[Outcome] = []
        quiet = Monitor(
            lambda stage, share: monitor.report("adding", share) if stage == "adding" else None,
            monitor.is_cancelled,
            monitor.on_note,
        )
        with Library(path, writes=True) as library:
            report = add_recordings(library, [place], AddOptions(), quiet, outcomes.append)
        changed = (Done.ADDED, Done.CHANGED, Done.MOVED)
        return AddedResult(
            added=sum(outcome.done in changed for outcome in outcomes),
            known=sum(outcome.done in (Done.SAME, Done.COPY) for outcome in outcomes),
            problems=tuple(
                str(error)
                for error in (*report.errors, *(outcome.error for outcome in report.failed))
                if error is not None
            ),
        )

    return Started(job=jobs.start("library", workspace.owner, _ABOUT, work).snapshot())


def open_entry(workspace: Workspace, path: Path, number: int) -> Recording:
    """A recording of the library on the workbench, with its words; as it was left, if it was open.

    Raises MediaError when its file is gone.
    """
    with Library(path) as library:
        entry = library.get(number)
        alignment = library.alignment(number)
    for known in workspace.recordings():
        if known.fingerprint == entry.fingerprint:
            same = workspace.alignment(known.id).transcript.tokens == alignment.transcript.tokens
            if same and Path(known.media).is_file():
                return workspace.change(known.id, opened=now())
    if not entry.path.is_file():
        raise MediaError(entry.path, "is not there any more; add the folder that it was moved to")
    info = probe_apart(entry.path)
    folder = workspace.new_folder()
    write_text(folder / "transcript.txt", alignment.transcript.text)
    write_text(folder / "alignment.json", format_alignment(alignment))
    return workspace.keep(
        Recording(
            id=folder.name,
            title=entry.path.name,
            media=str(entry.path),
            duration=info.duration,
            width=info.video.width if info.video else 0,
            height=info.video.height if info.video else 0,
            fingerprint=info.fingerprint,
            transcript="transcript.txt",
            opened=now(),
        )
    )


def _hit(hit: LibraryHit) -> LibraryHitAnswer:
    return LibraryHitAnswer(
        recording=hit.entry.id,
        title=hit.entry.title,
        first=hit.first,
        last=hit.last,
        start=round(hit.span.start, 3) if hit.span else None,
        end=round(hit.span.end, 3) if hit.span else None,
        moment=_moment(hit.moment),
        speaker=hit.speaker,
        context=hit.context,
        start_char=hit.start_char,
        end_char=hit.end_char,
    )


def _match(match: QuoteMatch) -> QuoteMatchAnswer:
    return QuoteMatchAnswer(
        hit=_hit(match.hit),
        verdict=match.verdict.value,
        score=round(match.score, 3),
        parts=tuple(
            QuotePart(
                kind=difference.kind.value,
                quoted=" ".join(difference.quoted),
                said=" ".join(match.words[slice(*difference.said)]),
            )
            for difference in match.differences
        ),
        warnings=match.warnings,
    )


def _recording(entry: Entry) -> LibraryRecording:
    return LibraryRecording(
        id=entry.id,
        title=entry.title,
        path=str(entry.path),
        duration=entry.duration,
        words=entry.words,
        recorded=_moment(entry.recorded),
    )


def _moment(moment: float | None) -> str | None:
    if moment is None:
        return None
    return datetime.fromtimestamp(moment).strftime("%Y-%m-%d %H:%M:%S")
