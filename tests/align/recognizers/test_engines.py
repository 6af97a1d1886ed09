"""The engine that the user's choice leads to on this machine."""

from __future__ import annotations

import json

import pytest

from pullquote.align.errors import FormatError, InputError, ModelError, TranscriptError
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.recognizers import pocketsphinx as sphinx
from pullquote.align.recognizers.engines import AlignOptions, choose_engine
from pullquote.align.recognizers.whisper_engine import (
    catalogue as whisper_models,
    download as whisper_download,
)


@pytest.fixture
def offline(monkeypatch):
    """No model on this machine and none to be had."""
    monkeypatch.setattr(whisper_models, "find_model", lambda name: None)
    monkeypatch.setattr(whisper_download, "is_reachable", lambda: False)


@pytest.fixture
def with_sphinx(monkeypatch):
    monkeypatch.setattr(sphinx, "is_available", lambda: True)


@pytest.mark.usefixtures("offline", "with_sphinx")
@pytest.mark.parametrize("language", ["en", None])
def test_without_any_model_english_falls_to_sphinx_and_says_so(language):
    notes = []
    engine = choose_engine(AlignOptions(), language, Monitor(on_note=notes.append))
    assert (engine.name, engine.recognizer, engine.language) == ("sphinx", None, "en")
    (note,) = notes
    assert "sphinx" in note


@pytest.mark.usefixtures("offline", "with_sphinx")
@pytest.mark.parametrize("options", [AlignOptions(), AlignOptions(language="de")])
def test_without_any_model_other_languages_are_refused_with_advice(options):
    with pytest.raises(ModelError, match=r"'de'.*--model"):
        choose_engine(options, "de", SILENT)


@pytest.fixture
def may_not_ask(monkeypatch):
    """No model on this machine; whoever asks the network fails the test."""

    def must_not_ask():
        raise AssertionError("asked the network")

    monkeypatch.setattr(whisper_models, "find_model", lambda name: None)
    monkeypatch.setattr(whisper_download, "is_reachable", must_not_ask)


@pytest.mark.usefixtures("may_not_ask", "with_sphinx")
def test_where_nothing_may_be_fetched_the_network_is_not_asked():
    assert choose_engine(AlignOptions(may_fetch=False), "en", SILENT).name == "sphinx"
    with pytest.raises(InputError, match="choose Whisper"):
        choose_engine(AlignOptions(may_fetch=False), "de", SILENT)


@pytest.mark.usefixtures("offline")
def test_without_anything_there_is_no_engine(monkeypatch):
    monkeypatch.setattr(sphinx, "is_available", lambda: False)
    with pytest.raises(ModelError):
        choose_engine(AlignOptions(), "en", SILENT)


@pytest.mark.usefixtures("with_sphinx")
def test_an_installed_model_is_used_without_asking_the_network(monkeypatch, small_whisper):
    def must_not_ask():
        raise AssertionError("asked the network")

    monkeypatch.setattr(whisper_models, "find_model", lambda name: small_whisper)
    monkeypatch.setattr(whisper_download, "is_reachable", must_not_ask)
    assert choose_engine(AlignOptions(), "en", SILENT).name == "whisper"


@pytest.mark.usefixtures("with_sphinx")
def test_a_model_that_can_be_fetched_is_used(monkeypatch):
    monkeypatch.setattr(whisper_models, "find_model", lambda name: None)
    monkeypatch.setattr(whisper_download, "is_reachable", lambda: True)
    assert choose_engine(AlignOptions(), "en", SILENT).name == "whisper"


def test_the_users_language_comes_before_the_transcripts(small_whisper):
    options = AlignOptions(engine="whisper", model=str(small_whisper), language="de")
    assert choose_engine(options, "en", SILENT).language == "de"


@pytest.mark.usefixtures("with_sphinx")
@pytest.mark.parametrize("language", ["de", "und"])
def test_sphinx_refuses_other_languages_than_english(language):
    with pytest.raises(InputError, match="English only"):
        choose_engine(AlignOptions(engine="sphinx"), language, SILENT)


@pytest.mark.usefixtures("with_sphinx")
def test_saying_that_it_is_english_overrules_a_guess():
    options = AlignOptions(engine="sphinx", language="en")
    assert choose_engine(options, "und", SILENT).name == "sphinx"


def test_sphinx_says_what_to_install_where_it_is_missing(monkeypatch):
    monkeypatch.setattr(sphinx, "is_available", lambda: False)
    with pytest.raises(ModelError, match="pip install pocketsphinx"):
        choose_engine(AlignOptions(engine="sphinx"), "en", SILENT)


def test_an_unknown_engine_is_refused_with_the_known_ones():
    with pytest.raises(InputError, match=r"unknown engine 'kaldi'.*auto, whisper, sphinx"):
        choose_engine(AlignOptions(engine="kaldi"), "en", SILENT)


def test_a_file_with_times_is_an_engine(tmp_path):
    path = tmp_path / "times.json"
    words = [{"word": "Hello", "start": 1.0, "end": 1.5}]
    segment = {"start": 1.0, "end": 1.5, "text": "Hello", "words": words}
    path.write_text(json.dumps({"language": "fr", "segments": [segment]}), encoding="utf-8")
    engine = choose_engine(AlignOptions(engine=str(path)), None, SILENT)
    assert (engine.name, engine.language) == ("imported", "fr")


def test_a_missing_or_unknown_file_of_times_is_refused(tmp_path):
    with pytest.raises(TranscriptError, match=r"nowhere\.srt"):
        choose_engine(AlignOptions(engine=str(tmp_path / "nowhere.srt")), None, SILENT)
    (tmp_path / "times.pdf").write_bytes(b"%PDF")
    with pytest.raises(FormatError):
        choose_engine(AlignOptions(engine=str(tmp_path / "times.pdf")), None, SILENT)
