"""From the empty page to a recording that is aligned, and what may happen on the way."""

import pytest

from pullquote.align.errors import TranscriptMismatchError
from pullquote.samples import SAMPLE_TRANSCRIPT, SAMPLE_VIDEO

PROGRESS = '[data-out="progress"]'


def fill(visitor, text=None):
    visitor.page.fill('[data-in="media-path"]', str(SAMPLE_VIDEO))
    visitor.page.fill('[data-in="transcript"]', text or SAMPLE_TRANSCRIPT.read_text())


def submit(visitor):
    visitor.page.click('.pq-open [type="submit"]')


def test_a_path_and_a_pasted_transcript_become_an_aligned_recording(visitor, planted):
    visitor.visit()
    fill(visitor)
    submit(visitor)
    planted.begun.wait(10)
    visitor.page.wait_for_selector(PROGRESS)
    visitor.until("page.out('stage').textContent.includes('Listening')")
    assert "%" in visitor.text("stage")
    # The text is there to be read while the alignment goes on.
    assert "storm petrel" in visitor.page.inner_text(".pq-text")
    planted.go.set()
    visitor.page.wait_for_selector(PROGRESS, state="hidden")
    visitor.until("page.words.aligned")
    assert "not said in the recording" in visitor.text("legend")


def test_dropped_files_are_uploaded_and_opened(visitor, planted, tmp_path):
    planted.go.set()
    visitor.visit()
    visitor.page.set_input_files('[data-in="media-file"]', SAMPLE_VIDEO)
    visitor.page.set_input_files('[data-in="transcript-file"]', SAMPLE_TRANSCRIPT)
    assert "interview.txt" in visitor.text("transcript-name")
    submit(visitor)
    visitor.until("page.words?.aligned")
    assert visitor.text("title") == "interview.mp4"


def test_an_alignment_survives_a_reload(visitor, planted):
    visitor.visit()
    visitor.page.click('[data-do="sample"]')
    visitor.page.wait_for_selector(PROGRESS)
    planted.begun.wait(10)
    visitor.page.reload()
    visitor.page.wait_for_selector(PROGRESS)
    visitor.until("page.out('stage').textContent.includes('Listening')")
    planted.go.set()
    visitor.until("page.words?.aligned")


def test_stopping_really_stops(visitor, planted):
    visitor.visit()
    visitor.page.click('[data-do="sample"]')
    planted.begun.wait(10)
    visitor.page.click('[data-do="stop-align"]')
    assert planted.stopped.wait(5)
    visitor.page.wait_for_selector('[data-error="align"]:not([hidden])')
    assert "stopped" in visitor.page.inner_text('[data-error="align"]')
    planted.stopped.clear()
    planted.begun.clear()
    visitor.page.click('[data-error="align"] button')
    assert planted.begun.wait(5)


def test_the_cores_sentence_stands_where_the_alignment_failed(visitor, planted):
    planted.error = TranscriptMismatchError(0.02)
    planted.go.set()
    visitor.visit()
    visitor.page.click('[data-do="sample"]')
    visitor.page.wait_for_selector('[data-error="align"]:not([hidden])')
    shown = visitor.page.inner_text('[data-error="align"]')
    assert shown.casefold().startswith(str(planted.error).casefold())
    assert shown[0].isupper()


def test_words_are_placed_on_the_spot_while_the_whole_is_aligned(visitor, planted):
    visitor.visit()
    visitor.page.click('[data-do="sample"]')
    planted.begun.wait(10)
    visitor.until("page.words")
    visitor.drag(60, 66)
    visitor.wait_for_cut()
    assert planted.placed == 1
    assert not planted.go.is_set()
    chosen = visitor.selection()
    span = planted.truth.span_of(chosen["first"], chosen["last"])
    cut = visitor.page.evaluate(f"{visitor.bench}.clip.span")
    assert cut["start"] == pytest.approx(span.start, abs=0.15)
    assert cut["end"] == pytest.approx(span.end, abs=0.25)
    # A click on a word that nobody looked for finds it and plays from there.
    x, y = visitor.place_of(120)
    visitor.page.mouse.click(x, y)
    visitor.until("!page.player.paused")
    start = planted.truth.words[120].span.start
    assert visitor.page.evaluate(f"{visitor.bench}.player.time") >= start - 0.01


