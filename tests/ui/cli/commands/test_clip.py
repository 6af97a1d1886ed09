"""Clips on the command line: what is asked for is made, and the manifest says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pullquote.align.media.audio import probe
from pullquote.samples import SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, SAMPLE_VIDEO
from tests.ui.cli.conftest import QUOTE


def _span_of(aligned: Path, first: int, last: int) -> tuple[float, float]:
    words = [word for s in json.loads(aligned.read_text())["segments"] for word in s["words"]]
    return words[first]["start"], words[last]["end"]


def test_a_quote_becomes_a_captioned_video_with_a_manifest_that_is_true(run, aligned: Path) -> None:
    code, out, err = run(
        *("clip", SAMPLE_VIDEO, aligned, "--quote", QUOTE, "--sidecar", "srt"),
        *("--highlight", "-o", "q.mp4", "--json"),
    )
    assert (code, err) == (0, "")
    (clip,) = json.loads(out)["clips"]
    assert set(clip) == {
        *("path", "source", "source_range", "pieces", "words", "text", "unheard"),
        *("captions", "sidecar", "poster", "status", "reason", "cut_out", "warnings"),
    }
    assert (clip["path"], clip["sidecar"], clip["status"]) == ("q.mp4", "q.srt", "made")
    assert clip["source"] == str(SAMPLE_VIDEO)
    assert clip["reason"] is None
    assert clip["captions"]
    assert clip["text"].startswith(QUOTE)
    start, end = _span_of(aligned, *clip["words"])
    held = clip["source_range"]
    assert start - 0.2 <= held["start"] <= start
    assert end <= held["end"] <= end + 0.3
    info = probe(Path("q.mp4"))
    assert info.video is not None
    assert info.duration == pytest.approx(held["end"] - held["start"], abs=0.06)
    assert QUOTE.split()[0] in Path("q.srt").read_text(encoding="utf-8")


def test_words_and_times_are_asked_for_by_number(run, aligned: Path) -> None:
    code, out, _ = run(
        *("clip", SAMPLE_AUDIO, aligned, "--words", "209-211", "--start", "0:30", "--end", "31.5"),
        *("-o", "some/", "--format", "wav", "--json"),
    )
    assert code == 0
    by_words, by_time = json.loads(out)["clips"]
    assert by_words["words"] == [209, 211]
    assert by_time["source_range"] == {"start": 30.0, "end": 31.5}
    assert probe(Path(by_time["path"])).duration == pytest.approx(1.5, abs=1e-3)
    assert {path.suffix for path in Path("some").iterdir()} == {".wav"}


def test_of_many_requests_those_that_fail_do_not_stop_the_others(run, aligned: Path) -> None:
    Path("q.txt").write_text(
        "# a comment\nthe storm petrel\nthank you\n\nwords:100-110\nbanana\n", encoding="utf-8"
    )
    code, out, err = run(
        *("clip", SAMPLE_AUDIO, aligned, "--quotes", "q.txt", "-o", "many/", "--json")
    )
    assert code == 4
    clips = json.loads(out)["clips"]
    assert [clip["status"] for clip in clips] == ["made", "failed", "made", "failed"]
    assert [clip["text"][:9] for clip in clips] == ["The storm", "thank you", "The next ", "banana"]
    assert "4 places" in clips[1]["reason"]
    assert len(list(Path("many").iterdir())) == 2
    assert "banana" in err
    assert "4 places" in err


def test_a_table_of_requests_may_name_the_clips(run, aligned: Path) -> None:
    Path("q.csv").write_text(
        "name,quote,start,end,occurrence\nopening/one,,1,2,\n,storm petrel,,,\n"
        "thanks,thank you,,,2\n",
        encoding="utf-8",
    )
    code, out, _ = run("clip", SAMPLE_AUDIO, aligned, "--quotes", "q.csv", "-o", "t/", "--json")
    assert code == 0
    clips = json.loads(out)["clips"]
    assert [Path(clip["path"]).name for clip in clips] == [
        "opening-one.mp3",
        "02-storm-petrel.mp3",
        "thanks.mp3",
    ]
    assert clips[2]["words"] == [41, 42]


def test_an_ambiguous_quote_lists_its_places_and_occurrence_chooses(run, aligned: Path) -> None:
    given = ("clip", SAMPLE_AUDIO, aligned, "--quote", "thank you", "-o", "t.wav")
    code, out, err = run(*given)
    assert (code, out) == (4, "")
    assert err.count("\n") == 5
    assert not Path("t.wav").exists()
    code, out, _ = run(*given, "--occurrence", 3, "--json")
    assert code == 0
    assert json.loads(out)["clips"][0]["words"] == [263, 264]


def test_what_is_written_but_not_said_is_said_to_be_so(run, aligned: Path) -> None:
    code, out, err = run(
        "clip", SAMPLE_VIDEO, aligned, "--quote", "the happiest mistake of my life", "-o", "x.mp3"
    )
    assert (code, out) == (4, "")
    assert "is not said in the recording" in err
    assert list(Path().iterdir()) == []


def test_a_file_is_replaced_only_with_force(run, aligned: Path) -> None:
    given = ("clip", SAMPLE_AUDIO, aligned, "--words", "209-211", "-o", "x.wav")
    Path("x.wav").write_text("mine", encoding="utf-8")
    code, _, err = run(*given)
    assert code == 2
    assert "--force" in err
    assert Path("x.wav").read_text(encoding="utf-8") == "mine"
    assert run(*given, "--force")[0] == 0
    assert probe(Path("x.wav")).duration > 0.5


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ((), "choose the words"),
        (("--start", "3"), "belong together"),
        (("--start", "3", "--end", "2"), "ends before it starts"),
        (("--start", "soon", "--end", "2"), "range of times"),
        (("--start", "5:00", "--end", "6:00"), "after the end"),
        (("--words", "5-2"), "ends before it starts"),
        (("--words", "1-99999"), "this transcript has words 0–"),
        (("--words", "twelve"), "range of words"),
        (("--quote", QUOTE, "-o", "x.xyz"), "unknown extension"),
        (("--quote", QUOTE, "--quote", "wren", "-o", "x.mp4"), "name a folder"),
        (("--quote", QUOTE, "--style", "gothic"), "unknown caption style"),
        (("--quote", QUOTE, "--format", "xyz"), "unknown kind of clip"),
        (("--quote", QUOTE, "--sidecar", "xyz"), "unknown subtitle extension"),
        (("--quote", QUOTE, "--poster", "xyz"), "unknown picture extension"),
        (("--quote", QUOTE, "--poster", "png", "-o", "x.mp3"), "is a sound file"),
        (("--quote", QUOTE, "--poster", "webp", "-o", "x.webp"), "cannot have the same name"),
        (("--quotes", "missing.txt"), "could not be found"),
        (("--quote", "a", "--quote", "b", "--occurrence", "2"), "--occurrence"),
        (("--quote", QUOTE, "--join", "-o", "x/"), "is a folder"),
        (("--quote", QUOTE, "--loudness", "3"), "unknown loudness"),
    ],
)
def test_a_request_that_makes_no_sense_is_one_sentence(
    arguments: tuple[str, ...], word: str, run, aligned: Path
) -> None:
    code, out, err = run("clip", SAMPLE_AUDIO, aligned, *arguments)
    assert (code, out) == (2, "")
    assert word in err
    assert err.count("\n") == 1
    assert list(Path().iterdir()) == []


def test_an_alignment_of_another_recording_is_refused(run, aligned: Path, tmp_path: Path) -> None:
    run("clip", SAMPLE_AUDIO, aligned, "--start", "1", "--end", "9", "-o", "short.wav")
    code, _, err = run("clip", "short.wav", aligned, "--quote", QUOTE, "-o", "x.wav")
    assert code == 2
    assert "align this recording first" in err


def test_passages_are_joined_in_the_order_they_are_asked_for(run, aligned: Path) -> None:
    code, out, _ = run(
        *("clip", SAMPLE_AUDIO, aligned, "--words", "209-211", "--words", "100-104"),
        *("--join", "-o", "both.wav", "--json"),
    )
    assert code == 0
    clips = json.loads(out)["clips"]
    assert [clip["words"] for clip in clips] == [[209, 211], [100, 104]]
    assert {clip["path"] for clip in clips} == {"both.wav"}
    held = sum(piece["end"] - piece["start"] for clip in clips for piece in clip["pieces"])
    assert probe(Path("both.wav")).duration == pytest.approx(held, abs=1e-3)


def test_nothing_is_joined_when_a_part_is_missing(run, aligned: Path) -> None:
    code, out, _ = run(
        *("clip", SAMPLE_AUDIO, aligned, "--words", "209-211", "--quote", "banana"),
        *("--join", "-o", "both.wav"),
    )
    assert (code, out) == (4, "")
    assert list(Path().iterdir()) == []


def test_a_quote_is_cut_at_once_from_the_transcript_alone(run, aligned: Path) -> None:
    code, out, err = run(
        *("clip", SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, "--quote", QUOTE, "--engine", "sphinx"),
        *("--no-cache", "-o", "q.wav", "--json"),
    )
    assert (code, err) == (0, "")
    (clip,) = json.loads(out)["clips"]
    start, end = _span_of(aligned, *clip["words"])
    assert clip["source_range"]["start"] == pytest.approx(start, abs=0.2)
    assert clip["source_range"]["end"] == pytest.approx(end, abs=0.3)


def test_what_is_not_said_is_found_out_at_once_too(run) -> None:
    code, out, err = run(
        *("clip", SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, "--quote", "the happiest mistake of my life"),
        *("--engine", "sphinx", "-o", "q.wav"),
    )
    assert (code, out) == (4, "")
    assert err.count("\n") == 1
    assert list(Path().iterdir()) == []


def test_a_time_is_cut_at_once_with_the_words_said_then(run, aligned: Path) -> None:
    code, out, _ = run(
        *("clip", SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, "--start", "0:30", "--end", "0:34"),
        *("--engine", "sphinx", "-o", "q.wav", "--json"),
    )
    assert code == 0
    (clip,) = json.loads(out)["clips"]
    assert clip["source_range"] == {"start": 30.0, "end": 34.0}
    words = [word for s in json.loads(aligned.read_text())["segments"] for word in s["words"]]
    inside = [
        index
        for index, word in enumerate(words)
        if "start" in word and 30 <= (word["start"] + word["end"]) / 2 < 34
    ]
    assert clip["words"] == [inside[0], inside[-1]]


def test_a_word_that_was_not_found_stays_and_is_told(run, aligned: Path, tmp_path: Path) -> None:
    document = json.loads(aligned.read_text(encoding="utf-8"))
    words = [word for segment in document["segments"] for word in segment["words"]]
    for index in (222, 226):
        words[index] |= {"status": "absent", "probability": 0.0}
        del words[index]["start"], words[index]["end"]
    damaged = tmp_path / "damaged.json"
    damaged.write_text(json.dumps(document), encoding="utf-8")
    given = ("clip", SAMPLE_AUDIO, damaged, "--words", "222-228", "--sidecar", "txt", "--force")
    code, out, err = run(*given, "-o", "a.mp3")
    assert (code, err) == (0, "")
    assert out.endswith(
        "\n    2 of 7 words were not found: she, small; listen before you publish\n"
    )
    assert Path("a.txt").read_text(encoding="utf-8") == "she sounds like a small engine full\n"
    _, out, _ = run(*given, "-o", "a.mp3", "--json", "--absent", "mark")
    (clip,) = json.loads(out)["clips"]
    assert clip["text"] == "[she] sounds like a [small] engine full"
    assert clip["unheard"] == [{"word": "she", "index": 222}, {"word": "small", "index": 226}]
    assert Path("a.txt").read_text(encoding="utf-8") == clip["text"] + "\n"
    run(*given, "-o", "a.mp3", "--absent", "drop")
    assert Path("a.txt").read_text(encoding="utf-8") == "sounds like a engine full\n"


def test_words_are_cut_out_of_a_clip_and_are_gone_from_its_sound(run, aligned: Path) -> None:
    quote = "I had bought an old microphone for $20, because I wanted to hear whether"
    code, out, err = run(
        *("clip", SAMPLE_VIDEO, aligned, "--quote", quote, "--cut", "for $20,"),
        *("--mark-cuts", "--sidecar", "srt", "-o", "cut.mp4", "--json"),
    )
    assert (code, err) == (0, "")
    (clip,) = json.loads(out)["clips"]
    short = "I had bought an old microphone […] because I wanted to hear whether"
    assert clip["text"] == short
    (gone,) = clip["cut_out"]
    assert gone["text"] == "for $20,"
    held = clip["source_range"]
    seconds = held["end"] - held["start"] - (gone["end"] - gone["start"])
    assert probe(Path("cut.mp4")).duration == pytest.approx(seconds, abs=0.1)
    assert "microphone […]" in Path("cut.srt").read_text("utf-8").replace("\n", " ")
    # What is heard in the clip is aligned with the text as it was.
    Path("quote.txt").write_text(quote, encoding="utf-8")
    code, _, err = run("align", "cut.mp4", "quote.txt", "--engine", "sphinx", "-o", "cut.json")
    assert code == 0, err
    document = json.loads(Path("cut.json").read_text("utf-8"))
    heard = {word["word"]: word["status"] for s in document["segments"] for word in s["words"]}
    assert heard.pop("for") == heard.pop("$20,") == "absent"
    assert "absent" not in heard.values()


def test_a_lost_negation_and_words_that_are_not_there_are_told(run, aligned: Path) -> None:
    base = ("clip", SAMPLE_AUDIO, aligned, "--quote", "I don't often get to talk to anything")
    code, out, _ = run(*base, "--cut", "don't", "-o", "a.wav")
    assert code == 0
    assert "The cut takes out “don't”; the quote may now say the opposite" in out
    code, out, _ = run(*base, "--cut", "don't often", "-o", "b.wav", "--json")
    assert "“don't”" in json.loads(out)["clips"][0]["warnings"][0]
    code, _, err = run(*base, "--cut", "banana", "-o", "c.wav")
    assert code != 0
    assert "banana" in err
    assert not Path("c.wav").exists()


def test_each_of_several_equal_words_is_cut_out_only_if_asked(run, aligned: Path) -> None:
    base = ("clip", SAMPLE_AUDIO, aligned, "--quote", "you walk away, and you wait", "--json")
    code, _, err = run(*base, "--cut", "you", "-o", "a.wav")
    assert code != 0
    assert "2 times" in err
    code, out, _ = run(*base, "--cut-every", "and you", "--cut-fillers", "-o", "a.wav")
    assert code == 0
    assert json.loads(out)["clips"][0]["text"] == "you walk away, wait."


def test_a_table_names_words_to_cut_out_of_each_passage(run, aligned: Path) -> None:
    Path("q.csv").write_text(
        "words,name,cut\n209-211,whole,\n209-211,less,storm\n209-211,none,banana\n"
    )
    code, out, err = run(
        *("clip", SAMPLE_AUDIO, aligned, "--quotes", "q.csv"),
        *("-o", "some/", "--format", "wav", "--json"),
    )
    assert code == 4
    assert "'banana' is not in the passage, so it cannot be cut out of it" in err
    whole, less, none = json.loads(out)["clips"]
    assert (whole["cut_out"], none["status"]) == ([], "failed")
    assert [gone["text"] for gone in less["cut_out"]] == ["storm"]
    assert {path.name for path in Path("some").iterdir()} == {"whole.wav", "less.wav"}
    long, short = (probe(Path(clip["path"])).duration for clip in (whole, less))
    assert short < long - 0.2
    code, _, err = run("card", SAMPLE_TRANSCRIPT, "--quotes", "q.csv", "-o", "cards/")
    assert code == 2
    assert "words are cut out only where their times are known" in err
