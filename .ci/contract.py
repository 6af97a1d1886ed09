"""Write `ui/web/schemas/contract.d.ts`, the page's contract for the script's type checker.

contract.py            write it
contract.py --check    see whether it is as the models would have it
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from pullquote.ui.web import schemas

TARGET = Path(__file__).resolve().parent.parent / "ui" / "web" / "schemas" / "contract.d.ts"
HEAD = "// Written by `make contract` from the models in this folder; do not edit.\n"
SIMPLE = {"string": "string", "number": "number", "integer": "number", "boolean": "boolean"}


def main(arguments: list[str]) -> int:
    """Write or check; answers the exit code."""
    text = contract()
    if arguments == ["--check"]:
        if TARGET.is_file() and TARGET.read_text("utf-8") == text:
            return 0
        print(f"{TARGET.name} is not what the models say; run `make contract`", file=sys.stderr)
        return 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


def contract() -> str:
    """Every model as a TypeScript interface, in the order of their names."""
    written: dict[str, str] = {}
    for mode in ("serialization", "validation"):
        for name, schema in _definitions(mode).items():
            written[name] = _interface(name, schema, whole=mode == "serialization")
    return HEAD + "".join(f"\n{written[name]}" for name in sorted(written))


def _models(mode: str) -> list[type[BaseModel]]:
    """Bodies as they are sent (`validation`), answers as they come (`serialization`)."""
    from pullquote.ui.web.schemas.bodies import Sent

    found = set()
    for module in pkgutil.iter_modules(schemas.__path__, f"{schemas.__name__}."):
        if module.name == f"{schemas.__name__}.programs":
            continue  # the script does not call those endpoints
        for _, member in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(member, BaseModel) and member.__module__ == module.name:
                found.add(member)
    wanted = [model for model in found if issubclass(model, Sent) == (mode == "validation")]
    return sorted(wanted, key=lambda model: model.__name__)


def _definitions(mode: Literal["serialization", "validation"]) -> dict[str, Any]:
    _, schema = models_json_schema([(model, mode) for model in _models(mode)])
    sent = {model.__name__ for model in _models("validation")}
    definitions: dict[str, Any] = schema["$defs"]
    # A part of a body that is sent back is described as a body.
    return {
        name: definition
        for name, definition in definitions.items()
        if (name in sent) == (mode == "validation")
    }


def _interface(name: str, schema: dict[str, Any], *, whole: bool) -> str:
    """`whole`: every field is there, as in an answer; else those with a default may be left out."""
    required = schema.get("properties", {}) if whole else schema.get("required", [])
    lines = [f"export interface {name} {{"]
    for field, kind in schema.get("properties", {}).items():
        mark = "" if field in required else "?"
        lines.append(f"  {field}{mark}: {_type(kind)};")
    return "\n".join([*lines, "}"]) + "\n"


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "const" in schema:
        return f'"{schema["const"]}"'
    if "enum" in schema:
        return " | ".join(f'"{value}"' for value in schema["enum"])
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_type(part) for part in schema["anyOf"]))
    if "prefixItems" in schema:
        return "[" + ", ".join(_type(part) for part in schema["prefixItems"]) + "]"
    kind = schema.get("type")
    if kind == "array":
        item = _type(schema["items"])
        return f"({item})[]" if " " in item and not item.startswith("[") else f"{item}[]"
    if kind == "object":
        return f"Record<string, {_type(schema['additionalProperties'])}>"
    return "null" if kind == "null" else SIMPLE[str(kind)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
