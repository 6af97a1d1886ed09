"""The moment at which a recording began, where its file says so."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

from pullquote.align.errors import MediaError
from pullquote.align.files import PathLike
from pullquote.align.media.container import opened

_EARLIEST = datetime(1971, 1, 1, tzinfo=timezone.utc)
"""Cameras without a clock write 1904 or 1970."""


def creation_time(path: PathLike) -> float | None:
    """Seconds since 1970 at which the recording began; None where the file does not say.

    From `creation_time` of the container (phones, cameras, screen recorders) or the origination
    date and time of a broadcast wave file, which are local. Raises MediaError.
    """
    with opened(Path(path)) as (container, stream):
        for tags in (container.metadata, stream.metadata):
            moment = _parse(tags.get("creation_time", ""))
            if moment is None and tags.get("origination_time"):
                date, time = tags.get("date", ""), tags["origination_time"].replace("-", ":")
                moment = _parse(f"{date}T{time}")
            if moment is not None:
                return moment
    return None


def find_creation_time(path: PathLike) -> float | None:
    """`creation_time`, or None for a file that cannot be read."""
    try:
        return creation_time(path)
    except MediaError:
        return None


def _parse(text: str) -> float | None:
    """A moment as files write it, in local time where it has no zone."""
    try:
        moment = datetime.fromisoformat(text.strip().replace("Z", "+00:00").replace(" ", "T"))
    except ValueError:
        return None
    moment = moment.astimezone()
    return moment.timestamp() if moment > _EARLIEST else None
