"""Speakers on the page: renamed in all their paragraphs, coloured, and all of it undone."""

import pytest

from pullquote.samples import SAMPLE_VIDEO

DIALOG = ".pq-speakers"
SAVE = f'{DIALOG} [type="submit"]'


@pytest.fixture
def bench(visitor, true_alignment):
    return visitor.open_aligned(true_alignment)


def rename(bench, number, name):
    bench.page.fill(f'{DIALOG} [name="name-{number}"]', name)
    bench.page.click(SAVE)
    bench.page.wait_for_selector(DIALOG, state="hidden")


def labels(bench):
    return bench.page.eval_on_selector_all(
        ".pq-label", "labels => labels.map(label => [label.textContent, label.dataset.voice])"
    )


def test_a_click_on_a_label_renames_the_speaker_everywhere_and_is_undone_after_reloading(bench):
    bench.drag(60, 75)
    bench.wait_for_cut()
    bench.page.keyboard.press("Enter")
    passage = bench.page.evaluate(f"{bench.bench}.words.quote(60, 75)")
    edwin = bench.page.evaluate(f"{bench.bench}.words.paragraphs.find(p => p.speaker === 'EDWIN')")
    bench.page.mouse.click(*bench.place_of(edwin["first"]))
    bench.page.wait_for_selector(f"{DIALOG}[open]")
    assert bench.page.evaluate("document.activeElement.value") == "EDWIN"
    rename(bench, 1, "Edwin Quillanby")
    bench.until("page.words.paragraphs.some(p => p.speaker === 'Edwin Quillanby')")
    texts = {text for text, _ in labels(bench)}
    assert texts == {"ANNA:", "Edwin Quillanby:"}
    item = bench.page.evaluate(f"{bench.bench}.basket.items[0]")
    now = bench.page.evaluate(f"{bench.bench}.words.quote({item['first']}, {item['last']})")
    assert item["first"] > 60
    assert item["text"] == now == passage
    bench.page.reload()
    bench.until("page.words?.paragraphs.some(p => p.speaker === 'Edwin Quillanby')")
    bench.page.keyboard.press("Control+z")
    bench.until("page.words.paragraphs.some(p => p.speaker === 'EDWIN')")
    assert bench.page.evaluate(f"{bench.bench}.basket.items[0].first") == 60
    bench.page.keyboard.press("Control+Shift+Z")
    bench.until("page.words.paragraphs.some(p => p.speaker === 'Edwin Quillanby')")


def test_speakers_are_told_apart_by_colours_that_can_be_chosen_and_stay(bench):
    first = dict(labels(bench))
    assert first["ANNA:"] != first["EDWIN:"]
    bench.page.click('[data-do="speakers"]')
    bench.page.check(f'{DIALOG} [name="colour-0"][value="olive"]')
    bench.page.click(SAVE)
    bench.until("page.store.state.colours.ANNA === 'olive'")
    assert dict(labels(bench))["ANNA:"] == "olive"
    bench.page.reload()
    bench.until("page.words?.aligned")
    assert dict(labels(bench))["ANNA:"] == "olive"
    bench.page.keyboard.press("Control+z")
    bench.until("!page.store.state.colours.ANNA")
    assert dict(labels(bench)) == first


def test_a_chosen_colour_goes_with_the_new_name_and_subtitles_say_it(bench):
    bench.page.click('[data-do="speakers"]')
    bench.page.check(f'{DIALOG} [name="colour-0"][value="pink"]')
    rename(bench, 0, "Anna")
    bench.until("page.store.state.colours.Anna === 'pink'")
    assert dict(labels(bench))["Anna:"] == "pink"
    bench.page.click('[data-tab="subtitles"]')
    bench.page.select_option('[data-in="subtitle-format"]', "vtt")
    bench.page.click(".pq-subtitle-file summary")
    bench.page.wait_for_function(
        "document.querySelector('.pq-subtitles').textContent.includes('<v Anna>')"
    )


def test_two_who_get_one_name_become_one_and_a_refused_name_keeps_the_dialog_open(bench):
    bench.page.click('[data-do="speakers"]')
    bench.page.fill(f'{DIALOG} [name="name-1"]', "Edwin: of Skellivore")
    bench.page.click(SAVE)
    bench.page.wait_for_selector('[data-error="speakers"]:not([hidden])')
    assert bench.page.input_value(f'{DIALOG} [name="name-1"]') == "Edwin: of Skellivore"
    rename(bench, 1, "ANNA")
    bench.until("page.words.paragraphs.every(p => !p.speaker || p.speaker === 'ANNA')")
    assert {colour for _, colour in labels(bench)} == {"none"}
    assert "one now" in bench.text("notice")


def test_speakers_whom_only_the_file_names_are_shown_and_can_be_renamed(visitor):
    file = (
        "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Anna>Good morning, and welcome back.\n\n"
        "00:03.500 --> 00:05.000\n<v Anna>My guest today is Edwin.\n\n"
        "00:12.000 --> 00:13.000\n<v Edwin>Thank you, Anna.\n"
    )
    bench = visitor.visit_bench(visitor.open(SAMPLE_VIDEO, file, "talk.vtt"))
    assert [text for text, _ in labels(bench)] == ["Anna", "Edwin"]
    bench.page.click(".pq-voice >> nth=1")
    rename(bench, 1, "Edwin Quillanby")
    bench.until("page.words.paragraphs.some(p => p.speaker === 'Edwin Quillanby')")
    assert [text for text, _ in labels(bench)] == ["Anna", "Edwin Quillanby"]
