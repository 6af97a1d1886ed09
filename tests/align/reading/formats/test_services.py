"""JSON of services and timed text of players: speech alone is spoken, names and times are kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pullquote.align.errors import TranscriptError
from pullquote.align.reading.formats import read_timed, read_transcript_bytes

ANNA = (("The", 0.5, 0.7), ("ferry", 0.7, 1.1), ("is", 1.1, 1.3), ("late.", 1.3, 1.8))
BEN = (("It", 2.0, 2.2), ("always", 2.2, 2.6), ("is.", 2.6, 3.0))


def podcast(first: str, second: str) -> object:
    turns = ((first, ANNA), (second, BEN))
    return {
        "version": "1.0.0",
        "segments": [
            {"speaker": name, "startTime": start, "endTime": end, "body": word}
            for name, words in turns
            for word, start, end in words
        ],
    }


def deepgram() -> object:
    words = [
        {"word": word.lower().strip("."), "punctuated_word": word, "start": start, "end": end,
         "confidence": 0.9, "speaker": speaker}
        for speaker, said in enumerate((ANNA, BEN))
        for word, start, end in said
    ]  # fmt: skip
    best = {"transcript": "the ferry is late it always is", "words": words}
    return {"metadata": {}, "results": {"channels": [{"alternatives": [best]}]}}


def aws() -> object:
    items: list[dict[str, object]] = []
    for speaker, said in enumerate((ANNA, BEN)):
        for word, start, end in said:
            items.append(
                {"type": "pronunciation", "start_time": str(start), "end_time": str(end),
                 "speaker_label": f"spk_{speaker}",
                 "alternatives": [{"confidence": "0.99", "content": word.strip(".")}]}
            )  # fmt: skip
        items.append({"type": "punctuation", "alternatives": [{"content": "."}]})
    return {"jobName": "j", "results": {"transcripts": [{"transcript": "x"}], "items": items}}


def rev() -> object:
    monologues = []
    for speaker, said in enumerate((ANNA, BEN)):
        elements: list[dict[str, object]] = []
        for word, start, end in said:
            elements += [
                {"type": "text", "value": word.strip("."), "ts": start, "end_ts": end},
                {"type": "punct", "value": ". " if word.endswith(".") else " "},
            ]
        elements.append({"type": "unknown", "value": "<inaudible>"})
        monologues.append({"speaker": speaker, "elements": elements})
    return {"monologues": monologues}


def assemblyai() -> object:
    return {
        "id": "x",
        "audio_url": "u",
        "utterances": [
            {"speaker": name, "start": 1000 * said[0][1], "end": 1000 * said[-1][2],
             "text": " ".join(word for word, _, _ in said),
             "words": [{"text": word, "start": int(1000 * start), "end": int(1000 * end)}
                       for word, start, end in said]}
            for name, said in (("A", ANNA), ("B", BEN))
        ],
    }  # fmt: skip


def fireflies() -> object:
    return [
        {"sentence": " ".join(word for word, _, _ in said), "startTime": start, "endTime": end,
         "speaker_name": name, "speaker_id": 0}
        for name, said, start, end in (
            ("Anna", ANNA, "00:00", "00:01"), ("Ben", BEN, "00:02", "00:03")
        )
    ]  # fmt: skip


def apple() -> str:
    def paragraph(name: str, said: tuple[tuple[str, float, float], ...]) -> str:
        words = "".join(
            f'<span begin="{start}" end="{end}" podcasts:unit="word">{word}</span>'
            for word, start, end in said
        )
        return (
            f'<p begin="{said[0][1]}" end="{said[-1][2]}" ttm:agent="{name}">'
            f'<span podcasts:unit="sentence">{words}</span></p>'
        )

    return (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:podcasts="p" '
        'xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xml:lang="en-US"><head><metadata>'
        "<ttm:title>Not spoken</ttm:title></metadata></head><body><div>"
        f"{paragraph('SPEAKER_1', ANNA)}{paragraph('SPEAKER_2', BEN)}</div></body></tt>"
    )


@pytest.mark.parametrize(
    ("name", "content", "speakers", "has_words"),
    [
        ("podcast.json", podcast("Anna", "Ben"), ["Anna", "Ben"], True),
        ("deepgram.json", deepgram(), ["Speaker 0", "Speaker 1"], True),
        ("aws.json", aws(), ["spk_0", "spk_1"], True),
        ("rev.json", rev(), ["Speaker 0", "Speaker 1"], True),
        ("assemblyai.json", assemblyai(), ["Speaker A", "Speaker B"], True),
        ("fireflies.json", fireflies(), ["Anna", "Ben"], False),
        ("apple.ttml", apple(), ["SPEAKER_1", "SPEAKER_2"], True),
    ],
)
def test_speech_names_and_times_are_read_from(
    tmp_path: Path, name: str, content: object, speakers: list[str], has_words: bool
) -> None:
    data = (content if isinstance(content, str) else json.dumps(content)).encode()
    transcript = read_transcript_bytes(data, name=name)
    said = [token.text for token in transcript.tokens if token.is_speech]
    assert said == ["The", "ferry", "is", "late.", "It", "always", "is."]
    assert [paragraph.speaker for paragraph in transcript.paragraphs] == speakers
    assert [p.span is not None and int(p.span.start) for p in transcript.paragraphs] == [0, 2]
    (tmp_path / name).write_bytes(data)
    words = [word for segment in read_timed(tmp_path / name).segments for word in segment.words]
    expected = [(word, start, end) for word, start, end in ANNA + BEN] if has_words else []
    assert [(w.text, w.start, w.end) for w in words] == [
        (word, pytest.approx(start), pytest.approx(end)) for word, start, end in expected
    ]


@pytest.mark.parametrize(
    ("content", "match"),
    [
        ('{"segments": [{"text": ["x"]}]}', "`text` is a list instead of text"),
        ('{"text": {"a": 1}}', "`text` is an object instead of text"),
        ('{"segments": [{"body": 5}]}', "`body` is a number"),
        ('{"results": {"channels": 4}}', "`channels` is a number instead of a list"),
        ('{"monologues": [{"elements": [{"value": 1}]}]}', "`value` of an element"),
        ("[" + "0," * 4_000_001 + "0]", "more than 4,000,000 values"),
        ("{" + "\n" * 1_000_001 + "}", "more than 1,000,000 lines"),
    ],
)
def test_damaged_and_oversized_json_is_refused_by_naming_what(content: str, match: str) -> None:
    with pytest.raises(TranscriptError, match=match):
        read_transcript_bytes(content.encode(), name="a.json")


def test_times_too_large_for_a_number_are_left_out() -> None:
    for time in ("9" * 5000, "9" * 390, "1e999", '"soon"'):
        content = f'{{"segments": [{{"text": "Hi.", "start": {time}, "end": 2}}]}}'
        transcript = read_transcript_bytes(content.encode(), name="a.json")
        assert (transcript.text, transcript.paragraphs[0].span) == ("Hi.", None)


@pytest.mark.parametrize("kind", ["device", "pipe"])
def test_devices_and_pipes_are_refused_unread(tmp_path: Path, kind: str) -> None:
    import os

    from pullquote.align.reading.formats import read_transcript

    path = tmp_path / "talk.txt"
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    with pytest.raises(TranscriptError, match="not a regular file"):
        read_transcript(path)


def test_tables_inside_tables_are_read_once() -> None:
    import io

    import docx

    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    for _ in range(30):
        cell.paragraphs[0].text = "deep"
        cell = cell.add_table(rows=1, cols=1).cell(0, 0)
    stream = io.BytesIO()
    document.save(stream)
    assert read_transcript_bytes(stream.getvalue(), name="a.docx").text.count("deep") == 30
