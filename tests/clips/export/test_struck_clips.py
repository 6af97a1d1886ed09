"""Words that are cut out are gone from the file; the others are there, in step and captioned."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pysubs2
import pytest

from pullquote.align.media.audio import decode, probe
from pullquote.align.model.alignment import Alignment
from pullquote.clips.export.batch import export_clips
from pullquote.clips.export.manifest import format_manifest
from pullquote.clips.export.options import ExportOptions
from pullquote.clips.export.supercut import join_clips
from pullquote.clips.export.timelines import find_timeline
from pullquote.clips.passages.passage import Passage
from pullquote.clips.passages.striking import strike
from tests.clips.export.conftest import passage

# Token n + 1 is the beep and the flash at n seconds, up to 4; then comes a dash: one and four.
STRUCK = [2, 5]
KEPT = ["zero", "two", "three", "five", "six"]


@pytest.fixture(scope="module")
def asked(alignment: Alignment) -> Passage:
    return strike(alignment, passage(alignment, 1, 8), STRUCK)


def flashes_of(frames: np.ndarray, rate: float = 25.0) -> np.ndarray:
    lit = frames[:, 20:100].mean(axis=(1, 2)) > 128
    return (np.flatnonzero(np.diff(lit.astype(int), prepend=0) == 1)) / rate


@pytest.mark.parametrize("shape", ["source", "9:16"])
def test_struck_words_are_gone_and_picture_and_sound_are_in_step(
    shape: str,
    asked: Passage,
    talk: Path,
    alignment: Alignment,
    tmp_path: Path,
    frames_of,
    beeps_of,
) -> None:
    from pullquote.clips.render.shapes import Shape
    from pullquote.clips.render.video import VideoOptions

    out = tmp_path / "clip.mp4"
    options = ExportOptions(captions=False, video=VideoOptions(shape=Shape(shape)))
    (clip,) = export_clips(talk, alignment, [asked], out, options).clips
    assert clip.error is None
    beeps, frames = beeps_of(out, gap=0.04), frames_of(out)
    flashes = flashes_of(frames)
    # zero, two, three, five, six: four and one are cut out.
    assert len(beeps) == len(flashes) == 5
    assert flashes == pytest.approx(beeps, abs=0.041)
    # Two words that were kept side by side stay as far apart as they were said.
    assert np.diff(beeps)[1] == pytest.approx(1.0, abs=0.002)
    assert np.diff(beeps)[3] == pytest.approx(1.0, abs=0.002)
    # Where words were cut out, the pause is that of the leads: no more than 0.3 s.
    assert max(np.diff(beeps)[[0, 2]]) <= 0.1 + 0.3 + 0.01
    assert probe(out).duration == pytest.approx(len(frames) / 25, abs=0.03)
    assert clip.duration == pytest.approx(len(frames) / 25, abs=1e-6)
    assert len(clip.pieces) == 3
    cues = pysubs2.load(str(out.with_suffix(".srt")))
    assert " ".join(cue.plaintext for cue in cues).split() == KEPT
    assert cues[0].start / 1000 == pytest.approx(beeps[0], abs=0.005)
    (entry,) = json.loads(
        format_manifest(export_clips(talk, alignment, [asked], tmp_path / "c.wav", options))
    )["clips"]
    assert [gone["words"] for gone in entry["cut_out"]] == [[2], [5]]
    assert [gone["text"] for gone in entry["cut_out"]] == ["one,", "four"]


def test_the_sound_has_no_hole_and_no_click_at_the_cuts(
    asked: Passage, alignment: Alignment, tmp_path: Path, ffmpeg
) -> None:
    """In a room that is never quite silent the level holds through every cut."""
    media = tmp_path / "room.wav"
    room = "aevalsrc='0.01*(random(0)*2-1)+0.8*sin(2*PI*1000*t)*lt(mod(t,1),0.1)':s=48000:d=12"
    ffmpeg("-f", "lavfi", "-i", room, media)
    out = tmp_path / "clip.wav"
    (clip,) = export_clips(media, alignment, [asked], out, ExportOptions(sidecar=None)).clips
    assert clip.error is None
    sound = decode(out).samples.astype(float)
    inner = sound[400:-400]
    level = np.sqrt(np.convolve(inner**2, np.ones(160) / 160, "valid"))
    quiet = np.sqrt(np.mean(decode(media).cut(0.3, 0.8).astype(float) ** 2))
    assert level.min() > 0.7 * quiet


def test_a_beep_cut_out_of_running_sound_leaves_no_click(
    alignment: Alignment, tmp_path: Path, ffmpeg
) -> None:
    media, out = tmp_path / "hum.wav", tmp_path / "clip.wav"
    ffmpeg("-f", "lavfi", "-i", "aevalsrc='0.5*sin(2*PI*97*t)':s=48000:d=12", media)
    asked = strike(alignment, passage(alignment, 1, 8), STRUCK)
    export_clips(media, alignment, [asked], out, ExportOptions(sidecar=None))
    samples = decode(out).samples.astype(float)
    # A hum of 97 Hz moves by at most 4 % of its height from sample to sample.
    steps = np.abs(np.diff(samples))
    assert steps.max() < 2.5 * 0.5 * 32768 * 2 * np.pi * 97 / 16000


@pytest.mark.parametrize("seam", ["jump", "zoom", "dip", "flash"])
def test_each_seam_looks_as_it_should(
    seam: str, asked: Passage, alignment: Alignment, tmp_path: Path, ffmpeg, frames_of
) -> None:
    media = tmp_path / "grey.mp4"
    # A grey picture with a darker frame of 20 pixels, so that an enlargement shows.
    drawn = "color=0x606060:s=320x180:r=25:d=12,drawbox=x=20:y=20:w=280:h=140:c=0xa0a0a0:t=fill"
    beeps = "aevalsrc='0.8*sin(2*PI*1000*t)*lt(mod(t,1),0.1)':s=48000:d=12"
    ffmpeg("-f", "lavfi", "-i", drawn, "-f", "lavfi", "-i", beeps, "-c:v", "libx264", media)
    out = tmp_path / f"{seam}.mp4"
    options = ExportOptions(captions=False, seam=seam, sidecar=None)
    (clip,) = export_clips(media, alignment, [asked], out, options).clips
    assert clip.error is None
    frames = frames_of(out).astype(int)
    middle, edge = frames[:, 90, 160], frames[:, 90, 10]
    if seam == "jump":
        assert np.ptp(middle) <= 4
        assert np.ptp(edge) <= 4
    elif seam == "zoom":
        assert np.ptp(middle) <= 4
        larger = edge > 120
        assert 0 < larger.sum() < len(frames)
        assert np.count_nonzero(np.diff(larger.astype(int))) == 2
    else:
        extreme = middle < 30 if seam == "dip" else middle > 225
        assert np.count_nonzero(np.diff(extreme.astype(int)) == 1) == 2
        usual = np.abs(middle - np.median(middle)) <= 4
        assert (~usual).sum() <= 2 * 2 * 4
        assert usual[0]
        assert usual[-1]


def test_an_audiogram_and_captions_alone_are_as_long_as_the_sound(
    asked: Passage, talk: Path, alignment: Alignment, tmp_path: Path, frames_of, ffmpeg
) -> None:
    sound = tmp_path / "talk.wav"
    ffmpeg("-i", talk, "-vn", sound)
    options = ExportOptions(sidecar="vtt", seam="dip")
    (clip,) = export_clips(sound, alignment, [asked], tmp_path / "a.mp4", options).clips
    assert clip.error is None
    (wav,) = export_clips(sound, alignment, [asked], tmp_path / "a.wav").clips
    assert wav.path is not None
    expected = decode(wav.path).duration
    assert probe(tmp_path / "a.mp4").duration == pytest.approx(expected, abs=0.08)
    over = ExportOptions(alone=True, kind="mov", sidecar=None)
    (alone,) = export_clips(talk, alignment, [asked], tmp_path / "over.mov", over).clips
    assert alone.error is None
    assert len(frames_of(tmp_path / "over.mov")) / 25 == pytest.approx(expected, abs=0.081)


def test_struck_passages_are_joined_without_what_is_cut_out(
    asked: Passage, talk: Path, alignment: Alignment, tmp_path: Path, frames_of, beeps_of
) -> None:
    out = tmp_path / "joined.mp4"
    plain = passage(alignment, 9, 9)
    # Faded pictures would show their flashes late.
    manifest = join_clips(talk, alignment, [asked, plain, asked], out, cross_fade=0.0)
    beeps = beeps_of(out, gap=0.04)
    flashes = flashes_of(frames_of(out))
    assert len(beeps) == 11
    assert len(flashes) == 11
    assert flashes == pytest.approx(beeps, abs=0.041)
    assert [len(clip.omissions) for clip in manifest.clips] == [2, 0, 2]
    # Nothing of what was cut out is in the pieces, which make up the file, fades or not.
    for clip in manifest.clips:
        gone = [omission.span for omission in clip.omissions]
        assert all(
            a.end <= g.middle <= b.start
            for g, (a, b) in zip(gone, pairwise(clip.pieces), strict=True)
        )
    for name, cross_fade in (("joined.mp4", 0.0), ("soft.wav", 0.2), ("faded.mp4", 0.2)):
        if cross_fade:
            manifest = join_clips(
                talk, alignment, [asked, plain, asked], tmp_path / name, cross_fade=cross_fade
            )
        held = sum(clip.duration for clip in manifest.clips)
        assert probe(tmp_path / name).duration == pytest.approx(
            held, abs=0.03 if name.endswith("4") else 1e-3
        )
    cues = pysubs2.load(str(out.with_suffix(".srt")))
    said = " ".join(cue.plaintext for cue in cues).split()
    assert said == [*KEPT, "seven", *KEPT]


def test_a_timeline_has_an_event_for_each_piece(
    asked: Passage, talk: Path, alignment: Alignment, tmp_path: Path, frames_of
) -> None:
    out = tmp_path / "clip.mp4"
    export_clips(talk, alignment, [asked], out, ExportOptions(captions=False, sidecar=None))
    timeline = find_timeline(probe(talk), alignment, [asked])
    assert [event.text for event in timeline.events] == ["zero", "two three", "five six"]
    assert sum(event.frames for event in timeline.events) == len(frames_of(out))
    # Nothing of what was cut out is in any of them, nor is any frame there twice.
    for left, right in pairwise(timeline.events):
        assert left.start + left.frames < right.start
