from __future__ import annotations

import pytest

from pullquote.align.spoken_forms.pronouncers.sounds import to_phones


@pytest.mark.parametrize(
    ("ipa", "phones"),
    [
        ("bɔ̃ʒuʁ", "B AO N ZH UW R"),
        ("ˈt͡ʃaːo", "CH AA OW"),
        ("ɲi", "N Y IY"),
        ("çɪ", "SH IH"),
        ("fɔlla", "F AO L AA"),
        ("ɛi̯s", "EY S"),
        ("pʰa˥˩", "P AA"),
        ("ʘǃ", ""),
        ("", ""),
    ],
)
def test_sounds_become_their_neighbours_in_english(ipa: str, phones: str) -> None:
    assert to_phones(ipa) == phones
