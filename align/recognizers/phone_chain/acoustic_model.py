"""The acoustic model that comes with pocketsphinx, read from its files.

A phone in its context has three states, each with a mixture of Gaussian densities that all contexts
of the phone share (Huggins-Daines et al., ICASSP 2006). Three streams of features are scored apart:
the cepstra, their differences, and the differences of those.
"""

from __future__ import annotations

import functools
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pullquote.align.errors import ModelError
from pullquote.align.recognizers.narrow_band import band_matrix
from pullquote.align.recognizers.pocketsphinx import model_folder

Floats = npt.NDArray[np.float32]
Reals = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]

UNIT = 1024 * 1e-4
"""Nats in one of the model's units of logarithms (base 1.0001, by 1,024), about."""
INSIDE, BEGIN, END, SINGLE = range(4)
"""Places of a phone in its word."""
_HEADER_END = b"endhdr\n"
_LEAST_VARIANCE, _LEAST_TRANSITION = 1e-4, 1e-4


@dataclass(frozen=True, slots=True)
class AcousticModel:
    """Phones in their contexts, and what each sounds like."""

    phones: Mapping[str, int]
    """Numbers of the phones by name."""
    fillers: frozenset[int]
    """Phones of noises and silence."""
    contexts: Mapping[tuple[int, int, int, int], int]
    """For a phone between two others, at a place in its word, the row of `states`."""
    states: Indices
    """The senones of the three states of each phone in context, shape (n, 3)."""
    transitions: Floats
    """Log probabilities to stay in each of the states, then to leave it, shape (n, 6)."""
    books: Indices
    """The phone whose densities a senone mixes, shape (senones,)."""
    densities: tuple[Floats, ...]
    """For each stream and phone the weights of squares, values and one, (phones, 27, densities)."""
    mixtures: tuple[Floats, ...]
    """For each stream the share of each density in each senone, (densities, senones)."""

    @property
    def silence(self) -> int:
        """The number of the phone of silence."""
        return self.phones["SIL"]

    def in_context(self, phone: int, left: int, right: int, place: int) -> int:
        """The row of `states` of a phone between two others, or of the likest in the model."""
        found = self._find(phone, left, right, place)
        if found is None:
            silence = self.silence
            if left in self.fillers or place in (BEGIN, SINGLE):
                left = silence
            if right in self.fillers or place in (END, SINGLE):
                right = silence
            found = self._find(phone, left, right, place)
        return phone if found is None else found

    def _find(self, phone: int, left: int, right: int, place: int) -> int | None:
        for where in (place, *(other for other in range(4) if other != place)):
            row = self.contexts.get((phone, left, right, where))
            if row is not None:
                return row
        return None


@functools.lru_cache(maxsize=2)
def load_acoustic_model(*, narrow: bool) -> AcousticModel:
    """The model; `narrow` is for speech without its high frequencies (see `narrow_band`).

    Raises ModelError where pocketsphinx or its model is missing.
    """
    try:
        return _read(model_folder(), narrow)
    except (ImportError, OSError, ValueError, struct.error) as error:
        raise ModelError(
            "sphinx",
            f"pocketsphinx's acoustic model cannot be read ({error}); "
            "install it anew with: pip install --force-reinstall pocketsphinx",
        ) from error


def _read(folder: Path, narrow: bool) -> AcousticModel:
    names, fillers, contexts, states, matrices = _read_definitions(folder / "mdef")
    means, variances = (
        _read_gaussians(folder / name).astype(np.float64) for name in ("means", "variances")
    )
    variances = np.maximum(variances, _LEAST_VARIANCE)
    if narrow:
        means = means @ band_matrix().T
    senones = int(states.max()) + 1
    books = np.zeros(senones, np.int64)
    bases = np.concatenate([np.arange(len(names)), [key[0] for key in contexts]])
    books[states] = bases[:, None]
    return AcousticModel(
        {name: number for number, name in enumerate(names)},
        fillers,
        contexts,
        states,
        _read_transitions(folder / "transition_matrices")[matrices],
        books,
        tuple(_density_weights(means[:, k], variances[:, k]) for k in range(means.shape[1])),
        tuple(_read_mixtures(folder / "sendump", means.shape[1], means.shape[2], senones)),
    )


