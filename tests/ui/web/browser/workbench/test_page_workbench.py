"""Selecting, playing, finding and exporting on a recording whose words are all known."""

import io
import json
import zipfile

import av
import pytest

from pullquote.samples import SAMPLE_AUDIO


@pytest.fixture
def bench(visitor, true_alignment):
    return visitor.open_aligned(true_alignment)


def download(visitor, click):
    """The bytes of what a click makes, once it is made and its link followed."""
    visitor.page.click(click)
    link = visitor.page.wait_for_selector(".pq-work a", timeout=60_000)
    with visitor.page.expect_download() as waiting:
        link.click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def streams_of(content):
    with av.open(io.BytesIO(content)) as container:
        kinds = {stream.type: stream for stream in container.streams}
        size = (kinds["video"].width, kinds["video"].height) if "video" in kinds else None
        return container.duration / 1e6, set(kinds), size


def test_dragging_over_words_selects_them_and_says_so_at_once(bench, true_alignment):
    bench.drag(60, 75)
    assert bench.text("quote") == true_alignment.transcript.quote(60, 75)
    bench.wait_for_cut()
    chosen = bench.selection()
    assert (chosen["first"], chosen["last"]) == (60, 75)
    assert "16 words" in bench.text("length")


def test_a_click_plays_from_the_word_and_marks_the_spoken_one(bench, true_alignment):
    bench.page.mouse.click(*bench.place_of(100))
    bench.until("page.store.state.spoken >= 100 && CSS.highlights.has('pq-now')")
    assert bench.selection() is None
    bench.page.keyboard.press("k")
    bench.until("page.player.paused")
    time = bench.page.evaluate(f"{bench.bench}.player.time")
    assert time >= true_alignment.words[100].span.start - 0.01
    spoken = bench.page.evaluate(f"{bench.bench}.store.state.spoken")
    assert true_alignment.words[spoken].span.start <= time + 0.05


def test_shift_click_and_handles_change_one_end_and_leave_the_others_nudge(bench):
    bench.drag(60, 66)
    bench.wait_for_cut()
    start = bench.page.evaluate(f"{bench.bench}.clip.span.start")
    bench.page.click('.pq-cut[data-edge="in"] [data-nudge="-0.1"]')
    nudged = bench.page.evaluate(f"{bench.bench}.clip.span.start")
    assert nudged == pytest.approx(start - 0.1, abs=1e-6)
    bench.page.keyboard.down("Shift")
    bench.page.mouse.click(*bench.place_of(72))
    bench.page.keyboard.up("Shift")
    bench.until("page.store.state.selection.last === 72 && page.clip.span")
    assert bench.page.evaluate(f"{bench.bench}.clip.span.start") == pytest.approx(nudged, abs=0.005)
    x, y = bench.place_of(69)
    box = bench.page.locator('.pq-handle[data-edge="out"]').bounding_box()
    bench.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    bench.page.mouse.down()
    bench.page.mouse.move(x, y, steps=4)
    bench.page.mouse.up()
    bench.until("page.store.state.selection.last === 69 && page.clip.span")
    assert bench.page.evaluate(f"{bench.bench}.clip.span.start") == pytest.approx(nudged, abs=0.005)


def test_words_are_found_as_one_types_and_enter_walks_through_them(bench, true_alignment):
    bench.page.keyboard.press("/")
    bench.page.keyboard.type("BIRDS")
    bench.until("page.store.state.search.query === 'BIRDS' && page.finder.hits.length > 1")
    total = bench.page.evaluate(f"{bench.bench}.finder.hits.length")
    bench.until(f"page.out('count').textContent.endsWith('of {total}')")
    at = bench.page.evaluate(f"{bench.bench}.store.state.search.at")
    bench.page.keyboard.press("Enter")
    assert bench.page.evaluate(f"{bench.bench}.store.state.search.at") == (at + 1) % total
    bench.page.keyboard.press("Shift+Enter")
    bench.page.keyboard.press("Shift+Enter")
    assert bench.page.evaluate(f"{bench.bench}.store.state.search.at") == (at - 1) % total
    assert bench.page.evaluate("CSS.highlights.get('pq-hit').size") >= total
    hit = bench.page.evaluate(
        f"{bench.bench}.finder.hits[{bench.bench}.store.state.search.at].first"
    )
    assert "birds" in true_alignment.words[hit].token.text.lower()