@pytest.mark.parametrize(
    ("media", "text", "field", "sentence"),
    [
        ("/nowhere/talk.mp4", "hello", "media", "/nowhere/talk.mp4"),
        ("", "hello", "media", "Choose a recording"),
        (str(SAMPLE_TRANSCRIPT), "hello", "media", "interview.txt"),
        (str(SAMPLE_VIDEO), "", "transcript", "Paste the transcript"),
    ],
)
def test_an_error_stands_beside_its_field_and_nothing_typed_is_lost(
    visitor, media, text, field, sentence
):
    visitor.visit()
    visitor.page.fill('[data-in="media-path"]', media)
    visitor.page.fill('[data-in="transcript"]', text)
    submit(visitor)
    error = visitor.page.locator(f'[data-error="{field}"]')
    error.wait_for(state="visible")
    assert sentence in error.inner_text()
    assert error.evaluate("e => e.closest('fieldset').dataset.slot") == field
    assert visitor.page.input_value('[data-in="media-path"]') == media
    assert visitor.page.input_value('[data-in="transcript"]') == text


def test_two_visitors_do_not_see_each_others_recordings(visitors, planted):
    planted.go.set()
    anna, bert = visitors(), visitors(guest=True)
    anna.visit()
    anna.page.click('[data-do="sample"]')
    anna.until("page.words?.aligned")
    id = anna.page.evaluate(f"{anna.bench}.store.state.recording.id")  # noqa: A001
    bert.visit(f"#r={id}")
    bert.page.wait_for_selector('.pq[data-view="start"]')
    assert bert.page.locator('[data-out="recent"] li').count() == 0
    assert bert.page.context.request.get(f"{bert.server.address}pullquote/media/{id}").status == 404


def test_the_page_opens_where_it_was_left(visitor, true_alignment):
    visitor.open_aligned(true_alignment)
    visitor.drag(60, 66)
    visitor.wait_for_cut()
    visitor.page.keyboard.press("Enter")
    visitor.page.select_option('[data-in="style"]', "boxed")
    visitor.page.evaluate(f"{visitor.bench}.player.seek(40)")
    with visitor.page.expect_response("**/keep"):
        visitor.page.click('[data-tab="basket"]')
        visitor.page.evaluate(f"{visitor.bench}.session.keep()")
    visitor.visit()
    visitor.until("page.store.state.recording && page.words")
    visitor.until("page.store.state.selection?.last === 66")
    assert visitor.page.locator('[data-out="basket"] li').count() == 1
    assert visitor.page.input_value('[data-in="style"]') == "boxed"
    visitor.until("Math.abs(page.player.time - 40) < 0.1")
    assert visitor.page.get_attribute('[data-tab="basket"]', "aria-selected") == "true"


def test_another_recogniser_can_be_tried_where_one_failed(visitor, planted):
    planted.error = TranscriptMismatchError(0.02)
    planted.go.set()
    visitor.visit()
    visitor.page.click('[data-do="sample"]')
    visitor.page.wait_for_selector('[data-error="align"]:not([hidden])')
    planted.error = None
    visitor.page.select_option('[data-error="align"] select[aria-label="Language"]', "en")
    visitor.page.click('[data-error="align"] button')
    visitor.until("page.words.aligned")
    assert planted.chosen.language == "en"
    assert visitor.page.is_hidden('[data-error="align"]')


def test_the_first_view_shows_what_is_being_aligned(visitor, planted):
    visitor.visit()
    visitor.page.click('[data-do="sample"]')
    planted.begun.wait(30)
    visitor.page.click('[data-do="home"]')
    row = visitor.page.locator('[data-out="recent"] li')
    row.filter(has_text="aligning, ").wait_for()
    planted.go.set()
    row.filter(has_not_text="aligning").wait_for()


def test_a_stop_is_remembered(visitor, planted):
    visitor.visit()
    visitor.page.click('[data-do="sample"]')
    planted.begun.wait(30)
    with visitor.page.expect_response("**/keep"):
        visitor.page.click('[data-do="stop-align"]')
        visitor.page.wait_for_selector('[data-error="align"]:not([hidden])')
    visitor.page.reload()
    visitor.page.wait_for_selector('[data-error="align"]:not([hidden])')
    assert "was stopped" in visitor.page.inner_text('[data-error="align"]')
    assert visitor.page.evaluate(f"{visitor.bench}.aligning.job") is None
    planted.go.set()
    visitor.page.click('[data-error="align"] button')
    visitor.until("page.words.aligned")


