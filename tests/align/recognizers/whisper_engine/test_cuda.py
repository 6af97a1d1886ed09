"""CUDA is used only where all that it needs is there."""

from __future__ import annotations

import ctypes
import importlib.util
import types

import ctranslate2
import pytest

from pullquote.align.recognizers.whisper_engine import (
    cuda as graphics_card,
    runtime as whisper_model,
)


@pytest.fixture(autouse=True)
def asked_anew():
    graphics_card.missing_library.cache_clear()
    yield
    graphics_card.missing_library.cache_clear()


@pytest.fixture
def loadable(monkeypatch):
    """The libraries that can be loaded here."""
    names = []

    def load(name, mode=0):
        if name not in names:
            raise OSError(name)

    monkeypatch.setattr(ctypes, "CDLL", load)
    return names


def test_without_a_card_there_is_no_cuda(monkeypatch):
    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 0)
    assert not whisper_model.has_cuda()
    assert whisper_model.cuda_problem() == "no NVIDIA graphics card"


def test_a_broken_driver_is_reported_and_not_raised(monkeypatch):
    def fail():
        raise RuntimeError("CUDA driver version is insufficient")

    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", fail)
    assert "insufficient" in whisper_model.cuda_problem()


def test_a_card_without_its_library_is_not_used_and_says_what_is_missing(monkeypatch, loadable):
    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 1)
    assert not whisper_model.has_cuda()
    assert "pip install nvidia-cublas-cu12" in whisper_model.cuda_problem()


def test_a_card_with_its_library_is_used(monkeypatch, loadable):
    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 1)
    loadable.append(graphics_card._CUBLAS)
    assert whisper_model.has_cuda()


def test_the_library_is_found_where_pip_puts_it(monkeypatch, loadable, tmp_path):
    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 1)
    package = types.SimpleNamespace(submodule_search_locations=[str(tmp_path)])
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: package)
    loadable.append(str(tmp_path / "lib" / graphics_card._CUBLAS))
    assert whisper_model.has_cuda()
