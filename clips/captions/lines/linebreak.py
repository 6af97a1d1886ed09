"""Badness of a break between two words: 0 where a sentence ends, 1 inside a name.

The rules are those that broadcasters' guides share: break after punctuation, before conjunctions
and prepositions; keep together article and noun, first and last name, number and unit, pronoun
or auxiliary and verb. Without a parser, small lists of function words stand in for syntax. Where
words are written without spaces, phrases come from `lines.phrases`, and the characters that may
not begin or end a line are those of JIS X 4051 and of the W3C's requirements for Chinese and
Japanese layout.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from pullquote.clips.captions.cue import CueWord
from pullquote.clips.captions.lines.function_words import FunctionWords, function_words
from pullquote.clips.captions.lines.phrases import phrase_ends

SENTENCE = 0.0
CLAUSE = 0.12
NEUTRAL = 0.6
TIGHT = 1.0
SPLIT = 0.95
"""From here on a break splits a phrase, which the checker reports."""
PHRASE_END = 0.4
WITHIN_PHRASE = 0.9
"""These two where words are written without spaces."""
FORBIDDEN = 9.0
"""Typographically wrong anywhere: before a closing mark, inside a character cluster."""

_CLOSERS = "\"'”’»›)]}）】」』〉》"
_SENTENCE_END = re.compile(rf"[.!?…。！？｡।॥؟۔።]+[{re.escape(_CLOSERS)}]*$")
_CLAUSE_END = re.compile(rf"[,;:、，；：،؛–—-][{re.escape(_CLOSERS)}]*$|[)\]”»]$")
_ABBREVIATIONS = (
    "mr mrs ms dr prof st sr jr rev gen col lt capt sgt hon pres gov sen rep hr fr mme mlle m herr "
    "frau vs no vol fig pp ca approx e.g i.e etc"
)
_TITLES = frozenset(_ABBREVIATIONS.split())
_NUMBER = re.compile(r"^[#£$€¥(]*\d[\d.,:/×x-]*[%°]?$")
_INITIAL = re.compile(r"^(?:[A-Z]\.)+$")
_UNIT_LIKE = re.compile(r"^[%°$€£¥a-zµ]")
_NO_LINE_START = frozenset(
    "、。，．・：；？！゛゜´｀¨ヽヾゝゞ々ー—…‥’”）〕］｝〉》」』】°′″℃％‰ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
    ",.:;?!%)]}»”’๏ๆฯะาำๅ"
)
_NO_LINE_END = frozenset("‘“（〔［｛〈《「『【([{«£$€¥#@เแโใไ")
_LEADING_VOWELS = frozenset("เแโใไເແໂໃໄ")
# Thai vowels that a consonant must follow in the syllable, with or without a tone mark.
_OPEN_VOWEL = re.compile("[\u0e31\u0e37\u0e47][\u0e48-\u0e4b]?$")
_SILENCED = "\u0e4c"


def break_badness(words: Sequence[CueWord], language: str = "en") -> list[float]:
    """For each word the badness of a break after it; the last one gets SENTENCE."""
    known = function_words(language)
    nouns_are_capital = language.lower().startswith("de")
    bare = [_bare(word.text) for word in words]
    badness = [
        _between(words[k], words[k + 1], bare[k], bare[k + 1], known, nouns_are_capital)
        for k in range(len(words) - 1)
    ]
    for first, stop in _unspaced_runs(words):
        _weigh_phrases(badness, words, first, stop, language)
    return [*badness, SENTENCE] if words else []


def _unspaced_runs(words: Sequence[CueWord]) -> Iterator[tuple[int, int]]:
    """Ranges of words that are written as one, of two words or more."""
    first = 0
    for k, word in enumerate(words):
        if word.after != "" or k == len(words) - 1:
            if k > first:
                yield first, k + 1
            first = k + 1


def _weigh_phrases(
    badness: list[float], words: Sequence[CueWord], first: int, stop: int, language: str
) -> None:
    """Set the badness by phrases, where typography leaves a choice."""
    ends = phrase_ends("".join(word.text for word in words[first:stop]), language)
    place = 0
    for k in range(first, stop - 1):
        place += len(words[k].text)
        if ends is not None and CLAUSE < badness[k] < FORBIDDEN and badness[k] != TIGHT:
            badness[k] = PHRASE_END if place in ends else WITHIN_PHRASE


def ends_sentence(text: str, following: str = "") -> bool:
    """True when a sentence ends with this word; abbreviations and initials do not end one."""
    if not _SENTENCE_END.search(text):
        return False
    bare = text.rstrip(_CLOSERS)
    if bare.endswith(("..", "…")):
        return not following[:1].islower()
    if bare.endswith("."):
        stem = bare[:-1].lstrip("([\"'“‘«").lower()
        if stem in _TITLES or _INITIAL.match(bare):
            return False
        return not following[:1].islower()
    return True


def _bare(text: str) -> str:
    return text.strip(".,;:!?…\"'“”‘’«»()[]{}–—-").lower().replace("’", "'")


def _between(
    left: CueWord,
    right: CueWord,
    left_bare: str,
    right_bare: str,
    known: FunctionWords,
    nouns_are_capital: bool,
) -> float:
    if left.speaker != right.speaker:
        return SENTENCE
    if left.after == "":
        return _unspaced(left.text, right.text)
    if ends_sentence(left.text, right.text):
        return SENTENCE
    if left.after == "\n":
        return CLAUSE
    if _CLAUSE_END.search(left.text):
        # "1990, 1991" and "Paris, Texas" are weaker seams than a clause's comma.
        return CLAUSE if not _NUMBER.match(right.text) else 2 * CLAUSE
    tight = _leans_on_next(left, right, left_bare, right_bare, known, nouns_are_capital)
    if tight is not None:
        return tight
    return _opens_phrase(right_bare, known)


def _leans_on_next(
    left: CueWord,
    right: CueWord,
    left_bare: str,
    right_bare: str,
    known: FunctionWords,
    nouns_are_capital: bool,
) -> float | None:
    """Badness where the left word needs the right one, otherwise None."""
    if left_bare in _TITLES and left.text.endswith("."):
        return TIGHT
    if _NUMBER.match(left.text) and (_UNIT_LIKE.match(right.text) or _NUMBER.match(right.text)):
        return 0.95
    if _NUMBER.match(right.text) and left.text[:1].isupper():
        return 0.95
    if left_bare in known.determiners and left_bare not in known.conjunctions:
        return 0.95
    if _is_name_like(left.text) and _is_name_like(right.text) and left_bare not in known.pronouns:
        return 0.7 if nouns_are_capital else TIGHT
    if left_bare in known.conjunctions or left_bare in known.prepositions:
        return 0.9
    if left_bare in known.auxiliaries:
        return 0.8 if right_bare not in known.determiners | known.prepositions else 0.7
    if left_bare in known.pronouns:
        return 0.85
    return None


def _opens_phrase(right_bare: str, known: FunctionWords) -> float:
    if right_bare in known.conjunctions:
        return 0.25
    if right_bare in known.prepositions:
        return 0.35
    if right_bare in known.pronouns:
        return 0.4
    if right_bare in known.determiners:
        return 0.5
    return 0.75 if right_bare in known.auxiliaries else NEUTRAL


def _is_name_like(text: str) -> bool:
    start = text.lstrip("\"'“‘«([")[:2]
    return start[:1].isupper() and text not in ("I", "A") and not _SENTENCE_END.search(text[:-1])


def _unspaced(left: str, right: str) -> float:
    """Badness between two words that the text writes without a space between them."""
    first, last = right[:1], left[-1:]
    if first in _NO_LINE_START or unicodedata.category(first or "x")[0] == "M":
        return FORBIDDEN
    if last in _NO_LINE_END:
        return FORBIDDEN
    if _SENTENCE_END.search(left):
        return SENTENCE
    if _CLAUSE_END.search(left):
        return CLAUSE
    if (_OPEN_VOWEL.search(left) and left != "ก็") or _SILENCED in right[:3]:
        return FORBIDDEN
    if first in _LEADING_VOWELS:  # where a Thai or Lao syllable, often a word, begins
        return 0.5
    kinds = _script(last), _script(first)
    if kinds[0] == kinds[1]:
        return _WITHIN.get(kinds[0], 0.75)
    # 2015|年, 3|羽: a number keeps its counter.
    if last.isdigit() or (first.isdigit() and last in _NUMBER_PREFIXES):
        return TIGHT
    return 0.55


# Between two characters of one script, where no phrases are known. Digits are "latin".
_WITHIN = {"han": 0.7, "katakana": TIGHT, "hiragana": 0.75, "latin": TIGHT, "thai": 0.95}
_NUMBER_PREFIXES = frozenset("第约約")


def _script(char: str) -> str:
    name = unicodedata.name(char, "")
    if name.startswith("CJK"):
        return "han"
    if name.startswith(("HIRAGANA", "KATAKANA", "HANGUL", "THAI")):
        return name.split()[0].lower()
    return "latin" if char.isalnum() else "other"
