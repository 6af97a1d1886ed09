"""Words are captioned as written, with their marks and without labels."""

from __future__ import annotations

from dataclasses import replace

from pullquote.align.model.alignment import AlignedWord, Alignment, Status, Unscripted
from pullquote.align.model.transcript import Paragraph, Role, Token, Transcript
from pullquote.align.model.words import EngineInfo, Word
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.borrowed_times import Absent
from pullquote.clips.captions.caption_words import cue_words, unscripted_words
from pullquote.clips.captions.layout import lay_out_cues


def align_text(text: str, roles: dict[int, Role], absent: set[int] = frozenset()) -> Alignment:
    """An alignment of a text whose words are one second apart."""
    tokens, paragraphs, words = [], [], []
    place = 0
    for paragraph in text.split("\n"):
        first = len(tokens)
        for written in paragraph.split(" "):
            start = text.index(written, place)
            place = start + len(written)
            index = len(tokens)
            tokens.append(Token(index, written, start, place, roles.get(index, Role.SPEECH)))
            spoken = tokens[-1].is_speech and index not in absent
            words.append(
                AlignedWord(
                    tokens[-1],
                    TimeSpan(index, index + 0.8) if spoken else None,
                    1.0,
                    Status.PLACED if spoken else Status.ABSENT,
                )
            )
        paragraphs.append(Paragraph(first, len(tokens), "Anna"))
    return Alignment(
        Transcript(text, tuple(tokens), tuple(paragraphs)),
        tuple(words),
        (),
        "en",
        float(len(tokens)),
        "",
        EngineInfo("test", "1"),
    )


def test_what_is_not_spoken_is_not_captioned():
    alignment = align_text(
        "ANNA: Good morning (laughter) everybody",
        {0: Role.SPEAKER, 3: Role.DIRECTION},
    )
    words = cue_words(alignment, 0, 4)
    assert [(w.text, w.index, w.speaker) for w in words] == [
        ("Good", 1, "Anna"),
        ("morning", 2, "Anna"),
        ("everybody", 4, "Anna"),
    ]


def test_speakers_are_numbered_as_in_the_whole_transcript():
    alignment = align_text("one two\nthree four", {})
    first, second = alignment.transcript.paragraphs
    turns = (first, replace(second, speaker="Edwin"))
    alignment = replace(alignment, transcript=replace(alignment.transcript, paragraphs=turns))
    (cue,) = lay_out_cues(cue_words(alignment, 2, 3))
    assert (cue.speaker, cue.speaker_number) == ("Edwin", 1)


def test_a_lone_dash_stays_with_the_word_before_it():
    alignment = align_text("the lamp -- and then", {2: Role.MARK})
    words = cue_words(alignment, 0, 4)
    assert [w.text for w in words] == ["the", "lamp --", "and", "then"]


def test_a_dash_that_opens_a_paragraph_stays_with_the_word_after_it():
    alignment = align_text("Yes\n— No", {1: Role.MARK})
    assert [(w.text, w.after) for w in cue_words(alignment, 0, 2)] == [("Yes", "\n"), ("— No", " ")]


def test_a_dash_beside_a_word_that_is_left_out_is_not_shown():
    alignment = align_text("one two -- three", {2: Role.MARK}, absent={1})
    words = cue_words(alignment, 0, 3, absent=Absent.DROP)
    assert [w.text for w in words] == ["one", "three"]


def test_a_dash_after_a_label_or_direction_opens_what_follows():
    roles = {0: Role.SPEAKER, 1: Role.MARK, 3: Role.DIRECTION, 4: Role.MARK}
    alignment = align_text("ANNA: — Yes (laughter) — and no", roles)
    assert [w.text for w in cue_words(alignment, 0, 6)] == ["— Yes", "— and", "no"]


def test_times_are_moved_to_the_clips_clock():
    alignment = align_text("zero one two three", {})
    words = cue_words(alignment, 2, 3, held=TimeSpan(1.5, 9.0))
    assert [w.span.start for w in words] == [0.5, 1.5]


def test_unscripted_speech_is_marked():
    alignment = align_text("zero one", {})
    heard = (Word("by", TimeSpan(4, 4.2), 0.9), Word("the", TimeSpan(4.2, 4.4), 0.9))
    alignment = Alignment(
        alignment.transcript,
        alignment.words,
        (Unscripted(TimeSpan(4, 5), heard, 1),),
        "en",
        6.0,
        "",
        alignment.engine,
    )
    assert [w.text for w in unscripted_words(alignment)] == ["[by", "the]"]
