"""The page's server without a browser, and visitors of it."""

import time

import pytest
from starlette.testclient import TestClient

from pullquote.align.model.alignment import format_alignment
from pullquote.samples import SAMPLE_VIDEO
from pullquote.ui.web.app import create_app
from pullquote.ui.web.guard import Access

HERE = "http://127.0.0.1:7860"


PASSWORD, KEY = "sésame", "o" * 32


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    access = Access("127.0.0.1", PASSWORD, KEY, (SAMPLE_VIDEO.parent,))
    app = create_app(access, data)
    yield app
    app.state.desk.jobs.close()


@pytest.fixture
def anna(app):
    """A visitor with a cookie of their own."""
    return visitor(app)


@pytest.fixture
def owner(app):
    """Whoever started the server."""
    client = TestClient(app, base_url=HERE)
    assert client.get("/", params={"key": KEY}).status_code == 200
    return client


def visitor(app, secret=PASSWORD):
    client = TestClient(app, base_url=HERE)
    client.post("/sign-in", data={"secret": secret}, follow_redirects=False)
    return client


@pytest.fixture
def opened(anna, true_alignment):
    """The sample with its exact times, opened by anna."""
    answer = open_with(anna, upload(anna, "times.json", format_alignment(true_alignment)))
    assert answer.status_code == 200, answer.text
    return answer.json()["id"]


def upload(visitor, name, content):
    data = content.encode() if isinstance(content, str) else content
    answer = visitor.put("/pullquote/uploads", params={"name": name}, content=data)
    assert answer.status_code == 200, answer.text
    return answer.json()["upload"]


def open_with(visitor, transcript):
    media = upload(visitor, "interview.mp4", SAMPLE_VIDEO.read_bytes())
    body = {"media": {"upload": media}, "transcript": {"upload": transcript}}
    return visitor.post("/pullquote/recordings", json=body)


def finished(visitor, job, seconds=60):
    end = time.monotonic() + seconds
    while job["state"] not in ("done", "failed", "cancelled"):
        assert time.monotonic() < end, job
        time.sleep(0.1)
        job = visitor.get(f"/pullquote/jobs/{job['id']}").json()
    return job
