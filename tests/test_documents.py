"""Every document of the repository: its links lead somewhere, and what it names is there."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_OURS = ("align", "clips", "ui", "samples", "benchmarks", "tests", "docs", ".ci", ".github")
DOCUMENTS = sorted(
    path
    for path in (*ROOT.glob("*.md"), *(p for room in _OURS for p in (ROOT / room).rglob("*.md")))
    if "work" not in path.relative_to(ROOT).parts
)
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")
_PATH = re.compile(rf"`((?:{'|'.join(map(re.escape, _OURS))})/[\w./-]*)`")


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _anchor(heading: str) -> str:
    text = re.sub(r"[`*]", "", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", text).replace(" ", "-")


def test_links_and_names_of_files_are_seen() -> None:
    texts = [document.read_text(encoding="utf-8") for document in DOCUMENTS]
    for pattern in (_LINK, _PATH):
        assert sum(len(pattern.findall(text)) for text in texts) >= 40


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_every_link_inside_the_repository_leads_somewhere(document: Path) -> None:
    text = _FENCED.sub("", document.read_text(encoding="utf-8"))
    for found in _LINK.finditer(text):
        target, _, anchor = (found[1] or found[2]).partition("#")
        if target.startswith(("http:", "https:", "mailto:")):
            continue
        place = (document.parent / target).resolve() if target else document
        assert place.exists(), f"{_name(document)}: {found[0]}"
        if anchor and place.suffix == ".md":
            headings = re.findall(r"^#+ (.+)$", place.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in map(_anchor, headings), f"{_name(document)}: {found[0]}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_every_file_and_module_that_is_named_exists(document: Path) -> None:
    if document.name == "CHANGELOG.md":
        pytest.skip("it tells of what was")
    text = document.read_text(encoding="utf-8")
    for path in set(_PATH.findall(text)) - {"benchmarks/work/"}:
        places = (ROOT / path, document.parent / path)
        assert any(place.exists() for place in places), f"{_name(document)}: {path}"
    for module in re.findall(r"\bpython -m (benchmarks\.[\w.]+\w)", text):
        assert importlib.util.find_spec(module), f"{_name(document)}: {module}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_every_test_that_is_named_exists(document: Path) -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", document.read_text(encoding="utf-8"))
    if document.name == "SECURITY.md":
        assert len(named) >= 8
    for path, test in named:
        assert f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), f"{path}::{test}"


def test_each_promise_of_safety_names_the_test_that_keeps_it() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    promised = text.split("## What is defended", 1)[1].split("\n## ", 1)[0]
    promises = promised.split("\n- ")[1:]
    assert len(promises) >= 10
    for promise in promises:
        assert re.search(r"`tests/[\w/]+\.py::\w+`", promise), promise
