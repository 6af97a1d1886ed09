"""Small transcripts of every kind that is read, whole and sound; `damage` makes mutants of them."""

from __future__ import annotations

_TURNS = (
    ("Anna Smith", "Well, I said “no” — twice.", 1.5),
    ("BEN", "It cost $1,234 (laughs).", 4.0),
    ("Anna Smith", "In 1999? At 12:30, e.g. here.", 61.25),
)


def _clock(seconds: float, mark: str) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"00:{int(minutes):02}:{rest:06.3f}".replace(".", mark)


def _rows(pattern: str, mark: str = ".") -> str:
    return "".join(
        pattern.format(n=n, name=name, text=text, start=_clock(at, mark), end=_clock(at + 1, mark),
                       a=at, b=at + 1)
        for n, (name, text, at) in enumerate(_TURNS, 1)
    )  # fmt: skip


_DOCX = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    + _rows("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{name}:</w:t></w:r><w:r><w:tab/><w:t>{text}</w:t>"
            "</w:r></w:p>")
    + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>One</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body>"
    "</w:document>"
)  # fmt: skip
_ODF = (
    '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
    + _rows('<text:p>{name}:<text:tab/>{text}<text:s text:c="3"/><text:line-break/>x</text:p>')
    + "</office:text></office:body></office:document>"
)
_PDF = (
    "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    "2 0 obj\n<< /Type /Pages /Kids [4 0 R] /Count 1 >>\nendobj\n"
    "3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>\nendobj\n"
    "4 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R "
    "/Resources << /Font << /F1 3 0 R >> >> >>\nendobj\n"
    "5 0 obj\n<< /Length 90 >>\nstream\nBT /F1 12 Tf 72 720 Td (Anna: I said no.) Tj 0 -14 Td "
    "[(It) -250 (cost)] TJ ET\nendstream\nendobj\n"
    "trailer << /Size 6 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"
)
SEEDS: dict[str, tuple[str, ...]] = {
    ".txt": (
        _rows("{name}: {text}\n\n"), _rows("[{start}] {text}\n"),
        _rows("{name}  0:0{n}\n{text}\n\n"),
        _rows("{start} - {end}\n{name}\n{text}\n\n"), _rows(">> {name}: {text}\n"),
    ),
    ".md": (_rows("## Part {n}\n\n**{name}** _(0:0{n})_: {text} [a](b)\n\n> - *{text}*\n"),),
    ".html": (
        "<html lang=en><head><title>T</title></head><body>"
        + _rows("<cite>{name}:</cite><time>0:0{n}</time><p>{text} &amp; <b>so</b><br>on</p>")
        + "<table><tr><td>a<td>b</table></body></html>",
    ),
    ".srt": (_rows("{n}\n{start} --> {end}\n<i>{text}</i>\n\n", ","),),
    ".vtt": (
        "WEBVTT\nLanguage: en\n\n" + _rows("{n}\n{start} --> {end} line:1\n<v {name}>{text}\n\n"),
        "WEBVTT\n\n" + _rows("{start} --> {end}\nOne<{start}><c> two</c>\n{text}\n\n"),
    ),
    ".ass": (
        "[Script Info]\nTitle: T\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: D,Arial\n\n"
        "[Events]\n"
        "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        + _rows("Dialogue: 0,0:00:0{n}.00,0:00:0{n}.90,D,{name},0,0,0,,"
                "{{\\i1}}{text}\\N{{\\p1}}m\n"),
    ),
    ".ttml": (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:m="http://www.w3.org/ns/ttml#metadata" '
        'xml:lang="en"><head><m:agent xml:id="v1"><m:name>Anna</m:name></m:agent></head><body><div>'
        + _rows('<p begin="{start}" end="{b}s" m:agent="v1"><span begin="{a}s" dur="1s">So</span> '
                "{text}<br/></p>")
        + "</div></body></tt>",
    ),
    ".tsv": (
        "start\tend\ttext\n" + _rows("{n}000\t{n}900\t{text}\n"),
        "start\tend\tspeaker\ttext\n" + _rows("{a}\t{b}\t{name}\t{text}\n"),
    ),
    ".json": (
        '{"language": "en", "segments": ['
        + _rows('{{"start": {a}, "end": {b}, "speaker": {n}, "text": "{text}", "words": '
                '[{{"word": "Well", "start": {a}, "end": {b}, "score": 0.9}}]}},').rstrip(",")
        + "]}",
        '{"results": {"channels": [{"alternatives": [{"transcript": "So.", "words": ['
        '{"word": "so", "punctuated_word": "So.", "start": 1, "end": 1.2, "confidence": 1, '
        '"speaker": 0}]}]}]}}',
        '{"monologues": [{"speaker": 0, "elements": [{"type": "text", "value": "So", "ts": 1, '
        '"end_ts": 2}, {"type": "punct", "value": "."}]}]}',
        '{"results": {"transcripts": [{"transcript": "So."}], "items": [{"type": "pronunciation", '
        '"start_time": "1.0", "end_time": "2.0", "alternatives": [{"content": "So", "confidence": '
        '"0.9"}]}, {"type": "punctuation", "alternatives": [{"content": "."}]}]}}',
        '{"utterances": [{"start": 100, "end": 200, "speaker": "A", "text": "So.", "words": '
        '[{"text": "So.", "start": 100, "end": 200, "confidence": 0.9}]}], "text": "So."}',
        '{"transcription": [{"offsets": {"from": 0, "to": 900}, "text": " So.", "tokens": '
        '[{"text": " So", "offsets": {"from": 0, "to": 500}, "p": 0.5}]}]}',
        '{"sentences": [{"speaker_name": "A", "text": "So.", "start_time": 1, "end_time": 2}]}',
        '{"version": "1.0.0", "segments": [{"speaker": "A", "startTime": 1, "endTime": 2, '
        '"body": "So"}]}',
    ),
    ".rtf": (
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset204 C;}}\\f0 "
        + _rows("{{\\b {name}:}}\\tab {text}\\u8212\\'97\\line\\f1\\'cf x\\par\n")
        + "{\\*\\shpinst{\\shptxt box\\par}}{\\footnote n}\\trowd a\\cell b\\cell\\row}",
    ),
    ".pdf": (_PDF,),
    ".docx": (_DOCX,),
    ".fodt": (_ODF,),
    ".odt": (_ODF,),
}  # fmt: skip
"""Whole files; of archives, their main part."""
