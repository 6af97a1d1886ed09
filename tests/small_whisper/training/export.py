"""Writes a checkpoint as a model that faster-whisper loads: `python export.py WORK FOLDER`.

int8 weights, about 3.3 MB. No transformers library is needed: the layers are put into
CTranslate2's own specification one by one.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import torch
from ctranslate2.converters import utils
from ctranslate2.specs import common_spec, whisper_spec
from network import Sizes, SmallWhisper
from tokenizer import LANGUAGES
from tokenizers import Tokenizer

ALIGNMENT_HEADS = [[1, 0], [2, 0]]
"""Layer and head whose attention training has tied to the words."""
FEATURES = {
    "feature_size": 80,
    "sampling_rate": 16000,
    "hop_length": 160,
    "chunk_length": 30,
    "n_fft": 400,
}


class Weights:
    """Takes a network's weights into a specification."""

    def __init__(self, model: SmallWhisper) -> None:
        self.values = {name: v.float().numpy() for name, v in model.state_dict().items()}

    def linear(self, spec: object, name: str) -> None:
        spec.weight = self.values[f"{name}.weight"]
        spec.bias = self.values.get(f"{name}.bias", np.zeros(len(spec.weight), np.float32))

    def norm(self, spec: object, name: str) -> None:
        spec.gamma, spec.beta = self.values[f"{name}.weight"], self.values[f"{name}.bias"]

    def attention(self, spec: object, name: str, *, to_itself: bool) -> None:
        parts = [common_spec.LinearSpec() for _ in range(3)]
        for part, letter in zip(parts, "qkv", strict=True):
            self.linear(part, f"{name}.{letter}_proj")
        if to_itself:
            utils.fuse_linear(spec.linear[0], parts)
        else:
            utils.fuse_linear(spec.linear[0], parts[:1])
            utils.fuse_linear(spec.linear[1], parts[1:])
        self.linear(spec.linear[-1], f"{name}.out_proj")

    def layer(self, spec: object, name: str, *, decodes: bool) -> None:
        self.attention(spec.self_attention, f"{name}.self_attn", to_itself=True)
        self.norm(spec.self_attention.layer_norm, f"{name}.self_attn_layer_norm")
        if decodes:
            self.attention(spec.attention, f"{name}.encoder_attn", to_itself=False)
            self.norm(spec.attention.layer_norm, f"{name}.encoder_attn_layer_norm")
        self.linear(spec.ffn.linear_0, f"{name}.fc1")
        self.linear(spec.ffn.linear_1, f"{name}.fc2")
        self.norm(spec.ffn.layer_norm, f"{name}.final_layer_norm")


def specification(model: SmallWhisper) -> whisper_spec.WhisperSpec:
    """CTranslate2's description of the network, with its weights."""
    sizes, weights = model.sizes, Weights(model)
    spec = whisper_spec.WhisperSpec(
        sizes.encoder_layers, sizes.heads, sizes.decoder_layers, sizes.heads
    )
    encoder, decoder = spec.encoder, spec.decoder
    weights.linear(encoder.conv1, "conv1")
    weights.linear(encoder.conv2, "conv2")
    encoder.position_encodings.encodings = weights.values["positions"]
    weights.norm(encoder.layer_norm, "encoder_norm")
    for number in range(sizes.encoder_layers):
        weights.layer(encoder.layer[number], f"encoder.{number}", decodes=False)
    table = model.token_table().detach().numpy()
    decoder.embeddings.weight = decoder.projection.weight = table
    decoder.position_encodings.encodings = weights.values["token_positions"]
    decoder.scale_embeddings = False
    weights.norm(decoder.layer_norm, "decoder_norm")
    for number in range(sizes.decoder_layers):
        weights.layer(decoder.layer[number], f"decoder.{number}", decodes=True)
    return spec


def export(work: Path, folder: Path) -> None:
    """Reads tokenizer and checkpoint from `work` and writes the model's folder anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(work / "tokenizer.json", folder)
    tokenizer = Tokenizer.from_file(str(work / "tokenizer.json"))
    with torch.serialization.safe_globals([Sizes]):
        checkpoint = torch.load(work / "checkpoint.pt", map_location="cpu")
    model = SmallWhisper(checkpoint["sizes"])
    model.load_state_dict(checkpoint["state"])
    spec = specification(model)
    names = [name for name, _ in sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])]
    # CTranslate2 takes a model for multilingual when its vocabulary has an empty token.
    names[tokenizer.token_to_id("ÿ")] = ""
    spec.register_vocabulary(names)
    ident = tokenizer.token_to_id
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = [ident("Ġ"), ident("<|endoftext|>")]
    spec.config.lang_ids = [ident(f"<|{language}|>") for language in LANGUAGES]
    spec.config.alignment_heads = ALIGNMENT_HEADS
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))
    (folder / "preprocessor_config.json").write_text(json.dumps(FEATURES), encoding="utf-8")


if __name__ == "__main__":
    export(Path(sys.argv[1]), Path(sys.argv[2]))
