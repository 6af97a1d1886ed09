"""The list of recordings that were opened before: picture, length, share of the words found."""

from __future__ import annotations

from dataclasses import replace

from pullquote.align.model.alignment import Status, format_alignment
from pullquote.samples import SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, SAMPLE_VIDEO

ROW = '[data-out="recent"] li:has-text("{}")'


def test_a_row_has_the_picture_the_length_and_the_share_found(visitor, true_alignment):
    visitor.open(SAMPLE_VIDEO, format_alignment(true_alignment), "times.json")
    visitor.open(SAMPLE_AUDIO, SAMPLE_TRANSCRIPT.read_text("utf-8"), "t.txt")
    page = visitor.visit().page
    video, sound = page.locator(ROW.format(".mp4")), page.locator(ROW.format(".mp3"))
    page.wait_for_function(
        "document.querySelector('[data-out=\"recent\"] img')?.naturalWidth > 100"
    )
    share = int(true_alignment.coverage * 100)
    assert 0 < share < 100
    assert f"1:39 · {share} % found" in video.inner_text()
    assert "found" not in sound.inner_text(), "nobody has looked for its words"
    assert sound.locator("img").count() == 0
    video.locator("button").first.click()
    page.wait_for_selector(".pq[data-ready]")


def test_the_share_follows_the_words(visitor, true_alignment):
    id = visitor.open(SAMPLE_VIDEO, format_alignment(true_alignment), "times.json")  # noqa: A001
    page = visitor.visit().page
    before = page.inner_text(ROW.format(".mp4"))
    known = visitor.server.desk.visitors._known.values()
    workspace = next(one for one in known if one.find(id) is not None)
    words = tuple(replace(w, span=None, status=Status.ABSENT) for w in true_alignment.words)
    workspace.set_alignment(id, replace(true_alignment, words=words))
    page.reload()
    page.wait_for_selector(ROW.format(".mp4"))
    assert "0 % found" in page.inner_text(ROW.format(".mp4")) != before


def test_on_a_phone_the_title_and_the_facts_have_their_room(visitors, true_alignment):
    visitor = visitors(390, 844)
    for _ in range(2):  # of one name, so that the day is said too
        visitor.open(SAMPLE_VIDEO, format_alignment(true_alignment), "times.json")
    page = visitor.visit().page
    page.wait_for_selector(ROW.format(".mp4"))
    for text in page.locator('[data-out="recent"] li > button:first-child > span').all():
        box = text.bounding_box()
        assert box["width"] > 100
        assert box["x"] + box["width"] < 360, "the button that forgets is beside it"
