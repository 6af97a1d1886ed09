"""Small words that decide where a line may break, in several languages.

A line should not end in a word that leans on the next (an article, a preposition, an auxiliary);
it may well begin with one that opens a phrase (a conjunction, a preposition, a relative pronoun).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FunctionWords:
    """Lower-case words by their role in a sentence."""

    determiners: frozenset[str] = frozenset()
    """Articles, possessives, demonstratives: a noun follows."""
    prepositions: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    """And those that open a subordinate clause, relative pronouns included."""
    pronouns: frozenset[str] = frozenset()
    """Subject pronouns: a verb follows."""
    auxiliaries: frozenset[str] = frozenset()
    """Auxiliary and modal verbs and negations: a verb follows."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH = FunctionWords(
    determiners=_words(
        "a an the my your his her its our their this that these those every each some any no "
        "another such which what whose both all very so too more most quite rather as two three "
        "four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred "
        "thousand first second third fourth fifth tenth fifteenth nineteenth twentieth last next"
    ),
    prepositions=_words(
        "about above across after against along among around at before behind below beneath "
        "beside between beyond by despite down during except for from in inside into like near of "
        "off on onto out outside over past per since through throughout till to toward towards "
        "under until up upon with within without"
    ),
    conjunctions=_words(
        "and or but nor yet so because although though while whereas if unless when whenever "
        "where wherever whether that who whom whose which how why than as once until since before "
        "after"
    ),
    pronouns=_words(
        "i you he she it we they i'm you're he's she's it's we're they're i've you've we've "
        "they've i'll you'll he'll she'll it'll we'll they'll i'd you'd he'd she'd we'd they'd "
        "there there's that's who's what's let's"
    ),
    auxiliaries=_words(
        "am is are was were be been being have has had do does did will would shall should can "
        "could may might must not never isn't aren't wasn't weren't haven't hasn't hadn't don't "
        "doesn't didn't won't wouldn't shouldn't can't cannot couldn't mustn't"
    ),
)

_GERMAN = FunctionWords(
    determiners=_words(
        "der die das den dem des ein eine einen einem einer eines mein meine meinen dein deine "
        "sein seine seinen ihr ihre ihren unser unsere euer eure dieser diese dieses diesen "
        "diesem jeder jede jedes kein keine keinen sehr so zu"
    ),
    prepositions=_words(
        "an am auf aus bei beim bis durch für gegen hinter in im ins mit nach neben ohne seit "
        "trotz über um unter von vom vor während wegen zu zum zur zwischen"
    ),
    conjunctions=_words(
        "und oder aber denn sondern dass weil obwohl wenn als ob damit bevor nachdem wie wo wer "
        "was warum"
    ),
    pronouns=_words("ich du er sie es wir ihr man"),
    auxiliaries=_words(
        "bin bist ist sind seid war waren habe hast hat haben hatte hatten werde wird werden "
        "kann können konnte muss müssen soll sollen will wollen darf dürfen nicht nie"
    ),
)

_FRENCH = FunctionWords(
    determiners=_words(
        "le la les un une des du au aux mon ma mes ton ta tes son sa ses notre nos votre vos leur "
        "leurs ce cet cette ces chaque quel quelle quels quelles très si plus"
    ),
    prepositions=_words(
        "à de dans en par pour sur sous avec sans chez vers entre depuis pendant contre avant après"
    ),
    conjunctions=_words(
        "et ou mais donc or ni car que qui quand lorsque si comme puisque parce dont où quoi"
    ),
    pronouns=_words("je tu il elle on nous vous ils elles ne se me te y"),
    auxiliaries=_words(
        "suis es est sommes êtes sont étais était étaient ai as a avons avez ont avait avaient "
        "vais va vont peut peux doit pas jamais"
    ),
)

_SPANISH = FunctionWords(
    determiners=_words(
        "el la los las un una unos unas mi mis tu tus su sus nuestro nuestra este esta estos "
        "estas ese esa esos esas cada muy tan más al del"
    ),
    prepositions=_words(
        "a ante bajo con contra de desde durante en entre hacia hasta para por según sin sobre tras"
    ),
    conjunctions=_words(
        "y e o u pero sino que porque aunque cuando si como donde quien mientras pues"
    ),
    pronouns=_words("yo tú él ella usted nosotros ustedes ellos ellas se me te lo le nos les"),
    auxiliaries=_words(
        "soy eres es somos son era eran fue he has ha hemos han había está están estaba puede "
        "pueden debe no nunca"
    ),
)

_ITALIAN = FunctionWords(
    determiners=_words(
        "il lo la i gli le un uno una mio mia tuo tua suo sua nostro nostra questo questa questi "
        "quel quella quei ogni molto così più al allo alla ai del dello della dei delle nel nella"
    ),
    prepositions=_words("a di da in con su per tra fra dal dalla sul sulla verso senza sotto"),
    conjunctions=_words("e ed o ma però che perché se quando come dove chi mentre anche"),
    pronouns=_words("io tu lui lei noi voi loro si mi ti ci vi"),
    auxiliaries=_words(
        "sono sei è siamo siete era erano ho hai ha abbiamo hanno aveva può possono deve non mai"
    ),
)

_PORTUGUESE = FunctionWords(
    determiners=_words(
        "o a os as um uma uns umas meu minha seu sua nosso nossa este esta esse essa cada muito "
        "tão mais ao à do da dos das no na nos nas"
    ),
    prepositions=_words("a ante com contra de desde em entre até para por sem sob sobre pelo pela"),
    conjunctions=_words("e ou mas que porque embora quando se como onde quem enquanto pois"),
    pronouns=_words("eu tu ele ela você nós vocês eles elas se me te lhe"),
    auxiliaries=_words(
        "sou é somos são era eram foi tenho tem temos têm estava está estão pode podem deve não "
        "nunca"
    ),
)

FUNCTION_WORDS = {
    "en": _ENGLISH,
    "de": _GERMAN,
    "fr": _FRENCH,
    "es": _SPANISH,
    "it": _ITALIAN,
    "pt": _PORTUGUESE,
}


def function_words(language: str) -> FunctionWords:
    """The function words of this language (ISO 639-1, a region may follow); none if unknown."""
    return FUNCTION_WORDS.get(language.lower().split("-")[0].split("_")[0], FunctionWords())
