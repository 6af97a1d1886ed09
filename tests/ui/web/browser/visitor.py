"""A visitor of the page with a browser window, and the gestures that tests make with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pullquote.align.model.alignment import Alignment, format_alignment
from pullquote.samples import SAMPLE_VIDEO


@dataclass
class Server:
    """A server of the page in this process."""

    address: str
    app: Any
    asked: list[str]
    """Names of other machines that this process looked up."""

    @property
    def desk(self) -> Any:
        return self.app.state.desk


class Visitor:
    """Somebody with a browser window of their own, and what tests ask of the page."""

    def __init__(self, page: Any, server: Server) -> None:
        self.page = page
        self.server = server
        self.problems: list[str] = []
        self.outside: list[str] = []
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("request", self._look_at)

    def _look_at(self, request: Any) -> None:
        if not request.url.startswith((self.server.address, "data:", "blob:")):
            self.outside.append(request.url)

    def visit(self, rest: str = "") -> Visitor:
        self.page.goto(self.server.address + rest)
        self.page.wait_for_selector('.pq:not([data-view="loading"])')
        return self

    def open(self, media: Path, transcript: str, name: str) -> str:
        """Open a recording through the server, as this visitor; answers its id."""
        cookies = self.page.context.request
        sent = cookies.put(
            f"{self.server.address}pullquote/uploads?name={name}", data=transcript.encode()
        )
        body = {"media": {"path": str(media)}, "transcript": {"upload": sent.json()["upload"]}}
        answer = cookies.post(f"{self.server.address}pullquote/recordings", data=body)
        assert answer.ok, answer.text()
        return answer.json()["id"]

    def open_aligned(self, alignment: Alignment, media: Path = SAMPLE_VIDEO) -> Visitor:
        """Have the workbench open on a recording whose words are all known."""
        return self.visit_bench(self.open(media, format_alignment(alignment), "times.json"))

    def visit_bench(self, id: str) -> Visitor:  # noqa: A002
        self.page.goto(f"{self.server.address}#r={id}")
        self.page.wait_for_selector(f'.pq[data-ready="{id}"]')
        return self

    @property
    def bench(self) -> str:
        """JavaScript for the page's own object."""
        return "document.querySelector('.pq')?.pq"

    def place_of(self, word: int) -> tuple[float, float]:
        """The middle of a word on the screen, after scrolling it there."""
        x, y = self.page.evaluate(
            f"""i => {{ const t = {self.bench}.transcript; t.show(i);
            const r = t.rect(i); return [r.left + r.width / 2, r.top + r.height / 2]; }}""",
            word,
        )
        return x, y

    def drag(self, first: int, last: int) -> None:
        """Select words with the mouse."""
        self.place_of(first)
        end = self.place_of(last)
        start = self.place_of(first)
        self.page.mouse.move(*start)
        self.page.mouse.down()
        self.page.mouse.move(*end, steps=5)
        self.page.mouse.up()

    def wait_for_cut(self) -> None:
        self.page.wait_for_selector('[data-do="export"]:not([disabled])')

    def text(self, out: str) -> str:
        return self.page.inner_text(f'[data-out="{out}"]')

    def selection(self) -> Any:
        return self.page.evaluate(f"{self.bench}.store.state.selection")

    def until(self, script: str, timeout: float = 10_000) -> None:
        """Wait until a JavaScript expression over `page` is true."""
        self.page.wait_for_function(
            f"() => {{ const page = {self.bench}; return page && ({script}); }}", timeout=timeout
        )
