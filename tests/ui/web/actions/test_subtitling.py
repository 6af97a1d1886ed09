"""Subtitles on the page: shown as cues, changed by hand, undone, downloaded as they are shown."""

import re

import pytest

from tests.ui.web.conftest import finished


@pytest.fixture
def page(anna, opened):
    return Page(anna, opened)


class Page:
    """The requests that the page's subtitles make."""

    def __init__(self, visitor, id):  # noqa: A002
        self.visitor = visitor
        self.path = f"/pullquote/recordings/{id}"

    def post(self, path, **body):
        return self.visitor.post(f"{self.path}/{path}", json=body)

    def cues(self, profile="netflix", format="srt", **edit):  # noqa: A002
        body = {"profile": profile, "format": format, **({"edit": edit} if edit else {})}
        answer = self.post("cues", **body)
        assert answer.status_code == 200, answer.text
        return answer.json()["cues"]

    def file(self, profile="netflix", format="srt"):  # noqa: A002
        return self.post("subtitles", profile=profile, format=format).json()["text"]


def text(cue):
    return ["".join(piece for _, piece in line).strip() for line in cue["lines"]]


def first(cue):
    return next(at for line in cue["lines"] for at, _ in line if at >= 0)


def words(cues):
    return [piece for cue in cues for line in cue["lines"] for piece in line]


def srt(cues):
    """The cues as a SubRip file has them."""

    def time(seconds):
        ms = round(seconds * 1000)
        return f"{ms // 3600000:02}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02},{ms % 1000:03}"

    return [
        f"{number}\n{time(cue['start'])} --> {time(cue['end'])}\n" + "\n".join(text(cue))
        for number, cue in enumerate(cues, 1)
    ]


def file_cues(file):
    return re.split(r"\n\n+", file.strip())


def test_the_file_is_exactly_what_is_shown_before_and_after_edits(page):
    cues = page.cues()
    assert file_cues(page.file()) == srt(cues)
    cues = page.cues(kind="merge", number=3, first=first(cues[3]))
    at = cues[5]["lines"][0][2][0]
    cues = page.cues(kind="split", number=5, first=first(cues[5]), at=at)
    cues = page.cues(kind="time", number=0, first=first(cues[0]), start=0.5, end=2.8)
    assert file_cues(page.file()) == srt(cues)
    assert cues[0]["start"] == 0.5
    assert cues[0]["by_hand"]


def test_edits_keep_every_word(page):
    before = words(page.cues())
    cues = page.cues()
    for kind in ("merge", "split", "lines", "fix"):
        places = [at for line in cues[4]["lines"] for at, _ in line if at >= 0]
        edit = {"at": places[-1], "breaks": places[1:2], "number": 4, "first": first(cues[4])}
        cues = page.cues(kind=kind, **edit)
        assert [at for at, _ in words(cues)] == [at for at, _ in before], kind


def test_what_was_changed_by_hand_stays_when_the_profile_changes(page):
    cues = page.cues()
    merged = page.cues(kind="merge", number=1, first=first(cues[1]))[1]
    kept = [cue for cue in page.cues("bbc") if cue["by_hand"]]
    assert [(text(cue), cue["start"], cue["end"]) for cue in kept] == [
        (text(merged), merged["start"], merged["end"])
    ]
    # The neighbours, which are laid out around it, do not become hand-made by another edit.
    bbc = page.cues("bbc")
    bbc = page.cues("bbc", kind="time", number=20, first=first(bbc[20]), end=bbc[20]["end"] - 0.05)
    assert sum(cue["by_hand"] for cue in bbc) == 2
    assert sum(cue["by_hand"] for cue in page.cues()) == 2


