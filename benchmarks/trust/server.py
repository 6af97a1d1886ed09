"""Many visitors of the page at once, good ones and bad: it must make no error and free its memory.

    python -m benchmarks.trust.server [--clients N] [--seconds N] [--seed N]

A server of its own with a password; each client signs in, opens the sample and searches, listens in
ranges, previews, exports, reads slowly or breaks its uploads off. An answer of 500 or more, a dead
connection that nobody cut, and memory more than a tenth above what it was before are findings. Exit
code 1 when there is one.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from pullquote.align.files import is_temporary, work_folder

PASSWORD = "open sesame"
_WARM_UP = 20.0
"""Seconds of all kinds of work before memory is measured."""
_REST = 20.0
"""Seconds without a client before it is measured again."""
_MORE = 1.10
_WORDS = ("the wren", "machine", "patience", "zzzz", "1,234", "0:30-0:40", "a" * 900, "singng")


@dataclass(slots=True)
class Tally:
    """Everything that was answered."""

    answers: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)

    def add(self, what: str, answer: httpx.Response) -> None:
        """Count an answer; the server's own faults are findings."""
        self.answers[f"{what} {answer.status_code}"] += 1
        if answer.status_code >= 500:
            self.findings.append(f"{what}: {answer.status_code} {answer.text[:200]}")


