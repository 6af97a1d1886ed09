"""Speakers, times, directions and furniture of transcripts are told from what is said."""

from __future__ import annotations

import pytest

from pullquote.align.model.transcript import Role
from pullquote.align.reading.tokenizer import (
    parse_transcript,
)
from tests.align.reading.parsed import paragraph_texts, speakers, spoken, words_of


class TestTimestamps:
    @pytest.mark.parametrize(
        "text",
        [
            "[00:12:34] hello",
            "hello [00:12:34] there",
            "[0:12] hello",
            "[00:00:01.000 --> 00:00:05.000]  hello",
            "(1:02:03) hello",
            "we said (1:02:03) hello",
            "12:34\nhello",
            "hello\n\n12:34\n\nthere",
            "00:12:34 - 00:12:40 Hello",
            "00:12 Hello",
            "1:02:03 Hello",
            "[00:12]Hello",
        ],
    )
    def test_times_that_nobody_says_are_timestamps(self, text: str) -> None:
        transcript = parse_transcript(text)
        stamps = words_of(transcript, Role.TIMESTAMP)
        assert stamps
        assert all(word.isalpha() for word in words_of(transcript))

    @pytest.mark.parametrize(
        "text",
        [
            "at 12:34 we left",
            "We left at 12:34.",
            "12:34 was when we left",
            "For God so loved (John 3:16) the world",
            "the score was 3:16 then",
            "the bill (3:16) is of no use",
            "from 12:30 to 13:10 we ate",
            "9:05 was the train\n8:10 was the bus\n7:55 was the ferry",
            "We had lunch, as we did every single day of that long and hot summer, at\n"
            "12:34 and nobody minded, as nobody minded much in those days of the\n"
            "year.",
        ],
    )
    def test_times_in_a_sentence_are_said(self, text: str) -> None:
        assert spoken(text) == text.split()

    def test_times_said_at_ends_of_lines_are_said(self) -> None:
        text = "The train left London 12:34\nand came to York 15:20\nin time."
        assert {"12:34", "15:20"} <= set(spoken(text))

    def test_times_before_lines_are_timestamps_when_they_come_back_in_order(self) -> None:
        text = "0:05 so today we\n0:08 talk about\n0:11 bread\n"
        assert spoken(text) == ["so", "today", "we", "talk", "about", "bread"]
        assert paragraph_texts(text) == text.splitlines()

    def test_the_transcript_pane_of_a_video_site_is_understood(self) -> None:
        text = "0:05\nso today we\n0:08\ntalk about\n1:02:11\nbread\n"
        assert spoken(text) == ["so", "today", "we", "talk", "about", "bread"]
        assert len(parse_transcript(text).paragraphs) == 3

    def test_subtitles_pasted_as_text_keep_counters_and_times_unspoken(self) -> None:
        text = (
            "1\n00:00:01,000 --> 00:00:02,000\n7 dogs\n\n2\n00:00:02,500 --> 00:00:04,000\nbark\n"
        )
        assert spoken(text) == ["7", "dogs", "bark"]


class TestDirections:
    @pytest.mark.parametrize(
        "direction",
        [
            "(applause)", "(Applause.)", "[music]", "(audience applauding)", "♪ upbeat music ♪",
            "[MUSIC PLAYING]", "*laughs*", "(laughter)", "[crosstalk]", "[inaudible 00:12:34]",
            "(phone ringing)", "[door closes]", "(clears throat)", "(掌声)", "（笑声）",
            "[Applaus]", "(risas)", "[BLANK_AUDIO]", "(he laughs)", "[speaking Spanish]",
        ],
    )  # fmt: skip
    def test_sounds_in_brackets_are_directions(self, direction: str) -> None:
        transcript = parse_transcript(f"Thank you. {direction} So be it.")
        assert words_of(transcript) == ["Thank", "you.", "So", "be", "it."]

    @pytest.mark.parametrize(
        "aside",
        [
            "(by the way, I was there)", "(we all laughed at that)", "*really*", "(nineteen)",
            "(the music was far too loud for me)", "♪ happy birthday to you ♪", "[the president]",
            "(or so)", "(because of the noise)",
        ],
    )  # fmt: skip
    def test_asides_in_brackets_are_said(self, aside: str) -> None:
        expected = [word for word in aside.split() if word != "♪"]
        assert spoken(f"Well {aside} indeed") == ["Well", *expected, "indeed"]

    def test_a_direction_glued_to_a_word_leaves_the_word_spoken(self) -> None:
        assert spoken("day(applause) and night") == ["day(applause)", "and", "night"]


