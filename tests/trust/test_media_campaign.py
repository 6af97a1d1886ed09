"""A slice of the campaign of damaged recordings; all of it: `python -m benchmarks.trust.media`."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.trust import media
from benchmarks.trust.media import Outcome, attack, make_sources, mutants


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return make_sources(tmp_path_factory.mktemp("sources"))


def test_damaged_recordings_are_read_or_refused_in_one_sentence(
    sources: dict[str, bytes], tmp_path: Path
) -> None:
    outcomes = attack(list(mutants(sources, tmp_path, 200, seed=10)), tmp_path)
    assert len(outcomes) == 200
    assert [outcome for outcome in outcomes if outcome.is_finding] == []
    assert {outcome.kind for outcome in outcomes} == {"read", "refused"}
    assert all(outcome.said for outcome in outcomes if outcome.kind == "refused")


def test_a_number_always_gives_the_same_mutant(sources: dict[str, bytes], tmp_path: Path) -> None:
    (alone,) = mutants(sources, tmp_path, 1, seed=3, first=7)
    kept = alone.read_bytes()
    assert kept != sources[alone.suffix[1:]]
    *_, again = mutants(sources, tmp_path, 8, seed=3)
    assert (again.name, again.read_bytes()) == (alone.name, kept)


def crash_or_hang(paths, log, monitor):
    """As `read_all`, for files that say what they do to a decoder."""
    for path in paths:
        monitor.report(path.name, 0.5)
        if path.stem == "crash":
            os._exit(11)
        if path.stem == "hang":
            time.sleep(60)
        with log.open("a") as file:
            file.write(f"{path.name}\tread\t\n")


def test_a_crash_and_a_hang_are_findings_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media, "read_all", crash_or_hang)
    monkeypatch.setattr(media, "PATIENCE", 3.0)
    monkeypatch.setattr("pullquote.align.workers.GRACE", 0.1)
    paths = [tmp_path / f"{name}.wav" for name in ("a", "crash", "b", "hang", "c")]
    kinds = {outcome.path.stem: outcome.kind for outcome in attack(paths, tmp_path)}
    assert kinds == {"a": "read", "b": "read", "c": "read", "crash": "crash", "hang": "hang"}
    assert Outcome(paths[0], "bloat").is_finding
