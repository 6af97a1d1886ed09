"""`pullquote align` on the sample, held to the times that are known by construction."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from pullquote.align.model.alignment import Alignment
from pullquote.samples import SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, SAMPLE_VIDEO

GIVEN = ("align", SAMPLE_VIDEO, SAMPLE_TRANSCRIPT, "--engine", "sphinx")


def _words(document: dict) -> list[dict]:
    return [word for segment in document["segments"] for word in segment["words"]]


def test_every_word_gets_its_time_in_whispers_shape(run, true_alignment: Alignment) -> None:
    code, out, err = run(*GIVEN)
    assert (code, err) == (0, "")
    first, *others = out.splitlines()
    assert first.startswith("260 words, ")
    assert first.endswith("; written to interview.alignment.json")
    assert "Plainly not spoken, and left out of subtitles:" in others
    assert any(
        "“It was the happiest mistake of my life.” (words 129-136)" in line for line in others
    )
    document = json.loads(Path("interview.alignment.json").read_text(encoding="utf-8"))
    assert document["text"] == SAMPLE_TRANSCRIPT.read_text(encoding="utf-8")
    assert document["language"] == "en"
    assert document["media"]["fingerprint"]
    assert {"id", "start", "end", "text", "words"} <= set(document["segments"][0])
    words = _words(document)
    assert [word["word"] for word in words] == [t.text for t in true_alignment.transcript.tokens]
    near = known = 0
    for word, truth in zip(words, true_alignment.words, strict=True):
        assert ("start" in word) == ("end" in word) == (word["status"] != "absent")
        if truth.span is not None:
            known += 1
            near += "start" in word and abs(word["start"] - truth.span.start) < 0.1
    assert near == known


def test_what_is_not_spoken_is_absent_and_what_is_not_written_is_listed(
    run, true_alignment: Alignment
) -> None:
    code, out, err = run(*GIVEN, "--json")
    assert (code, err) == (0, "")
    assert list(Path().iterdir()) == []
    document = json.loads(out)
    silent = [
        word["status"]
        for word, truth in zip(_words(document), true_alignment.words, strict=True)
        if truth.span is None
    ]
    # As promised for any recording: at most a tenth of what is not said gets a time.
    assert silent.count("absent") / len(silent) >= 0.9
    (planted,) = true_alignment.unscripted
    assert any(
        abs(stretch["start"] - planted.span.start) < 0.7
        and abs(stretch["end"] - planted.span.end) < 0.7
        for stretch in document["unscripted"]
    )


def test_the_transcript_may_come_from_standard_input(run, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(SAMPLE_TRANSCRIPT.read_bytes()))
    monkeypatch.setattr(sys, "stdin", stdin)
    code, out, _ = run("align", SAMPLE_AUDIO, "-", "--engine", "sphinx", "-o", "x.json", "--json")
    assert code == 0
    printed, written = json.loads(out), json.loads(Path("x.json").read_text(encoding="utf-8"))
    review = printed.pop("review")
    assert printed == written
    assert {"start", "end", "first", "last", "text", "reason"} == set(review[0])
    # Unsure words may be listed too; what the sample never says must be.
    assert {"not spoken"} <= {entry["reason"] for entry in review} <= {"not spoken", "unsure"}
    assert printed["coverage"] > 0.85


def test_its_own_result_is_understood_by_every_command(run) -> None:
    assert run(*GIVEN, "-o", "a.json")[0] == 0
    assert run("find", "a.json", "lighthouse")[0] == 0
    assert run("subtitles", "a.json", "-o", "a.vtt")[0] == 0
    assert run("clip", SAMPLE_AUDIO, "a.json", "--quote", "storm petrel", "-o", "a.flac")[0] == 0


def test_the_language_that_the_engine_does_not_know_is_said(run) -> None:
    code, out, err = run(*GIVEN, "--language", "de", "-o", "a.json")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "English" in err
