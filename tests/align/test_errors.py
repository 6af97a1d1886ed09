"""Messages are whole sentences that begin with the user's thing."""

from __future__ import annotations

import pickle

import pytest

from pullquote.align.errors import (
    MediaError,
    OutputError,
    PassageNotFoundError,
    TranscriptError,
    TranscriptMismatchError,
)


def test_an_error_about_a_file_begins_with_its_name() -> None:
    assert str(MediaError("talk.mp4", "is empty")) == "talk.mp4 is empty"


def test_the_streams_of_a_command_have_names() -> None:
    assert str(TranscriptError("-", "is empty")) == "standard input is empty"
    assert str(TranscriptError("stdin", "is empty")) == "standard input is empty"
    assert str(OutputError("-", "cannot be written")) == "standard output cannot be written"


def test_a_passage_that_is_not_found_is_quoted_on_one_line() -> None:
    error = PassageNotFoundError("zebra\n  crossing", "is not in the transcript")
    assert str(error) == "'zebra crossing' is not in the transcript"


def test_a_transcript_of_another_recording_says_how_little_was_found() -> None:
    assert "only 12% of its words were found;" in str(TranscriptMismatchError(0.12))


@pytest.mark.parametrize(
    "error", [OutputError("-", "is full"), TranscriptMismatchError(0.0, "no voice was heard in it")]
)
def test_errors_keep_their_message_between_processes(error: Exception) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert str(copy) == str(error)
    assert copy.__dict__ == error.__dict__
