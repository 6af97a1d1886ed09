"""Stage directions, recognised by words in brackets that describe a sound. Pure."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

# Beginnings of words that by themselves show a direction, in brackets of any kind.
_STRONG = re.compile(
    r"(?:applau[ds]|laugh|music|cheer|clapp|chuckl|giggl|sigh|cough|gasp|groan|grunt|scream|"
    r"whistl|sniff|sneez|sobb|snort|snor|yawn|moan|whimper|inaudib|inaud$|unintelligib|indistinct|"
    r"crosstalk|silence|ovation|footstep|gunshot|gunfire|thunder|ringtone|jingle|instrumental|soundbite|"
    r"booing|murmur|mumbl|stammer|stutter|overlapping|redacted|bleep|blank$|beep|"
    r"beifall|gelächter|musik|lach(?:en|t)$|seufz|hust|applaus|unverständlich|"
    r"aplaus|risas?$|risos?$|música|suspir|inaudible|tose$|"
    r"applaudiss|rires?$|musique|soupir|toux$|"
    r"applaus[io]|risat[ae]|musica$|tosse$|sospir|"
    r"gelach$|muziek|applaus$|śmiech|oklaski|muzyka|skratt|applåd|"
    r"аплодисмент|смех|смеётся|смеется|музыка|кашель|вздох|оплески|сміх)"
)
# Sounds in scripts without spaces or cases: found anywhere in a short bracket.
_STRONG_ANYWHERE = re.compile(
    "掌声|掌聲|笑|音乐|音樂|拍手|咳嗽|鼓掌|音楽|박수|웃음|음악|تصفيق|ضحك|موسيقى|"
    "מחיאות|צחוק|מוזיקה|तालियाँ|तालियां|हंसी|संगीत|เสียง|ปรบมือ|หัวเราะ|ดนตรี"
)
# Words that show a direction in square brackets, or in pairs.
_WEAK = re.compile(
    r"(?:audience|crowd|door|phone|bell|wind|rain|siren|engine|dog|bird|bark|buzz|humm?(?:s|ing)|"
    r"click|clicks|thud|crash|bang|knock|ring(?:s|ing)|clos(?:es|ing)|open(?:s|ing)|slam|"
    r"noise|static|pause|pauses|foreign|speak(?:s|ing)|sing(?:s|ing)|play(?:s|ing)|"
    r"whisper|shout|yell|cry(?:ing)?$|cries|sob(?:s|bing)?$|clears?$|clearing|throat|talking|"
    r"nods?$|shakes|smil|breath|exhal|inhal|claps?$|boos?$|chatter|cellphone|tape|video|"
    r"theme|intro|outro|end$|recording|language|technical|background|interruption|break|exit$|exeunt|enters?$|aside$)"
)
# Words that only a sentence has: with one of them, words in round brackets are spoken.
_SENTENCE_LIST = (
    "i i'm i've i'd we we're you you're your my our was were had have has would could should "
    "because but that which it its it's this there if when"
)
_SENTENCE = frozenset(_SENTENCE_LIST.split())


def is_sound(content: str, bracket: str) -> bool:
    """True for text in brackets that describes a sound or a gesture and is not spoken.

    `bracket` is the opening one: square brackets are hardly ever spoken, so any word for a sound
    will do; round ones and asterisks also hold asides ("(by the way, I was there)"), which may
    not read like a sentence. Between notes (`♪`) lyrics are sung: only words for sounds count.
    """
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(content)]
    if len(content) <= 12 and _STRONG_ANYWHERE.search(content):
        return True
    if not words:
        return False
    strong = sum(bool(_STRONG.match(word)) for word in words)
    weak = sum(bool(_WEAK.match(word)) for word in words)
    if bracket in "[【{":
        return len(words) <= 8 and strong + weak > 0
    if _SENTENCE.intersection(words):
        return False
    if bracket == "*":
        return len(words) <= 4 and strong + weak > 0 and (strong > 0 or weak == len(words))
    return len(words) <= 6 and (strong > 0 or (weak >= 2 and len(words) <= 4))
