"""Work in processes of its own: heard, stopped, and never left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pullquote.align.errors import CancelledError, EngineError, FormatError
from pullquote.align.progress import Monitor
from pullquote.align.workers import Worker, run_apart, wait_for

# Work for other processes must stand at the top of a module.


def double(number: int, monitor: Monitor) -> tuple[int, int]:
    monitor.report("doubling", 0.5)
    return 2 * number, os.getpid()


def refuse(monitor: Monitor) -> None:
    raise FormatError("doc", ("txt", "md"))


def never_report(started: str, monitor: Monitor) -> None:
    with open(started, "w") as file:  # noqa: PTH123
        file.write(str(os.getpid()))
    time.sleep(60)


def die(monitor: Monitor) -> None:
    os._exit(9)


def say_what_is_heard(texts: list[str], monitor: Monitor) -> int:
    for text in texts:
        monitor.hear(text)
    return len(texts)


def test_what_is_heard_apart_is_passed_on_here():
    heard = []
    texts = ["one", "two three"]
    assert run_apart(say_what_is_heard, texts, monitor=Monitor(on_heard=heard.append)) == 2
    assert heard == texts


def test_work_apart_runs_in_another_process_and_reports_here():
    seen = []
    result, process = run_apart(
        double, 21, monitor=Monitor(lambda stage, fraction: seen.append((stage, fraction)))
    )
    assert result == 42
    assert process != os.getpid()
    assert ("doubling", 0.5) in seen


def test_an_error_apart_arrives_whole():
    with pytest.raises(FormatError) as caught:
        run_apart(refuse, monitor=Monitor())
    assert caught.value.known == ("txt", "md")


def test_a_process_that_dies_is_told_in_a_sentence():
    with pytest.raises(EngineError, match="ended without a result"):
        run_apart(die, monitor=Monitor())


def test_stopping_ends_even_work_that_never_reports(tmp_path, monkeypatch):
    monkeypatch.setattr("pullquote.align.workers.GRACE", 0.3)
    started = tmp_path / "started"
    began = time.monotonic()
    with pytest.raises(CancelledError):
        run_apart(never_report, str(started), monitor=Monitor(is_cancelled=started.exists))
    assert time.monotonic() - began < 20
    process = int(started.read_text() or "0")
    if process:
        time.sleep(0.1)
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def chatter(monitor: Monitor) -> int:
    print("a library says something on standard output", flush=True)
    os.write(1, b"and a C library too")
    monitor.note("the embedded engine listens")
    return 7


def crash(monitor: Monitor) -> None:
    print("before the end", file=sys.stderr, flush=True)
    os.kill(os.getpid(), signal.SIGSEGV)


class PeculiarError(Exception):
    """An error that cannot be made again from its arguments."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} and {two}")


def be_peculiar(monitor: Monitor) -> None:
    raise PeculiarError(1, 2)


def take_memory(monitor: Monitor) -> int:
    return len(bytearray(4 * 2**30))


def test_what_is_printed_disturbs_nothing_and_notes_arrive() -> None:
    notes: list[str] = []
    assert run_apart(chatter, monitor=Monitor(on_note=notes.append)) == 7
    assert notes == ["the embedded engine listens"]


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_a_crash_is_told_with_its_last_words() -> None:
    with pytest.raises(EngineError, match=r"\(crash\) ended .* \(signal 11\); it said: before"):
        run_apart(crash, monitor=Monitor())


def test_an_error_that_does_not_pickle_arrives_as_a_sentence() -> None:
    with pytest.raises(EngineError, match="PeculiarError: 1 and 2"):
        run_apart(be_peculiar, monitor=Monitor())


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps this limit")
def test_memory_is_limited() -> None:
    with pytest.raises(EngineError, match="more memory than it is allowed"):
        run_apart(take_memory, monitor=Monitor(), memory=2**30)


def test_an_error_of_one_ends_the_others(tmp_path: Path) -> None:
    started = tmp_path / "started"
    with (
        Worker(never_report, str(started)) as busy,
        Worker(refuse) as bad,
        pytest.raises(FormatError),
    ):
        wait_for([busy, bad], lambda: None, Monitor())
    assert busy._process.poll() not in (None, 0)


_PARENT = """
import sys
sys.path[:0] = {path!r}
from {module} import never_report
from pullquote.align.progress import Monitor
from pullquote.align.workers import run_apart
print("main", flush=True)
run_apart(never_report, sys.argv[1], monitor=Monitor())
"""


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    # A killed one that nobody waited for is listed still.
    status = Path(f"/proc/{process}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_a_worker_ends_with_its_parent_and_does_not_run_its_main_module(tmp_path: Path) -> None:
    started, script = tmp_path / "started", tmp_path / "parent.py"
    script.write_text(_PARENT.format(path=sys.path, module=never_report.__module__))
    parent = subprocess.Popen(
        [sys.executable, str(script), str(started)], stdout=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 60
    while not (started.exists() and started.read_text()) and time.monotonic() < deadline:
        time.sleep(0.02)
    worker = int(started.read_text())
    parent.kill()
    assert parent.communicate()[0] == "main\n"
    while _is_running(worker) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _is_running(worker)
