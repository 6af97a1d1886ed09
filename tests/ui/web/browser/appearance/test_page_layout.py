"""The page at common sizes of the window: all choices in sight, and the tray of finished clips."""

import io

import av
import numpy as np
import pytest

from pullquote.samples import SAMPLE_AUDIO

CHOICES = ['[data-choice="shape"]', '[data-in="style"]', '[data-in="format"]', '[data-do="export"]']

IN_SIGHT = """element => { const box = element.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return box.bottom <= innerHeight && box.top >= 0 && element.contains(top); }"""

SMALL = """() => [...document.querySelectorAll(
    '.pq-bench :is(button, select, summary, label:has(> input))')]
  .filter(e => e.offsetParent && !e.closest('.pq-text, .pq-hidden'))
  .filter(e => e.getBoundingClientRect().height < 43.5)
  .map(e => e.outerHTML.slice(0, 90))"""


OFF_ITS_LINE = """label => { const box = label.querySelector('input').getBoundingClientRect();
  const text = document.createRange(); text.selectNodeContents(label.querySelector('span'));
  const line = text.getClientRects()[0];
  return (box.top + box.bottom - line.top - line.bottom) / 2; }"""


def in_sight(bench, selector):
    return bench.page.locator(selector).first.evaluate(IN_SIGHT)


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1024, 768), (1440, 900)])
@pytest.mark.parametrize("shape", ["source", "9:16"])
def test_with_words_selected_the_choices_and_the_picture_are_in_sight(
    visitors, true_alignment, width, height, shape
):
    bench = visitors(width, height).open_aligned(true_alignment)
    bench.page.evaluate(f"{bench.bench}.look.set({{ shape: '{shape}' }})")
    bench.drag(60, 75)
    bench.wait_for_cut()
    for selector in (*CHOICES, '[data-out="quote"]', ".pq-screen"):
        assert in_sight(bench, selector), selector
    screen = bench.page.locator(".pq-screen").bounding_box()
    assert screen["height"] > (150 if shape == "source" else 250)
    # What is below is scrolled to; the picture stays.
    bench.page.locator(".pq-scroll").evaluate("e => e.scrollTo(0, 9999)")
    assert bench.page.locator(".pq-screen").bounding_box() == screen
    assert in_sight(bench, '.pq-cut[data-edge="out"] [data-nudge="-0.1"]')


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1440, 900)])
def test_with_all_choices_unfolded_the_export_stays_whole(visitors, true_alignment, width, height):
    bench = visitors(width, height).open_aligned(true_alignment)
    bench.page.evaluate(f"{bench.bench}.select(60, 75, true)")
    bench.wait_for_cut()
    bench.page.click(".pq-extra summary")
    assert in_sight(bench, '[data-do="export"]')
    bench.page.locator('[data-in="cover-file"]').evaluate("e => e.parentElement.scrollIntoView()")
    assert in_sight(bench, '[data-do="export"]')


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_a_checkbox_stands_in_the_middle_of_its_first_line(visitors, width, height):
    start = visitors(width, height).visit()
    off = start.page.locator(".pq-check").evaluate(OFF_ITS_LINE)
    assert off == pytest.approx(0, abs=1), "px below the middle"


def test_selecting_words_brings_the_clip_up_from_another_tab(visitor, true_alignment):
    bench = visitor.open_aligned(true_alignment)
    for tab in ("basket", "made"):
        bench.page.click(f'[data-tab="{tab}"]')
        bench.drag(60, 66 if tab == "basket" else 65)
        bench.wait_for_cut()
        assert in_sight(bench, '[data-out="quote"]')


def test_the_subtitles_download_is_in_sight(visitors, true_alignment):
    bench = visitors(1024, 768).open_aligned(true_alignment)
    bench.page.click('[data-tab="subtitles"]')
    bench.page.wait_for_selector(".pq-cue")
    assert in_sight(bench, '[data-do="save-subtitles"]')


def test_what_was_made_is_played_and_downloaded_from_the_tray_after_a_reload(
    visitor, true_alignment
):
    bench = visitor.open_aligned(true_alignment)
    bench.page.evaluate(f"{bench.bench}.look.set({{ shape: '9:16', style: 'pop' }})")
    bench.drag(210, 213)
    bench.wait_for_cut()
    bench.page.click('[data-do="export"]')
    bench.page.wait_for_selector(".pq-work a", timeout=60_000)
    bench.page.click('[data-do="card"]')
    bench.until("page.out('made-count').textContent === '2'", timeout=60_000)
    bench.page.reload()
    bench.page.click('[data-tab="made"]')
    rows = bench.page.locator('[data-out="made"] li')
    assert rows.count() == 2
    assert "Quote card" in rows.nth(0).inner_text()
    assert "9:16 · Pop captions" in rows.nth(1).inner_text()
    played = rows.nth(1).locator("video")
    played.evaluate("video => video.play()")
    bench.page.wait_for_function("document.querySelector('.pq-made video').currentTime > 0.1")
    shape = played.evaluate("video => video.videoWidth / video.videoHeight")
    assert shape == pytest.approx(9 / 16, abs=0.02)
    with bench.page.expect_download() as waiting:
        rows.nth(1).locator("a").first.click()
    assert waiting.value.path().read_bytes()[4:8] == b"ftyp"


