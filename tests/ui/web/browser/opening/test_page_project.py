"""The project file on the page: saved by a link, opened with the recording somewhere else."""

from __future__ import annotations

from pullquote.samples import SAMPLE_VIDEO


def test_a_saved_project_is_opened_elsewhere_as_it_was_left(visitors, true_alignment, tmp_path):
    bench = visitors().open_aligned(true_alignment)
    bench.page.evaluate(f"{bench.bench}.look.set({{ shape: '4:5', style: 'karaoke' }})")
    bench.drag(60, 75)
    bench.wait_for_cut()
    bench.page.click('[data-do="add"]')
    # At once, before the page keeps by itself what was chosen.
    bench.page.evaluate(f"{bench.bench}.look.set({{ shape: '1:1' }})")
    with bench.page.expect_download() as waiting:
        bench.page.click('[data-out="project"]')
    assert waiting.value.suggested_filename == "interview.pullquote.json"
    file = tmp_path / "interview.pullquote.json"
    waiting.value.save_as(file)
    assert bench.page.is_visible(".pq-bench"), "the page stays"

    other = visitors(guest=True).visit()
    other.page.set_input_files('[data-in="media-file"]', SAMPLE_VIDEO)
    other.page.set_input_files('[data-in="transcript-file"]', file)
    other.page.click('.pq-open [type="submit"]')
    other.until("page.words?.aligned")
    assert other.text("basket-count") == "1"
    other.until("page.store.state.look.shape === '1:1'")
    assert other.page.evaluate(f"{other.bench}.store.state.look.style") == "karaoke"
    assert (other.selection()["first"], other.selection()["last"]) == (60, 75)


def test_the_link_is_offered_only_where_there_is_a_recording(visitor, true_alignment):
    visitor.visit()
    assert not visitor.page.is_visible('[data-out="project"]')
    visitor.page.goto("about:blank")
    visitor.open_aligned(true_alignment)
    assert visitor.page.is_visible('[data-out="project"]')


def test_a_recording_that_is_gone_does_not_take_the_page_along(visitor, true_alignment):
    bench = visitor.open_aligned(true_alignment)
    id_ = bench.page.evaluate(f"{bench.bench}.store.state.recording.id")
    gone = bench.page.context.request.delete(f"{bench.server.address}pullquote/recordings/{id_}")
    assert gone.ok
    bench.page.click('[data-out="project"]')
    bench.page.wait_for_timeout(1500)
    assert bench.page.is_visible(".pq-bench")
