"""Rules for the sounds of Spanish, Italian and Portuguese spelling, in English phones."""

from __future__ import annotations

from pullquote.align.spoken_forms.pronouncers.letter_rules import LetterRules

SPANISH = LetterRules(
    r"""
    ch > CH
    ll > Y/JH
    rr > R
    ñ > N Y
    sc(?=[eiéí]) > S
    cc(?=[eiéí]) > K S
    c(?=[eiéí]) > S/TH
    qu(?=[eiéí]) > K
    gu(?=[eiéí]) > G
    gü > G W
    g(?=[eiéí]) > HH
    j > HH
    z > S/TH
    h >
    c|q|k > K
    g > G
    x > K S
    y$ > IY
    y > Y/JH
    [bv] > B/V
    (?<=A)d(?=A|$) > DH/D
    d > D
    (?<=A)r(?=A) > D/R
    r > R
    a[iy] > AY
    e[iy] > EY
    o[iy] > OY
    au > AW
    u(?=[aeioáéíó]) > W
    i(?=[aeouáéóú]) > Y
    a|á > AA
    e|é > EH/EY
    i|í > IY
    o|ó > OW/AO
    u|ú|ü > UW
    f > F
    l > L
    m > M
    n > N
    p > P
    s > S
    t > T
    w > W
    """,
    foreign=r"[kw]|sh|th|oo|ee|ck|[^A]y|ss|ff|tt",
    words="y > IY",
)

ITALIAN = LetterRules(
    r"""
    gli(?=A) > L Y
    gli > L Y IY
    gn > N Y
    sci(?=[aouàòù]) > SH
    sc(?=[eièéìí]) > SH
    cch|ch > K
    cci(?=[aouàòù])|ci(?=[aouàòù]) > CH
    cc(?=[eièéì])|c(?=[eièéì]) > CH
    ggh|gh > G
    ggi(?=[aouàòù])|gi(?=[aouàòù]) > JH
    gg(?=[eièéì])|g(?=[eièéì]) > JH
    cqu|qu > K W
    zz|z > T/D S/Z
    h >
    (?<=A)s(?=A) > Z/S
    s(?=[bdglmnrv]) > Z
    ss|s > S
    cc|c|k|q > K
    gg|g > G
    i(?=[aeouàèéòó]) > Y
    u(?=[aeioàèéòó]) > W
    a[iì] > AY
    au > AW
    oi > OY
    ei > EY
    a|à > AA
    e|è|é > EH/EY
    i|ì|í|y > IY
    o|ò|ó > OW/AO
    u|ù > UW
    j > Y
    bb|b > B
    dd|d > D
    ff|f > F
    ll|l > L
    mm|m > M
    nn|n > N
    pp|p > P
    rr|r > R/D
    tt|t > T
    vv|v > V
    w > V/W
    x > K S
    """,
    foreign=r"[jkwxy]|sh|th|oo|ee|[^aeiouàèéìòùlnr]$",
)

PORTUGUESE = LetterRules(
    r"""
    ão > AW N?
    õe > OY N?
    ãe > AY N?
    ã > AH/AA N?
    õ > OW N?
    am$ > AW N?
    e[mn]s?$ > EY N? SH?
    (?:an|am|ân|âm)(?![Ah]) > AH/AA N
    (?:en|em|ên|êm)(?![Ah]) > EH N
    (?:in|im|ín)(?![Ah]) > IY N
    (?:on|om|ôn)(?![Ah]) > OW N
    (?:un|um)(?![Ah]) > UW N
    nh > N Y
    lh > L Y
    ch > SH
    ç > S
    ss|sc(?=[eiéí]) > S
    c(?=[eiéíê]) > S
    qu(?=[eiéíê]) > K
    gu(?=[eiéíê]) > G
    qu > K W
    g(?=[eiéíê]) > ZH
    j > ZH
    rr|^r > R/HH
    (?<=A)r(?=A) > D/R
    r > R
    (?<=A)s(?=A) > Z
    s$ > SH/S
    s(?=[^A]) > SH/S
    s > S
    z$ > SH/S
    z > Z
    (?<=e)x(?=A) > Z/SH
    x > SH
    h >
    l$ > L/W
    l > L
    d(?=i|e$) > D/JH
    t(?=i|e$) > T/CH
    (?<=.)e$ > IY?
    (?<=.)es$ > IY? SH/S
    os$ > UW SH/S
    o$ > UW
    ou > OW
    ei|éi > EY
    ai > AY
    au > AW
    oi > OY
    eu > EH W
    a$ > AH
    a|á|à|â > AA/AH
    e|é|ê > EH/IY?
    i(?=[aeoáéó]) > IY
    i|í|y > IY
    o|ó|ô > AO/UW
    (?<=[gq])u(?=[aoá]) > W
    u|ú|ü > UW
    b > B
    d > D
    f > F
    g > G
    c|k|q > K
    m > M
    n > N
    p > P
    t > T
    v > V
    w > W
    """,
    foreign=r"[kwy]|sh|th|oo|ee|[^aeiouáéíóúâêôãõlmnrszx]$",
    words="""
    e > IY
    o > UW
    os > UW SH/S
    """,
)