def test_dragging_the_cropped_picture_moves_what_is_seen(visitor, true_alignment):
    bench = visitor.open_aligned(true_alignment)
    bench.page.evaluate(f"{bench.bench}.look.set({{ shape: '9:16' }})")
    box = bench.page.locator(".pq-crop").bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    bench.page.mouse.move(*middle)
    bench.page.mouse.down()
    bench.page.mouse.move(middle[0] + 60, middle[1], steps=4)
    bench.page.mouse.up()
    centre = bench.page.evaluate(f"{bench.bench}.store.state.look.centre")
    share = (9 / 16) / (16 / 9)
    assert centre == pytest.approx(0.5 - 60 / box["width"] * share, abs=0.03)
    assert bench.page.evaluate(f"{bench.bench}.player.paused")
    bench.page.mouse.click(*middle)
    bench.until("!page.player.paused")


def test_on_a_phone_everything_that_is_pressed_is_large_enough(visitors, true_alignment):
    bench = visitors(390, 844, has_touch=True).open_aligned(true_alignment)
    bench.page.evaluate(f"{bench.bench}.select(60, 75, true)")
    bench.wait_for_cut()
    assert bench.page.evaluate(SMALL) == []


def test_with_forced_colours_the_play_button_and_the_tab_are_still_told_apart(
    visitors, true_alignment
):
    bench = visitors(forced_colors="active").open_aligned(true_alignment)
    style = "e => getComputedStyle(e)"
    play = bench.page.locator(".pq-play")
    assert play.evaluate(f"e => ({style})(e).borderTopWidth") == "2px"
    icon = play.locator("svg").evaluate(f"e => ({style})(e).fill")
    assert icon != play.evaluate(f"e => ({style})(e).backgroundColor")
    widths = bench.page.locator(".pq-tabs button").evaluate_all(
        f"tabs => tabs.map(e => ({style})(e).borderBottomWidth)"
    )
    assert widths == ["4px", "2px", "2px", "2px"]


@pytest.mark.parametrize("first", [67, 68])
def test_dragging_from_the_next_words_first_pixels_selects_it_alone(visitor, true_alignment, first):
    bench = visitor.open_aligned(true_alignment)
    bench.drag(60, first - 1)
    bench.wait_for_cut()
    end = bench.place_of(first + 2)
    left, y = bench.page.evaluate(
        f"""() => {{ const r = {bench.bench}.transcript.rect({first});
        return [r.left + 1, r.top + r.height / 2]; }}"""
    )
    bench.page.mouse.move(left + 1, y)
    bench.page.mouse.down()
    bench.page.mouse.move(*end, steps=5)
    bench.page.mouse.up()
    chosen = bench.selection()
    assert (chosen["first"], chosen["last"]) == (first, first + 2)


@pytest.mark.parametrize(("shape", "ratio"), [("1:1", 1.0), ("9:16", 9 / 16)])
def test_sound_is_previewed_as_the_video_that_is_made_of_it(visitor, true_alignment, shape, ratio):
    bench = visitor.open_aligned(true_alignment, SAMPLE_AUDIO)
    look = f"{{ shape: '{shape}', style: 'none', title: 'The Lamp', speaker: 'Edwin' }}"
    bench.page.evaluate(f"{bench.bench}.look.set({look})")
    bench.drag(210, 216)
    bench.wait_for_cut()
    still = bench.page.locator(".pq-still")
    still.wait_for(timeout=60_000)
    box = still.bounding_box()
    assert box["width"] / box["height"] == pytest.approx(ratio, rel=0.02)
    shown = picture_of(bench.page.context.request.get(still.evaluate("e => e.src")).body())
    bench.page.click('[data-do="export"]')
    link = bench.page.wait_for_selector(".pq-work a", timeout=60_000)
    with bench.page.expect_download() as waiting:
        link.click()
    with av.open(str(waiting.value.path())) as container:
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    made = frames[len(frames) // 2]
    assert made.shape == shown.shape
    apart = np.abs(made.astype(int) - shown).max(axis=2) > 60
    assert apart.mean() < 0.01
    assert (np.abs(shown.astype(int) - shown[0, 0]).max(axis=2) > 60).mean() > 0.01
    # Sound alone has no picture: the wave is shown again.
    bench.page.check('[data-choice="kind"] input[value="audio"]', force=True)
    bench.page.locator(".pq-big-wave").wait_for()


def picture_of(content):
    with av.open(io.BytesIO(content), format="png_pipe") as container:
        return next(container.decode(video=0)).to_ndarray(format="rgb24")
