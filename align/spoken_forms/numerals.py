"""Digits as English words, in every way in which people read them aloud.

Each function returns its readings most likely first; a reading is a tuple of lower-case words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pullquote.align.spoken_forms.forms import Forms, Reading, unique

_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
LONGEST = 15
"""Digits that are still read as one number; longer ones are read digit by digit."""
_COMMON_DENOMINATORS = frozenset({*range(2, 11), 12, 16, 20, 32, 64, 100})
_DENOMINATORS = {2: ("half", "halves"), 4: ("quarter", "quarters")}


@lru_cache(maxsize=4096)
def cardinal(number: int) -> Reading:
    """`1234` as one thousand two hundred thirty four."""
    return tuple(w for w in _spelled(number, "cardinal") if w != "and")


@lru_cache(maxsize=4096)
def ordinal(number: int) -> Reading:
    """`21` as twenty first."""
    return tuple(w for w in _spelled(number, "ordinal") if w != "and")


def _spelled(number: int, kind: str) -> Reading:
    from num2words import num2words

    return tuple(re.findall(r"[a-z]+", num2words(number, to=kind, lang="en")))


def with_and(reading: Reading) -> Reading:
    """The reading with the British `and` before its last tens: one hundred and five."""
    if "hundred" in reading[:-1]:
        at = len(reading) - 1 - reading[::-1].index("hundred")
        if at + 1 < len(reading) and reading[at + 1] not in ("thousand", "million", "billion"):
            return (*reading[: at + 1], "and", *reading[at + 1 :])
    if "thousand" in reading[:-1] and "hundred" not in reading[reading.index("thousand") :]:
        at = reading.index("thousand")
        return (*reading[: at + 1], "and", *reading[at + 1 :])
    return reading


def digit_by_digit(digits: str, zero: str = "zero") -> Reading:
    """`911` as nine one one."""
    return tuple(zero if d == "0" else _DIGITS[int(d)] for d in digits)


def in_pairs(digits: str) -> Reading | None:
    """`1905` as nineteen oh five, `747` as seven forty seven; None where nobody says that."""
    head, tail = digits[:-2], int(digits[-2:])
    if not 3 <= len(digits) <= 4 or digits[0] == "0" or (len(digits) == 4 and digits[1:3] == "00"):
        return None
    if tail == 0:
        return (*cardinal(int(head)), "hundred")
    return (*cardinal(int(head)), *(("oh",) if tail < 10 else ()), *cardinal(tail))


def whole(digits: str) -> Forms:
    """Readings of a run of digits without separators: a count, a year, a code, a telephone."""
    value = int(digits)
    if len(digits) > 1 and digits[0] == "0":
        found = [digit_by_digit(digits, "oh"), digit_by_digit(digits)]
        if digits.startswith("00") and len(digits) == 3:
            found.insert(0, ("double", "oh", *cardinal(int(digits[2]))))
        if len(digits) == 2:
            found.append(cardinal(value))
        if len(digits) == 4 and value and digits.endswith("00"):
            found.append(("oh", *cardinal(value // 100), "hundred"))
        return unique(found)
    if len(digits) > LONGEST:
        return unique([digit_by_digit(digits), digit_by_digit(digits, "oh")])
    plain = cardinal(value)
    found = [plain, with_and(plain)]
    pairs = in_pairs(digits)
    if pairs:
        like_a_year = len(digits) == 4 and (1100 <= value < 2000 or 2010 <= value < 2100)
        found.insert(0 if like_a_year else 2, pairs)
    if 2000 < value < 2010:
        found.append(("twenty", "oh", *cardinal(value % 100)))
    if plain[0] == "one" and len(plain) > 1:
        found.append(("a", *plain[1:]))
    if len(digits) > 2:
        spoken = [digit_by_digit(digits), digit_by_digit(digits, "oh")]
        found = spoken + found if len(digits) >= 7 and value % 1000 else found + spoken
    if value == 0:
        found += [("oh",), ("nought",)]
    return unique(found)


def grouped(text: str) -> Forms:
    """Readings of a number with thousands separators, such as `1,234`: never digit by digit."""
    digits = text.replace(",", "")
    if len(digits) > LONGEST:
        return whole(digits)
    plain = cardinal(int(digits))
    pairs = in_pairs(digits)
    found = [plain, with_and(plain)]
    if plain[0] == "one" and len(plain) > 1:
        found.append(("a", *plain[1:]))
    return unique([*found, pairs] if pairs else found)


def decimal(text: str) -> Forms:
    """Readings of `3.5`, `.5` and `1,234.56`."""
    head, _, tail = text.partition(".")
    heads: Forms = grouped(head)[:2] if head else ((), ("zero",))
    if head == "0":
        heads = (("zero",), (), ("oh",))
    tails = [digit_by_digit(tail), digit_by_digit(tail, "oh")]
    if len(tail) == 2 and tail[0] != "0":
        tails.insert(1, cardinal(int(tail)))
    found = [(*h, "point", *t) for h in heads for t in tails]
    if tail == "5":
        if head.strip("0"):
            found.insert(1, (*heads[0], "and", "a", "half"))
        else:
            found[1:1] = [("half", "a"), ("half",)]
    return unique(found)


def number(text: str) -> Forms:
    """Readings of digits with or without commas and a decimal point."""
    if "." in text:
        return decimal(text)
    return grouped(text) if "," in text else whole(text)


def version(text: str) -> Forms:
    """Readings of `1.2.3`, given with two dots or more."""
    runs = text.split(".")
    if all(len(run) == 3 for run in runs[1:]) and len(runs[0]) <= 3 and runs[0] != "0":
        return grouped(text.replace(".", ","))
    said = [whole(run)[0] for run in runs]
    return unique(
        [
            tuple(w for i, run in enumerate(said) for w in ((*between, *run) if i else run))
            for between in (("point",), (), ("dot",))
        ]
    )


def plural_number(digits: str) -> Forms:
    """Readings of `90s`, `1990s`, `747s`, given the digits."""
    readings = (cardinal(int(digits[-2:])),) if len(digits) == 2 else whole(digits)[:3]
    return unique([(*reading[:-1], plural(reading[-1])) for reading in readings])


def plural(word: str) -> str:
    """`ninety` as nineties, `six` as sixes."""
    if word.endswith("y"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith("x") else "s")


def fraction(above: int, below: int) -> Forms:
    """Readings of 3/4: three quarters, three fourths, three over four, three four."""
    top, bottom = whole(str(above))[0], whole(str(below))[0]
    parts: list[Reading] = []
    if 2 <= below <= 100 and above < 100:
        names = [_DENOMINATORS[below]] if below in _DENOMINATORS else []
        *front, last = ordinal(below)
        if below != 2:
            names.append((last, plural(last)))
        for one, many in names:
            parts.append((*top, *front, one if above == 1 else many))
            if above == 1:
                parts.append(("a", *front, one))
        if (above, below) == (1, 2):
            parts.append(("half",))
    plain: list[Reading] = [(*top, *bottom), (*top, "over", *bottom)]
    if below in (5, 10, 100):
        plain.insert(0, (*top, "out", "of", *bottom))
    else:
        plain += [(*top, "out", "of", *bottom), (*top, "slash", *bottom)]
    # 24/7 and 9/11 are not parts of anything.
    proper = above < below and below in _COMMON_DENOMINATORS
    return unique([*parts, *plain] if proper else [*plain[:2], *parts, *plain[2:]])
