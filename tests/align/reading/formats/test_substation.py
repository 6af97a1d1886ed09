"""SubStation files: no word is lost to what stands around it."""

from __future__ import annotations

from hypothesis import given, strategies as st

from pullquote.align.reading.formats.substation import dialogue, shown_text

HEAD = "[Script Info]\n[Events]\n"


def test_a_damaged_style_costs_no_words() -> None:
    styles = "[V4+ Styles]\nFormat: Name, PrimaryColour\nStyle: D,,&Hxyz,\n"
    (line,) = dialogue(
        styles
        + HEAD
        + "Dialogue: 0,0:00:01.50,0:00:02.25,D,Ann,0,0,0,,Well, {\\i1}yes{\\i0}\\Nno\n"
    )
    assert (line.start, line.end, line.name) == (1.5, 2.25, "Ann")
    assert line.text == "Well, yes\nno"


def test_the_file_names_the_order_of_its_fields() -> None:
    text = f"{HEAD}Format: Start, Name, End, Text\nDialogue: 0:00:03.00,Ben,0:01:00.00,One, two\n"
    (line,) = dialogue(text)
    assert (line.start, line.end, line.name, line.text) == (3.0, 60.0, "Ben", "One, two")


def test_a_damaged_time_is_that_of_the_line_before() -> None:
    text = HEAD + "".join(
        f"Dialogue: 0,{start},0:00:09.00,D,,0,0,0,,a\n" for start in ("0:00:05.00", "soon", "")
    )
    assert [line.start for line in dialogue(text)] == [5.0, 5.0, 5.0]


def test_drawings_are_not_text_and_words_beside_them_are() -> None:
    assert shown_text("{\\p1}m 0 0 l 9 9{\\p0}Hello{\\p2}m{\\r} there") == "Hello there"
    assert shown_text("a {not closed") == "a {not closed"
    drawn = HEAD + "Dialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,{\\p1}m 0 0\n"
    empty = HEAD + "Dialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,\n"
    comment = HEAD + "Comment: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,note\n"
    assert [*dialogue(drawn)] == [*dialogue(comment)] == []
    assert [line.text for line in dialogue(empty)] == [""]


@given(st.text(alphabet="ab{}\\pN1 ", max_size=60))
def test_what_stands_outside_of_braces_is_shown(text: str) -> None:
    if "\\p" in text:
        return
    outside = "".join(piece.partition("}")[2] for piece in ("}" + text).split("{"))
    is_balanced = all("}" in piece for piece in text.split("{")[1:])
    if is_balanced:
        assert shown_text(text) == outside.replace("\\N", "\n")
