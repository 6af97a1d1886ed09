"""Readings of tokens with figures in them: times, dates, money, counts with units, fractions.

Each rule takes a token and gives its readings, likeliest first, or None when the token is not of
its kind. Tokens come with the punctuation around them stripped, but for a dot or quote that may
belong to them.
"""

from __future__ import annotations

import re

from pullquote.align.spoken_forms import abbreviations as written, numerals
from pullquote.align.spoken_forms.forms import Forms, Reading, join, listed, unique

NUMBER = r"(?:(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+)"
_SIGNS = r"[$€£¥₹]"


def clock(token: str) -> Forms | None:
    """`12:30`, `3:05pm`, `7pm`, `16:9`, `1:15:30`."""
    found = re.fullmatch(r"(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?-?([ap])\.?m\.?", token, re.I)
    found = found or re.fullmatch(r"(\d{1,3}):(\d{1,2})(?::(\d{2}))?()", token.rstrip("."))
    if not found:
        return None
    hour, minute, second, half_day = found.groups()
    base = numerals.cardinal(int(hour))
    half = (f"{half_day.lower()}.", "m.") if half_day else ()
    if minute is None or minute == "00":
        readings = [(*base, *half), base, (*base, "o'clock", *half)]
        if minute and not half:
            readings = [(*base, "o'clock"), base, (*base, "hundred"), (*base, "zero", "zero")]
    else:
        readings = _minutes(base, int(hour), minute, half)
    if second:
        tail = numerals.whole(second)[0]
        readings = [(*reading, *tail) for reading in readings[:2]]
    return unique(readings)


def _minutes(base: Reading, hour: int, minute: str, half: Reading) -> list[Reading]:
    value = int(minute)
    spelled = numerals.cardinal(value)
    padded = ("oh", *spelled) if minute[0] == "0" else spelled
    readings = [(*base, *padded, *half), (*base, *padded)]
    if len(minute) == 1 or hour > 12:  # a score, a ratio
        readings += [(*base, "to", *spelled), (*base, "by", *spelled)]
    elif value == 30:
        readings += [("half", "past", *base), ("half", *base)]
    elif value < 30:
        amount = ("quarter",) if value == 15 else spelled
        readings += [(*amount, "past", *base), (*amount, "after", *base)]
    elif value < 60:
        amount = ("quarter",) if value == 45 else numerals.cardinal(60 - value)
        readings.append((*amount, "to", *numerals.cardinal(hour % 12 + 1)))
    if len(readings[-1]) > 2 and readings[-1][0] == "quarter":
        readings.append(("a", *readings[-1]))
    return readings


def date(token: str) -> Forms | None:
    """`12/05/2024` in both orders, `2024-05-12`, `5.12.24`."""
    found = re.fullmatch(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})", token)
    iso = re.fullmatch(r"(\d{4})([/-])(\d{1,2})\2(\d{1,2})", token)
    if found:
        orders = [(int(found[1]), int(found[3])), (int(found[3]), int(found[1]))]
        year = found[4]
    elif iso:
        orders, year = [(int(iso[3]), int(iso[4]))], iso[1]
    else:
        return None
    full: list[Reading] = []
    short: list[Reading] = []
    said = numerals.whole(year)[0]
    for month, day in dict.fromkeys(orders):
        if 1 <= month <= 12 and 1 <= day <= 31:
            name, which = written.MONTHS[month - 1], numerals.ordinal(day)
            full += [(name, *which, *said), ("the", *which, "of", name, *said)]
            short += [(name, *which), ("the", *which, "of", name)]
    numbers = tuple(w for n in re.split(r"\D", token) for w in numerals.whole(n)[0])
    return unique([*full[:4], numbers, *short])


