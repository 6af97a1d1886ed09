"""Text as common tools export it: no time and no name is spoken, and no speech is lost."""

from __future__ import annotations

import pytest

from pullquote.align.errors import TranscriptError
from pullquote.align.model.transcript import Role
from pullquote.align.reading.formats import read_transcript_bytes

from .formats.conftest import as_docx, as_pdf

Turns = list[tuple[str | None, str]]

FERRY: Turns = [
    ("Anna Smith", "The ferry was late."),
    ("Ben", "It always is."),
    ("Anna Smith", "At 12:30 it came, 5 minutes after the train."),
]
LINES: Turns = [
    (None, "The ferry was late."),
    (None, "It always is."),
    (None, "At 12:30 it came, 5 minutes after the train."),
]


def turns(name: str, content: str | bytes) -> Turns:
    """Speaker and spoken words of each paragraph that has any."""
    data = content.encode() if isinstance(content, str) else content
    transcript = read_transcript_bytes(data, name=name)
    found = []
    for paragraph in transcript.paragraphs:
        tokens = transcript.tokens[paragraph.first : paragraph.stop]
        if words := " ".join(token.text for token in tokens if token.is_speech):
            found.append((paragraph.speaker, words))
    return found


def laid_out(pattern: str, times: tuple[str, str, str], *, told: Turns = FERRY) -> str:
    """The talk with each turn as `pattern` writes it."""
    return "".join(
        pattern.format(name=name, time=time, words=words)
        for (name, words), time in zip(told, times, strict=True)
    )


CLOCKS = ("00:09", "00:12", "01:05")
FRAMES = (
    "00:00:09:12 - 00:00:11:03", "00:00:12:00 - 00:00:13:24", "00:01:05:01 - 00:01:08:00",
)  # fmt: skip
DROPPED = (
    "00;00;09;12 - 00;00;11;03", "00:00:12;00 - 00:00:13;24", "00;01;05;01 - 00;01;08;00",
)  # fmt: skip
ARROWS = ("0:0:9.12 --> 0:0:11.3", "0:0:12.0 --> 0:0:13.990", "0:1:5.1 --> 0:1:8.0")


@pytest.mark.parametrize(
    ("tool", "name", "content"),
    [
        ("notes in Markdown", "a.md", laid_out("**{name}** _({time})_\n\n{words}\n\n", CLOCKS)),
        ("Markdown in line", "a.md", laid_out("**{name}** _({time})_ {words}\n\n", CLOCKS)),
        ("Markdown with colons", "a.md", laid_out("**{name}** _({time})_: {words}\n\n", CLOCKS)),
        ("Markdown in brackets", "a.md", laid_out("**{name}** *[{time}]*: {words}\n\n", CLOCKS)),
        ("old Rev with tabs", "a.txt", laid_out("{name}:\t{time}\t{words}\n", CLOCKS)),
        ("old Rev with brackets", "a.txt", laid_out("{name}:\t({time})\t{words}\n", CLOCKS)),
        ("old Rev without colons", "a.txt", laid_out("{name}\t{time}\t{words}\n\n", CLOCKS)),
        ("new Rev", "a.txt", laid_out("{name} ({time}):\n{words}\n\n", CLOCKS)),
        ("Fireflies", "a.txt", laid_out("{name} - {time}\n{words}\n\n", CLOCKS)),
        ("Fireflies, time first", "a.txt", laid_out("{time} - {name}\n{words}\n\n", CLOCKS)),
        ("Fireflies in lines", "a.txt", laid_out("{name}\n{time}\n{words}\n\n", CLOCKS)),
        ("Premiere", "a.txt", laid_out("{time}\n{name}\n{words}\n\n", FRAMES)),
        ("Premiere, drop frame", "a.txt", laid_out("{time}\n{name}\n{words}\n\n", DROPPED)),
        ("Resolve", "a.txt", laid_out("[{time}]\n{name}\n {words}\n\n", FRAMES)),
        ("Resolve in line", "a.txt", laid_out("[{time}] {name}: {words}\n", FRAMES)),
        ("old Teams as text", "a.txt", laid_out("{time}\n{name}\n{words}\n\n", ARROWS)),
        (
            "Buzzsprout",
            "a.html",
            laid_out("<cite>{name}:</cite>\n<time>{time}</time>\n<p>{words}</p>\n", CLOCKS),
        ),
        (
            "Buzzsprout without colons",
            "a.html",
            laid_out("<cite>{name}</cite><time>{time}</time><p>{words}</p>", CLOCKS),
        ),
        (
            "times in paragraphs of a page",
            "a.html",
            laid_out("<p><cite>{name}:</cite> <time>{time}</time></p><p>{words}</p>", CLOCKS),
        ),
    ],
)  # fmt: skip
def test_names_and_times_are_not_spoken_in(tool: str, name: str, content: str) -> None:
    assert turns(name, content) == FERRY


