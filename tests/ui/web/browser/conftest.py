"""A server and a browser for the tests of the page; without a browser they are skipped."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

from pullquote.align.files import write_bytes
from pullquote.align.media import audio
from pullquote.align.model.alignment import Alignment, Status
from pullquote.align.progress import Monitor
from pullquote.clips.typeset.fonts import FONTS_DIR
from pullquote.samples import SAMPLE_AUDIO
from pullquote.ui.web.actions import aligning as handlers, engine
from pullquote.ui.web.app import create_app
from pullquote.ui.web.guard import Access
from tests.ui.web.browser.visitor import Server, Visitor

PASSWORD, KEY = "sesame", "k" * 32
# The pages behind the address bar's list of suggestions: Chromium loads three for every window, for
# more than a second of work, though nobody sees an address bar here.
_ADDRESS_BAR = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup")
# Playwright's own choice, which an argument of the same name replaces.
_PLAYWRIGHTS = (
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"),
    *("ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints"),
    *("NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch"),
)
ARGUMENTS = [
    f"--disable-features={','.join((*_PLAYWRIGHTS, *_ADDRESS_BAR))}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",  # containers give it little
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything beside this file drives a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def looked_at() -> dict[Any, Any]:
    """The facts about each file and the picture of its sound, from the first time it was opened."""
    return {}


@pytest.fixture(autouse=True)
def _looked_at_once(looked_at: dict[Any, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither is found out again: each takes a Python of its own, and nearly every test opens the
    sample."""
    examine, work_apart = audio.probe_apart, handlers.run_apart

    def state(path: Path) -> tuple[Any, ...]:
        found = path.stat()
        return path.resolve(), found.st_ino, found.st_size, found.st_mtime_ns

    def probe_once(path: Path) -> Any:
        if not path.is_file():
            return examine(path)
        key = ("facts", *state(path))
        if key not in looked_at:
            looked_at[key] = examine(path)
        return looked_at[key]

    def draw_once(work: Any, media: Path, duration: float, target: Path, **more: Any) -> Any:
        key = (work, *state(media), duration)
        if key not in looked_at:
            work_apart(work, media, duration, target, **more)
            looked_at[key] = target.read_bytes()
        return write_bytes(target, looked_at[key])

    monkeypatch.setattr(audio, "probe_apart", probe_once)
    monkeypatch.setattr(handlers, "run_apart", draw_once)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    import uvicorn

    asked: list[str] = []
    look_up = socket.getaddrinfo

    def listed(host: Any, *rest: Any, **more: Any) -> Any:
        if host not in (None, "localhost", "127.0.0.1", "::1"):
            asked.append(str(host))
        return look_up(host, *rest, **more)

    socket.getaddrinfo = listed

    access = Access("127.0.0.1", PASSWORD, KEY, (Path("/"),))
    app = create_app(access, tmp_path_factory.mktemp("data"))
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1)
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not running.started:
        time.sleep(0.02)
    yield Server(f"http://127.0.0.1:{listening.getsockname()[1]}/", app, asked)
    socket.getaddrinfo = look_up
    app.state.desk.jobs.close()
    running.should_exit = True
    thread.join(5)


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Variables for a browser that has Pullquote's fonts only: without any, Chromium crashes."""
    folder = tmp_path_factory.mktemp("browser-fonts")
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{escape(str(FONTS_DIR))}</dir><cachedir>{folder}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return {"FONTCONFIG_FILE": str(path)}


@pytest.fixture(scope="session")
def browser(fonts: dict[str, str]) -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = os.environ.get("PULLQUOTE_CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    with api.sync_playwright() as playwright:
        if program is None and not Path(playwright.chromium.executable_path).exists():
            pytest.skip("no chromium here; install Debian's, or set PULLQUOTE_CHROMIUM")
        browser = Browser(
            lambda: playwright.chromium.launch(
                executable_path=program, args=ARGUMENTS, env={**os.environ, **fonts}
            )
        )
        yield browser
        browser.close()


class Browser:
    """One browser for all tests; after a crash, which fails one test, the next gets a new one."""

    def __init__(self, launch: Callable[[], Any]) -> None:
        self._launch = launch
        self._running = launch()

    def new_context(self, **options: Any) -> Any:
        if not self._running.is_connected():
            self._running = self._launch()
        return self._running.new_context(**options)

    def close(self) -> None:
        self._running.close()


@pytest.fixture
def visitors(browser: Any, server: Server) -> Iterator[Callable[..., Visitor]]:
    contexts = []
    made: list[Visitor] = []
    server.asked.clear()

    # The owner's workspace is one for all tests.
    shutil.rmtree(server.desk.visitors.root / "visitors", ignore_errors=True)

    def make(width: int = 1440, height: int = 900, guest: bool = False, **options: Any) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": height}, accept_downloads=True, **options
        )
        context.set_default_timeout(15_000)
        secret = PASSWORD if guest else KEY
        context.request.post(f"{server.address}sign-in", form={"secret": secret})
        contexts.append(context)
        made.append(Visitor(context.new_page(), server))
        return made[-1]

    yield make
    for context in contexts:
        context.close()
    assert server.asked == [], "names of other machines that the server looked up"
    for visitor in made:
        assert visitor.problems == [], "errors in the page's script"
        assert visitor.outside == [], "requests that left this machine"


@pytest.fixture
def visitor(visitors: Callable[..., Visitor]) -> Visitor:
    return visitors()


@dataclass
class Planted:
    """Alignment that knows the answer, goes as slowly as a test wants, and counts what it did."""

    truth: Alignment
    go: threading.Event
    begun: threading.Event
    stopped: threading.Event
    error: Exception | None = None
    placed: int = 0
    chosen: Any = None
    """The page's request for the last alignment."""


@pytest.fixture
def planted(true_alignment: Alignment, monkeypatch: pytest.MonkeyPatch) -> Planted:
    """The sample's true times instead of a recogniser's; `go` lets an alignment finish."""
    planted = Planted(true_alignment, threading.Event(), threading.Event(), threading.Event())

    def align_whole(media: Path, transcript: Any, chosen: Any, monitor: Monitor) -> Alignment:
        share, planted.chosen = 0.0, chosen
        try:
            while not planted.go.is_set():
                share = min(0.6, share + 0.02)
                monitor.report("recognising speech", share)
                planted.begun.set()
                time.sleep(0.02)
            if planted.error:
                raise planted.error
        except BaseException:
            planted.stopped.set()
            raise
        return replace(planted.truth, transcript=transcript)

    def align_part(
        media: Path, transcript: Any, sought: Any, chosen: Any, monitor: Monitor
    ) -> Alignment:
        planted.placed += 1
        words = tuple(
            word
            if sought[0] - 3 <= place <= sought[1] + 3
            else replace(word, span=None, status=Status.PENDING)
            for place, word in enumerate(planted.truth.words)
        )
        return replace(planted.truth, transcript=transcript, words=words, unscripted=())

    monkeypatch.setattr(handlers, "SHORT", 0.0)
    monkeypatch.setattr(engine, "align_whole", align_whole)
    monkeypatch.setattr(engine, "align_part", align_part)
    yield planted
    planted.go.set()


@pytest.fixture(scope="session", name="audio")
def audio_file() -> Path:
    return SAMPLE_AUDIO
