"""Python, ffmpeg, folders and hardware of this machine."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator

from pullquote.ui.cli.doctor.finding import Finding, State


def look_at_python() -> Iterator[Finding]:
    version = platform.python_version()
    good = (3, 10) <= sys.version_info[:2] <= (3, 13)
    yield Finding(
        "python",
        State.GOOD if good else State.OPTIONAL,
        f"Python {version} on {platform.system()} {platform.machine()}",
        "" if good else "use Python 3.10 to 3.13, for which all parts are published",
    )


def look_at_ffmpeg() -> Iterator[Finding]:
    from pullquote.align.media.ffmpeg import ffmpeg_report

    report = ffmpeg_report()
    yield Finding("ffmpeg", State.GOOD, f"version {report.version} at {report.path}")
    yield Finding(
        "ffmpeg",
        State.GOOD,
        f"{len(report.encoders)} encoders, {len(report.filters)} filters",
    )
    if report.missing:
        essential = {"libx264", "aac", "ass"} & set(report.missing)
        yield Finding(
            "ffmpeg",
            State.BROKEN if essential else State.OPTIONAL,
            f"it lacks {', '.join(report.missing)}",
            "unset PULLQUOTE_FFMPEG, or set it to a fuller build",
        )


def look_at_folders() -> Iterator[Finding]:
    from pullquote.align.model.cache import cache_folder
    from pullquote.align.recognizers.whisper_engine.catalogue import models_folder
    from pullquote.ui.web.state.workspace import data_folder

    for what, path, variable in (
        ("the page's work", data_folder(), "PULLQUOTE_DATA"),
        ("earlier recognitions", cache_folder(), "PULLQUOTE_CACHE"),
        ("speech models", models_folder(), "PULLQUOTE_MODELS"),
    ):
        existing = next(place for place in (path, *path.absolute().parents) if place.exists())
        writable = os.access(existing, os.W_OK)
        free = shutil.disk_usage(existing).free / 1e9
        yield Finding(
            "data",
            State.GOOD if writable else State.OPTIONAL,
            f"{what}: {path} ({free:.0f} GB free)",
            "" if writable else f"it cannot be written to; set {variable} to another folder",
        )


def look_at_machine() -> Iterator[Finding]:
    from pullquote.align.recognizers.whisper_engine.catalogue import memory_gb, usable_cores

    yield Finding(
        "machine", State.GOOD, f"{usable_cores()} processor cores, {memory_gb():.0f} GB of memory"
    )
