"""Guarantees for programs that import `pullquote.align` or `pullquote.clips`."""

from __future__ import annotations

import builtins
import dataclasses
import inspect
import pydoc
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pullquote import align, clips
from pullquote.align import errors
from pullquote.align.field_docs import read_field_docs
from pullquote.samples import SAMPLE_TRANSCRIPT, SAMPLE_VIDEO

OFFERED = [
    (package.__name__, name) for package in (align, clips) for name in sorted(package.__all__)
]


def _offered(package: str, name: str) -> object:
    return getattr({"pullquote.align": align, "pullquote.clips": clips}[package], name)


def _docstrings(thing: object) -> Iterator[str]:
    yield inspect.getdoc(thing) or ""
    if isinstance(thing, type):
        for member in vars(thing).values():
            if callable(member) or isinstance(member, (property, classmethod, staticmethod)):
                yield inspect.getdoc(member) or ""


@pytest.mark.parametrize(("package", "name"), OFFERED)
def test_every_error_that_a_docstring_names_can_be_imported(package: str, name: str) -> None:
    for text in _docstrings(_offered(package, name)):
        for error in re.findall(r"\b[A-Z]\w*Error\b", text):
            assert hasattr(builtins, error) or error in align.__all__, error


def test_every_error_of_the_tree_can_be_imported() -> None:
    tree = re.findall(r"\b\w+Error\b", errors.__doc__ or "")
    assert len(tree) > 12
    assert set(tree) <= set(align.__all__)


@pytest.mark.parametrize(("package", "name"), OFFERED)
def test_files_are_taken_as_text_or_path(package: str, name: str) -> None:
    thing = _offered(package, name)
    if inspect.isfunction(thing):
        for parameter in inspect.signature(thing).parameters.values():
            assert not re.search(r"\bPath\b", str(parameter.annotation)), parameter


def test_a_file_named_by_text_is_read() -> None:
    assert align.probe(str(SAMPLE_VIDEO)).path == Path(SAMPLE_VIDEO)
    assert align.read_transcript(str(SAMPLE_TRANSCRIPT)).source == SAMPLE_TRANSCRIPT.name
    with pytest.raises(align.AlignmentFileError, match="does not exist"):
        align.read_alignment("no-such.alignment.json")


def _dataclasses() -> list[type]:
    things = [_offered(*which) for which in OFFERED]
    return [t for t in things if isinstance(t, type) and dataclasses.is_dataclass(t)]


@pytest.mark.parametrize("kind", _dataclasses(), ids=lambda kind: kind.__name__)
def test_help_shows_every_field(kind: type) -> None:
    shown = pydoc.plain(pydoc.render_doc(kind))
    assert dataclasses.fields(kind)
    for field in dataclasses.fields(kind):
        assert f"|  {field.name} : {field.type}" in shown
    for text in read_field_docs(kind).values():
        assert text.splitlines()[0] in shown


def test_a_class_without_source_keeps_its_docstring() -> None:
    made = dataclasses.make_dataclass("Made", ["one"])
    assert read_field_docs(made) == {}
