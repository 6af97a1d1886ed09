"""The library's failures come out as ours, and a model is loaded once."""

from __future__ import annotations

import pytest

from pullquote.align.errors import ModelError
from pullquote.align.recognizers.whisper_engine.runtime import load_model


def test_a_model_that_was_loaded_last_is_loaded_no_more(small_whisper):
    first = load_model(small_whisper, "mine", "cpu", "int8")
    assert load_model(small_whisper, "mine", "cpu", "int8") is first


def test_an_impossible_compute_type_is_a_model_error(small_whisper):
    with pytest.raises(ModelError, match="could not be loaded or run"):
        load_model(small_whisper, "mine", "cpu", "int9")
