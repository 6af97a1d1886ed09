"""Nothing planted: the recogniser, the page and the programs' interface together."""

from pathlib import Path

import pytest

from pullquote.align.media.audio import probe
from pullquote.align.recognizers import pocketsphinx as sphinx
from pullquote.clips.render.images import png_size
from pullquote.clips.render.loudness import measure_loudness
from pullquote.samples import SAMPLE_TRANSCRIPT, SAMPLE_VIDEO
from pullquote.ui.web.schemas.programs import ProgramAlignment, QuotedHits

needs_sphinx = pytest.mark.skipif(
    not sphinx.is_available(), reason="pocketsphinx is not installed for this Python"
)


@pytest.fixture(autouse=True)
def _as_if_never_opened(looked_at):
    """The sample is examined and drawn anew here."""
    looked_at.clear()


@needs_sphinx
def test_from_the_empty_page_to_a_clip_of_the_sample(
    visitor, true_alignment, monkeypatch, tmp_path
):
    monkeypatch.setenv("PULLQUOTE_CACHE", str(tmp_path))
    visitor.visit()
    visitor.page.click('[data-do="sample"]')
    visitor.page.wait_for_selector('[data-out="progress"]')
    visitor.until("page.words?.aligned", timeout=150_000)
    start = visitor.page.evaluate(f"{visitor.bench}.words.start[210] / 1000")
    assert start == pytest.approx(true_alignment.words[210].span.start, abs=0.1)
    visitor.drag(210, 215)
    visitor.wait_for_cut()
    visitor.page.click('[data-do="export"]')
    link = visitor.page.wait_for_selector(".pq-work a", timeout=60_000)
    with visitor.page.expect_download() as waiting:
        link.click()
    assert waiting.value.path().read_bytes()[4:8] == b"ftyp"


def test_programs_align_find_cut_and_caption(server, planted, true_alignment):
    client = pytest.importorskip("gradio_client")
    planted.go.set()
    # As a program of another visitor would: with the password, and without paths.
    headers = {"Authorization": "Bearer sesame"}
    program = client.Client(server.address, verbose=False, headers=headers)
    opened = program.predict(
        client.handle_file(str(SAMPLE_VIDEO)),
        SAMPLE_TRANSCRIPT.read_text(encoding="utf-8"),
        api_name="/align",
    )
    id = opened["recording"]  # noqa: A001
    aligned = ProgramAlignment.model_validate(opened)
    assert aligned.words == len(true_alignment.words)
    assert aligned.coverage == true_alignment.coverage
    with pytest.raises(ValueError, match="align_path"):
        program.predict(str(SAMPLE_VIDEO), str(SAMPLE_TRANSCRIPT), api_name="/align_path")
    found = QuotedHits.model_validate(program.predict(id, "STORM petrel", api_name="/search"))
    assert [(hit.first, hit.text) for hit in found.hits] == [(210, "storm petrel.")]
    clip = program.predict(id, "the storm petrel", "mp3", api_name="/clip")
    assert clip.endswith(".mp3")
    loud = program.predict(
        id, "the storm petrel", "wav", loudness="-23", fit="plain", api_name="/clip"
    )
    assert measure_loudness(Path(loud)).integrated == pytest.approx(-23, abs=0.3)
    card = program.predict(id, "the storm petrel", "4:5", "Edwin", api_name="/card")
    assert png_size(Path(card)) == (1080, 1350)
    cut = program.predict(id, "the storm petrel", "wav", cut="storm", api_name="/clip")
    whole = program.predict(id, "the storm petrel", "wav", api_name="/clip")
    assert probe(Path(cut)).duration < probe(Path(whole)).duration - 0.2
    with pytest.raises(Exception, match="'gull' is not in the passage"):
        program.predict(id, "the storm petrel", cut="storm | gull", api_name="/card")
    with pytest.raises(Exception, match="seam 'wipe'"):
        program.predict(id, "the storm petrel", cut="storm", seam="wipe", api_name="/clip")
    with pytest.raises(Exception, match="is not a picture"):
        cover = client.handle_file(str(SAMPLE_TRANSCRIPT))
        program.predict(id, "the storm petrel", cover=cover, api_name="/clip")
    with pytest.raises(Exception, match="loudness"):
        program.predict(id, "the storm petrel", loudness="loud", api_name="/clip")
    subtitles = program.predict(id, "vtt", api_name="/subtitles")
    with open(subtitles, encoding="utf-8") as file:  # noqa: PTH123
        assert file.read().startswith("WEBVTT")
    with pytest.raises(Exception, match="not in the transcript"):
        program.predict(id, "bananas are never said here", api_name="/clip")
    with pytest.raises(Exception, match="open it again"):
        program.predict("x" * 24, "storm", api_name="/search")
