"""Takes pictures of the page for the README: `python -m benchmarks.pictures.screenshots [FOLDER]`.

Starts a server over an empty data folder, aligns the sample through the page itself, and takes the
pictures in Debian's chromium (or the browser that PULLQUOTE_CHROMIUM names). Needs playwright.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
KEY = "k" * 32
QUOTE = "The storm petrel. She only comes home at night, in the dark,"
SIZES = {"wide": (1440, 900), "laptop": (1366, 768), "small": (1024, 768), "phone": (390, 844)}
BENCH = "document.querySelector('.pq').pq"


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """The page's address while it is served."""
    import uvicorn

    from pullquote.ui.web.app import create_app
    from pullquote.ui.web.guard import Access

    app = create_app(Access("127.0.0.1", owner_token=KEY), data)
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/?key={KEY}"
    finally:
        app.state.desk.jobs.close()
        server.should_exit = True
        thread.join(5)


@contextmanager
def browsing() -> Iterator[tuple[Any, str, Path]]:
    """A browser, the page's address while it is served, and the server's data folder."""
    from playwright.sync_api import sync_playwright

    program = os.environ.get("PULLQUOTE_CHROMIUM") or shutil.which("chromium")
    with (
        tempfile.TemporaryDirectory() as data,
        serving(Path(data)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser, address, Path(data)
        browser.close()


def choose(page: Any) -> None:
    """Select the quote, as a mouse would have."""
    page.evaluate(
        f"""async quote => {{ const page = {BENCH}; const t = page.transcript, w = page.words;
        const wanted = quote.split(' ').length;
        for (let i = 0; i + wanted <= w.count; i++)
          if (w.quote(i, i + wanted - 1) === quote) {{
            t.reveal(i); page.select(i, i + wanted - 1, true);
            t.root.scrollTop -= 60; break; }} }}""",
        QUOTE,
    )
    page.wait_for_selector('[data-do="export"]:not([disabled])')
    page.wait_for_timeout(900)


def take(page: Any, address: str, folder: Path, name: str) -> list[Path]:
    """Photograph all states of the page at one size; returns the pictures."""
    taken = []

    def shoot(state: str) -> None:
        path = folder / f"page-{state}-{name}.png"
        page.screenshot(path=path)
        taken.append(path)

    page.goto(address)
    page.wait_for_selector('.pq[data-view="start"]')
    shoot("start")
    page.fill('[data-in="media-path"]', "/home/anna/interview.mp4")
    page.click('.pq-open [type="submit"]')
    page.wait_for_selector('[data-error="media"]:not([hidden])')
    shoot("error")
    page.fill('[data-in="media-path"]', "")
    page.click('[data-do="sample"]')
    page.wait_for_selector(".pq[data-ready]")
    page.wait_for_function(
        f"() => {BENCH}.out('stage').textContent.includes('Placing')", timeout=120_000
    )
    page.wait_for_timeout(1500)
    shoot("aligning")
    page.wait_for_function(f"() => {BENCH}.words?.aligned", timeout=200_000)
    choose(page)
    shoot("selected")
    page.evaluate(f"{BENCH}.look.set({{ style: 'highlight', shape: '9:16', centre: 0.8 }})")
    page.wait_for_timeout(700)
    page.evaluate(f"{BENCH}.player.seek({BENCH}.clip.span.start + 1.2)")
    page.wait_for_timeout(900)
    shoot("preview")
    page.keyboard.press("e")
    page.wait_for_selector(".pq-work .pq-bar")
    shoot("exporting")
    page.wait_for_selector(".pq-work a", timeout=120_000)
    shoot("exported")
    return taken


def main() -> None:
    """Take the pictures and print their names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=PICTURES)
    parser.add_argument("--all", action="store_true", help="every size and state, to look at")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with browsing() as (browser, address, data):
        for scheme in ("light", "dark"):
            for size, (width, height) in SIZES.items():
                wanted = chosen.all or any(f"-{size}-{scheme}" in name for name in SHOWN)
                if not wanted:
                    continue
                context = browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme=scheme
                )
                context.set_default_timeout(60_000)
                # Nothing is known of the sample yet, so that its alignment can be seen in progress.
                shutil.rmtree(data / "visitors", ignore_errors=True)
                os.environ["PULLQUOTE_CACHE"] = str(data / f"cache-{size}-{scheme}")
                taken = take(context.new_page(), address, chosen.folder, f"{size}-{scheme}")
                context.close()
                for path in taken:
                    if chosen.all or path.stem in SHOWN:
                        print(path)
                    else:
                        path.unlink()


SHOWN = frozenset(
    {"page-start-wide-light", "page-selected-wide-light", "page-preview-wide-dark"}
    | {"page-selected-phone-light"}
)
"""The pictures that the README shows."""

if __name__ == "__main__":
    main()
