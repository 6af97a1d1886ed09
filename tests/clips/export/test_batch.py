"""From passages to files and a manifest that says what they hold."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import pullquote.clips.export.one_clip
from pullquote.align.errors import (
    ProgramError,
)
from pullquote.align.media.audio import probe
from pullquote.align.model.alignment import Alignment
from pullquote.align.progress import Monitor
from pullquote.align.times import TimeSpan
from pullquote.clips.export.batch import ExportOptions, Manifest, export_clips, format_manifest
from pullquote.clips.passages.cut import CutOptions
from pullquote.clips.passages.passage import Passage
from pullquote.clips.render.codecs import Quality
from pullquote.clips.render.shapes import Shape
from pullquote.clips.render.video import VideoOptions
from tests.clips.export.conftest import TEXT, passage


@pytest.fixture(scope="module")
def speech(talk: Path, ffmpeg) -> Path:
    path = talk.with_suffix(".mp3")
    ffmpeg("-i", talk, "-vn", path)
    return path


def test_a_clip_holds_its_words_and_no_others(
    talk: Path, alignment: Alignment, tmp_path: Path, beeps_of, frames_of
) -> None:
    asked = passage(alignment, 3, 5)  # two three four
    manifest = export_clips(talk, alignment, [asked], tmp_path / "clip.mp4")
    (clip,) = manifest.clips
    assert clip.path == tmp_path / "clip.mp4"
    held = clip.source_range
    assert held is not None
    assert held.start == pytest.approx(1.88, abs=0.001)  # lead-in 0.1, to the frame before
    assert held.end == pytest.approx(4.32, abs=0.001)
    assert beeps_of(clip.path) == pytest.approx(np.array([2.0, 3.0, 4.0]) - held.start, abs=0.005)
    frames = frames_of(clip.path)
    assert len(frames) == 61
    # Captions stand in the lower part, from the first word's frame on.
    lower = (frames[:, 140:] > 150).mean(axis=(1, 2))
    assert lower[:2].max() == 0
    assert 0 < lower[20] < 0.5
    assert clip.sidecar == tmp_path / "clip.srt"
    sidecar = clip.sidecar.read_text()
    assert " ".join(
        line for line in sidecar.splitlines()[2:] if line
    ) == "two three four —".replace(" —", "")


def test_the_manifest_says_what_was_made_and_why_not(
    talk: Path, alignment: Alignment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pullquote.clips.export.one_clip.write_montage

    def fails_once(media, clock, sound, path, **more):
        if path.name.startswith("02"):
            raise ProgramError("ffmpeg", "writing", "it broke")
        real(media, clock, sound, path, **more)

    monkeypatch.setattr(pullquote.clips.export.one_clip, "write_montage", fails_once)
    asked = [passage(alignment, *run) for run in ((1, 2), (4, 5), (7, 9))]
    manifest = export_clips(talk, alignment, asked, tmp_path / "clips")
    document = json.loads(format_manifest(manifest))
    assert [set(clip) for clip in document["clips"]] == [
        {
            "path", "source", "source_range", "pieces", "words", "text", "unheard",
            "captions", "sidecar", "poster", "status", "reason", "cut_out", "warnings",
        }
    ] * 3  # fmt: skip
    first, second, third = document["clips"]
    assert Path(first["path"]).name == "01-zero-one.mp4"
    assert first["words"] == [1, 2]
    assert first["text"] == "zero one,"
    assert first["captions"] == "plain"
    assert first["status"] == third["status"] == "made"
    assert second == {
        **second,
        "path": None,
        "source_range": None,
        "pieces": [],
        "sidecar": None,
        "status": "failed",
        "reason": "ffmpeg failed while writing; it said: it broke",
    }
    assert len(manifest.failed) == 1
    made = sorted(path.name for path in (tmp_path / "clips").iterdir())
    assert made == [
        "01-zero-one.mp4",
        "01-zero-one.srt",
        "03-five-six-seven.mp4",
        "03-five-six-seven.srt",
    ]


@pytest.mark.parametrize("kind", ["mp4", "webm"])
def test_a_recording_without_picture_becomes_a_video_of_its_sound(
    kind: str, speech: Path, alignment: Alignment, tmp_path: Path, beeps_of, frames_of
) -> None:
    out = tmp_path / f"clip.{kind}"
    options = ExportOptions(video=VideoOptions(Shape("1:1"), quality=Quality(preset="ultrafast")))
    manifest = export_clips(speech, alignment, [passage(alignment, 3, 4)], out, options)
    (clip,) = manifest.clips
    assert clip.source_range is not None
    video = probe(out).video
    assert video is not None
    assert (video.width, video.height) == (1080, 1080)
    assert beeps_of(out) == pytest.approx(np.array([2.0, 3.0]) - clip.source_range.start, abs=0.006)
    frames = frames_of(out)
    assert len(frames) == pytest.approx(clip.source_range.duration * 25, abs=1)
    # Something moves where the sound is, and captions are drawn.
    assert (frames[4].astype(int) - frames[20]).max() > 50
    assert clip.captions == "plain"


@pytest.mark.parametrize("kind", ["wav", "mp3", "m4a", "flac", "opus"])
def test_an_audio_clip_is_cut_at_the_sample(
    kind: str, talk: Path, alignment: Alignment, tmp_path: Path, beeps_of
) -> None:
    out = tmp_path / f"clip.{kind}"
    manifest = export_clips(talk, alignment, [passage(alignment, 3, 4)], out)
    (clip,) = manifest.clips
    assert clip.source_range is not None
    assert clip.captions is None
    assert beeps_of(out) == pytest.approx(np.array([2.0, 3.0]) - clip.source_range.start, abs=0.005)
    assert probe(out).duration == pytest.approx(clip.source_range.duration, abs=0.03)
    assert clip.sidecar is not None


def test_what_is_not_spoken_is_in_no_caption_and_in_no_name(
    talk: Path, alignment: Alignment, tmp_path: Path
) -> None:
    options = ExportOptions(kind="wav")
    asked = passage(alignment, 0, 2)  # ANNA: zero one,
    (clip,) = export_clips(talk, alignment, [asked], tmp_path, options).clips
    assert clip.sidecar is not None
    assert "ANNA" not in clip.sidecar.read_text()
    assert clip.path is not None
    assert clip.path.name == "zero-one.wav"


def test_without_captions_the_picture_is_left_alone(
    talk: Path, alignment: Alignment, tmp_path: Path, frames_of
) -> None:
    options = ExportOptions(captions=False, sidecar=None)
    out = tmp_path / "bare.mp4"
    (clip,) = export_clips(talk, alignment, [passage(alignment, 3, 4)], out, options).clips
    assert (clip.captions, clip.sidecar) == (None, None)
    assert frames_of(out)[10].max() < 60
    assert not list(tmp_path.glob("*.srt"))


def test_a_character_that_no_font_can_draw_is_told(
    talk: Path, alignment: Alignment, tmp_path: Path
) -> None:
    odd = "\U000f1234"
    words = list(alignment.words)
    place = words[4].token.start_char
    text = TEXT[:place] + odd + TEXT[place + 1 :]
    tokens = tuple(
        replace(t, text=text[t.start_char : t.end_char]) for t in alignment.transcript.tokens
    )
    with_odd = replace(
        alignment,
        transcript=replace(alignment.transcript, text=text, tokens=tokens),
        words=tuple(replace(w, token=t) for w, t in zip(words, tokens, strict=True)),
    )
    told: list[str] = []
    (clip, plain) = export_clips(
        talk,
        with_odd,
        [passage(with_odd, 3, 4), passage(with_odd, 6, 7)],
        tmp_path,
        ExportOptions(kind="mp4"),
        monitor=Monitor(on_note=told.append),
    ).clips
    assert clip.made
    assert clip.undrawn == (odd,)
    assert clip.reason is not None and odd in clip.reason
    assert told == [clip.reason]
    assert plain.made and plain.reason is None


def test_an_exact_stretch_without_words_has_no_captions(
    talk: Path, alignment: Alignment, tmp_path: Path
) -> None:
    asked = Passage(None, None, "", TimeSpan(5.2, 5.8), exact=True)
    (clip,) = export_clips(talk, alignment, [asked], tmp_path / "x.wav").clips
    assert clip.source_range == TimeSpan(5.2, 5.8)
    assert clip.sidecar is None
    assert json.loads(format_manifest(Manifest((clip,))))["clips"][0]["words"] is None


def test_leads_are_as_asked(talk: Path, alignment: Alignment, tmp_path: Path) -> None:
    options = ExportOptions(cut=CutOptions(lead_in=0.4, lead_out=0.3))
    asked = [passage(alignment, 3, 4)]
    (clip,) = export_clips(talk, alignment, asked, tmp_path / "x.wav", options).clips
    assert clip.source_range is not None
    assert clip.source_range.start == pytest.approx(1.6, abs=0.011)
    assert clip.source_range.end == pytest.approx(3.4, abs=0.011)
