"""Every route, new ones too, answers a second visitor as if there were nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.routing import Mount, Route

from pullquote.samples import SAMPLE_TRANSCRIPT
from tests.ui.web.conftest import open_with, upload, visitor

BODY = {
    "query": "wren", "first": 20, "last": 22, "items": [{"first": 20, "last": 22}],
    "view": {}, "text": "other words",
}  # fmt: skip
"""Enough for every route that takes one."""
OPEN = frozenset(
    (
        "/pullquote/assets/{name}", "/pullquote/fonts/{name}", "/pullquote/state",
        "/pullquote/uploads", "/pullquote/recordings", "/pullquote/transcribe",
        "/pullquote/presets", "/pullquote/presets/forget", "/pullquote/profiles/forget",
    )
)  # fmt: skip
"""Routes that name nothing of anybody's: files of the page itself, and a visitor's own lists."""
GONE = ("open it again", "There is no such", "is not known", "for the owner of this machine alone")


def routes(app) -> Iterator[tuple[str, str]]:
    """Method and path of each of our routes."""
    waiting = list(app.routes)
    while waiting:
        route = waiting.pop()
        if isinstance(route, Mount):
            continue
        inner = getattr(route, "original_router", None) or getattr(route, "routes", None)
        if not isinstance(route, Route):
            waiting += getattr(inner, "routes", inner) or []
            continue
        if route.path.startswith("/pullquote"):
            yield from ((method, route.path) for method in sorted(route.methods or ()))


def send(client, method: str, path: str, ids: dict[str, str]):
    url = path
    for key, value in ids.items():
        url = url.replace(f"{{{key}}}", value)
    assert "{" not in url, f"{path} names something new: say here what a second visitor may not see"
    return client.request(method, url, json=BODY if method in ("POST", "PUT") else None)


def ids_for(path: str, recording: str, job: str, file: str) -> dict[str, str]:
    return {"id": job if "/jobs/" in path else recording, "name": file, "number": "1"}


def test_a_second_visitor_gets_from_every_route_what_nobody_gets(app, anna, opened) -> None:
    other = open_with(anna, upload(anna, "other.txt", SAMPLE_TRANSCRIPT.read_bytes())).json()["id"]
    made = anna.post(f"/pullquote/recordings/{other}/align", json={}).json()["job"]["id"]
    before = anna.get(f"/pullquote/recordings/{opened}/words").json()
    bert = visitor(app)
    seen = 0
    for method, path in sorted(set(routes(app))):
        if path in OPEN:
            continue
        answers = [
            send(bert, method, path, ids_for(path, recording, job, "talk.srt"))
            for recording, job in ((opened, made), ("z" * len(opened), "z" * len(made)))
        ]
        seen += 1
        got, nothing = answers
        assert got.status_code == nothing.status_code, path
        assert got.text.replace(opened, "") == nothing.text.replace("z" * len(opened), ""), path
        if method != "HEAD" and "/cancel" not in path:
            assert got.status_code in (404, 422), path
            assert any(words in got.text for words in GONE), f"{method} {path}: {got.text}"
    assert seen >= 24
    assert anna.get(f"/pullquote/jobs/{made}").json()["state"] not in ("cancelled", "stopping")
    assert anna.get(f"/pullquote/recordings/{opened}/words").json() == before
    assert bert.get("/pullquote/state").json()["recordings"] == []
    anna.post(f"/pullquote/jobs/{made}/cancel")


def test_a_second_visitor_neither_sees_nor_forgets_nor_replaces_a_look(app, anna) -> None:
    bert = visitor(app)
    style = anna.get("/pullquote/state").json()["choices"]["looks"]["pop"]
    kept = anna.put("/pullquote/presets", json={"name": "Ours", "style": style}).json()
    assert list(kept["presets"]) == ["Ours"]
    assert bert.get("/pullquote/state").json()["presets"] == {}
    assert bert.post("/pullquote/presets/forget", json={"name": "Ours"}).json() == {"presets": {}}
    other = {"name": "Ours", "style": {**style, "size": 0.3}}
    assert bert.put("/pullquote/presets", json=other).status_code == 200
    assert anna.get("/pullquote/state").json()["presets"] == kept["presets"]


@pytest.mark.parametrize("path", ["/", "/pullquote/state", "/pullquote/assets/page.js", "/sign-in"])
def test_every_answer_carries_the_headers_that_bind_the_browser(anna, path: str) -> None:
    headers = anna.get(path).headers
    policy = dict(
        part.strip().split(" ", 1)
        for part in headers["content-security-policy"].split(";")
        if part.strip()
    )
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'" or policy["frame-ancestors"] == "'self'"
    assert policy["form-action"] == "'self'"
    assert policy["base-uri"] in ("'self'", "'none'")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] in ("no-referrer", "same-origin")
