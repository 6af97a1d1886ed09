"""Docstrings say what a thing is or does, so none begins with a question word."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MENDED = ("align", "clips", "ui", "samples", "benchmarks", "tests", ".ci")
"""Folders whose docstrings have all been read with this in mind."""
OPENINGS = frozenset({"How", "What", "When", "Where", "Whether", "Which", "Who", "Whose", "Why"})

Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def docstrings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of every docstring, those under fields and constants included."""
    for node in ast.walk(tree):
        if isinstance(node, Documented) and (text := ast.get_docstring(node)):
            yield getattr(node, "lineno", 1), text
        if isinstance(node, ast.Module | ast.ClassDef):
            for named, said in itertools.pairwise(node.body):
                if (
                    isinstance(named, ast.Assign | ast.AnnAssign)
                    and isinstance(said, ast.Expr)
                    and isinstance(said.value, ast.Constant)
                    and isinstance(said.value.value, str)
                ):
                    yield said.lineno, said.value.value


def question_words(source: str) -> list[tuple[int, str]]:
    """Line and first word of each docstring that begins with a question word."""
    found = ((line, text.split()[0].strip("`*,:")) for line, text in docstrings(ast.parse(source)))
    return [(line, word) for line, word in found if word in OPENINGS]


@pytest.mark.parametrize("folder", MENDED)
def test_no_docstring_begins_with_a_question_word(folder: str) -> None:
    found = [
        f"{path.relative_to(ROOT).as_posix()}:{line} begins with {word}"
        for path in sorted((ROOT / folder).rglob("*.py"))
        for line, word in question_words(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_every_kind_of_docstring_is_looked_at() -> None:
    source = '''"""What this is."""
LIMIT = 3
"""Whether there is one."""
class A:
    """Where it is."""
    first: int
    """How many there are."""
    def f(self):
        """When it is."""
    async def g(self):
        """The time at which it is."""
'''
    words = [word for _, word in sorted(question_words(source))]
    assert words == ["What", "Whether", "Where", "How", "When"]
