"""Python packages that are installed, and the sample that comes with ours."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterator

from pullquote.ui.cli.doctor.finding import REINSTALL, Finding, State

PACKAGES = (
    "apsw",
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
    "pypdf",
    "pysubs2",
    "rapidfuzz",
    "budoux",
    "opentimelineio",
    "tqdm",
)
_NEEDED = frozenset(
    {"av", "click", "imageio-ffmpeg", "lazy_loader", "numpy", "pydub", "pysubs2", "ffmpeg-python"}
)


def look_at_packages() -> Iterator[Finding]:
    here: list[str] = []
    for name in ("pullquote", *PACKAGES):
        try:
            here.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            state = State.BROKEN if name in _NEEDED else State.OPTIONAL
            yield Finding(
                "packages", state, f"{name} is not installed", f"python -m pip install {name}"
            )
    yield Finding("packages", State.GOOD, ", ".join(here))


def look_at_sample() -> Iterator[Finding]:
    from pullquote.samples import SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, SAMPLE_VIDEO

    paths = (SAMPLE_VIDEO, SAMPLE_AUDIO, SAMPLE_TRANSCRIPT)
    lacking = [path.name for path in paths if not path.is_file()]
    if lacking:
        yield Finding(
            "sample", State.OPTIONAL, f"{', '.join(lacking)} could not be found", REINSTALL
        )
    else:
        names = ", ".join(path.name for path in paths)
        yield Finding("sample", State.GOOD, f"{names} (see `pullquote sample`)")


def installed_version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None
