"""Endless text for synthetic talks: own sentence patterns over a broad vocabulary, by seed."""

from __future__ import annotations

import random
import re
from functools import lru_cache
from pathlib import Path

# A word list is read and changed more easily as text.
# ruff: noqa: SIM905
_ADJECTIVES = """old new small large quiet loud bright dark warm cold green narrow wide early late
famous honest hungry careful broken wooden golden modern ancient proud useful expensive cheap fresh
gentle strange rough curious stubborn distant familiar ordinary remarkable fragile shallow deep
generous practical hidden patient uneven local foreign simple crooked""".split()
_NOUNS = """teacher doctor farmer sailor painter driver writer singer baker pilot lawyer nurse
cousin river mountain village island forest garden bridge station market kitchen
library office school hospital museum theater window table chair lamp mirror carpet
bottle basket bucket letter newspaper picture camera clock radio telephone computer
engine wheel bicycle train truck boat ticket blanket button pocket ring hammer ladder
rope candle kettle butter apple orange potato onion pepper soup storm cloud shadow
stone flower branch meadow fence road corner tower roof song story question answer
message meeting problem project lesson number machine model signal channel microphone
method theory reason habit promise language grammar budget committee argument season
harvest oven recipe harbor tunnel compass lantern satellite magnet battery surface
pattern fragment century""".split()
_VERBS = """carried watched followed found opened closed moved painted repaired sold bought brought
left visited remembered forgot described built broke cleaned borrowed lifted recorded measured chose
drew counted touched heard wanted needed used kept showed covered tested ignored published compared
explained replaced suspected imagined invented rejected admired questioned collected divided
translated protected examined promised destroyed discovered improved""".split()
_BARE_VERBS = """carry watch follow find open close move paint repair sell buy bring leave visit
remember forget describe build break clean borrow lift record measure choose draw count touch hear
want need use keep show cover test ignore publish compare explain replace imagine invent reject
admire question collect divide translate protect examine discover improve""".split()
_STILL_VERBS = """slept laughed waited walked swam danced worked stopped arrived traveled spoke
listened stood fell vanished hesitated agreed complained""".split()
_PREPOSITIONS = """near behind under above beside inside outside around across between before after
without toward through along against beyond despite""".split()
_ADVERBS = """slowly quickly carefully quietly suddenly always never often sometimes usually again
together easily finally almost already perhaps really hardly barely gladly seldom""".split()
_WHEN = """on Monday|on Thursday|in January|in August|this morning|last night|last week|yesterday|
at noon|in the summer|every spring|by the end of the year|a long time ago|within the hour|
for the first time|at half past six|over the last decade""".replace("\n", "").split("|")
_JOINERS = "because but and while although when so until unless whereas".split()
_OPENERS = """Now,|Well,|And yet,|You see,|In other words,|To be honest,|So|Of course,|At first,|
But then|I think|I don't believe|We've seen that|They're sure that|It's true that|Let me tell you:|
Here's the point:""".replace("\n", "").split("|")
_PRONOUNS = "he she they we you I nobody everyone".split()
_MODALS = "can will should must could would might can't won't shouldn't couldn't".split()
_ACRONYMS = "BBC IBM NASA GDP USB DVD FBI CEO DNA HIV PDF VIP".split()
_UNITS = "miles boxes people pages minutes years tons meters dollars".split()
_SYLLABLES = """vel kar ro min tosh im bra dun fel go ri sa zan pe lo ki mar eth wyn dro na qui sto
bel ga tri os an der lu cha vi""".split()


