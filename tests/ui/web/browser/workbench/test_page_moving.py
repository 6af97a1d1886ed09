"""Sound made into a video: in the player its bars and progress move as they do in the export."""

from __future__ import annotations

import base64
import io

import av
import numpy as np
import pytest

from pullquote.samples import SAMPLE_AUDIO

MOMENTS = (0.6, 1.4, 2.2)

DRAWN = """t => { const page = document.querySelector('.pq').pq;
  page.player.still.tick(page.clip.span.start + t);
  return page.player.still.moving.toDataURL().split(',')[1]; }"""


def frames(path, moments):
    """The frames that are shown at these times, RGB."""
    wanted = list(moments)
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            if wanted and frame.time + 0.5 / 25 >= wanted[0]:
                wanted.pop(0)
                yield frame.to_ndarray(format="rgb24").astype(int)


@pytest.mark.parametrize("shape", ["source", "9:16"])
def test_bars_and_progress_move_in_the_player_as_in_the_export(visitor, true_alignment, shape):
    bench = visitor.open_aligned(true_alignment, SAMPLE_AUDIO)
    bench.page.evaluate(f"{bench.bench}.look.set({{ shape: '{shape}', style: 'none' }})")
    bench.page.evaluate(f"{bench.bench}.select(210, 220, true)")
    bench.page.wait_for_selector(".pq-moving", state="visible", timeout=60_000)
    drawn = []
    for moment in MOMENTS:
        content = base64.b64decode(bench.page.evaluate(DRAWN, moment))
        with av.open(io.BytesIO(content), format="png_pipe") as container:
            picture = next(container.decode(video=0)).to_ndarray(format="rgba")
        drawn.append(picture.astype(int))
    bench.page.click('[data-do="export"]')
    link = bench.page.wait_for_selector(".pq-work a", timeout=60_000)
    with bench.page.expect_download() as waiting:
        link.click()
    exported = list(frames(waiting.value.path(), MOMENTS))
    assert len(exported) == len(MOMENTS)

    def difference(ours, theirs):
        shown = ours[..., 3] > 0
        return np.abs(ours[..., :3][shown] - theirs[shown]).mean()

    for place, ours in enumerate(drawn):
        same = difference(ours, exported[place])
        others = [difference(ours, other) for at, other in enumerate(exported) if at != place]
        assert same < 4, "mean difference of the colours"
        assert same < min(others) / 3


def test_the_bars_move_while_it_is_played_and_stand_where_there_is_no_clip(visitor, true_alignment):
    bench = visitor.open_aligned(true_alignment, SAMPLE_AUDIO)
    assert not bench.page.is_visible(".pq-moving")
    bench.page.evaluate(f"{bench.bench}.select(210, 220, true)")
    bench.page.wait_for_selector(".pq-moving", state="visible", timeout=60_000)
    picture = "page.player.still.moving.toDataURL()"
    before = bench.page.evaluate(f"{bench.bench}.player.still.moving.toDataURL()")
    bench.page.click('[data-do="preview"]')
    bench.until(f"!page.player.paused && {picture} !== {before!r}")
    bench.page.check('[data-choice="kind"] input[value="audio"]', force=True)
    bench.page.wait_for_selector(".pq-moving", state="hidden")
