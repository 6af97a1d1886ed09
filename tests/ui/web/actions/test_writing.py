"""A recording without a transcript is opened with the one that was written for it."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from pullquote.align.errors import ModelError, NotSaidError
from pullquote.samples import SAMPLE_VIDEO
from pullquote.ui.web.actions import engine, writing
from tests.ui.web.conftest import finished, upload, visitor


@pytest.fixture
def asked(monkeypatch, true_alignment):
    """The requests to a Whisper that writes the sample's transcript."""
    asked = []

    def transcribe(media, options, monitor):
        asked.append(options)
        for text in ("Good morning,", "and welcome back."):
            monitor.hear(text)
        return replace(true_alignment, media=media.name)

    monkeypatch.setattr(engine, "transcribe", transcribe)
    monkeypatch.setattr(writing, "choose_transcriber", lambda options: None)
    return asked


def ask(somebody, **more):
    media = upload(somebody, "interview.mp4", SAMPLE_VIDEO.read_bytes())
    body = {"media": {"upload": media}, **more}
    return somebody.post("/pullquote/transcribe", json=body), media


def test_the_text_is_written_and_the_recording_opened_with_it(anna, asked, true_alignment):
    answer, _ = ask(anna, names="Ada Lovelace, Ohm\nCurie", model="base", language="en")
    job = finished(anna, answer.json()["job"])
    assert job["state"] == "done"
    assert job["heard"] == "Good morning, and welcome back."
    opened = anna.get(f"/pullquote/recordings/{job['result']['id']}").json()
    assert opened["aligned"] and opened["title"] == "interview.mp4"
    assert opened["view"]["engine"] == {"engine": "whisper", "model": "base", "language": "en"}
    words = anna.get(f"/pullquote/recordings/{opened['id']}/words").json()
    assert words["coverage"] == pytest.approx(true_alignment.coverage, abs=0.01)
    (options,) = asked
    assert options.names == ("Ada Lovelace", "Ohm", "Curie")
    assert (options.engine, options.model, options.language) == ("whisper", "base", "en")
    assert anna.get(opened["media"]).status_code == 200


def test_stopping_keeps_the_upload(anna, monkeypatch, asked):
    begun = threading.Event()

    def endless(media, options, monitor):
        while True:
            begun.set()
            monitor.report("recognising speech", 0.1)

    monkeypatch.setattr(engine, "transcribe", endless)
    answer, media = ask(anna)
    job = answer.json()["job"]
    assert begun.wait(10)
    assert anna.get("/pullquote/state").json()["writing"]["id"] == job["id"]
    anna.post(f"/pullquote/jobs/{job['id']}/cancel", json={})
    assert finished(anna, job)["state"] == "cancelled"
    assert anna.get("/pullquote/state").json()["writing"] is None
    assert anna.get("/pullquote/state").json()["recordings"] == []
    body = {"media": {"upload": media}, "transcript": {"text": "Good morning"}}
    assert anna.post("/pullquote/recordings", json=body).status_code == 200


def test_without_a_model_it_is_said_before_any_work(anna, monkeypatch):
    def refuse(options):
        raise ModelError("base", "none is on this machine")

    monkeypatch.setattr(writing, "choose_transcriber", refuse)
    answer, _ = ask(anna)
    assert answer.status_code == 422
    assert answer.json()["field"] == "transcript"
    assert "none is on this machine" in answer.json()["error"]


def test_a_file_that_is_no_recording_is_said_to_be_none_by_its_name(anna, asked):
    media = upload(anna, "notes.mp4", b"no recording at all")
    answer = anna.post("/pullquote/transcribe", json={"media": {"upload": media}})
    assert answer.status_code == 422
    assert answer.json()["field"] == "media"
    assert answer.json()["error"].startswith("notes.mp4")
    assert asked == []


def test_silence_fails_with_one_sentence(anna, monkeypatch, asked):
    def nothing(media, options, monitor):
        raise NotSaidError("nobody is heard to speak in it")

    monkeypatch.setattr(engine, "transcribe", nothing)
    job = finished(anna, ask(anna)[0].json()["job"])
    assert (job["state"], job["error"]) == ("failed", "nobody is heard to speak in it")


def test_nobody_sees_what_is_written_for_another(app, owner, asked, monkeypatch):
    go = threading.Event()
    monkeypatch.setattr(engine, "transcribe", lambda *given: go.wait(20))
    job = ask(owner)[0].json()["job"]
    assert visitor(app).get("/pullquote/state").json()["writing"] is None
    go.set()
    finished(owner, job)
