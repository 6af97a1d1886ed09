"""Finding words and times, and subtitles, on the command line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pysubs2
import pytest

from pullquote.clips.captions.profiles.profile import PROFILES
from pullquote.clips.subtitles.formats import FORMATS, TEXT_FORMATS


def _word(aligned: Path, index: int) -> dict[str, float]:
    words = [word for s in json.loads(aligned.read_text())["segments"] for word in s["words"]]
    return words[index]


@pytest.mark.parametrize(
    "query", ["small engine", "SMALL, engine!", "smal engin", "a small engine full of laughter"]
)
def test_words_are_found_with_their_time_speaker_and_context(query, run, aligned: Path) -> None:
    code, out, err = run("find", aligned, query)
    assert (code, err) == (0, "")
    assert out.startswith("1:19.")
    assert "EDWIN: " in out
    assert "small engine" in out


def test_what_is_found_can_be_read_by_programs(run, aligned: Path) -> None:
    code, out, _ = run("find", aligned, "small engine", "--json")
    assert code == 0
    document = json.loads(out)
    (hit,) = document["hits"]
    first, last = hit["words"]
    assert hit["text"] == "small engine"
    assert hit["start"] == pytest.approx(_word(aligned, first)["start"], abs=1e-3)
    assert hit["end"] == pytest.approx(_word(aligned, last)["end"], abs=1e-3)


def test_a_time_tells_what_is_said_then(run, aligned: Path) -> None:
    middle = _word(aligned, 226)
    code, out, _ = run(
        "find", aligned, f"1:{(middle['start'] + middle['end']) / 2 - 60:.2f}", "--json"
    )
    assert code == 0
    assert json.loads(out)["words"] == [226, 226]


def test_a_range_tells_what_is_said_throughout_and_what_is_not_written(run, aligned: Path) -> None:
    code, out, _ = run("find", aligned, "0:50-1:00")
    assert code == 0
    assert "spoken, but not in the transcript" in out
    assert "0:53.65-0:57.15" in out


def test_a_range_ends_where_the_recording_does(run, aligned: Path, true_alignment) -> None:
    code, out, _ = run("find", aligned, "1:30-5:00", "--json")
    assert code == 0
    assert json.loads(out)["end"] == pytest.approx(true_alignment.duration, abs=1e-3)


@pytest.mark.parametrize("command", [("find", "x"), ("chapters",)])
@pytest.mark.parametrize("content", [b"Money in the bank.\n", b"\xff\xfb\x90\x00"])
def test_what_is_no_alignment_is_said_to_be_none(command, content: bytes, run) -> None:
    Path("bank.txt").write_bytes(content)
    name, *rest = command
    code, out, err = run(name, "bank.txt", *rest)
    assert (code, out) == (2, "")
    assert "bank.txt is not a result of `pullquote align`" in err.replace("bank.txt:", "bank.txt")


@pytest.mark.parametrize(
    ("query", "code"), [("banana submarine", 4), ("9:59", 2), ("5:00-6:00", 2)]
)
def test_what_is_nowhere_has_its_exit_code(query, code, run, aligned: Path) -> None:
    got, out, err = run("find", aligned, query)
    assert (got, out) == (code, "")
    assert err.count("\n") == 1


def test_nothing_found_is_still_json(run, aligned: Path) -> None:
    code, out, err = run("find", aligned, "banana submarine", "--json")
    assert (code, err) == (4, "")
    assert json.loads(out) == {"query": "banana submarine", "hits": []}


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_every_subtitle_format_is_written(name: str, run, aligned: Path) -> None:
    path = f"x{FORMATS[name].extensions[0]}"
    code, out, err = run("subtitles", aligned, "-o", path)
    assert code == 0
    assert re.fullmatch(r"pullquote: 22 words were not found and are left out \(The, .*\n", err)
    assert path in out
    assert "microphone" in Path(path).read_text(encoding="utf-8").replace("</w> <w>", " ")


def test_all_formats_are_listed(run) -> None:
    code, out, _ = run("subtitles", "--list-formats")
    assert code == 0
    assert len(out.splitlines()) == len(FORMATS)


def test_a_format_whose_package_is_missing_is_listed_with_it(run, monkeypatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    _, out, _ = run("subtitles", "--list-formats")
    (marked,) = [line for line in out.splitlines() if "pip install" in line]
    assert marked.startswith("otio")
    assert marked.endswith("(first: pip install opentimelineio)")


@pytest.mark.parametrize("profile", PROFILES)
def test_subtitles_hold_every_spoken_word_in_order(profile: str, run, aligned: Path) -> None:
    code, out, _ = run("subtitles", aligned, "-o", "-", "--profile", profile)
    assert code == 0
    cues = pysubs2.SSAFile.from_string(out, format_="srt")
    shown = " ".join(cue.plaintext for cue in cues)
    words = [word for s in json.loads(aligned.read_text())["segments"] for word in s["words"]]
    spoken = " ".join(word["word"] for word in words if "start" in word)
    assert re.findall(r"\w+", shown) == re.findall(r"\w+", spoken)


def test_an_existing_file_is_kept_unless_forced(run, aligned: Path) -> None:
    Path("x.srt").write_text("mine", encoding="utf-8")
    assert run("subtitles", aligned, "-o", "x.srt")[0] == 2
    assert Path("x.srt").read_text(encoding="utf-8") == "mine"
    assert run("subtitles", aligned, "-o", "x.srt", "--force")[0] == 0


def test_the_check_names_each_breach_and_ends_with_1(run, aligned: Path) -> None:
    code, out, _ = run("subtitles", aligned, "--check", "--profile", "bbc", "--json")
    document = json.loads(out)
    assert document["path"] is None
    assert code == (1 if document["violations"] else 0)
    for breach in document["violations"]:
        assert breach["message"].startswith(f"cue {breach['cue']} at ")
    plain = run("subtitles", aligned, "--check", "--profile", "bbc")[1]
    broken = len({breach["cue"] for breach in document["violations"]})
    assert plain.splitlines()[-1].startswith(f"{broken} of {document['cues']} cues")


def test_without_a_file_or_a_check_there_is_nothing_to_do(run, aligned: Path) -> None:
    code, out, err = run("subtitles", aligned)
    assert (code, out) == (2, "")
    assert "-o" in err


FAULTY = """1
00:00:01,000 --> 00:00:01,400
Too short for anybody to read in time.

