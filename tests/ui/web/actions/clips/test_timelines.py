"""The basket as a timeline, through the server."""

from tests.ui.web.conftest import finished

ITEMS = [
    {"first": 60, "last": 64, "start": 20.0, "end": 22.0},
    {"first": 10, "last": 12, "start": 4.0, "end": 5.0},
]


def write(visitor, id_, **body):
    answer = visitor.post(f"/pullquote/recordings/{id_}/timeline", json={"items": ITEMS, **body})
    assert answer.status_code == 200, answer.text
    job = finished(visitor, answer.json()["job"])
    assert job["state"] == "done", job
    return job["result"]


def test_a_timeline_has_the_passages_in_order_and_names_an_upload_by_its_own_name(anna, opened):
    made = write(anna, opened, format="fcpxml")
    assert (made["name"], made["kind"]) == ("interview.fcpxml", "timeline")
    assert "2 passages" in made["note"]
    assert "interview.mp4" in made["note"]
    text = anna.get(f"/pullquote/made/{opened}/{made['name']}").text
    assert 'src="file:///interview.mp4"' in text
    assert "visitors" not in text
    assert text.count("<asset-clip ") == 2


def test_an_unknown_kind_and_an_empty_basket_are_refused(anna, opened):
    path = f"/pullquote/recordings/{opened}/timeline"
    assert "timeline" in anna.post(path, json={"items": ITEMS, "format": "aaf"}).json()["error"]
    assert "basket" in anna.post(path, json={"items": [], "format": "edl"}).json()["error"]
