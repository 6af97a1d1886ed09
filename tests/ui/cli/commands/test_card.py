"""Quote cards on the command line: the words asked for, in the same language as clips."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pullquote.align.media.audio import probe
from pullquote.align.model.alignment import Alignment
from pullquote.clips.render.stills import write_poster
from pullquote.samples import SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, SAMPLE_VIDEO

QUOTE = "singing so loudly that it covered the whole machine"


def _pixels(path: str) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB")).astype(int)


@pytest.mark.parametrize("text", ["alignment", "transcript"])
def test_a_quote_becomes_a_card_with_its_speaker(text: str, run, aligned: Path) -> None:
    given = aligned if text == "alignment" else SAMPLE_TRANSCRIPT
    code, out, err = run("card", given, "--quote", QUOTE, "-o", "q.png", "--json")
    assert (code, err) == (0, "")
    (card,) = json.loads(out)["cards"]
    assert set(card) == {
        "path",
        "words",
        "text",
        "unheard",
        "warnings",
        "speaker",
        "status",
        "reason",
    }
    assert card["path"] == "q.png"
    assert card["text"].rstrip(".") == QUOTE
    assert card["speaker"] == "EDWIN"
    assert (card["status"], card["reason"]) == ("made", None)
    assert _pixels("q.png").shape == (1080, 1080, 3)
    code, out, _ = run("card", given, "--quote", QUOTE, "-o", "p.webp", "--shape", "9:16")
    assert (code, out) == (0, f"p.webp: “{QUOTE}.”\n")
    assert _pixels("p.webp").shape == (1920, 1080, 3)


def test_the_name_the_line_below_and_the_colours_can_be_chosen(run, aligned: Path) -> None:
    given = ("card", aligned, "--quote", QUOTE, "--background", "#204060", "--accent", "#ff00ff")
    yellow, pink = (255, 214, 10), (255, 0, 255)

    def ink(path: str, color: tuple[int, int, int]) -> int:
        return int((np.abs(_pixels(path) - color).max(axis=2) < 40).sum())

    assert run(*given, "-o", "named.png")[0] == 0
    assert run(*given, "--speaker", "", "-o", "unnamed.png")[0] == 0
    assert run(*given, "--speaker", "Edwin Quillanby", "-o", "long.png")[0] == 0
    assert run(*given, "--source", "The Lamp", "-o", "sourced.png")[0] == 0
    assert ink("named.png", yellow) == 0
    assert ink("unnamed.png", pink) < ink("named.png", pink) < ink("long.png", pink)
    assert tuple(_pixels("named.png")[5, 5]) == pytest.approx((0x20, 0x40, 0x60), abs=2)
    different = (_pixels("sourced.png") != _pixels("named.png")).any(axis=(1, 2))
    assert different.any()


def test_the_recordings_picture_stands_behind_at_the_moment_of_the_words(
    run, aligned: Path, true_alignment: Alignment
) -> None:
    given = ("card", aligned, "--words", "209-211", "--shape", "16:9")
    code, _, err = run(*given, "--behind", SAMPLE_VIDEO, "-o", "scene.png")
    assert (code, err) == (0, "")
    span = true_alignment.span_of(209, 211)
    assert span is not None
    write_poster(probe(SAMPLE_VIDEO), span.middle, Path("frame.png"))
    with Image.open("frame.png") as frame:
        behind = np.asarray(frame.convert("RGB").resize((1920, 1080))).astype(float)
    # Darkened, and the words on it.
    apart = np.abs(_pixels("scene.png") - 0.38 * behind).max(axis=2)
    assert np.median(apart) < 4
    assert (apart > 100).mean() > 0.01
    # An image is taken the same way.
    assert run(*given, "--behind", "frame.png", "-o", "image.png")[0] == 0
    assert np.abs(_pixels("image.png") - _pixels("scene.png")).mean() < 1


def test_many_become_files_named_after_their_words(run, aligned: Path) -> None:
    Path("q.csv").write_text(
        "name,quote,words,start,end\nlamp,You went there for the lamp,,,\n,,209-211,,\n"
        ",banana,,,\n,,,1:19,1:21\n",
        encoding="utf-8",
    )
    code, out, err = run("card", aligned, "--quotes", "q.csv", "-o", "cards/", "--json")
    assert code == 4
    cards = json.loads(out)["cards"]
    assert [card["status"] for card in cards] == ["made", "made", "failed", "made"]
    assert Path(cards[0]["path"]).name == "lamp.png"
    assert "banana" in cards[2]["reason"]
    assert "banana" in err
    assert "a small engine full of laughter" in cards[3]["text"]
    assert len(list(Path("cards").iterdir())) == 3
    # A second time nothing is replaced.
    run("card", aligned, "--words", "209-211", "-o", "cards/")
    run("card", aligned, "--words", "209-211", "-o", "cards/")
    assert len(list(Path("cards").iterdir())) == 5


@pytest.mark.parametrize(
    ("arguments", "exit_code", "word"),
    [
        ((), 2, "choose the words"),
        (("--quote", QUOTE, "-o", "x.mp4"), 2, "unknown picture extension"),
        (("--quote", QUOTE, "--format", "mp4"), 2, "unknown picture extension"),
        (("--quote", QUOTE, "--quote", "wren", "-o", "x.png"), 2, "name a folder"),
        (("--quote", QUOTE, "--accent", "red", "-o", "x.png"), 2, "unknown colour"),
        (("--quote", QUOTE, "--behind", "no.png", "-o", "x.png"), 2, "could not be found"),
        (("--quote", QUOTE, "--behind", SAMPLE_AUDIO, "-o", "x.png"), 2, "has no picture"),
        (("--words", "1-99999", "-o", "x.png"), 2, "is out of range"),
        (("--words", "20-250", "-o", "x.png"), 2, "too long for a card"),
        (("--quote", "thank you", "-o", "x.png"), 4, "4 places"),
        (("--quote", "the happiest mistake of my life", "-o", "x.png"), 4, "is not said in the"),
        (("--quote", "banana", "-o", "x/"), 4, "is not in the transcript"),
    ],
)
def test_what_cannot_be_made_is_told_and_nothing_is_left(
    arguments: tuple[object, ...], exit_code: int, word: str, run, aligned: Path
) -> None:
    code, out, err = run("card", aligned, *arguments)
    assert (code, out) == (exit_code, "")
    assert word in err
    assert err.startswith("pullquote: ")
    assert list(Path().iterdir()) == []


def test_a_transcript_alone_knows_no_times(run) -> None:
    for extra in (("--start", "1", "--end", "2"), ("--quote", QUOTE, "--behind", SAMPLE_VIDEO)):
        code, _, err = run("card", SAMPLE_TRANSCRIPT, *extra, "-o", "x.png")
        assert code == 2
        assert "ALIGNMENT.json" in err


def test_a_card_is_replaced_only_with_force(run, aligned: Path) -> None:
    Path("x.png").write_text("mine", encoding="utf-8")
    given = ("card", aligned, "--quote", QUOTE, "-o", "x.png")
    code, _, err = run(*given)
    assert code == 2
    assert "--force" in err
    assert Path("x.png").read_text(encoding="utf-8") == "mine"
    assert run(*given, "--force")[0] == 0
    assert _pixels("x.png").shape == (1080, 1080, 3)
