"""Markdown, read as its rendered page looks."""

from __future__ import annotations

import re

from pullquote.align.model.transcript import Transcript
from pullquote.align.reading.formats.encoding import decode_text
from pullquote.align.reading.tokenizer import parse_transcript

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:[^\n]*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FENCE = re.compile(r"^[ \t]*(?:```|~~~).*$", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:[-*_=][ \t]*){3,}$", re.MULTILINE)
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]([^\n]*)$", re.MULTILINE)
_QUOTE = re.compile(r"^[ \t]{0,3}>(?!>)[ \t]?", re.MULTILINE)
_BULLET = re.compile(r"^[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?", re.MULTILINE)
_IMAGE = re.compile(r"!\[([^\]\n]{0,300})\](?:\([^()\n]*\)|\[[^\]\n]*\])")
_LINK = re.compile(r"\[([^\[\]\n]+)\]\((?:[^()\n]|\([^()\n]*\))*\)")
_REFERENCE = re.compile(r"^[ \t]{0,3}\[[^\]\n]+\]:[ \t]+\S+.*$", re.MULTILINE)
_AUTOLINK = re.compile(r"<(https?://[^<>\s]+)>")
_STRONG = re.compile(r"(?<![\w\\*])(\*{2,3})(?=\S)([^*\n]+?)(?<=\S)\1(?![\w*])|"
                     r"(?<![\w\\_])(_{2,3})(?=\S)([^_\n]+?)(?<=\S)\3(?![\w_])")  # fmt: skip
_EMPHASIS = re.compile(r"(?<![\w\\*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])")
_UNDERSCORE = re.compile(r"(?<![\w\\])_(?=[^\s_])([^_\n]+?)(?<=[^\s_])_(?!\w)")
_STRIKE = re.compile(r"~~(?=\S)([^~\n]+?)(?<=\S)~~")
_CODE = re.compile(r"(`{1,3})([^`\n]+?)\1")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")
_SOUND = re.compile(r"\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*")


def read(data: bytes, name: str) -> Transcript:
    """The text with its marks taken off, words untouched; headings are paragraphs."""
    return parse_transcript(plain_text(decode_text(data, name)), source=name)


def plain_text(markdown: str) -> str:
    """`markdown` without the marks of headings, emphasis, links, lists and quotations.

    Words, numbers of lists, stage directions such as `*laughs*`
    and chevrons of speakers (`>> JOHN:`) stay; front matter, comments, rules and the addresses
    behind links go.
    """
    from pullquote.align.reading.stage_directions import is_sound

    text = _without_comments(_FRONT_MATTER.sub("", markdown))
    for pattern in (_FENCE, _REFERENCE, _RULE, _QUOTE, _BULLET):
        text = pattern.sub("", text)
    text = _HEADING.sub(_heading, text)
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    text = _AUTOLINK.sub(r"\1", text)
    text = _CODE.sub(r"\2", text)
    text = _STRONG.sub(lambda match: match[2] or match[4], text)
    text = _EMPHASIS.sub(lambda match: match[0] if is_sound(match[1], "*") else match[1], text)
    text = _UNDERSCORE.sub(r"\1", text)
    text = _STRIKE.sub(r"\1", text)
    return _ESCAPE.sub(r"\1", text)


def _heading(match: re.Match[str]) -> str:
    # Marks may close a heading too; a pattern for both ends would try every space between.
    bare = match[1].strip(" \t")
    title = bare.rstrip("#").rstrip(" \t")
    return f"\n{title}\n"


def _without_comments(text: str) -> str:
    # Not by a pattern: one that never closes would be looked for again from every opening.
    kept = []
    place = 0
    while (start := text.find("<!--", place)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[place:start])
        place = end + len("-->")
    return "".join((*kept, text[place:]))