def money(token: str) -> Forms | None:
    """`$20`, `£3.50`, `$3.5m`, `$20-30`, `20€`; also without the currency, which may follow."""
    found = re.fullmatch(
        rf"(?:US|AU?|CA?|NZ)?({_SIGNS})({NUMBER})(?:-{_SIGNS}?({NUMBER}))?-?"
        r"(k|mn|mm|mio|m|bn|b|tn|t)?(\+)?\.?",
        token,
        re.I,
    )
    found = found or re.fullmatch(rf"()({NUMBER})()()()({_SIGNS})\.?", token)
    if not found:
        return None
    sign, amount, upper, scale, plus = found[1] or found[6], *found.groups()[1:5]
    one, many, hundredth = written.CURRENCIES[sign]
    if not scale and not upper and re.fullmatch(r"[\d,]*\d\.\d\d", amount):
        return _price(amount, (one, many, hundredth))
    values = numerals.number(amount)[:3]
    if upper:
        values = join([values[:2], (("to",), ()), numerals.number(upper)[:2]])
    if scale:
        values = join([values, listed(written.SCALES[scale.lower()])])
    more: Reading = ("plus",) if plus else ()
    unit = one if amount == "1" and not scale else many
    readings = [(*value, unit, *more) for value in values[:4]]
    readings += [(*value, *more) for value in values[:2]]
    if sign == "$" and not scale:
        readings.append((*values[0], "bucks"))
    return unique(readings)


def _price(amount: str, names: tuple[str, str, str]) -> Forms:
    """`$3.50`: three fifty, three dollars and fifty cents, three dollars fifty."""
    one, many, hundredth = names
    whole, _, part = amount.partition(".")
    value, cents = numerals.number(whole)[0], numerals.cardinal(int(part))
    unit = one if whole == "1" else many
    if part == "00":
        return unique([(*value, unit), value])
    low = ("oh", *cents) if part[0] == "0" else cents
    parts = (*cents, hundredth) if hundredth else cents
    readings: list[Reading] = [parts] if whole == "0" else []
    readings += [(*value, *low), (*value, unit, "and", *parts), (*value, unit, *parts)]
    readings += [(*value, unit, *low), (*numerals.number(amount)[0], many)]
    return unique([*readings, numerals.number(amount)[0]])


def counted(token: str) -> Forms | None:
    """Numbers bare or with sign, ordinal ending, plural or unit: `1,234`, `21st`, `90s`, `5km`."""
    core = token.rstrip(".")
    if found := re.fullmatch(r"(\d[\d,]*)(st|nd|rd|th)(s?)", core, re.I):
        return _ordinal(found[1].replace(",", ""), plural=bool(found[3]))
    if found := re.fullmatch(r"('?)(\d{1,4})'?s", core):
        readings = numerals.plural_number(found[2])
        second = (*numerals.cardinal(int(found[2])), "seconds")
        return readings if found[1] or len(found[2]) > 3 else unique([*readings, second])
    if re.fullmatch(r"\d+(\.\d+){2,}", core):
        return numerals.version(core)
    if found := re.fullmatch(rf"({NUMBER})x({NUMBER})", core):
        sides = [numerals.number(side)[:2] for side in found.groups()]
        return join([sides[0], (("by",), ("times",), ("x.",), ()), sides[1]])
    if found := re.fullmatch(r"'(\d\d)", token):
        return numerals.whole(found[1])[:2]
    if found := re.fullmatch(r"(\d)'(\d{1,2})(?:\"|''|')?", token):
        feet, inches = (numerals.cardinal(int(n)) for n in found.groups())
        return ((*feet, *inches), (*feet, "foot", *inches), (*feet, "feet", *inches, "inches"))
    found = re.fullmatch(rf"([-+±~<>≈≤≥#]?)({NUMBER})(?:-?([a-zµ°/%]+|['\"]))?(\+?)", core, re.I)
    if not found:
        return None
    sign, amount, unit, plus = found.groups()
    values: Forms = numerals.number(amount)
    if unit:
        names = _unit(unit, one=amount == "1")
        if names is None:
            return None
        values = join([values, names])
    if sign:
        before = {"-": "minus|negative|", "#": "number|hashtag|"}.get(sign)
        values = join([listed(before or written.SYMBOLS[sign]), values])
    return join([values, (("plus",), ("or", "more"))]) if plus else values


