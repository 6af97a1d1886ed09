"""Caption looks as pictures on the recording's own frame, and looks of one's own."""

from __future__ import annotations

import base64
import io
import json

import av
import numpy as np
import pytest

from pullquote.clips.typeset.styles import read_style, style_names
from pullquote.samples import SAMPLE_VIDEO

CARD = ".pq-look-card:has(input[value='{}'])"


@pytest.fixture
def bench(visitor, true_alignment):
    bench = visitor.open_aligned(true_alignment)
    bench.page.evaluate(f"{bench.bench}.select(60, 75, true)")
    bench.wait_for_cut()
    bench.page.evaluate(f"{bench.bench}.player.seek(22)")
    bench.until("!page.player.media.seeking && page.player.media.readyState >= 2")
    bench.page.click('[data-do="looks"]')
    return bench


def keep(bench, name, **fields):
    if not bench.page.is_visible(".pq-own-look"):
        bench.page.click(".pq-own summary")
    bench.page.fill('.pq-own-look [name="name"]', name)
    for field, value in fields.items():
        bench.page.locator(f'.pq-own-look [name="{field}"]').fill(value)
    bench.page.click(".pq-own-look [type=submit]")


def test_every_look_is_drawn_on_the_recordings_frame_and_chosen_by_a_click(bench):
    page = bench.page
    assert page.locator(".pq-look-card").count() == len(style_names()) + 1
    content = page.locator(".pq-look-card canvas").first.evaluate(
        "c => c.toDataURL().split(',')[1]"
    )
    with av.open(io.BytesIO(base64.b64decode(content)), format="png_pipe") as container:
        drawn = next(container.decode(video=0)).to_ndarray(format="rgb24").astype(int)
    with av.open(str(SAMPLE_VIDEO)) as container:
        frame = next(f for f in container.decode(video=0) if f.time >= 22)
        theirs = frame.reformat(drawn.shape[1], drawn.shape[0], "rgb24").to_ndarray().astype(int)
    assert np.abs(drawn - theirs).mean() < 10
    said = bench.page.evaluate(f"{bench.bench}.words.text(62)")
    for name, words in (("plain", 6), ("pop", 1)):
        shown = page.locator(CARD.format(name)).locator(".pq-caption b")
        assert shown.count() == words
    assert said in page.locator(CARD.format("plain")).inner_text()
    assert page.locator(CARD.format("none")).locator(".pq-caption b").count() == 0
    speaker = bench.page.evaluate(f"{bench.bench}.store.state.passage.cues[0].speaker")
    assert speaker in page.locator(CARD.format("lower-third")).inner_text()
    page.click(CARD.format("karaoke"))
    assert page.is_checked("input[name=pq-look][value=karaoke]")
    page.click(".pq-looks > form .pq-primary")
    assert page.input_value('[data-in="style"]') == "karaoke"


def test_looks_are_walked_through_by_arrows(bench):
    page = bench.page
    page.focus("input[name=pq-look]:checked")
    page.keyboard.press("ArrowRight")
    second = bench.page.evaluate(f"{bench.bench}.store.state.look.style")
    page.keyboard.press("ArrowRight")
    third = bench.page.evaluate(f"{bench.bench}.store.state.look.style")
    assert len({"plain", second, third}) == 3


def test_a_look_of_ones_own_is_kept_burned_in_and_saved_for_the_command_line(bench, tmp_path):
    page = bench.page
    keep(bench, "Our podcast", size="9", color="#ff00ff", outline="0")
    bench.until("page.store.state.look.style === 'own:Our podcast'")
    with page.expect_download() as waiting:
        page.click(CARD.format("own:Our podcast") + " a")
    assert waiting.value.suggested_filename == "Our podcast.json"
    file = tmp_path / "Our podcast.json"
    waiting.value.save_as(file)
    style = read_style(file)
    assert (style.size, style.color) == (0.09, "#ff00ff")
    page.click(".pq-looks > form .pq-primary")
    bench.wait_for_cut()
    page.click('[data-do="export"]')
    link = page.wait_for_selector(".pq-work a", timeout=60_000)
    with page.expect_download() as waiting:
        link.click()
    with av.open(str(waiting.value.path())) as container:
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    red, green, blue = np.moveaxis(frames[len(frames) // 2].astype(int), 2, 0)
    assert ((red > 190) & (green < 90) & (blue > 190)).mean() > 0.002
    bench.until("page.store.state.made[0].look.includes('Our podcast')")
    page.reload()
    bench.until("page.store.state.recording && page.store.state.words")
    assert page.input_value('[data-in="style"]') == "own:Our podcast"


def test_a_look_is_changed_forgotten_and_what_is_no_look_refused(bench):
    page = bench.page
    keep(bench, "Ours", size="9")
    page.wait_for_selector(CARD.format("own:Ours"))
    keep(bench, "Ours", size="4")
    bench.until("page.store.state.choices.looks['own:Ours'].size === 0.04")
    assert page.locator(CARD.format("own:Ours")).count() == 1
    keep(bench, "Ours", font="A,1")
    page.wait_for_selector('[data-error="looks"]:not([hidden])')
    assert "name of a font" in page.inner_text('[data-error="looks"]')
    page.click(CARD.format("own:Ours") + " button")
    page.wait_for_selector(CARD.format("own:Ours"), state="detached")
    assert bench.page.evaluate(f"{bench.bench}.store.state.look.style") == "plain"


def test_a_project_takes_its_look_along(bench, visitors, tmp_path):
    keep(bench, "Ours", color="#00ff00")
    bench.until("page.store.state.look.style === 'own:Ours'")
    bench.page.click(".pq-looks > form .pq-primary")
    with bench.page.expect_download() as waiting:
        bench.page.click('[data-out="project"]')
    file = tmp_path / "p.json"
    waiting.value.save_as(file)
    assert list(json.loads(file.read_text("utf-8"))["project"]["styles"]) == ["Ours"]
    other = visitors(guest=True).visit()
    other.page.set_input_files('[data-in="media-file"]', SAMPLE_VIDEO)
    other.page.set_input_files('[data-in="transcript-file"]', file)
    other.page.click('.pq-open [type="submit"]')
    other.until("page.store.state.choices.looks['own:Ours']?.color === '#00ff00'")
    other.until("page.store.state.words")
    assert other.page.input_value('[data-in="style"]') == "own:Ours"
