"""Long work that outlives the page that asked for it: started, watched, found again, stopped."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from pullquote.align.errors import CancelledError, PullquoteError
from pullquote.align.progress import Monitor
from pullquote.ui.web.schemas.work import JobAnswer, JobState, Result
from pullquote.ui.web.stages import Course

LOG = logging.getLogger(__name__)

LIMITS: Mapping[str, int] = {
    "align": 1,
    "place": 2,
    "export": 2,
    "look": 1,
    "transcribe": 1,
    "library": 1,
}
"""Jobs of each kind that run at once; a kind waits only for its own, so that an export never waits
for an alignment."""

WAITING_LIMIT = 20
"""Jobs of one kind that may wait before a new one is refused."""

FINISHED_KEPT = 200
"""Finished jobs that are remembered, so that a reloaded page still learns of their end."""

Work = Callable[[Monitor], Result | None]


@dataclass(slots=True)
class Job:
    """A piece of work and its progress. Read it through `snapshot`."""

    kind: str
    owner: str
    """The visitor who asked for it, and the only one to see it."""
    about: str
    """The id of the recording that it works on."""
    id: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    state: JobState = "waiting"
    """Never `stopping`, which is a running one that was asked to stop."""
    course: Course = field(default_factory=Course)
    stage_began: float = 0.0
    """Start of the stage, monotonic seconds; earlier stages say little about its pace."""
    stage_share: float = 0.0
    """Share of the whole that was done then."""
    note: str | None = None
    """A note by the work, such as the engine that it chose."""
    heard: str = ""
    """The text that a recogniser has heard so far."""
    error: str | None = None
    """One sentence, when `state` is `failed`."""
    code: str | None = None
    """The error's class, when `state` is `failed`."""
    result: Result | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)

    def snapshot(self) -> JobAnswer:
        """Its state for the page; `left` is the rest in seconds, once it can be estimated."""
        spent = time.monotonic() - self.stage_began
        share, done = self.course.share, self.course.share - self.stage_share
        known = self.state == "running" and done > 0.03 and spent > 1.0
        return JobAnswer(
            id=self.id,
            kind=self.kind,
            about=self.about,
            state="stopping" if self.state == "running" and self.stop.is_set() else self.state,
            stage=self.course.label,
            fraction=1.0 if self.state == "done" else round(share, 4),
            left=round(spent / done * (1.0 - share), 1) if known else None,
            note=self.note,
            heard=self.heard,
            error=self.error,
            code=self.code,
            result=self.result if self.state == "done" else None,
        )


class Jobs:
    """The jobs of one server."""

    def __init__(self, limits: Mapping[str, int] = LIMITS) -> None:
        self._pools = {
            kind: ThreadPoolExecutor(count, thread_name_prefix=kind)
            for kind, count in limits.items()
        }
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()

    def start(self, kind: str, owner: str, about: str, work: Work) -> Job:
        """Queue `work`, which gets a monitor to report to; its return value is the result.

        Raises PullquoteError when too many of the kind are waiting already.
        """
        job = Job(kind, owner, about)
        with self._lock:
            waiting = sum(j.kind == kind and j.state == "waiting" for j in self._jobs.values())
            if waiting >= WAITING_LIMIT:
                raise PullquoteError(
                    f"{waiting} others are waiting for the same; try again in a few minutes"
                )
            self._forget_old()
            self._jobs[job.id] = job
        self._pools[kind].submit(self._run, job, work)
        return job

    def get(self, id: str, owner: str) -> Job | None:  # noqa: A002
        """The owner's job with this id; None when there is none, or it is somebody else's."""
        job = self._jobs.get(id)
        return job if job is not None and job.owner == owner else None

    def of(self, owner: str, about: str) -> list[Job]:
        """The owner's jobs on this recording that have not ended, oldest first."""
        with self._lock:
            return [
                job
                for job in self._jobs.values()
                if job.owner == owner and job.about == about and not job.ended.is_set()
            ]

    def cancel(self, job: Job) -> None:
        """Ask a job to stop; one that has not begun ends at once."""
        job.stop.set()
        with self._lock:
            if job.state == "waiting":
                job.state = "cancelled"
                job.ended.set()

    def close(self) -> None:
        """Stop everything, without waiting."""
        for job in list(self._jobs.values()):
            self.cancel(job)
        for pool in self._pools.values():
            pool.shutdown(wait=False, cancel_futures=True)

    def _run(self, job: Job, work: Work) -> None:
        with self._lock:
            if job.state != "waiting":
                return
            job.state = "running"
            job.stage_began = time.monotonic()

        def advance(stage: str, fraction: float) -> None:
            before, share = job.course.label, job.course.share
            job.course.advance(stage, fraction)
            if job.course.label != before:
                job.stage_began, job.stage_share = time.monotonic(), share

        def note(sentence: str) -> None:
            job.note = sentence

        def hear(text: str) -> None:
            job.heard = f"{job.heard} {text}".lstrip()

        try:
            result = work(Monitor(advance, job.stop.is_set, note, hear))
        except CancelledError:
            job.state = "cancelled"
        except PullquoteError as error:
            job.code, job.error, job.state = type(error).__name__, str(error), "failed"
        except Exception as error:
            LOG.exception("%s failed", job.kind)
            job.code = type(error).__name__
            job.error = f"something unexpected went wrong ({type(error).__name__}: {error})"
            job.state = "failed"
        else:
            # Asked to stop after its last report: the work is complete.
            job.result, job.state = result, "done"
        finally:
            job.ended.set()

    def _forget_old(self) -> None:
        ended = [id for id, job in self._jobs.items() if job.ended.is_set()]  # noqa: A001
        for id in ended[: max(0, len(ended) - FINISHED_KEPT)]:  # noqa: A001
            del self._jobs[id]
