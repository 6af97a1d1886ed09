"""The sample keeps its promises: the files belong together and the truth covers the transcript."""

from __future__ import annotations

import json
from typing import Any

import av
import pytest

from pullquote.align.model.transcript import Role
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.samples import SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, SAMPLE_TRUTH, SAMPLE_VIDEO
from pullquote.samples.interview_script import TURNS, Kind
from pullquote.samples.make_sample import split_tokens, write_transcript


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    return json.loads(SAMPLE_TRUTH.read_text(encoding="utf-8"))


def test_truth_names_every_token_of_the_transcript_in_order(truth):
    tokens = split_tokens(SAMPLE_TRANSCRIPT.read_text(encoding="utf-8"))
    assert [word["text"] for word in truth["words"]] == tokens
    assert [word["index"] for word in truth["words"]] == list(range(len(tokens)))


def test_true_times_run_forward_and_stay_in_the_recording(truth):
    times = [t for w in truth["words"] if w["start"] is not None for t in (w["start"], w["end"])]
    assert times == sorted(times)
    assert times[0] > 0
    assert times[-1] < truth["duration"]


def test_what_is_only_written_has_no_time_and_what_is_only_spoken_is_no_token(truth):
    written = [line for turn in TURNS for line in turn.lines if line.kind is Kind.WRITTEN]
    texts = [word["text"] for word in truth["words"]]
    for line in written:
        tokens = split_tokens(line.text)
        places = [i for i in range(len(texts)) if texts[i : i + len(tokens)] == tokens]
        assert len(places) == 1
        run = truth["words"][places[0] : places[0] + len(tokens)]
        assert all(word["start"] is None for word in run)
    (stretch,) = truth["unscripted"]
    assert stretch["text"] not in SAMPLE_TRANSCRIPT.read_text(encoding="utf-8")
    assert not any(
        word["start"] is not None
        and word["start"] < stretch["end"]
        and word["end"] > stretch["start"]
        for word in truth["words"]
    )


def test_transcript_is_what_the_script_says(tmp_path):
    write_transcript(tmp_path / "interview.txt")
    assert (tmp_path / "interview.txt").read_text("utf-8") == SAMPLE_TRANSCRIPT.read_text("utf-8")


def test_transcript_is_split_by_the_package_as_the_truth_is(truth):
    transcript = parse_transcript(SAMPLE_TRANSCRIPT.read_text(encoding="utf-8"))
    assert [t.text for t in transcript.tokens] == [w["text"] for w in truth["words"]]
    spoken = [t for t, w in zip(transcript.tokens, truth["words"], strict=True) if w["start"]]
    assert all(token.role is Role.SPEECH for token in spoken)


@pytest.mark.parametrize("path", [SAMPLE_VIDEO, SAMPLE_AUDIO], ids=lambda p: p.suffix)
def test_recordings_last_as_long_as_the_truth_says(path, truth):
    with av.open(str(path)) as container:
        assert container.duration / av.time_base == pytest.approx(truth["duration"], abs=0.1)
        kinds = {stream.type for stream in container.streams}
    assert kinds == ({"audio", "video"} if path == SAMPLE_VIDEO else {"audio"})
