"""Project files: saved, sent, opened elsewhere, and taken by the commands."""

import json

import pytest

from pullquote.align.model.alignment import format_alignment, parse_alignment
from pullquote.samples import SAMPLE_VIDEO
from pullquote.ui.cli.main import main
from tests.ui.web.conftest import open_with, upload, visitor

BASKET = [{"first": 60, "last": 75, "start": 20.0, "end": 24.0, "text": "some words"}]
VIEW = {
    "tab": "basket",
    "look": {"kind": "video", "shape": "9:16", "cover": "me.png", "behind": "image"},
    "selection": {"first": 3, "last": 9},
}


@pytest.fixture
def saved(anna, opened):
    """The project file of a recording with a basket and choices."""
    for path, body, send in (
        ("basket", {"items": BASKET}, anna.post),
        ("keep", {"view": VIEW}, anna.put),
    ):
        assert send(f"/pullquote/recordings/{opened}/{path}", json=body).status_code == 200
    answer = anna.get(f"/pullquote/project/{opened}")
    assert answer.status_code == 200, answer.text
    assert "interview.pullquote.json" in answer.headers["content-disposition"]
    return answer.text


def test_somebody_else_opens_it_with_the_recording_and_has_everything(app, saved, true_alignment):
    bert = visitor(app)
    answer = open_with(bert, upload(bert, "interview.pullquote.json", saved))
    assert answer.status_code == 200, answer.text
    detail = answer.json()
    assert detail["aligned"]
    assert detail["basket"] == BASKET
    assert detail["view"]["selection"] == VIEW["selection"]
    look = detail["view"]["look"]
    assert (look["shape"], look["cover"], look["behind"]) == ("9:16", None, "plain")
    again = bert.get(f"/pullquote/project/{detail['id']}").text
    assert parse_alignment(again) == parse_alignment(format_alignment(true_alignment))


def test_subtitles_made_by_hand_are_in_it(app, anna, opened):
    path = f"/pullquote/recordings/{opened}/cues"
    cues = anna.post(path, json={}).json()["cues"]
    edit = {"kind": "merge", "number": 1, "first": cues[1]["lines"][0][0][0]}
    merged = anna.post(path, json={"edit": edit}).json()["cues"]
    saved = anna.get(f"/pullquote/project/{opened}").text
    bert = visitor(app)
    id_ = open_with(bert, upload(bert, "p.json", saved)).json()["id"]
    assert bert.post(f"/pullquote/recordings/{id_}/cues", json={}).json()["cues"] == merged
    document = json.loads(saved)
    document["project"]["cues"] = [
        [5, 3, 1.0, 2.0, []],
        [0, 99_999, 1.0, 2.0, []],
        [1, 2, 3, 3, []],
    ]
    id_ = open_with(bert, upload(bert, "p.json", json.dumps(document))).json()["id"]
    assert bert.post(f"/pullquote/recordings/{id_}/cues", json={}).json()["cues"] == cues


def test_it_is_a_result_of_align_with_one_entry_more(saved, true_alignment):
    document = json.loads(saved)
    assert sorted(document.pop("project")) == ["basket", "colours", "cues", "styles", "view"]
    assert document == json.loads(format_alignment(true_alignment))


def test_commands_take_it_where_they_take_an_aligned_transcript(saved, tmp_path):
    file = tmp_path / "interview.pullquote.json"
    file.write_text(saved, encoding="utf-8")
    assert main(["subtitles", str(file), "-o", str(tmp_path / "all.srt")]) == 0
    assert "-->" in (tmp_path / "all.srt").read_text(encoding="utf-8")
    quote = ["--quote", "singing so loudly"]
    clip = tmp_path / "clip.wav"
    assert main(["clip", str(SAMPLE_VIDEO), str(file), *quote, "-o", str(clip)]) == 0
    assert clip.stat().st_size > 10_000


def test_passages_of_words_that_are_not_there_are_left_out_of_the_basket(anna, saved):
    document = json.loads(saved)
    for first, last in ((5, 99_999), (9, 3), (None, 3), (3, None)):
        document["project"]["basket"].append({"first": first, "last": last, "text": "nowhere"})
    answer = open_with(anna, upload(anna, "p.json", json.dumps(document)))
    assert answer.json()["basket"] == BASKET


def test_a_damaged_project_is_refused_by_the_name_of_its_entry(anna, saved):
    document = json.loads(saved)
    document["project"]["basket"] = [{"first": "three"}]
    answer = open_with(anna, upload(anna, "p.json", json.dumps(document)))
    assert answer.status_code == 422
    assert answer.json()["field"] == "transcript"
    assert "project.basket.0.first" in answer.json()["error"]


def test_nobody_elses_project_can_be_had(app, opened):
    assert visitor(app).get(f"/pullquote/project/{opened}").status_code == 422


@pytest.mark.parametrize("project", [{}, "a name", None])
def test_another_programs_transcript_may_have_such_an_entry_too(anna, project):
    said = "and so they sang"
    written = {"text": said, "segments": [{"start": 0.0, "end": 2.0, "text": said}]}
    answer = open_with(anna, upload(anna, "w.json", json.dumps({**written, "project": project})))
    assert answer.status_code == 200, answer.text
    assert answer.json()["basket"] == []


def test_a_byte_that_is_no_text_does_not_stop_it(anna, saved):
    damaged = saved.replace("some words", "some w?rds").encode().replace(b"w?rds", b"w\xffrds")
    answer = open_with(anna, upload(anna, "p.json", damaged))
    assert answer.status_code == 200, answer.text
    assert answer.json()["basket"][0]["text"] == "some w\ufffdrds"
