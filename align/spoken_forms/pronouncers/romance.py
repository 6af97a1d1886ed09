"""Rules for the sounds of French, Spanish, Italian and Portuguese spelling, in English phones."""

from __future__ import annotations

from pullquote.align.spoken_forms.pronouncers.letter_rules import LetterRules

FRENCH = LetterRules(
    r"""
    (?<=A)(?:ll|l)$ > L
    eaux?$ > OW
    eau > OW
    aux$ > OW
    au > OW
    (?:œu|oeu)(?=fs$|x$) > AH/ER
    (?:œu|oeu|œ) > AH/ER
    (?<=[eaoœu])uill? > AH/ER Y
    (?<=A)ill(?=A) > Y
    (?<=[aeou])ils?$ > Y
    (?<=A)ill > Y
    ill(?=A) > IY Y
    eu > AH/ER
    oin(?!A) > W AE N?
    oy(?=A) > W AA Y
    o[iîy] > W AA
    ou(?=[aeiéè]) > W/UW
    o[uùû] > UW
    ien(?![Anm]) > Y AE N?
    (?:yen)(?![Anm]) > Y AE N?
    (?:ain|ein|aim|eim|in|im|yn|ym|în|aîn)(?![Anmh]) > AE N?
    (?<=.[^n])ent$ > AA/AH? N? /T
    (?:an|am|en|em|ean|aon)(?![Anmh]) > AA N?
    tion > S Y AO N?
    (?:on|om)(?![Anmh]) > AO N?
    (?:un|um)(?![Anmh]) > AH/AE N?
    ay(?=A) > EH Y
    (?:aî|ai|ei|ay|aie)$ > EH
    (?:aie|aî|ai|ei|ay) > EH
    é|ée$ > EY
    è|ê|ë > EH
    er$ > EY/EH /R
    ers$ > EY/EH /R /Z
    ez$ > EY
    et$ > EH
    ets$ > EH
    (?<=.)e$ > /AH
    (?<=.)es$ > /AH /Z
    e(?=[^Ahs]{2}|[xlrt]{2}|[^A]$) > EH
    e(?=ss|st|sp) > EH
    ge(?=[aoâôu]) > ZH
    e > AH?
    a|à|â|æ > AA/AE
    i(?=[aeoéèê]) > Y
    i|î|ï > IY
    y(?=A) > Y
    y > IY
    o|ô > OW/AO
    (?<=[gq])u(?=[eiéèêyao]) >
    ui > W IY
    u|û|ù|ü > UW/IY
    ch(?=r) > K
    sch|ch|sh > SH
    ph > F
    th > T
    gn > N Y
    ç > S
    sc(?=[eiyéèê]) > S
    cc(?=[eiyéèê]) > K S
    c(?=[eiyéèêëîï]) > S
    cqu|cq|qu|q|ck|cc|c|k > K
    gg|g(?=[eiyéèêîï]) > ZH
    g$ >
    g > G
    j > ZH
    (?<=A)s(?=A) > Z
    ss > S
    (?<=.)ts$ > /Z
    (?<=.)ds$ > /Z
    (?<=.)[sxz]$ > /Z
    (?<=.)t$ > /T
    (?<=.)[dp]$ >
    s > S
    (?<=e)x(?=A) > G Z
    x > K S
    h >
    z > Z
    w > W/V
    bb|b > B
    dd|d > D
    ff|f > F
    ll|l > L
    mm|m > M
    nn|n|ñ > N
    pp|p > P
    rr|r > R
    tt|t > T
    v > V
    """,
    foreign=r"[kw]|sh|th|oo|ee|ey\b|ay|ck|ng$",
    words="""
    et > EY
    est > EH /T
    es > EH
    les > L EY /Z
    des > D EY /Z
    ces > S EY /Z
    mes > M EY /Z
    tes > T EY /Z
    ses > S EY /Z
    c'est > S EH /T
    qui > K IY
    que > K AH?
    de > D AH?
    le > L AH?
    je > ZH AH?
    me > M AH?
    te > T AH?
    se > S AH?
    ne > N AH?
    ce > S AH?
    un > AH/AE N
    en > AA N
    on > AO N
    ans > AA N? /Z
    femme > F AA M AH?
    monsieur > M AH? S Y AH/ER
    ville > V IY L AH?
    mille > M IY L AH?
    hier > Y EH R
    mer > M EH R
    fils > F IY S
    plus > P L UW/IY S?
    sept > S EH T
    six > S IY S?
    dix > D IY S?
    huit > W IY /T
    vingt > V AE N? /T
    temps > T AA N
    août > UW /T
    eu > UW/IY
    pays > P EY IY
    aujourd'hui > OW ZH UW R D W IY
    """,
)

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
