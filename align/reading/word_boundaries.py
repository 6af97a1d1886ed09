"""The boundaries of the written words of a text, in any script. Pure.

Words are separated by white space, with three exceptions. A dash or an ellipsis that
joins two words without a space ends the first ("know--you"). A bracket in front of a word ends
after it ("[00:12]Hello"). And scripts written without spaces are cut finer: Chinese and Japanese
into characters, Thai, Lao, Khmer and Burmese into clusters of a consonant with its signs.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left

# Zero-width spaces and byte order marks separate words, although Python does not call them space.
_CHUNK = re.compile(r"[^\s\u200b\ufeff]+")

_CJK = (
    "\u3005-\u3007\u3021-\u3029\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U0001b000-\U0001b16f"
    "\U00020000-\U0003ffff"
)
_CLUSTERED = "\u0e01-\u0e3a\u0e40-\u0e5b\u0e81-\u0edf\u1000-\u109f\u1780-\u17ff"
_CJK_CHARACTER = re.compile(f"[{_CJK}]")
_UNSPACED = re.compile(f"[{_CJK}{_CLUSTERED}]")

# Kana that lengthen, close or bend the one before and are not syllables of their own.
_KANA_TAIL = frozenset("ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮｰ")
# Vowels that are written before the consonant they are spoken after.
_LEADING_VOWELS = frozenset("เแโใไເແໂໃໄ")
# Vowels written after their consonant that Unicode calls letters, and signs that repeat.
_TRAILING_VOWELS = frozenset("ะาำๅๆฯະາຳໆຯ")
# Signs that bind the next consonant to the one before.
_BINDERS = frozenset("\u1039\u17d2")

_JOINT = re.compile(r"(?:[—–―…]|-{2,}|\.{3,})+[,;:!?.)\]}”»]*")
_GLUED_BRACKET = re.compile(r"\[[^\[\]]{3,}\](?=\w)")


def is_unspaced(character: str) -> bool:
    """True if it belongs to a script that is written without spaces; False for no character."""
    return _UNSPACED.match(character) is not None


def split_words(text: str) -> list[tuple[int, int]]:
    """The half-open places of the words of `text`, in order.

    They never overlap, and every character that is not a space lies in exactly one of them.
    """
    words: list[tuple[int, int]] = []
    for chunk in _CHUNK.finditer(text):
        start, end = chunk.span()
        if (
            chunk[0].isascii()
            and "-" not in chunk[0]
            and "." not in chunk[0]
            and chunk[0][0] != "["
        ):
            words.append((start, end))
            continue
        bracket = _GLUED_BRACKET.match(text, start, end)
        if bracket:
            words.append(bracket.span())
            start = bracket.end()
        if _UNSPACED.search(text, start, end):
            words.extend(_split_unspaced(text, start, end))
        else:
            words.extend(_split_joints(text, start, end))
    return words


def _split_joints(text: str, start: int, end: int) -> list[tuple[int, int]]:
    words: list[tuple[int, int]] = []
    wordy = [at for at in range(start, end) if text[at].isalnum()]
    following = 0  # the first of them that no word before holds
    for joint in _JOINT.finditer(text, start, end):
        at = joint.end()
        between_digits = (
            text[joint.start() - 1 : joint.start()].isdigit() and text[at : at + 1].isdigit()
        )
        joins = following < len(wordy) and wordy[following] < joint.start() and wordy[-1] >= at
        if joins and not between_digits:
            words.append((start, at))
            start = at
            following = bisect_left(wordy, at)
    words.append((start, end))
    return words


def _split_unspaced(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a chunk that holds characters of scripts without spaces."""
    cuts = [start]
    has_core = False  # whether the word begun at cuts[-1] has a letter yet
    for at in range(start, end):
        kind = _kind(text[at])
        if kind == "opening":
            starts_word = has_core
        elif kind == "letter":
            starts_word = has_core and _begins_word(text, at)
        else:
            starts_word = False
        if starts_word:
            cuts.append(at)
            has_core = False
        has_core = has_core or kind == "letter"
    if not has_core and len(cuts) > 1:
        cuts.pop()  # brackets that open nothing belong to the word before
    return [*zip(cuts, [*cuts[1:], end], strict=True)]


def _kind(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Ps", "Pi"):
        return "opening"
    if category[0] in "LN" and character not in _KANA_TAIL and character not in _TRAILING_VOWELS:
        return "letter"
    return "tail"


def _begins_word(text: str, at: int) -> bool:
    """True if the letter at `at`, which follows a letter of the same chunk, begins a word."""
    before, letter = text[at - 1], text[at]
    if before in _LEADING_VOWELS or before in _BINDERS:
        return False
    if _UNSPACED.match(letter) or _UNSPACED.match(before) or before in _KANA_TAIL:
        return True
    # Among letters of other scripts only the wide punctuation of East Asia separates.
    return unicodedata.east_asian_width(before) in "WF" and not before.isalnum()