@contextlib.contextmanager
def served(folder: Path) -> Iterator[tuple[str, int]]:
    """The address and process id of a server that keeps everything in `folder`."""
    names = ("data", "cache", "tmp", "home")
    for name in names:
        (folder / name).mkdir(parents=True, exist_ok=True)
    env = {
        **os.environ,
        "PULLQUOTE_DATA": str(folder / "data"),
        "PULLQUOTE_CACHE": str(folder / "cache"),
        "TMPDIR": str(folder / "tmp"),
        "HOME": str(folder / "home"),
        "PULLQUOTE_PASSWORD": PASSWORD,
    }
    log = folder / "server.log"
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "pullquote.ui", "ui", "--no-browser", "--port", "0"],
            env=env, stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    try:
        until = time.monotonic() + 120
        while not (found := re.search(r"http://[\d.]+:\d+", log.read_text("utf-8"))):
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"the server did not start: {log.read_text('utf-8')[-500:]}")
            time.sleep(0.2)
        yield found[0], process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def memory(session: int) -> int:
    """Bytes that the processes of this session hold in memory, shared pages counted once."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError):
            if int(stat.read_text().rsplit(")", 1)[1].split()[3]) == session:
                rollup = (stat.parent / "smaps_rollup").read_text()
                total += 1024 * int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1])  # type: ignore[index]
    return total


async def _open(client: httpx.AsyncClient, tally: Tally) -> str:
    answer = await client.post("/sign-in", data={"secret": PASSWORD})
    tally.add("sign in", answer)
    answer = await client.post("/pullquote/recordings", json={"sample": "audio"})
    tally.add("open", answer)
    return str(answer.json().get("id", ""))


Act = Callable[[httpx.AsyncClient, str, random.Random, Tally], Awaitable[None]]


async def _search(client: httpx.AsyncClient, id: str, rng: random.Random, tally: Tally) -> None:  # noqa: A002
    body = {"query": rng.choice(_WORDS)}
    tally.add("search", await client.post(f"/pullquote/recordings/{id}/search", json=body))


async def _words(client: httpx.AsyncClient, id: str, rng: random.Random, tally: Tally) -> None:  # noqa: A002
    tally.add("words", await client.get(f"/pullquote/recordings/{id}/words"))


async def _range(client: httpx.AsyncClient, id: str, rng: random.Random, tally: Tally) -> None:  # noqa: A002
    start = rng.randrange(900_000)
    headers = {"Range": f"bytes={start}-{start + rng.choice((1, 4096, 10**9))}"}
    tally.add("range", await client.get(f"/pullquote/media/{id}", headers=headers))


async def _preview(client: httpx.AsyncClient, id: str, rng: random.Random, tally: Tally) -> None:  # noqa: A002
    first = rng.randrange(20, 220)
    body = {"first": first, "last": first + rng.randrange(1, 12)}
    tally.add("preview", await client.post(f"/pullquote/recordings/{id}/passage", json=body))


async def _export(client: httpx.AsyncClient, id: str, rng: random.Random, tally: Tally) -> None:  # noqa: A002
    first = rng.randrange(20, 220)
    body = {"items": [{"first": first, "last": first + 5}], "kind": "audio"}
    tally.add("export", await client.post(f"/pullquote/recordings/{id}/export", json=body))


async def _slowly(client: httpx.AsyncClient, id: str, rng: random.Random, tally: Tally) -> None:  # noqa: A002
    """Take a few small pieces with pauses between them, and leave."""
    async with client.stream("GET", f"/pullquote/media/{id}") as answer:
        async for _ in answer.aiter_bytes(1024):
            await asyncio.sleep(0.2)
            if rng.random() < 0.3:
                break


async def _broken(client: httpx.AsyncClient, id: str, rng: random.Random, tally: Tally) -> None:  # noqa: A002
    """Upload less than was promised."""

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(rng.randrange(1, 5)):
            yield bytes(10_000)
        raise ConnectionResetError("the sender has gone")

    headers = {"Content-Length": "1000000"}
    with contextlib.suppress(ConnectionResetError, httpx.HTTPError):
        await client.put(
            "/pullquote/uploads", params={"name": "a.mp3"}, content=pieces(), headers=headers
        )
    tally.answers["upload broken off"] += 1


_ACTS: tuple[tuple[Act, float], ...] = (
    (_search, 5), (_words, 2), (_range, 5), (_preview, 4), (_export, 0.2), (_slowly, 1),
    (_broken, 1),
)  # fmt: skip


async def visit(address: str, seed: int, until: float, tally: Tally) -> None:
    """One client until this moment."""
    rng = random.Random(seed)
    acts, weights = zip(*_ACTS, strict=True)
    try:
        # A connection of its own for each request: a busy client finds kept ones closed again.
        limits = httpx.Limits(max_keepalive_connections=0)
        async with httpx.AsyncClient(base_url=address, timeout=120, limits=limits) as client:
            id = await _open(client, tally)  # noqa: A001
            while time.monotonic() < until:
                (act,) = rng.choices(acts, weights)
                await act(client, id, rng, tally)
                await asyncio.sleep(rng.random() * 0.5)
            tally.add("forget", await client.delete(f"/pullquote/recordings/{id}"))
    except (httpx.HTTPError, ValueError) as error:
        tally.findings.append(f"{type(error).__name__}: {error}")


async def crowd(address: str, clients: int, seconds: float, seed: int, tally: Tally) -> None:
    """So many clients for so long."""
    until = time.monotonic() + seconds
    await asyncio.gather(*(visit(address, seed + n, until, tally) for n in range(clients)))


def besiege(folder: Path, clients: int, seconds: float, seed: int) -> tuple[Tally, int, int]:
    """All answers, and the memory before and after, bytes."""
    tally = Tally()
    with served(folder) as (address, session):
        asyncio.run(crowd(address, clients, min(seconds, _WARM_UP), seed, Tally()))
        time.sleep(min(seconds, _REST))
        before = memory(session)
        asyncio.run(crowd(address, clients, seconds, seed + clients, tally))
        time.sleep(min(seconds, _REST))
        after = memory(session)
        if after > _MORE * before:
            tally.findings.append(
                f"memory {before / 1e6:.0f} MB before, {after / 1e6:.0f} MB after"
            )
        log = (folder / "server.log").read_text("utf-8")
        if "Traceback" in log:
            tally.findings.append(f"a traceback in the log: {log[log.index('Traceback') :][:500]}")
    left = [path.name for path in (folder / "tmp").iterdir() if is_temporary(path)]
    if left:
        tally.findings.append(f"left {', '.join(left[:5])}")
    return tally, before, after


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--seed", type=int, default=10)
    asked = parser.parse_args(arguments)
    with work_folder() as folder:
        tally, before, after = besiege(folder, asked.clients, asked.seconds, asked.seed)
    for finding, count in Counter(tally.findings).most_common(20):
        print(f"{count} times: {finding}")
    total = sum(tally.answers.values())
    print(
        f"{total:,} requests: "
        + ", ".join(f"{n:,} {what}" for what, n in sorted(tally.answers.items()))
    )
    print(f"memory {before / 1e6:.0f} MB before, {after / 1e6:.0f} MB after")
    return int(bool(tally.findings))


if __name__ == "__main__":
    sys.exit(main())
