"""The server's answers, without a browser."""

import asyncio
import base64
import io
import json
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import av
import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from pullquote.align.model.alignment import format_alignment
from pullquote.samples import SAMPLE_TRANSCRIPT, SAMPLE_VIDEO
from pullquote.ui.web import guard, guesses
from pullquote.ui.web.actions.clipping import made_file
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
def bert(app):
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


def export(visitor, id, **body):  # noqa: A002
    answer = visitor.post(f"/pullquote/recordings/{id}/export", json=body)
    assert answer.status_code == 200, answer.text
    return finished(visitor, answer.json()["job"])


# ---- who may talk to the server


def test_a_foreign_host_header_is_refused(app):
    assert (
        TestClient(app, base_url="http://evil.example").get("/pullquote/state").status_code == 400
    )


@pytest.mark.parametrize("name", ["127.0.0.1:7860", "localhost:1234", "[::1]:7860", "localhost"])
def test_our_own_names_are_served(app, name):
    client = TestClient(app, base_url=f"http://{name}", headers={"Authorization": f"Bearer {KEY}"})
    assert client.get("/pullquote/state").status_code == 200


def test_another_sites_page_cannot_post(anna):
    headers = {"Origin": "http://evil.example"}
    answer = anna.post("/pullquote/recordings", json={"sample": "video"}, headers=headers)
    assert answer.status_code == 403
    assert anna.get("/pullquote/state").json()["recordings"] == []


EVERYWHERE = [
    "/",
    "/pullquote/state",
    "/pullquote/assets/page.js",
    "/pullquote/fonts/NotoSans-Regular.ttf",
    "/pullquote/jobs/x",
    "/config",
    "/gradio_api/info",
    "/gradio_api/mcp/",
]


@pytest.mark.parametrize("password", [None, PASSWORD])
def test_without_the_key_or_the_password_there_is_only_the_sign_in_page(tmp_path, password):
    app = create_app(Access("127.0.0.1", password, KEY), tmp_path)
    stranger = TestClient(app, base_url=HERE)
    stranger.cookies.set("pullquote_visitor", "s" * 32)  # one that earlier versions gave out
    for path in EVERYWHERE:
        assert stranger.get(path).status_code == 401, path
        shown = stranger.get(path, headers={"Accept": "text/html"})
        assert shown.status_code == 401 and "/sign-in" in shown.text, path
    sent = stranger.post("/pullquote/recordings", json={"sample": "video"})
    assert (sent.status_code, sent.json()["code"]) == (401, "SignInNeeded")
    assert stranger.put("/pullquote/uploads?name=x", content=b"x").status_code == 401
    assert stranger.get("/sign-in").status_code == 200
    with pytest.raises(WebSocketDisconnect), stranger.websocket_connect("/gradio_api/heartbeat/x"):
        pass
    app.state.desk.jobs.close()


def test_a_password_alone_is_not_the_owners_key(anna, tmp_path):
    assert anna.get("/pullquote/state").json()["paths"] is False
    private = tmp_path / "private.txt"
    private.write_text("what nobody else may read")
    for media in (SAMPLE_VIDEO, tmp_path / "not there.mp4"):
        body = {"media": {"path": str(media)}, "transcript": {"path": str(private)}}
        answer = anna.post("/pullquote/recordings", json=body)
        assert answer.status_code == 422
        assert answer.json()["error"].startswith("only the owner")


def test_without_a_password_the_password_opens_nothing(tmp_path):
    app = create_app(Access("127.0.0.1", None, KEY), tmp_path)
    assert visitor(app, "").get("/pullquote/state").status_code == 401
    assert visitor(app, "None").get("/pullquote/state").status_code == 401
    assert visitor(app, KEY).get("/pullquote/state").status_code == 200
    app.state.desk.jobs.close()


def test_programs_send_the_key_or_the_password_in_a_header(app):
    client = TestClient(app, base_url=HERE)
    for headers in ({"Authorization": f"Bearer {KEY}"}, {"Authorization": f"bearer {KEY}"}):
        assert client.get("/pullquote/state", headers=headers).json()["paths"] is True
        client.cookies.clear()
    answer = client.get("/pullquote/state", auth=("anyone", PASSWORD.encode()))
    assert answer.json()["paths"] is False


