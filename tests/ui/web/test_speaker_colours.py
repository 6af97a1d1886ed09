"""The colours of speakers can be read wherever their names stand, in light and in dark."""

import re
from pathlib import Path
from typing import get_args

import pytest

import pullquote.ui.web
from pullquote.clips.typeset.contrast import READABLE, contrast
from pullquote.ui.web.schemas.speakers import Colour

ASSETS = Path(pullquote.ui.web.__file__).parent / "assets"
GROUNDS = ("paper", "sheet", "wash", "mark")
"""Under names: the page, its dialogs, what the pointer is on, and the selection."""


def themes(sheet):
    """The variables of a style sheet in light, dark by the system, and dark by choice."""
    text = (ASSETS / sheet).read_text("utf-8")
    blocks = re.findall(r":root[^{]*\{([^}]*)\}", text)[:3]
    return [dict(re.findall(r"--pq-(\w+): (#[0-9a-f]{6})", block)) for block in blocks]


@pytest.mark.parametrize("theme", [0, 1, 2], ids=["light", "dark", "chosen dark"])
def test_every_colour_is_readable_on_every_ground(theme):
    grounds, colours = themes("page.css")[theme], themes("speakers.css")[theme]
    assert set(colours) == set(get_args(Colour)) - {"none"}
    for name, colour in colours.items():
        for ground in GROUNDS:
            assert contrast(colour, grounds[ground]) >= READABLE, (name, ground)


def test_dark_is_the_same_by_choice_and_by_the_system():
    _, system, chosen = themes("speakers.css")
    assert system == chosen
