"""A profile file of one's own on the page: taken, chosen, remembered, forgotten."""

import pytest

PROFILE = '[data-in="subtitle-profile"]'
FILE = '[data-in="profile-file"]'


@pytest.fixture
def bench(visitor, true_alignment):
    bench = visitor.open_aligned(true_alignment)
    bench.page.click('[data-tab="subtitles"]')
    bench.until("page.store.state.cues")
    return bench


def give(bench, name, text):
    bench.page.set_input_files(
        FILE, {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    )


def test_a_profile_file_lays_the_subtitles_out_and_stays_until_it_is_forgotten(bench):
    give(bench, "narrow.toml", 'based_on = "bbc"\nchars_per_line = 16\n')
    bench.until("page.store.state.cues?.line_length === 16")
    assert bench.page.input_value(PROFILE) == "own:narrow"
    bench.page.wait_for_timeout(1000)  # until the page has kept what is chosen
    bench.page.reload()
    bench.until("page.store.state.cues?.line_length === 16")
    assert bench.page.input_value(PROFILE) == "own:narrow"
    bench.page.click('[data-do="forget-profile"]')
    bench.until("page.store.state.cues?.line_length === 42")
    assert bench.page.locator(f"{PROFILE} option[value^='own:']").count() == 0
    assert not bench.page.is_visible('[data-do="forget-profile"]')


def test_a_file_that_is_no_profile_is_refused_and_nothing_changes(bench):
    give(bench, "notes.toml", "lines = 3")
    bench.page.wait_for_selector('[data-error="profile"]:not([hidden])')
    assert "notes.toml has the entry" in bench.page.inner_text('[data-error="profile"]')
    assert bench.page.input_value(PROFILE) == "netflix"
