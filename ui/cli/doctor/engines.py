"""Recognisers and their models."""

from __future__ import annotations

from collections.abc import Iterator

from pullquote.ui.cli.doctor.finding import Finding, State
from pullquote.ui.cli.doctor.packages import installed_version


def look_at_engines() -> Iterator[Finding]:
    sphinx = installed_version("pocketsphinx")
    whisper = installed_version("faster-whisper")
    if sphinx:
        yield Finding("engine", State.GOOD, f"sphinx: pocketsphinx {sphinx}, English, no download")
    else:
        yield Finding(
            "engine",
            State.OPTIONAL if whisper else State.BROKEN,
            "sphinx: pocketsphinx is not installed",
            "python -m pip install pocketsphinx; until then words are timed by Whisper alone",
        )
    if whisper:
        yield Finding("engine", State.GOOD, f"whisper: faster-whisper {whisper}, {_device()}")
    else:
        yield Finding(
            "engine",
            State.OPTIONAL if sphinx else State.BROKEN,
            "whisper: faster-whisper is not installed",
            "python -m pip install faster-whisper, for languages other than English",
        )


def _device() -> str:
    import ctranslate2

    graphics = ctranslate2.get_cuda_device_count()
    return f"{graphics} CUDA device{'s' * (graphics != 1)}" if graphics else "on the CPU"


def look_at_models() -> Iterator[Finding]:
    import ctranslate2

    from pullquote.align.recognizers.whisper_engine.catalogue import (
        default_model,
        installed_models,
        model_size_mb,
    )

    models = installed_models()
    if models:
        yield Finding("model", State.GOOD, f"Whisper models: {', '.join(models)}")
        return
    chosen = default_model(None, has_cuda=ctranslate2.get_cuda_device_count() > 0)
    yield Finding(
        "model",
        State.OPTIONAL,
        "no Whisper model is installed; English works without one",
        f"`pullquote align --engine whisper` fetches {chosen} once ({model_size_mb(chosen)} MB), "
        "or the one named by --model",
    )
