"""Files dropped anywhere on the window."""

from __future__ import annotations

import pytest

DROP = """([names, selector]) => {
  const held = new DataTransfer();
  for (const [name, type] of names) held.items.add(new File(['Some words.'], name, { type }));
  const target = document.querySelector(selector);
  const options = { bubbles: true, cancelable: true, dataTransfer: held };
  target.dispatchEvent(new DragEvent('dragover', options));
  const shown = document.querySelector('.pq-open').hasAttribute('data-dropping');
  const event = new DragEvent('drop', options);
  target.dispatchEvent(event);
  return [shown, event.defaultPrevented,
    document.querySelector('.pq-open').hasAttribute('data-dropping')]; }"""


@pytest.mark.parametrize("target", [".pq-claim", ".pq-top", ".pq-drop", ".pq-paste"])
def test_a_recording_and_its_transcript_go_where_they_belong(visitor, target):
    page = visitor.visit().page
    files = [["notes.docx", ""], ["talk.mp3", "audio/mpeg"]]
    if target in (".pq-drop", ".pq-paste"):
        files = files[1:] if target == ".pq-drop" else files[:1]
    shown, held, still_shown = page.evaluate(DROP, [files, target])
    assert shown and held and not still_shown
    if target != ".pq-paste":
        assert visitor.text("media-name") == "talk.mp3"
    if target != ".pq-drop":
        assert visitor.text("transcript-name").startswith("notes.docx")


def test_a_camera_file_without_a_known_type_is_a_recording(visitor):
    page = visitor.visit().page
    page.evaluate(DROP, [[["A001.MXF", ""]], ".pq-lede"])
    assert visitor.text("media-name") == "A001.MXF"


def test_a_file_that_is_dropped_on_the_workbench_does_not_replace_the_page(visitor, true_alignment):
    bench = visitor.open_aligned(true_alignment)
    shown, held, _ = bench.page.evaluate(DROP, [[["talk.mp3", "audio/mpeg"]], ".pq-text"])
    assert held and not shown
    assert bench.page.is_visible(".pq-bench")
