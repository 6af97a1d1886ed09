"""Words that are said are likelier than others, to a model that is given the text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from pullquote.align.media.audio import SAMPLE_RATE, decode
from pullquote.align.recognizers.whisper_engine.given_text import mended
from pullquote.align.recognizers.whisper_engine.runtime import load_model
from pullquote.align.recognizers.whisper_engine.scorer import WhisperScorer, find_scorer
from pullquote.samples import SAMPLE_AUDIO, SAMPLE_TRUTH


@pytest.fixture(scope="module")
def scorer(small_whisper: Path) -> WhisperScorer:
    return WhisperScorer(load_model(small_whisper, "small test", "cpu", "int8"), "en")


def test_words_that_are_said_are_likelier_than_others(scorer, known_sentence) -> None:
    said = list(known_sentence.texts)
    wrong = [*said[:3], *reversed(said[3:])]
    right, reversed_, empty = scorer.score(known_sentence.audio.samples, [said, wrong, []])
    assert len(right) == len(said) and empty == []
    assert all(word <= 0.0 for word in right)
    assert sum(right) > sum(reversed_) + 5.0


def test_what_follows_does_not_change_what_came_before(scorer, known_sentence) -> None:
    said = list(known_sentence.texts)
    whole, part = scorer.score(known_sentence.audio.samples, [said, said[:4]])
    assert part == pytest.approx(whole[:4], abs=1e-3)


def test_more_sound_or_text_than_a_window_holds_is_refused(scorer, known_talk) -> None:
    with pytest.raises(ValueError, match="at most 30 s"):
        scorer.score(known_talk.audio.samples[: 31 * SAMPLE_RATE], [["one"]])
    with pytest.raises(ValueError, match="at most 448 fit"):
        scorer.score(known_talk.audio.samples[:SAMPLE_RATE], [["one"] * 500])


def test_without_a_model_there_is_no_scorer(tmp_path: Path) -> None:
    assert find_scorer(str(tmp_path / "nothing"), "en", "cpu") is None


def _tokenizer(merges: list[str]) -> Tokenizer:
    pieces = ["Ġ", "t", "h", "e", "Ġt", "he", "Ġthe"]
    model = {"type": "BPE", "vocab": {p: n for n, p in enumerate(pieces)}, "merges": merges}
    levels = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True}
    return Tokenizer.from_str(
        json.dumps({"version": "1.0", "model": model, "pre_tokenizer": levels, "added_tokens": []})
    )


def test_a_tokenizer_without_its_first_merge_gets_it_back() -> None:
    broken, whole = _tokenizer(["h e", "Ġt he"]), _tokenizer(["Ġ t", "h e", "Ġt he"])
    assert broken.encode(" the").tokens == ["Ġ", "t", "he"]
    assert mended(broken).encode(" the").tokens == ["Ġthe"]
    assert mended(whole) is whole


@pytest.mark.whisper
def test_a_real_model_tells_a_word_that_was_said_from_one_that_was_not(real_whisper: Path) -> None:
    words = json.loads(SAMPLE_TRUTH.read_text(encoding="utf-8"))["words"]
    said = [word for word in words if word["start"] is not None][:14]
    samples = decode(SAMPLE_AUDIO).cut(max(0.0, said[0]["start"] - 0.1), said[-1]["end"] + 0.5)
    texts = [word["text"].lower().strip(".,;:!?") for word in said]
    found = find_scorer(str(real_whisper), "en", "cpu")
    assert found is not None
    wrong = [*texts[:7], "elephant", *texts[8:]]
    without = [*texts[:7], *texts[8:]]
    right, other, less = (sum(each) for each in found.score(samples, [texts, wrong, without]))
    assert right > other + 5.0
    assert right > less
