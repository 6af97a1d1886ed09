"""Files given to a command are never replaced by its output, not even with --force."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pullquote.samples import SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, SAMPLE_VIDEO
from pullquote.ui.cli import main as cli

CLIP = ("clip", "talk.mp3", "talk.json", "--words", "209-211", "--force")
CARD = ("card", "talk.json", "--words", "209-211", "--force")


@pytest.fixture
def here(tmp_path: Path, aligned: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a recording, its texts and pictures."""
    shutil.copy(SAMPLE_AUDIO, tmp_path / "talk.mp3")
    shutil.copy(SAMPLE_VIDEO, tmp_path / "film.mp4")
    shutil.copy(SAMPLE_TRANSCRIPT, tmp_path / "talk.txt")
    shutil.copy(aligned, tmp_path / "talk.json")
    (tmp_path / "wanted.csv").write_text("words,name\n209-211,talk\n", encoding="utf-8")
    (tmp_path / "wanted.txt").write_text("words:209-211\n", encoding="utf-8")
    (tmp_path / "link.mp3").symlink_to("talk.mp3")
    monkeypatch.chdir(tmp_path)
    assert cli.main([*CARD, "-o", "cover.png"]) == 0
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        (*CLIP, "-o", "talk.mp3"),
        (*CLIP, "-o", "link.mp3"),
        (*CLIP, "-o", "../{here}/talk.mp3"),
        (*CLIP, "--join", "-o", "talk.mp3"),
        (*CLIP, "-o", "talk.wav", "--sidecar", "json"),
        ("clip", "talk.mp3", "talk.txt", *CLIP[3:], "-o", "talk.wav", "--sidecar", "txt"),
        ("clip", "talk.mp3", "talk.json", "--quotes", "wanted.txt", "--force", "-o", "wanted.wav",
         "--sidecar", "txt"),
        ("clip", "talk.mp3", "talk.json", "--quotes", "wanted.csv", "--force", "-o", ".",
         "--format", "mp3"),
        (*CLIP, "--cover", "cover.png", "--poster", "png", "-o", "cover.mp4"),
        ("align", "talk.mp3", "talk.txt", "--force", "-o", "talk.mp3"),
        ("align", "talk.mp3", "talk.txt", "--force", "-o", "talk.txt"),
        ("align", "talk.mp3", "talk.txt", "--engine", "talk.json", "-o", "talk.json"),
        ("subtitles", "talk.json", "--format", "srt", "--force", "-o", "talk.json"),
        ("chapters", "talk.json", "--force", "-o", "talk.json"),
        (*CARD, "--behind", "cover.png", "-o", "cover.png"),
        (*CARD, "--behind", "film.mp4", "-o", "film.mp4"),
        ("card", "talk.json", "--quotes", "named.csv", "--behind", "cover.png", "--force"),
    ],
    ids=lambda arguments: " ".join(arguments),
)  # fmt: skip
def test_an_input_is_not_written_over(here: Path, arguments: tuple[str, ...], capsys) -> None:
    (here / "named.csv").write_text("words,name\n209-211,cover\n", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in here.iterdir()}
    code = cli.main([argument.replace("{here}", here.name) for argument in arguments])
    told = capsys.readouterr().err
    assert code == 2
    assert told.count("\n") == 1
    if arguments[-1] != "film.mp4":
        assert "would overwrite your" in told
    assert {path.name: path.read_bytes() for path in here.iterdir()} == before


@pytest.mark.parametrize("output", ["talk.mp4", "talk.mp3", "talk.srt"])
def test_no_file_beside_the_output_is_taken_for_a_temporary(
    here: Path, output: str, capsys
) -> None:
    recording, other = here / f"{output}.part", here / ".pullquote-0000000000000000.part"
    shutil.copy(SAMPLE_AUDIO, recording)
    other.write_text("mine")
    before = recording.read_bytes()
    (here / "talk.mp3").unlink()
    command = (
        ("subtitles", "talk.json")
        if output.endswith(".srt")
        else ("clip", recording.name, "talk.json", "--words", "209-211")
    )
    assert cli.main([*command, "-o", output]) == 0
    assert recording.read_bytes() == before
    assert other.read_text() == "mine"
    assert (here / output).stat().st_size > 100


@pytest.mark.parametrize("kind", ["mp4", "mp3", "srt", "json", "png"])
def test_force_follows_links_and_spares_devices(here: Path, kind: str, capsys) -> None:
    commands: dict[str, tuple[str, ...]] = {
        "srt": ("subtitles", "talk.json", "--force"),
        "json": ("chapters", "talk.json", "--format", "podcast", "--force"),
        "png": CARD,
    }
    command = commands.get(kind, CLIP)
    real, link, device = here / f"real.{kind}", here / f"out.{kind}", here / f"device.{kind}"
    real.write_text("old")
    link.symlink_to(real.name)
    device.symlink_to("/dev/null")
    assert cli.main([*command, "-o", link.name]) == 0
    assert link.is_symlink()
    assert real.stat().st_size > 100
    capsys.readouterr()
    assert cli.main([*command, "-o", device.name]) == 2
    assert capsys.readouterr().err == f"pullquote: {device.name} is not a regular file; name one\n"
    assert Path("/dev/null").is_char_device()
