"""Runs heavy work in a process of its own, so that the page stays quick and a stop is a stop.

Pocketsphinx holds Python's lock while it works; in a thread it would freeze the whole server.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from pullquote.align.errors import CancelledError, EngineError
from pullquote.align.progress import Monitor

GRACE = 4.0
"""Seconds that the work has to stop by itself before its process is ended."""


def run_apart(work: Callable[..., Any], *args: Any, monitor: Monitor) -> Any:
    """`work(*args, monitor)` in a fresh process; its reports reach `monitor` here.

    `work`, its arguments, its result and its errors must pickle. Raises what `work` raises,
    CancelledError when the monitor says stop, EngineError when the process dies.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work, args), name=work.__name__)
    process.start()
    theirs.close()
    try:
        return _listen(ours, process.is_alive, work.__name__, monitor)
    except CancelledError:
        ours.send("stop")
        process.join(GRACE)
        raise
    finally:
        ours.close()
        process.join(0.5)
        if process.is_alive():
            process.terminate()
            process.join(2)
        if process.is_alive():
            process.kill()


def _listen(pipe: Connection, is_alive: Callable[[], bool], name: str, monitor: Monitor) -> Any:
    stage, fraction = "starting", 0.0
    while True:
        monitor.report(stage, fraction)
        try:
            if not pipe.poll(0.2):
                if not is_alive() and not pipe.poll():
                    raise EOFError
                continue
            message = pipe.recv()
        except (EOFError, OSError):
            raise EngineError(
                f"the process that does the work ({name}) ended without a word; "
                "the machine may be short of memory: close other programs and try again"
            ) from None
        match message:
            case ("report", stage, fraction):
                continue
            case ("note", sentence):
                monitor.note(sentence)
            case ("done", result):
                return result
            case ("raised", error):
                raise error


def _serve(pipe: Connection, work: Callable[..., Any], args: tuple[Any, ...]) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=_hear, args=(pipe, stop), daemon=True)
    thread.start()
    sending = threading.Lock()

    def send(message: tuple[Any, ...]) -> None:
        with sending:
            pipe.send(message)

    try:
        monitor = Monitor(
            lambda stage, fraction: send(("report", stage, fraction)),
            stop.is_set,
            lambda sentence: send(("note", sentence)),
        )
        result = work(*args, monitor)
    except BaseException as error:
        try:
            send(("raised", error))
        except Exception:
            send(("raised", EngineError(f"{type(error).__name__}: {error}")))
    else:
        send(("done", result))


def _hear(pipe: Connection, stop: threading.Event) -> None:
    try:
        pipe.recv()
        stop.set()
    except (EOFError, OSError):
        # The server is gone: nobody waits for the result.
        os._exit(1)
