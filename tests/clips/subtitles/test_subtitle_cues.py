"""The sample's subtitles: what is said, as written, by whom, within the rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pullquote.align.model.alignment import AlignedWord, Alignment, Status
from pullquote.align.model.words import EngineInfo
from pullquote.align.reading.formats import read_transcript
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.check import check_cues
from pullquote.clips.captions.cue import Cue, joined
from pullquote.clips.captions.profiles.profile import BBC, NETFLIX, PROFILES, SHORT_FORM
from pullquote.clips.subtitles.files import (
    format_subtitles,
    read_cues,
    step_of,
    subtitle_cues,
    write_subtitles,
)
from pullquote.clips.subtitles.formats import FORMATS, SubtitleOptions

SAMPLES = Path(__file__).resolve().parents[3] / "samples"


@pytest.fixture(scope="module")
def sample() -> Alignment:
    """The sample with its exact word times."""
    transcript = read_transcript(SAMPLES / "interview.txt")
    truth = json.loads((SAMPLES / "interview.words.json").read_text(encoding="utf-8"))
    times = {
        entry["index"]: TimeSpan(entry["start"], entry["end"])
        for entry in truth["words"]
        if entry["start"] is not None
    }
    assert [e["text"] for e in truth["words"]] == [t.text for t in transcript.tokens]
    words = tuple(
        AlignedWord(
            token,
            times.get(token.index),
            1.0,
            Status.PLACED if token.index in times else Status.ABSENT,
        )
        for token in transcript.tokens
    )
    engine = EngineInfo("truth", "1")
    return Alignment(transcript, words, (), "en", truth["duration"], "", engine)


def test_the_sample_breaks_no_rule_of_netflix(sample):
    cues = subtitle_cues(sample, NETFLIX)
    assert check_cues(cues, NETFLIX) == ()
    assert len(cues) > 20


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda p: p.name)
def test_every_spoken_token_is_captioned_once_in_order(sample, profile):
    cues = subtitle_cues(sample, profile)
    indices = [word.index for cue in cues for word in cue.words]
    assert sorted(set(indices)) == indices
    assert indices == [word.token.index for word in sample.words if word.span is not None]


def test_captions_are_the_transcripts_own_text(sample):
    whole = 0
    for cue in subtitle_cues(sample, NETFLIX):
        for line in cue.lines:
            first, last = line[0].index, line[-1].index
            spans = [word.span for word in sample.words[first : last + 1]]
            if None in spans:  # something unspoken, or a dash that was attached, stands between
                continue
            whole += 1
            written = " ".join(sample.transcript.quote(first, last).split())
            shown = joined(line)
            assert shown.removesuffix(" --") == written
    assert whole > 25


def test_header_labels_directions_and_unspoken_sentences_are_not_captioned(sample):
    shown = " ".join(cue.plain for cue in subtitle_cues(sample, NETFLIX))
    assert shown.startswith("Good morning, and welcome back.")
    assert "ANNA:" not in shown
    assert "(laughter)" not in shown
    assert "lamp --" in shown


def test_each_cue_has_one_speaker(sample):
    speakers = [cue.speaker for cue in subtitle_cues(sample, SHORT_FORM)]
    assert len(set(speakers)) == 2
    assert None not in speakers


def test_words_are_on_screen_when_they_are_heard(sample):
    cues = subtitle_cues(sample, NETFLIX)
    assert len(cues) > 20
    for cue in cues:
        for word in cue.words:
            # The last one may lose the two frames between cues.
            assert cue.span.start <= word.span.start < cue.span.end
            assert word.span.end <= cue.span.end + NETFLIX.min_gap + 1e-6


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda p: p.name)
@pytest.mark.parametrize("speakers", [False, True], ids=["plain", "speakers and word times"])
@pytest.mark.parametrize("ending", ["srt", "vtt", "ass", "ttml"])
def test_what_is_written_breaks_no_rule_that_the_layout_did_not_break(
    sample, tmp_path, profile, speakers, ending
):
    names = speakers and FORMATS[ending].names_in_text
    cues = subtitle_cues(sample, profile, names=names)
    file = tmp_path / f"x.{ending}"
    write_subtitles(cues, file, options=SubtitleOptions(speakers=speakers, word_times=speakers))

    def broken(of: tuple[Cue, ...], step: float) -> set[tuple[int, str]]:
        # Whether a phrase is split asks when its words are spoken, which a file does not tell.
        found = check_cues(of, profile, step=step)
        return {(v.cue, v.rule) for v in found if v.rule != "split-phrase"}

    assert broken(read_cues(file), step_of(file)) <= broken(cues, 0.001)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda p: p.name)
def test_lines_have_room_for_the_names_in_them(sample, profile):
    cues = subtitle_cues(sample, profile, names=True)
    assert not [v for v in check_cues(cues, profile) if v.rule == "line-length"]
    written = format_subtitles(cues, "srt", SubtitleOptions(speakers=True))
    assert written.replace("\n", " ").count("EDWIN: ") == 6
    assert "ANNA: ANNA:" not in written.replace("\n", " ")


@pytest.mark.parametrize("profile", [NETFLIX, BBC], ids=lambda p: p.name)
def test_no_more_than_one_cue_of_the_sample_breaks_a_rule(sample, profile):
    broken = {violation.cue for violation in check_cues(subtitle_cues(sample, profile), profile)}
    assert len(broken) <= (1 if profile is BBC else 0)
