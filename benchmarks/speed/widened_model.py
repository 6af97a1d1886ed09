"""The tests' small Whisper made as large as a real one: it says the same and costs as much.

Every width is multiplied by copying (weights divided by the number of copies, so that each copy
holds what the original held), and layers are added that change nothing. The result says what the
small model says, at the cost of a model of that size. Reads and writes CTranslate2's `model.bin`.
"""

from __future__ import annotations

import shutil
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np

SIZES = {"base": (4, 6), "small": (6, 12)}
"""Copies of the width of 128, and layers of encoder and of decoder, as Whisper's models have."""
_KINDS = (np.float32, np.int8, np.int16, np.int32, np.float16)
_ENDS = ("self_attention/linear_1", "attention/linear_2", "ffn/linear_1")
"""The last step of each part of a layer; where it adds nothing, the part changes nothing."""

Variables = dict[str, np.ndarray]


@dataclass(frozen=True, slots=True)
class Model:
    """The contents of a `model.bin`."""

    version: int
    spec: str
    revision: int
    variables: Variables
    aliases: dict[str, str]


def read_model(path: Path) -> Model:
    """The model of a file."""
    data, at = path.read_bytes(), 0

    def take(form: str) -> int:
        nonlocal at
        (value,) = struct.unpack_from(f"<{form}", data, at)
        at += struct.calcsize(form)
        return int(value)

    def text() -> str:
        nonlocal at
        length = take("H")
        at += length
        return data[at - length : at - 1].decode()

    version, spec, revision = take("I"), text(), take("I")
    variables: Variables = {}
    for _ in range(take("I")):
        name = text()
        shape = [take("I") for _ in range(take("B"))]
        kind, size = _KINDS[take("B")], take("I")
        variables[name] = np.frombuffer(data[at : at + size], kind).reshape(shape)
        at += size
    aliases = {text(): text() for _ in range(take("I"))}
    return Model(version, spec, revision, variables, aliases)


def write_model(model: Model, path: Path) -> None:
    """Write it as CTranslate2 reads it."""

    def text(value: str) -> bytes:
        return struct.pack("<H", len(value) + 1) + value.encode() + b"\0"

    parts = [struct.pack("<I", model.version), text(model.spec), struct.pack("<I", model.revision)]
    parts.append(struct.pack("<I", len(model.variables)))
    for name, value in sorted(model.variables.items()):
        parts += [text(name), struct.pack("<B", value.ndim)]
        parts += [struct.pack("<I", size) for size in value.shape]
        parts.append(struct.pack("<BI", _KINDS.index(value.dtype.type), value.nbytes))
        parts.append(np.ascontiguousarray(value).tobytes())
    parts.append(struct.pack("<I", len(model.aliases)))
    parts += [text(name) + text(target) for name, target in model.aliases.items()]
    path.write_bytes(b"".join(parts))


def widen(source: Path, target: Path, size: str) -> Path:
    """A copy of the model's folder with a model of this size; one that is there is kept."""
    copies, layers = SIZES[size]
    if not (target / "model.bin").exists():
        shutil.copytree(source, target, dirs_exist_ok=True)
        small = read_model(source / "model.bin")
        variables = _deepened(_widened(small.variables, copies), layers)
        write_model(
            Model(small.version, small.spec, small.revision, variables, {}), target / "model.bin"
        )
    return target


def _widened(small: Variables, copies: int) -> Variables:
    wide: Variables = {}
    for name, value in small.items():
        if name.endswith("num_heads"):
            wide[name] = value * np.int16(copies)
        elif name.endswith(("gamma", "beta")):
            wide[name] = np.tile(value, copies)
        elif name.endswith(("embeddings/weight", "encodings")):
            wide[name] = np.tile(value, (1, copies))
        elif "/linear_" in name or "/conv" in name:
            wide[name] = _widened_step(name, value, copies)
        else:
            wide[name] = value
    # The copies together count once.
    wide["decoder/projection/weight"] = wide["decoder/embeddings/weight"]
    wide["decoder/projection/weight_scale"] = small["decoder/embeddings/weight_scale"] * copies
    return {name: value.astype(small[name].dtype) if name in small else value
            for name, value in wide.items()}  # fmt: skip


def _widened_step(name: str, value: np.ndarray, copies: int) -> np.ndarray:
    """A weight, its scales or a bias; queries, keys and values lie one after the other."""
    parts = 1
    if name.split("/linear_")[0].endswith("attention"):
        fused = {"self_attention/linear_0": 3, "attention/linear_1": 2}
        parts = fused.get("/".join(name.split("/")[2:4]), 1)
    blocks = np.split(value, parts)
    tall = np.concatenate([np.tile(b, (copies,) + (1,) * (b.ndim - 1)) for b in blocks])
    takes_sound = "/conv1/" in name
    if name.endswith("/weight_scale"):
        return tall if takes_sound else tall * copies
    if name.endswith("/weight") and not takes_sound:
        return np.tile(tall, (1, copies) + (1,) * (tall.ndim - 2))
    return tall


def _deepened(wide: Variables, layers: int) -> Variables:
    """With copies of the first layers that add nothing, up to so many of each kind."""
    deep = dict(wide)
    for part in ("encoder", "decoder"):
        first = f"{part}/layer_0/"
        known = sum(f"{part}/layer_{n}/ffn/linear_0/weight" in wide for n in range(layers))
        for number in range(known, layers):
            for name, value in wide.items():
                if name.startswith(first):
                    step = name[len(first) :].rpartition("/")
                    is_end = step[0] in _ENDS and step[2] in ("weight", "bias")
                    copy = np.zeros_like(value) if is_end else value
                    deep[f"{part}/layer_{number}/{name[len(first) :]}"] = copy
    return deep
