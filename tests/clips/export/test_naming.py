from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from pullquote.clips.export.naming import free_path, stem_from_words

FORBIDDEN = set('<>:"/\\|?*') | {chr(code) for code in range(32)}


@given(st.text(max_size=400))
def test_any_text_gives_a_name_that_every_system_takes(text: str) -> None:
    stem = stem_from_words(text)
    assert stem
    assert not FORBIDDEN & set(stem)
    assert len(f"{stem}-12345.mp4.part".encode()) <= 255
    assert stem == stem.strip(" .")
    assert stem == unicodedata.normalize("NFC", stem)


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("We lost the boat, didn't we?", "We-lost-the-boat-didnt-we"),
        ("Ça coûte 1,234 €", "Ça-coûte-1-234"),
        ("你好，世界", "你好-世界"),
        ("हिन्दी में", "हिन्दी-में"),
        ("../../etc/passwd", "etc-passwd"),
        ("—", "clip"),
        ("", "clip"),
        ("Con", "Con-clip"),
        ("com1", "com1-clip"),
        ("-rf", "rf"),
    ],
)
def test_names_are_the_words(text: str, stem: str) -> None:
    assert stem_from_words(text) == stem


def test_long_texts_end_at_a_word_and_long_words_inside() -> None:
    stem = stem_from_words("counting " * 40)
    assert stem.split("-") == ["counting"] * len(stem.split("-"))
    assert 45 < len(stem) <= 60
    assert len(stem_from_words("x" * 500)) == 60


def test_numbers_sort_as_the_clips_do() -> None:
    stems = [stem_from_words("so", number=n, count=120) for n in range(1, 121)]
    assert stems == sorted(stems)
    assert stems[0] == "001-so"


def test_a_taken_name_gets_a_number_whatever_its_case(tmp_path: Path) -> None:
    (tmp_path / "So.mp4").touch()
    (tmp_path / "so-2.srt").touch()
    assert free_path(tmp_path, "so", ["mp4"]) == tmp_path / "so-2.mp4"
    assert free_path(tmp_path, "so", ["mp4", "srt"]) == tmp_path / "so-3.mp4"
    assert free_path(tmp_path, "so", ["mp4"], {"so-2"}) == tmp_path / "so-3.mp4"
    assert free_path(tmp_path / "not yet", "so", ["mp4"]) == tmp_path / "not yet" / "so.mp4"
