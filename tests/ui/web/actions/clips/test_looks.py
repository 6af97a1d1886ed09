"""From what the page sends to the core's options: its own choices are all known, others refused."""

from pathlib import Path

import pytest

from pullquote.align.errors import FormatError
from pullquote.clips.export.batch import ExportOptions
from pullquote.clips.export.options import CLIP_KINDS
from pullquote.clips.render.shapes import FITS
from pullquote.clips.subtitles.files import format_for
from pullquote.ui.web.actions.choices import choices
from pullquote.ui.web.actions.clips.looks import WORKERS, card_look, export_options
from pullquote.ui.web.schemas.bodies import CardBody, LookBody
from pullquote.ui.web.state.workspace import Workspace


def options_of(body, *rest):
    return export_options(Workspace(Path("nobody")), LookBody(**body), *rest)


def look_of(body, language):
    return card_look(CardBody(**body), language)


def values(name):
    return [entry[0] for entry in getattr(choices(), name)]


def test_what_is_offered_is_all_that_there_is():
    offered = choices()
    assert values("shapes")[0] == "source"
    labels = dict(offered.fits)
    assert all(labels[fit] != fit for fit in FITS)
    kinds = [
        kind for entries in (offered.formats.video, offered.formats.audio) for kind, _ in entries
    ]
    assert sorted(kinds) == sorted(CLIP_KINDS)


@pytest.mark.parametrize("name", ["fit", "loudness", "sidecar", "poster"])
def test_every_offer_can_be_taken(name):
    plural = {"fit": "fits", "sidecar": "sidecars", "poster": "posters"}.get(name, name)
    for value in values(plural):
        options = options_of({name: value})
        if options.sidecar is not None:
            format_for(f"x.{options.sidecar}")


def test_nothing_chosen_is_the_default():
    assert options_of({}) == ExportOptions(workers=WORKERS)
    first = {
        "fit": values("fits")[0],
        "loudness": values("loudness")[0],
        "sidecar": values("sidecars")[0],
        "poster": values("posters")[0],
        "shape": values("shapes")[0],
        "speaker": None,
    }
    assert options_of(first) == options_of({})
    empty = {"format": "", "style": None, "shape": "", "fit": None, "centre": None}
    assert options_of(empty) == options_of({})


def test_what_is_chosen_arrives():
    body = {"shape": "4:5", "fit": "blur", "loudness": "-14", "sidecar": "vtt", "poster": "png"}
    options = options_of({**body, "title": " A ", "speaker": ""}, "file", Path("cover"))
    assert (options.video.shape.aspect, options.video.shape.fit) == ("4:5", "blur")
    assert (options.loudness, options.sidecar, options.poster) == (-14.0, "vtt", "png")
    assert (options.video.title, options.video.speaker) == ("A", "")
    assert options.video.cover == Path("cover")


def test_the_files_name_is_the_title_until_there_is_another():
    assert options_of({}, "talk").video.title == "talk"
    assert options_of({"title": ""}, "talk").video.title == ""


def test_sound_alone_has_no_poster_whatever_was_chosen_before():
    assert options_of({"format": "mp3", "poster": "png"}).poster is None


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"fit": "stretch"}, "crop"),
        ({"loudness": "loud"}, "-16"),
        ({"loudness": "nan"}, "LUFS"),
        ({"loudness": 3}, "LUFS"),
        ({"shape": "7:3"}, "4:5"),
        ({"poster": "psd"}, "png"),
        ({"format": "exe"}, "mp4"),
    ],
)
def test_what_is_not_known_is_refused_with_what_is(body, told):
    with pytest.raises(FormatError, match=told):
        options_of(body)


def test_a_card_names_whom_the_page_named():
    look = look_of({"shape": "9:16", "speaker": " Edwin ", "title": " The Lamp "}, "en")
    assert (look.shape.aspect, look.speaker, look.source) == ("9:16", "Edwin", "The Lamp")
    assert look_of({}, "").speaker is None