def _ordinal(digits: str, plural: bool) -> Forms:
    if len(digits) > numerals.LONGEST:
        return numerals.whole(digits)
    said = numerals.ordinal(int(digits))
    if plural:
        said = (*said[:-1], numerals.plural(said[-1]))
    both = [said, numerals.with_and(said)]
    return unique([*both, *(("the", *reading) for reading in both)])


def _unit(name: str, one: bool) -> Forms | None:
    key = name.lower()
    if name in ("B", "T", "M", "K"):  # 7B parameters, but 4K video
        forms: Forms = (listed(written.SCALES[key])[0], (f"{key}.",))
        return forms[::-1] if name == "K" else forms
    if name in ("G", "D", "V", "C", "F", "L", "H", "S", "X", "W", "P"):
        return ((f"{key}.",),)
    if key in written.UNITS:
        return listed(written.UNITS[key][0 if one else 1])
    return None


def fraction(token: str) -> Forms | None:
    """`1/2`, `24/7`, `9/10`."""
    found = re.fullmatch(r"(\d{1,4})/(\d{1,4})((?:st|nd|rd|th)s?)?\.?", token)
    if not found:
        return None
    above, below = int(found[1]), int(found[2])
    forms = numerals.fraction(above, below)
    if found[3] or not (1 <= above <= 12 and 13 <= below <= 31):
        return forms
    return unique([*forms[:2], (written.MONTHS[above - 1], *numerals.ordinal(below)), *forms[2:]])


def mixed_fraction(whole: str, part: str) -> Forms | None:
    """`2 1/2`: two and a half; None when the two are not a mixed number."""
    if not re.fullmatch(NUMBER, whole) or not re.fullmatch(r"\d{1,2}/\d{1,2}", part):
        return None
    forms = fraction(part) or ()
    parts = [("and", *form) for form in (*forms[1:2], *forms[:1])]
    return join([numerals.number(whole)[:2], unique(parts)])


def interval(token: str) -> Forms | None:
    """`10-15`, `1999-2001`, `3-5%`, `8am-5pm`; a telephone number is read digit by digit."""
    core = token.rstrip(".")
    if re.fullmatch(r"\+?(?:\d{1,3}-)?(?:\(?\d{3}\)?-)?\d{3}-\d{4}", core):
        runs = re.findall(r"\d+", core)
        return unique(
            [
                tuple(w for run in runs for w in numerals.digit_by_digit(run, zero))
                for zero in ("zero", "oh")
            ]
        )
    start, dash, end = core.partition("-")
    if not (dash and re.match(r"\.?\d", start) and re.match(r"\.?\d", end)):
        return None
    from_forms = clock(start) or counted(start)
    to_forms = clock(end) or counted(end)
    if not from_forms or not to_forms:
        return None
    link: Forms = (("to",), (), ("through",))
    if start.isdigit() and end.isdigit() and len(start) <= len(end) and int(start) > int(end):
        link = ((), ("to",), ("dash",))  # a code or a score, not a range
    return join([from_forms[:2], link, to_forms[:2]])


_ROMAN = re.compile(r"(?=[IVXLCDM]{2,})M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def roman(token: str) -> Forms | None:
    """`VIII`; letters that are likelier an acronym or a word (`CD`, `MIX`, `LI`) are left alone."""
    core, possessive = re.sub(r"'s$", "", token.rstrip(".")), token.rstrip(".").endswith("'s")
    if not _ROMAN.fullmatch(core) or (len(core) < 4 and set(core) - set("IVX")):
        return None
    values = [_ROMAN_VALUES[c] for c in core]
    total = sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    which = numerals.ordinal(total)
    readings: list[Reading] = [numerals.whole(str(total))[0], ("the", *which), which]
    if len(core) <= 4:
        readings += [tuple(f"{c}." for c in core.lower()), (core.lower(),)]
    if possessive:
        readings = [(*reading[:-1], reading[-1] + "'s") for reading in readings]
    return unique(readings)
