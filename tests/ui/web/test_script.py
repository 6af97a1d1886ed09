"""The page's script: its types, and tests of what needs no browser, both by node."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from pullquote.ui.web.page import page_head

ROOT = Path(__file__).resolve().parents[3]
TSC = ROOT / "node_modules" / "typescript" / "bin" / "tsc"


def _run(*command: str | Path) -> None:
    if shutil.which("node") is None:
        pytest.skip("node is not installed")
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    if int(version.stdout.lstrip("v").partition(".")[0]) < 20:
        pytest.skip(f"node {version.stdout.strip()} is too old; 20 is needed")
    # A test runner inside node's own would report to it.
    environment = {key: value for key, value in os.environ.items() if key != "NODE_TEST_CONTEXT"}
    done = subprocess.run(
        ["node", *map(str, command)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_needs_no_browser_passes_its_own_tests() -> None:
    tests = sorted(Path(__file__).with_name("script").glob("*.test.js"))
    assert len(tests) >= 6
    _run("--test", *tests)


def test_the_script_uses_every_value_as_the_contract_says() -> None:
    if not TSC.is_file():
        pytest.skip("TypeScript is not installed; `make script` does that")
    _run(TSC, "--project", ROOT / "tsconfig.json")


@pytest.mark.parametrize(
    "script", sorted((ROOT / "ui/web/assets").glob("*.js")), ids=lambda p: p.name
)
def test_a_script_has_at_most_300_lines_and_decides_by_no_sentence(script: Path) -> None:
    text = script.read_text("utf-8")
    assert len(text.splitlines()) <= 300
    assert ".message ==" not in text and ".message.includes" not in text
    assert ".error ==" not in text and ".error.includes" not in text


@pytest.mark.parametrize(
    "sheet", sorted((ROOT / "ui/web/assets").glob("*.css")), ids=lambda sheet: sheet.name
)
def test_a_style_sheet_has_at_most_300_lines_and_is_asked_for(sheet: Path) -> None:
    assert len(sheet.read_text("utf-8").splitlines()) <= 300
    assert f"assets/{sheet.name}" in page_head()