def test_the_sentence_of_a_hit_is_selected_by_button_or_key(bench, true_alignment):
    button = '[data-do="select-sentence"]'
    assert bench.page.is_hidden(button)
    bench.page.fill('[data-in="search"]', "storm petrel")
    bench.page.press('[data-in="search"]', "Enter")
    bench.page.click(button)
    bench.wait_for_cut()
    chosen = bench.selection()
    sentence = true_alignment.transcript.quote(chosen["first"], chosen["last"])
    assert sentence.endswith("storm petrel.") and sentence[0].isupper()
    assert sentence.count(".") == 1
    bench.page.keyboard.press("Escape")
    assert bench.selection() is None
    bench.page.press('[data-in="search"]', "Control+Enter")
    bench.wait_for_cut()
    assert bench.selection()["first"] == chosen["first"]


def test_a_time_in_the_same_box_goes_there(bench, true_alignment):
    word = true_alignment.words[211]
    bench.page.fill('[data-in="search"]', f"1:{word.span.middle - 60:05.2f}")
    bench.until("page.finder.hits[0]?.first === 211")
    bench.until(f"Math.abs(page.player.time - {word.span.middle}) < 0.2")


def test_a_video_clip_is_made_of_the_words_that_were_dragged(bench, true_alignment):
    bench.drag(210, 216)
    bench.wait_for_cut()
    name, content = download(bench, '[data-do="export"]')
    length, kinds, _ = streams_of(content)
    assert name.endswith(".mp4") and "storm-petrel" in name
    assert kinds == {"video", "audio"}
    span = bench.page.evaluate(f"{bench.bench}.clip.span")
    assert length == pytest.approx(span["end"] - span["start"], abs=0.12)
    assert span["start"] <= true_alignment.words[210].span.start + 0.03
    assert span["end"] >= true_alignment.words[216].span.end - 0.03


def test_the_preview_shows_the_captions_over_the_picture(bench, true_alignment):
    bench.drag(210, 216)
    bench.wait_for_cut()
    bench.page.click('[data-do="preview"]')
    caption = bench.page.locator(".pq-caption span").first
    caption.wait_for()
    assert caption.inner_text().split()[0] == true_alignment.words[210].token.text
    bench.until("page.player.paused", timeout=15_000)
    stopped = bench.page.evaluate(f"[{bench.bench}.player.time, {bench.bench}.clip.span.end]")
    assert stopped[0] == pytest.approx(stopped[1], abs=0.06)


def test_a_basket_is_exported_as_a_zip(bench):
    for first in (60, 100):
        bench.drag(first, first + 4)
        bench.wait_for_cut()
        bench.page.click('[data-do="add"]')
    bench.page.click('[data-tab="basket"]')
    bench.page.check('[data-choice="kind"] input[value="audio"]')
    name, content = download(bench, '[data-do="export-all"]')
    assert name.endswith(".zip")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert [clip["words"][0] for clip in manifest["clips"]] == [60, 100]


def test_an_audio_recording_shows_its_waveform_and_becomes_an_audio_clip(visitor, true_alignment):
    visitor.open_aligned(true_alignment, SAMPLE_AUDIO)
    assert visitor.page.is_visible(".pq-big-wave")
    visitor.drag(210, 216)
    visitor.wait_for_cut()
    visitor.page.check('[data-choice="kind"] input[value="audio"]')
    name, content = download(visitor, '[data-do="export"]')
    assert name.endswith(".mp3")
    assert streams_of(content)[1] == {"audio"}


