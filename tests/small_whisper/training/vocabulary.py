"""The words that the small model knows, about 700 forms, written by hand."""

from __future__ import annotations


def words(text: str) -> tuple[str, ...]:
    """The words of a text."""
    return tuple(text.split())


DETERMINERS = words("the a my our your his her their this that every another")
PLURAL_DETERMINERS = words("the some many few several most these those our their all")
ADJECTIVES = words(
    "old new small large quiet loud bright dark warm cold green blue red yellow white black brown "
    "heavy light empty full clean dirty simple strange gentle rough narrow wide early late famous "
    "honest hungry lazy busy careful broken wooden golden silver plastic modern ancient young "
    "tired happy angry nervous proud polite rude useful expensive cheap fresh dry wet soft hard "
    "sharp round square tall short deep shallow"
)
NOUNS = words(
    "teacher doctor farmer sailor painter driver writer singer baker pilot lawyer nurse neighbor "
    "cousin uncle sister brother mother father child student captain engineer gardener waiter dog "
    "cat horse rabbit bird fish river mountain village city island forest garden bridge station "
    "market kitchen library office school hospital museum theater hotel window door table chair "
    "lamp mirror carpet bottle basket bucket box letter book newspaper picture camera clock radio "
    "telephone computer engine wheel bicycle train truck boat airplane ticket suitcase blanket "
    "pillow jacket button pocket shoe hat ring hammer ladder rope candle knife spoon plate cup "
    "kettle bread butter cheese apple orange potato carrot onion pepper coffee tea sugar soup "
    "cake storm cloud shadow stone flower tree branch leaf field fence road corner tower wall "
    "roof song story question answer message meeting problem project lesson number machine model "
    "signal channel microphone speaker speech sound voice"
)
PREPOSITIONS = words(
    "near behind under above beside inside outside around across between before after without "
    "toward through along against beyond"
)
ADVERBS = words(
    "slowly quickly carefully quietly suddenly always never often sometimes usually again "
    "together easily finally almost already perhaps really"
)
NUMBERS = words(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
NAMES = words(
    "Martin Julia Peter Alice Robert Emma Daniel Laura Thomas Nina Oscar Helen Victor Clara Simon "
    "Rosa"
)
CONJUNCTIONS = words("because but and while although when so until")
PRONOUNS = words("he she they we you i")
MODALS = words("can will should must could would might")
OTHERS = words(
    "is are was were has have had not no yes what who where why how much more less than very only "
    "here there then with from for of to by into about it them him us me does do did please thank "
    "hello hundred thousand"
)
PLURALS = {
    "child": "children",
    "fish": "fish",
    "leaf": "leaves",
    "knife": "knives",
    "city": "cities",
    "story": "stories",
    "library": "libraries",
    "box": "boxes",
    "branch": "branches",
    "speech": "speeches",
    "bread": "loaves",
    "butter": "butter",
    "cheese": "cheeses",
    "potato": "potatoes",
    "tea": "teas",
    "sugar": "sugars",
}
"""Of nouns that do not just add an s."""
TRANSITIVE_VERBS = tuple(
    tuple(forms.split("/"))
    for forms in words(
        "carry/carries/carried watch/watches/watched follow/follows/followed find/finds/found "
        "open/opens/opened close/closes/closed move/moves/moved paint/paints/painted "
        "repair/repairs/repaired sell/sells/sold buy/buys/bought bring/brings/brought "
        "leave/leaves/left visit/visits/visited remember/remembers/remembered "
        "forget/forgets/forgot describe/describes/described build/builds/built break/breaks/broke "
        "clean/cleans/cleaned hide/hides/hid borrow/borrows/borrowed throw/throws/threw "
        "catch/catches/caught lift/lifts/lifted record/records/recorded measure/measures/measured "
        "choose/chooses/chose draw/draws/drew count/counts/counted touch/touches/touched "
        "hear/hears/heard see/sees/saw want/wants/wanted need/needs/needed like/likes/liked "
        "use/uses/used keep/keeps/kept send/sends/sent show/shows/showed wash/washes/washed "
        "push/pushes/pushed pull/pulls/pulled cover/covers/covered"
    )
)
"""Infinitive, third person, past."""
INTRANSITIVE_VERBS = tuple(
    tuple(forms.split("/"))
    for forms in words(
        "sleep/slept laugh/laughed wait/waited walk/walked run/ran swim/swam sing/sang "
        "dance/danced work/worked stop/stopped arrive/arrived travel/traveled speak/spoke "
        "listen/listened stand/stood fall/fell"
    )
)
"""Infinitive, past."""
TIMES = tuple(
    phrase.replace("_", " ")
    for phrase in words(
        "on_monday on_tuesday on_wednesday on_thursday on_friday on_saturday on_sunday in_january "
        "in_april in_august in_october in_december this_morning this_evening last_night last_week "
        "next_year yesterday tomorrow today at_noon at_midnight in_the_summer in_the_winter "
        "every_spring"
    )
)
