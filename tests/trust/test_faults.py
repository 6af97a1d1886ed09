"""A slice of what is done to commands; all of it: `benchmarks.trust.kills`, `faults`, `server`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pocketsphinx")

from benchmarks.trust import commands as made
from benchmarks.trust.commands import Inputs, environment, is_whole, make_inputs
from benchmarks.trust.faults import attempt, full_disks, models, programs, read_only
from benchmarks.trust.kills import kill_once
from benchmarks.trust.server import besiege

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc and mounts")


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    return make_inputs(tmp_path_factory.mktemp("faults") / "inputs")


@pytest.mark.parametrize(
    ("name", "after"), [("subtitles", 0.3), ("clip to mp3", 1.2), ("join", 2.0)]
)
def test_a_killed_command_leaves_no_half_file_and_the_next_is_right(
    inputs: Inputs, name: str, after: float, tmp_path: Path
) -> None:
    assert kill_once(inputs, name, after, tmp_path).findings == ()


def test_without_a_working_ffmpeg_there_is_one_sentence(inputs: Inputs, tmp_path: Path) -> None:
    outcomes = [*programs(inputs, tmp_path, ["clip to mp3"])]
    assert [str(outcome) for outcome in outcomes if outcome.findings] == []
    assert sum(outcome.kind == "refused" for outcome in outcomes) >= 4


def test_a_broken_model_is_refused_in_one_sentence(inputs: Inputs, tmp_path: Path) -> None:
    outcomes = [outcome for outcome, _ in zip(models(inputs, tmp_path), range(4), strict=False)]
    assert [str(outcome) for outcome in outcomes if outcome.findings] == []
    assert outcomes


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount")
def test_full_and_read_only_disks_are_one_sentence(inputs: Inputs, tmp_path: Path) -> None:
    probe = ["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", str(tmp_path)]
    if subprocess.run(probe, capture_output=True, check=False).returncode:
        pytest.skip("not allowed to mount a small disk here")
    subprocess.run(["umount", str(tmp_path)], check=True)
    outcomes = [
        *full_disks(inputs, tmp_path / "full", [16], ["clip to mp3"]),
        *read_only(inputs, tmp_path / "fixed", ["subtitles"]),
    ]
    assert [str(outcome) for outcome in outcomes if outcome.findings] == []
    assert {"done", "refused"} >= {outcome.kind for outcome in outcomes}
    assert any(outcome.kind == "refused" for outcome in outcomes)


def test_several_visitors_at_once_meet_no_error(tmp_path: Path) -> None:
    tally, before, after = besiege(tmp_path, clients=4, seconds=3.0, seed=1)
    # Memory is compared in the campaign, over minutes.
    assert [found for found in tally.findings if not found.startswith("memory")] == []
    assert sum(tally.answers.values()) >= 12
    assert before > 10e6 and after > 10e6


def test_half_files_and_bad_endings_are_findings(tmp_path: Path) -> None:
    half = tmp_path / "half.json"
    half.write_text('{"segments": [', encoding="utf-8")
    assert not is_whole(half)
    noise = tmp_path / "noise.mp3"
    noise.write_bytes(b"\0" * 5000)
    assert not is_whole(noise)
    env = environment(tmp_path / "env")
    target = tmp_path / "none" / "x.mp3"
    for script, finding in (
        ("pass", "success is reported"),
        ("raise SystemExit('one line that is long enough to be a sentence')", None),
        ("1/0", "a traceback"),
        ("import os; os.abort()", "it crashed"),
        ("raise SystemExit(2)", "0 lines instead"),
    ):
        outcome = attempt("x", [sys.executable, "-c", script], env, target)
        assert (
            any(finding in found for found in outcome.findings) if finding else not outcome.findings
        )
    assert made.strays(tmp_path)
