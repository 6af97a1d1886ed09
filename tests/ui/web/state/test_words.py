from dataclasses import replace

from hypothesis import given, strategies as st

from pullquote.align.model.alignment import AlignedWord, Alignment, Status
from pullquote.align.model.words import EngineInfo
from pullquote.align.reading.formats import read_transcript_bytes
from pullquote.ui.web.state.words import words_answer


def pending(text: str) -> Alignment:
    transcript = read_transcript_bytes(text.encode(), name="t.txt")
    return Alignment(
        transcript,
        tuple(AlignedWord(token, None, 0.0, Status.PENDING) for token in transcript.tokens),
        (),
        "en",
        10.0,
        "",
        EngineInfo("none", ""),
    )


def cut_as_a_browser(text: str, at: int, length: int) -> str:
    units = text.encode("utf-16-le")
    return units[2 * at : 2 * (at + length)].decode("utf-16-le")


words = st.text(st.sampled_from("abc'é漢😀👩‍🔬𝒳"), min_size=1, max_size=5)


@given(st.lists(st.lists(words, min_size=1, max_size=6), min_size=1, max_size=4))
def test_a_browser_finds_every_word_by_its_place(paragraphs):
    text = "Said: " + "\n\n".join(" ".join(paragraph) for paragraph in paragraphs)
    alignment = pending(text)
    document = words_answer(alignment)
    assert document.paragraphs[-1].stop == len(alignment.transcript.tokens)
    for paragraph in document.paragraphs:
        for index in range(paragraph.first, paragraph.stop):
            found = cut_as_a_browser(paragraph.text, document.at[index], document.length[index])
            assert found == alignment.transcript.tokens[index].text


def test_every_column_has_an_entry_for_every_word(true_alignment):
    document = words_answer(true_alignment)
    count = len(true_alignment.words)
    for column in ("at", "length", "role", "start", "end", "status", "confidence"):
        assert len(getattr(document, column)) == count


def test_words_without_a_time_have_none(true_alignment):
    document = words_answer(true_alignment)
    assert -1 in document.start and max(document.start) > 0
    for word, start, letter in zip(
        true_alignment.words, document.start, document.status, strict=True
    ):
        assert (start == -1) == (word.span is None) == (letter in "an")


def test_a_finished_alignment_says_so(true_alignment):
    assert words_answer(true_alignment).aligned
    first = replace(true_alignment.words[20], span=None, status=Status.PENDING)
    words = (*true_alignment.words[:20], first, *true_alignment.words[21:])
    assert not words_answer(replace(true_alignment, words=words)).aligned
