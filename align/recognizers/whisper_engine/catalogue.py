"""The known Whisper models, the ones on this machine, and the files of a model.

Nothing here loads a model or touches the network. A model is looked for, in this order, as a
folder given by its path, among the models that Pullquote downloaded (`models_folder`), and in the
Hugging Face cache that other tools share.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from pullquote.align.errors import ModelError
from pullquote.align.recognizers.whisper_engine.model_file import ModelShape, read_shape

MODELS_ENV = "PULLQUOTE_MODELS"
"""Environment variable that names another folder for downloaded models."""


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A model that can be asked for by a short name."""

    name: str
    repository: str
    """On the Hugging Face hub, in CTranslate2's format."""
    size_mb: int
    """Size of the download, in megabytes of 10^6 bytes."""


KNOWN_MODELS = tuple(
    KnownModel(name, repository, size)
    for name, repository, size in (
        ("tiny", "Systran/faster-whisper-tiny", 78),
        ("tiny.en", "Systran/faster-whisper-tiny.en", 78),
        ("base", "Systran/faster-whisper-base", 148),
        ("base.en", "Systran/faster-whisper-base.en", 148),
        ("small", "Systran/faster-whisper-small", 487),
        ("small.en", "Systran/faster-whisper-small.en", 486),
        ("distil-small.en", "Systran/faster-distil-whisper-small.en", 336),
        ("medium", "Systran/faster-whisper-medium", 1531),
        ("medium.en", "Systran/faster-whisper-medium.en", 1530),
        ("distil-medium.en", "Systran/faster-distil-whisper-medium.en", 792),
        ("large-v1", "Systran/faster-whisper-large-v1", 3090),
        ("large-v2", "Systran/faster-whisper-large-v2", 3090),
        ("large-v3", "Systran/faster-whisper-large-v3", 3091),
        ("distil-large-v2", "Systran/faster-distil-whisper-large-v2", 1515),
        ("distil-large-v3", "Systran/faster-distil-whisper-large-v3", 1516),
        ("distil-large-v3.5", "distil-whisper/distil-large-v3.5-ct2", 1516),
        ("large-v3-turbo", "mobiuslabsgmbh/faster-whisper-large-v3-turbo", 1622),
    )
)
_ALIASES = {"large": "large-v3", "turbo": "large-v3-turbo"}
_BY_NAME = {model.name: model for model in KNOWN_MODELS}

REQUIRED_FILES = ("config.json", "model.bin", "tokenizer.json")
"""Files that a model's folder must hold, besides `vocabulary.json` or `vocabulary.txt`."""
OPTIONAL_FILES = ("preprocessor_config.json", "vocabulary.json", "vocabulary.txt")

_CODES = {"jv": "jw", "nb": "no", "iw": "he", "in": "id", "fil": "tl", "cmn": "zh"}
"""Codes in Whisper's vocabulary for tags that differ from them."""

UNSPACED_LANGUAGES = frozenset({"zh", "ja", "yue", "th", "lo", "my", "km", "bo"})
"""Languages that Whisper writes without spaces between words."""

# Models that are worth using when they are already installed, from strong to weak.
_PREFERENCE = ("large-v3-turbo", "large-v3", "medium", "small", "base", "tiny")


def known_model(name: str) -> KnownModel | None:
    """The model with this short name; None for repositories, folders and unknown names."""
    return _BY_NAME.get(_ALIASES.get(name, name))


def repository_of(name: str) -> str | None:
    """The hub's repository for a short name or an `owner/name`; None when it can be neither."""
    known = known_model(name)
    if known is not None:
        return known.repository
    parts = name.split("/")
    looks_like_path = name.startswith((".", "~", "/")) or "\\" in name or name.endswith("/")
    return name if len(parts) == 2 and all(parts) and not looks_like_path else None


def model_size_mb(name: str) -> int | None:
    """Megabytes to download for this short name; None where that is not known in advance."""
    known = known_model(name)
    return known.size_mb if known is not None else None


def models_folder() -> Path:
    """The folder of the models that Pullquote downloads."""
    chosen = os.environ.get(MODELS_ENV)
    return Path(chosen) if chosen else platformdirs.user_cache_path("pullquote") / "models"


def folder_for(repository: str) -> Path:
    """The folder for a download of this repository."""
    return models_folder() / repository.replace("/", "--")


def find_model(name: str) -> Path | None:
    """The folder of this model on this machine; None when it is missing or incomplete."""
    given = Path(name).expanduser()
    if given.is_dir():
        return given
    repository = repository_of(name)
    if repository is None:
        return None
    candidates = [folder_for(repository), *_cached_snapshots(repository)]
    return next((folder for folder in candidates if not missing_files(folder)), None)


