"""axe-core looks at every state and appearance of the page and finds nothing to mend."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from pullquote.align.errors import TranscriptMismatchError
from pullquote.align.model.alignment import Status, format_alignment
from pullquote.samples import SAMPLE_VIDEO

APPEARANCES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    # Zooming a window of 1280 by 1024 makes it half as wide in CSS pixels.
    "zoomed to 200 %": {"width": 640, "height": 512, "device_scale_factor": 2},
    "a phone": {"width": 390, "height": 844, "has_touch": True},
}

Look = Callable[[str], None]


@pytest.fixture(scope="session")
def axe():
    """axe-core's findings on a page."""
    library = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
    )
    program = library.Axe()

    def findings(page) -> list[str]:
        found = program.run(page).response["violations"]
        return [
            f"{rule['id']}: {' '.join(map(str, node['target']))}"
            for rule in found
            for node in rule["nodes"]
        ]

    return findings


@pytest.mark.parametrize("appearance", APPEARANCES)
def test_axe_finds_nothing_in_any_state_of_the_page(
    visitors, true_alignment, planted, axe, tmp_path, appearance
):
    visitor = visitors(**APPEARANCES[appearance])
    faults: list[str] = []

    def look(state: str) -> None:
        faults.extend(f"{state}: {fault}" for fault in axe(visitor.page))

    _start(visitor, planted, look)
    _library(visitor, true_alignment, tmp_path, look)
    _bench(visitor, true_alignment, look)
    assert not faults, "\n".join(faults)


def test_a_hit_is_scrolled_into_a_window_that_holds_little_text(visitors, true_alignment):
    visitor = visitors(**APPEARANCES["zoomed to 200 %"]).open_aligned(true_alignment)
    visitor.page.fill('[data-in="search"]', "singing so loudly")
    visitor.until("page.out('count').textContent.includes('1')")
    visitor.page.press('[data-in="search"]', "Enter")
    box = visitor.page.evaluate(f"{visitor.bench}.transcript.rect(121).toJSON()")
    assert 0 <= box["top"] < box["bottom"] <= 512


def _start(visitor, planted, look: Look) -> None:
    page = visitor.visit().page
    look("start page")
    page.click('.pq-open [type="submit"]')
    page.wait_for_selector('[data-error="media"]:not([hidden])')
    look("start page with an error")
    page.click(".pq-open .pq-more summary")
    page.check('[data-in="no-transcript"]')
    look("start page without a transcript")
    page.uncheck('[data-in="no-transcript"]')
    page.click('[data-do="sample"]')
    planted.begun.wait(10)
    page.wait_for_selector('[data-out="progress"]:not([hidden])')
    look("aligning")
    page.click('[data-do="home"]')
    page.wait_for_selector('[data-out="recent"] li')
    look("recent recordings, one being aligned")
    page.click('[data-out="recent"] li > .pq-quiet')
    look("asked whether to forget")
    page.click('[data-out="recent"] li .pq-button >> text=Keep')
    # The first in its row: until the list comes anew, the row's buttons are "Forget" and "Keep".
    page.click('[data-out="recent"] li > button:first-child')
    planted.error = TranscriptMismatchError(0.1)
    planted.go.set()
    page.wait_for_selector('[data-error="align"]:not([hidden])')
    look("a refused transcript")
    planted.error = None


def _library(visitor, alignment, folder, look: Look) -> None:
    shutil.copy(SAMPLE_VIDEO, folder / "interview.mp4")
    times = folder / "interview.alignment.json"
    times.write_text(format_alignment(alignment), encoding="utf-8")
    page = visitor.page
    page.click('[data-do="library"]')
    page.wait_for_selector('.pq[data-view="library"]')
    look("empty library")
    page.fill('[data-in="library-path"]', str(folder))
    page.click('.pq-add [type="submit"]')
    page.wait_for_selector('[data-out="library-recordings"] li')
    page.fill('[data-in="library-query"]', "singing so loudly")
    page.click('.pq-ask [type="submit"]')
    page.wait_for_selector(".pq-hit")
    look("hits in the library")
    page.click('[data-library="quote"]')
    page.wait_for_selector("[data-verdict]")
    look("a quote checked")


def _bench(visitor, alignment, look: Look) -> None:
    words = tuple(
        replace(word, span=None, status=Status.ABSENT) if 62 <= place <= 64 else word
        for place, word in enumerate(alignment.words)
    )
    visitor.page.goto("about:blank")
    page = visitor.open_aligned(replace(alignment, words=words)).page
    look("opened")
    page.click('[data-do="speakers"]')
    page.wait_for_selector(".pq-speakers[open]")
    look("speakers, their names and colours")
    page.keyboard.press("Escape")
    page.fill('[data-in="search"]', "lighthouse")
    page.wait_for_function("document.querySelector('[data-out=\"count\"]').textContent")
    look("words searched")
    visitor.drag(60, 75)
    visitor.wait_for_cut()
    page.wait_for_function("document.querySelector('[data-out=\"doubt\"]').textContent")
    look("words selected that were not all heard, with their cut")
    page.keyboard.press("F2")
    page.wait_for_selector(".pq-editor")
    look("words being corrected")
    page.keyboard.press("Escape")
    page.click(".pq-extra summary")
    look("all choices unfolded")
    page.click(".pq-extra summary")
    page.click('[data-do="looks"]')
    page.click(".pq-own summary")
    look("caption looks, and one of one's own")
    page.keyboard.press("Escape")
    page.click('[data-do="add"]')
    page.click('[data-tab="basket"]')
    look("basket")
    page.click('[data-tab="subtitles"]')
    page.wait_for_selector(".pq-cue")
    look("subtitles")
    for state in _made(visitor):
        look(state)
    page.click('[data-do="help"]')
    look("help")
    page.keyboard.press("Escape")
    visitor.open(SAMPLE_VIDEO, format_alignment(alignment), "times.json")
    page.click('[data-do="home"]')
    page.wait_for_selector('[data-out="recent"] li')
    look("recent recordings")


def _made(visitor) -> Iterator[str]:
    page = visitor.page
    page.click('[data-tab="clip"]')
    page.click('[data-do="export"]')
    page.wait_for_selector(".pq-work a", timeout=60_000)
    yield "a finished export"
    page.click('[data-do="card"]')
    visitor.until("page.out('made-count').textContent === '2'", timeout=60_000)
    page.click('[data-tab="made"]')
    yield "what was made"
    page.click(".pq-drawn")
    page.wait_for_selector(".pq-picture[open]")
    yield "a card shown large"
    page.keyboard.press("Escape")
