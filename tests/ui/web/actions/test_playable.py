import numpy as np
import pytest

from pullquote.align.errors import CancelledError, MediaError
from pullquote.align.media.audio import decode, probe
from pullquote.align.progress import SILENT, Monitor
from pullquote.samples import SAMPLE_AUDIO, SAMPLE_VIDEO
from pullquote.ui.web.actions.playable import HEIGHT, make_copy


def loudness(path):
    samples = decode(path, start=0.0, end=10.0).samples.astype(float)
    return np.abs(samples[: len(samples) // 800 * 800].reshape(-1, 800)).max(axis=1)


@pytest.mark.parametrize("media", [SAMPLE_VIDEO, SAMPLE_AUDIO])
def test_the_copy_sounds_the_same_at_the_same_time(media, tmp_path):
    copy = tmp_path / "playable.mp4"
    make_copy(media, copy, SILENT)
    info = probe(copy)
    assert info.duration == pytest.approx(probe(media).duration, abs=0.1)
    assert (info.video is not None) == (media is SAMPLE_VIDEO)
    assert info.video is None or info.video.height <= HEIGHT
    ours, theirs = loudness(copy), loudness(media)
    count = min(len(ours), len(theirs))
    assert np.corrcoef(ours[:count], theirs[:count])[0, 1] > 0.95


def test_stopping_leaves_nothing_behind(tmp_path):
    with pytest.raises(CancelledError):
        make_copy(SAMPLE_VIDEO, tmp_path / "x.mp4", Monitor(is_cancelled=lambda: True))
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_recording_is_refused(tmp_path):
    text = tmp_path / "x.mp4"
    text.write_text("not a film")
    with pytest.raises(MediaError):
        make_copy(text, tmp_path / "y.mp4", SILENT)