def test_the_key_makes_a_browser_the_owners_and_is_not_in_the_cookie(app):
    client = TestClient(app, base_url=HERE)
    answer = client.get("/", params={"key": KEY, "open": "sample"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/?open=sample")
    cookie = answer.headers["set-cookie"]
    assert KEY not in cookie and "HttpOnly" in cookie and "SameSite=Lax" in cookie
    assert client.get("/pullquote/state").json()["paths"] is True
    stranger = TestClient(app, base_url=HERE)
    wrong = stranger.get("/", params={"key": "x" * 32}, follow_redirects=False)
    assert wrong.status_code == 401 and "set-cookie" not in wrong.headers


def test_a_visitor_keeps_their_recordings_until_the_password_changes(tmp_path):
    app = create_app(Access("127.0.0.1", PASSWORD, KEY), tmp_path)
    anna = visitor(app)
    anna.post("/pullquote/recordings", json={"sample": "audio"})
    cookie = anna.cookies["pullquote_visitor"]
    again = TestClient(app, base_url=HERE, cookies={"pullquote_visitor": cookie})
    assert len(again.get("/pullquote/state").json()["recordings"]) == 1
    app.state.desk.jobs.close()
    other = create_app(Access("127.0.0.1", "another", KEY), tmp_path)
    later = TestClient(other, base_url=HERE, cookies={"pullquote_visitor": cookie})
    assert later.get("/pullquote/state").status_code == 401
    later.post("/sign-in", data={"secret": "another"}, follow_redirects=False)
    assert len(later.get("/pullquote/state").json()["recordings"]) == 1
    other.state.desk.jobs.close()


def test_wrong_passwords_are_limited_and_who_is_in_stays_in(tmp_path, monkeypatch):
    monkeypatch.setattr(guard, "_GUESS", 0.0)
    app = create_app(Access("127.0.0.1", PASSWORD, KEY), tmp_path)
    anna = visitor(app)
    stranger = TestClient(app, base_url=HERE)
    codes = [stranger.post("/sign-in", data={"secret": f"{n}"}).status_code for n in range(12)]
    assert codes == [401] * guesses.PER_ADDRESS + [429] * 2
    headers = {"Authorization": "Basic " + base64.b64encode(f"x:{PASSWORD}".encode()).decode()}
    refused = stranger.get("/pullquote/state", headers=headers)
    assert refused.status_code == 429 and int(refused.headers["retry-after"]) > 0
    assert stranger.get("/", params={"key": KEY}).status_code == 429
    assert anna.get("/pullquote/state").status_code == 200
    app.state.desk.jobs.close()


# ---- paths


def test_the_owner_opens_paths_only_below_the_allowed_folders(owner, tmp_path):
    def error(media):
        body = {"media": {"path": str(media)}, "transcript": {"text": "some words"}}
        return owner.post("/pullquote/recordings", json=body).json()["error"]

    outside = tmp_path / "outside.mp4"
    outside.write_bytes(SAMPLE_VIDEO.read_bytes())
    assert error(outside).startswith("only files below")
    assert error(outside) == error(tmp_path / "is not there.mp4") == error("/etc/\x00passwd")
    assert error(SAMPLE_VIDEO.parent / ".." / "pyproject.toml").startswith("only files below")
    assert "does not exist; check the name" in error(SAMPLE_VIDEO.parent / "is not there.mp4")
    body = {"media": {"path": f'"{SAMPLE_VIDEO}"'}, "transcript": {"text": "some words"}}
    assert owner.post("/pullquote/recordings", json=body).status_code == 200


def test_every_answer_forbids_the_browser_other_machines(anna):
    policy = anna.get("/").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy and "*" not in policy


# ---- files by id


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
    for path in (*paths, "repair", "undo", "redo", "copy"):
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


# ---- opening


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


# ---- the workbench


def test_words_are_sent_once(anna, opened, true_alignment):
    answer = anna.get(f"/pullquote/recordings/{opened}/words")
    assert answer.json()["duration"] == pytest.approx(true_alignment.duration)
    again = anna.get(
        f"/pullquote/recordings/{opened}/words",
        headers={"If-None-Match": answer.headers["etag"]},
    )
    assert again.status_code == 304


def test_words_and_times_are_found_in_one_box(anna, opened, true_alignment):
    def find(query):
        path = f"/pullquote/recordings/{opened}/search"
        return anna.post(path, json={"query": query}).json()

    hit = find("STORM, petrel")["hits"][0]
    assert true_alignment.transcript.quote(hit["first"], hit["last"]) == "storm petrel."
    assert hit["start"] == pytest.approx(true_alignment.words[hit["first"]].span.start, abs=0.002)
    moment = true_alignment.words[hit["first"]].span.middle
    found = find(f"0:{moment:.2f}" if moment < 60 else f"1:{moment - 60:05.2f}")
    assert found["hits"][0]["first"] == hit["first"]
    assert find("zzzzqqq")["note"] == "nothing found"
    assert "ends at" in find("59:00")["note"]


def test_a_passage_is_cut_outside_its_words_and_captioned_with_them(anna, opened, true_alignment):
    body = {"first": 210, "last": 220, "style": "plain", "shape": "source"}
    answer = anna.post(f"/pullquote/recordings/{opened}/passage", json=body).json()
    words = true_alignment.words
    assert words[209].span.end - 0.03 <= answer["cut"]["start"] <= words[210].span.start + 0.03
    assert words[220].span.end - 0.03 <= answer["cut"]["end"]
    captioned = [w["text"] for cue in answer["cues"] for line in cue["lines"] for w in line]
    assert " ".join(captioned) == true_alignment.transcript.quote(210, 220)


def test_words_that_were_not_found_stay_in_the_captions_and_are_told(anna, opened, true_alignment):
    body = {"first": 120, "last": 134, "style": "plain", "shape": "source"}
    answer = anna.post(f"/pullquote/recordings/{opened}/passage", json=body).json()
    assert answer["doubt"] == (
        "6 of 15 words were not found: It, was, the, happiest, mistake, of; "
        "listen before you publish"
    )
    captioned = [w["text"] for cue in answer["cues"] for line in cue["lines"] for w in line]
    assert " ".join(captioned) == true_alignment.transcript.quote(120, 134)
    body = {"first": 210, "last": 220, "style": "plain", "shape": "source"}
    answer = anna.post(f"/pullquote/recordings/{opened}/passage", json=body).json()
    assert answer["doubt"] is None


def test_words_that_are_not_said_cannot_be_cut(anna, opened):
    body = {"first": 0, "last": 3, "style": "plain"}
    answer = anna.post(f"/pullquote/recordings/{opened}/passage", json=body).json()
    assert answer["cut"] is None and not answer["pending"]


def length_of(content: bytes) -> tuple[float, set[str]]:
    with av.open(io.BytesIO(content)) as container:
        kinds = {stream.type for stream in container.streams}
        return container.duration / 1e6, kinds


@pytest.mark.parametrize(("form", "kinds"), [("mp4", {"video", "audio"}), ("mp3", {"audio"})])
def test_an_exported_clip_is_as_long_as_it_was_shown(anna, opened, form, kinds):
    item = {"first": 210, "last": 220, "start": 73.7, "end": 76.9}
    job = export(anna, opened, items=[item], format=form, style="plain", shape="source")
    assert job["state"] == "done", job
    made = anna.get(f"/pullquote/made/{opened}/{job['result']['name']}")
    assert "attachment" in made.headers["content-disposition"]
    length, found = length_of(made.content)
    assert found == kinds
    assert length == pytest.approx(3.2, abs=0.1)


def test_a_basket_becomes_a_zip_with_a_manifest_that_tells_no_paths(anna, opened, tmp_path):
    items = [
        {"first": 210, "last": 214, "start": 73.7, "end": 75.0},
        {"first": 20, "last": 24, "start": 2.9, "end": 4.2},
        {"start": 10.0, "end": 11.0},
    ]
    job = export(anna, opened, items=items, format="mp3")
    packed = anna.get(f"/pullquote/made/{opened}/{job['result']['name']}").content
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        names = archive.namelist()
    assert [clip["status"] for clip in manifest["clips"]] == ["made"] * 3
    assert manifest["clips"][0]["words"] == [210, 214]
    assert manifest["clips"][1]["source_range"] == {"start": 2.9, "end": 4.2}
    assert all(clip["path"] in names and "/" not in clip["path"] for clip in manifest["clips"])
    assert manifest["clips"][0]["source"] == SAMPLE_VIDEO.name


def test_a_zip_holds_the_stills_and_the_sidecars_that_were_asked_for(anna, opened):
    items = [
        {"first": 210, "last": 212, "start": 73.7, "end": 74.4},
        {"first": 20, "last": 22, "start": 2.9, "end": 3.6},
    ]
    job = export(anna, opened, items=items, format="mp4", poster="jpg", sidecar="vtt")
    packed = anna.get(f"/pullquote/made/{opened}/{job['result']['name']}").content
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        names = archive.namelist()
    for clip in manifest["clips"]:
        for beside in ("path", "sidecar", "poster"):
            assert clip[beside] in names and "/" not in clip[beside]


def test_words_that_are_still_looked_for_and_words_that_are_not_said_are_no_card(anna, opened):
    path = f"/pullquote/recordings/{opened}/card"
    absent = anna.post(path, json={"first": 0, "last": 3})
    assert absent.status_code == 422
    assert "say" in absent.json()["error"] or "said" in absent.json()["error"]
    new = anna.post("/pullquote/recordings", json={"sample": "audio"}).json()["id"]
    pending = anna.post(f"/pullquote/recordings/{new}/card", json={"first": 20, "last": 22})
    assert "still being looked for" in pending.json()["error"]
    assert "select some words" in anna.post(path, json={}).json()["error"]
    seen = anna.post(path, json={"first": 20, "last": 22, "behind": "image"})
    assert "choose it again" in seen.json()["error"]


def test_a_basket_is_joined_in_its_own_order(anna, opened):
    items = [
        {"first": 210, "last": 214, "start": 73.7, "end": 75.0},
        {"first": 20, "last": 24, "start": 2.9, "end": 4.2},
    ]
    job = export(anna, opened, items=items, format="mp3", joined=True)
    assert job["result"]["name"] == "interview joined.mp3"
    made = anna.get(f"/pullquote/made/{opened}/{job['result']['name']}").content
    length, kinds = length_of(made)
    assert kinds == {"audio"}
    assert 2.1 < length < 2.75
    sidecar = anna.get(f"/pullquote/made/{opened}/{job['result']['extras'][0]}").text
    assert sidecar.index("storm") < sidecar.index("guest")


def test_a_correction_is_kept_and_only_its_words_change(anna, opened, true_alignment):
    path = f"/pullquote/recordings/{opened}/repair"
    body = {"first": 210, "last": 210, "start": "1:13.50", "end": "1:13.90"}
    job = finished(anna, anna.post(path, json=body).json()["job"])
    assert job["result"] == {"first": 210, "last": 210}
    words = anna.get(f"/pullquote/recordings/{opened}/words").json()
    assert (words["start"][210], words["end"][210]) == (73500, 73900)
    kept = round(true_alignment.words[211].span.start * 1000)
    assert abs(words["start"][211] - kept) <= 1
    wrong = anna.post(path, json={"first": 210, "last": 210, "start": "9:00", "end": "8:00"})
    assert wrong.status_code == 422
    assert "after the start" in wrong.json()["error"]
    nothing = anna.post(path, json={"first": 210, "last": 210})
    assert "nothing was changed" in nothing.json()["error"]


def test_corrections_are_undone_and_made_again(anna, opened):
    path = f"/pullquote/recordings/{opened}"

    def start_of(word):
        return anna.get(f"{path}/words").json()["start"][word]

    before = start_of(210)
    for start in ("1:13.50", "1:13.60"):
        body = {"first": 210, "last": 210, "start": start, "end": "1:13.90"}
        finished(anna, anna.post(f"{path}/repair", json=body).json()["job"])
    steps = [anna.post(f"{path}/{way}", json={}).json()["done"] or way for way in ("undo", "redo")]
    assert (steps, start_of(210)) == ([True, True], 73600)
    for way, done, start in [
        ("redo", False, 73600),
        ("undo", True, 73500),
        ("undo", True, before),
        ("undo", False, before),
        ("redo", True, 73500),
    ]:
        assert anna.post(f"{path}/{way}", json={}).json() == {"done": done}
        assert start_of(210) == start
    body = {"first": 20, "last": 20, "start": "3.0", "end": "3.2"}
    finished(anna, anna.post(f"{path}/repair", json=body).json()["job"])
    assert anna.post(f"{path}/redo", json={}).json() == {"done": False}


def test_a_correction_never_hits_other_words_than_it_was_made_for(anna, opened):
    path = f"/pullquote/recordings/{opened}/repair"
    body = {"first": 210, "last": 211, "was": "some other words", "text": "Storm Petrel."}
    answer = anna.post(path, json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "WordsChangedError")
    body |= {"was": "storm petrel.", "text": None, "start": "1:13.50", "end": "1:13.90"}
    assert finished(anna, anna.post(path, json=body).json()["job"])["state"] == "done"


def test_subtitles_of_the_whole_are_text(anna, opened):
    def make(form):
        path = f"/pullquote/recordings/{opened}/subtitles"
        return anna.post(path, json={"format": form, "profile": "netflix"})

    assert "00:00:00,8" in make("srt").json()["text"]
    assert make("vtt").json()["text"].startswith("WEBVTT")
    assert make("vtt").json()["name"] == "interview.vtt"
    assert make("doc").status_code == 422


def test_subtitles_wait_for_times(anna):
    id = anna.post("/pullquote/recordings", json={"sample": "audio"}).json()["id"]  # noqa: A001
    answer = anna.post(f"/pullquote/recordings/{id}/subtitles", json={"format": "srt"})
    assert answer.status_code == 422
    assert "no word has a time yet" in answer.json()["error"]


def test_the_picture_of_the_sound_is_loud_where_somebody_speaks(anna, opened, true_alignment):
    word = max(true_alignment.words, key=lambda w: w.span.duration if w.span else 0).span
    path = f"/pullquote/recordings/{opened}/sound"
    spoken = anna.get(path, params={"start": word.start, "end": word.end, "bins": 50})
    assert max(spoken.json()["values"]) > 60
    before = anna.get(path, params={"start": -0.5, "end": 0.5, "bins": 20}).json()["values"]
    assert len(before) == 20 and before[:10] == [0] * 10


def test_the_basket_and_the_place_are_remembered(anna, opened):
    kept = {"basket": [{"first": 1, "last": 2, "text": "<b>"}], "view": {"time": 4.5}}
    assert anna.put(f"/pullquote/recordings/{opened}/keep", json=kept).status_code == 200
    detail = anna.get(f"/pullquote/recordings/{opened}").json()
    assert detail["basket"] == kept["basket"]
    assert detail["view"] == kept["view"]


# ---- what no browser sends


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
    kept = post(f"{path}/keep", rb'{"basket": [{"text": "\udc00"}]}', "PUT")
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


def test_a_search_is_bounded(anna, opened):
    path = f"/pullquote/recordings/{opened}/search"
    answer = anna.post(path, json={"query": "a" * 40_000})
    assert answer.status_code == 422
    assert "too many" in answer.json()["error"]


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("place", {"first": "two", "last": 3}, "first"),
        ("place", {"first": -1, "last": 3}, "first"),
        ("export", {"items": [{"first": 1, "last": [2]}]}, "last"),
        ("export", {"items": "all"}, "items"),
        ("export", {"items": [{}], "centre": "left"}, "centre"),
        ("card", {"first": 1, "last": 2, "title": "x" * 201}, "title"),
        ("repair", {"first": 1, "last": 2, "text": ["a"]}, "text"),
    ],
)
def test_what_is_of_another_kind_is_refused_by_its_name(anna, opened, path, body, field):
    answer = anna.post(f"/pullquote/recordings/{opened}/{path}", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "RequestValidationError")
    assert answer.json()["field"] == field