def test_edits_are_undone_and_redone_with_the_other_changes(page):
    cues = page.cues()
    split = page.cues(kind="merge", number=2, first=first(cues[2]))
    assert len(split) == len(cues) - 1
    page.post("basket", items=[{"first": 1, "last": 3, "text": "x"}])
    step = page.post("undo").json()
    assert (step["cues"], step["basket"]) == (False, [])
    assert page.post("undo").json() == {
        "done": True,
        "words": False,
        "basket": None,
        "cues": True,
        "colours": None,
    }
    assert page.cues() == cues
    page.post("redo")
    assert page.cues() == split
    page.post("undo")
    assert not page.post("undo").json()["done"]


def test_one_cue_or_all_are_laid_out_anew(page):
    cues = page.cues()
    page.cues(kind="time", number=2, first=first(cues[2]), end=cues[2]["end"] - 0.1)
    changed = page.cues(kind="time", number=7, first=first(cues[7]), end=cues[7]["end"] - 0.1)
    assert sum(cue["by_hand"] for cue in changed) == 2
    one = page.cues(kind="reset", number=2, first=first(cues[2]))
    assert one[2] == cues[2]
    assert sum(cue["by_hand"] for cue in one) == 1
    assert page.cues(kind="reset-all") == cues


def test_what_breaks_a_rule_is_named_with_advice_and_fixed(page):
    cues = page.cues()
    hurried = {"start": cues[3]["start"], "end": cues[3]["start"] + 0.3}
    faulty = page.cues(kind="time", number=3, first=first(cues[3]), **hurried)[3]["faults"]
    assert {"reading-speed", "min-duration"} <= {fault["rule"] for fault in faulty}
    assert all(fault["what"] and fault["advice"].endswith(".") for fault in faulty)
    answer = page.post("cues", profile="netflix", format="srt", edit={"kind": "fix"}).json()
    assert not answer["cues"][3]["faults"]
    assert answer["message"].startswith("All ")


def test_an_edit_of_another_cue_than_was_shown_is_refused(page):
    cues = page.cues()
    body = {"kind": "merge", "number": 4, "first": first(cues[5])}
    refused = page.post("cues", edit=body)
    assert refused.status_code == 422
    assert refused.json()["code"] == "CueChangedError"
    assert page.cues() == cues


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        ({"kind": "split", "at": 9999}, "choose a place between two words"),
        ({"kind": "time", "start": 5.0, "end": 2.0}, "a cue cannot be shown from 5.000 to 2.000"),
        ({"kind": "time", "end": 5000.0}, "before the recording's own end"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(page, edit, message):
    cues = page.cues()
    refused = page.post("cues", edit={"number": 0, "first": first(cues[0]), **edit})
    assert refused.status_code == 422
    assert message in refused.json()["error"]
    assert page.cues() == cues


def test_the_last_cue_has_none_to_be_merged_with(page):
    cues = page.cues()
    edit = {"kind": "merge", "number": len(cues) - 1, "first": first(cues[-1])}
    assert "this is the last cue" in page.post("cues", edit=edit).json()["error"]


def test_cues_made_by_hand_follow_a_correction_and_come_back_with_it(page):
    cues = page.cues()
    place = next(k for k, cue in enumerate(cues) if "storm" in " ".join(text(cue)).lower())
    moved = page.cues(
        kind="time", number=place, first=first(cues[place]), end=cues[place]["end"] - 0.05
    )
    word = first(cues[1])
    started = page.post("repair", first=word, last=word, text="Only my")
    assert finished(page.visitor, started.json()["job"])["state"] == "done"
    later = next(cue for cue in page.cues() if cue["by_hand"])
    assert text(later) == text(moved[place])
    assert (later["start"], later["end"]) == (moved[place]["start"], moved[place]["end"])
    assert first(later) == first(moved[place]) + 1
    page.post("undo")
    assert page.cues() == moved


def test_the_unit_is_that_of_the_profile(page):
    bbc = page.post("cues", profile="bbc").json()
    assert (bbc["unit"], bbc["limit"], bbc["most_lines"]) == ("words a minute", 180.0, 2)
    assert page.post("cues", profile="netflix").json()["unit"] == "characters a second"
