"""ELAN's annotation file, `.eaf`: a tier for each speaker and one of words."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from pullquote.clips.captions.cue import Cue
from pullquote.clips.subtitles.formats.base import SubtitleFormat, SubtitleOptions
from pullquote.clips.subtitles.formats.ttml import clean_xml

_SCHEMA = "http://www.mpi.nl/tools/elan/EAFv2.8.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def format_eaf(cues: Sequence[Cue], options: SubtitleOptions) -> str:
    """EAF 2.8, valid by ELAN's own schema; times in whole milliseconds.

    Cues without a speaker are in the tier `cues`.
    """
    root = ET.Element(
        "ANNOTATION_DOCUMENT",
        {
            "AUTHOR": "Pullquote",
            # The schema demands a date; a fixed one keeps the output the same for the same input.
            "DATE": "2000-01-01T00:00:00+00:00",
            "FORMAT": "2.8",
            "VERSION": "2.8",
            "xmlns:xsi": _XSI,
            "xsi:noNamespaceSchemaLocation": _SCHEMA,
        },
    )
    header = ET.SubElement(root, "HEADER", {"MEDIA_FILE": "", "TIME_UNITS": "milliseconds"})
    if options.media:
        media = {"MEDIA_URL": options.media, "MIME_TYPE": "audio/x-wav"}
        ET.SubElement(header, "MEDIA_DESCRIPTOR", media)
    order = ET.SubElement(root, "TIME_ORDER")
    tiers: dict[str, list[tuple[float, float, str]]] = {}
    for cue in cues:
        spans = tiers.setdefault(clean_xml(cue.speaker or "cues"), [])
        spans.append((cue.span.start, cue.span.end, cue.plain))
    words = [(w.span.start, w.span.end, w.text) for cue in cues for w in cue.words]
    tiers["words" if "words" not in tiers else "words (timed)"] = words
    slots = annotations = 0
    for name, spans in tiers.items():
        tier = ET.SubElement(root, "TIER", {"LINGUISTIC_TYPE_REF": "text", "TIER_ID": name})
        for start, end, text in spans:
            references = {}
            for which, moment in (("TIME_SLOT_REF1", start), ("TIME_SLOT_REF2", end)):
                slots += 1
                references[which] = f"ts{slots}"
                slot = {"TIME_SLOT_ID": f"ts{slots}", "TIME_VALUE": str(round(moment * 1000))}
                ET.SubElement(order, "TIME_SLOT", slot)
            annotations += 1
            annotation = ET.SubElement(
                ET.SubElement(tier, "ANNOTATION"),
                "ALIGNABLE_ANNOTATION",
                {"ANNOTATION_ID": f"a{annotations}", **references},
            )
            ET.SubElement(annotation, "ANNOTATION_VALUE").text = clean_xml(text)
    ET.SubElement(
        root,
        "LINGUISTIC_TYPE",
        {"GRAPHIC_REFERENCES": "false", "LINGUISTIC_TYPE_ID": "text", "TIME_ALIGNABLE": "true"},
    )
    ET.indent(root)
    document: str = ET.tostring(root, encoding="unicode")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + document + "\n"


EAF = SubtitleFormat("elan", "ELAN annotations: speakers and words", (".eaf",), format_eaf)
