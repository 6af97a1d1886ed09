"""Duties of all readers, and the oddities of subtitles and JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pullquote.align.errors import FormatError, TranscriptError
from pullquote.align.model.alignment import AlignedWord, Alignment, Status, format_alignment
from pullquote.align.model.words import EngineInfo
from pullquote.align.reading.formats import (
    KNOWN_EXTENSIONS,
    TIMED_EXTENSIONS,
    read_transcript,
)
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.times import TimeSpan
from tests.align.reading.formats.reading import paragraphs, read, spans

SENTENCES = ("Hello there, Zoë.", "It costs $5 & more.")


TIMED = TIMED_EXTENSIONS


@pytest.mark.parametrize("extension", KNOWN_EXTENSIONS)
class TestEveryReader:
    def test_gives_the_words_of_the_talk(self, talk: dict[str, bytes], extension: str) -> None:
        transcript = read(f"talk{extension}", talk[extension])
        assert paragraphs(transcript) == list(SENTENCES)
        assert transcript.source == f"talk{extension}"

    def test_keeps_the_laws_of_transcripts(self, talk: dict[str, bytes], extension: str) -> None:
        transcript = read(f"talk{extension}", talk[extension])
        for token in transcript.tokens:
            assert token.text == transcript.text[token.start_char : token.end_char]
        assert transcript.paragraphs[-1].stop == len(transcript.tokens)

    def test_keeps_times_where_the_file_has_them(
        self, talk: dict[str, bytes], extension: str
    ) -> None:
        expected = [TimeSpan(0, 1.5), TimeSpan(2, 3.5)] if extension in TIMED else [None, None]
        assert spans(read(f"talk{extension}", talk[extension])) == expected

    def test_reads_from_disk_whatever_the_case_of_the_extension(
        self, talk: dict[str, bytes], extension: str, tmp_path: Path
    ) -> None:
        path = tmp_path / f"talk{extension.upper()}"
        path.write_bytes(talk[extension])
        assert paragraphs(read_transcript(path)) == list(SENTENCES)

    def test_knows_its_kind_without_a_name(self, talk: dict[str, bytes], extension: str) -> None:
        assert paragraphs(read("stdin", talk[extension])) == list(SENTENCES)

    def test_refuses_an_empty_file(self, tmp_path: Path, extension: str) -> None:
        path = tmp_path / f"talk{extension}"
        for content in (b"", b" \n"):
            path.write_bytes(content)
            with pytest.raises(TranscriptError, match=r"talk\.\w+ is "):
                read_transcript(path)

    def test_refuses_bytes_that_are_no_text(self, extension: str) -> None:
        for content in (bytes(range(256)) * 20, b"\x00" * 500, b"\xff\xfb\x90\x00" * 300):
            with pytest.raises(TranscriptError, match=r"^talk"):
                read(f"talk{extension}", content)

    def test_refuses_half_of_a_zip(self, talk: dict[str, bytes], extension: str) -> None:
        with pytest.raises(TranscriptError, match=r"^talk"):
            read(f"talk{extension}", talk[".docx"][:2000])


class TestRefusing:
    def test_a_missing_file(self, tmp_path: Path) -> None:
        with pytest.raises(TranscriptError, match="does not exist; check the name"):
            read_transcript(tmp_path / "none.txt")

    def test_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(TranscriptError, match="is a folder"):
            read_transcript(tmp_path)

    def test_an_unknown_extension_by_naming_the_known(self, tmp_path: Path) -> None:
        path = tmp_path / "talk.pages"
        path.write_bytes(b"hello")
        with pytest.raises(FormatError, match=r"'\.pages'; use one of \.txt, .*\.docx"):
            read_transcript(path)

    @pytest.mark.parametrize(
        ("head", "what"),
        [(b"%PDF-1.7", "a PDF"), (b"{\\rtf1 hi}", "rich text"), (b"RIFF....WAVE", "a recording")],
    )
    def test_other_kinds_of_file_by_their_name(self, head: bytes, what: str) -> None:
        with pytest.raises(TranscriptError, match=what):
            read("talk.txt", head + b" and more")


class TestEncodings:
    TEXT = "Zoë's café costs 5 € — naïve, isn’t it? Señor Müller ate crêpes."

    @pytest.mark.parametrize(
        "encoding",
        ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
    )
    def test_western_text_is_read_in(self, encoding: str) -> None:
        assert read("talk.txt", self.TEXT.encode(encoding)).text == self.TEXT

    @pytest.mark.parametrize(
        ("text", "encoding"),
        [
            ("Съешь же ещё этих мягких французских булок, да выпей чаю. " * 5, "cp1251"),
            ("今日は天気がとても良いので、公園まで歩いて行きました。" * 5, "shift_jis"),
            ("我们今天在公园里散步，天气非常好，大家都很高兴。" * 5, "gb18030"),
            ("Był też pies, który lubił jeść kiełbasę, a mąż śpiewał pieśni.", "cp1250"),
            ("Az őszi szél fújt, és a gyerekek örültek a szép időnek.", "cp1250"),
            ("Şimdi eve gidiyoruz çünkü akşam oldu ve ışıklar yandı.", "cp1254"),
            ("L'été dernier, nous sommes allés à la plage.", "latin-1"),
            ("Příliš žluťoučký kůň úpěl ďábelské ódy a pak šel domů. " * 5, "cp1250"),
        ],
    )
    def test_other_text_is_recognised(self, text: str, encoding: str) -> None:
        assert read("talk.txt", text.encode(encoding)).text == text

    def test_line_ends_become_newlines(self) -> None:
        assert read("talk.txt", b"one\r\ntwo\rthree").text == "one\ntwo\nthree"

    def test_a_page_may_declare_its_encoding(self) -> None:
        page = '<html><head><meta charset="koi8-r"></head><body><p>Привет</p></body></html>'
        assert read("talk.html", page.encode("koi8-r")).text == "Привет"


class TestSubtitles:
    def test_an_srt_of_the_wild_is_read(self) -> None:
        content = (
            "\ufeff1\r\n0:00:01,5 --> 00:00:03,000 X1:10\r\n"
            "{\\an8}<i>Hello</i> <font color=red>there</font>\r\nanna &amp; 3 < 5\r\n\r\n"
            "2\r\n00:00:03,000 --> 00:00:04,000\r\n\r\nafter a blank\r\n\r\nand more\r\n"
            "3\r\n00:00:05,000 --> 00:00:06,000\r\n12\r\n\r\n"
            "4\r\n00:00:06,000 --> 00:00:07,000\r\n\r\n"
        )
        transcript = read("a.srt", content)
        assert paragraphs(transcript) == [
            "Hello there\nanna & 3 < 5", "after a blank\n\nand more", "12",
        ]  # fmt: skip
        assert spans(transcript) == [TimeSpan(1.5, 3), TimeSpan(3, 4), TimeSpan(5, 6)]

    def test_a_webvtt_with_everything_is_read(self) -> None:
        content = (
            "WEBVTT - a title\nKind: captions\nLanguage: en-GB\n\n"
            "STYLE\n::cue { color: red }\n\nNOTE\na note\n\n"
            "intro\n00:01.000 --> 00:03.000 align:start position:0%\n"
            "<v.loud Anna Smith>Hello <i.x>&amp; good</i> day</v>\n\n"
            "01:00:03.000 --> 01:00:05.000\n<v Ben>Hi<v Anna>Yes\n"
        )
        transcript = read("a.vtt", content)
        assert transcript.language == "en"
        assert paragraphs(transcript) == ["Hello & good day", "Hi", "Yes"]
        assert [p.speaker for p in transcript.paragraphs] == ["Anna Smith", "Ben", "Anna"]
        hi, yes = transcript.paragraphs[1].span, transcript.paragraphs[2].span
        assert hi and yes and hi.start == 3603 and hi.end == yes.start and yes.end == 3605

    def test_rolling_captions_are_read_once(self) -> None:
        content = (
            "WEBVTT\n\n00:00.000 --> 00:02.000\n \nhello<00:00.500><c> world</c>\n\n"
            "00:02.000 --> 00:02.010\nhello world\n \n\n"
            "00:02.010 --> 00:04.000\nhello world\nhow<00:02.500><c> are</c>\n\n"
            "00:04.000 --> 00:04.010\nhow are\n \n\n"
            "00:04.010 --> 00:06.000\nhow are\nyou<00:05.000><c> now</c>\n"
        )
        assert paragraphs(read("a.vtt", content)) == ["hello world", "how are", "you now"]

    def test_a_line_said_twice_is_kept_twice(self) -> None:
        content = "1\n00:00:01,000 --> 00:00:02,000\nNo.\n\n2\n00:00:02,000 --> 00:00:03,000\nNo.\n"
        assert paragraphs(read("a.srt", content)) == ["No.", "No."]

    def test_ass_takes_speakers_and_leaves_drawings_and_comments(self) -> None:
        content = (
            "[Script Info]\nScriptType: v4.00+\n\n[Events]\n"
            "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
            "Dialogue: 0,0:00:03.00,0:00:04.00,Default,Ben,0,0,0,,{\\b1}Hi{\\b0}\\Nthere\n"
            "Dialogue: 0,0:00:01.00,0:00:02.00,Default,Anna,0,0,0,,Hello\\hyou\n"
            "Comment: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,not shown\n"
            "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\p1}m 0 0 l 1 1{\\p0}\n"
        )
        transcript = read("a.ass", content)
        assert paragraphs(transcript) == ["Hello you", "Hi\nthere"]
        assert [p.speaker for p in transcript.paragraphs] == ["Anna", "Ben"]

    def test_a_line_said_again_and_again_is_kept_each_time(self) -> None:
        cue = "{0}\n00:00:0{0},000 --> 00:00:0{1},000\nWe will not go.\n\n"
        content = "".join(cue.format(n, n + 1) for n in range(1, 7))
        assert paragraphs(read("a.srt", content)) == ["We will not go."] * 6

    def test_damaged_times_of_webvtt_cost_no_words(self) -> None:
        content = (
            "WEBVTT\n\n00:00:61.000 --> 00:00:63.000\nOne.\n\n1:2:3.4 --> 1:2:5.4\nTwo.\n\n"
            "abc --> 01:02:09.000\nThree.\n\n01:02:10.000 --> ?\nFour<00:99:75.000> five.\n"
        )
        transcript = read("a.vtt", content)
        assert paragraphs(transcript) == ["One.", "Two.", "Three.", "Four five."]
        assert spans(transcript)[0] == TimeSpan(61, 63)

    def test_many_voices_in_one_cue_are_each_read(self) -> None:
        content = "WEBVTT\n\n00:00.000 --> 00:09.000\n" + "<v A>a<v B>b" * 2000
        assert len(read("a.vtt", content).paragraphs) == 4000

    def test_a_file_without_times_is_refused(self) -> None:
        with pytest.raises(TranscriptError, match=r"no subtitles with times; .*\.txt"):
            read("a.srt", "Just a text.")

    def test_subtitles_in_a_text_file_are_read_as_subtitles(self) -> None:
        content = "1\n00:00:01,000 --> 00:00:02,000\nHello\n"
        assert spans(read("a.txt", content)) == [TimeSpan(1, 2)]


class TestJson:
    def test_whisperx_speakers_become_speakers(self) -> None:
        document = {
            "segments": [
                {"start": 0, "end": 1, "text": " Hi.", "speaker": "SPEAKER_00", "words": []},
                {"start": 1, "end": 2, "text": " Ho.", "speaker": "SPEAKER_01"},
            ],
            "language": "en",
        }
        transcript = read("a.json", json.dumps(document))
        assert [p.speaker for p in transcript.paragraphs] == ["SPEAKER_00", "SPEAKER_01"]
        assert transcript.language == "en"

    def test_whisper_cpp_times_are_milliseconds(self) -> None:
        document = {
            "result": {"language": "de"},
            "transcription": [
                {"offsets": {"from": 1500, "to": 2500}, "text": " Hallo"},
                {"offsets": {"from": 2500, "to": 3000}, "text": ""},
            ],
        }
        transcript = read("a.json", json.dumps(document))
        assert transcript.language == "de"
        assert spans(transcript) == [TimeSpan(1.5, 2.5)]

    def test_our_own_result_gives_back_the_same_transcript(self) -> None:
        transcript = parse_transcript("ANNA: Hello -- there.\n\n(applause) Yes.", source="t.txt")
        words = tuple(AlignedWord(t, None, 0.5, Status.ABSENT) for t in transcript.tokens)
        alignment = Alignment(
            transcript, words, (), "en", 3.0, "f", EngineInfo("sphinx", "1"), "a.wav"
        )
        assert read("a.json", format_alignment(alignment)) == transcript

    @pytest.mark.parametrize(
        "content",
        ["{", "[]", "{}", "3", '{"segments": 3}', '{"segments": [3]}', '{"segments": [{}]}',
         '{"text": ["x"]}', '{"pullquote": 1}', "[" * 100_000, '{"segments": [{"words": 5}]}'],
    )  # fmt: skip
    def test_other_json_is_refused(self, content: str) -> None:
        with pytest.raises(TranscriptError, match=r"^a\.json"):
            read("a.json", content)
