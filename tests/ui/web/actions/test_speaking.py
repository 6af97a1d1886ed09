"""Speakers renamed and coloured through the server."""

import json

import pytest

from tests.ui.web.conftest import open_with, upload, visitor


@pytest.fixture
def path(opened):
    return f"/pullquote/recordings/{opened}"


def change(anna, path, *speakers):
    body = {
        "speakers": [dict(zip(("was", "name", "colour"), one, strict=True)) for one in speakers]
    }
    return anna.post(f"{path}/speakers", json=body)


def told(cue):
    return cue["start"], cue["end"], [word[1] for line in cue["lines"] for word in line]


def speakers(anna, path):
    paragraphs = anna.get(f"{path}/words").json()["paragraphs"]
    return {paragraph["speaker"] for paragraph in paragraphs if paragraph["speaker"]}


def test_names_reach_subtitles_and_hand_made_cues_stay_with_their_words(anna, path):
    cues = anna.post(f"{path}/cues", json={}).json()["cues"]
    edit = {"kind": "merge", "number": 1, "first": cues[1]["lines"][0][0][0]}
    merged = anna.post(f"{path}/cues", json={"edit": edit}).json()["cues"]
    answer = change(anna, path, ("ANNA", "Anna Holt", None), ("EDWIN", "Edwin", None)).json()
    assert answer["words"]
    assert speakers(anna, path) == {"Anna Holt", "Edwin"}
    after = anna.post(f"{path}/cues", json={}).json()["cues"]
    assert [told(cue) for cue in after if cue["by_hand"]] == [told(merged[1])]
    text = anna.post(f"{path}/subtitles", json={"format": "vtt"}).json()["text"]
    assert "<v Anna Holt>" in text
    assert "ANNA" not in text


def test_names_and_colours_are_one_step_to_undo(anna, path):
    change(anna, path, ("ANNA", "ANNA", "teal"), ("EDWIN", "EDWIN", None))
    change(anna, path, ("ANNA", "Anna", "teal"), ("EDWIN", "EDWIN", "red"))
    undone = anna.post(f"{path}/undo", json={}).json()
    assert (undone["words"], undone["colours"]) == (True, {"ANNA": "teal"})
    assert speakers(anna, path) == {"ANNA", "EDWIN"}
    assert anna.post(f"{path}/undo", json={}).json()["colours"] == {}
    assert anna.post(f"{path}/redo", json={}).json()["colours"] == {"ANNA": "teal"}
    anna.post(f"{path}/redo", json={})
    assert anna.get(path).json()["colours"] == {"Anna": "teal", "EDWIN": "red"}


def test_nothing_changed_is_nothing_to_undo(anna, path):
    answer = change(anna, path, ("ANNA", "ANNA", None), ("EDWIN", "EDWIN", None)).json()
    assert not answer["words"]
    assert not anna.post(f"{path}/undo", json={}).json()["done"]


def test_an_impossible_name_and_an_unknown_colour_are_refused(anna, path):
    assert "cannot be a speaker" in change(anna, path, ("ANNA", "A: B", None)).json()["error"]
    assert change(anna, path, ("ANNA", "ANNA", "mauve")).status_code == 422
    assert speakers(anna, path) == {"ANNA", "EDWIN"}


def test_the_project_file_has_names_and_colours(app, anna, opened, path):
    change(anna, path, ("ANNA", "Anna Holt", "pink"))
    saved = anna.get(f"/pullquote/project/{opened}").text
    bert = visitor(app)
    detail = open_with(bert, upload(bert, "p.json", saved)).json()
    assert detail["colours"] == {"Anna Holt": "pink"}
    assert speakers(bert, f"/pullquote/recordings/{detail['id']}") == {"Anna Holt", "EDWIN"}
    document = json.loads(saved)
    document["project"]["colours"] = {"Anna Holt": "mauve"}
    refused = open_with(bert, upload(bert, "p.json", json.dumps(document)))
    assert "project.colours" in refused.json()["error"]
