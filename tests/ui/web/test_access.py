"""Only the owner and those with the password come in, under our own name."""

import base64

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from pullquote.samples import SAMPLE_VIDEO
from pullquote.ui.web import guard, guesses
from pullquote.ui.web.app import create_app
from pullquote.ui.web.guard import Access
from tests.ui.web.conftest import HERE, KEY, PASSWORD, visitor


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
