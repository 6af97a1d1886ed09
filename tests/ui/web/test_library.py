"""The owner's library on the page's server, without a browser."""

import shutil

import pytest

from pullquote.align.library.store.library import Library
from pullquote.align.model.alignment import format_alignment
from pullquote.samples import SAMPLE_VIDEO
from pullquote.ui.web.app import create_app
from pullquote.ui.web.guard import Access
from tests.ui.web.conftest import KEY, PASSWORD, finished


@pytest.fixture(scope="module")
def folder(tmp_path_factory, true_alignment):
    """A folder with the sample and its exact times."""
    made = tmp_path_factory.mktemp("recordings")
    shutil.copy(SAMPLE_VIDEO, made / "interview.mp4")
    times = made / "interview.alignment.json"
    times.write_text(format_alignment(true_alignment), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def app(tmp_path_factory, folder):
    access = Access("127.0.0.1", PASSWORD, KEY, (folder,))
    app = create_app(access, tmp_path_factory.mktemp("data"))
    yield app
    app.state.desk.jobs.close()


@pytest.fixture
def library(owner, folder):
    """The library with the sample in it."""
    answer = owner.post("/pullquote/library/add", json={"path": str(folder)})
    assert answer.status_code == 200, answer.text
    job = finished(owner, answer.json()["job"])
    assert job["state"] == "done", job
    assert job["result"]["added"] + job["result"]["known"] == 1
    return owner


def _find(client, query, **more):
    return client.post("/pullquote/library/search", json={"query": query, **more}).json()


def test_an_empty_library_lists_nothing(owner):
    if owner.app.state.desk.library.exists():
        pytest.skip("another test came first")
    answer = owner.get("/pullquote/library/recordings").json()
    assert answer == {"recordings": [], "total": 0, "hours": 0.0}


def test_recordings_are_listed_by_title(library):
    answer = library.get("/pullquote/library/recordings", params={"title": "VIEW"}).json()
    assert [recording["title"] for recording in answer["recordings"]] == ["interview"]
    assert answer["total"] == 1
    none = library.get("/pullquote/library/recordings", params={"title": "zebra"}).json()
    assert none["recordings"] == []
    assert library.get("/pullquote/library/recordings", params={"offset": 1}).json()["total"] == 1


def test_a_hit_leads_to_its_words_on_the_workbench(library, true_alignment):
    (hit,) = _find(library, "singing so loudly")["hits"]
    assert hit["context"][hit["start_char"] : hit["end_char"]] == "singing so loudly"
    path = f"/pullquote/library/recordings/{hit['recording']}/open"
    detail = library.post(path, json={}).json()
    assert (detail["aligned"], detail["missing"]) == (True, False)
    words = library.get(f"/pullquote/recordings/{detail['id']}/words").json()
    start = true_alignment.words[hit["first"]].span.start
    assert words["start"][hit["first"]] == pytest.approx(1000 * start, abs=1)
    assert library.post(path, json={}).json()["id"] == detail["id"]


def test_a_quote_is_checked(library):
    def check(quote):
        return library.post("/pullquote/library/quote", json={"quote": quote}).json()

    assert check("There was a wren, singing so loudly")["verdict"] == "exact"
    close = check("There was a wren, singing very loudly, that covered the whole machine")
    assert close["verdict"] == "close"
    parts = close["matches"][0]["parts"]
    assert {"kind": "changed", "quoted": "very", "said": "so"} in parts
    assert check("Zebras ride bicycles on Sundays")["matches"] == []


def test_corrections_on_the_workbench_are_found_in_the_library(library):
    (hit,) = _find(library, "petrel")["hits"]
    detail = library.post(f"/pullquote/library/recordings/{hit['recording']}/open", json={}).json()
    body = {"first": hit["first"], "last": hit["last"], "was": "petrel.", "text": "albatross."}
    path = f"/pullquote/recordings/{detail['id']}"
    job = library.post(f"{path}/repair", json=body).json()["job"]
    if job is not None:
        assert finished(library, job)["state"] == "done"
    assert _find(library, "albatross")["taken"] == []
    assert [h["first"] for h in _find(library, "albatross")["hits"]] == [hit["first"]]
    library.post(f"{path}/undo", json={})
    assert _find(library, "petrel")["taken"] == []


def test_what_cannot_be_read_is_said(library):
    answer = library.post("/pullquote/library/search", json={"query": "AND"})
    assert answer.status_code == 422
    assert "quotation marks" in answer.json()["error"]
    assert library.post("/pullquote/library/add", json={"path": "/etc"}).status_code == 422


def test_a_recording_that_was_moved_away_is_said(library, folder):
    (hit,) = _find(library, "singing so loudly")["hits"]
    with Library(library.app.state.desk.library, writes=True) as store:
        entry = store.get(hit["recording"])
        for known in library.app.state.desk.visitors.workspace(KEY).recordings():
            library.app.state.desk.visitors.workspace(KEY).forget(known.id)
        gone = entry.origin.media
        store.execute(
            "update recording set path=? where id=?", (str(folder / "gone.mp4"), entry.id)
        )
        answer = library.post(f"/pullquote/library/recordings/{entry.id}/open", json={})
        store.execute("update recording set path=? where id=?", (gone.path, entry.id))
    assert answer.status_code == 422
    assert "is not there any more" in answer.json()["error"]


@pytest.mark.parametrize("path", ["search", "quote", "add", "recordings/1/open"])
def test_nobody_else_sees_the_library(library, anna, path):
    answer = anna.post(f"/pullquote/library/{path}", json={"query": "wren", "quote": "wren"})
    assert answer.status_code == 422
    assert "owner" in answer.json()["error"]
    assert anna.get("/pullquote/library/recordings").status_code == 422
    assert anna.get("/pullquote/state").json()["library"] is False
    assert library.get("/pullquote/state").json()["library"] is True
