"""Rules for the sounds of German spelling, in English phones."""

from __future__ import annotations

from pullquote.align.spoken_forms.pronouncers.letter_rules import LetterRules

GERMAN = LetterRules(
    r"""
    tsch > CH
    sch > SH
    chs > K S
    (?<=[aou])ch > HH/K
    ch > SH/HH
    ck > K
    ph > F
    th > T
    pf > P F
    qu > K V
    ng(?=$|[^aouäöü]) > NG
    nk > NG K
    ^sp > SH P
    ^st > SH T
    (?<=ge|be|er|an|ab|um)s(?=[pt][aeiouäöür]) > SH/S
    tzt|tz > T S
    tion > T S Y OW N
    z > T S
    (?<=[aeiouäöü])ß|ss > S
    ß > S
    ^s(?=A)|(?<=[Alrnm])s(?=A) > Z
    s > S
    ig$ > IH SH/K
    bb > B
    b(?=$|s?t|s$) > P
    b > B
    dd > D
    d(?=$|s$) > T
    d > D
    dt > T
    gg > G
    g(?=$|s?t|s$) > K
    g > G
    vv|^v > F/V
    v > F/V
    w > V
    j > Y
    x > K S
    (?<=[aeiouäöü])h(?=$|[^aouäöü]) >
    h > HH
    eih|ei|ai|ey|ay > AY
    eu|äu > OY
    au > AW
    ieh|ie > IY
    aa|ah > AA
    ee|eh > EY
    oo|oh > OW
    uh > UW
    äh|ä > EH
    öh|ö > ER/UH
    üh|ü > UW/IY
    ^ge(?=[^Ahr]) > G AH
    (?<=.)ern$ > ER N
    (?<=.)er(?=$|s$|[^A]) > ER/AH
    (?<=.)en$ > AH? N
    (?<=.)el$ > AH? L
    (?<=.)em$ > AH M
    (?<=..)e(?=[ts]?$) > AH
    e(?=[^A]A) > EY/EH
    e > EH
    a > AA/AH
    i(?=[^A]A) > IY
    i > IH
    o(?=[^A]A) > OW
    o > AO
    u(?=[^A]A) > UW
    u > UH
    y > UW/IY
    c(?=[eiäy]) > T S
    c|k|q > K
    kk > K
    ff|f > F
    ll|l > L
    mm|m > M
    nn|n > N
    pp|p > P
    rr|r > R
    tt|t > T
    """,
    foreign=r"sh|oo|ee[kpt]|[^aeiouäöüs]y|[^t]z$|ay|[cx]$|^c[aeou]|w$|é|th|ou",
    words="""
    und > UH N T?
    der > D EH R?
    die > D IY
    er > EH R?
    es > EH S
    den > D EY N
    dem > D EY M
    des > D EH S
    ist > IH S T?
    sich > Z IH SH/HH
    ich > IH SH/HH
    """,
)
