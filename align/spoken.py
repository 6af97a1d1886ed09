"""A written token to the words that may be spoken for it.

`$20` is written, `twenty dollars` is spoken. A token has several readings (`2015`: twenty fifteen,
two thousand fifteen), and only the audio can tell which; so all likely ones are offered, the
likeliest first. English readings are words of the pronunciation dictionary: lower case, letters
and apostrophes, names of letters with a dot (`a.`). To teach a new kind of token, add a rule to
`_RULES` below; an abbreviation, a unit or a symbol is a line in `align.abbreviations`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from align import abbreviations as written
from align import numerals
from align.errors import ModelError
from align.numerals import Reading, unique

MAX_FORMS = 8
"""Readings offered of one token."""
Forms = tuple[Reading, ...]

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‛ʼ＇`´′", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        **dict.fromkeys("™®©℠\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0f\u20e3", ""),
        "⁄": "/",
        "№": "No.",
        "…": " ",
    }
)
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_OUTER = "\"()[]{}<>«»*_|^~\\¿¡?!,;:.-/'·•†‡"


def spoken_forms(text: str, language: str = "en") -> Forms:
    """The readings of one written token, likeliest first, at most 8; empty if it is not spoken.

    In other languages than English: the word itself, case-folded, accents kept, and digits spelled
    out where num2words knows the language. Never raises, whatever the text.
    """
    if language.lower().split("-")[0].split("_")[0] != "en":
        return _foreign_forms(text, language)
    return _english_forms(text)


def match_key(word: str) -> str:
    """The form in which recognised and written words are compared and searched.

    Case-folded, without accents and punctuation; letters and digits of every script stay.
    """
    split = unicodedata.normalize("NFKD", _fold_letters(word.casefold()))
    return "".join(c for c in split if c.isalnum())


@lru_cache(maxsize=65536)
def _english_forms(text: str) -> Forms:
    return tuple(r for r in _forms(_plain(text)) if r)[:MAX_FORMS]


def _plain(text: str) -> str:
    """The token in the few characters that the rules know: fractions, quotes, widths unified."""
    text = text.translate(_ALIKE)
    spaced = "".join(
        f" {c}"
        if unicodedata.category(c) == "No" and "⁄" in unicodedata.normalize("NFKC", c)
        else c
        for c in text
    )
    kept = re.sub(r"[²³°]", lambda m: f"\0{ord(m[0])}\0", spaced)
    flat = unicodedata.normalize("NFKC", kept).translate(_ALIKE)
    return re.sub("\0(\\d+)\0", lambda m: chr(int(m[1])), flat).strip()


def _forms(token: str) -> Forms:
    """Readings of a plain token: the first rule that knows it, else its parts one by one."""
    pieces = token.split()
    if len(pieces) > 1:
        return _join(_mixed(piece, pieces[0]) for piece in pieces)
    for shape in dict.fromkeys((token, token.lstrip(_OUTER.replace(".", "")), _bare(token))):
        if not shape:
            continue
        for rule in _RULES:
            found = rule(shape)
            if found is not None:
                return unique(found, MAX_FORMS)
    return _parts(_bare(token))


def _mixed(piece: str, head: str) -> Forms:
    """One piece of a token with blanks, as in `2 1/2` (and a half)."""
    forms = _forms(piece)
    if piece is not head and re.fullmatch(r"\d+/\d+", piece) and head[-1:].isdigit():
        return unique([("and", *form) for form in forms[1:2] + forms[:1]])
    return forms


def _bare(token: str) -> str:
    return token.strip(_OUTER)


def _join(parts: Iterable[Forms]) -> Forms:
    """Every way to read the parts one after another, the likeliest combinations first."""
    choices = [[(rank, form) for rank, form in enumerate(p[:4])] for p in parts if p]
    if not choices:
        return ()
    best: list[tuple[int, Reading]] = [(0, ())]
    for choice in choices:
        grown = [(r + rank, (*done, *form)) for r, done in best for rank, form in choice]
        best = sorted(grown, key=lambda item: item[0])[: MAX_FORMS * 2]
    return unique([form for _, form in best], MAX_FORMS)


def _listed(entry: str) -> Forms:
    return tuple(tuple(reading.split()) for reading in entry.split("|"))


def _known(word: str) -> bool:
    from align.lexicon import load_lexicon

    try:
        return load_lexicon().in_dictionary(word)
    except ModelError:  # without the dictionary the other evidence has to do
        return False


def _letters(text: str) -> Reading:
    return tuple(f"{letter}." for letter in text.lower() if "a" <= letter <= "z")


def _shortened(token: str) -> Forms | None:
    key = token.lower().rstrip(",;:!?\"')")
    if key in written.CLIPPINGS:
        return _listed(written.CLIPPINGS[key])
    dotless = key.replace(".", "")
    if key.endswith(".") and dotless in written.ABBREVIATIONS:
        forms = _listed(written.ABBREVIATIONS[dotless])
        plain = (dotless,)
        return (*forms, plain) if _known(dotless) and plain not in forms else forms
    if key in written.DOTLESS and not (token.isupper() and len(token) > 2):
        return _listed(written.ABBREVIATIONS[key])
    if key in written.UNITS_ALONE:
        one, many = written.UNITS[key]
        return (*_listed(many), *_listed(one))
    return None


def _symbol(token: str) -> Forms | None:
    if token in written.SYMBOLS:
        return _listed(written.SYMBOLS[token])
    return () if not any(c.isalnum() or c in written.SYMBOLS for c in token) else None


def _dotted(token: str) -> Forms | None:
    """`U.S.`, `U.S.A.'s`, `Ph.D.`, `a.m.`"""
    found = re.fullmatch(
        r"((?:[A-Za-z]\.){2,}[A-Za-z]?|[A-Z]\.|Ph\.D\.?s?)('s|s)?[,;:?!)\"]*", token
    )
    if not found:
        return None
    letters = _letters(found[1])
    if found[2]:
        letters = (*letters[:-1], letters[-1] + found[2])
    return (letters,)


def _address(token: str) -> Forms | None:
    """Web and mail addresses, handles and hashtags."""
    core = token.strip("<>()[]\"',;!?").rstrip(".")
    if handle := re.fullmatch(r"([@#])([A-Za-z_]\w*)('s)?", core):
        sign: Forms = (("at",) if handle[1] == "@" else ("hashtag",), ())
        return _join([sign, _parts(handle[2] + (handle[3] or ""))])
    known = re.fullmatch(
        r"(?:(https?)://)?(?:[\w.+-]+@)?(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?:[/?:#]\S*)?", core
    )
    if not known or (not known[1] and "@" not in core and not _DOMAIN.search(core.lower())):
        return None
    core = re.sub(r"^https?://", "", core).rstrip("/")
    names = {
        ".": "dot",
        "/": "slash",
        "@": "at",
        "-": "dash",
        "_": "underscore",
        "?": "question",
        "=": "equals",
        "&": "and",
        "#": "hash",
        "+": "plus",
        ":": "colon",
    }
    parts = re.findall(r"\w+?(?=_|\b)|[^\w\s]|_", core)
    forms = _join([((names[p],),) if p in names else _site_part(p) for p in parts])
    if core.lower().startswith("www."):
        forms = unique([*forms[:4], *(form[4:] for form in forms[:4])])
    return forms


_DOMAIN = re.compile(
    r"\.(com|org|net|edu|gov|io|ai|co|uk|de|fr|eu|tv|me|info|dev|app|fm|ly|us|ca|au|xyz|js|py)\b"
)


def _site_part(part: str) -> Forms:
    if part.lower() in {"www", "uk", "io", "ai", "tv", "fm", "js", "eu", "de", "fr", "us", "ca"}:
        return (_letters(part),)
    return _parts(part)


def _clock(token: str) -> Forms | None:
    """`12:30`, `3:05pm`, `7pm`, `16:9`."""
    found = re.fullmatch(r"(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?\s*([ap])\.?m\.?", token, re.I)
    found = found or re.fullmatch(r"(\d{1,3})(?::(\d{1,2}))(?::(\d{2}))?()", token)
    if not found:
        return None
    hour, minute = int(found[1]), found[2]
    half = _letters(found[4] + "m") if found[4] else ()
    base = numerals.cardinal(hour)
    readings: list[Reading] = []
    if minute is None or minute == "00":
        readings = [(*base, *half), (*base, "o'clock", *half), base]
        if minute and not half:
            readings += [(*base, "hundred"), (*base, "zero", "zero")]
    else:
        value = int(minute)
        spelled = numerals.cardinal(value)
        padded = ("oh", *spelled) if minute[0] == "0" else spelled
        readings = [(*base, *padded, *half), (*base, *padded), (*base, "to", *spelled)]
        following = numerals.cardinal(hour % 12 + 1)
        if value == 30:
            readings.append(("half", "past", *base))
        elif value < 30:
            amount = ("quarter",) if value == 15 else spelled
            readings.append((*amount, "past", *base))
        elif value < 60:
            amount = ("quarter",) if value == 45 else numerals.cardinal(60 - value)
            readings.append((*amount, "to", *following))
    if found[3]:
        tail = numerals.whole(found[3])[0]
        readings = [(*reading, *tail) for reading in readings]
    return unique(readings)


def _date(token: str) -> Forms | None:
    """`12/05/2024` in both orders, `2024-05-12`."""
    found = re.fullmatch(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})", token)
    iso = re.fullmatch(r"(\d{4})([/-])(\d{1,2})\2(\d{1,2})", token)
    if found:
        orders = [(int(found[1]), int(found[3])), (int(found[3]), int(found[1]))]
        year = found[4]
    elif iso:
        orders, year = [(int(iso[3]), int(iso[4]))], iso[1]
    else:
        return None
    readings: list[Reading] = []
    for month, day in orders:
        if 1 <= month <= 12 and 1 <= day <= 31:
            name, which = written.MONTHS[month - 1], numerals.ordinal(day)
            for years in (numerals.whole(year)[0], ()):
                readings.append((name, *which, *years))
                readings.append(("the", *which, "of", name, *years))
    numbers = re.split(r"\D", token)
    readings.append(tuple(w for n in numbers for w in numerals.whole(n)[0]))
    return unique(readings)


def _money(token: str) -> Forms | None:
    found = re.fullmatch(
        rf"(?:US|A|C|NZ)?([$€£¥₹])({_NUMBER})(?:-[$€£¥₹]?({_NUMBER}))?-?"
        r"(k|mn|mm|mio|m|bn|b|tn|t)?(\+)?",
        token,
        re.I,
    )
    found = found or re.fullmatch(rf"()({_NUMBER})()()()([$€£¥₹])", token)
    if not found:
        return None
    sign = found[1] or found[6]
    one, many, hundredths = written.CURRENCIES[sign]
    amount = found[2]
    scale = _listed(written.SCALES[found[4].lower()]) if found[4] else ()
    unit: Reading = (one if amount == "1" and not scale else many,)
    values = numerals.number(amount)[:3]
    if found[3]:
        values = unique(
            [
                (*a, *b, *c)
                for b in (("to",), ())
                for a in values[:2]
                for c in numerals.number(found[3])[:2]
            ]
        )
    if not scale and not found[3] and re.fullmatch(r"[\d,]*\d\.\d\d", amount):
        return _price(amount, unit, one, many, hundredths)
    scaled = _join([values, scale]) if scale else values
    plus: Reading = ("plus",) if found[5] else ()
    readings = [(*value, *unit, *plus) for value in scaled[:4]]
    readings += [(*value, *plus) for value in scaled[:2]]
    if not scale and sign in "$":
        readings.append((*values[0], "bucks"))
    return unique(readings)


def _price(amount: str, unit: Reading, one: str, many: str, hundredths: str) -> Forms:
    """`$3.50`: three dollars and fifty cents, three dollars fifty, three fifty."""
    whole, _, part = amount.partition(".")
    value, cents = numerals.number(whole)[0], numerals.cardinal(int(part))
    unit = (one if whole == "1" else many,)
    if part == "00":
        return unique([(*value, *unit), value])
    low = ("oh", *cents) if part[0] == "0" else cents
    parts = (*cents, hundredths) if hundredths else cents
    alone = [(*parts,)] if whole == "0" else []
    return unique(
        [
            *alone,
            (*value, *low),
            (*value, *unit, "and", *parts),
            (*value, *unit, *parts),
            (*value, *unit, *low),
            (*numerals.number(amount)[0], many),
        ]
    )


def _counted(token: str) -> Forms | None:
    """Numbers bare and with ordinal ending, plural, sign, unit or per cent: `21st`, `90s`, `5km`"""
    core = token.strip('()[]"*,;:!?').rstrip(".")
    if found := re.fullmatch(r"(\d[\d,]*)(st|nd|rd|th)(s?)", core, re.I):
        digits = found[1].replace(",", "")
        if len(digits) > 15:
            return numerals.whole(digits)
        said = numerals.ordinal(int(digits))
        if found[3]:
            said = (*said[:-1], numerals.plural(said[-1]))
        return unique([said, numerals.with_and(said), ("the", *said)])
    if found := re.fullmatch(r"'?(\d?\d?\d0)'?s", core):
        return numerals.decade(found[1])
    if found := re.fullmatch(r"'(\d\d)", token):
        return (*numerals.whole(found[1])[:2],)
    found = re.fullmatch(rf"([-+±~<>≈≤≥#]?)({_NUMBER})(?:-?([a-z°/%]+|['\"]))?(\+?)", core, re.I)
    if not found:
        return None
    values: Forms = numerals.number(found[2])
    if found[1]:
        before = {"-": "minus|negative", "#": "number|hashtag|"}.get(found[1])
        values = _join([_listed(before or written.SYMBOLS[found[1]]), values])
    if found[3]:
        ends = _unit(found[3], found[2] == "1")
        if ends is None:
            return None
        values = _join([values, ends])
    return _join([values, (("plus",),)]) if found[4] else values


def _unit(name: str, single: bool) -> Forms | None:
    key = name.lower()
    if name in ("B", "T", "M", "K"):  # 7B, 4K: a size as a rule, else letters
        return (*_listed(written.SCALES[key])[:2],)[:: -1 if name == "K" else 1]
    if name in ("G", "D", "V", "C", "F", "L", "H", "S", "X", "W"):
        return (_letters(name),)
    if key in written.UNITS:
        return _listed(written.UNITS[key][0 if single else 1])
    return None


def _fraction(token: str) -> Forms | None:
    found = re.fullmatch(r"(\d{1,4})/(\d{1,4})", _bare(token))
    return numerals.fraction(int(found[1]), int(found[2])) if found else None


def _range(token: str) -> Forms | None:
    """`10-15`, `1999-2001`, `10-15%`; a telephone number is read digit by digit."""
    core = _bare(token) if not token.endswith("%") else token
    if re.fullmatch(r"\+?\d{0,3}-?(?:\d{3}-)?\d{3}-\d{4}", core):
        runs = re.findall(r"\d+", core)
        return unique(
            [
                tuple(w for r in runs for w in numerals.digit_by_digit(r, zero))
                for zero in ("zero", "oh")
            ]
        )
    found = re.fullmatch(rf"({_NUMBER})-({_NUMBER})(st|nd|rd|th|[a-z%°]*)", core, re.I)
    if not found:
        return None
    end = _forms(found[2] + found[3])
    return _join([numerals.number(found[1])[:2], (("to",), (), ("through",)), end[:2]])


_ROMAN = re.compile(r"(?=[IVXLCDM]{2,})M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def _roman(token: str) -> Forms | None:
    """`VIII`; letters that are likelier an acronym (`CD`, `MIX`) are left alone."""
    core = re.sub(r"'s$", "", _bare(token))
    if not _ROMAN.fullmatch(core) or (len(core) < 4 and set(core) - set("IVX")):
        return None
    if len(core) == 4 and core == "CIVIL":
        return None
    values = [_ROMAN_VALUES[c] for c in core]
    total = sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    readings: list[Reading] = [numerals.whole(str(total))[0], ("the", *numerals.ordinal(total))]
    if len(core) <= 3:
        readings += [_letters(core), numerals.ordinal(total)]
    if _known(core.lower()):
        readings.append((core.lower(),))
    if _bare(token).endswith("'s"):
        readings = [(*r[:-1], r[-1] + "'s") for r in readings]
    return unique(readings)


_RULES: tuple[Callable[[str], Forms | None], ...] = (
    _shortened,
    _symbol,
    _clock,
    _date,
    _money,
    _fraction,
    _counted,
    _range,
    _address,
    _dotted,
    _roman,
)

_PART = re.compile(
    r"[A-Z]{2,}s?(?![a-z'])|[A-Z]{2,}(?='s?\b)|[A-Z]{2,}(?=[A-Z][a-z])|[A-Z]?[a-z']+|[A-Z]"
    rf"|{_NUMBER}|[&+@=°%$€£¥₹#]"
)


def _parts(token: str) -> Forms:
    """Readings of a token put together of words, letters, digits and symbols."""
    folded = _fold_letters(token, keep_case=True)
    if re.fullmatch(r"[A-Za-z][A-Za-z']*", folded):
        return _word(folded)
    runs = [run for run in re.split(r"[-/_.,:;!?\"()\[\]{}*|\\<>]+", folded) if run]
    if len(runs) > 1:
        joined = _join(_forms(run) for run in runs)
        whole = "".join(runs).lower()
        if "/" in folded and len(runs) == 2 and "or" not in runs:
            joined = unique([*joined[:4], *_join([_forms(runs[0]), (("or",),), _forms(runs[1])])])
        if re.fullmatch(r"[a-z']+", whole) and "-" in folded and _known(whole):
            joined = unique([*joined[:6], (whole,)])
        return joined
    found = _PART.findall(runs[0]) if runs else []
    if len(found) == 1 and found[0] == runs[0]:
        return _word(found[0]) if found[0][0].isalpha() else _forms(found[0])
    return _join(
        _word(p)
        if p[0].isalpha() or p[0] == "'"
        else _listed(written.SYMBOLS[p])
        if p in written.SYMBOLS
        else numerals.number(p)[:3]
        for p in found
    )


def _word(text: str) -> Forms:
    """Readings of letters and apostrophes: a word, an acronym, a compound in camel case."""
    text = text.strip("'") if text.lower() not in written.CLIPPINGS else text
    if not text:
        return ()
    word = text.lower()
    if word in written.CLIPPINGS:
        return _listed(written.CLIPPINGS[word])
    if len(text) == 1:
        return {"a": (("a",), ("a.",)), "i": (("i",),), "o": (("oh",), ("o.",))}.get(
            word, (_letters(word),)
        )
    acronym = re.fullmatch(r"([A-Z]{2,})('?s)?", text)
    if acronym:
        return _acronym(acronym[1], acronym[2] or "")
    pieces = _PART.findall(text)
    if len(pieces) > 1 and "".join(pieces) == text:
        apart = _join(_word(piece) for piece in pieces)
        return unique([(word,), *apart] if _known(word) else [*apart[:4], (word,)])
    for ending, full in written.CONTRACTED.items():
        if word.endswith(ending) and len(word) > len(ending):
            return ((word,), (word[: -len(ending)], full))
    if word.endswith("in'") or (text.endswith("in") and _known(word + "'")):
        return unique([(word,), (word.rstrip("'") + "g",)] if word.endswith("'") else [(word,)])
    return ((word,),)


def _acronym(capitals: str, ending: str) -> Forms:
    word = capitals.lower()
    letters = _letters(capitals)
    spelled = (*letters[:-1], letters[-1] + ending)
    whole = (word + ending,)
    if word in written.COMMON_CAPITALS:
        return (whole,)
    if word in written.SPELLED_FIRST:
        return (spelled, whole)
    if _known(word + ending) or _known(word):
        return (whole, spelled) if len(word) <= 5 else (whole,)
    if len(word) > 5 and re.search("[aeiouy]", word):
        return (whole, spelled) if len(word) <= 6 else (whole,)
    return (spelled, whole) if re.search("[aeiouy]", word) and len(word) > 2 else (spelled,)


def _fold_letters(text: str, keep_case: bool = False) -> str:
    """Letters with accents as plain ones: `Łódź` as `Lodz`."""
    table = dict(written.FOLDED)
    if keep_case:
        table |= {c.upper(): s.capitalize() for c, s in written.FOLDED.items() if c != "ß"}
    text = "".join(table.get(c, c) for c in text)
    split = unicodedata.normalize("NFKD", text)
    return "".join(c for c in split if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def _foreign_forms(text: str, language: str) -> Forms:
    folded = unicodedata.normalize("NFC", text.translate(_ALIKE).casefold())
    words: list[str] = []
    for piece in re.findall(r"\d[\d.,]*|[^\W\d_](?:[^\W\d_]|['\u0300-\u036f])*", folded):
        words += _foreign_number(piece, language) if piece[0].isdecimal() else [piece.strip("'")]
    return (tuple(w for w in words if w),) if any(words) else ()


def _foreign_number(piece: str, language: str) -> list[str]:
    from num2words import num2words

    digits = re.sub(r"\D", "", piece)
    if not digits or len(digits) > 15:
        return [digits] if digits else []
    try:
        said = num2words(int(digits), lang=language)
    except (NotImplementedError, OverflowError, ValueError, KeyError, IndexError, TypeError):
        return [digits]
    return re.findall(r"[^\W\d_]+", said.casefold()) or [digits]
