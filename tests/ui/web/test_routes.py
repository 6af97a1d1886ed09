"""The server's answers about the words of a recording, without a browser."""

import pytest

from tests.ui.web.conftest import finished


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


def test_a_correction_is_kept_and_only_its_words_change(anna, opened, true_alignment):
    path = f"/pullquote/recordings/{opened}/repair"
    body = {"first": 210, "last": 210, "start": "1:13.50", "end": "1:13.90"}
    job = finished(anna, anna.post(path, json=body).json()["job"])
    assert job["result"] == {"first": 210, "last": 210, "basket": []}
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
    nothing = {"done": False, "words": False, "basket": None, "cues": False, "colours": None}
    for way, done, start in [
        ("redo", False, 73600),
        ("undo", True, 73500),
        ("undo", True, before),
        ("undo", False, before),
        ("redo", True, 73500),
    ]:
        expected = {**nothing, "done": True, "words": True} if done else nothing
        assert anna.post(f"{path}/{way}", json={}).json() == expected
        assert start_of(210) == start
    body = {"first": 20, "last": 20, "start": "3.0", "end": "3.2"}
    finished(anna, anna.post(f"{path}/repair", json=body).json()["job"])
    assert anna.post(f"{path}/redo", json={}).json() == nothing


def test_a_basket_is_undone_in_turn_with_the_words_and_follows_corrections(anna, opened):
    path = f"/pullquote/recordings/{opened}"
    before = {
        "first": 60,
        "last": 62,
        "start": 17.9,
        "end": 18.5,
        "text": "there for the",
        "struck": [],
    }
    after = {
        "first": 210,
        "last": 212,
        "start": 73.7,
        "end": 76.0,
        "text": "storm petrel. She",
        "struck": [],
    }

    def basket():
        return anna.get(path).json()["basket"]

    anna.post(f"{path}/basket", json={"items": [before]})
    anna.post(f"{path}/basket", json={"items": [before, after]})
    anna.post(f"{path}/basket", json={"items": [before, after]})
    body = {"first": 61, "last": 61, "text": "even for", "was": "for"}
    job = finished(anna, anna.post(f"{path}/repair", json=body).json()["job"])
    longer = before | {"last": 63, "text": "there even for the"}
    followed = [longer, after | {"first": 211, "last": 213}]
    assert basket() == followed
    assert [item["last"] for item in job["result"]["basket"]] == [63, 213]
    for way, has_words, shown in [
        ("undo", True, [before, after]),
        ("undo", False, [before]),
        ("undo", False, []),
        ("redo", False, [before]),
        ("redo", False, [before, after]),
        ("redo", True, followed),
    ]:
        stepped = anna.post(f"{path}/{way}", json={}).json()
        assert stepped["words"] == has_words
        assert basket() == shown


def test_a_correction_never_hits_other_words_than_it_was_made_for(anna, opened):
    path = f"/pullquote/recordings/{opened}/repair"
    body = {"first": 210, "last": 211, "was": "some other words", "text": "Storm Petrel."}
    answer = anna.post(path, json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "WordsChangedError")
    body |= {"was": "storm petrel.", "text": None, "start": "1:13.50", "end": "1:13.90"}
    assert finished(anna, anna.post(path, json=body).json()["job"])["state"] == "done"


def test_the_picture_of_the_sound_is_loud_where_somebody_speaks(anna, opened, true_alignment):
    word = max(true_alignment.words, key=lambda w: w.span.duration if w.span else 0).span
    path = f"/pullquote/recordings/{opened}/sound"
    spoken = anna.get(path, params={"start": word.start, "end": word.end, "bins": 50})
    assert max(spoken.json()["values"]) > 60
    before = anna.get(path, params={"start": -0.5, "end": 0.5, "bins": 20}).json()["values"]
    assert len(before) == 20 and before[:10] == [0] * 10


def test_the_basket_and_the_place_are_remembered(anna, opened):
    path, basket = f"/pullquote/recordings/{opened}", [{"first": 1, "last": 2, "text": "<b>"}]
    assert anna.put(f"{path}/keep", json={"view": {"time": 4.5}}).status_code == 200
    assert anna.post(f"{path}/basket", json={"items": basket}).status_code == 200
    detail = anna.get(path).json()
    assert (detail["basket"], detail["view"]) == (basket, {"time": 4.5})


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


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"font": "Arial, Helvetica"}, "'Arial, Helvetica' is not the name of a font"),
        ({"outline": 9}, "outline is 9.0, but must be from 0 to 0.5"),
        ({"profile": "nonsense"}, "profile is 'nonsense'; choose one of netflix"),
    ],
)
def test_a_look_that_cannot_be_drawn_is_refused_in_its_own_words(anna, change, message):
    style = anna.get("/pullquote/state").json()["choices"]["looks"]["pop"] | change
    answer = anna.put("/pullquote/presets", json={"name": "Ours", "style": style})
    assert answer.status_code == 422
    assert answer.json()["error"].startswith(message)
    assert anna.get("/pullquote/state").json()["presets"] == {}
