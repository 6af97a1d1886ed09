"""The modules in which faults are planted have tests of their own, wherever they move."""

from __future__ import annotations

import pytest

from benchmarks.trust.mutants import MODULES, ROOT, tests_of as files_of


@pytest.mark.parametrize("module", MODULES)
def test_every_module_exists_and_has_tests(module: str) -> None:
    assert (ROOT / module).is_file()
    assert files_of(module)


def test_a_module_without_tests_is_known_as_one() -> None:
    assert files_of("align/nowhere.py") == []
