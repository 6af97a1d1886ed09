"""The library that a graphics card needs to run Whisper: CUDA's cuBLAS 12, beside the driver.

CTranslate2 fails without it only in the middle of the work, and that is common; so the library is
looked for beforehand, also where pip installs it.
"""

from __future__ import annotations

import ctypes
import functools
import importlib.util
import sys
from pathlib import Path

_CUBLAS = "cublas64_12.dll" if sys.platform == "win32" else "libcublas.so.12"


@functools.cache
def missing_library() -> str | None:
    """A sentence on the library that is missing and what to do; None when nothing is missing.

    The library is loaded here, so that CTranslate2 finds it by its name later.
    """
    if _load_cublas():
        return None
    return (
        f"the graphics card cannot be used without {_CUBLAS}; "
        "install it with: python -m pip install nvidia-cublas-cu12 nvidia-cudnn-cu12"
    )


def _load_cublas() -> bool:
    """Load cuBLAS; False when it cannot be found."""
    for library in (_CUBLAS, *map(str, _installed_by_pip())):
        try:
            ctypes.CDLL(library, mode=ctypes.RTLD_GLOBAL)
        except OSError:
            continue
        return True
    return False


def _installed_by_pip() -> list[Path]:
    """The places in which NVIDIA's wheels install the library."""
    try:
        package = importlib.util.find_spec("nvidia.cublas")
    except ModuleNotFoundError:
        return []
    folders = (package.submodule_search_locations or []) if package is not None else []
    return [Path(folder) / place / _CUBLAS for folder in folders for place in ("lib", "bin")]
