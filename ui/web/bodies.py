"""What the page's script sends, made safe before anything looks at it."""

from __future__ import annotations

import math
from typing import Annotated, Any

from fastapi import Body
from fastapi.exceptions import RequestValidationError
from pydantic import AfterValidator, Field

Json = dict[str, Any]

LATEST = 1e6
"""Seconds; twelve days, which no recording reaches."""
_DEEPEST = 20


def clean(value: Any, depth: int = 0) -> Any:
    """The value with halves of surrogate pairs replaced, which no file or page could hold.

    Raises ValueError for numbers that are none, and for what is nested too deeply.
    """
    if depth > _DEEPEST:
        raise ValueError("is nested too deeply")
    if isinstance(value, str):
        return (
            value
            if value.isascii()
            else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        )
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        if not math.isfinite(value) or abs(value) > 1e15:
            raise ValueError("holds a number that is out of range")
        return value
    if isinstance(value, dict):
        return {clean(key): clean(inner, depth + 1) for key, inner in value.items()}
    return [clean(inner, depth + 1) for inner in value]


Sent = Annotated[Json, Body(), AfterValidator(clean)]
"""A JSON body."""
Seconds = Annotated[float, Field(ge=-LATEST, le=LATEST, allow_inf_nan=False)]


def field_of(error: RequestValidationError) -> str:
    """The part of a request that could not be understood, as its sender calls it."""
    place = error.errors()[0]["loc"]
    return str(place[-1]) if place else "request"
