"""The licences of installed packages, and the bill of materials that names all of them."""

from __future__ import annotations

import importlib.metadata
import json
import re
import runpy
from collections.abc import Sequence
from email.message import Message
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def licences() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / ".ci" / "licences.py"))


class Package:
    """An installed package with these metadata."""

    version = "1"

    def __init__(self, **fields: str | Sequence[str]) -> None:
        self.metadata = Message()
        for key, value in {"Name": "some-package", **fields}.items():
            for one in [value] if isinstance(value, str) else value:
                self.metadata[key.replace("_", "-")] = one


def test_all_that_is_installed_here_may_be_used(licences: dict[str, Any]) -> None:
    assert [*licences["refused"](licences["installed"]().values())] == []
    assert len(licences["installed"]()) > 40


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ({"License_Expression": "MIT AND PSF-2.0"}, "MIT AND PSF-2.0"),
        ({"License": "BSD-3-Clause"}, "BSD-3-Clause"),
        ({"License": "The MIT License (MIT)\n\nCopyright ..."}, "MIT"),
        ({"License": "UNKNOWN", "Classifier": "License :: OSI Approved :: Apache Software License"},
         "Apache-2.0"),
        ({"Classifier": ["License :: OSI Approved", "License :: OSI Approved :: BSD License"]},
         "BSD-3-Clause"),
    ],
)  # fmt: skip
def test_licences_are_recognised(
    licences: dict[str, Any], fields: dict[str, Any], licence: str
) -> None:
    assert licences["licence_of"](Package(**fields)) == licence
    assert [*licences["refused"]([Package(**fields)])] == []


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"License": "UNKNOWN"},
        {"License": "Proprietary"},
        {"License": "GPL"},
        {"License_Expression": "GPL-3.0-only"},
        {"License_Expression": "MIT AND AGPL-3.0-or-later"},
        {"License": "LGPL"},
        {"Classifier": "License :: OSI Approved :: GNU Affero General Public License v3"},
        {"Classifier": "License :: Other/Proprietary License"},
    ],
)
def test_unknown_and_restrictive_licences_are_refused(
    licences: dict[str, Any], fields: dict[str, Any]
) -> None:
    (problem,) = licences["refused"]([Package(**fields)])
    assert "some-package 1" in problem and "leave it out" in problem


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("GPL-2.0-only OR MIT", True),
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", True),
        ("MIT AND (GPL-3.0-only OR AGPL-3.0-only)", False),
        ("(MIT OR GPL-3.0-only) AND GPL-3.0-only", False),
        ("", False),
    ],
)
def test_expressions_are_understood(
    licences: dict[str, Any], expression: str, allowed: bool
) -> None:
    assert licences["is_allowed"](expression) is allowed


def test_the_bill_of_materials_names_every_dependency_and_what_it_needs(
    licences: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "sbom.cdx.json"
    assert licences["main"](["--sbom", str(path)]) == 0
    document = json.loads(path.read_text("utf-8"))
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    assert document["metadata"]["component"]["name"] == "pullquote"
    names = {component["name"] for component in document["components"]}
    plain = {
        licences["normal"](re.split(r"[^\w.-]", text)[0])
        for text in importlib.metadata.requires("pullquote") or []
        if ";" not in text
    }
    assert len(plain) > 15
    assert plain <= names
    assert "pytest" not in names and "mypy" not in names
    references = {component["bom-ref"] for component in document["components"]}
    references.add(document["metadata"]["component"]["bom-ref"])
    assert {entry["ref"] for entry in document["dependencies"]} == references
    for entry in document["dependencies"]:
        assert references.issuperset(entry["dependsOn"])
    for component in document["components"]:
        assert re.fullmatch(r"pkg:pypi/[a-z0-9-]+@[\w.+]+", component["purl"])
        assert component["licenses"]
