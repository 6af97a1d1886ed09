import json
from pathlib import Path

import pytest

from pullquote.align.errors import InputError
from pullquote.align.model.alignment import Status
from pullquote.samples import SAMPLE_TRANSCRIPT, SAMPLE_VIDEO
from pullquote.ui.web.actions.opening import FieldError, Source, open_recording, open_sample
from pullquote.ui.web.folders import Folders
from pullquote.ui.web.schemas.bodies import Item, View
from pullquote.ui.web.state.workspace import Visitors

ANYWHERE = Folders((Path("/"),))


@pytest.fixture
def visitors(tmp_path):
    return Visitors(tmp_path)


@pytest.fixture
def workspace(visitors):
    return visitors.workspace("the secret of anna")


def test_what_an_earlier_version_kept_and_this_one_cannot_read_costs_no_recording(workspace):
    opened = open_sample(workspace)
    path = workspace.folder / opened.id / "recording.json"
    document = json.loads(path.read_text("utf-8"))
    document |= {"basket": [{"first": "x"}, {"first": 3, "last": 4}], "view": {"time": "noon"}}
    path.write_text(json.dumps(document), "utf-8")
    kept = workspace.get(opened.id)
    assert (kept.basket, kept.view) == ((Item(first=3, last=4),), View())


def test_a_recording_is_found_again_after_a_restart(visitors, workspace, tmp_path):
    opened = open_sample(workspace)
    item = Item(first=3, last=9, text="naïve “quote”")
    workspace.change(opened.id, basket=(item,), view=View(time=12.5))
    again = Visitors(tmp_path).workspace("the secret of anna").recordings()
    assert [recording.id for recording in again] == [opened.id]
    assert again[0].basket == (item,)
    assert again[0].view == View(time=12.5)
    assert again[0].basket[0].model_fields_set == {"first", "last", "text"}
    assert again[0].is_video and again[0].duration == pytest.approx(98.8, abs=0.2)


def test_visitors_do_not_see_each_others_recordings(visitors, workspace):
    opened = open_sample(workspace)
    other = visitors.workspace("the secret of bert")
    assert other.recordings() == []
    assert other.find(opened.id) is None
    with pytest.raises(InputError, match="open it again"):
        other.get(opened.id)


def test_the_secret_of_a_visitor_is_not_on_disk(workspace, tmp_path):
    open_sample(workspace)
    assert not [path for path in tmp_path.rglob("*") if "secret of anna" in str(path)]


@pytest.mark.parametrize("id", ["", "..", "../../etc", "a/b", "x" * 100, "recording.json"])
def test_an_id_is_never_a_path(workspace, id):  # noqa: A002
    open_sample(workspace)
    assert workspace.find(id) is None


def test_before_alignment_every_word_is_pending(workspace):
    opened = open_sample(workspace)
    alignment = workspace.alignment(opened.id)
    assert alignment.is_partial
    assert {word.status for word in alignment.words} == {Status.PENDING}
    assert "storm petrel" in alignment.transcript.text


def test_times_are_kept_and_change_the_version(workspace, true_alignment, tmp_path):
    opened = open_sample(workspace)
    workspace.set_alignment(opened.id, true_alignment)
    assert workspace.version(opened.id) != "0"
    again = Visitors(tmp_path).workspace("the secret of anna").alignment(opened.id)
    assert again.words[20].span == pytest.approx(true_alignment.words[20].span, abs=1e-3) or (
        abs(again.words[20].span.start - true_alignment.words[20].span.start) < 1e-3
    )


def test_the_sample_opens_as_it_was_left(workspace):
    assert open_sample(workspace).id == open_sample(workspace).id
    assert len(workspace.recordings()) == 1


def test_forgetting_leaves_the_users_own_file(workspace, tmp_path):
    own = tmp_path / "own.mp4"
    own.write_bytes(SAMPLE_VIDEO.read_bytes())
    text = Source(text=SAMPLE_TRANSCRIPT.read_text())
    opened = open_recording(workspace, Source(path=str(own)), text, folders=ANYWHERE)
    workspace.forget(opened.id)
    assert workspace.recordings() == []
    assert own.exists()


@pytest.mark.parametrize(
    ("media", "transcript", "field", "sentence"),
    [
        (Source(), Source(text="hello"), "media", "choose a recording"),
        (Source(path="/nowhere/x.mp4"), Source(text="hello"), "media", "/nowhere/x.mp4"),
        (Source(path=str(SAMPLE_TRANSCRIPT)), Source(text="hello"), "media", "interview.txt"),
        (Source(path=str(SAMPLE_VIDEO)), Source(), "transcript", "paste the transcript"),
        (Source(path=str(SAMPLE_VIDEO)), Source(text=" \n "), "transcript", "paste"),
        (Source(path=str(SAMPLE_VIDEO)), Source(path="/nowhere/t.txt"), "transcript", "nowhere"),
        (Source(upload="../../etc/passwd"), Source(text="hello"), "media", "choose the file again"),
    ],
)
def test_an_error_names_the_field_it_belongs_to(workspace, media, transcript, field, sentence):
    with pytest.raises(FieldError, match=sentence) as caught:
        open_recording(workspace, media, transcript, folders=ANYWHERE)
    assert caught.value.field == field
    assert workspace.recordings() == []
    assert not workspace.folder.is_dir() or not list(workspace.folder.iterdir())


def test_paths_are_refused_where_others_reach_the_server(workspace):
    with pytest.raises(FieldError, match="only the owner"):
        open_recording(
            workspace, Source(path=str(SAMPLE_VIDEO)), Source(text="hello"), folders=None
        )
