"""Recordings with a flash and a beep each second, and ways to find them in a file again."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from pullquote.align.media.audio import SAMPLE_RATE, decode
from pullquote.align.media.ffmpeg import ffmpeg_path

X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-g", "50", "-c:a", "aac")

Ffmpeg = Callable[..., None]
FlashBeep = Callable[..., Path]


@pytest.fixture(scope="session", autouse=True)
def no_system_fonts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Drawing sees no font of this machine, unless the run was started with a choice."""
    if "FONTCONFIG_FILE" in os.environ:
        yield
        return
    folder = tmp_path_factory.mktemp("fontconfig")
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<cachedir>{folder}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FONTCONFIG_FILE", str(path))
        yield


@pytest.fixture(scope="session")
def ffmpeg() -> Ffmpeg:
    """Runs ffmpeg with these arguments."""

    def run(*arguments: str | Path) -> None:
        command = [ffmpeg_path(), "-y", "-nostdin", "-v", "error", *map(str, arguments)]
        subprocess.run(command, check=True)

    return run


@pytest.fixture(scope="session")
def flash_beep(ffmpeg: Ffmpeg) -> FlashBeep:
    """Makes a recording whose picture is white and whose sound beeps in [k, k + 0.1) s."""

    def make(
        path: Path, *arguments: str, fps: str = "25", duration: int = 12, picture: str = ""
    ) -> Path:
        flashes = (
            f"color=black:s=128x72:r={fps}:d={duration},"
            f"drawbox=c=white:t=fill:enable='lt(mod(t+0.0005,1),0.1)'{picture}"
        )
        beeps = f"aevalsrc='0.8*sin(2*PI*1000*t)*lt(mod(t,1),0.1)':s=48000:d={duration}"
        inputs = ("-f", "lavfi", "-i", flashes, "-f", "lavfi", "-i", beeps)
        ffmpeg(*inputs, *(arguments or X264), path)
        return path

    return make


@pytest.fixture(scope="session")
def frames_of() -> Callable[[Path], npt.NDArray[np.uint8]]:
    """Reads a file's frames as grey pictures, shape (n, height, width)."""

    def read(path: Path) -> npt.NDArray[np.uint8]:
        import av

        with av.open(str(path)) as container:
            return np.stack([f.to_ndarray(format="gray") for f in container.decode(video=0)])

    return read


@pytest.fixture(scope="session")
def beeps_of() -> Callable[..., npt.NDArray[np.float64]]:
    """Finds where beeps start in a file, seconds; beeps are `gap` seconds apart."""

    def find(path: Path, gap: float = 0.25) -> npt.NDArray[np.float64]:
        loud = np.flatnonzero(np.abs(decode(path).samples.astype(int)) > 3000)
        first = np.concatenate(([True], np.diff(loud) > gap * SAMPLE_RATE))
        return loud[first] / SAMPLE_RATE if len(loud) else np.zeros(0)

    return find
