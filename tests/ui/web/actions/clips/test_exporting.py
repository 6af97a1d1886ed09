"""Clips, cards and subtitles are made as the page shows them."""

import io
import json
import zipfile

import av
import pytest

from pullquote.samples import SAMPLE_VIDEO
from tests.ui.web.conftest import finished


def export(visitor, id, **body):  # noqa: A002
    answer = visitor.post(f"/pullquote/recordings/{id}/export", json=body)
    assert answer.status_code == 200, answer.text
    return finished(visitor, answer.json()["job"])


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
    assert len(manifest["clips"]) == len(items)
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


def test_what_was_made_is_listed_newest_first_as_long_as_its_file_is_there(app, anna, opened):
    item = {"first": 210, "last": 212, "start": 73.7, "end": 74.4}
    sound = export(anna, opened, items=[item], format="mp3")["result"]
    video = export(anna, opened, items=[item], format="mp4", style="pop", shape="9:16")["result"]
    assert (sound["kind"], sound["look"]) == ("audio", "Audio")
    assert (video["kind"], video["look"]) == ("video", "9:16 · Pop captions")
    assert anna.get(f"/pullquote/recordings/{opened}").json()["made"] == [video, sound]
    (lost,) = app.state.desk.visitors.root.glob(f"visitors/*/{opened}/exports/{video['name']}")
    lost.unlink()
    assert anna.get(f"/pullquote/recordings/{opened}").json()["made"] == [sound]


def test_clips_have_shapes_and_captions_of_their_own(anna, opened, tmp_path):
    items = [
        {"first": 210, "last": 212, "start": 73.7, "end": 74.4, "shape": "9:16", "style": "none"},
        {"first": 20, "last": 22, "start": 2.9, "end": 3.6},
        {"first": 30, "last": 32, "start": 4.9, "end": 5.4, "shape": "1:1"},
    ]
    job = export(anna, opened, items=items, format="mp4", shape="16:9", style="karaoke")
    assert job["state"] == "done", job
    assert job["result"]["look"] == "Several looks"
    packed = anna.get(f"/pullquote/made/{opened}/{job['result']['name']}").content
    shapes = []
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".mp4"):
                with av.open(io.BytesIO(archive.read(name))) as container:
                    video = container.streams.video[0]
                    shapes.append(round(video.width / video.height, 2))
    assert shapes == [0.56, 1.78, 1.0]


def test_a_clip_alone_has_its_own_look_and_joined_clips_have_the_common_one(anna, opened):
    item = {"first": 210, "last": 212, "start": 73.7, "end": 74.4, "shape": "9:16"}
    alone = export(anna, opened, items=[item], format="mp4", shape="16:9")["result"]
    assert alone["look"] == "9:16 · Plain captions"
    joined = export(anna, opened, items=[item] * 2, format="mp4", shape="16:9", joined=True)
    assert joined["result"]["look"] == "Joined · 16:9 · Plain captions"
