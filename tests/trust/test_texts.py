"""Damaged transcripts of every kind; the campaign is `python -m benchmarks.trust.texts`."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from benchmarks.trust import texts
from benchmarks.trust.damage import XML, Change, changed, changed_json, changed_xml, packed
from benchmarks.trust.sound_texts import SEEDS
from benchmarks.trust.texts import campaign
from pullquote.align.errors import TranscriptError
from pullquote.align.reading.formats import KNOWN_EXTENSIONS, read_transcript_bytes

ALIKE = {".text": ".txt", ".markdown": ".md", ".htm": ".html", ".ssa": ".ass", ".dfxp": ".ttml",
         ".itt": ".ttml"}  # fmt: skip

changes = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 1 << 16), st.integers(0, 1 << 16)), max_size=8
)
flips = st.lists(st.integers(0, 1 << 20), max_size=3)


def test_every_kind_of_transcript_is_attacked() -> None:
    assert {ALIKE.get(extension, extension) for extension in KNOWN_EXTENSIONS} == set(SEEDS)


@pytest.mark.parametrize(("kind", "number"), [(k, n) for k in SEEDS for n in range(len(SEEDS[k]))])
def test_the_file_before_it_is_damaged_is_read(kind: str, number: int) -> None:
    transcript = texts.read(kind, packed(kind, SEEDS[kind][number]))
    assert transcript is not None
    assert any(token.is_speech for token in transcript.tokens)


@pytest.mark.parametrize("kind", SEEDS)
@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_in_one_sentence(
    kind: str, tmp_path: Path, data: st.DataObject
) -> None:
    text = data.draw(st.sampled_from(SEEDS[kind]))
    damages: list[Callable[[str, Sequence[Change]], str]] = [changed]
    damages += [changed_json] if kind == ".json" else [changed_xml] if kind in XML else []
    damaged = data.draw(st.sampled_from(damages))(text, data.draw(changes))
    texts.read(kind, packed(kind, damaged, data.draw(flips)), tmp_path)


def test_a_reason_never_quotes_the_file_at_length() -> None:
    """The bytes of an archive, whose names had been damaged, filled half a screen."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", b"<w/>" * 400, zipfile.ZIP_STORED)
    data = stream.getvalue().replace(b"word/document.xml", b"word/documenT.xml", 1)
    data = data.replace(b"\x11\x00\x00\x00word", b"\xff\x01\x00\x00word", 1)
    for name, content in (("a.docx", data), ("a.ttml", f"<{'9' * 900}/>".encode())):
        with pytest.raises(TranscriptError) as caught:
            read_transcript_bytes(content, name=name)
        assert len(str(caught.value)) < 400


def test_the_campaign_finds_what_is_no_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(kind: str, data: bytes, folder: Path) -> None:
        if len(data) % 3 == 0:
            raise KeyError("oops")

    monkeypatch.setattr(texts, "read", read)
    *found, summary = campaign(".txt", 0.2, 1, tmp_path)
    assert found and "KeyError" in found[0][0] and len(found[0][1]) % 3 == 0
    assert "found" in summary[0]