class TestSpeakers:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("ANNA: Hello.\nBEN: Hi.", ["ANNA", "BEN"]),
            ("ANNA SMITH: Hello.", ["ANNA SMITH"]),
            ("Anna Smith: Hello.\n\nBen: Hi.\n\nAnna Smith: So.",
             ["Anna Smith", "Ben", "Anna Smith"]),
            ("Anna: Hello.\nBen: Hi.", ["Anna", "Ben"]),
            (">> John Smith: Hello.\n>> Me too.", ["John Smith", None]),
            (">> Hello. >> Hi. >> JOHN: So.", [None, None, "JOHN"]),
            ("[Speaker 1] Hello.\n[Speaker 2] Hi.", ["Speaker 1", "Speaker 2"]),
            ("SPEAKER_00: Hello.\nSPEAKER_01: Hi.", ["SPEAKER_00", "SPEAKER_01"]),
            ("Speaker 1: Hello.", ["Speaker 1"]),
            ("Q: Why?\nA: Because.", ["Q", "A"]),
            ("<v Anna> Hello.", ["Anna"]),
            ("ANNA (laughing): Hello.", ["ANNA"]),
            ("DR. O'NEIL-SMITH: Hello.", ["DR. O'NEIL-SMITH"]),
            ("[00:12] ANNA: Hello.\n[00:15] BEN: Hi.", ["ANNA", "BEN"]),
            ("ANNA [00:12]: Hello.", ["ANNA"]),
            ("Anna Smith  0:05\nHello.\nBen  0:09\nHi.\nAnna Smith  0:12\nSo.",
             ["Anna Smith", "Ben", "Anna Smith"]),
            ("Anna 00:00:05\nHello.\nBen Stone 00:00:09\nHi.", ["Anna", "Ben Stone"]),
            ("Speaker 1 (00:12):\nHello.\n\nSpeaker 2 (00:15):\nHi.", ["Speaker 1", "Speaker 2"]),
            ("ANNA\nHello there.\n\nBEN\nHi.\n\nANNA\nSo.\n\nBEN\nYes.",
             ["ANNA", "BEN", "ANNA", "BEN"]),
            ("- ANNA: Hello.\n- BEN: Hi.", ["ANNA", "BEN"]),
            ("主持人：你好。\n嘉宾：你好。\n主持人：好。", ["主持人", "嘉宾", "主持人"]),
            ("Анна: Привет.\nБорис: Привет.", ["Анна", "Борис"]),
            ("أحمد: مرحبا\nليلى: أهلا\nأحمد: نعم", ["أحمد", "ليلى", "أحمد"]),
            ("Hello. ANNA: Hi. BEN: So. ANNA: Yes. BEN: No.", [None, "ANNA", "BEN", "ANNA", "BEN"]),
        ],
    )  # fmt: skip
    def test_labels_name_the_speaker(self, text: str, expected: list[str | None]) -> None:
        assert speakers(text) == expected
        said = [word.strip(".?!。？") for word in spoken(text)]
        assert not {"ANNA", "BEN", "Anna", "Ben", "JOHN", "Speaker", "Q", "A"} & set(said)

    @pytest.mark.parametrize(
        "text",
        [
            "Remember this: we go.",
            "Note: bring bread.",
            "NOTE: bring bread.",
            "There is one rule: never lie.\nThere is one hope: love.",
            "She said: we go.\nShe said: we stay.",
            "See https://example.org/a:b now",
            "First: bread. Second: salt.\nFirst: water.",
            "It was 12:34 then.",
            "Anna: said once",
            "Day 1: we sowed.\nDay 2: we waited.\nDay 3: we reaped.",
        ],
    )
    def test_colons_in_speech_are_no_labels(self, text: str) -> None:
        assert spoken(text) == text.split()

    def test_a_speaker_goes_on_through_paragraphs_without_label(self) -> None:
        assert speakers("ANNA: One.\n\nTwo.\n\nBEN: Three.\n\nFour.") == [
            "ANNA", "ANNA", "BEN", "BEN",
        ]  # fmt: skip

    def test_a_label_line_and_its_time_open_one_paragraph_not_two(self) -> None:
        text = "ANNA\n0:05\nHello.\nBEN\n0:09\nHi.\nANNA\n0:12\nSo.\nBEN\n0:15\nYes."
        assert speakers(text) == ["ANNA", "BEN", "ANNA", "BEN"]

    def test_text_all_in_capitals_needs_more_than_capitals(self) -> None:
        assert spoken("AND THEN HE SAID THIS: WE GO HOME.") == (
            ["AND", "THEN", "HE", "SAID", "THIS:", "WE", "GO", "HOME."]
        )


