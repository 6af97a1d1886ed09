"""A recording without a transcript: one is written in front of the visitor, and then corrected."""

import threading
from dataclasses import replace

import pytest

from pullquote.align.errors import ModelError
from pullquote.samples import SAMPLE_VIDEO
from pullquote.ui.web.actions import engine, writing


@pytest.fixture
def whisper(monkeypatch, true_alignment):
    """A recogniser that says a sentence and waits to be let on; it then knows the answer."""
    planted = threading.Event()
    planted.asked = []

    def transcribe(media, options, monitor):
        planted.asked.append(options)
        monitor.hear("Good morning, and welcome back.")
        while not planted.wait(0.05):
            monitor.report("recognising speech", 0.4)
        return replace(true_alignment, media=media.name)

    monkeypatch.setattr(engine, "transcribe", transcribe)
    monkeypatch.setattr(writing, "choose_transcriber", lambda options: None)
    yield planted
    planted.set()


def begin(visitor):
    visitor.visit()
    visitor.page.fill('[data-in="media-path"]', str(SAMPLE_VIDEO))
    visitor.page.check('[data-in="no-transcript"]')
    visitor.page.fill('[data-in="names"]', "Edwin Quillanby, Skellivore")
    visitor.page.click('.pq-open [type="submit"]')


def test_the_text_grows_while_it_is_heard_and_becomes_the_workbench(visitor, whisper):
    visitor.visit()
    assert not visitor.page.is_visible('[data-in="names"]')
    begin(visitor)
    assert visitor.page.text_content('.pq-open [type="submit"]') == "Open and transcribe"
    visitor.page.wait_for_selector('[data-out="hearing"]:not([hidden])')
    visitor.until("page.out('heard').textContent.includes('welcome back')")
    visitor.until("page.out('hearing-stage').textContent.includes('Listening')")
    assert not visitor.page.is_visible('.pq-open [type="submit"]')
    assert not visitor.page.is_visible('[data-in="transcript"]')
    whisper.set()
    visitor.until("page.words?.aligned")
    assert "storm petrel" in visitor.page.inner_text(".pq-text")
    visitor.drag(210, 216)
    visitor.wait_for_cut()
    (options,) = whisper.asked
    assert options.names == ("Edwin Quillanby", "Skellivore")
    # The way back leads to an empty form.
    visitor.page.click('[data-do="home"]')
    assert visitor.page.is_visible('[data-in="transcript"]')
    assert visitor.page.input_value('[data-in="media-path"]') == ""


def test_it_goes_on_after_a_reload_and_can_be_stopped(visitor, whisper):
    begin(visitor)
    visitor.until("page.out('heard').textContent.includes('welcome back')")
    visitor.page.reload()
    visitor.until("page.out('heard').textContent.includes('welcome back')")
    visitor.page.click('[data-do="stop-writing"]')
    visitor.page.wait_for_selector('[data-out="hearing"]', state="hidden")
    assert visitor.page.is_visible('.pq-open [type="submit"]')
    assert visitor.page.is_checked('[data-in="no-transcript"]')


def test_without_a_model_the_reason_stands_beside_the_choice(visitor, monkeypatch):
    def refuse(options):
        raise ModelError("base", "none is on this machine")

    monkeypatch.setattr(writing, "choose_transcriber", refuse)
    begin(visitor)
    visitor.page.wait_for_selector('[data-error="transcript"]:not([hidden])')
    assert "none is on this machine" in visitor.page.inner_text('[data-error="transcript"]')
    assert visitor.page.input_value('[data-in="media-path"]') == str(SAMPLE_VIDEO)
