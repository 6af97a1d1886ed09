"""A text given to a Whisper model: when its tokens are spoken, and how likely the model finds them.

The decoder reads the whole text at once, each token after all before it, which costs much less than
decoding. Only `runtime` calls this.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from pullquote.align.media.audio import SAMPLE_RATE
from pullquote.align.recognizers.whisper_engine.decoding import TokenTimes

FEATURES_A_SECOND = 100
_QUIET = 1.0
"""Seconds of silence after the sound that the encoder hears with it."""
_UNLIKELY = 1e-12
"""Probability of a token at least, so that its logarithm is finite."""


def mended(tokenizer: Any) -> Any:
    """The tokenizer with the merge of a space and `t`, which published files often lack.

    Without it `the` is split in two pieces that the model never wrote.
    """
    from tokenizers import Tokenizer

    if tokenizer.token_to_id("Ġt") is None or len(_ids(tokenizer, " t")) == 1:
        return tokenizer
    content = json.loads(tokenizer.to_str())
    merges = content["model"]["merges"]
    if not merges:
        return tokenizer
    merges.insert(0, "Ġ t" if isinstance(merges[0], str) else ["Ġ", "t"])
    return Tokenizer.from_str(json.dumps(content))


def make_tokenizer(tokenizer: Any, is_multilingual: bool, language: str) -> Any:
    """Whisper's tokenizer around this one, which knows the prompt for a language."""
    from faster_whisper.tokenizer import Tokenizer as WhisperTokenizer

    return WhisperTokenizer(tokenizer, is_multilingual, task="transcribe", language=language)


def align_tokens(
    model: Any, sound: npt.NDArray[np.float32], prompt: Sequence[int], tokens: Sequence[int]
) -> list[TokenTimes]:
    """Start and probability of each token, and one more entry for the end of the last."""
    from faster_whisper.audio import pad_or_trim

    features = model.feature_extractor(sound)[..., :-1]
    encoded = model.encode(pad_or_trim(features))
    result = _read(model, encoded, prompt, tokens, features.shape[-1])
    starts: list[float] = []
    for token, frame in result.alignments:
        if token >= len(starts):
            starts.append(frame / model.tokens_per_second)
    starts += [len(sound) / SAMPLE_RATE] * (len(tokens) + 1 - len(starts))
    return [*map(TokenTimes, starts, [*map(float, result.text_token_probs), 0.0])]


def score_texts(
    model: Any,
    sound: npt.NDArray[np.float32],
    prompt: Sequence[int],
    texts: Sequence[Sequence[Sequence[int]]],
) -> list[list[float]]:
    """For each text and each of its words the logarithm of the probability of the word's tokens.

    The sound is encoded once, without the silence up to 30 seconds that the model usually gets:
    that costs a fraction and changes the figures little.
    """
    from faster_whisper.audio import pad_or_trim

    features = model.feature_extractor(sound)[..., :-1]
    length = min(
        features.shape[-1] + round(_QUIET * FEATURES_A_SECOND),
        model.feature_extractor.nb_max_frames,
    )
    encoded = model.encode(pad_or_trim(features, length + length % 2))
    scores = []
    for words in texts:
        flat = [token for word in words for token in word]
        # The attention along the sound is of no use here, so that two frames of it are enough.
        result = _read(model, encoded, prompt, flat, 2)
        known = iter(np.log(np.maximum(result.text_token_probs, _UNLIKELY)))
        scores.append([float(sum(next(known) for _ in word)) for word in words])
    return scores


def _read(
    model: Any, encoded: Any, prompt: Sequence[int], tokens: Sequence[int], frames: int
) -> Any:
    (result,) = model.model.align(
        encoded, list(prompt), [list(tokens)], frames, median_filter_width=7
    )
    return result


def _ids(tokenizer: Any, text: str) -> list[int]:
    return list(tokenizer.encode(text, add_special_tokens=False).ids)
