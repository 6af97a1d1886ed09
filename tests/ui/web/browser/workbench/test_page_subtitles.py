"""Subtitles as cues beside the video: played, split, merged, moved in time, fixed, downloaded."""

import re
from pathlib import Path

import pytest

from pullquote.align.model.alignment import AlignedWord, Alignment, Status
from pullquote.align.model.words import EngineInfo
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.times import TimeSpan
from tests.ui.web.browser.conftest import KEY


@pytest.fixture
def bench(visitor, true_alignment):
    visitor.open_aligned(true_alignment)
    return opened(visitor)


def opened(visitor):
    visitor.page.click('[data-tab="subtitles"]')
    visitor.until("page.store.state.cues && document.querySelector('.pq-cue')")
    return visitor


def cues(bench):
    return bench.page.evaluate(f"{bench.bench}.store.state.cues.cues")


def text(cue):
    return ["".join(piece for _, piece in line).strip() for line in cue["lines"]]


def after_edit(bench, step):
    """Take a step, and wait for the server's answer to it; answers the cues then."""
    bench.page.evaluate(f"window.before = {bench.bench}.store.state.cues, 1")
    step()
    bench.until("page.store.state.cues && page.store.state.cues !== window.before")
    return cues(bench)


def press(bench, name):
    return after_edit(bench, lambda: bench.page.click(f'[data-cue-do="{name}"]'))


def choose(bench, number):
    bench.page.click(f'[data-cue="{number}"]')
    bench.page.evaluate(f"{bench.bench}.player.pause()")


def edge(bench, seconds):
    """The place of a time on the picture of the sound."""
    box = bench.page.locator(".pq-cue-editor canvas").bounding_box()
    cue = cues(bench)[bench.page.evaluate(f"{bench.bench}.store.state.cue")]
    begin, end = max(0, cue["start"] - 1.2), cue["end"] + 1.2
    return box["x"] + (seconds - begin) / (end - begin) * box["width"], box["y"] + box["height"] / 2


def test_the_cues_stand_beside_the_video_with_their_reading_speed(bench):
    page = bench.page
    video = page.locator(".pq-player").bounding_box()
    rows = page.locator(".pq-cue-list").bounding_box()
    assert rows["x"] >= video["x"] + video["width"] - 1
    assert not page.is_visible(".pq-reading")
    assert page.inner_text(".pq-cue >> nth=0").splitlines()[-1] == text(cues(bench)[0])[-1]
    assert re.search(r"\d\d\.\d char/s", page.inner_text(".pq-cue >> nth=0"))
    page.select_option('[data-in="subtitle-profile"]', "bbc")
    bench.until("page.store.state.cues.unit === 'words a minute'")
    assert re.search(r"\d+ words/min", page.inner_text(".pq-cue >> nth=0"))


def test_a_click_plays_the_cue_which_is_shown_over_the_picture(bench):
    wanted = cues(bench)[4]
    bench.page.click('[data-cue="4"]')
    bench.until(f"!page.player.paused && page.player.time > {wanted['start']}")
    bench.until(f"document.querySelector('.pq-caption').textContent.includes({text(wanted)[0]!r})")
    bench.until("document.querySelector('[data-cue=\"4\"]').dataset.shown === 'true'")
    bench.until(f"page.player.paused && Math.abs(page.player.time - {wanted['end']}) < 0.1")


def test_split_and_merge_by_buttons_and_by_keys(bench):
    before = cues(bench)
    choose(bench, 2)
    split = press(bench, "split-cue")
    assert len(split) == len(before) + 1
    assert text(split[2]) + text(split[3]) != text(before[1])
    assert split[3]["end"] == before[2]["end"]
    bench.page.focus(".pq-cue-list")
    merged = after_edit(bench, lambda: bench.page.keyboard.press("m"))
    assert [text(cue) for cue in merged] == [text(cue) for cue in before]
    assert merged[2]["by_hand"] is False or merged[2]["end"] == before[2]["end"]
    after_edit(bench, lambda: bench.page.keyboard.press("s"))
    assert len(cues(bench)) == len(before) + 1


def test_a_line_breaks_where_somebody_clicks(bench):
    choose(bench, 2)
    before = cues(bench)[2]
    places = [at for line in before["lines"] for at, _ in line]
    bench.page.click(f'.pq-gap[data-at="{places[2]}"]')
    assert bench.page.inner_text('[data-cue-do="break-line"]') == "Break the line"
    broken = press(bench, "break-line")[2]
    assert [line[0][0] for line in broken["lines"]] == [
        places[0],
        places[2],
        before["lines"][1][0][0],
    ]
    assert "line" in broken["faults"][0]["rule"]
    row = bench.page.locator('[data-cue="2"]')
    assert "too many lines" in row.inner_text()
    assert "Take a line break out" in bench.text("cue-faults")
    bench.page.click(f'.pq-gap[data-at="{places[2]}"]')
    assert bench.page.inner_text('[data-cue-do="break-line"]') == "Join the lines"
    assert text(press(bench, "break-line")[2]) == text(before)