def test_unscripted_speech_is_shown_and_can_be_played_and_cut(bench, true_alignment):
    stretch = true_alignment.unscripted[0].span
    chip = bench.page.locator(".pq-unscripted").first
    assert f"{stretch.duration:.1f} s" in chip.inner_text()
    chip.click()
    bench.wait_for_cut()
    assert bench.selection()["start"] == pytest.approx(stretch.start, abs=0.01)
    bench.until("!page.player.paused")


def test_from_the_page_to_a_clip_with_the_keyboard_alone(visitor, true_alignment):
    visitor.open_aligned(true_alignment)
    press = visitor.page.keyboard.press
    press("/")
    visitor.page.keyboard.type("storm petrel")
    visitor.until("page.finder.hits.length === 1")
    press("Escape")
    assert visitor.page.evaluate("document.activeElement.id") == "pq-text"
    for _ in range(5):
        press("Shift+ArrowRight")
    visitor.wait_for_cut()
    chosen = visitor.selection()
    assert (chosen["first"], chosen["last"]) == (210, 215)
    assert visitor.text("spoken")
    press("]")
    press("Enter")
    assert visitor.text("basket-count") == "1"
    press("Space")
    visitor.until("!page.player.paused")
    press("Space")
    visitor.until("page.player.paused")
    press("e")
    visitor.page.wait_for_selector(".pq-work a", timeout=60_000)
    press("?")
    assert visitor.page.is_visible("dialog.pq-help[open]")
    press("Escape")
    press("ArrowDown")
    assert visitor.page.evaluate(f"{visitor.bench}.store.state.cursor") > 215


def test_i_and_o_mark_start_and_end_at_the_spoken_word(bench, true_alignment):
    for key, word in (("i", 60), ("o", 66)):
        bench.page.evaluate(f"{bench.bench}.player.seek({true_alignment.words[word].span.middle})")
        bench.until(f"page.store.state.spoken === {word}")
        bench.page.keyboard.press(key)
    chosen = bench.selection()
    assert (chosen["first"], chosen["last"]) == (60, 66)


def test_subtitles_are_shown_before_they_are_saved(bench):
    bench.page.click('[data-tab="subtitles"]')
    bench.page.click(".pq-subtitle-file summary")
    bench.until("page.out('subtitles').textContent.includes('-->')")
    bench.page.select_option('[data-in="subtitle-format"]', "vtt")
    bench.until("page.out('subtitles').textContent.startsWith('WEBVTT')")
    with bench.page.expect_download() as waiting:
        bench.page.click('[data-do="save-subtitles"]')
    assert waiting.value.suggested_filename == "interview.vtt"
    assert waiting.value.path().read_text().startswith("WEBVTT")


def test_a_double_click_exports_once(bench):
    asked = []
    bench.page.on("request", lambda r: asked.append(r.url) if r.url.endswith("/export") else None)
    bench.page.evaluate(f"{bench.bench}.look.set({{ kind: 'audio' }})")
    bench.drag(60, 62)
    bench.wait_for_cut()
    bench.page.dblclick('[data-do="export"]')
    bench.page.wait_for_selector(".pq-work a", timeout=60_000)
    assert len(asked) == 1
    bench.page.click('[data-do="export"]')
    bench.page.wait_for_function("document.querySelectorAll('.pq-work a').length > 2")
    assert len(asked) == 2


def test_a_passage_that_is_twice_in_the_basket_is_joined(bench):
    bench.drag(60, 62)
    bench.wait_for_cut()
    for _ in range(2):
        bench.page.click('[data-do="add"]')
    bench.page.click('[data-tab="basket"]')
    name, content = download(bench, '[data-do="export-joined"]')
    assert name == "interview joined.mp4"
    assert streams_of(content)[1] >= {"video", "audio"}


def test_keys_work_while_a_choice_has_the_focus(bench):
    bench.drag(60, 62)
    bench.wait_for_cut()
    bench.page.locator('[data-choice="kind"] input').first.focus()
    bench.page.keyboard.press("Enter")
    bench.until("page.basket.items.length === 1")
    bench.page.locator(".pq-extra summary").focus()
    bench.page.keyboard.press("l")
    bench.until("page.player.time > 4")
