"""Models are found where they are, and a broken one is said to be broken before it is loaded."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pullquote.align.errors import ModelError
from pullquote.align.recognizers.whisper_engine import catalogue as whisper_models
from pullquote.align.recognizers.whisper_engine.catalogue import (
    KNOWN_MODELS,
    check_model,
    default_model,
    find_model,
    folder_for,
    installed_models,
    known_model,
    model_size_mb,
    repository_of,
    whisper_language,
)
from pullquote.align.recognizers.whisper_engine.model_file import read_shape
from pullquote.align.recognizers.whisper_engine.runtime import LoadedModel


@pytest.fixture(autouse=True)
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No models but those that a test puts here."""
    monkeypatch.setenv("PULLQUOTE_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))


@pytest.fixture
def copied_model(small_whisper: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_whisper, tmp_path / "model"))


def install(small_whisper: Path, name: str) -> Path:
    repository = repository_of(name)
    assert repository is not None
    return Path(shutil.copytree(small_whisper, folder_for(repository)))


def put_into_hub_cache(small_whisper: Path, hub: Path, name: str) -> Path:
    repository = repository_of(name)
    assert repository is not None
    folder = hub / f"models--{repository.replace('/', '--')}" / "snapshots" / "0123abc"
    return Path(shutil.copytree(small_whisper, folder))


def test_nothing_is_found_on_a_bare_machine():
    assert installed_models() == ()
    assert find_model("small") is None


def test_a_folder_is_its_own_model(small_whisper):
    assert find_model(str(small_whisper)) == small_whisper


def test_a_downloaded_model_is_found_by_name_alias_and_repository(small_whisper):
    folder = install(small_whisper, "turbo")
    assert installed_models() == ("large-v3-turbo",)
    for name in ("turbo", "large-v3-turbo", "mobiuslabsgmbh/faster-whisper-large-v3-turbo"):
        assert find_model(name) == folder


def test_a_model_that_another_tool_fetched_is_found(small_whisper, tmp_path):
    folder = put_into_hub_cache(small_whisper, tmp_path / "hub", "base")
    assert find_model("base") == folder


def test_the_cache_is_sought_where_its_variables_say(small_whisper, tmp_path, monkeypatch):
    monkeypatch.delenv("HF_HUB_CACHE")
    monkeypatch.delenv("HUGGINGFACE_HUB_CACHE", raising=False)
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    folder = put_into_hub_cache(small_whisper, tmp_path / "home" / "hub", "tiny")
    assert find_model("tiny") == folder
    monkeypatch.delenv("HF_HOME")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert find_model("tiny") is None


def test_an_unfinished_download_is_no_model(small_whisper):
    folder = install(small_whisper, "small")
    (folder / "model.bin").rename(folder / "model.bin.part")
    assert find_model("small") is None


@pytest.mark.parametrize("name", ["smal", "./a/b", "~/model", "a/b/c", "C:\\models\\x", "owner/"])
def test_what_is_no_name_has_no_repository(name):
    assert repository_of(name) is None


def test_catalogue_agrees_with_faster_whisper():
    from faster_whisper.utils import _MODELS

    for name, repository in _MODELS.items():
        known = known_model(name)
        assert known is not None, name
        assert known.repository == repository


def test_sizes_are_known_for_names_only():
    assert all(model_size_mb(model.name) for model in KNOWN_MODELS)
    assert model_size_mb("someone/some-model") is None


@pytest.mark.parametrize(
    ("language", "has_cuda", "cores", "memory", "expected"),
    [
        (None, True, 2, 4, "large-v3-turbo"),
        ("en", False, 8, 16, "small.en"),
        ("de", False, 8, 16, "small"),
        ("en", False, 2, 16, "base.en"),
        (None, False, 16, 4, "base"),
    ],
)
def test_default_model_suits_the_machine(monkeypatch, language, has_cuda, cores, memory, expected):
    monkeypatch.setattr(whisper_models, "usable_cores", lambda: cores)
    monkeypatch.setattr(whisper_models, "memory_gb", lambda: memory)
    assert default_model(language, has_cuda=has_cuda) == expected