def _density_weights(means: Reals, variances: Reals) -> Floats:
    """Weights that give log densities of features with their squares and a one, by product."""
    precision = 0.5 / variances
    constant = -0.5 * np.log(2 * np.pi * variances).sum(-1) - (means**2 * precision).sum(-1)
    weights = np.concatenate([-precision, 2 * means * precision, constant[..., None]], axis=-1)
    return np.ascontiguousarray(weights.transpose(0, 2, 1)).astype(np.float32)


def _read_definitions(
    path: Path,
) -> tuple[list[str], frozenset[int], dict[tuple[int, int, int, int], int], Indices, Indices]:
    """Names of phones, fillers, rows of phones in context, their senones and transitions."""
    data = path.read_bytes()
    if data[:4] != b"BMDF":
        raise ValueError(f"{path.name} is not a binary model definition")
    at = 12 + struct.unpack_from("<i", data, 8)[0]
    counts = struct.unpack_from("<10i", data, at)
    bases, rows, emitting, sequences, nodes = counts[0], counts[1], counts[2], counts[6], counts[8]
    at = start = at + 40
    names = []
    for _ in range(bases):
        end = data.index(b"\0", at)
        names.append(data[at:end].decode("ascii"))
        at = end + 1
    at = start - (start - at) // 4 * 4 + 8 * nodes  # padded to four bytes; then a search tree
    layout = np.dtype([("sequence", "<i4"), ("matrix", "<i4"), ("info", "u1", 4)])
    table = np.frombuffer(data, layout, rows, at)
    at += layout.itemsize * rows + 4
    senones = np.frombuffer(data, "<u2", sequences * emitting, at).reshape(sequences, emitting)
    contexts = {
        (base, left, right, place): bases + number
        for number, (place, base, left, right) in enumerate(table["info"][bases:].tolist())
    }
    fillers = frozenset(np.flatnonzero(table["info"][:bases, 0]).tolist())
    states = senones[table["sequence"]].astype(np.int64)
    return names, fillers, contexts, states, table["matrix"].astype(np.int64)


def _body(path: Path) -> tuple[bytes, int]:
    """The bytes of a file with a text header, and where its numbers begin."""
    data = path.read_bytes()
    return data, data.index(_HEADER_END) + len(_HEADER_END) + 4


def _read_gaussians(path: Path) -> Floats:
    """Means or variances, shape (phones, streams, densities, 13)."""
    data, at = _body(path)
    phones, streams, densities = np.frombuffer(data, "<i4", 3, at)
    width = int(np.frombuffer(data, "<i4", 1, at + 12)[0])
    at += 12 + 4 * int(streams)
    count = int(np.frombuffer(data, "<i4", 1, at)[0])
    return np.frombuffer(data, "<f4", count, at + 4).reshape(phones, streams, densities, width)


def _read_transitions(path: Path) -> Floats:
    """Log probabilities to stay in each of three states, then to leave it, shape (matrices, 6)."""
    data, at = _body(path)
    count, source, target, size = (int(n) for n in np.frombuffer(data, "<i4", 4, at))
    matrix = np.frombuffer(data, "<f4", size, at + 16).reshape(count, source, target)
    share = np.maximum(matrix / matrix.sum(axis=2, keepdims=True), _LEAST_TRANSITION)
    log = np.log(share).astype(np.float32)
    states = range(source)
    return np.stack([*(log[:, k, k] for k in states), *(log[:, k, k + 1] for k in states)], axis=1)


def _read_mixtures(path: Path, streams: int, densities: int, senones: int) -> Floats:
    """Shares of densities in senones, shape (streams, densities, senones)."""
    data, at = path.read_bytes(), 0
    while (length := struct.unpack_from("<i", data, at)[0]) > 0:
        at += 4 + length
    columns = struct.unpack_from("<2i", data, at + 4)[1]
    weights = np.frombuffer(data, "u1", streams * densities * columns, at + 12)
    logs = weights.reshape(streams, densities, columns)[:, :, :senones]
    shares: Floats = np.exp(logs.astype(np.float32) * np.float32(-UNIT))
    return shares
