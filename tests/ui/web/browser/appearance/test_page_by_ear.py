"""The page without a mouse and without eyes: keys alone, and what a screen reader reads out."""

from __future__ import annotations

import pytest


def focused(page) -> tuple[str, str]:
    """Role and name of what has the focus, from the tree that screen readers are given."""
    session = page.context.new_cdp_session(page)
    try:
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    finally:
        session.detach()
    for node in nodes:
        held = {prop["name"]: prop["value"].get("value") for prop in node.get("properties", ())}
        if held.get("focused") and node["role"]["value"] != "RootWebArea":
            return node["role"]["value"], node.get("name", {}).get("value", "")
    return "", ""


def tab_to(page, role: str, name: str) -> None:
    """Press Tab until this has the focus, as somebody would who hears what has it."""
    heard = []
    for _ in range(70):
        page.keyboard.press("Tab")
        heard.append(focused(page))
        if heard[-1][0] == role and name in heard[-1][1]:
            return
    raise AssertionError(f"no {role} {name!r} among {heard}")


@pytest.fixture
def bench(visitor, true_alignment):
    return visitor.open_aligned(true_alignment)


def test_a_passage_is_selected_and_exported_by_keys_and_read_out(bench):
    page = bench.page
    role, name = focused(page)
    assert (role, name.partition(".")[0]) == ("group", "Transcript")
    said = []
    page.keyboard.press("/")
    assert focused(page)[0] == "searchbox"
    page.keyboard.type("singing so loudly")
    bench.until("page.out('count').textContent.includes('1')")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    tab_to(page, "group", "Transcript")
    for _ in range(2):
        page.keyboard.press("ArrowRight")
        said.append(bench.text("spoken"))
    page.keyboard.down("Shift")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.up("Shift")
    bench.wait_for_cut()
    selection = bench.selection()
    assert selection["last"] - selection["first"] == 3
    assert all(said) and said[0] != said[1], "each word is read out"
    tree = page.locator(".pq").aria_snapshot()
    for line in (
        'region "Player and clip"',
        'slider "Place in the recording"',
        'tab "Clip" [selected]',
        'slider "Start of the clip"',
        'slider "End of the clip"',
        'radiogroup "Shape"',
        'radio "Original" [checked]',
        'combobox "Captions"',
        'button "Preview"',
        'button "Export clip"',
    ):
        assert line in tree, line
    tab_to(page, "button", "Export clip")
    page.keyboard.press("Enter")
    page.wait_for_selector(".pq-work a", timeout=60_000)
    tab_to(page, "link", ".mp4")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".mp4")


def test_the_first_page_is_read_in_the_order_of_its_use(visitor):
    page = visitor.visit().page
    tree = page.locator(".pq").aria_snapshot()
    order = [
        'heading "Choose the words. Get the clip." [level=1]',
        'button "Try the sample',
        'group "Recording"',
        'textbox "or its path on this machine',
        'group "Transcript"',
        'checkbox "I have no transcript',
        'textbox "Transcript"',
        'button "Open"',
    ]
    places = [tree.find(line) for line in order]
    assert -1 not in places, (order[places.index(-1)], tree)
    assert places == sorted(places)


def test_a_tab_is_reached_by_arrows_and_its_panel_is_named_after_it(bench):
    page = bench.page
    tab_to(page, "tab", "Clip")
    page.keyboard.press("ArrowRight")
    assert focused(page)[1].startswith("Basket")
    assert 'tabpanel "Basket' in page.locator(".pq-stage").aria_snapshot()
