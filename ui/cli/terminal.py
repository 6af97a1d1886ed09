"""Output on the terminal: progress on stderr, results on stdout. The door to tqdm."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from pullquote.align.progress import Monitor


@contextmanager
def show_progress() -> Iterator[Monitor]:
    """A monitor that draws a bar for each stage on stderr when that is a terminal.

    Notes to the user are lines on stderr, terminal or not.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield Monitor(on_note=tell)
        return
    bars = _Bars()
    try:
        yield Monitor(on_progress=bars.update, on_note=bars.tell)
    finally:
        bars.close()


def tell(sentence: str) -> None:
    """Show a line on stderr."""
    click.echo(f"pullquote: {sentence}", err=True)


class _Bars:
    """A bar per stage in progress. Stages of several clips may report at once, from threads."""

    def __init__(self) -> None:
        self._bars: dict[str, Any] = {}
        self._lock = threading.Lock()

    def update(self, stage: str, fraction: float) -> None:
        from tqdm import tqdm

        with self._lock:
            bar = self._bars.get(stage)
            if bar is None:
                if fraction >= 1.0:
                    return
                bar = self._bars[stage] = tqdm(
                    total=1.0,
                    desc=stage,
                    leave=False,
                    dynamic_ncols=True,
                    bar_format="{desc} {percentage:3.0f}% |{bar}| {elapsed}, {remaining} left",
                )
            bar.update(max(0.0, fraction - bar.n))
            if fraction >= 1.0:
                self._bars.pop(stage).close()

    def tell(self, sentence: str) -> None:
        """Show a line above the bars."""
        from tqdm import tqdm

        with self._lock:
            tqdm.write(f"pullquote: {sentence}", file=sys.stderr)

    def close(self) -> None:
        with self._lock:
            while self._bars:
                self._bars.popitem()[1].close()


def echo_json(document: Any) -> None:
    """Print `document` as JSON on stdout, in ASCII where stdout cannot show Unicode."""
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower()
    click.echo(json.dumps(document, ensure_ascii="utf" not in encoding, indent=1))


def format_duration(seconds: float) -> str:
    """A length for people: `4.2 s`, `3 min 05 s`, `1 h 02 min`."""
    if seconds < 59.95:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest:02d} s"
    return f"{minutes // 60} h {minutes % 60:02d} min"
