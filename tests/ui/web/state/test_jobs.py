import threading
import time

import pytest

from pullquote.align.errors import FormatError, PullquoteError
from pullquote.align.progress import Monitor
from pullquote.ui.web.schemas.work import RepairedResult
from pullquote.ui.web.state.jobs import WAITING_LIMIT, Job, Jobs


@pytest.fixture
def jobs():
    jobs = Jobs({"align": 1, "export": 2})
    yield jobs
    jobs.close()


def ended(job: Job) -> Job:
    assert job.ended.wait(10)
    return job


def test_a_job_tells_its_stage_and_its_result(jobs):
    go = threading.Event()

    def work(monitor: Monitor):
        monitor.report("recognising speech", 0.5)
        monitor.note("Whisper it is.")
        go.wait(5)
        return RepairedResult(first=3, last=4, basket=())

    job = jobs.start("align", "anna", "r1", work)
    while job.note is None:
        time.sleep(0.01)
    shown = job.snapshot()
    assert (shown.state, shown.stage) == ("running", "Listening")
    assert shown.fraction == pytest.approx(0.45)
    assert shown.note == "Whisper it is."
    assert shown.result is None
    go.set()
    shown = ended(job).snapshot()
    assert (shown.state, shown.fraction) == ("done", 1.0)
    assert shown.result == RepairedResult(first=3, last=4, basket=())


def test_what_went_wrong_is_one_sentence(jobs):
    def known(monitor: Monitor):
        raise FormatError("doc", ("txt",))

    def unknown(monitor: Monitor):
        raise KeyError("x")

    failed = ended(jobs.start("export", "a", "r", known)).snapshot()
    assert (failed.code, failed.error) == ("FormatError", str(FormatError("doc", ("txt",))))
    failed = ended(jobs.start("export", "a", "r", unknown)).snapshot()
    assert failed.code == "KeyError" and "KeyError" in failed.error


def test_a_running_job_stops_at_its_next_report(jobs):
    reports = []

    def work(monitor: Monitor):
        for step in range(10_000):
            monitor.report("listening", step / 10_000)
            reports.append(step)
            time.sleep(0.005)

    job = jobs.start("align", "a", "r", work)
    time.sleep(0.05)
    jobs.cancel(job)
    assert ended(job).state == "cancelled"
    seen = len(reports)
    time.sleep(0.05)
    assert len(reports) == seen < 1000


def test_a_waiting_job_is_cancelled_at_once_and_never_runs(jobs):
    go, ran = threading.Event(), []
    first = jobs.start("align", "a", "r", lambda monitor: go.wait(5))
    second = jobs.start("align", "a", "r", lambda monitor: ran.append(1))
    assert second.snapshot().state == "waiting"
    jobs.cancel(second)
    assert second.snapshot().state == "cancelled"
    go.set()
    ended(first)
    time.sleep(0.05)
    assert not ran


def test_an_export_does_not_wait_for_an_alignment(jobs):
    go = threading.Event()
    for _ in range(3):
        jobs.start("align", "a", "r", lambda monitor: go.wait(5))
    assert ended(jobs.start("export", "b", "r", lambda monitor: "made")).result == "made"
    go.set()


def test_nobody_sees_the_jobs_of_another(jobs):
    job = ended(jobs.start("export", "anna", "r1", lambda monitor: "secret"))
    assert jobs.get(job.id, "anna") is job
    assert jobs.get(job.id, "bert") is None
    assert jobs.of("bert", "r1") == []


def test_a_job_is_found_again_by_its_recording_until_it_ends(jobs):
    go = threading.Event()
    job = jobs.start("align", "anna", "r1", lambda monitor: go.wait(5))
    assert jobs.of("anna", "r1") == [job]
    assert jobs.of("anna", "r2") == []
    go.set()
    ended(job)
    assert jobs.of("anna", "r1") == []


def test_the_queue_has_an_end(jobs):
    go = threading.Event()
    jobs.start("align", "a", "r", lambda monitor: go.wait(5))
    time.sleep(0.05)
    for _ in range(WAITING_LIMIT):
        jobs.start("align", "a", "r", lambda monitor: None)
    with pytest.raises(PullquoteError, match="waiting for the same"):
        jobs.start("align", "a", "r", lambda monitor: None)
    go.set()
