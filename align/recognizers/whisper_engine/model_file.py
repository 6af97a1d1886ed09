"""The shape of a converted Whisper model, read from its file without loading it.

CTranslate2's binary format: version, name and revision of the specification, the number of
variables, then for each its name, dimensions, type and content; last come aliases. All numbers
are little-endian, texts are preceded by their length and end with a zero byte.
"""

from __future__ import annotations

import os
import re
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pullquote.align.errors import ModelError

_LAYER = re.compile(r"decoder/layer_(\d+)/")
_OLDEST_FORMAT, _NEWEST_FORMAT = 4, 6
"""Versions with the layout described above."""


@dataclass(frozen=True, slots=True)
class ModelShape:
    """The size of a model's attention."""

    decoder_layers: int
    heads: int
    """Attention heads in each layer of the decoder."""


class _Reader:
    """Takes numbers and texts from a file."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._left = size

    def take(self, count: int) -> bytes:
        data = self._file.read(count)
        self._left -= count
        if len(data) != count:
            raise EOFError
        return data

    def skip(self, count: int) -> None:
        self._left -= count
        if self._left < 0:
            raise EOFError
        self._file.seek(count, os.SEEK_CUR)

    def number(self, kind: str) -> int:
        value: int
        (value,) = struct.unpack(f"<{kind}", self.take(struct.calcsize(kind)))
        return value

    def text(self) -> str:
        return self.take(self.number("H")).rstrip(b"\0").decode("utf-8", "replace")


def read_shape(path: Path, name: str) -> ModelShape:
    """The shape of the model in this `model.bin`.

    Raises ModelError, which calls the model `name`, when the file is not a Whisper model or ends
    before it should.
    """
    try:
        with path.open("rb") as file:
            reader = _Reader(file, path.stat().st_size)
            version = reader.number("I")
            kind = reader.text() if _OLDEST_FORMAT <= version <= _NEWEST_FORMAT else ""
            if kind != "WhisperSpec":
                raise ModelError(
                    name,
                    f"{path} is not a Whisper model in a format that CTranslate2 reads; "
                    "convert it, or download the model again",
                )
            reader.number("I")
            return _walk_variables(reader)
    except EOFError:
        raise ModelError(
            name,
            f"{path} ends too early, as after a download that broke off; delete it and try again",
        ) from None
    except OSError as error:
        raise ModelError(
            name, f"{path} cannot be read ({error.strerror}); check your access to it"
        ) from None


def _walk_variables(reader: _Reader) -> ModelShape:
    layers, heads = 0, 0
    for _ in range(reader.number("I")):
        variable = reader.text()
        rank = reader.number("B")
        reader.skip(4 * rank + 1)
        size = reader.number("I")
        if variable == "decoder/num_heads" and size in (1, 2, 4):
            heads = int.from_bytes(reader.take(size), "little")
        else:
            reader.skip(size)
        match = _LAYER.match(variable)
        if match:
            layers = max(layers, int(match[1]) + 1)
    return ModelShape(layers, heads)
