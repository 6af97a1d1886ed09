"""Doctor tells the truth about what is here, and what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pullquote.align.media import ffmpeg
from pullquote.ui.cli import main as cli
from pullquote.ui.cli.doctor import engines
from pullquote.ui.cli.doctor.examination import examine
from pullquote.ui.cli.doctor.finding import Finding, State, is_well
from pullquote.ui.cli.doctor.packages import PACKAGES


@pytest.fixture
def fresh_ffmpeg():
    """Forget which ffmpeg was found, before and after."""
    ffmpeg._found_program.cache_clear()
    ffmpeg.ffmpeg_report.cache_clear()
    yield
    ffmpeg._found_program.cache_clear()
    ffmpeg.ffmpeg_report.cache_clear()


def _topic(name: str) -> list[Finding]:
    return [finding for finding in examine() if finding.topic == name]


def test_a_whole_installation_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["doctor"]) == 0
    told = capsys.readouterr().out
    assert "Everything that is needed is installed." in told
    assert "ffmpeg    version" in told
    assert "Error:" not in told


def test_json_holds_the_same_findings_and_nothing_else(capsys) -> None:
    assert cli.main(["doctor", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["works"] is True
    topics = {finding["topic"] for finding in document["findings"]}
    assert topics == {
        "python",
        "packages",
        "ffmpeg",
        "engine",
        "model",
        "fonts",
        "sample",
        "data",
        "machine",
    }


def test_a_missing_ffmpeg_is_the_finding_and_the_exit_code_3(
    monkeypatch: pytest.MonkeyPatch, fresh_ffmpeg, capsys, tmp_path: Path
) -> None:
    monkeypatch.setenv("PULLQUOTE_FFMPEG", str(tmp_path / "nowhere"))
    assert cli.main(["doctor"]) == 3
    assert "PULLQUOTE_FFMPEG names" in capsys.readouterr().out


def test_an_ffmpeg_without_captions_is_broken_and_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    poor = ffmpeg.FfmpegReport("/bin/poor", "1", frozenset({"libx264", "aac"}), frozenset())
    monkeypatch.setattr(ffmpeg, "ffmpeg_report", lambda path=None: poor)
    broken = [f for f in _topic("ffmpeg") if f.state is State.BROKEN]
    assert len(broken) == 1
    assert "ass" in broken[0].found
    assert "PULLQUOTE_FFMPEG" in broken[0].advice


@pytest.mark.parametrize(
    ("absent", "works"),
    [
        (("pocketsphinx",), True),
        (("faster-whisper",), True),
        (("pocketsphinx", "faster-whisper"), False),
    ],
)
def test_one_engine_is_enough(
    absent: tuple[str, ...], works: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = engines.installed_version
    monkeypatch.setattr(
        engines, "installed_version", lambda name: None if name in absent else real(name)
    )
    findings = tuple(_topic("engine"))
    assert is_well(findings) is works
    assert all(f.advice for f in findings if f.state is not State.GOOD)


def test_a_look_that_breaks_is_a_finding_not_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path=None):
        raise RuntimeError("library is in pieces")

    monkeypatch.setattr(ffmpeg, "ffmpeg_report", broken)
    findings = _topic("ffmpeg")
    assert [f.state for f in findings] == [State.BROKEN]
    assert "in pieces" in findings[0].found
    assert findings[0].advice


def test_every_dependency_is_looked_at() -> None:
    import importlib.metadata
    import re

    declared = {
        re.split(r"[ ;<>=!\[(]", line)[0].lower()
        for line in importlib.metadata.requires("pullquote") or []
        if "extra ==" not in line
    }
    assert declared - {"audioop-lts", "tomli"} <= set(PACKAGES)


def test_fonts_for_chinese_are_looked_for_and_what_to_install_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    monkeypatch.delenv("PULLQUOTE_FONTS", raising=False)
    (lacking,) = [f for f in _topic("fonts") if f.state is not State.GOOD]
    assert "fonts-noto-cjk" in str(lacking.advice)
    monkeypatch.setenv("PULLQUOTE_FONTS", str(tmp_path))
    assert any(f"no fonts in {tmp_path}" in f.found for f in _topic("fonts"))
