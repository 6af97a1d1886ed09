"""Only files below the allowed folders are opened by path, and only for the owner."""

from __future__ import annotations

from pathlib import Path

import pytest

from pullquote.align.errors import InputError
from pullquote.ui.web.folders import Folders


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in ("home/talks/a talk.mp4", "home/.ssh/id", "home/talks/.old/b.mp4", "secret.mp4"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    return (tmp_path / "home").resolve()


@pytest.mark.parametrize(
    "typed", ["{}/talks/a talk.mp4", "'{}/talks/a talk.mp4'", "file://{}/talks/a%20talk.mp4"]
)
def test_what_lies_below_an_allowed_folder_is_opened(home: Path, typed: str) -> None:
    assert Folders((home,)).locate(typed.format(home)) == home / "talks/a talk.mp4"


@pytest.mark.parametrize(
    "typed",
    [
        "{}/.ssh/id",
        "{}/talks/.old/b.mp4",
        "{}/../secret.mp4",
        "{}/link.mp4",
        "{}/hidden/id",
        "/etc/passwd",
        "",
        "~nobody-of-this-name/x",
        "{}\0",
    ],
)
def test_everything_else_is_closed_in_the_same_words(home: Path, typed: str) -> None:
    (home / "link.mp4").symlink_to(home.parent / "secret.mp4")
    (home / "hidden").symlink_to(home / ".ssh")
    with pytest.raises(InputError) as refused:
        Folders((home,)).locate(typed.format(home))
    with pytest.raises(InputError) as missing:
        Folders((home,)).locate("/nowhere/at/all")
    assert str(refused.value) == str(missing.value)


def test_without_a_choice_it_is_the_home_folder(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setenv("HOME", str(home))
    assert Folders.of(()).locate("~/talks/a talk.mp4") == home / "talks/a talk.mp4"
