"""TTML, `.ttml` and `.dfxp`, in the IMSC 1 text profile of broadcasters and streaming services.

https://www.w3.org/TR/ttml-imsc1.0.1/
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from pullquote.align.times import format_time
from pullquote.clips.captions.cue import Cue, CueWord
from pullquote.clips.subtitles.formats.base import SubtitleFormat, SubtitleOptions

_TT = "http://www.w3.org/ns/ttml"
_TTM = "http://www.w3.org/ns/ttml#metadata"
_TTP = "http://www.w3.org/ns/ttml#parameter"
_TTS = "http://www.w3.org/ns/ttml#styling"
_XML = "http://www.w3.org/XML/1998/namespace"
_PROFILE = "http://www.w3.org/ns/ttml/profile/imsc1/text"
# Characters that XML 1.0 cannot hold at all.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def clean_xml(text: str) -> str:
    """The text without the control characters that XML cannot hold."""
    return _CONTROL.sub("", text)


def format_ttml(cues: Sequence[Cue], options: SubtitleOptions) -> str:
    """TTML text; speakers as agents, word times as spans, both on request."""
    for prefix, name in (("", _TT), ("ttm", _TTM), ("ttp", _TTP), ("tts", _TTS)):
        ET.register_namespace(prefix, name)
    root = ET.Element(
        f"{{{_TT}}}tt",
        {
            f"{{{_XML}}}lang": options.language,
            f"{{{_XML}}}space": "preserve",
            f"{{{_TTP}}}profile": _PROFILE,
            f"{{{_TTP}}}timeBase": "media",
            f"{{{_TTP}}}cellResolution": "32 15",
        },
    )
    speakers = tuple(dict.fromkeys(c.speaker for c in cues if c.speaker))
    agents = {name: f"speaker{n}" for n, name in enumerate(speakers if options.speakers else (), 1)}
    _head(root, options.title, agents)
    body = ET.SubElement(root, f"{{{_TT}}}body", {"region": "bottom", "style": "text"})
    division = ET.SubElement(body, f"{{{_TT}}}div")
    for number, cue in enumerate(cues, 1):
        attributes = {
            f"{{{_XML}}}id": f"cue{number}",
            "begin": format_time(cue.span.start, hours=True),
            "end": format_time(cue.span.end, hours=True),
        }
        if cue.speaker in agents:
            attributes[f"{{{_TTM}}}agent"] = agents[cue.speaker]
        paragraph = ET.SubElement(division, f"{{{_TT}}}p", attributes)
        if options.word_times:
            _add_words(paragraph, cue)
        else:
            _add_lines(paragraph, cue.text.split("\n"))
    text: str = ET.tostring(root, encoding="unicode")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + _indent(text) + "\n"


def _head(root: ET.Element, title: str, agents: dict[str, str]) -> None:
    head = ET.SubElement(root, f"{{{_TT}}}head")
    if title or agents:
        metadata = ET.SubElement(head, f"{{{_TT}}}metadata")
        if title:
            ET.SubElement(metadata, f"{{{_TTM}}}title").text = clean_xml(title)
        for name, key in agents.items():
            agent = ET.SubElement(
                metadata, f"{{{_TTM}}}agent", {f"{{{_XML}}}id": key, "type": "person"}
            )
            ET.SubElement(agent, f"{{{_TTM}}}name", {"type": "full"}).text = clean_xml(name)
    styling = ET.SubElement(head, f"{{{_TT}}}styling")
    ET.SubElement(
        styling,
        f"{{{_TT}}}style",
        {
            f"{{{_XML}}}id": "text",
            f"{{{_TTS}}}fontFamily": "proportionalSansSerif",
            f"{{{_TTS}}}fontSize": "100%",
            f"{{{_TTS}}}lineHeight": "125%",
            f"{{{_TTS}}}color": "#ffffff",
            f"{{{_TTS}}}backgroundColor": "#000000b0",
            f"{{{_TTS}}}textAlign": "center",
        },
    )
    layout = ET.SubElement(head, f"{{{_TT}}}layout")
    ET.SubElement(
        layout,
        f"{{{_TT}}}region",
        {
            f"{{{_XML}}}id": "bottom",
            f"{{{_TTS}}}origin": "10% 70%",
            f"{{{_TTS}}}extent": "80% 22%",
            f"{{{_TTS}}}displayAlign": "after",
        },
    )


def _add_lines(paragraph: ET.Element, lines: Sequence[str]) -> None:
    paragraph.text = clean_xml(lines[0])
    for line in lines[1:]:
        ET.SubElement(paragraph, f"{{{_TT}}}br").tail = clean_xml(line)


def _add_words(paragraph: ET.Element, cue: Cue) -> None:
    for number, line in enumerate(cue.lines):
        if number:
            ET.SubElement(paragraph, f"{{{_TT}}}br")
        for position, word in enumerate(line):
            span = ET.SubElement(paragraph, f"{{{_TT}}}span", _word_times(word, cue))
            span.text = clean_xml(word.text)
            if position < len(line) - 1:
                span.tail = word.after.replace("\n", " ")


def _word_times(word: CueWord, cue: Cue) -> dict[str, str]:
    # Times of a child count from the start of its parent, and must not leave it.
    start = min(max(word.span.start, cue.span.start), cue.span.end) - cue.span.start
    return {"begin": format_time(start, hours=True)}


def _indent(text: str) -> str:
    """A line for each cue; nothing inside a cue is touched, because white space counts there."""
    return re.sub(r"(<(?:head|body|div|p |/div|/body|/tt>|/head))", r"\n\1", text)


TTML = SubtitleFormat(
    "ttml", "TTML (IMSC 1 text), for broadcasters and streaming", (".ttml", ".dfxp"), format_ttml
)