def test_an_edge_is_dragged_on_the_sound_and_the_speed_follows(bench):
    choose(bench, 4)
    before_all = cues(bench)
    before = before_all[4]
    page = bench.page
    speed = bench.text("cue-speed")
    page.mouse.move(*edge(bench, before["end"]))
    page.mouse.down()
    page.mouse.move(*edge(bench, before["end"] - 0.4), steps=4)
    assert bench.text("cue-speed") != speed, "while it is dragged"
    moved = after_edit(bench, page.mouse.up)
    assert moved[4]["end"] == pytest.approx(before["end"] - 0.4, abs=0.03)
    assert moved[4]["start"] == before["start"]
    # Never past the neighbour.
    page.mouse.move(*edge(bench, moved[5]["start"] - 0.4))
    page.mouse.down()
    page.mouse.move(*edge(bench, moved[5]["start"] + 0.5), steps=4)
    again = after_edit(bench, page.mouse.up)
    assert again[4]["end"] == pytest.approx(again[5]["start"] - 2 / 24, abs=0.002)
    assert again[5] == before_all[5]


def test_keys_move_an_edge_and_choose_cues(bench):
    page = bench.page
    choose(bench, 3)
    page.focus(".pq-cue-list")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(f"{bench.bench}.store.state.cue") == 4
    before = cues(bench)[4]
    page.focus(".pq-cue-editor canvas")

    def keys():
        for _ in range(3):
            page.keyboard.press("ArrowLeft")

    assert after_edit(bench, keys)[4]["end"] == pytest.approx(before["end"] - 0.03, abs=0.002)


def test_faults_are_found_and_fixed(bench):
    choose(bench, 3)
    bench.page.focus(".pq-cue-editor canvas")

    def keys():
        for _ in range(8):
            bench.page.keyboard.press("Alt+ArrowLeft")

    assert after_edit(bench, keys)[3]["faults"]
    choose(bench, 10)
    bench.page.click('[data-cue-do="next-fault"]')
    assert bench.page.evaluate(f"{bench.bench}.store.state.cue") == 3
    assert bench.text("cue-faults")
    fixed = press(bench, "fix")
    assert not any(cue["faults"] for cue in fixed)
    assert "fixed" in bench.text("cue-told")
    assert bench.page.is_disabled('[data-cue-do="fix"]')


def _keeps_bbc(answer):
    body = answer.request.post_data or ""
    return answer.url.endswith("/keep") and '"profile":"bbc"' in body


def test_edits_are_undone_and_survive_a_reload_and_another_profile(bench):
    page = bench.page
    with page.expect_response(_keeps_bbc):
        page.select_option('[data-in="subtitle-profile"]', "bbc")
        bench.until("page.store.state.cues.unit === 'words a minute'")
        before = cues(bench)
        choose(bench, 1)
        merged = press(bench, "merge-cue")
        assert "1 by hand, kept" in bench.text("cue-summary")
    page.reload()
    bench.until("page.store.state.cues && document.querySelector('.pq-cue')")
    assert page.input_value('[data-in="subtitle-profile"]') == "bbc"
    assert cues(bench) == merged
    page.select_option('[data-in="subtitle-profile"]', "netflix")
    bench.until("page.store.state.cues.unit === 'characters a second'")
    assert [text(cue) for cue in cues(bench) if cue["by_hand"]] == [text(merged[1])]
    page.select_option('[data-in="subtitle-profile"]', "bbc")
    bench.until("page.store.state.cues.unit === 'words a minute'")
    page.focus(".pq-cue-list")
    assert after_edit(bench, lambda: page.keyboard.press("Control+z")) == before
    assert after_edit(bench, lambda: page.keyboard.press("Control+Shift+z")) == merged


def test_the_download_is_what_is_shown(bench):
    choose(bench, 2)
    press(bench, "split-cue")
    with bench.page.expect_download() as download:
        bench.page.click('[data-do="save-subtitles"]')
    written = Path(download.value.path()).read_text("utf-8")
    blocks = re.split(r"\n\n+", written.strip())
    assert [block.splitlines()[2:] for block in blocks] == [text(cue) for cue in cues(bench)]
    bench.page.click(".pq-subtitle-file summary")
    bench.until("page.out('subtitles').textContent.includes('-->')")
    assert bench.page.text_content('[data-out="subtitles"]') == written


