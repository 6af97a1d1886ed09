"""What is installed here, whether the main job works with it, and what to do about the rest.

Every finding looks for itself and never raises: a broken library is a finding, not an error.
"""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any

from pullquote.align.errors import ProgramError, PullquoteError


class State(str, Enum):
    """How a finding bears on the work."""

    GOOD = "good"
    OPTIONAL = "optional"
    """Missing or lesser, and the main job works without it."""
    BROKEN = "broken"
    """The main job (align, cut, caption) does not work."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    topic: str
    """`python`, `packages`, `ffmpeg`, `engine`, `model`, `fonts`, `sample`, `data` or `machine`."""
    state: State
    found: str
    """What is here, in a few words."""
    advice: str = ""
    """What to do about it; empty when there is nothing to do."""


PACKAGES = (
    "av",
    "beautifulsoup4",
    "charset-normalizer",
    "click",
    "ctranslate2",
    "faster-whisper",
    "ffmpeg-python",
    "fonttools",
    "gradio",
    "imageio-ffmpeg",
    "lazy_loader",
    "lxml",
    "num2words",
    "numpy",
    "platformdirs",
    "pocketsphinx",
    "pydub",
    "pysubs2",
    "rapidfuzz",
    "budoux",
    "opentimelineio",
    "tqdm",
)
_ESSENTIAL = frozenset({"packages", "ffmpeg", "engine", "fonts"})
_NEEDED = frozenset(
    {"av", "click", "imageio-ffmpeg", "lazy_loader", "numpy", "pydub", "pysubs2", "ffmpeg-python"}
)


def examine() -> tuple[Finding, ...]:
    """Everything that was looked at, in the order to show it."""
    findings: list[Finding] = []
    for topic, look in (
        ("python", _python),
        ("packages", _packages),
        ("ffmpeg", _ffmpeg),
        ("engine", _engines),
        ("model", _models),
        ("fonts", _fonts),
        ("sample", _sample),
        ("data", _folders),
        ("machine", _machine),
    ):
        findings.extend(_carefully(topic, look))
    return tuple(findings)


def is_well(findings: tuple[Finding, ...]) -> bool:
    """Whether the main job works here."""
    return all(finding.state is not State.BROKEN for finding in findings)


def as_document(findings: tuple[Finding, ...]) -> dict[str, Any]:
    """The findings as plain data, for JSON."""
    return {
        "works": is_well(findings),
        "findings": [asdict(finding) | {"state": finding.state.value} for finding in findings],
    }


def _carefully(topic: str, look: Callable[[], Iterator[Finding]]) -> list[Finding]:
    """What `look` finds; when it breaks, that."""
    found: list[Finding] = []
    try:
        found.extend(look())
    except Exception as error:
        told = isinstance(error, PullquoteError)
        problem = str(error) if told else f"{type(error).__name__}: {error}"
        state = State.BROKEN if topic in _ESSENTIAL else State.OPTIONAL
        found.append(Finding(topic, state, problem, "" if told else _REINSTALL))
    return found


_REINSTALL = "install again: python -m pip install --force-reinstall pullquote"


def _python() -> Iterator[Finding]:
    version = platform.python_version()
    good = (3, 10) <= sys.version_info[:2] <= (3, 13)
    yield Finding(
        "python",
        State.GOOD if good else State.OPTIONAL,
        f"Python {version} on {platform.system()} {platform.machine()}",
        "" if good else "use Python 3.10 to 3.13, for which all parts are published",
    )


def _packages() -> Iterator[Finding]:
    here: list[str] = []
    for name in ("pullquote", *PACKAGES):
        try:
            here.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            state = State.BROKEN if name in _NEEDED else State.OPTIONAL
            yield Finding("packages", state, f"no {name}", f"python -m pip install {name}")
    yield Finding("packages", State.GOOD, ", ".join(here))


def _ffmpeg() -> Iterator[Finding]:
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
            f"lacks {', '.join(report.missing)}",
            "unset PULLQUOTE_FFMPEG or let it name a fuller build",
        )


def _engines() -> Iterator[Finding]:
    sphinx = _version("pocketsphinx")
    whisper = _version("faster-whisper")
    if sphinx:
        yield Finding("engine", State.GOOD, f"sphinx: pocketsphinx {sphinx}, English, no download")
    else:
        yield Finding(
            "engine",
            State.OPTIONAL if whisper else State.BROKEN,
            "sphinx: no pocketsphinx",
            "python -m pip install pocketsphinx; until then words are timed by Whisper alone",
        )
    if whisper:
        yield Finding("engine", State.GOOD, f"whisper: faster-whisper {whisper}, {_device()}")
    else:
        yield Finding(
            "engine",
            State.OPTIONAL if sphinx else State.BROKEN,
            "whisper: no faster-whisper",
            "python -m pip install faster-whisper, for languages other than English",
        )


def _device() -> str:
    import ctranslate2

    graphics = ctranslate2.get_cuda_device_count()
    return f"{graphics} CUDA device{'s' * (graphics != 1)}" if graphics else "on the CPU"


def _models() -> Iterator[Finding]:
    import ctranslate2

    from pullquote.align.recognizers.whisper_engine.catalogue import (
        default_model,
        installed_models,
        model_size_mb,
    )

    models = installed_models()
    if models:
        yield Finding("model", State.GOOD, f"Whisper models here: {', '.join(models)}")
        return
    chosen = default_model(None, has_cuda=ctranslate2.get_cuda_device_count() > 0)
    yield Finding(
        "model",
        State.OPTIONAL,
        "no Whisper model here; English works without one",
        f"`pullquote align --engine whisper` fetches {chosen} once ({model_size_mb(chosen)} MB), "
        "or the one named by --model",
    )


def _fonts() -> Iterator[Finding]:
    from pullquote.clips.typeset.fonts import FAMILIES, font_file
    from pullquote.clips.typeset.styles import style_names

    here: list[str] = []
    lacking: list[str] = []
    for family in FAMILIES:
        path = font_file(family)
        (here if path is not None and path.is_file() else lacking).append(family)
    if lacking:
        state = State.OPTIONAL if here else State.BROKEN
        yield Finding("fonts", state, f"no {', '.join(lacking)}", _REINSTALL)
    yield Finding("fonts", State.GOOD, ", ".join(here))
    yield from _other_fonts()
    yield Finding("fonts", State.GOOD, f"caption styles: {', '.join(style_names())}")


def _other_fonts() -> Iterator[Finding]:
    """The user's folder of fonts, and whether Chinese, Japanese and Korean can be drawn."""
    from pullquote.clips.typeset.fonts.own import VARIABLE, own_families, own_folder
    from pullquote.clips.typeset.still import missing_when_drawn

    folder = own_folder()
    if folder is not None:
        families = ", ".join(own_families())
        if families:
            yield Finding("fonts", State.GOOD, f"in {folder}: {families}")
        else:
            yield Finding(
                "fonts", State.OPTIONAL, f"none in {folder}", f"correct or unset {VARIABLE}"
            )
    try:
        lacking = missing_when_drawn(["漢字かなカナ한글"])
    except ProgramError:  # told already, as ffmpeg's
        return
    if lacking:
        yield Finding(
            "fonts",
            State.OPTIONAL,
            "none for Chinese, Japanese and Korean",
            "for captions in these install Noto Sans CJK (fonts-noto-cjk on Debian and Ubuntu, "
            f"google-noto-sans-cjk-fonts on Fedora), or name a folder with it by {VARIABLE}",
        )
    else:
        yield Finding("fonts", State.GOOD, "Chinese, Japanese and Korean can be drawn")


def _sample() -> Iterator[Finding]:
    from pullquote.samples import SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, SAMPLE_VIDEO

    paths = (SAMPLE_VIDEO, SAMPLE_AUDIO, SAMPLE_TRANSCRIPT)
    lacking = [path.name for path in paths if not path.is_file()]
    if lacking:
        yield Finding("sample", State.OPTIONAL, f"no {', '.join(lacking)}", _REINSTALL)
    else:
        names = ", ".join(path.name for path in paths)
        yield Finding("sample", State.GOOD, f"{names} (see `pullquote sample`)")


def _folders() -> Iterator[Finding]:
    from pullquote.align.model.cache import cache_folder
    from pullquote.align.recognizers.whisper_engine.catalogue import models_folder
    from pullquote.ui.web.workspace import data_folder

    for what, path, variable in (
        ("what the page remembers", data_folder(), "PULLQUOTE_DATA"),
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
            "" if writable else f"it cannot be written; let {variable} name another folder",
        )


def _machine() -> Iterator[Finding]:
    from pullquote.align.recognizers.whisper_engine.catalogue import memory_gb, usable_cores

    yield Finding(
        "machine", State.GOOD, f"{usable_cores()} processor cores, {memory_gb():.0f} GB of memory"
    )


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None