def installed_models() -> tuple[str, ...]:
    """Names of the known models on this machine, from small to large."""
    return tuple(model.name for model in KNOWN_MODELS if find_model(model.name) is not None)


def missing_files(folder: Path) -> tuple[str, ...]:
    """The files that this folder lacks to be a model."""
    missing = [name for name in REQUIRED_FILES if not (folder / name).is_file()]
    if not any((folder / f"vocabulary.{kind}").is_file() for kind in ("json", "txt")):
        missing.append("vocabulary.json")
    return tuple(missing)


def whisper_language(language: str | None) -> str | None:
    """The code that Whisper uses for this language tag: `pt` for `pt-BR`; None for `und`."""
    if language is None:
        return None
    code = language.strip().lower().replace("_", "-").partition("-")[0]
    return None if code in ("", "und", "mul", "zxx") else _CODES.get(code, code)


def default_model(language: str | None, *, has_cuda: bool) -> str:
    """The name of the model to use when the user names none.

    The choice of `preferred_model`, unless that would have to be downloaded while another usable
    one, base or better, is on the machine.
    """
    preferred = preferred_model(language, has_cuda=has_cuda)
    if find_model(preferred) is not None:
        return preferred
    here = set(installed_models())
    strongest = preferred.removesuffix(".en")
    fitting = _PREFERENCE[_PREFERENCE.index(strongest) :]
    for name in fitting:
        for variant in (f"{name}.en", name) if language == "en" else (name,):
            if variant in here and not name.startswith("tiny"):
                return variant
    return preferred


def preferred_model(language: str | None, *, has_cuda: bool) -> str:
    """The model that suits this machine: large and fast with CUDA, else by cores and memory.

    Recognised words only have to be good anchors for the forced alignment, so speed (a fraction of
    the recording's length) is worth more than the last per cent of words.
    """
    if has_cuda:
        return "large-v3-turbo"
    roomy = usable_cores() >= 4 and memory_gb() >= 6
    name = "small" if roomy else "base"
    return f"{name}.en" if language == "en" else name


def usable_cores() -> int:
    """Processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def memory_gb() -> float:
    """The machine's memory in 10^9 bytes; 8 where the system does not say."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    except (AttributeError, OSError, ValueError):
        return 8.0


def check_model(folder: Path, name: str) -> None:
    """Raise ModelError for a folder that could not be loaded.

    The libraries would look for a missing tokenizer on the network, and crash the whole process on
    alignment heads that the model does not have, so both are checked beforehand.
    """
    missing = missing_files(folder)
    if missing:
        raise ModelError(
            name,
            f"{folder} lacks {', '.join(missing)}; "
            "name a folder with a Whisper model converted for CTranslate2, or a model",
        )
    config = _read_json(folder / "config.json", name)
    _read_json(folder / "tokenizer.json", name)
    shape = read_shape(folder / "model.bin", name)
    heads = config.get("alignment_heads") if isinstance(config, dict) else None
    if not _heads_fit(heads, shape):
        raise ModelError(
            name,
            f"config.json in {folder} names alignment heads {heads}, but the model has "
            f"{shape.decoder_layers} layers of {shape.heads} heads; convert the model again",
        )


def _heads_fit(heads: object, shape: ModelShape) -> bool:
    """True for at least one pair, all of them a layer and a head that the model has."""
    if not isinstance(heads, list) or not heads:
        return False
    try:
        return all(
            0 <= layer < shape.decoder_layers and 0 <= head < shape.heads for layer, head in heads
        )
    except (TypeError, ValueError):
        return False


def _read_json(path: Path, name: str) -> object:
    try:
        document: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(name, f"{path} is damaged ({error}); download the model again") from None
    return document


def _cached_snapshots(repository: str) -> list[Path]:
    """Snapshots of this repository in the Hugging Face cache, newest first."""
    snapshots = _hub_cache() / f"models--{repository.replace('/', '--')}" / "snapshots"
    if not snapshots.is_dir():
        return []
    return sorted(snapshots.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)


def _hub_cache() -> Path:
    """The folder of the Hugging Face cache, found as its documentation describes."""
    for variable in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        if os.environ.get(variable):
            return Path(os.environ[variable]).expanduser()
    if os.environ.get("HF_HOME"):
        return Path(os.environ["HF_HOME"]).expanduser() / "hub"
    cache = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(cache).expanduser() / "huggingface" / "hub"
