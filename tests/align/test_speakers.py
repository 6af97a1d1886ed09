"""Speakers renamed in all their paragraphs, against writing the other names at first."""

import pytest
from hypothesis import given, strategies as st

from pullquote.align.errors import InputError
from pullquote.align.model.alignment import (
    AlignedWord,
    Alignment,
    Status,
    Unscripted,
    format_alignment,
    parse_alignment,
)
from pullquote.align.model.transcript import Role
from pullquote.align.model.words import EngineInfo
from pullquote.align.reading.formats import read_transcript_bytes
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.speakers import LONGEST_NAME, rename_speakers
from pullquote.align.times import TimeSpan

FORMS = ("{}: ", "[{}]: ", ">> {}: ", "- {} (London): ")
names = st.sampled_from(["ANNA", "BEN", "Anna Holt", "Mary Ann Lee", "O'Neil-Smith", "ÉVA", "P3"])


def talk(form, *speakers):
    label = [form.format(name) for name in speakers]
    turns = [f"{label[n % len(label)]}word{n} and 😀 more." for n in range(8)]
    return "\n\n".join([*turns, "Said without a label."])


def aligned(text, status=Status.HEARD):
    """Every word that may be spoken has a second of its own."""
    transcript = parse_transcript(text)
    words = tuple(
        AlignedWord(token, TimeSpan(token.index, token.index + 1), 1.0, status)
        if token.is_speech
        else AlignedWord(token, None, 0.0, Status.ABSENT)
        for token in transcript.tokens
    )
    stretches = tuple(Unscripted(TimeSpan(90 + n, 91 + n), (), n) for n in (-1, 3, len(words) - 1))
    return Alignment(transcript, words, stretches, "en", 120.0, "f", EngineInfo("planted", "1", ""))


def said(alignment):
    return [(w.token.text, w.span) for w in alignment.words if w.token.role is not Role.SPEAKER]


@given(st.sampled_from(FORMS), names, names, names, names)
def test_a_renamed_transcript_is_as_if_it_had_been_written_so(form, a, b, new_a, new_b):
    if a == b or new_a == new_b:
        return
    old = aligned(talk(form, a, b))
    renamed, changes = rename_speakers(old, {a: new_a, b: new_b})
    assert renamed.transcript == parse_transcript(talk(form, new_a, new_b))
    assert said(renamed) == said(old)
    assert len(changes) == 8 * ((a != new_a) + (b != new_b)) // 2
    for before, now in zip(old.unscripted, renamed.unscripted, strict=True):
        word = old.words[before.after] if before.after >= 0 else None
        assert (renamed.words[now.after].span if word else now.after) == (word.span if word else -1)
    assert parse_alignment(format_alignment(renamed)) == renamed


def test_speakers_are_swapped_and_joined_in_one_go():
    old = aligned(talk("{}: ", "ANNA", "BEN"))
    swapped, _ = rename_speakers(old, {"ANNA": "BEN", "BEN": "ANNA"})
    assert swapped.transcript.text == talk("{}: ", "BEN", "ANNA")
    joined, changes = rename_speakers(old, {"BEN": "ANNA"})
    assert {paragraph.speaker for paragraph in joined.transcript.paragraphs} == {"ANNA"}
    assert [change.count for change in changes] == [1, 1, 1, 1]


def test_changes_name_the_words_before_and_how_many_there_are_now():
    old = aligned(talk("{}: ", "ANNA", "BEN"))
    renamed, changes = rename_speakers(old, {"BEN": "Ben van Dyk"})
    assert (changes[0].first, changes[0].last, changes[0].count) == (5, 5, 3)
    assert renamed.transcript.quote(5, 7) == "Ben van Dyk:"
    assert {renamed.words[n].status for n in (5, 6, 7)} == {Status.ABSENT}


def test_a_label_that_was_read_aloud_keeps_its_time():
    text = talk("{}: ", "ANNA", "BEN")
    old = aligned(text)
    label = AlignedWord(old.words[0].token, TimeSpan(110.0, 111.0), 0.9, Status.HEARD)
    known = Alignment(old.transcript, (label, *old.words[1:]), (), "en", 120.0, "f", old.engine)
    renamed, _ = rename_speakers(known, {"ANNA": "Anne"})
    assert (renamed.words[0].token.text, renamed.words[0].span) == ("Anne:", label.span)


def test_words_that_were_not_looked_for_are_still_to_be_looked_for():
    old = aligned(talk("{}: ", "ANNA", "BEN"))
    words = tuple(AlignedWord(word.token, None, 0.0, Status.PENDING) for word in old.words)
    known = Alignment(old.transcript, words, (), "en", 120.0, "f", old.engine)
    renamed, _ = rename_speakers(known, {"ANNA": "Anna Holt"})
    assert {word.status for word in renamed.words} == {Status.PENDING}


def test_a_speaker_whom_only_the_file_names_is_renamed_without_touching_the_text():
    file = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>Good morning.\n"
    transcript = read_transcript_bytes(file.encode(), name="t.vtt")
    words = tuple(AlignedWord(token, None, 0.0, Status.ABSENT) for token in transcript.tokens)
    old = Alignment(transcript, words, (), "en", 3.0, "f", EngineInfo("planted", "1", ""))
    renamed, changes = rename_speakers(old, {"Anna": "Anna Holt"})
    assert (renamed.transcript.text, changes) == (transcript.text, ())
    assert renamed.transcript.paragraphs[0].speaker == "Anna Holt"


def test_a_label_that_was_corrected_by_hand_takes_the_name_all_the_same():
    old = aligned(talk("{}: ", "ANNA", "BEN"))
    text = old.transcript.text.replace("ANNA:", "ANNE:")
    document = format_alignment(old).replace("ANNA:", "ANNE:")
    known = parse_alignment(document)
    assert known.transcript.text == text
    renamed, _ = rename_speakers(known, {"ANNA": "Anna Holt"})
    assert "ANNE" not in renamed.transcript.text
    assert renamed.transcript.text.startswith("Anna Holt: word0")


@pytest.mark.parametrize("name", ["", "  ", "A: b", "A\n[b]", "<b>", "…", "x" * (LONGEST_NAME + 1)])
def test_a_name_that_no_label_could_hold_is_refused(name):
    with pytest.raises(InputError, match="name"):
        rename_speakers(aligned(talk("{}: ", "ANNA", "BEN")), {"ANNA": name})
