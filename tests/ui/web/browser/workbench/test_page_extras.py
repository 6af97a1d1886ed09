"""The choices under More, and quote cards: made on the page, demanded of the files."""

import io

import av
import numpy as np
import pytest

from pullquote.align.model.alignment import format_alignment
from pullquote.clips.render.loudness import measure_loudness
from pullquote.samples import SAMPLE_AUDIO, SAMPLE_VIDEO


@pytest.fixture
def bench(visitor, true_alignment):
    return chosen(visitor.open_aligned(true_alignment))


def chosen(visitor, first=210, last=220):
    """Words are selected and the folded choices are open."""
    visitor.page.evaluate(f"{visitor.bench}.select({first}, {last}, true)")
    visitor.wait_for_cut()
    visitor.page.click(".pq-extra summary")
    return visitor


def download(visitor, click, link=".pq-work a"):
    """The file that a click makes, once it is made and its link followed."""
    if click:
        visitor.page.click(click)
    shown = visitor.page.wait_for_selector(link, timeout=60_000)
    with visitor.page.expect_download() as waiting:
        shown.click()
    return waiting.value.path()


def frame_of(path, second=1.0):
    """One decoded picture as RGB."""
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            if frame.time is None or frame.time >= second:
                return frame.to_ndarray(format="rgb24")
    raise AssertionError(f"{path} has no frame at {second} s")


def picture_of(content, kind="png_pipe"):
    with av.open(io.BytesIO(content), format=kind) as container:
        return next(container.decode(video=0)).to_ndarray(format="rgb24")


def painted(path, colour, size=(640, 360)):
    """An image of one colour."""
    pixels = np.full((size[1], size[0], 3), colour, np.uint8)
    encoder = av.CodecContext.create("png", "w")
    encoder.width, encoder.height, encoder.pix_fmt = *size, "rgb24"
    frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
    path.write_bytes(b"".join(bytes(packet) for packet in [*encoder.encode(frame)]))
    return path


KEPT = {
    "fit": "crop",
    "loudness": "",
    "sidecar": "srt",
    "poster": "",
    "speaker": None,
    "cover": False,
}


def test_nothing_under_more_is_changed_by_itself(visitor, true_alignment):
    visitor.open_aligned(true_alignment)
    visitor.page.evaluate(f"{visitor.bench}.select(210, 220, true)")
    visitor.wait_for_cut()
    assert not visitor.page.is_visible('[data-in="loudness"]')
    assert visitor.page.inner_text(".pq-extra summary").strip() == "Loudness, subtitle file, title…"
    with visitor.page.expect_request("**/export") as asked:
        visitor.page.click('[data-do="export"]')
    body = asked.value.post_data_json
    assert {name: body.get(name) for name in ("title", *KEPT)} == {"title": None, **KEPT}
    with visitor.page.expect_request("**/card") as asked:
        visitor.page.click('[data-do="card"]')
    assert not asked.value.post_data_json["title"]


