"""What a graphics card needs to run Whisper: CTranslate2 wants CUDA's cuBLAS 12 beside the driver.

A card without that library is the commonest failure of tools like this one, and it shows only in
the middle of the work; so the library is looked for beforehand, also where pip puts it.
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
    """What a graphics card lacks to be used, with what to do; None when nothing is missing.

    The library is loaded, so that CTranslate2 finds it by its name when it wants it.
    """
    if _load_cublas():
        return None
    return (
        f"the graphics card cannot be used without {_CUBLAS}; "
        "python -m pip install nvidia-cublas-cu12 nvidia-cudnn-cu12"
    )


def _load_cublas() -> bool:
    """Whether cuBLAS is loaded now."""
    for library in (_CUBLAS, *map(str, _installed_by_pip())):
        try:
            ctypes.CDLL(library, mode=ctypes.RTLD_GLOBAL)
        except OSError:
            continue
        return True
    return False


def _installed_by_pip() -> list[Path]:
    """Where NVIDIA's own wheels put the library."""
    try:
        package = importlib.util.find_spec("nvidia.cublas")
    except ModuleNotFoundError:
        return []
    folders = (package.submodule_search_locations or []) if package is not None else []
    return [Path(folder) / place / _CUBLAS for folder in folders for place in ("lib", "bin")]