def test_default_is_a_model_that_is_here_rather_than_a_download(small_whisper, monkeypatch):
    monkeypatch.setattr(whisper_models, "usable_cores", lambda: 8)
    monkeypatch.setattr(whisper_models, "memory_gb", lambda: 16)
    install(small_whisper, "base")
    assert default_model("en", has_cuda=False) == "base"
    install(small_whisper, "base.en")
    assert default_model("en", has_cuda=False) == "base.en"
    assert default_model("fr", has_cuda=False) == "base"


def test_tiny_is_never_the_default(small_whisper):
    install(small_whisper, "tiny")
    assert not default_model("fr", has_cuda=False).startswith("tiny")


@pytest.mark.parametrize(
    ("tag", "code"),
    [("de", "de"), ("pt-BR", "pt"), ("EN_us", "en"), ("zh-Hant", "zh"), ("nb", "no")],
)
def test_a_language_tag_becomes_whispers_code(tag, code):
    assert whisper_language(tag) == code


@pytest.mark.parametrize("tag", [None, "", "und"])
def test_no_language_stays_none(tag):
    assert whisper_language(tag) is None


def test_shape_is_read_from_the_file(small_whisper):
    shape = read_shape(small_whisper / "model.bin", "small one")
    assert (shape.decoder_layers, shape.heads) == (3, 4)


def test_a_whole_model_passes(small_whisper):
    check_model(small_whisper, "small one")


def edit_config(folder: Path, **changes: object) -> None:
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | changes))


def truncate(path: Path, share: float) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: round(len(data) * share)])


BREAKAGES = {
    "no tokenizer": (lambda f: (f / "tokenizer.json").unlink(), r"lacks tokenizer\.json"),
    "no weights": (lambda f: (f / "model.bin").unlink(), r"lacks model\.bin"),
    "no vocabulary": (lambda f: (f / "vocabulary.json").unlink(), r"lacks vocabulary\.json"),
    "no config": (lambda f: (f / "config.json").unlink(), r"lacks config\.json"),
    "half a config": (lambda f: truncate(f / "config.json", 0.5), r"config\.json is damaged"),
    "half a tokenizer": (lambda f: truncate(f / "tokenizer.json", 0.5), "is damaged"),
    "half the weights": (lambda f: truncate(f / "model.bin", 0.5), "ends too early"),
    "all but the end": (lambda f: truncate(f / "model.bin", 0.999), "ends too early"),
    "empty weights": (lambda f: (f / "model.bin").write_bytes(b""), "ends too early"),
    "other weights": (lambda f: (f / "model.bin").write_bytes(b"PK" * 999), "not a Whisper model"),
    "a layer too many": (lambda f: edit_config(f, alignment_heads=[[3, 0]]), "3 layers of 4"),
    "a head too many": (lambda f: edit_config(f, alignment_heads=[[0, 4]]), "3 layers of 4"),
    "no heads": (lambda f: edit_config(f, alignment_heads=None), "alignment heads None"),
    "odd heads": (lambda f: edit_config(f, alignment_heads=[1, 2]), r"alignment heads \[1, 2\]"),
}


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_a_broken_model_is_named_in_one_sentence_before_it_is_loaded(copied_model, breakage):
    damage, complaint = BREAKAGES[breakage]
    damage(copied_model)
    with pytest.raises(ModelError, match=complaint) as caught:
        LoadedModel(copied_model, "mine", "cpu", "int8")
    assert str(caught.value).startswith("speech model 'mine': ")
    assert "\n" not in str(caught.value)


def test_what_only_the_library_notices_is_a_model_error_too(copied_model):
    (copied_model / "vocabulary.json").write_text('["a", "b"]')
    (copied_model / "tokenizer.json").write_text("{}")
    with pytest.raises(ModelError, match="could not be loaded or run"):
        LoadedModel(copied_model, "mine", "cpu", "int8")