@pytest.mark.parametrize(("fit", "around"), [("plain", True), ("crop", False)])
def test_the_preview_has_the_shape_that_was_chosen_and_so_has_the_clip(bench, fit, around):
    bench.page.select_option('[data-in="style"]', "none")
    bench.page.check('[data-choice="shape"] input[value="4:5"]', force=True)
    bench.page.select_option('[data-in="fit"]', fit)
    screen = bench.page.locator(".pq-screen").bounding_box()
    assert screen["width"] / screen["height"] == pytest.approx(0.8, rel=0.02)
    picture = frame_of(download(bench, '[data-do="export"]'))
    height, width = picture.shape[:2]
    assert width / height == pytest.approx(0.8, abs=0.01)
    ground = np.array([0x14, 0x18, 0x1F])
    edge = np.abs(picture[: height // 8].astype(int) - ground).max()
    assert (edge < 12) == around, edge


def test_a_blurred_surround_is_previewed_as_it_will_be(bench):
    bench.page.check('[data-choice="shape"] input[value="9:16"]', force=True)
    bench.page.select_option('[data-in="fit"]', "blur")
    assert bench.page.is_visible(".pq-around")
    assert not bench.page.is_visible(".pq-crop")
    bench.until(
        "page.player.crop.around.canvas.getContext('2d').getImageData(16, 16, 1, 1).data[3]"
    )
    bench.page.click(".pq-extra summary")
    assert "blurred" in bench.page.inner_text(".pq-extra summary")
    video = bench.page.locator(".pq-media").bounding_box()
    screen = bench.page.locator(".pq-screen").bounding_box()
    assert video == pytest.approx(screen, abs=1.0)
    bench.page.reload()
    bench.until(
        "page.store.state.look.fit === 'blur' && page.player.crop.around.canvas.offsetParent"
    )


def test_the_sound_is_as_loud_as_was_chosen(bench):
    bench.page.check('[data-choice="kind"] input[value="audio"]')
    bench.page.select_option('[data-in="format"]', "wav")
    quiet = measure_loudness(download(bench, '[data-do="export"]')).integrated
    assert abs(quiet + 16) > 0.6, "the sample is as loud as asked anyway"
    bench.page.select_option('[data-in="loudness"]', "-16")
    bench.page.evaluate(f"{bench.bench}.exports.reset()")
    levelled = measure_loudness(download(bench, '[data-do="export"]')).integrated
    assert levelled == pytest.approx(-16, abs=0.3)


def test_another_subtitle_file_and_a_still_lie_beside_the_clip(bench, true_alignment):
    bench.page.select_option('[data-in="sidecar"]', "vtt")
    bench.page.select_option('[data-in="poster"]', "png")
    bench.page.check('[data-choice="shape"] input[value="1:1"]', force=True)
    download(bench, '[data-do="export"]')
    beside = download(bench, None, ".pq-work p a:has-text('VTT')")
    assert beside.read_text(encoding="utf-8").startswith("WEBVTT")
    still = picture_of(download(bench, None, ".pq-work p a:has-text('PNG')").read_bytes())
    assert still.shape[0] == still.shape[1]
    assert still.std() > 5


def test_a_moving_picture_without_sound_is_made(bench):
    bench.page.select_option('[data-in="format"]', "gif")
    assert download(bench, '[data-do="export"]').read_bytes()[:4] == b"GIF8"


def test_a_cover_chosen_on_the_page_is_seen_in_the_video_made_from_sound(
    visitor, true_alignment, tmp_path
):
    chosen(visitor.open_aligned(true_alignment, SAMPLE_AUDIO))
    assert visitor.page.input_value('[data-in="title"]') == "interview"
    assert not visitor.page.is_visible('[data-in="fit"]')
    red = painted(tmp_path / "cover.png", (200, 16, 16))
    visitor.page.set_input_files('[data-in="cover-file"]', red)
    visitor.page.wait_for_selector("[data-covered]:not([hidden])")
    assert visitor.text("cover") == "cover.png"
    visitor.page.check('[data-choice="shape"] input[value="1:1"]', force=True)
    picture = frame_of(download(visitor, '[data-do="export"]')).astype(int)
    share = np.mean((picture[..., 0] > 150) & (picture[..., 1:] < 60).all(axis=2))
    assert share > 0.02
    visitor.page.click('[data-do="no-cover"]')
    visitor.page.evaluate(f"{visitor.bench}.exports.reset()")
    picture = frame_of(download(visitor, '[data-do="export"]')).astype(int)
    assert np.mean((picture[..., 0] > 150) & (picture[..., 1:] < 60).all(axis=2)) == 0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"nonsense" * 50, "damaged"),
        (b"<svg onload=alert(1)>", "is not a picture"),
    ],
)
def test_a_broken_picture_is_one_sentence_and_leaves_the_one_before(bench, tmp_path, content, told):
    good = painted(tmp_path / "good.png", (10, 90, 10))
    bench.page.set_input_files('[data-in="cover-file"]', good)
    bench.page.wait_for_selector("[data-covered]:not([hidden])")
    broken = tmp_path / "holiday.png"
    broken.write_bytes(content)
    bench.page.set_input_files('[data-in="cover-file"]', broken)
    bench.page.wait_for_selector('[data-error="cover"]:not([hidden])')
    sentence = bench.page.inner_text('[data-error="cover"]')
    assert sentence.startswith("holiday.png ")
    assert told in sentence
    assert "/" not in sentence
    assert bench.text("cover") == "good.png"


