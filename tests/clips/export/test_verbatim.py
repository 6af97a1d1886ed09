"""Selected text is drawn and written whole, whatever an aligner lost: in the picture and beside."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from pullquote.align.model.alignment import AlignedWord, Alignment, Status
from pullquote.align.model.words import EngineInfo
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.layout import lay_out_cues
from pullquote.clips.export.captions import passage_words
from pullquote.clips.export.options import ExportOptions
from pullquote.clips.passages.passage import Passage, passage_by_words
from pullquote.clips.passages.quotation import quote_passage
from pullquote.clips.subtitles.files import format_subtitles, read_cues, subtitle_cues
from pullquote.clips.subtitles.formats import TEXT_FORMATS, SubtitleOptions
from pullquote.clips.typeset.ass import write_ass
from pullquote.clips.typeset.safe_area import profile_for
from pullquote.clips.typeset.styles import style_names

COUNT = 60
SEEDS = range(12)


def damaged(seed: int) -> Alignment:
    """Sixty words in three turns of which up to half were not found; many have no pause beside."""
    chance = random.Random(seed)
    written = [
        f"word{number:02}" + chance.choice(["", "", "", ",", "."]) for number in range(COUNT)
    ]
    turns = [" ".join(written[k : k + 20]) for k in range(0, COUNT, 20)]
    text = "\n\n".join(f"{name}: {turn}" for name, turn in zip("ABA", turns, strict=True))
    transcript = parse_transcript(text.replace("A:", "ANNA:").replace("B:", "BEN:"))
    share = chance.choice([0.05, 0.2, 0.45])
    clock, words = 1.0, []
    for token in transcript.tokens:
        if not token.is_speech or chance.random() < share:
            words.append(AlignedWord(token, None, 0.5, Status.ABSENT))
            continue
        clock += chance.choice([0.0, 0.0, 0.0, 0.02, 0.4])
        length = chance.choice([0.0, 0.08, 0.3])
        words.append(AlignedWord(token, TimeSpan(clock, clock + length), 0.9, Status.PLACED))
        clock += length
    engine = EngineInfo("test", "1")
    return Alignment(transcript, tuple(words), (), "en", clock + 1.0, "f", engine)


def whole(alignment: Alignment) -> tuple[Passage, list[str]]:
    """All of it, and its words."""
    passage = passage_by_words(alignment, 0, len(alignment.words) - 1)
    return passage, [f"word{number:02}" for number in range(COUNT)]


def found_in(text: str) -> list[str]:
    """The words in this text, each once, in the order in which they first come."""
    return list(dict.fromkeys(re.findall(r"word\d\d", text)))


@pytest.mark.parametrize("name", TEXT_FORMATS)
@pytest.mark.parametrize("word_times", [False, True])
def test_every_sidecar_holds_every_selected_word(name: str, word_times: bool) -> None:
    if name == "otio":
        pytest.importorskip("opentimelineio")
    for seed in SEEDS:
        alignment = damaged(seed)
        passage, expected = whole(alignment)
        held = TimeSpan(passage.span.start - 0.1, passage.span.end + 0.1)
        words = passage_words(alignment, passage, held, ExportOptions())
        cues = lay_out_cues(words, until=held.duration)
        options = SubtitleOptions(speakers=True, word_times=word_times)
        text = format_subtitles(cues, name, options)
        # ELAN has a tier for each speaker.
        found = found_in(text)
        assert (sorted(found) if name == "elan" else found) == expected, seed
        if name in ("textgrid", "elan"):  # in the tier of cues, and in that of words
            assert all(text.count(word) == 2 for word in expected), seed


@pytest.mark.parametrize("style", style_names())
@pytest.mark.parametrize("highlight", ["none", "word", "karaoke"])
def test_the_script_that_is_drawn_says_the_quote(
    style: str, highlight: str, tmp_path: Path
) -> None:
    for seed in SEEDS:
        alignment = damaged(seed)
        passage, _ = whole(alignment)
        held = TimeSpan(passage.span.start - 0.1, passage.span.end + 0.1)
        words = passage_words(alignment, passage, held, ExportOptions(style=style))
        cues = lay_out_cues(words, profile_for(style, 1080, 1920), until=held.duration)
        script = tmp_path / "x.ass"
        write_ass(cues, width=1080, height=1920, path=script, style=style, highlight=highlight)
        shown = [cue.plain for cue in read_cues(script)]
        names = {"ANNA", "BEN"}
        text = " ".join(word for line in shown for word in line.split() if word not in names)
        assert text == quote_passage(alignment, passage).text, seed


def test_subtitles_of_a_whole_recording_keep_what_may_be_spoken() -> None:
    for seed in SEEDS:
        alignment = damaged(seed)
        kept = {word.index for cue in subtitle_cues(alignment) for word in cue.words}
        lost = [word.token for word in alignment.words if word.token.index not in kept]
        shares = [word.span is None for word in alignment.words if word.token.is_speech]
        if sum(shares) < 0.1 * COUNT:
            assert not [token for token in lost if token.is_speech], seed
        assert all(alignment.words[token.index].span is None for token in lost)
