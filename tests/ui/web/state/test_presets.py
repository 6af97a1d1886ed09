"""Caption looks of one's own: kept by name, found by nobody else, and nothing but looks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pullquote.align.errors import FormatError, InputError
from pullquote.clips.typeset.styles import STYLES_DIR, read_style, style_named
from pullquote.ui.web.state.presets import (
    MOST,
    bring_presets,
    forget_preset,
    keep_preset,
    known_style,
    presets,
)
from pullquote.ui.web.state.workspace import Workspace

OWN = replace(style_named("pop"), size=0.2, color="#ff00ff", describe="")


@pytest.fixture
def anna(tmp_path):
    return Workspace(tmp_path / "anna")


def test_a_look_is_kept_under_its_name_and_read_as_the_command_line_reads_it(anna):
    keep_preset(anna, "  Our   podcast ", OWN)
    assert presets(anna) == {"Our podcast": replace(OWN, name="Our podcast")}
    assert read_style(Path(known_style(anna, "own:Our podcast"))).color == "#ff00ff"
    keep_preset(anna, "Our podcast", replace(OWN, size=0.1))
    assert presets(anna)["Our podcast"].size == 0.1
    forget_preset(anna, "Our podcast")
    assert presets(anna) == {}
    forget_preset(anna, "Our podcast")


def test_shipped_looks_are_named_as_they_are(anna):
    assert known_style(anna, "karaoke") == "karaoke"
    assert known_style(anna, "none") == "none"


@pytest.mark.parametrize("name", [str(STYLES_DIR / "pop.json"), "../x.json", "own:", "own:x"])
def test_no_other_file_is_read_as_a_look(anna, tmp_path, name):
    with pytest.raises(FormatError, match="caption style"):
        known_style(anna, name)


def test_a_look_of_somebody_else_is_not_known(anna, tmp_path):
    keep_preset(Workspace(tmp_path / "bert"), "Ours", OWN)
    with pytest.raises(FormatError):
        known_style(anna, "own:Ours")


@pytest.mark.parametrize("name", ["", "   "])
def test_a_look_without_a_name_is_refused(anna, name):
    with pytest.raises(InputError, match="no name"):
        keep_preset(anna, name, OWN)


def test_looks_that_come_with_a_file_replace_none_of_ones_own(anna):
    keep_preset(anna, "Our podcast", OWN)
    bring_presets(anna, {" Our  podcast": replace(OWN, size=0.1), "Theirs": OWN})
    assert {name: look.size for name, look in presets(anna).items()} == {
        "Our podcast": 0.2,
        "Theirs": 0.2,
    }


def test_of_looks_that_come_with_a_file_all_are_kept_or_none(anna):
    with pytest.raises(InputError, match="no name"):
        bring_presets(anna, {"Fine": OWN, " ": OWN})
    with pytest.raises(InputError, match="forget one"):
        bring_presets(anna, {f"Look {number}": OWN for number in range(MOST + 1)})
    assert presets(anna) == {}


def test_no_more_looks_are_kept_than_a_list_can_show(anna):
    for number in range(MOST):
        keep_preset(anna, f"Look {number}", OWN)
    keep_preset(anna, "Look 3", OWN)
    with pytest.raises(InputError, match="forget one"):
        keep_preset(anna, "One more", OWN)


def test_a_damaged_file_costs_only_its_own_look(anna):
    keep_preset(anna, "Ours", OWN)
    (anna.folder / "styles" / "broken.json").write_text("{", encoding="utf-8")
    assert list(presets(anna)) == ["Ours"]
