"""The licences of everything that is installed, and a bill of materials.

licences.py               list them; exit code 1 for a licence that is unknown or not allowed
licences.py --sbom FILE   write what an installed Pullquote consists of, as CycloneDX JSON
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

ALLOWED = frozenset(
    (
        "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC",
        "MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "PSF-2.0", "Unlicense", "Zlib",
    )
)  # fmt: skip
"""SPDX identifiers of licences that ask for no more than a notice, or for their own files alone."""
EXCEPTIONS = {
    "cssutils": ("LGPL-3.0-or-later", "used by pycaption, in the tests alone"),
    "encutils": ("LGPL-3.0-or-later", "used by cssutils, in the tests alone"),
    "num2words": ("LGPL-2.1-only", "used as it is installed, and may be replaced"),
}
"""Packages whose licence is not among those, and why they may be used."""
STATED = {
    "axe-playwright-python": "MIT AND MPL-2.0",  # the second is that of axe-core, inside it
    "apsw": "Zlib",  # its metadata says "any OSI"; its licence file is of this kind
    "pympi-ling": "MIT",
}
"""Licences that metadata leave out, from the package's own file."""
_WORDING = (
    (r"apache", "Apache-2.0"), (r"\bbsd.?2|2.clause", "BSD-2-Clause"), (r"bsd", "BSD-3-Clause"),
    (r"\bmit\b", "MIT"), (r"mozilla|\bmpl\b", "MPL-2.0"), (r"\bisc\b", "ISC"),
    (r"python software foundation|\bpsf", "PSF-2.0"), (r"unlicense", "Unlicense"),
    (r"zlib", "Zlib"),
)  # fmt: skip
_RESTRICTIVE = re.compile(r"\b(?:A|L)?GPL|affero|lesser general|proprietary|commercial", re.I)


def licence_of(package: Distribution) -> str:
    """The licence as an SPDX expression, as far as it can be told; else what is said about it."""
    name = normal(package.metadata["Name"])
    if name in STATED:
        return STATED[name]
    if expression := package.metadata.get("License-Expression"):
        return str(expression)
    classified = [
        text.rpartition(" :: ")[2]
        for text in package.metadata.get_all("Classifier") or []
        if text.startswith("License ::") and not text.endswith("OSI Approved")
    ]
    stated = (package.metadata.get("License") or "").strip().split("\n")[0][:100]
    if is_allowed(stated):
        return stated
    for text in (*classified, stated):
        if name in EXCEPTIONS and _RESTRICTIVE.search(text):
            return EXCEPTIONS[name][0]
        if not _RESTRICTIVE.search(text):
            for wording, identifier in _WORDING:
                if re.search(wording, text, re.IGNORECASE):
                    return identifier
    return " / ".join(filter(None, (*classified, stated))) or "unknown"


def is_allowed(expression: str) -> bool:
    """True where allowed licences alone satisfy an SPDX expression."""
    inner = re.compile(r"\(([^()]*)\)")
    while found := inner.search(expression):
        verdict = "MIT" if is_allowed(found[1]) else "no"
        expression = expression[: found.start()] + verdict + expression[found.end() :]
    return any(
        all(part.strip() in ALLOWED for part in choice.split(" AND "))
        for choice in expression.split(" OR ")
    )


def normal(name: str) -> str:
    """A package's name as it is compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def installed() -> dict[str, Distribution]:
    """Every package here but ours, by its name."""
    found = {
        normal(package.metadata["Name"]): package for package in importlib.metadata.distributions()
    }
    found.pop("pullquote", None)
    return dict(sorted(found.items()))


def refused(packages: Iterable[Distribution]) -> Iterator[str]:
    """A sentence for each package whose licence is unknown or not allowed."""
    for package in packages:
        name, licence = normal(package.metadata["Name"]), licence_of(package)
        if not is_allowed(licence) and EXCEPTIONS.get(name, ("",))[0] != licence:
            yield (
                f"{name} {package.version} is under {licence!r}, which is not among the licences "
                "allowed in .ci/licences.py; leave it out, or say there why it may be used"
            )


def needed(name: str = "pullquote") -> dict[str, list[str]]:
    """All packages that installing this one brings, each with those that it needs itself."""
    found: dict[str, list[str]] = {}
    waiting = [(name, frozenset[str]())]
    seen = set(waiting)
    while waiting:
        current, extras = waiting.pop()
        wanted = found.setdefault(current, [])
        for text in importlib.metadata.requires(current) or []:
            requirement = Requirement(text)
            marker = requirement.marker
            if marker and not any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
                continue
            other = (normal(requirement.name), frozenset(requirement.extras))
            wanted.append(other[0])
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return found


def bill_of_materials() -> dict[str, Any]:
    """CycloneDX 1.6: the packages of an installation, their licences and what needs what."""
    tree = needed()

    def reference(name: str) -> str:
        return f"pkg:pypi/{name}@{importlib.metadata.version(name)}"

    def component(name: str, kind: str) -> dict[str, Any]:
        package = importlib.metadata.distribution(name)
        licence = licence_of(package)
        return {
            "type": kind,
            "bom-ref": reference(name),
            "name": name,
            "version": package.version,
            "purl": reference(name),
            "licenses": [{"expression": licence}]
            if re.fullmatch(r"[\w.+() -]+", licence) and licence != "unknown"
            else [{"license": {"name": licence}}],
        }

    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": component("pullquote", "application")},
        "components": [component(name, "library") for name in sorted(tree) if name != "pullquote"],
        "dependencies": [
            {"ref": reference(name), "dependsOn": sorted({reference(other) for other in others})}
            for name, others in sorted(tree.items())
        ],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sbom", type=Path, metavar="FILE")
    asked = parser.parse_args(arguments)
    if asked.sbom:
        asked.sbom.write_text(json.dumps(bill_of_materials(), indent=1) + "\n", encoding="utf-8")
        return 0
    packages = installed()
    for name, package in packages.items():
        licence = licence_of(package)
        why = f"  ({EXCEPTIONS[name][1]})" if name in EXCEPTIONS else ""
        print(f"{name:28} {package.version:14} {licence}{why}")
    problems = [*refused(packages.values())]
    for problem in problems:
        print(problem, file=sys.stderr)
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
