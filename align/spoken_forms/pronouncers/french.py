"""Rules for the sounds of French spelling, in English phones."""

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