@pytest.mark.parametrize(
    ("shape", "size"), [("source", (1080, 1080)), ("4:5", (1080, 1350)), ("16:9", (1920, 1080))]
)
def test_the_quote_is_drawn_as_a_card_and_shown(bench, shape, size):
    bench.page.check(f'[data-choice="shape"] input[value="{shape}"]', force=True)
    card = picture_of(download(bench, '[data-do="card"]').read_bytes())
    assert (card.shape[1], card.shape[0]) == size
    ground = np.array([0x18, 0x22, 0x34])
    inked = np.abs(card.astype(int) - ground).max(axis=2) > 100
    assert 0.01 < inked.mean() < 0.4
    bench.page.click('[data-tab="made"]')
    bench.page.click(".pq-drawn")
    bench.until("document.querySelector('.pq-picture[open] img').naturalWidth > 0")
    shown = bench.page.evaluate("document.querySelector('.pq-picture img').naturalWidth")
    assert shown == size[0]
    with bench.page.expect_download() as waiting:
        bench.page.click('[data-out="picture-link"]')
    assert waiting.value.suggested_filename.endswith(".png")


def test_a_card_stands_on_the_recordings_picture_and_takes_the_name_that_is_written(bench):
    def drawn():
        bench.page.evaluate(f"{bench.bench}.exports.reset()")
        return picture_of(download(bench, '[data-do="card"]').read_bytes()).astype(int)

    plain = drawn()
    bench.page.select_option('[data-in="speaker"]', "name")
    bench.page.keyboard.type("Somebody Else")
    named = drawn()
    rows = np.nonzero((plain != named).any(axis=(1, 2)))[0]
    # Only the name is another.
    assert 0 < rows[-1] - rows[0] < 60
    bench.page.select_option('[data-in="behind"]', "scene")
    assert np.abs(drawn() - named).mean() > 3


def test_what_cannot_be_quoted_has_no_card(bench):
    bench.page.evaluate(f"{bench.bench}.select(0, 3, true)")
    bench.page.wait_for_selector('[data-error="passage"]:not([hidden])')
    assert "nothing to cut" in bench.page.inner_text('[data-error="passage"]')
    assert bench.page.is_disabled('[data-do="card"]')
    bench.page.locator(".pq-unscripted").first.click()
    bench.wait_for_cut()
    assert bench.page.is_disabled('[data-do="card"]')


def test_a_picture_that_is_gone_is_told_where_the_clip_would_be(visitor, true_alignment):
    chosen(visitor.open_aligned(true_alignment, SAMPLE_AUDIO))
    visitor.page.evaluate(f"{visitor.bench}.look.set({{ cover: 'lost.png', behind: 'image' }})")
    for button in ("export", "card"):
        visitor.page.click(f'[data-do="{button}"]')
        visitor.page.wait_for_selector(".pq-work .pq-error")
        assert "choose it again" in visitor.page.inner_text(".pq-work .pq-error")
        visitor.page.evaluate(f"{visitor.bench}.exports.reset()")


def test_a_title_and_a_picture_do_not_go_along_to_the_next_recording(visitor, true_alignment):
    chosen(visitor.open_aligned(true_alignment, SAMPLE_AUDIO))
    visitor.page.fill('[data-in="title"]', "Only here")
    visitor.page.evaluate(f"{visitor.bench}.look.set({{ behind: 'image', cover: 'a.png' }})")
    other = visitor.open(SAMPLE_VIDEO, format_alignment(true_alignment), "times.json")
    visitor.page.evaluate(f"{visitor.bench}.open('{other}')")
    visitor.until(f"page.root.dataset.ready === '{other}'")
    assert visitor.page.input_value('[data-in="title"]') == ""
    assert visitor.page.input_value('[data-in="behind"]') == "plain"
    assert not visitor.page.is_visible("[data-covered]")