2
00:00:05,000 --> 00:00:07,000
We have finally found the
lighthouse.

3
00:00:06,500 --> 00:00:09,000
It overlaps.

4
00:00:10,000 --> 00:00:12,000

"""
FAULTS = [
    (1, "reading-speed"),
    (1, "min-duration"),
    (2, "overlap"),
    (2, "split-phrase"),
    (4, "empty"),
]


def test_somebodys_subtitle_file_is_checked_as_it_is(run) -> None:
    Path("x.srt").write_text(FAULTY, encoding="utf-8")
    code, out, _ = run("subtitles", "x.srt", "--check", "--json")
    document = json.loads(out)
    assert code == 1
    assert document["cues"] == 4
    assert [(breach["cue"], breach["rule"]) for breach in document["violations"]] == FAULTS
    code, out, _ = run("subtitles", "x.srt", "--check", "--language", "und")
    assert out.splitlines()[-1] == "3 of 4 cues break a rule of the netflix profile"
    assert "breaks between" not in out
    code, out, _ = run("subtitles", "x.srt", "--check", "--profile", "bbc", "--json")
    assert {b["limit"] for b in json.loads(out)["violations"] if b["rule"] == "min-duration"} == {1}


@pytest.mark.parametrize("extension", ["srt", "vtt", "ass", "ttml"])
def test_the_check_says_the_same_of_a_file_as_of_its_alignment(
    extension: str, run, aligned: Path
) -> None:
    run("subtitles", aligned, "-o", f"x.{extension}", "--profile", "bbc")

    def judged(source: object) -> list[tuple[int, str]]:
        found = json.loads(run("subtitles", source, "--check", "--profile", "bbc", "--json")[1])
        # Other rules ask when the words are spoken, which such a file does not tell.
        return [(b["cue"], b["rule"]) for b in found["violations"] if b["rule"] != "split-phrase"]

    assert judged(f"x.{extension}") == judged(aligned) != []


def test_a_subtitle_file_is_written_in_another_format(run) -> None:
    Path("x.srt").write_text("1\n00:00:01,000 --> 00:00:02,500\nÉté &\nso\n", encoding="cp1252")
    assert run("subtitles", "x.srt", "-o", "y.vtt")[0] == 0
    assert "00:00:01.000 --> 00:00:02.500\nÉté &amp;\nso" in Path("y.vtt").read_text("utf-8")


@pytest.mark.parametrize("extension", ["srt", "vtt", "ass"])
def test_a_cue_that_ends_before_it_starts_is_told(extension: str, run) -> None:
    text = pysubs2.SSAFile()
    text.append(pysubs2.SSAEvent(1000, 3000, "Good morning."))
    text.append(pysubs2.SSAEvent(6000, 5000, "The news."))
    Path(f"x.{extension}").write_text(text.to_string(extension), encoding="utf-8")
    code, out, _ = run("subtitles", f"x.{extension}", "--check", "--json")
    (breach,) = json.loads(out)["violations"]
    assert code == 1
    assert breach["message"] == "cue 2 at 0:06.000: ends 1.00 s before it starts"
    code, _, err = run("subtitles", f"x.{extension}", "-o", "y.srt", "--force")
    assert code == 0
    assert err == (
        "pullquote: cue 2 ends before it starts and can hardly be seen; --check lists them\n"
    )


def test_what_is_neither_an_alignment_nor_subtitles_is_one_sentence(run) -> None:
    Path("x.txt").write_text("Just words.", encoding="utf-8")
    code, out, err = run("subtitles", "x.txt", "--check")
    assert (code, out) == (2, "")
    assert "x.txt is not a subtitle file" in err
    Path("empty.txt").write_text("", encoding="utf-8")
    code, out, err = run("subtitles", "empty.txt", "--check")
    assert (code, out) == (2, "")
    assert "empty.txt is empty; give a subtitle file" in err


def test_somebodys_subtitles_are_repaired_and_keep_their_words(run, aligned: Path) -> None:
    run("subtitles", aligned, "--profile", "short-form", "-o", "theirs.srt")
    _, before, _ = run("subtitles", "theirs.srt", "--profile", "bbc", "--check", "--json")
    code, out, err = run("subtitles", "theirs.srt", "--profile", "bbc", "--fix", "-o", "ours.srt")
    assert code == 0
    assert "cues written to ours.srt" in out
    assert "break a rule of the bbc profile:\n    cue " in err
    _, after, _ = run("subtitles", "ours.srt", "--profile", "bbc", "--check", "--json")
    counts = [len(json.loads(said)["violations"]) for said in (before, after)]
    assert counts[1] < 0.4 * counts[0]

    def words(name: str) -> list[str]:
        lines = Path(name).read_text(encoding="utf-8").splitlines()
        return " ".join(line for line in lines if "-->" not in line and not line.isdigit()).split()

    assert words("ours.srt") == words("theirs.srt")


def test_profiles_are_listed_with_their_guides(run) -> None:
    code, out, _ = run("subtitles", "--list-profiles")
    assert code == 0
    assert "bbc: The BBC" in out
    assert "4.5 Gaps: a second at least, or none" in out
    assert out.count("our own") >= len(PROFILES)


def test_a_profile_of_ones_own_decides_about_lines(run, aligned: Path) -> None:
    Path("house.toml").write_text('based_on = "bbc"\nchars_per_line = 24\n', encoding="utf-8")
    code, out, err = run("subtitles", aligned, "-o", "-", "--profile", "house.toml")
    assert code == 0, err
    shown = [line for line in out.splitlines() if "-->" not in line]
    assert 20 < max(map(len, shown)) <= 24
    Path("house.toml").write_text("line_length = 24\n", encoding="utf-8")
    code, _, err = run("subtitles", aligned, "-o", "-", "--profile", "house.toml")
    assert code == 2
    assert "house.toml has the entry 'line_length', which profiles do not have" in err


def test_a_broadcaster_gets_stl_on_the_programmes_timecode(run, aligned: Path) -> None:
    code, _, _ = run(
        *("subtitles", aligned, "-o", "x.stl", "--profile", "bbc", "--start-at", "10:00:00:00")
    )
    assert code == 0
    data = Path("x.stl").read_bytes()
    assert data[3:12] == b"STL25.011"
    assert data[256:264] == b"10000000"
    assert len(data) == 1024 + 128 * int(data[238:243])
    assert b"microphone" in data


def test_an_old_player_gets_its_encoding(run, aligned: Path) -> None:
    asked = ("-o", "x.srt", "--encoding", "utf-8-sig", "--crlf")
    assert run("subtitles", aligned, *asked)[0] == 0
    assert Path("x.srt").read_bytes().startswith(b"\xef\xbb\xbf1\r\n00:00:")
    for unknown in ("klingon", "base64"):
        code, _, err = run("subtitles", aligned, "-o", "y.srt", "--encoding", unknown)
        assert code == 2
        assert f"'{unknown}' is not an encoding" in err
    assert not Path("y.srt").exists()
