"""A recording whose words are known, and passages of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pullquote.align.model.alignment import AlignedWord, Alignment, Status
from pullquote.align.model.transcript import Paragraph, Role, Token, Transcript
from pullquote.align.model.words import EngineInfo
from pullquote.align.times import TimeSpan
from pullquote.clips.passages.passage import Passage

TEXT = "ANNA: zero one, two three four — five six seven eight nine ten"


@pytest.fixture(scope="module")
def alignment() -> Alignment:
    """The word `n` is the beep in [n, n + 0.1); `nine` was not said."""
    tokens, words, place = [], [], 0
    for index, text in enumerate(TEXT.split()):
        start = TEXT.index(text, place)
        place = start + len(text)
        role = {"ANNA:": Role.SPEAKER, "—": Role.MARK}.get(text, Role.SPEECH)
        token = Token(index, text, start, place, role)
        tokens.append(token)
        number = ["zero", "one,", "two", "three", "four", "five", "six", "seven", "eight"]
        if text in number:
            at = float(number.index(text))
            words.append(AlignedWord(token, TimeSpan(at, at + 0.1), 0.9, Status.PLACED))
        elif text == "ten":
            words.append(AlignedWord(token, TimeSpan(10.0, 10.1), 0.9, Status.PLACED))
        else:
            words.append(AlignedWord(token, None, 0.9, Status.ABSENT))
    transcript = Transcript(TEXT, tuple(tokens), (Paragraph(0, len(tokens), "ANNA"),), "en")
    return Alignment(
        transcript, tuple(words), (), "en", 12.0, "print", EngineInfo("test", "1"), "talk.mp4"
    )


def passage(alignment: Alignment, first: int, last: int) -> Passage:
    span = alignment.span_of(first, last)
    assert span is not None
    return Passage(first, last, alignment.transcript.quote(first, last), span)


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory, flash_beep) -> Path:
    folder = tmp_path_factory.mktemp("export")
    return flash_beep(folder / "talk.mp4", picture=",scale=320:180")
