"""Docstrings of dataclasses that list their fields.

Fields are documented by a string under each, which `help()` does not show. A class exported by
`pullquote.align` or `pullquote.clips` lists them in its docstring, which is put together from the
source when it is first asked for.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import textwrap
from collections.abc import Callable


def listing_fields(offer: Callable[[str], object]) -> Callable[[str], object]:
    """A package's `__getattr__` whose dataclasses list their fields in `help()`."""

    def offer_listing(name: str) -> object:
        offered = offer(name)
        if isinstance(offered, type) and dataclasses.is_dataclass(offered):
            said = offered.__dict__.get("__doc__")
            if isinstance(said, str):
                offered.__doc__ = _FieldList(said)  # type: ignore[assignment]
        return offered

    return offer_listing


def read_field_docs(kind: type) -> dict[str, str]:
    """The string under each of a class's own fields; empty where the source is not available."""
    try:
        source = textwrap.dedent(inspect.getsource(kind))
    except (OSError, TypeError):
        return {}
    (definition,) = ast.parse(source).body
    assert isinstance(definition, ast.ClassDef)
    docs: dict[str, str] = {}
    name = None
    for statement in definition.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            name = statement.target.id
            continue
        value = statement.value if isinstance(statement, ast.Expr) else None
        if name and isinstance(value, ast.Constant) and isinstance(value.value, str):
            docs[name] = inspect.cleandoc(value.value)
        name = None
    return docs


class _FieldList:
    """A class's `__doc__`: its own text, and below it the fields as numpydoc lists them."""

    def __init__(self, said: str) -> None:
        self._said = said
        self._whole: str | None = None

    def __get__(self, _instance: object, kind: type) -> str:
        if self._whole is None:
            self._whole = _with_fields(self._said, kind)
        return self._whole


def _with_fields(said: str, kind: type) -> str:
    docs = read_field_docs(kind)
    lines = [inspect.cleandoc(said), "", "Attributes", "----------"]
    for field in dataclasses.fields(kind):
        lines.append(f"{field.name} : {field.type}")
        if field.name in docs:
            lines.append(textwrap.indent(docs[field.name], "    "))
    return "\n".join(lines)
