"""The page of a transcript: its words lead to their moments, and it loads nothing else."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from pullquote.align.errors import InputError
from pullquote.clips.subtitles.files import format_subtitles
from pullquote.clips.subtitles.formats import SubtitleOptions
from tests.clips.subtitles.conftest import ALL_NASTY, TWO, cue


def _page(cues, **options) -> BeautifulSoup:
    return BeautifulSoup(format_subtitles(cues, "html", SubtitleOptions(**options)), "html.parser")


def test_every_word_is_a_link_to_its_moment() -> None:
    page = _page(TWO, media="the talk.mp3", title="A <b> & c", language="fr")
    links = page.main.find_all("a")
    words = [word for c in TWO for word in c.words]
    assert [link.get_text() for link in links] == [word.text for word in words]
    for link, word in zip(links, words, strict=True):
        assert float(link["data-s"]) == pytest.approx(word.span.start, abs=1e-3)
        assert link["href"] == f"the%20talk.mp3#t={link['data-s']}"
    assert page.html["lang"] == "fr"
    assert page.title.get_text() == page.h1.get_text() == "A <b> & c"


def test_paragraphs_are_turns_and_long_silences_part_them() -> None:
    more = (cue(5.5, 6.5, "Not at all.", speaker="Edwin Quillanby"),)
    late = (cue(9.0, 9.5, "Well.", speaker="Edwin Quillanby"),)
    page = _page((*TWO, *more, *late))
    assert [p.get_text() for p in page.find_all("p")] == [
        "Anna0:01Good morning, and welcome back.",
        "Edwin Quillanby0:04Thank you, Anna. Not at all.",
        "Edwin Quillanby0:09Well.",
    ]


def test_the_player_is_that_of_the_recording() -> None:
    assert _page(TWO, media="talk.mp3").audio["src"] == "talk.mp3"
    assert _page(TWO, media="talk.mp4").video["src"] == "talk.mp4"


def test_it_asks_nobody_for_anything_and_takes_no_text_for_markup() -> None:
    text = format_subtitles(ALL_NASTY, "html", SubtitleOptions(media="a.mp4", title="</title><i>"))
    assert not re.search(r"https?:|//[a-z]|@import|url\(", text)
    page = BeautifulSoup(text, "html.parser")
    assert page.find("i") is None
    assert [element["src"] for element in page.find_all(src=True)] == ["a.mp4"]
    assert "default-src 'none'" in page.find("meta", {"http-equiv": True})["content"]
    assert page.main.get_text().count("-->") == 1


def test_the_start_of_a_programme_is_refused_because_words_lead_into_the_recording() -> None:
    with pytest.raises(InputError, match="leave the programme's start out"):
        _page(TWO, programme_start="10:00:00:00")


def test_names_of_speakers_and_recordings_are_not_taken_for_markup() -> None:
    eve = (cue(1, 2, "Hello", speaker='<img src=x onerror="y">Eve'),)
    page = _page(eve, media='a" onerror="y.mp3', language='en" onload="y')
    assert page.b.get_text() == '<img src=x onerror="y">Eve'
    assert page.find("img") is None
    assert page.html.attrs == {"lang": 'en" onload="y'}
    assert sorted(page.audio.attrs) == ["controls", "preload", "src"]
    assert page.audio["src"] == "a%22%20onerror%3D%22y.mp3"
