"""Abbreviations, units and symbols of written English, with their readings, likeliest first.

Readings are blank-separated words; several are separated by `|`. To teach a new abbreviation,
add a line here. Keys are lower case, without the final dot.
"""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ABBREVIATIONS = {
    "mr": "mister",
    "mrs": "missus",
    "ms": "ms",
    "messrs": "messieurs",
    "dr": "doctor|drive",
    "st": "saint|street",
    "prof": "professor|prof",
    "jr": "junior",
    "sr": "senior",
    "rev": "reverend",
    "gen": "general",
    "col": "colonel",
    "capt": "captain",
    "lt": "lieutenant",
    "sgt": "sergeant",
    "gov": "governor",
    "sen": "senator",
    "rep": "representative",
    "pres": "president",
    "vs": "versus|v. s.",
    "v": "versus|v.",
    "p": "page|p.",
    "etc": "etcetera|and so on",
    "eg": "for example|e. g.",
    "ie": "that is|i. e.",
    "cf": "compare|c. f.",
    "al": "al",
    "ave": "avenue",
    "blvd": "boulevard",
    "rd": "road",
    "mt": "mount|mountain",
    "ft": "feet|fort|foot",
    "dept": "department",
    "univ": "university",
    "assn": "association",
    "bros": "brothers",
    "co": "co|company",
    "corp": "corp|corporation",
    "inc": "inc|incorporated",
    "ltd": "limited",
    "approx": "approximately|approx",
    "est": "established|estimated|e. s. t.",
    "fig": "figure|fig",
    "figs": "figures",
    "vol": "volume",
    "eq": "equation",
    "sec": "section|second|seconds",
    "ch": "chapter",
    "pp": "pages",
    "min": "minutes|minute|minimum|min",
    "max": "max|maximum",
    "avg": "average",
    "no": "no|number",
    "nos": "numbers",
    "jan": "january|jan",
    "feb": "february",
    "mar": "march|mar",
    "apr": "april",
    "jun": "june",
    "jul": "july",
    "aug": "august",
    "sep": "september",
    "sept": "september",
    "oct": "october",
    "nov": "november",
    "dec": "december",
    "mon": "monday",
    "tue": "tuesday",
    "tues": "tuesday",
    "wed": "wednesday|wed",
    "thu": "thursday",
    "thur": "thursday",
    "thurs": "thursday",
    "fri": "friday",
    "sat": "saturday|sat",
    "sun": "sunday|sun",
    "phd": "p. h. d.",
    "phds": "p. h. d.s",
}
"""Read like this before a dot, or without one when they are in `DOTLESS`."""

DOTLESS = _words(
    """mr mrs ms messrs dr st prof jr sr vs etc eg ie blvd dept phd phds sgt approx capt ltd
    thurs sept"""
)
"""Abbreviations that are common without their dot."""

ALSO_WORDS = frozenset({"no", "sat", "sun", "mar", "wed", "max", "rep", "sec", "al", "fig"})
"""Abbreviations that, in lower case, are likelier the word of the same spelling."""

CLIPPINGS = {
    "'cause": "'cause|because",
    "cause": "cause|because",
    "cuz": "'cause|because",
    "'em": "'em|them",
    "'til": "'til|until",
    "'bout": "'bout|about",
    "'n": "'n|and",
    "'n'": "'n|and",
    "gonna": "gonna|going to",
    "wanna": "wanna|want to",
    "gotta": "gotta|got to",
    "gimme": "gimme|give me",
    "lemme": "lemme|let me",
    "kinda": "kinda|kind of",
    "sorta": "sorta|sort of",
    "outta": "outta|out of",
    "dunno": "dunno|don't know",
    "cannot": "cannot|can not",
    "can't": "can't|can not|cannot",
    "won't": "won't|will not",
    "shan't": "shan't|shall not",
    "ain't": "ain't",
    "let's": "let's|let us",
    "y'all": "y'all|you all",
    "o'clock": "o'clock",
    "ok": "okay",
    "w/": "with",
    "w/o": "without",
    "b/c": "because",
    "am": "am",
    "pm": "p. m.",
    "tv": "t. v.",
    "c#": "c. sharp",
    "f#": "f. sharp",
    ".net": "dot net",
    "r&b": "r. and b.|r. n. b.",
    "rock'n'roll": "rock and roll",
    "mm-hmm": "mhm|hmm",
}
"""Colloquial spellings and names that no rule reads correctly."""

CONTRACTED = {
    "n't": "not",
    "'m": "am",
    "'re": "are",
    "'ll": "will",
    "'ve": "have",
    "'d": "would",
}
"""Endings of contractions and the words they stand for."""

CONTRACTED_IS = frozenset(
    {"it's", "that's", "he's", "she's", "what's", "there's", "who's", "here's", "where's"}
)
"""Words in which `'s` stands for `is` and is not a possessive."""