def test_words_are_corrected_where_all_words_are(bench):
    choose(bench, 2)
    bench.page.click('[data-cue-do="correct-cue"]')
    bench.page.wait_for_selector(".pq-editor textarea")
    shown = bench.page.input_value(".pq-editor textarea")
    assert shown.split()[-1] in text(cues(bench)[2])[-1]


def test_undo_among_cues_takes_back_a_cue_and_no_strike(bench):
    page = bench.page
    page.evaluate(f"{bench.bench}.select(80, 92, true)")
    bench.wait_for_cut()
    page.click('.pq-quote [data-word="85"]')
    opened(bench)
    before = cues(bench)
    choose(bench, 1)
    press(bench, "merge-cue")
    page.focus(".pq-cue-list")
    assert after_edit(bench, lambda: page.keyboard.press("Control+z")) == before
    assert bench.selection()["struck"] == [85]


def test_words_are_found_among_the_cues(bench):
    page = bench.page
    page.focus(".pq-cue-list")
    page.keyboard.press("/")
    page.keyboard.type("singing so loudly")
    bench.until("page.store.state.search.hits.length === 1")
    chosen = page.inner_text('.pq-cue[aria-selected="true"]')
    assert "singing so loudly" in chosen.replace("\n", " ")
    page.click('[data-tab="clip"]')
    assert page.is_visible(".pq-reading .pq-search")
    assert page.input_value('[data-in="search"]') == "singing so loudly"


def test_a_cue_with_many_faults_keeps_its_buttons_in_sight(visitors, true_alignment):
    bench = opened(visitors(1366, 768).open_aligned(true_alignment))
    choose(bench, 0)
    for _ in range(4):
        press(bench, "merge-cue")
    bench.page.evaluate("document.querySelector('.pq-scroll').scrollTop = 0")
    box = bench.page.locator('[data-cue-do="merge-cue"]').bounding_box()
    foot = bench.page.locator(".pq-foot").bounding_box()
    assert box["y"] + box["height"] <= foot["y"]


def test_what_is_done_among_cues_is_told_to_a_screen_reader(bench):
    choose(bench, 1)
    press(bench, "merge-cue")
    assert bench.text("spoken") == "The cues are merged"
    assert bench.page.locator('[data-out="spoken"]').is_visible()


def long_alignment(hours=3.0):
    """Sentences of a steady speaker, without a recording that says them."""
    sentence = "The lamp has to be dark, or the moths come in, and nobody wants that. "
    count = int(hours * 3600 / 0.36)
    text = sentence * (count // 15 + 1)
    transcript = parse_transcript(" ".join(text.split()[:count]))
    words = tuple(
        AlignedWord(token, TimeSpan(0.36 * k, 0.36 * k + 0.3), 1.0, Status.PLACED)
        for k, token in enumerate(transcript.tokens)
    )
    return Alignment(transcript, words, (), "en", hours * 3600, "", EngineInfo("truth", "1"))


def test_three_hours_of_cues_are_a_few_rows_at_a_time(visitor, true_alignment):
    visitor.open_aligned(true_alignment)
    workspace = visitor.server.desk.visitors.workspace(KEY)
    recording = workspace.recordings()[0]
    workspace.set_alignment(recording.id, long_alignment())
    workspace.change(recording.id, duration=3 * 3600.0)
    visitor.page.reload()
    visitor.page.wait_for_selector(f'.pq[data-ready="{recording.id}"]')
    opened(visitor)
    count = len(cues(visitor))
    assert count > 1500
    assert visitor.page.locator(".pq-cue").count() < 60
    visitor.page.focus(".pq-cue-list")
    visitor.page.keyboard.press("End")
    visitor.page.wait_for_selector(f'[data-cue="{count - 1}"]')
    assert visitor.page.locator(".pq-cue").count() < 60
    visitor.page.click('[data-cue-do="merge-before"]')
    visitor.until(f"page.store.state.cues.cues.length === {count - 1}")


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_the_cues_and_the_download_are_in_sight(visitors, true_alignment, width, height):
    bench = opened(visitors(width, height).open_aligned(true_alignment))
    for wanted in (".pq-cue >> nth=1", '[data-do="save-subtitles"]'):
        box = bench.page.locator(wanted).bounding_box()
        assert box["y"] + box["height"] <= height
        assert box["x"] + box["width"] <= width
    assert bench.page.evaluate("document.documentElement.scrollWidth") <= width
