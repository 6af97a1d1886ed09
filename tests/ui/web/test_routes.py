"""What the server answers, without a browser."""

import io
import json
import time
import zipfile

import av
import pytest
from starlette.testclient import TestClient

from pullquote.align.model.alignment import format_alignment
from pullquote.samples import SAMPLE_TRANSCRIPT, SAMPLE_VIDEO
from pullquote.ui.web.app import create_app
from pullquote.ui.web.guard import Access

HERE = "http://127.0.0.1:7860"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    app = create_app(Access("127.0.0.1", owner_token="o" * 32), data)
    yield app
    app.state.desk.jobs.close()


@pytest.fixture
def anna(app):
    """A visitor with a cookie of their own."""
    return TestClient(app, base_url=HERE)


@pytest.fixture
def bert(app):
    return TestClient(app, base_url=HERE)


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
    body = {"media": {"path": str(SAMPLE_VIDEO)}, "transcript": {"upload": transcript}}
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
    assert TestClient(app, base_url=f"http://{name}").get("/pullquote/state").status_code == 200


def test_another_sites_page_cannot_post(anna):
    headers = {"Origin": "http://evil.example"}
    answer = anna.post("/pullquote/recordings", json={"sample": "video"}, headers=headers)
    assert answer.status_code == 403
    assert anna.get("/pullquote/state").json()["recordings"] == []


def test_a_password_guards_everything(tmp_path):
    app = create_app(Access("0.0.0.0", password="sésame", owner_token=None), tmp_path)
    stranger = TestClient(app, base_url="http://192.168.1.5:7860")
    for path in ("/", "/pullquote/state", "/pullquote/assets/page.js", "/gradio_api/info"):
        answer = stranger.get(path)
        assert answer.status_code == 401
        assert "Basic" in answer.headers["www-authenticate"]
    wrong = stranger.get("/pullquote/state", auth=("x", "wrong"))
    assert wrong.status_code == 401
    right = stranger.get("/pullquote/state", auth=("anyone", "sésame".encode()))
    assert right.status_code == 200
    assert right.json()["paths"] is False


def test_the_key_makes_a_browser_the_owners(app, anna, bert):
    answer = anna.get("/", params={"key": "o" * 32, "open": "sample"}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?open=sample"
    assert "o" * 32 in answer.headers["set-cookie"]
    wrong = bert.get("/", params={"key": "x" * 32}, follow_redirects=False)
    assert "x" * 32 not in wrong.headers.get("set-cookie", "")


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
    for path in (*paths, "repair"):
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


def test_what_is_beside_the_exports_is_not_served(anna, opened):
    answer = anna.get(f"/pullquote/made/{opened}/..%2frecording.json")
    assert answer.status_code == 404


# ---- opening


def test_an_error_says_which_field_it_is_about(anna):
    body = {"media": {"path": "/nowhere.mp4"}, "transcript": {"text": "hello"}}
    answer = anna.post("/pullquote/recordings", json=body)
    assert answer.status_code == 422
    assert answer.json()["field"] == "media"
    assert "/nowhere.mp4" in answer.json()["error"]


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
