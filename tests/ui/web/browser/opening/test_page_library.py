"""The library on the page: folders go in, words are found, hits lead to the workbench."""

import shutil

import pytest

from pullquote.align.model.alignment import format_alignment
from pullquote.samples import SAMPLE_VIDEO


@pytest.fixture
def library(visitor, true_alignment, tmp_path):
    """The library open on the page, with the sample added there."""
    shutil.copy(SAMPLE_VIDEO, tmp_path / "interview.mp4")
    times = tmp_path / "interview.alignment.json"
    times.write_text(format_alignment(true_alignment), encoding="utf-8")
    page = visitor.visit().page
    page.click('[data-do="library"]')
    page.fill('[data-in="library-path"]', str(tmp_path))
    page.click('.pq-add [type="submit"]')
    page.wait_for_selector('[data-out="library-recordings"] li')
    page.wait_for_selector("[data-library-work] p")
    return visitor


def _find(visitor, query):
    visitor.page.fill('[data-in="library-query"]', query)
    visitor.page.click('.pq-ask [type="submit"]')
    visitor.until("page.library.found.textContent")


def test_an_empty_library_says_so(visitor):
    visitor.visit().page.click('[data-do="library"]')
    visitor.until("page.out('library-extent').textContent")
    heading = visitor.page.locator("#pq-shelf-h")
    assert heading.is_visible()
    assert heading.inner_text().startswith("In the library: ")


def test_a_hit_is_played_and_selected_on_the_workbench(library):
    _find(library, "SINGING so loudly")
    page = library.page
    assert page.inner_text('[data-out="library-found"]') == "1 hit in 1 recording"
    assert page.inner_text('[data-out="library-hits"] h2') == "interview"
    assert page.inner_text(".pq-hit mark") == "singing so loudly"
    page.click(".pq-hit")
    library.wait_for_cut()
    selection = library.selection()
    assert (selection["first"], selection["last"]) == (120, 122)
    page.click('[data-do="add"]')
    assert page.inner_text('[data-out="basket-count"]') == "1"
    page.click('[data-do="library"]')
    assert page.is_visible(".pq-library") and not page.is_visible(".pq-bench")
    page.reload()
    page.wait_for_selector('.pq[data-view="library"]')


def test_similar_words_and_none_at_all_are_said(library):
    _find(library, "petrol")
    assert "similar: petrel" in library.text("library-found")
    _find(library, "zebras on bicycles")
    assert library.text("library-found") == "Nobody says that in the library."
    _find_error = library.page.locator('[data-error="library"]')
    library.page.fill('[data-in="library-query"]', "AND")
    library.page.press('[data-in="library-query"]', "Enter")
    _find_error.wait_for(state="visible")
    assert "quotation marks" in _find_error.inner_text()


def test_a_quote_is_compared_word_by_word(library):
    page = library.page
    page.fill('[data-in="library-query"]', "There was no wren singing so loud")
    page.click('[data-library="quote"]')
    page.wait_for_selector('[data-verdict="THE OPPOSITE"]')
    assert "no" in page.inner_text(".pq-compared del")
    page.fill('[data-in="library-query"]', "There was a wren, singing so loudly")
    page.click('[data-library="quote"]')
    page.wait_for_selector('[data-verdict="exact"]')
    assert page.locator(".pq-compared del").count() == 0


def test_recordings_are_found_by_title_and_opened(library):
    page = library.page
    page.fill('[data-in="library-title"]', "zebra")
    library.until("!page.library.shelf.children.length")
    page.fill('[data-in="library-title"]', "INTER")
    page.click('[data-out="library-recordings"] li button')
    page.wait_for_selector('.pq[data-view="bench"]')
    assert page.inner_text("h1") == "interview.mp4"


def test_a_guest_sees_no_library(visitors):
    guest = visitors(guest=True).visit()
    assert not guest.page.is_visible('[data-do="library"]')
