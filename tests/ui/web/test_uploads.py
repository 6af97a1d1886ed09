"""Recordings come in and files go out; nothing else of the disk does."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from pullquote.align.model.alignment import format_alignment
from pullquote.samples import SAMPLE_TRANSCRIPT, SAMPLE_VIDEO
from pullquote.ui.web.actions.clips.clipping import made_file
from tests.ui.web.conftest import open_with, upload, visitor


@pytest.fixture
def bert(app):
    return visitor(app)


def test_a_recording_is_served_in_ranges(anna, opened):
    whole = SAMPLE_VIDEO.read_bytes()
    answer = anna.get(f"/pullquote/media/{opened}", headers={"Range": "bytes=100-299"})
    assert answer.status_code == 206
    assert answer.content == whole[100:300]
    assert answer.headers["content-range"] == f"bytes 100-299/{len(whole)}"
    assert answer.headers["content-type"] == "video/mp4"
    beyond = anna.get(f"/pullquote/media/{opened}", headers={"Range": "bytes=99999999-"})
    assert beyond.status_code == 416


def test_nothing_of_one_visitor_is_reachable_by_another(anna, bert, opened):
    assert bert.get(f"/pullquote/media/{opened}").status_code == 404
    assert bert.get("/pullquote/state").json()["recordings"] == []
    for path in ("", "/words", "/sound?start=0&end=1"):
        assert bert.get(f"/pullquote/recordings/{opened}{path}").status_code == 422
    assert bert.get(f"/pullquote/cover/{opened}").status_code == 404
    paths = ("search", "passage", "export", "card", "cover", "subtitles", "align", "place")
    for path in (*paths, "repair", "basket", "undo", "redo", "copy"):
        body = {"query": "wren", "first": 20, "last": 22, "items": [{"first": 20, "last": 22}]}
        answer = bert.post(f"/pullquote/recordings/{opened}/{path}", json=body)
        assert answer.status_code == 422, path
        assert "open it again" in answer.json()["error"]
    assert bert.delete(f"/pullquote/recordings/{opened}").status_code == 422
    assert anna.get(f"/pullquote/media/{opened}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/pullquote/media/..%2f..%2fetc%2fpasswd",
        "/pullquote/assets/..%2fapp.py",
        "/pullquote/assets/../app.py",
        "/pullquote/fonts/..%2f__init__.py",
        "/pullquote/made/x/..%2frecording.json",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=pyproject.toml",
    ],
)
def test_no_path_leads_into_the_disk(anna, path):
    assert anna.get(path).status_code in (403, 404)


def test_what_is_beside_the_exports_is_not_served(tmp_path):
    exports = tmp_path / "one" / "exports"
    exports.mkdir(parents=True)
    (exports / "clip.mp3").write_text("sound")
    (tmp_path / "one" / "recording.json").write_text("{}")
    workspace = SimpleNamespace(folder=tmp_path)
    assert made_file(workspace, "one", "clip.mp3") == (exports / "clip.mp3").resolve()
    for name in ("../recording.json", str(tmp_path / "one" / "recording.json"), ".", ""):
        assert made_file(workspace, "one", name) is None


def test_an_error_says_its_kind_and_which_field_it_is_about(owner):
    path = str(SAMPLE_VIDEO.with_name("nowhere.mp4"))
    body = {"media": {"path": path}, "transcript": {"text": "hello"}}
    answer = owner.post("/pullquote/recordings", json=body)
    assert answer.status_code == 422
    assert (answer.json()["code"], answer.json()["field"]) == ("MediaError", "media")
    assert path in answer.json()["error"]


def test_a_mistake_in_the_transcript_does_not_cost_the_upload(anna):
    media = upload(anna, "talk.mp4", SAMPLE_VIDEO.read_bytes())
    body = {"media": {"upload": media}, "transcript": {"text": "   "}}
    assert anna.post("/pullquote/recordings", json=body).json()["field"] == "transcript"
    body["transcript"]["text"] = SAMPLE_TRANSCRIPT.read_text()
    answer = anna.post("/pullquote/recordings", json=body)
    assert answer.status_code == 200
    assert answer.json()["title"] == "talk.mp4"
    assert anna.get(answer.json()["media"]).content == SAMPLE_VIDEO.read_bytes()


def test_an_uploads_name_cannot_leave_its_folder(anna):
    answer = anna.put(
        "/pullquote/uploads", params={"name": "../../../etc/pass\x00wd.txt"}, content=b"words here"
    )
    assert answer.json()["name"] == "pass_wd.txt"


def test_an_alignment_of_another_recording_is_refused(anna, true_alignment):
    document = json.loads(format_alignment(true_alignment))
    document["duration"] = 500.0
    answer = open_with(anna, upload(anna, "times.json", json.dumps(document)))
    assert answer.status_code == 422
    assert answer.json()["field"] == "transcript"
    assert "500 s" in answer.json()["error"]


def test_halves_of_characters_and_numbers_that_are_none_are_no_fault_of_the_server(anna, opened):
    def post(path, content, method="POST"):
        headers = {"Content-Type": "application/json"}
        return anna.request(method, f"/pullquote/{path}", content=content, headers=headers)

    path = f"recordings/{opened}"
    assert post(f"{path}/search", rb'{"query": "\ud800 storm"}').status_code == 200
    for number in ("NaN", "Infinity", "1e300", "-1e400"):
        body = f'{{"items": [{{"start": {number}, "end": 2}}]}}'.encode()
        assert post(f"{path}/export", body).status_code == 422, number
        kept = post(f"{path}/keep", f'{{"view": {{"time": {number}}}}}', "PUT")
        assert kept.status_code == 422, number
    for number in ("nan", "inf", "-inf", "1e300"):
        answer = anna.get(f"/pullquote/{path}/sound", params={"start": number, "end": "1"})
        assert (answer.status_code, answer.json()["field"]) == (422, "start")
    kept = post(f"{path}/basket", rb'{"items": [{"text": "\udc00"}]}')
    assert kept.status_code == 200
    assert anna.get(f"/pullquote/{path}").json()["basket"] == [{"text": "\ufffd"}]
    assert post(f"{path}/search", b"{").status_code == 422
    assert post(f"{path}/search", b"[]").json()["code"] == "RequestValidationError"


@pytest.mark.parametrize("folder", ["assets", "fonts", "media", "made/{}", "cover", "recordings"])
def test_a_name_with_a_null_is_not_found(anna, opened, folder):
    answer = anna.get(f"/pullquote/{folder.format(opened)}/%00.js")
    assert answer.status_code in (404, 422)


@pytest.mark.parametrize("name", ["漢" * 120 + ".mp4", "😀" * 90, "é" * 300 + ".wav", "a" * 999])
def test_a_long_name_is_shortened_in_bytes(anna, name):
    answer = anna.put("/pullquote/uploads", params={"name": name}, content=b"x")
    assert answer.status_code == 200
    kept = answer.json()["name"]
    assert len(kept.encode()) <= 200 and name.endswith(kept)


def test_an_upload_that_breaks_off_leaves_nothing_and_no_traceback(app, anna):
    """A browser that goes away in the middle, as the server sees it."""
    sent = [{"type": "http.request", "body": b"half", "more_body": True}]
    answered = []

    async def receive():
        return sent.pop() if sent else {"type": "http.disconnect"}

    async def send(message):
        answered.append(message)

    cookie = f"pullquote_visitor={anna.cookies['pullquote_visitor']}"
    scope = {
        "type": "http",
        "method": "PUT",
        "path": "/pullquote/uploads",
        "raw_path": b"/pullquote/uploads",
        "query_string": b"name=talk.mp4",
        "headers": [(b"host", b"localhost"), (b"cookie", cookie.encode())],
        "client": ("127.0.0.1", 5),
        "server": ("127.0.0.1", 7860),
        "scheme": "http",
        "root_path": "",
        "http_version": "1.1",
    }
    # A browser's test beside this one may have left a loop in this thread.
    with ThreadPoolExecutor() as elsewhere:
        elsewhere.submit(asyncio.run, app(scope, receive, send)).result()
    assert answered[0]["status"] == 400
    uploads = app.state.desk.visitors.root.glob("visitors/*/uploads/*/*")
    assert [file for file in uploads if file.name in ("upload.part", "talk.mp4")] == []


def test_another_transcript_takes_the_place_of_one_and_of_all_that_was_known_of_it(anna, opened):
    path = f"/pullquote/recordings/{opened}"
    anna.post(f"{path}/basket", json={"items": [{"first": 210, "last": 211}]})
    anna.put(
        f"{path}/keep", json={"view": {"selection": {"first": 210, "last": 211}, "tab": "clip"}}
    )
    tag = anna.get(f"{path}/words").headers["etag"]
    for text in ("Some other words.", "Yet others."):
        answer = anna.put(f"{path}/transcript", json={"transcript": {"text": text}})
        detail = answer.json()
        assert (detail["aligned"], detail["basket"]) == (False, [])
        assert (detail["view"]["tab"], detail["view"]["selection"]) == ("clip", None)
        words = anna.get(f"{path}/words", headers={"If-None-Match": tag})
        assert words.json()["paragraphs"][0]["text"] == text
        tag = words.headers["etag"]
    assert anna.post(f"{path}/undo", json={}).json()["done"] is False


def test_a_transcript_that_cannot_be_used_replaces_nothing(anna, opened):
    path = f"/pullquote/recordings/{opened}"
    before = anna.get(f"{path}/words").json()
    answer = anna.put(f"{path}/transcript", json={"transcript": {"text": " "}})
    assert (answer.status_code, answer.json()["field"]) == (422, "transcript")
    assert anna.get(f"{path}/words").json() == before
