"""Downloads a Whisper model from the Hugging Face hub once: announced, with progress, resumable.

Only the standard library is used, so that every wait has a limit.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pullquote.align.errors import ModelError
from pullquote.align.progress import Monitor
from pullquote.align.recognizers.whisper_engine.catalogue import (
    OPTIONAL_FILES,
    REQUIRED_FILES,
    folder_for,
    repository_of,
)

ENDPOINT_ENV = "HF_ENDPOINT"
"""Environment variable that names a mirror of the hub."""
PATIENCE = 5.0
"""Seconds after which a hub that does not answer counts as unreachable."""
_STALL = 20.0
"""Seconds without a byte after which a download is given up; the next try continues it."""
_PIECE = 1 << 18

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class _RemoteFile:
    """A file on the hub."""

    name: str
    size: int
    """Bytes."""
    sha256: str | None
    """None for small files."""


def is_reachable(patience: float = PATIENCE) -> bool:
    """True if the hub answers within `patience` seconds."""
    if _is_offline():
        return False
    try:
        request = urllib.request.Request(_endpoint(), method="HEAD")
        _within(patience, lambda: urllib.request.urlopen(request, timeout=patience).close())
    except urllib.error.HTTPError:
        return True
    except (OSError, ValueError):
        return False
    return True


def download_model(name: str, monitor: Monitor) -> Path:
    """Download the model into Pullquote's own folder, which is returned.

    The stage that is reported names the model and its size, and so does a note. Raises ModelError
    when the hub cannot be reached within seconds, has no such model, or stops answering; partial
    files are kept for the next try. Raises CancelledError.
    """
    repository = repository_of(name)
    if repository is None:
        raise ModelError(name, "it is not the name of a model; use one such as base or small")
    revision, files = _list_files(name, repository)
    megabytes = sum(file.size for file in files) / 1e6
    stage = f"downloading speech model {name} ({megabytes:.0f} MB, once)"
    folder = folder_for(repository)
    total = max(1, sum(file.size for file in files))
    done = 0
    monitor.note(f"{stage} to {folder}")
    monitor.report(stage, 0.0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            url = f"{_endpoint()}/{repository}/resolve/{revision}/{urllib.parse.quote(file.name)}"
            base = done

            def tell(count: int, base: int = base) -> None:
                monitor.report(stage, (base + count) / total)

            _fetch(url, folder / file.name, file, tell)
            done += file.size
    except OSError as error:
        raise ModelError(
            name,
            f"its download broke off ({_reason(error)}); try again to continue where it stopped, "
            "or use --engine sphinx for English",
        ) from error
    monitor.report(stage, 1.0)
    return folder


def _list_files(name: str, repository: str) -> tuple[str, list[_RemoteFile]]:
    """The newest revision and the files that a model needs. Raises ModelError."""
    if _is_offline():
        raise ModelError(name, f"it is not on this machine and HF_HUB_OFFLINE is set; {_ADVICE}")
    url = f"{_endpoint()}/api/models/{repository}?blobs=true"
    try:
        document = _within(PATIENCE, lambda: _get_json(url))
    except urllib.error.HTTPError as error:
        if error.code in (401, 403, 404):
            raise ModelError(
                name, f"the hub has no public model {repository}; check the name"
            ) from None
        raise ModelError(name, f"the hub answered with error {error.code}; {_ADVICE}") from None
    except (OSError, ValueError) as error:
        raise ModelError(
            name,
            f"it is not on this machine and {_endpoint()} cannot be reached "
            f"({_reason(error)}); {_ADVICE}",
        ) from None
    wanted = {*REQUIRED_FILES, *OPTIONAL_FILES}
    try:
        files = [
            _RemoteFile(
                entry["rfilename"], int(entry["size"]), (entry.get("lfs") or {}).get("sha256")
            )
            for entry in document["siblings"]
            if entry["rfilename"] in wanted
        ]
        revision = str(document["sha"])
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(
            name, f"the hub gave an answer that could not be read ({error!r}); try again later"
        ) from None
    if not {*REQUIRED_FILES} <= {file.name for file in files}:
        raise ModelError(
            name, f"{repository} is not a Whisper model in CTranslate2's format; choose another"
        )
    return revision, files


_ADVICE = (
    "connect to the internet and try again, name a folder that holds a model, "
    "or use --engine sphinx for English"
)


def _fetch(url: str, target: Path, file: _RemoteFile, tell: Callable[[int], None]) -> None:
    """Download one file to `target`, continuing an earlier try. Raises OSError."""
    if target.is_file() and target.stat().st_size == file.size:
        tell(file.size)
        return
    part = _own_part(target)
    have = part.stat().st_size if part.is_file() else 0
    if have > file.size:
        part.unlink()
        have = 0
    if have < file.size or file.size == 0:
        headers = {"Range": f"bytes={have}-"} if have else {}
        request = urllib.request.Request(url, headers=headers)
        with urllib.request.urlopen(request, timeout=_STALL) as answer:
            # A server that does not know ranges sends the whole file.
            mode = "ab" if have and answer.status == 206 else "wb"
            have = have if mode == "ab" else 0
            with part.open(mode) as stream:
                try:
                    while piece := answer.read(_PIECE):
                        stream.write(piece)
                        have += len(piece)
                        tell(have)
                finally:
                    stream.flush()
                    _leave_behind(part)
    if have != file.size:
        raise OSError(f"{file.name} has {have} bytes instead of {file.size}")
    if file.sha256 is not None and _sha256(part) != file.sha256:
        part.unlink()
        raise OSError(f"{file.name} arrived damaged")
    part.replace(target)


def _own_part(target: Path) -> Path:
    """The partial file of an earlier try, renamed so that no other process writes to it.

    Only a file that was not touched for a while is taken: its process has ended or was killed.
    """
    own = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    for left in target.parent.glob(f"{target.name}*.part"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > 3 * _STALL:
                os.utime(left)
                left.rename(own)
                break
    return own


def _leave_behind(part: Path) -> None:
    """Give up the partial file, so that the next try can continue it at once."""
    with contextlib.suppress(OSError):
        os.utime(part, (0, 0))


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def _get_json(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
        return json.load(answer)


def _within(patience: float, work: Callable[[], _Result]) -> _Result:
    """The result of `work`, or TimeoutError: looking up a host's name has no time limit."""
    outcome: list[_Result] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as error:
            failure.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    # The connection's own limit comes first and cleans up.
    thread.join(patience + 1.0)
    if failure:
        raise failure[0]
    if not outcome:
        raise TimeoutError(f"no answer within {patience:g} seconds")
    return outcome[0]


def _reason(error: Exception) -> str:
    inner = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(inner, OSError) and inner.strerror:
        return inner.strerror
    return str(inner)


def _is_offline() -> bool:
    return os.environ.get("HF_HUB_OFFLINE", "").strip().lower() in {"1", "true", "yes", "on"}


def _endpoint() -> str:
    return (os.environ.get(ENDPOINT_ENV) or "https://huggingface.co").rstrip("/")
