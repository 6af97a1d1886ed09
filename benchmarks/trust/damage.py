"""Damage to transcripts, made by seed: to their characters, their structure and their bytes."""

from __future__ import annotations

import copy
import io
import json
import random
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.trust.sound_texts import SEEDS

XML = (".ttml", ".docx", ".odt", ".fodt")
_PARTS = {".docx": "word/document.xml", ".odt": "content.xml"}

Change = tuple[int, int, int]
"""An operation, a place and an argument; each is taken modulo what there is."""

_MARKS = (
    "\n", "\n\n", "\r", "\t", " ", "\0", "\ufeff", "\u2028", "\ud800", "\U0010ffff", "é", "語", "א",
    '"', "'", "\\", "{", "}", "[", "]", "(", ")", "<", ">", "</", "/>", "&", "&#x110000;", "&lt;",
    "<!--", "-->", "<![CDATA[", "]]>", "*", "_", "`", "#", ":", ",", ";", "-", "-->", "0", "-1",
    "99:99:99.999", "1e999", "9" * 400, "NaN", "null", "true", "[]", "{}", "0x1", "1:2:3:4", "::",
    "WEBVTT", "[Events]", "Format: Text", "Dialogue:", "<v ", "<tt>", "<p>", "<div>", "<br>",
    "\\u-1 ", "\\bin9999 ", "\\uc99 ", "\\'zz", "endobj", "stream", "/Length 99999", "1 0 R",
    "<w:tbl>", "<w:tr>", "<w:t>", "text:c=\"999999999\"", "begin=\"-1s\"", "{\\p1}", "{\\", "\\N",
)  # fmt: skip


def changed(text: str, changes: Sequence[Change]) -> str:
    """The text after these changes: marks put in, parts cut out, doubled, moved or emptied."""
    for kind, place, what in changes:
        at = place % (len(text) + 1)
        reach = 1 + what % 40
        if kind % 6 == 0:
            text = text[:at] + _MARKS[what % len(_MARKS)] + text[at:]
        elif kind % 6 == 1:
            text = text[:at] + text[at + reach :]
        elif kind % 6 == 2:
            text = text[:at] + text[at : at + reach] * 2 + text[at + reach :]
        elif kind % 6 == 3:
            text = text[:at] + _MARKS[what % len(_MARKS)] + text[at + reach :]
        elif kind % 6 == 4:
            lines = text.split("\n")
            lines.insert(what % (len(lines) + 1), lines[place % len(lines)])
            text = "\n".join(lines)
        else:
            text = text[:at] if what % 4 == 0 else text[:at] + text[at:] * (1 + what % 3)
        text = text[:20_000]
    return text


_VALUES = (
    None, True, -1, 0, 1e308, 10**30, float("nan"), "", "9", "0:01", "x" * 5000, "\ud800", [], {},
    [[]],     {"text": 1}, [None], "\n\n", "<b>", "-1",
)  # fmt: skip


def changed_json(text: str, changes: Sequence[Change]) -> str:
    """The document after these changes: values replaced, left out, doubled or exchanged."""
    document = json.loads(text)
    for kind, place, what in changes:
        spots = [*_spots(document)]
        if not spots:
            break
        above, key = spots[place % len(spots)]
        other_above, other = spots[what % len(spots)]
        if kind % 4 == 0:
            above[key] = _VALUES[what % len(_VALUES)]
        elif kind % 4 == 1:
            del above[key]
        elif kind % 4 == 2 and isinstance(above, list):
            above.extend(json.loads(json.dumps(above)))
        else:
            above[key] = json.loads(json.dumps(other_above[other]))
    return json.dumps(document)[:200_000]


def _spots(value: Any) -> Iterator[tuple[Any, Any]]:
    """The containers and keys or indices of all values below this one."""
    keys = list(value) if isinstance(value, dict) else range(len(value))
    for key in keys:
        yield value, key
        if isinstance(value[key], (dict, list)):
            yield from _spots(value[key])


_TEXTS = ("", "0", "-1s", "9" * 400, "1:2:3", "a\u2028b", "語", "  ", "1e9s", "#", "x" * 5000)


def changed_xml(text: str, changes: Sequence[Change]) -> str:
    """The document after these changes: elements left out, doubled, nested, moved or renamed."""
    from lxml import etree

    root = etree.fromstring(text.encode())
    for kind, place, what in changes:
        elements = [*root.iter(etree.Element)][1:]
        if not elements:
            break
        one, other = elements[place % len(elements)], elements[what % len(elements)]
        if kind % 6 == 0:
            one.getparent().remove(one)
        elif kind % 6 == 1:
            one.addnext(copy.deepcopy(one))
        elif kind % 6 == 2:
            one.append(copy.deepcopy(other))
        elif kind % 6 == 3:
            one.tag = other.tag
        elif kind % 6 == 4:
            one.text = _TEXTS[what % len(_TEXTS)]
        elif one.attrib:
            one.attrib[[*one.attrib][place % len(one.attrib)]] = _TEXTS[what % len(_TEXTS)]
        if len(elements) > 2000:
            break
    return str(etree.tostring(root, encoding="unicode"))


def packed(kind: str, text: str, flips: Sequence[int] = ()) -> bytes:
    """The file of this kind with this text, bits of its bytes turned over."""
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    if kind in _PARTS:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr(_PARTS[kind], bytes(data), zipfile.ZIP_DEFLATED)
        data = bytearray(stream.getvalue())
    for flip in flips:
        if data:
            data[flip // 8 % len(data)] ^= 1 << flip % 8
    return bytes(data)


def mutants(kind: str, seed: int) -> Iterator[bytes]:
    """Files without end."""
    rng = random.Random(f"{seed}:{kind}")
    while True:
        text = rng.choice(SEEDS[kind])
        changes = [
            (rng.randrange(6), rng.randrange(1 << 16), rng.randrange(1 << 16))
            for _ in range(rng.choice((1, 2, 3, 5, 8, 20)))
        ]
        flips = [rng.randrange(1 << 20) for _ in range(rng.choice((0, 0, 0, 1, 4)))]
        by_structure = {".json": changed_json, **dict.fromkeys(XML, changed_xml)}.get(kind)
        if by_structure and rng.random() < 0.7:
            yield packed(kind, by_structure(text, changes))
        else:
            yield packed(kind, changed(text, changes), flips)