SYMBOLS = {
    "&": "and",
    "+": "plus",
    "@": "at",
    "#": "number|hashtag|hash|pound",
    "=": "equals|is",
    "°": "degrees|degree",
    "%": "percent|per cent",
    "‰": "per mille",
    "$": "dollars|dollar",
    "€": "euros|euro",
    "£": "pounds|pound",
    "¥": "yen",
    "₹": "rupees",
    "~": "about|approximately",
    "≈": "about|approximately",
    "±": "plus or minus|plus minus",
    "×": "times|by",
    "÷": "divided by|over",
    "<": "less than",
    ">": "greater than|more than",
    "≤": "at most|less than or equal to",
    "≥": "at least|greater than or equal to",
    "²": "squared",
    "³": "cubed",
    "µ": "micro",
    "§": "section",
    "∞": "infinity",
    "√": "square root of|root",
}

CURRENCIES = {
    "$": ("dollar", "dollars", "cents"),
    "€": ("euro", "euros", "cents"),
    "£": ("pound", "pounds", "pence"),
    "¥": ("yen", "yen", ""),
    "₹": ("rupee", "rupees", "paise"),
}
"""Singular, plural, and the hundredth part."""

SCALES = {
    "k": "thousand|k.|grand",
    "m": "million",
    "mn": "million",
    "mm": "million",
    "mio": "million",
    "b": "billion",
    "bn": "billion",
    "t": "trillion",
    "tn": "trillion",
}
"""Factors that letters after an amount stand for."""

UNITS = {
    "mm": ("millimeter", "millimeters"),
    "µm": ("micrometer", "micrometers|microns"),
    "µs": ("microsecond", "microseconds"),
    "µg": ("microgram", "micrograms"),
    "µl": ("microliter", "microliters"),
    "cm": ("centimeter", "centimeters"),
    "km": ("kilometer", "kilometers"),
    "m": ("meter", "meters|million|minutes"),
    "ft": ("foot", "feet"),
    "in": ("inch", "inches"),
    "yd": ("yard", "yards"),
    "mi": ("mile", "miles"),
    "mph": ("mile per hour", "miles per hour|miles an hour|m. p. h."),
    "kph": ("kilometer per hour", "kilometers per hour|kilometers an hour|k. p. h."),
    "km/h": ("kilometer per hour", "kilometers per hour|kilometers an hour"),
    "m/s": ("meter per second", "meters per second"),
    "mg": ("milligram", "milligrams"),
    "g": ("gram", "grams|g."),
    "kg": ("kilogram", "kilograms|kilos"),
    "lb": ("pound", "pounds"),
    "lbs": ("pound", "pounds"),
    "oz": ("ounce", "ounces"),
    "ml": ("milliliter", "milliliters"),
    "l": ("liter", "liters"),
    "ms": ("millisecond", "milliseconds"),
    "s": ("second", "seconds"),
    "sec": ("second", "seconds"),
    "min": ("minute", "minutes"),
    "h": ("hour", "hours"),
    "hr": ("hour", "hours"),
    "hrs": ("hour", "hours"),
    "hz": ("hertz", "hertz"),
    "khz": ("kilohertz", "kilohertz"),
    "mhz": ("megahertz", "megahertz"),
    "ghz": ("gigahertz", "gigahertz"),
    "kb": ("kilobyte", "kilobytes"),
    "mb": ("megabyte", "megabytes|megs"),
    "gb": ("gigabyte", "gigabytes|gigs"),
    "tb": ("terabyte", "terabytes"),
    "w": ("watt", "watts"),
    "kw": ("kilowatt", "kilowatts"),
    "mw": ("megawatt", "megawatts"),
    "gw": ("gigawatt", "gigawatts"),
    "kwh": ("kilowatt hour", "kilowatt hours"),
    "v": ("volt", "volts"),
    "db": ("decibel", "decibels|d. b."),
    "px": ("pixel", "pixels"),
    "fps": ("frame per second", "frames per second|f. p. s."),
    "pm": ("p. m.", "p. m."),
    "am": ("a. m.", "a. m."),
    "x": ("times", "times|x."),
    "%": ("percent", "percent|per cent"),
    "°": ("degree", "degrees"),
    "°c": ("degree celsius", "degrees celsius|degrees c.|degrees|degrees centigrade"),
    "°f": ("degree fahrenheit", "degrees fahrenheit|degrees f.|degrees"),
    "k": ("thousand", "thousand|k."),
    "bn": ("billion", "billion"),
    "'": ("foot", "feet|foot"),
    '"': ("inch", "inches|inch"),
}
"""Singular and plural; keys are lower case."""

UNITS_ALONE = _words(
    "km kg cm mm µm µs µg mph kph lb lbs oz ml hz khz mhz ghz gb mb tb kwh km/h m/s °c °f hrs hr"
)
"""Units that are read as such even without a number before them."""

MONTHS = _words("""january february march april may june july august september october november
    december""")

COMMON_CAPITALS = _words(
    """a i an and are as at be but by can did do for from get go had has have he her him his how if
    in into is let like me my no not now of off oh on one or our out put run said say see set
    she so than that the them then they this to too top two up was way we were what when why
    will with yes you your all any big day end eat god good here just know love make man men
    more new old only over some stop take tell want well yeah hey hi"""
)
"""Words that nobody spells out when they are in capitals."""

SPELLED_FIRST = _words("us ai uk eu un la dc tv pc id ip io os pr hr er")
"""In capitals, letters rather than the word of the same spelling."""
