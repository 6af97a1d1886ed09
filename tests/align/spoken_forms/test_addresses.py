"""Addresses are recognised, and cut at their seams."""

from __future__ import annotations

import pytest

from pullquote.align.spoken_forms.addresses import split_address


@pytest.mark.parametrize(
    ("token", "pieces"),
    [
        ("example.com", ["example", ".", "com"]),
        ("(Example.com),", ["Example", ".", "com"]),
        ("joe.b@mail.example.org.", ["joe", ".", "b", "@", "mail", ".", "example", ".", "org"]),
        ("https://example.com/a_b/", ["example", ".", "com", "/", "a", "_", "b"]),
        ("http://host.internal/x", ["host", ".", "internal", "/", "x"]),
    ],
)
def test_addresses_are_cut_into_names_and_signs(token: str, pieces: list[str]) -> None:
    assert split_address(token) == pieces


@pytest.mark.parametrize(
    "token", ["hello.World", "end.It", "U.S.", "3.5", "e.g.", "...", "", "no.so"]
)
def test_two_sentences_run_together_are_no_address(token: str) -> None:
    assert split_address(token) is None
