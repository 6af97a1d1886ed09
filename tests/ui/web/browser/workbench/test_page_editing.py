"""Words corrected where they stand, and every change undone."""

import pytest

EDITOR = ".pq-editor"
FIELD = ".pq-editor textarea"


@pytest.fixture
def bench(visitor, true_alignment):
    return visitor.open_aligned(true_alignment)


def double_click(bench, word):
    bench.page.mouse.dblclick(*bench.place_of(word))
    bench.page.wait_for_selector(FIELD)


def correct(bench, word, text):
    double_click(bench, word)
    bench.page.fill(FIELD, text)
    bench.page.keyboard.press("Enter")
    bench.until(f"page.words.text({word}) === '{text}'", timeout=60_000)


def test_a_double_clicked_word_is_corrected_in_place_and_kept(bench):
    double_click(bench, 210)
    assert bench.page.input_value(FIELD) == "storm"
    bench.until("page.player.paused")
    word = bench.page.evaluate(f"{bench.bench}.transcript.rect(210).bottom")
    box = bench.page.locator(EDITOR).bounding_box()
    assert word <= box["y"] <= word + 30
    bench.page.keyboard.press("Escape")
    assert bench.page.locator(EDITOR).count() == 0
    correct(bench, 210, "Storm")
    assert bench.page.locator(EDITOR).count() == 0
    bench.page.reload()
    bench.until("page.words && page.words.text(210) === 'Storm'")


def test_a_correction_is_bound_to_its_words_whatever_is_selected(bench, true_alignment):
    bench.drag(210, 211)
    bench.page.keyboard.press("F2")
    assert bench.page.input_value(FIELD) == "storm petrel."
    bench.page.fill(FIELD, "Storm Petrel.")
    bench.page.evaluate(f"{bench.bench}.select(60, 61, true)")
    bench.page.evaluate(f"{bench.bench}.editor.open()")
    assert bench.page.input_value(FIELD) == "Storm Petrel."
    bench.page.click(f'{EDITOR} [type="submit"]')
    bench.until("page.words.quote(210, 211) === 'Storm Petrel.'", timeout=60_000)
    quote = true_alignment.transcript.quote(60, 61)
    assert bench.page.evaluate(f"{bench.bench}.words.quote(60, 61)") == quote
    chosen = bench.selection()
    assert (chosen["first"], chosen["last"]) == (210, 211)


def test_while_a_correction_is_placed_its_buttons_wait_and_say_so(bench):
    page = bench.page
    double_click(bench, 210)
    page.fill(FIELD, "a storm")
    with page.expect_request("**/repair"):
        page.keyboard.press("Enter")
    assert page.locator(f"{EDITOR} button:not([disabled])").count() == 0
    assert "Placing the words" in page.inner_text(EDITOR)
    bench.until("page.words.text(211) === 'storm'", timeout=60_000)
    spoken = page.evaluate(f"{bench.bench}.words.start[211]")
    assert spoken == pytest.approx(73838, abs=100)


def test_what_was_typed_stays_while_the_rest_is_aligned_and_after_a_refusal(bench):
    double_click(bench, 210)
    bench.page.fill(FIELD, "  ")
    bench.page.evaluate(f"{bench.bench}.session.loadWords()")
    bench.page.keyboard.press("Enter")
    bench.page.wait_for_selector(f"{EDITOR} .pq-error:not([hidden])")
    assert bench.page.input_value(FIELD) == "  "


def test_changes_are_undone_in_turn_by_key_and_button_also_after_reloading(bench):
    bench.drag(60, 62)
    bench.wait_for_cut()
    bench.page.keyboard.press("Enter")
    bench.until("page.basket.items.length === 1")
    correct(bench, 210, "Storm")
    bench.page.click('[data-do="undo"]')
    bench.until("page.words.text(210) === 'storm'")
    bench.page.locator(".pq-text").focus()
    bench.page.keyboard.press("Control+Shift+Z")
    bench.until("page.words.text(210) === 'Storm'")
    bench.page.reload()
    bench.until("page.words && page.words.text(210) === 'Storm'")
    bench.page.keyboard.press("Control+z")
    bench.until("page.words.text(210) === 'storm'")
    bench.page.keyboard.press("Control+z")
    bench.until("page.basket.items.length === 0")
    bench.page.keyboard.press("Control+z")
    bench.until("page.out('spoken').textContent === 'Nothing to undo'")
    bench.page.keyboard.press("Control+y")
    bench.until("page.basket.items.length === 1")


def test_a_passage_taken_out_of_the_basket_comes_back(bench):
    bench.drag(60, 62)
    bench.wait_for_cut()
    bench.page.keyboard.press("Enter")
    bench.page.click('[data-tab="basket"]')
    bench.page.click('[title="Take out of the basket"]')
    bench.until("page.basket.items.length === 0")
    bench.page.click('[data-do="undo"]')
    bench.until("page.basket.items.length === 1")
    assert bench.page.locator('[data-out="basket"] li').count() == 1


def test_basket_passages_stay_with_their_words_when_others_are_put_in(bench, true_alignment):
    bench.drag(210, 211)
    bench.wait_for_cut()
    bench.page.keyboard.press("Enter")
    double_click(bench, 60)
    bench.page.fill(FIELD, "there and there")
    bench.page.keyboard.press("Enter")
    bench.until("page.basket.items[0].first === 212", timeout=60_000)
    assert bench.page.evaluate(f"{bench.bench}.words.quote(212, 213)") == "storm petrel."
