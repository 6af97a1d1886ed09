"""Inventions of Whisper: a phrase again and again, and text where nobody speaks.

Its marks are those that Whisper's own authors use (Radford et al., *Robust speech recognition via
large-scale weak supervision*, 2022, section 4.5): text that compresses too well, and a probable
"no speech" with improbable text. To these come the credits that subtitles end with, of which it has
learned many: they are believed only where it is sure of them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

from pullquote.align.recognizers.whisper_engine.decoding import HeardSegment, HeardWord

_NO_SPEECH, _IMPROBABLE = 0.6, -0.7
"""Probability that nobody speaks, and mean log probability of a token, of text in silence, hum and
noise. Measured with the base model: 0.67 to 0.95, and -0.73 to -2.2."""
_COMPRESSES = 2.4
"""Bytes of text in a byte when compressed, above which it repeats itself."""
_LONGEST_PHRASE = 20
_REPEATS_LEFT = 2
"""Repetitions in a row of a phrase that are believed."""
_SURE_CREDIT, _VOICE = 0.8, 0.3
"""Least mean probability of the words of a credit, and most of `no_speech`, that it was said."""
_CREDITS = tuple(
    tuple(credit.split())
    for credit in (
        "thanks for watching",
        "thank you for watching",
        "thank you so much for watching",
        "please subscribe",
        "like and subscribe",
        "subscribe to my channel",
        "subscribe to the channel",
        "see you in the next video",
        "see you next time",
        "subtitles by",
        "subtitles made by",
        "captions by",
        "transcribed by",
        "transcription by",
        "amara org",
        "untertitel der",
        "untertitel von",
        "untertitel im auftrag",
        "untertitelung",
        "vielen dank fürs zuschauen",
        "danke fürs zuschauen",
        "sous titres réalisés",
        "sous titrage",
        "merci d avoir regardé",
        "subtítulos realizados por",
        "subtítulos por",
        "gracias por ver",
        "sottotitoli creati",
        "sottotitoli a cura",
        "grazie per la visione",
        "legendas por",
        "legendas pela",
        "obrigado por assistir",
        "ondertiteld door",
        "ondertiteling",
        "napisy stworzone",
        "dziękuję za uwagę",
        "субтитры",
        "спасибо за просмотр",
        "продолжение следует",
    )
)
"""Openings of what captioners write below a film, without punctuation, lower case."""


def believed(segment: HeardSegment) -> tuple[HeardWord, ...]:
    """The words of a segment that may have been said; none of one that was made up.

    A phrase that is heard again and again is left as often as somebody may well have said it.
    """
    if segment.no_speech > _NO_SPEECH and segment.log_probability < _IMPROBABLE:
        return ()
    words: list[HeardWord] = []
    for sentence in _sentences(segment.words):
        if not _is_made_up_credit(sentence, segment.no_speech):
            words += sentence
    return tuple(without_loops(words))


def repeats_itself(segment: HeardSegment) -> bool:
    """True for a segment that is a loop: it does not show what was said there."""
    text = "".join(word.text for word in segment.words).strip().encode()
    if not text:
        return False
    return len(text) / len(zlib.compress(text)) > _COMPRESSES and any(
        True for _ in _loops([_plain(word.text) for word in segment.words])
    )


def without_loops(words: Sequence[HeardWord]) -> list[HeardWord]:
    """The words, of a phrase that is repeated again and again only the first two times."""
    kept = list(words)
    for first, length, times in reversed(list(_loops([_plain(word.text) for word in words]))):
        del kept[first + _REPEATS_LEFT * length : first + times * length]
    return kept


def _loops(words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Place, length and number of repeats of each phrase that comes too often in a row."""
    at = 0
    while at < len(words):
        for length in range(1, _LONGEST_PHRASE + 1):
            times = 1
            phrase = words[at : at + length]
            while phrase == words[at + times * length : at + (times + 1) * length]:
                times += 1
            if times >= _most(length) and any(phrase):
                yield at, length, times
                at += times * length
                break
        else:
            at += 1


def _most(length: int) -> int:
    """So often in a row nobody says a phrase of so many words: "no, no, no, no, no" is said."""
    return 7 if length == 1 else 5 if length <= 3 else 4


def _sentences(words: Sequence[HeardWord]) -> Iterator[list[HeardWord]]:
    current: list[HeardWord] = []
    for word in words:
        current.append(word)
        if word.text.rstrip("\"'”’»)").endswith((".", "!", "?", "…", "。", "！", "？")):
            yield current
            current = []
    if current:
        yield current


def _is_made_up_credit(sentence: Sequence[HeardWord], no_speech: float) -> bool:
    texts = tuple(part for word in sentence for part in _plain(word.text).split())
    if not any(texts[: len(credit)] == credit for credit in _CREDITS):
        return False
    mean = sum(word.probability for word in sentence) / len(sentence)
    return mean < _SURE_CREDIT or no_speech > _VOICE


def _plain(text: str) -> str:
    """Lower case, without punctuation: `sous-titres` is two words."""
    letters = (char if char.isalnum() else " " for char in text.casefold())
    return " ".join("".join(letters).split())
