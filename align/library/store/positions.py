"""Positions of phrases on their way out of the index: a function of ours inside FTS5. Pure."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_KIND = "I"


def encode_places(api: Any, *_: Any) -> bytes:
    """FTS5's auxiliary function `places`: of each phrase how many positions, and which."""
    found = [api.phrase_locations(phrase)[0] for phrase in range(api.phrase_count)]
    return _joined([len(found)], map(len, found), *found)


def _joined(*parts: Iterable[int]) -> bytes:
    numbers = array(_KIND)
    for part in parts:
        numbers.extend(part)
    return numbers.tobytes()


def decode_places(data: bytes) -> list[list[int]]:
    """Positions of each phrase, rising."""
    numbers = array(_KIND)
    numbers.frombytes(data)
    start = 1 + numbers[0]
    found = []
    for count in numbers[1:start]:
        found.append(numbers[start : start + count].tolist())
        start += count
    return found