class TalkWriter:
    """Writes paragraphs; the same seed writes the same text."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._dictionary = self._random.sample(_dictionary_words(), 6000)
        self._invented = [self._invent_name() for _ in range(60)]

    def paragraph(self, words: int) -> list[str]:
        """Sentences of about `words` words together."""
        sentences: list[str] = []
        count = 0
        while count < words:
            sentences.append(self.sentence())
            count += len(sentences[-1].split())
        return sentences

    def sentence(self) -> str:
        """One punctuated sentence."""
        roll = self._random.random()
        if roll < 0.35:
            parts = [self._clause()]
        elif roll < 0.6:
            parts = [self._clause() + ",", self._pick(_JOINERS), self._clause()]
        elif roll < 0.72:
            parts = [self._pick(_OPENERS), self._clause()]
        elif roll < 0.8:
            parts = [self._clause() + ",", self._clause() + ", and", self._clause()]
        elif roll < 0.86:
            parts = [self._clause(), "--", self._clause(), "--", "and", self._clause()]
        elif roll < 0.93:
            ask = self._pick("Where Why How When".split())
            verb = self._pick(_BARE_VERBS)
            return f"{ask} did {self._thing()} {verb} {self._thing()}?"
        else:
            return self._pick(["No.", "Yes.", "Exactly.", "Why?", "Not at all.", "Nothing."])
        text = " ".join(parts)
        return text[0].upper() + text[1:] + self._pick([".", ".", ".", ".", "!"])

    def wrong_word(self) -> str:
        """A word to put where it was not spoken."""
        pool = self._random.choice([_NOUNS, _ADJECTIVES, _VERBS, self._dictionary, _PREPOSITIONS])
        return self._pick(pool)

    def _pick(self, pool: list[str]) -> str:
        return self._random.choice(pool)

    def _noun(self) -> str:
        return self._pick(self._dictionary if self._random.random() < 0.4 else _NOUNS)

    def _name(self) -> str:
        if self._random.random() < 0.35:
            return self._pick(self._invented)
        return self._pick(self._dictionary).capitalize()

    def _invent_name(self) -> str:
        return "".join(self._random.sample(_SYLLABLES, self._random.choice([2, 3]))).capitalize()

    def _number(self) -> str:
        roll = self._random.random()
        if roll < 0.4:
            return str(self._random.randint(2, 99))
        if roll < 0.6:
            return f"{self._random.randint(1, 60)},{self._random.randint(100, 999)}"
        if roll < 0.8:
            return f"{self._random.randint(1, 30)}.{self._random.randint(1, 9)}"
        return self._pick("two three five seven eleven fourteen twenty thirty-two hundred".split())

    def _thing(self) -> str:
        roll = self._random.random()
        if roll < 0.14:
            return self._name()
        if roll < 0.2:
            return f"{self._name()}'s {self._noun()}"
        if roll < 0.24:
            return f"the {self._pick(_ACRONYMS)}"
        if roll < 0.3:
            return f"{self._number()} {self._pick(_UNITS)}"
        if roll < 0.33:
            return self._pick(
                [f"${self._random.randint(2, 900)}", f"{self._random.randint(1, 99)}%"]
            )
        lead = self._pick("the the the my our your his her their this that every another".split())
        if self._random.random() < 0.45:
            lead += " " + self._pick(_ADJECTIVES)
        return f"{lead} {self._noun()}"

    def _clause(self) -> str:
        roll = self._random.random()
        if roll < 0.5:
            adverb = self._pick(_ADVERBS) + " " if self._random.random() < 0.2 else ""
            text = f"{self._thing()} {adverb}{self._pick(_VERBS)} {self._thing()}"
        elif roll < 0.65:
            text = f"{self._thing()} {self._pick(_STILL_VERBS)} {self._place()}"
        elif roll < 0.85:
            verb = f"{self._pick(_MODALS)} {self._pick(_BARE_VERBS)}"
            text = f"{self._pick(_PRONOUNS)} {verb} {self._thing()}"
        else:
            degree = self._pick(["very", "not", "more", "almost"])
            text = f"{self._thing()} was {degree} {self._pick(_ADJECTIVES)}"
        if self._random.random() < 0.25:
            text += " " + self._place()
        if self._random.random() < 0.12:
            text += f" in {self._random.randint(1720, 2025)}"
        elif self._random.random() < 0.2:
            text += " " + self._pick(_WHEN)
        return text

    def _place(self) -> str:
        return f"{self._pick(_PREPOSITIONS)} {self._thing()}"


@lru_cache
def _dictionary_words() -> list[str]:
    """The plain words of pocketsphinx's pronouncing dictionary, four to twelve letters long."""
    import pocketsphinx

    path = Path(pocketsphinx.get_model_path()) / "en-us" / "cmudict-en-us.dict"
    words = (line.split(maxsplit=1)[0] for line in path.read_text(encoding="utf-8").splitlines())
    return [word for word in words if re.fullmatch("[a-z]{4,12}", word)]
