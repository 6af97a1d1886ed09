"""The basket as a paper edit: put in order, played in a row, written as a timeline."""

import json

import pytest

FIRSTS = "page.basket.items.map(item => item.first).join()"
LIST = '[data-out="basket"]'


@pytest.fixture
def bench(visitor, true_alignment):
    bench = visitor.open_aligned(true_alignment)
    for first in (60, 100, 210):
        bench.drag(first, first + 2)
        bench.wait_for_cut()
        bench.page.keyboard.press("Enter")
    bench.page.click('[data-tab="basket"]')
    return bench


def drag_grip(bench, row, to_row):
    """Drag one row to another's place, which may lie below what is in view."""
    bench.page.locator(f"{LIST} li").nth(row).scroll_into_view_if_needed()
    boxes = [bench.page.locator(f"{LIST} li").nth(n).bounding_box() for n in (row, to_row)]
    (x, y), end = ((box["x"] + 8, box["y"] + box["height"] / 2) for box in boxes)
    bench.page.mouse.move(x, y)
    bench.page.mouse.down()
    beyond = 6 if to_row > row else -6
    bench.page.mouse.move(x, end[1] + beyond, steps=8)
    bench.page.mouse.up()


def test_passages_are_dragged_into_another_order_which_is_kept_and_undone(bench):
    drag_grip(bench, 0, 2)
    bench.until(f"{FIRSTS} === '100,210,60'")
    drag_grip(bench, 2, 1)
    bench.until(f"{FIRSTS} === '100,60,210'")
    bench.page.reload()
    bench.until(f"page.words && {FIRSTS} === '100,60,210'")
    bench.page.keyboard.press("Control+z")
    bench.until(f"{FIRSTS} === '100,210,60'")


def test_the_arrow_that_was_pressed_keeps_the_focus_on_its_passage(bench):
    later = bench.page.locator(f'{LIST} [title="Later"]')
    later.first.focus()
    bench.page.keyboard.press("Enter")
    bench.until(f"{FIRSTS} === '100,60,210'")
    bench.page.keyboard.press("Enter")
    bench.until(f"{FIRSTS} === '100,210,60'")
    # At the end there is no later; its other tools are at hand.
    assert bench.page.evaluate("document.activeElement.closest('li').nextElementSibling") is None


def test_all_passages_are_played_one_after_the_other_in_their_order(bench):
    bench.page.locator(f'{LIST} [title="Earlier"]').last.click()
    bench.until(f"{FIRSTS} === '60,210,100'")
    bench.page.evaluate(
        f"""() => {{ const {{ player, store }} = {bench.bench}; window.heard = [];
        store.on(['spoken'], ({{ spoken }}) => player.paused || window.heard.push(spoken)); }}"""
    )
    bench.page.click('[data-do="play-all"]')
    bench.until("window.heard.some(word => 100 <= word && word <= 102)", timeout=30_000)
    bench.until("page.player.paused", timeout=30_000)
    heard = bench.page.evaluate("window.heard")
    of = [next((f for f in (60, 100, 210) if f <= word <= f + 2), None) for word in heard]
    order = [first for first in dict.fromkeys(of) if first is not None]
    assert order == [60, 210, 100]


def test_struck_words_are_left_out_when_a_passage_is_played(bench):
    bench.page.evaluate(
        f"""() => {{ const {{ player, changes, basket }} = {bench.bench};
        player.playPieces = pieces => (window.pieces = pieces);
        changes.fillBasket([{{ ...basket.items[0], struck: [61] }}]); }}"""
    )
    bench.page.click(f'{LIST} [title="Play this passage"]')
    bench.page.wait_for_function("window.pieces?.length === 2")
    pieces = bench.page.evaluate("window.pieces")
    word = bench.page.evaluate(f"{bench.bench}.words.span(61, 61)")
    assert pieces[0]["end"] <= word["start"] + 0.15
    assert pieces[1]["start"] >= word["end"] - 0.15


def test_a_passage_has_a_shape_and_captions_of_its_own_which_are_kept_and_undone(bench):
    page = bench.page
    page.select_option('[aria-label="Shape of passage 2"]', "9:16")
    page.select_option('[aria-label="Captions of passage 2"]', "karaoke")
    own = "page.basket.items.map(item => `${item.shape ?? ''}${item.style ?? ''}`).join()"
    bench.until(f"{own} === ',9:16karaoke,'")
    focus = page.evaluate("document.activeElement.ariaLabel")
    assert focus == "Captions of passage 2"
    page.locator(f'{LIST} [title="Later"]').first.click()
    bench.until(f"{own} === '9:16karaoke,,'")
    page.reload()
    bench.until(f"page.words && {own} === '9:16karaoke,,'")
    assert page.input_value('[aria-label="Shape of passage 1"]') == "9:16"
    with page.expect_request("**/export") as asked:
        page.click('[data-do="export-all"]')
    assert asked.value.post_data_json["items"][0]["shape"] == "9:16"
    page.locator(".pq-text").focus()
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    bench.until(f"{own} === ',9:16,'")


def test_a_timeline_for_an_editing_program_is_written_in_the_basket_order(bench):
    bench.page.select_option('[data-in="timeline"]', "edl")
    bench.page.click('[data-do="timeline"]')
    with bench.page.expect_download() as waiting:
        bench.page.click("[data-work] a")
    assert waiting.value.suggested_filename == "interview.edl"
    lines = waiting.value.path().read_text("utf-8").splitlines()
    assert sum(line[:3].isdigit() for line in lines) == 3
    bench.page.click('[data-tab="made"]')
    assert "3 passages" in bench.page.inner_text('[data-out="made"] li')


def test_otio_has_the_passages_as_stretches_of_the_recording(bench):
    pytest.importorskip("opentimelineio", reason="opentimelineio is not installed")
    bench.page.select_option('[data-in="timeline"]', "otio")
    bench.page.click('[data-do="timeline"]')
    with bench.page.expect_download() as waiting:
        bench.page.click("[data-work] a")
    document = json.loads(waiting.value.path().read_text("utf-8"))
    assert document["OTIO_SCHEMA"].startswith("Timeline")