@pytest.mark.parametrize(
    "times",
    [
        ("9 seconds", "12 seconds", "1 minute, 5 seconds"),
        ("59 minutes, 1 second", "1 hour, 2 seconds", "2 hours, 1 minute, 5 seconds"),
        ("9 Sekunden", "12 Sekunden", "1 Minute und 5 Sekunden"),
        ("9 secondes", "1 minute", "1 minute et 5 secondes"),
    ],
)
@pytest.mark.parametrize("pattern", ["{time} {words}\n", "{time}\n{words}\n"])
def test_times_in_words_are_not_spoken(times: tuple[str, str, str], pattern: str) -> None:
    assert turns("a.txt", laid_out(pattern, times, told=LINES)) == LINES


def test_times_in_figures_and_in_words_together_are_not_spoken() -> None:
    times = ("0:09\n9 seconds", "0:12\n12 seconds", "1:05\n1 minute, 5 seconds")
    assert turns("a.txt", laid_out("{time}\n{words}\n", times, told=LINES)) == LINES


@pytest.mark.parametrize(
    "text",
    [
        "5 minutes ago I left.\n10 minutes later I came.",
        "10 seconds to go.\n9 seconds.\n8 seconds.\nGo!",
        "Take this for\n5 seconds each, and wait.\nWe will\nhave all day.\nSo\nbreathe.\n"
        "10 seconds more\nof it\nand then\n1 minute of rest\nand then\nagain.",
        "1 hour is what it takes",
        "John (3:16) says so",
        "He read Luke (2:10) to us.\nAnd then the rest.",
    ],
)
def test_lengths_of_time_in_a_talk_are_spoken(text: str) -> None:
    words = " ".join(text.split())
    assert " ".join(words for _, words in turns("a.txt", text)) == words


def test_a_time_in_the_running_text_of_a_page_is_spoken() -> None:
    content = "<p>We ate at <time>12:30</time> and left.</p><p>At <time>13:10</time></p>"
    assert [words for _, words in turns("a.html", content)] == [
        "We ate at 12:30 and left.",
        "At 13:10",
    ]


def test_words_between_times_are_not_names_unless_names_come_back() -> None:
    times = "00:00:0{0}:00 - 00:00:0{0}:20\n"
    text = "".join(
        times.format(number) + words
        for number, words in enumerate(
            ("Good Day\nto you.\n", "Fine\nwith me.\n", "Thanks\nall.\n")
        )
    )
    assert {speaker for speaker, _ in turns("a.txt", text)} == {None}
    panel = "0:05\nAnna\n0:08\nBen\n0:11\nAnna\n0:14\nBen\n"
    assert turns("a.txt", panel) == [(None, "Anna"), (None, "Ben"), (None, "Anna"), (None, "Ben")]


def test_the_roles_of_times_with_frames_are_timestamps() -> None:
    transcript = read_transcript_bytes(b"00:00:09:12 - 00:00:11:03\nAnna\nYes.\n", name="a.txt")
    assert [t.role for t in transcript.tokens[:3]] == [Role.TIMESTAMP] * 3


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize(
    ("tool", "pattern", "times"),
    [
        ("old Teams", "{time}\n{name}\n{words}\n\n", ARROWS),
        ("Teams", "{name}   {time}\n{words}\n\n", ("0:09", "0:12", "1:05")),
        ("Word Online", "{time} {name}\n{words}\n\n", ("00:00:09", "00:00:12", "00:01:05")),
        ("Otter", "{name}  {time}\n{words}\n\n", ("0:09", "0:12", "1:05")),
    ],
)
def test_names_and_times_are_not_spoken_in_documents(
    tool: str, pattern: str, times: tuple[str, str, str], apart: bool
) -> None:
    """Each turn is a paragraph of several lines, or each line a paragraph."""
    text = laid_out(pattern, times)
    parts = tuple(filter(None, text.split("\n" if apart else "\n\n")))
    rich = "".join(part.replace("\n", "\\line ") + "\\par " for part in parts)
    rows = tuple(line for part in parts for line in (*part.split("\n"), ""))
    documents = {
        ".docx": as_docx(parts),
        ".rtf": f"{{\\rtf1 {rich}}}".encode(),
        ".pdf": as_pdf((rows,)),
    }
    for extension, data in documents.items():
        assert turns(f"a{extension}", data) == FERRY, extension


def test_a_locked_document_is_refused_in_these_words() -> None:
    with pytest.raises(TranscriptError, match="locked by a password or an old Word file"):
        read_transcript_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), name="a.docx")
    locked = bytearray(as_docx(("Said.",)))
    place = locked.find(b"PK\x01\x02")
    while place >= 0:
        locked[place + 8] |= 1  # each entry of the directory says that it is encrypted
        place = locked.find(b"PK\x01\x02", place + 4)
    with pytest.raises(TranscriptError, match="is locked by a password; save it without one"):
        read_transcript_bytes(bytes(locked), name="a.docx")
