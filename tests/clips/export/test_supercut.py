"""A joined clip holds every passage in order, in step, with captions where the words are."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pysubs2
import pytest

from pullquote.align.errors import FormatError, OutputError
from pullquote.align.media.audio import probe
from pullquote.align.model.alignment import AlignedWord, Alignment, Status
from pullquote.align.model.transcript import Paragraph, Token, Transcript
from pullquote.align.model.words import EngineInfo
from pullquote.align.times import TimeSpan
from pullquote.clips.export.options import ExportOptions
from pullquote.clips.export.supercut import join_clips
from pullquote.clips.passages.passage import Passage

WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


@pytest.fixture(scope="module")
def alignment() -> Alignment:
    """The word `n` is the flash and the beep in [n, n + 0.1)."""
    text = " ".join(WORDS)
    tokens = tuple(Token(i, w, text.index(w), text.index(w) + len(w)) for i, w in enumerate(WORDS))
    words = tuple(
        AlignedWord(t, TimeSpan(t.index, t.index + 0.1), 1.0, Status.PLACED) for t in tokens
    )
    transcript = Transcript(text, tokens, (Paragraph(0, len(tokens)),), "en")
    return Alignment(transcript, words, (), "en", 12.0, "print", EngineInfo("test", "1"))


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory, flash_beep) -> Path:
    return flash_beep(tmp_path_factory.mktemp("join") / "talk.mp4", picture=",scale=320:180")


def passages(alignment: Alignment, *runs: tuple[int, int]) -> list[Passage]:
    return [
        Passage(first, last, alignment.transcript.quote(first, last), span)
        for first, last in runs
        if (span := alignment.span_of(first, last))
    ]


RUNS = ((7, 8), (2, 2), (4, 5))
SAID = (7, 8, 2, 4, 5)


@pytest.mark.parametrize("cross_fade", [0.0, 0.2, 5.0])
def test_all_words_are_there_in_the_order_asked_for_and_in_step(
    cross_fade: float, talk: Path, alignment: Alignment, tmp_path: Path, frames_of, beeps_of
) -> None:
    out = tmp_path / "joined.mp4"
    asked = passages(alignment, *RUNS)
    manifest = join_clips(talk, alignment, asked, out, cross_fade=cross_fade)
    assert [clip.path for clip in manifest.clips] == [out] * 3
    beeps = beeps_of(out, gap=0.04)
    assert len(beeps) == len(SAID)
    frames = frames_of(out)
    lit = frames[:, 20:100].mean(axis=(1, 2)) > 128
    flashes = (np.flatnonzero(np.diff(lit.astype(int)) == 1) + 1) / 25
    assert flashes == pytest.approx(beeps, abs=0.041)
    held = sum(clip.source_range.duration for clip in manifest.clips if clip.source_range)
    assert held == pytest.approx(len(frames) / 25, abs=1e-6)
    for clip in manifest.clips:
        # Words stay whole inside what their part is said to hold.
        assert clip.source_range is not None
        assert clip.source_range.start <= clip.passage.span.start + 1e-9
        assert clip.source_range.end >= clip.passage.span.end - 1e-9
    assert probe(out).duration == pytest.approx(len(frames) / 25, abs=0.03)
    # Captions are on screen exactly when their words are said.
    cues = pysubs2.load(str(out.with_suffix(".srt")))
    starts = [cue.start / 1000 for cue in cues]
    assert [cue.plaintext for cue in cues] == ["seven eight", "two", "four five"]
    assert starts == pytest.approx([beeps[0], beeps[2], beeps[3]], abs=0.02)
    for one, other in pairwise(cues):
        assert one.end <= other.start


def test_a_passage_may_come_twice(
    talk: Path, alignment: Alignment, tmp_path: Path, frames_of, beeps_of
) -> None:
    out = tmp_path / "twice.mp4"
    manifest = join_clips(talk, alignment, passages(alignment, (7, 8), (7, 8), (2, 2)), out)
    assert len(beeps_of(out, gap=0.04)) == 5
    lit = frames_of(out)[:, 20:100].mean(axis=(1, 2)) > 128
    assert (np.diff(lit.astype(int)) == 1).sum() == 5
    assert len(manifest.clips) == 3


def test_overlapping_parts_lose_no_word_and_play_none_over_another(
    talk: Path, alignment: Alignment, tmp_path: Path, beeps_of
) -> None:
    out = tmp_path / "tight.wav"
    # A wish for ten seconds of overlap is held to the silence around the words.
    join_clips(talk, alignment, passages(alignment, (3, 3), (6, 6)), out, cross_fade=10.0)
    first, second = beeps_of(out, gap=0.04)
    # A beep of 0.1 s, and half of the 0.3 s of silence around the join.
    assert second - first == pytest.approx(0.25, abs=0.03)


@pytest.mark.parametrize("kind", ["wav", "mp3", "m4a"])
def test_sound_alone_can_be_joined(
    kind: str, talk: Path, alignment: Alignment, tmp_path: Path, beeps_of
) -> None:
    out = tmp_path / f"joined.{kind}"
    join_clips(talk, alignment, passages(alignment, *RUNS), out)
    assert len(beeps_of(out, gap=0.04)) == len(SAID)


def test_a_recording_without_picture_is_joined_into_a_video(
    talk: Path, alignment: Alignment, tmp_path: Path, ffmpeg, beeps_of, frames_of
) -> None:
    speech = tmp_path / "speech.m4a"
    ffmpeg("-i", talk, "-vn", "-c:a", "copy", speech)
    out = tmp_path / "joined.mp4"
    join_clips(speech, alignment, passages(alignment, (2, 2), (4, 4)), out)
    assert len(beeps_of(out, gap=0.04)) == 2
    assert frames_of(out).shape[1:] == (1080, 1920)


def test_one_passage_is_a_join_too(talk: Path, alignment: Alignment, tmp_path: Path) -> None:
    (clip,) = join_clips(talk, alignment, passages(alignment, (2, 3)), tmp_path / "one.mp4").clips
    assert clip.source_range is not None
    assert clip.source_range.start == pytest.approx(1.88, abs=0.001)


def test_what_cannot_be_made_is_said_before_work(
    talk: Path, alignment: Alignment, tmp_path: Path
) -> None:
    asked = passages(alignment, (2, 3))
    with pytest.raises(FormatError, match=r"\.mp4"):
        join_clips(talk, alignment, asked, tmp_path / "x.exe")
    (tmp_path / "x.mp4").touch()
    with pytest.raises(OutputError, match="exists"):
        join_clips(talk, alignment, asked, tmp_path / "x.mp4")
    with pytest.raises(ValueError, match="at least one"):
        join_clips(talk, alignment, [], tmp_path / "y.mp4", ExportOptions())


@pytest.mark.skipif(not hasattr(av.container.Container, "chapters"), reason="an older PyAV")
@pytest.mark.parametrize("kind", ["mp4", "mov", "mkv", "webm", "m4a", "mp3"])
def test_each_passage_is_a_chapter_that_begins_with_its_words(
    kind: str, talk: Path, alignment: Alignment, tmp_path: Path, beeps_of
) -> None:
    out = tmp_path / f"joined.{kind}"
    join_clips(talk, alignment, passages(alignment, *RUNS), out)
    with av.open(str(out)) as container:
        chapters = container.chapters()
    assert [c["metadata"]["title"] for c in chapters] == ["seven eight", "two", "four five"]
    starts = [float(c["start"] * c["time_base"]) for c in chapters]
    ends = [float(c["end"] * c["time_base"]) for c in chapters]
    beeps = beeps_of(out, gap=0.04)
    # Its first word comes right after its start: the lead-in, and what may be the codec's delay.
    for start, beep in zip(starts, (beeps[0], beeps[2], beeps[3]), strict=True):
        assert -0.03 < beep - start < 0.25
    assert ends[:-1] == pytest.approx(starts[1:], abs=0.03)
    assert ends[-1] == pytest.approx(probe(out).duration, abs=0.06)


@pytest.mark.skipif(not hasattr(av.container.Container, "chapters"), reason="an older PyAV")
@pytest.mark.parametrize("kind", ["wav", "opus", "mp3", "gif"])
def test_a_single_passage_and_a_kind_without_chapters_have_none(
    kind: str, talk: Path, alignment: Alignment, tmp_path: Path
) -> None:
    out = tmp_path / f"joined.{kind}"
    runs = RUNS[1:2] if kind == "mp3" else RUNS[1:]
    join_clips(talk, alignment, passages(alignment, *runs), out)
    with av.open(str(out)) as container:
        assert not container.chapters()
