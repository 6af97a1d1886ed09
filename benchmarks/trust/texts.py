"""Damaged transcripts: mutants of every kind of file that is read, made by seed.

    python -m benchmarks.trust.texts [KIND ...] [--seconds N] [--seed N] [--keep FOLDER]

Each must be read, or be refused in one sentence that is a TranscriptError; what is read keeps the
laws of transcripts. Any other error, and more than PATIENCE seconds, is a finding. Exit code 1 when
there is one.
"""

from __future__ import annotations

import argparse
import copy
import io
import json
import random
import signal
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pullquote.align.errors import TranscriptError
from pullquote.align.model.transcript import Transcript
from pullquote.align.progress import SILENT
from pullquote.align.reading.formats import TIMED_EXTENSIONS, read_timed, read_transcript_bytes
from pullquote.align.reading.formats.documents import pdf
from pullquote.align.reading.tokenizer import parse_transcript

PATIENCE = 10
"""Seconds for one mutant, which takes some thousandths."""

Change = tuple[int, int, int]
"""An operation, a place and an argument; each is taken modulo what there is."""

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
XML = (".ttml", ".docx", ".odt", ".fodt")
_PARTS = {".docx": "word/document.xml", ".odt": "content.xml"}

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


_TEXTS = ("", "0", "-1s", "9" * 400, "1:2:3", "a\u2028b", "語", "  ", "1e9s", "#", "x" * 5000)


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


def read(kind: str, data: bytes, folder: Path | None = None) -> Transcript | None:
    """Read the file as the program would; None where it is refused as it should be.

    With a `folder` its times are read too. Raises what is a finding.
    """
    name = f"talk{kind}"
    if folder is not None and kind in TIMED_EXTENSIONS:
        path = folder / name
        path.write_bytes(data)
        try:
            read_timed(path)
        except TranscriptError as error:
            _check_sentence(str(error))
    try:
        if kind == ".pdf":  # not in a process of its own, which costs a hundred times as much
            transcript = parse_transcript(pdf.joined_pages(pdf.page_texts(data, name, SILENT)))
        else:
            transcript = read_transcript_bytes(data, name=name)
    except TranscriptError as error:
        _check_sentence(str(error))
        return None
    check_laws(transcript)
    return transcript


def _check_sentence(message: str) -> None:
    assert message.strip() and len(message) < 600 and "Traceback" not in message, message


def check_laws(transcript: Transcript) -> None:
    """Check that nothing of its text is lost, and that paragraphs are its words."""
    text, tokens = transcript.text, transcript.tokens
    place = 0
    for index, token in enumerate(tokens):
        assert token.index == index
        assert text[token.start_char : token.end_char] == token.text
        assert not text[place : token.start_char].strip("\u200b\ufeff \t\n\r\v\f").strip()
        place = token.end_char
    assert [p.first for p in transcript.paragraphs[1:]] == [
        p.stop for p in transcript.paragraphs[:-1]
    ]
    assert not transcript.paragraphs or transcript.paragraphs[-1].stop == len(tokens)
    assert any(token.is_speech for token in tokens)


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


def campaign(kind: str, seconds: float, seed: int, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Findings within this time: what happened, and the file. The last is a summary."""
    counts: Counter[str] = Counter()

    def too_long(*_: object) -> None:
        raise TimeoutError(f"more than {PATIENCE} s")

    signal.signal(signal.SIGALRM, too_long)
    began = time.monotonic()
    for data in mutants(kind, seed):
        if time.monotonic() - began > seconds:
            break
        signal.alarm(PATIENCE)
        try:
            counts["read" if read(kind, data, folder) else "refused"] += 1
        except Exception as error:  # whatever it is, it is a finding
            counts["found"] += 1
            trace = error.__traceback__
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
            yield f"{type(error).__name__} at {where}: {str(error)[:200]}", data
        finally:
            signal.alarm(0)
    yield f"{kind}: " + ", ".join(f"{n:,} {what}" for what, n in sorted(counts.items())), b""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=" ".join(SEEDS))
    parser.add_argument("--seconds", type=float, default=600, help="for each kind")
    parser.add_argument("--seed", type=int, default=10)
    parser.add_argument("--keep", type=Path, help="folder for the files that are findings")
    asked = parser.parse_args(arguments)
    from pullquote.align.files import work_folder

    findings = 0
    with work_folder() as folder:
        for kind in asked.kinds or SEEDS:
            seen: set[str] = set()
            for said, data in campaign(kind, asked.seconds, asked.seed, folder):
                if data and said not in seen:
                    seen.add(said)
                    findings += 1
                    print(f"{kind}: {said}", flush=True)
                    if asked.keep:
                        asked.keep.mkdir(parents=True, exist_ok=True)
                        (asked.keep / f"{findings:03}{kind}").write_bytes(data)
                elif not data:
                    print(said, flush=True)
    return int(findings > 0)


if __name__ == "__main__":
    sys.exit(main())
