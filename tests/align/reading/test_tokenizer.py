"""Words, roles and paragraphs of plain text: planted ones are found, and nothing is lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings, strategies as st

from pullquote.align.errors import TranscriptError
from pullquote.align.model.transcript import Role, Transcript
from pullquote.align.reading.tokenizer import (
    Block,
    build_transcript,
    can_be_spoken,
    parse_transcript,
)
from pullquote.align.reading.word_boundaries import split_words
from pullquote.align.times import TimeSpan

ZERO_WIDTH = "\u200b\ufeff"

troublesome = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            list("aB1 \n\t:[]()<>-–—….,'\"*♪&%$>0123456789Qq：「」，。ー\u200b\ufeff\u00a0")
        ),
        st.sampled_from(list("漢字かなカナสวัสดีแกไทยພາສາមន្ត្រីမြန်မာאבגعربيहिन्दी👍🏽é\u0301")),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=120,
)
pieces = st.lists(
    st.sampled_from(
        ["ANNA:", "Anna Smith:", ">> ", "[Speaker 1]", "(applause)", "[00:12]", "12:34", "\n",
         "\n\n", "know--you", "we…go", "12:30-13:10", "1", "-->", "00:00:01,000", "hello", "♪ la ♪",
         " ",
         "*laughs*", "我很好。", "\t", "(1:02:03)"]
    ),
    max_size=25,
).map(" ".join)  # fmt: skip


def words_of(transcript: Transcript, role: Role = Role.SPEECH) -> list[str]:
    return [token.text for token in transcript.tokens if token.role is role]


def spoken(text: str) -> list[str]:
    return words_of(parse_transcript(text))


def roles(text: str) -> list[tuple[str, str]]:
    return [
        (token.text, token.role.value)
        for token in parse_transcript(text).tokens
        if token.role is not Role.SPEECH
    ]


def speakers(text: str) -> list[str | None]:
    return [paragraph.speaker for paragraph in parse_transcript(text).paragraphs]


def paragraph_texts(text: str) -> list[str]:
    transcript = parse_transcript(text)
    return [transcript.quote(p.first, p.stop - 1) for p in transcript.paragraphs]


class TestLaws:
    @given(st.one_of(troublesome, pieces))
    @settings(max_examples=150, deadline=None)
    def test_every_character_that_is_no_space_is_in_exactly_one_token(self, text: str) -> None:
        owned = [0] * len(text)
        for start, end in split_words(text):
            assert start < end
            for place in range(start, end):
                owned[place] += 1
        expected = [0 if c.isspace() or c in ZERO_WIDTH else 1 for c in text]
        assert owned == expected

    @given(st.one_of(troublesome, pieces))
    @settings(max_examples=150, deadline=None)
    def test_tokens_are_slices_in_order_and_paragraphs_partition_them(self, text: str) -> None:
        try:
            transcript = parse_transcript(text)
        except TranscriptError:
            return
        assert transcript.text == text
        place = 0
        for number, token in enumerate(transcript.tokens):
            assert token.index == number
            assert token.text == text[token.start_char : token.end_char]
            assert token.start_char >= place
            place = token.end_char
        stops = [0, *(paragraph.stop for paragraph in transcript.paragraphs)]
        assert [paragraph.first for paragraph in transcript.paragraphs] == stops[:-1]
        assert stops[-1] == len(transcript.tokens)
        assert all(paragraph.first < paragraph.stop for paragraph in transcript.paragraphs)

    @given(st.one_of(troublesome, pieces))
    @settings(max_examples=100, deadline=None)
    def test_what_is_spoken_has_something_to_say_and_a_mark_has_not(self, text: str) -> None:
        try:
            transcript = parse_transcript(text)
        except TranscriptError:
            return
        for token in transcript.tokens:
            if token.role is Role.MARK:
                assert not any(character.isalnum() for character in token.text)
            elif token.is_speech:
                assert can_be_spoken(token.text)

    @given(st.lists(st.from_regex(r"[A-Za-z]{1,8}[.,?!]?", fullmatch=True), min_size=1))
    def test_plain_words_are_all_spoken_and_split_at_spaces(self, written: list[str]) -> None:
        assert spoken("say " + " ".join(written)) == ["say", *written]

    @given(st.lists(st.sampled_from(["one two", "ANNA: hi", "(applause) yes", "我好"]), min_size=1))
    def test_blocks_become_paragraphs_with_their_spans(self, texts: list[str]) -> None:
        blocks = [
            Block(text, span=TimeSpan(number, number + 1)) for number, text in enumerate(texts)
        ]
        transcript = build_transcript(blocks, source="cues", separator="\n")
        assert [p.span for p in transcript.paragraphs] == [block.span for block in blocks]
        quoted = [transcript.quote(p.first, p.stop - 1) for p in transcript.paragraphs]
        assert quoted == texts


class TestSplitting:
    @pytest.mark.parametrize(
        ("chunk", "expected"),
        [
            ("know--you", ["know--", "you"]),
            ("know—you", ["know—", "you"]),
            ("know – you", ["know", "–", "you"]),
            ("right…now", ["right…", "now"]),
            ("well...I", ["well...", "I"]),
            ("“Stop”—he", ["“Stop”—", "he"]),
            ("he—“Stop”", ["he—", "“Stop”"]),
            ("one—two—three", ["one—", "two—", "three"]),
            ("well-known", ["well-known"]),
            ("1939–1945", ["1939–1945"]),
            ("9:00–10:30", ["9:00–10:30"]),
            ("3--4", ["3--4"]),
            ("--and", ["--and"]),
            ("and--", ["and--"]),
            ("don't", ["don't"]),
            ("U.S.A.", ["U.S.A."]),
            ("[laughs]Yes", ["[laughs]", "Yes"]),
            ("[I]t", ["[I]t"]),
            ("(s)he", ["(s)he"]),
            ("我有iPhone手机。", ["我", "有", "iPhone", "手", "机。"]),
            ("「你好」，他说", ["「你", "好」，", "他", "说"]),
            ("3.5公里", ["3.5", "公", "里"]),
            ("你好（", ["你", "好（"]),
            ("キャット", ["キャッ", "ト"]),
            ("สวัสดี", ["ส", "วั", "ส", "ดี"]),
            ("แม่น้ำ", ["แม่", "น้ำ"]),
            ("ខ្មែរ", ["ខ្មែ", "រ"]),
            ("안녕하세요", ["안녕하세요"]),
            ("हिन्दी", ["हिन्दी"]),
            ("e\u0301te\u0301", ["e\u0301te\u0301"]),
            ("one\u200btwo\u00a0three", ["one", "two", "three"]),
        ],
    )
    def test_a_chunk_splits_into(self, chunk: str, expected: list[str]) -> None:
        assert [chunk[start:end] for start, end in split_words(chunk)] == expected


class TestMarks:
    @pytest.mark.parametrize("mark", ["--", "•", "***", "—", "=====", "👍", "…", "|", ">", '"'])
    def test_nothing_to_say_is_a_mark(self, mark: str) -> None:
        assert (mark, "mark") in roles(f"one {mark} two")

    @pytest.mark.parametrize("symbol", ["&", "%", "$5", "+", "€", "@", "½", "5°", "№"])
    def test_symbols_with_a_name_are_spoken(self, symbol: str) -> None:
        assert spoken(f"one {symbol} two") == ["one", symbol, "two"]


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


class TestParagraphs:
    def test_blank_lines_separate(self) -> None:
        assert paragraph_texts("one two\nthree\n\n \t\nfour\r\n\r\nfive") == [
            "one two\nthree", "four", "five",
        ]  # fmt: skip

    def test_an_indented_line_is_no_blank_line(self) -> None:
        assert len(paragraph_texts("one two\n   three four\n   five")) == 1

    def test_wrapped_lines_are_one_paragraph(self) -> None:
        line = "it was the best of times and it was the worst of times, and so on\n"
        assert len(paragraph_texts(line * 8)) == 1

    def test_long_lines_are_paragraphs_of_their_own(self) -> None:
        line = "it was the best of times, it was the worst of times, " * 6 + "and so on.\n"
        assert len(paragraph_texts(line * 4)) == 4
        assert len(paragraph_texts("Title\n\n" + line * 4)) == 5

    def test_finished_lines_of_uneven_length_are_paragraphs_of_their_own(self) -> None:
        text = "Hello there.\nI came from a far away country to see you.\nWhy?\nBecause I could.\n"
        assert len(paragraph_texts(text)) == 4


class TestRefusing:
    @pytest.mark.parametrize("text", ["", "  \n\t\n", "\ufeff"])
    def test_an_empty_text_is_refused(self, text: str) -> None:
        with pytest.raises(TranscriptError, match="is empty; give the text of what is said"):
            parse_transcript(text)

    @pytest.mark.parametrize("text", ["(applause)", "-- ***", "[00:12:34]\n"])
    def test_a_text_without_speech_is_refused(self, text: str) -> None:
        with pytest.raises(TranscriptError, match="no words that could be spoken"):
            parse_transcript(text, source="talk.txt")


@pytest.mark.parametrize(
    "seed",
    ["ANNA: so it goes -- on. ", "*", "-", "♪", "(", "A ", "0:05 x\n", "9:59\n1:00\n", "--a",
     "<!--",
     "[0:05 ", "漢", "!     ", "9 seconds x\n", "Anna\n0:05\nyes\n", "0:05\nAnna\nyes\n",
     "Anna Smith (0:05) x\n", "00:00:00:01 - "],
)  # fmt: skip
def test_no_text_however_odd_takes_more_than_linear_time(seed: str) -> None:
    def cost(size: int) -> float:
        text = seed * (size // len(seed)) + "\nword"
        started = time.process_time()
        parse_transcript(text)
        return time.process_time() - started

    cost(100)  # what is made once
    # Sixteen times the text: linear time gives 16, quadratic 256; the rest is other people's work.
    assert cost(32_000) < 100 * max(cost(2_000), 0.005)
