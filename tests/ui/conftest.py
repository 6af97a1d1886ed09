"""Fixtures for the tests of the command line and of the page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pullquote.align.media.audio import probe
from pullquote.align.model.alignment import (
    AlignedWord,
    Alignment,
    Status,
    Unscripted,
    format_alignment,
)
from pullquote.align.model.words import EngineInfo
from pullquote.align.reading.formats import read_transcript
from pullquote.align.times import TimeSpan
from pullquote.samples import SAMPLE_TRANSCRIPT, SAMPLE_TRUTH, SAMPLE_VIDEO
from pullquote.ui.cli import main as cli


@pytest.fixture(scope="session")
def true_alignment() -> Alignment:
    """The sample's alignment with the exact times by construction; nothing is recognised."""
    transcript = read_transcript(SAMPLE_TRANSCRIPT)
    truth = json.loads(SAMPLE_TRUTH.read_text(encoding="utf-8"))
    words = []
    for token, known in zip(transcript.tokens, truth["words"], strict=True):
        assert token.text == known["text"]
        if known["start"] is None:
            words.append(AlignedWord(token, None, 1.0, Status.ABSENT))
        else:
            span = TimeSpan(known["start"], known["end"])
            words.append(AlignedWord(token, span, 1.0, Status.HEARD))
    info = probe(SAMPLE_VIDEO)
    return Alignment(
        transcript=transcript,
        words=tuple(words),
        unscripted=tuple(
            Unscripted(TimeSpan(stretch["start"], stretch["end"]))
            for stretch in truth["unscripted"]
        ),
        language="en",
        duration=info.duration,
        fingerprint=info.fingerprint,
        engine=EngineInfo("imported", "1", "truth"),
        media=SAMPLE_VIDEO.name,
    )


@pytest.fixture(scope="session")
def aligned(true_alignment: Alignment, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of `true_alignment`, as `pullquote align` writes it."""
    path = tmp_path_factory.mktemp("aligned") / "interview.alignment.json"
    path.write_text(format_alignment(true_alignment), encoding="utf-8")
    return path


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys):
    """Call `pullquote` in an empty folder; gives exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> tuple[int, str, str]:
        code = cli.main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call
