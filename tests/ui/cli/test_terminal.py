"""Progress on stderr, results on stdout, and files that appear whole or not at all."""

from __future__ import annotations

import io
import json
import sys
import threading

import pytest

from pullquote.ui.cli import terminal


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_no_terminal_means_no_bars_but_notes(capsys: pytest.CaptureFixture[str]) -> None:
    with terminal.show_progress() as monitor:
        monitor.report("listening", 0.5)
        assert capsys.readouterr() == ("", "")
        monitor.note("the embedded engine listens")
    assert capsys.readouterr() == ("", "pullquote: the embedded engine listens\n")


def test_a_terminal_shows_each_stage_and_is_left_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    with terminal.show_progress() as monitor:
        for stage in ("decoding", "listening"):
            for step in range(5):
                monitor.report(stage, step / 4)
        monitor.report("aligning", 0.5)
        monitor.note("the embedded engine listens")
    shown = screen.getvalue()
    assert "decoding" in shown
    assert "listening" in shown
    assert "pullquote: the embedded engine listens\n" in shown
    assert shown.rstrip(" ").endswith("\r")


def test_stages_of_several_threads_do_not_disturb_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stderr", _Terminal())
    trouble: list[BaseException] = []

    def work(monitor, stage: str) -> None:
        try:
            for step in range(50):
                monitor.report(stage, step / 49)
        except BaseException as error:
            trouble.append(error)

    with terminal.show_progress() as monitor:
        threads = [threading.Thread(target=work, args=(monitor, f"clip {n}")) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not trouble


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252"])
def test_json_can_be_read_back_whatever_stdout_speaks(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
    document = (
        {"text": "Ünïcode — 日本 🐦 \u2028", "path": "x\udcff"}
        if encoding != "utf-8"
        else {"text": "Ünïcode — 日本 🐦 \u2028"}
    )
    terminal.echo_json(document)
    sys.stdout.flush()
    assert json.loads(raw.getvalue().decode(encoding)) == document


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0.0 s"),
        (4.24, "4.2 s"),
        (59.94, "59.9 s"),
        (59.96, "1 min 00 s"),
        (98.83, "1 min 39 s"),
        (3599.6, "1 h 00 min"),
        (3725, "1 h 02 min"),
    ],
)
def test_lengths_read_well(seconds: float, text: str) -> None:
    assert terminal.format_duration(seconds) == text