class TestTranscriptsAsServicesWriteThem:
    """Dumps of the kind that radio stations, courts and transcription services give out."""

    @staticmethod
    def said(text: str) -> list[tuple[str | None, str]]:
        """Speaker and spoken words of each paragraph that has any."""
        transcript = parse_transcript(text)
        turns = []
        for paragraph in transcript.paragraphs:
            tokens = transcript.tokens[paragraph.first : paragraph.stop]
            words = " ".join(token.text for token in tokens if token.is_speech)
            if words:
                turns.append((paragraph.speaker, words))
        return turns

    def test_radio(self) -> None:
        text = (
            "STEVE INSK, HOST:\n\nGood morning.\n\n(SOUNDBITE OF MUSIC)\n\n"
            "RACHEL MART, BYLINE: Thanks, Steve.\n\nINSK: What happened?\n\n"
            "UNIDENTIFIED PERSON #1: It was 12:30.\n"
        )
        assert self.said(text) == [
            ("STEVE INSK", "Good morning."),
            ("RACHEL MART", "Thanks, Steve."),
            ("INSK", "What happened?"),
            ("UNIDENTIFIED PERSON #1", "It was 12:30."),
        ]

    def test_press_briefing(self) -> None:
        text = (
            "THE PRESIDENT:  Good afternoon.  (Applause.)  Note: it's late.\n\n"
            "Q    Mr. President, why?\n\nMS. PSAK: Well -- (laughter) -- look.\n"
        )
        assert self.said(text) == [
            ("THE PRESIDENT", "Good afternoon. Note: it's late."),
            ("Q", "Mr. President, why?"),
            ("MS. PSAK", "Well look."),
        ]

    def test_court(self) -> None:
        text = "Q. Where were you?\nA. At home.\nQ. When?\nA. At 12:30."
        assert self.said(text) == [
            ("Q", "Where were you?"), ("A", "At home."), ("Q", "When?"), ("A", "At 12:30."),
        ]  # fmt: skip

    def test_a_lettered_list_is_no_examination(self) -> None:
        assert self.said("A. Bread.\nB. Salt.") == [(None, "A. Bread. B. Salt.")]

    def test_name_and_bracketed_time_before_the_words(self) -> None:
        text = "Anna Smith [00:00:12] Hello.\n\nBen Ode [00:00:15] Hi. It's fine.\n"
        assert self.said(text) == [("Anna Smith", "Hello."), ("Ben Ode", "Hi. It's fine.")]

    def test_time_dash_name_on_a_line_of_their_own(self) -> None:
        text = "[00:00:12.340] - Anna Smith\nHello.\n\n[00:00:15.000] - Ben Ode\nHi.\n"
        assert self.said(text) == [("Anna Smith", "Hello."), ("Ben Ode", "Hi.")]

    def test_time_and_name_a_blank_line_above_the_words(self) -> None:
        text = "00:00:03 Anna Smith\n\nHello.\n\n00:00:07 Ben\n\nHi.\n\n00:00:09 Anna Smith\n\nSo."
        assert self.said(text) == [("Anna Smith", "Hello."), ("Ben", "Hi."), ("Anna Smith", "So.")]

    def test_single_words_at_times_are_no_names(self) -> None:
        text = "[00:00.000 --> 00:01.000]  Yes\n\n[00:01.000 --> 00:02.000]  No\n"
        assert [words for _, words in self.said(text)] == ["Yes", "No"]
        assert [words for _, words in self.said(text.replace("\n\n", "\n"))] == ["Yes", "No"]

    def test_a_line_that_happens_to_be_one_name_is_no_label(self) -> None:
        text = (
            "[0:00] Anna\nis my name\n[0:05] and this is\n[0:09] Ben\nmy friend\n[0:12] from home\n"
        )
        assert {speaker for speaker, _ in self.said(text)} == {None}

    def test_stage_play(self) -> None:
        text = "HAMLET\nTo be.\n\nOPHELIA\nMy lord? [Exit]\n\nHAMLET\nNo."
        assert self.said(text) == [
            ("HAMLET", "To be."), ("OPHELIA", "My lord?"), ("HAMLET", "No."),
        ]  # fmt: skip

    def test_headings_in_capitals_are_no_speakers(self) -> None:
        text = "INTRODUCTION\n\nThis is a talk.\n\nCONCLUSION\n\nIt was nice."
        assert {speaker for speaker, _ in self.said(text)} == {None}
        assert len(self.said(text)) == 4


class TestFurniture:
    def test_headlines_and_links_before_the_talk_stay_speech(self) -> None:
        text = "Back to index\n\nTranscript\n\nMy Talk\n\nHello."
        assert spoken(text) == ["Back", "to", "index", "Transcript", "My", "Talk", "Hello."]