def test_a_typed_time_moves_the_player_before_anything_is_aligned(visitor, planted):
    visitor.visit()
    visitor.page.click('[data-do="sample"]')
    planted.begun.wait(30)
    visitor.until("page.words")
    visitor.page.fill('[data-in="search"]', "0:42")
    visitor.until("Math.abs(page.player.time - 42) < 0.1")


def test_a_refused_transcript_is_replaced_in_place(visitor, planted):
    planted.error = TranscriptMismatchError(0.02)
    planted.go.set()
    id = visitor.open(SAMPLE_VIDEO, "Quite another text.", "other.txt")  # noqa: A001
    visitor.visit_bench(id)
    visitor.page.click('[data-error="align"] >> text=Replace transcript')
    planted.error = None
    form = visitor.page.locator(".pq-replace form")
    form.locator('[type="submit"]').click()
    form.locator(".pq-error:not([hidden])").wait_for()
    assert "Paste the transcript" in form.inner_text()
    form.locator("textarea").fill(SAMPLE_TRANSCRIPT.read_text())
    form.locator('[type="submit"]').click()
    visitor.until("page.words?.aligned && page.words.count > 100")
    assert visitor.page.evaluate(f"{visitor.bench}.store.state.recording.id") == id
    assert visitor.page.is_hidden('[data-error="align"]')


def test_a_stop_is_not_told_as_an_error(visitor, planted):
    visitor.visit()
    visitor.page.click('[data-do="sample"]')
    planted.begun.wait(30)
    visitor.page.click('[data-do="stop-align"]')
    told = visitor.page.locator('[data-error="align"]')
    told.filter(has_text="was stopped").wait_for()
    colour = "e => getComputedStyle(e).color"
    assert told.evaluate(colour) == visitor.page.locator(".pq-text").evaluate(colour)
    assert visitor.page.locator('[data-error="align"] >> text=Replace transcript').count() == 0


def test_a_file_and_a_path_together_are_asked_about(visitor, planted):
    visitor.visit()
    fill(visitor)
    visitor.page.set_input_files('[data-in="media-file"]', SAMPLE_VIDEO)
    submit(visitor)
    error = visitor.page.locator('[data-error="media"]')
    error.wait_for()
    assert error.inner_text().startswith("Both interview.mp4 and a path are given")


def test_two_recordings_of_one_name_are_told_apart_and_forgetting_asks_first(visitor, planted):
    planted.go.set()
    for _ in range(2):
        visitor.open(SAMPLE_VIDEO, "Some words.", "a.txt")
    visitor.visit()
    rows = visitor.page.locator('[data-out="recent"] li')
    rows.nth(1).wait_for()
    assert all("opened " in rows.nth(n).inner_text() for n in range(2))
    rows.nth(0).locator('[aria-label^="Forget"]').click()
    assert "Forget interview.mp4" in rows.nth(0).inner_text()
    rows.nth(0).locator("text=Keep").click()
    rows.nth(0).locator('[aria-label^="Forget"]').click()
    rows.nth(0).locator('.pq-button:has-text("Forget")').click()
    visitor.page.wait_for_function("document.querySelectorAll('[data-out=recent] li').length === 1")
    assert "opened " not in rows.nth(0).inner_text()


def test_a_question_stays_when_the_list_comes_meanwhile(visitor, planted):
    page = visitor.page
    visitor.visit()
    page.click('[data-do="sample"]')
    planted.begun.wait(30)
    page.click('[data-do="home"]')
    page.wait_for_selector('[data-out="recent"] li')
    held = []
    page.route("**/pullquote/state", lambda route: held.append(route))
    with page.expect_request("**/pullquote/state"):
        pass
    page.locator('[data-out="recent"] [aria-label^="Forget"]').first.click()
    with page.expect_response("**/pullquote/state"):
        for route in held:
            route.continue_()
    page.wait_for_timeout(200)
    assert page.locator('[data-out="recent"] >> text=Keep').is_visible()
