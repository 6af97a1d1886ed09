from __future__ import annotations

import pytest

from benchmarks.recordings.espeak_speech import Begin, missing_reason, speak, timed_tokens
from benchmarks.recordings.truth import Kind


def test_a_token_ends_where_the_next_one_or_a_pause_begins() -> None:
    begins = [
        Begin(0.1, 0, False),
        Begin(0.4, 3, False),
        Begin(0.9, -1, True),
        Begin(1.2, 10, False),
    ]
    tokens = timed_tokens("un mot, – puis", begins)
    assert [token.kind for token in tokens] == [Kind.SPOKEN, Kind.SPOKEN, Kind.MARK, Kind.SPOKEN]
    assert [(token.start, token.end) for token in tokens] == [
        (0.1, 0.4),
        (0.4, 0.9),
        (None, None),
        (1.2, None),
    ]


def test_a_word_spoken_as_part_of_another_has_no_start_of_its_own() -> None:
    tokens = timed_tokens("est-ce que", [Begin(0.2, 0, False)])
    assert tokens[1].kind is Kind.SPOKEN
    assert tokens[1].start is None


@pytest.mark.skipif(missing_reason() is not None, reason=str(missing_reason()))
def test_every_word_of_another_script_is_spoken_in_order() -> None:
    sound, tokens = speak("Поезд приходит вечером.", "ru")
    starts = [token.start for token in tokens]
    assert None not in starts
    assert starts == sorted(starts, key=lambda start: start or 0.0)
    assert starts[-1] is not None and starts[-1] < len(sound) / 16_000
