"""A model is fetched once from a hub that a local server plays, and a missing hub is said to be."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pullquote.align.errors import CancelledError, ModelError
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.recognizers.whisper_engine import download as whisper_download
from pullquote.align.recognizers.whisper_engine.catalogue import check_model, find_model
from pullquote.align.recognizers.whisper_engine.download import download_model, is_reachable


class FakeHub:
    """Serves one model; what it is asked for and how it misbehaves can be seen and set."""

    def __init__(self, folder: Path) -> None:
        self.files = {file.name: file.read_bytes() for file in folder.iterdir()}
        self.files["README.md"] = b"not needed"
        self.requests: list[tuple[str, str | None]] = []
        self.break_after: int | None = None
        self.damage = False
        self.knows_ranges = True
        self.status = 200

    def listing(self) -> bytes:
        siblings = [
            {
                "rfilename": name,
                "size": len(data),
                **(
                    {"lfs": {"sha256": hashlib.sha256(data).hexdigest()}} if len(data) > 1e6 else {}
                ),
            }
            for name, data in self.files.items()
        ]
        return json.dumps({"sha": "0123abc", "siblings": siblings}).encode()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        asked = request.headers.get("Range")
        self.requests.append((request.path, asked))
        asked = asked if self.knows_ranges else None
        if self.status != 200:
            request.send_error(self.status)
            return
        name = request.path.rpartition("/")[2]
        is_file = "/resolve/0123abc/" in request.path
        body = self.files[name] if is_file else self.listing()
        if self.damage and is_file:
            body = bytes(len(body))
        first = int(re.findall(r"\d+", asked)[0]) if asked else 0
        request.send_response(206 if asked else 200)
        request.send_header("Content-Length", str(len(body) - first))
        request.end_headers()
        body = body[first:]
        if is_file and self.break_after is not None and len(body) > self.break_after:
            body = body[: self.break_after]
        request.wfile.write(body)


@pytest.fixture
def hub(small_whisper: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    fake = FakeHub(small_whisper)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            fake.answer(self)

        def do_HEAD(self) -> None:
            self.send_error(405)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
    yield fake
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULLQUOTE_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")  # nothing listens there
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)


def test_a_fetched_model_is_whole_and_found_from_then_on(hub, small_whisper):
    folder = download_model("tiny", SILENT)
    assert find_model("tiny") == folder
    check_model(folder, "tiny")
    for file in small_whisper.iterdir():
        assert (folder / file.name).read_bytes() == file.read_bytes()
    assert not (folder / "README.md").exists()
    assert not list(folder.glob("*.part"))


def test_the_size_is_announced_and_progress_never_goes_back(hub):
    reports, notes = [], []
    monitor = Monitor(on_progress=lambda *report: reports.append(report), on_note=notes.append)
    download_model("tiny", monitor)
    assert ["3 MB" in note for note in notes] == [True]
    assert {stage for stage, _ in reports} == {"downloading speech model tiny (3 MB, once)"}
    fractions = [fraction for _, fraction in reports]
    assert all(a <= b for a, b in itertools.pairwise(fractions))
    assert fractions[0] == 0
    assert fractions[-1] == 1
    assert len(fractions) > 5


def test_a_broken_off_download_goes_on_where_it_stopped(hub):
    hub.break_after = 1_000_000
    with pytest.raises(ModelError, match="broke off"):
        download_model("tiny", SILENT)
    assert find_model("tiny") is None
    hub.break_after = None
    hub.requests.clear()
    folder = download_model("tiny", SILENT)
    check_model(folder, "tiny")
    assert ("bytes=1000000-") in [asked for _, asked in hub.requests]


def test_a_server_without_ranges_sends_the_whole_again(hub):
    hub.break_after = 1_000_000
    with pytest.raises(ModelError, match="broke off"):
        download_model("tiny", SILENT)
    hub.break_after, hub.knows_ranges = None, False
    check_model(download_model("tiny", SILENT), "tiny")


def test_a_cancelled_download_leaves_no_model(hub):
    reports = itertools.count()
    with pytest.raises(CancelledError):
        download_model("tiny", Monitor(is_cancelled=lambda: next(reports) > 4))
    assert find_model("tiny") is None


def test_damaged_weights_are_refused(hub):
    hub.damage = True
    with pytest.raises(ModelError, match="arrived damaged"):
        download_model("tiny", SILENT)
    assert find_model("tiny") is None


def test_an_unknown_repository_is_said_to_be_unknown(hub):
    hub.status = 404
    with pytest.raises(ModelError, match="no public model someone/nothing"):
        download_model("someone/nothing", SILENT)


def test_a_repository_with_another_kind_of_model_is_refused(hub):
    del hub.files["tokenizer.json"]
    with pytest.raises(ModelError, match="not a Whisper model in CTranslate2's format"):
        download_model("someone/something", SILENT)


def test_a_hub_that_refuses_is_unreachable_at_once():
    before = time.monotonic()
    with pytest.raises(ModelError, match=r"cannot be reached.*--engine sphinx"):
        download_model("tiny", SILENT)
    assert time.monotonic() - before < 3
    assert not is_reachable()


def test_a_hub_that_never_answers_is_given_up_within_seconds(monkeypatch):
    monkeypatch.setattr(whisper_download, "PATIENCE", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{silent.getsockname()[1]}")
        before = time.monotonic()
        assert not is_reachable(0.5)
        with pytest.raises(ModelError, match="cannot be reached"):
            download_model("tiny", SILENT)
        assert time.monotonic() - before < 5


def test_offline_mode_asks_nobody(hub, monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert not is_reachable()
    with pytest.raises(ModelError, match="HF_HUB_OFFLINE"):
        download_model("tiny", SILENT)
    assert hub.requests == []


def test_a_hub_that_answers_at_all_is_reachable(hub):
    assert is_reachable()
