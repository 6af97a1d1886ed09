"""Web pages. Door to beautifulsoup4."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pullquote.align.errors import TranscriptError
from pullquote.align.model.transcript import Transcript
from pullquote.align.reading.formats.encoding import decode_text
from pullquote.align.reading.language_codes import language_code
from pullquote.align.reading.tokenizer import Block, build_transcript

if TYPE_CHECKING:
    from bs4.element import PageElement, Tag

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_UNSEEN = (
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas",
    "nav", "footer", "aside", "form", "button", "select", "textarea", "head", "dialog", "menu",
)  # fmt: skip
_BLOCKS = frozenset(
    (
        "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div",
        "dl", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hgroup", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary", "table",
        "tbody", "tfoot", "thead", "tr", "ul",
    )
)  # fmt: skip
# Times and labels in an element of their own, which style sheets set apart from what follows.
_STANDS_APART = re.compile(r"\s*(?:[\[(]?\d{1,3}(?::\d{2}){1,2}[\])]?|[^\n]{1,60}:)\s*")
_CLOCK = re.compile(r"[\[(]?\d{1,3}(?::\d{2}){1,2}(?:\.\d{1,3})?[\])]?")
_WHITE = re.compile(r"[ \t\r\n\f]+")
_BREAK = "\ue000"  # stands for <br> while white space is collapsed
_MAIN_SHARE = 0.5


def read(data: bytes, name: str) -> Transcript:
    """The text that the page shows, without navigation, forms and scripts.

    Every block element is a paragraph, and so are two line breaks in a row. Titles and other
    furniture inside the main text stay: the audio decides whether they are spoken.
    """
    import bs4

    declared = _CHARSET.search(data[:4096])
    text = decode_text(
        data, name, declared=declared[1].decode("ascii", "ignore") if declared else None
    )
    page = bs4.BeautifulSoup(text, "lxml")
    root = page.find("html")
    language = language_code(root.get("lang")) if isinstance(root, bs4.Tag) else None
    for element in page.find_all(_is_unseen):
        if not element.decomposed:
            element.decompose()
    parts: list[str] = [""]
    try:
        _collect(_main_part(page), parts, keep_white=False)
    except RecursionError:
        raise TranscriptError(name, "is nested too deeply; copy its text into a .txt") from None
    blocks = [Block(piece) for part in parts for piece in _pieces(part)]
    return build_transcript(blocks, source=name, language=language)


def _is_unseen(element: Tag) -> bool:
    style = str(element.get("style") or "").replace(" ", "").casefold()
    return (
        element.name in _UNSEEN
        or element.has_attr("hidden")
        or "display:none" in style
        or "visibility:hidden" in style
    )


def _main_part(page: Tag) -> Tag:
    """`<main>` or the one `<article>` where it holds at least half of the text, else all."""
    body = page.find("body") or page
    size = len(body.get_text())
    for kind in ("main", "article"):
        found = page.find_all(kind)
        if len(found) == 1 and len(found[0].get_text()) >= _MAIN_SHARE * size:
            return found[0]
    return body


def _collect(element: Tag, parts: list[str], *, keep_white: bool) -> None:
    """Append the text below `element` to the last of `parts`; a block begins a new one."""
    from bs4.element import CData, NavigableString, Tag

    for child in element.children:
        if isinstance(child, Tag):
            if child.name == "br":
                parts[-1] += _BREAK
                continue
            if child.name == "time" and _is_beside_the_words(child):
                parts[-1] += f"{_BREAK}{child.get_text().strip()}{_BREAK}"
                continue
            if child.name in ("td", "th") and parts[-1].strip():
                parts[-1] += "\t" if keep_white else " "
            is_block = child.name in _BLOCKS
            if is_block:
                parts.append("")
            _collect(child, parts, keep_white=keep_white or child.name == "pre")
            if is_block:
                parts.append("")
            elif _STANDS_APART.fullmatch(child.get_text()):
                parts[-1] += " "
        elif type(child) in (NavigableString, CData):
            shown = str(child)
            if keep_white:
                parts[-1] += shown.replace("\n", _BREAK)
            else:
                parts[-1] += _WHITE.sub(" ", shown)


def _is_beside_the_words(time: Tag) -> bool:
    """True for a `<time>` that is a timestamp: without running text on either side of it."""
    from bs4.element import NavigableString

    if not _CLOCK.fullmatch(time.get_text().strip()):
        return False
    for sibling in (_beyond(time, before=True), _beyond(time, before=False)):
        if type(sibling) is NavigableString:
            return False
    following = _beyond(time, before=False)
    return following is None or getattr(following, "name", "") in (*_BLOCKS, "br", "time", "cite")


def _beyond(element: Tag, *, before: bool) -> PageElement | None:
    """The nearest sibling on one side that is not white space or a comment."""
    from bs4.element import Comment

    sibling = element.previous_sibling if before else element.next_sibling
    while isinstance(sibling, str) and (isinstance(sibling, Comment) or not sibling.strip()):
        sibling = sibling.previous_sibling if before else sibling.next_sibling
    return sibling


def _pieces(part: str) -> list[str]:
    """The paragraphs of one block: two breaks in a row separate them, one ends a line."""
    collapsed = re.sub(rf" *{_BREAK} *", _BREAK, re.sub(r" {2,}", " ", part))
    return [
        piece.replace(_BREAK, "\n").strip()
        for piece in re.split(f"{_BREAK}{{2,}}", collapsed)
        if piece.strip(f" {_BREAK}")
    ]
