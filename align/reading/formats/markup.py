"""XML, parsed without entities and network. Door to lxml.

Elements are known by their local names: the same tags come in several namespaces, and in none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pullquote.align.errors import TranscriptError
from pullquote.align.reading.formats.limits import DEEPEST, shortened, too_deep, too_much

_MOST_TAGS = 3_000_000
"""Start and end tags; a document of a million words has fewer."""


def parse_xml(data: bytes, name: str, what: str) -> Any:
    """The root element of an XML file.

    Raises TranscriptError, saying that `name` is not a readable `what`, for damaged files, and for
    those with too many elements or too deep ones.
    """
    from lxml import etree

    if data.count(b"<") > _MOST_TAGS:
        raise too_much(name, _MOST_TAGS, "tags")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        problem = f"is not a readable {what} ({shortened(str(error))}); save it again, or as .txt"
        raise TranscriptError(name, problem) from None
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > 3 * DEEPEST:  # a table takes three elements
            raise too_deep(name, "elements")
    return root


def local_name(element: Any) -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str | None:
    """The value of the attribute with this local name, whatever its namespace."""
    for key, value in element.attrib.items():
        if key.rsplit("}", 1)[-1] == name:
            return str(value)
    return None


def descendants(element: Any, *names: str) -> Iterator[Any]:
    """The elements below (and including) this one that have one of these local names."""
    for child in element.iter():
        if local_name(child) in names:
            yield child
