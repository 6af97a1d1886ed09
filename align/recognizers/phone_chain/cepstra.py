"""The features of sound, as pocketsphinx computes them."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pullquote.align.errors import EngineError
from pullquote.align.files import work_folder
from pullquote.align.recognizers.pocketsphinx import make_feature_decoder

Floats = npt.NDArray[np.float32]

_WIDTH = 13
_REACH = 3
"""Frames on both sides that the differences of a frame look at."""


class CepstrumReader:
    """Computes the features of stretches of sound.

    Pocketsphinx gives them away only as files: each call makes a folder and removes it.
    """

    def __init__(self, decoder: Any, folder: Path) -> None:
        self._decoder, self._folder = decoder, folder

    @classmethod
    def make(cls) -> CepstrumReader:
        """A reader with a decoder of its own."""
        with work_folder() as folder:
            return cls(make_feature_decoder(folder), folder)

    def read(self, samples: npt.NDArray[np.int16]) -> Floats:
        """The three streams of features of mono samples at 16 kHz, shape (3, frames, 27).

        Each frame has its values squared, as they are, and a one. Raises EngineError where the
        temporary folder cannot hold them.
        """
        return with_squares(with_differences(self._cepstra(samples)))

    def _cepstra(self, samples: npt.NDArray[np.int16]) -> Floats:
        try:
            self._folder.mkdir(mode=0o700)
            self._decoder.reinit_feat()
            self._decoder.start_utt()
            try:
                self._decoder.process_raw(samples.tobytes(), no_search=True, full_utt=True)
            finally:
                with contextlib.suppress(RuntimeError):
                    self._decoder.end_utt()
            data = b"".join(path.read_bytes() for path in self._folder.iterdir())
        except (OSError, RuntimeError) as error:
            raise EngineError(
                f"the features of the sound could not be computed in {self._folder.parent} "
                f"({error}); free space there, or name another folder in TMPDIR"
            ) from error
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)
        # The file has a machine's order of bytes or that of networks, by version.
        for order in ("<", ">"):
            count = int(np.frombuffer(data[:4], f"{order}i4")[0]) if len(data) >= 4 else 0
            if count >= _WIDTH and 4 + 4 * count == len(data):
                values = np.frombuffer(data, f"{order}f4", offset=4)
                return values.astype(np.float32).reshape(-1, _WIDTH)
        raise EngineError(
            f"the features of the sound did not fit into {self._folder.parent}; "
            "free space there, or name another folder in TMPDIR"
        )


def with_differences(cepstra: Floats) -> Floats:
    """Cepstra (frames, 13) less their mean, their differences, and those of the differences."""
    loud = cepstra[cepstra[:, 0] >= 0]
    centred = cepstra - (loud if len(loud) else cepstra).mean(axis=0)
    first, last = centred[:1].repeat(_REACH, axis=0), centred[-1:].repeat(_REACH, axis=0)
    padded = np.concatenate([first, centred, last])

    def near(by: int) -> Floats:
        return padded[_REACH + by : _REACH + by + len(centred)]

    return np.stack([centred, near(2) - near(-2), near(3) - near(-1) - near(1) + near(-3)])


def with_squares(streams: Floats) -> Floats:
    """Features (3, frames, 13) with what the densities are computed from, (3, frames, 27)."""
    ones = np.ones((*streams.shape[:2], 1), np.float32)
    return np.concatenate([streams * streams, streams, ones], axis=2, dtype=np.float32)
