"""On the page words are struck out of the selected passage, and are gone from the clip."""

from dataclasses import replace

import pytest

from pullquote.align.media.audio import probe
from pullquote.align.model.transcript import Token

QUOTE = "I had bought an old microphone for $20, because I wanted to hear"
FIRST, LAST = 81, 93


def struck(bench):
    return bench.selection().get("struck", [])


def word(bench, number):
    return bench.page.locator(f'[data-word="{number}"]')


@pytest.fixture
def bench(visitor, true_alignment):
    return visitor.open_aligned(true_alignment)


@pytest.fixture
def chosen(bench):
    bench.page.evaluate(f"{bench.bench}.select({FIRST}, {LAST}, true)")
    bench.wait_for_cut()
    assert bench.text("quote") == QUOTE
    return bench


def test_a_click_strikes_a_word_and_another_puts_it_back(chosen):
    word(chosen, 87).click()
    assert struck(chosen) == [87]
    assert word(chosen, 87).get_attribute("aria-pressed") == "true"
    line = "getComputedStyle(document.querySelector('[data-word=\"87\"]')).textDecorationLine"
    assert chosen.page.evaluate(line) == "line-through"
    chosen.wait_for_cut()
    assert "12 words · 1 struck" in chosen.text("length")
    word(chosen, 87).click()
    assert struck(chosen) == []
    assert word(chosen, 87).get_attribute("aria-pressed") == "false"


def test_marked_words_are_struck_with_delete_and_every_step_can_be_undone(chosen):
    chosen.page.evaluate(
        """() => { const [a, b] = [87, 88].map(i => document.querySelector(`[data-word="${i}"]`));
        document.querySelector('[data-out="quote"]').focus();
        getSelection().setBaseAndExtent(a.firstChild, 0, b.firstChild, 2); }"""
    )
    chosen.page.keyboard.press("Delete")
    assert struck(chosen) == [87, 88]
    word(chosen, 81).click()
    assert struck(chosen) == [81, 87, 88]
    chosen.page.keyboard.press("Control+z")
    assert struck(chosen) == [87, 88]
    chosen.page.keyboard.press("Control+z")
    assert struck(chosen) == []
    chosen.page.keyboard.press("Control+Shift+z")
    assert struck(chosen) == [87, 88]


def test_words_are_reached_and_struck_with_the_keyboard(chosen):
    word(chosen, 81).focus()
    chosen.page.keyboard.press("ArrowRight")
    chosen.page.keyboard.press("ArrowRight")
    chosen.page.keyboard.press("Enter")
    assert struck(chosen) == [83]
    assert chosen.page.evaluate("document.activeElement.dataset.word") == "83"


def test_the_last_word_stays(bench):
    bench.page.evaluate(f"{bench.bench}.select(83, 84, true)")
    bench.wait_for_cut()
    word(bench, 83).click()
    word(bench, 84).click()
    assert struck(bench) == [83]


def test_the_clip_is_made_without_the_struck_words_which_stay_struck_after_reload(chosen):
    whole = chosen.page.evaluate(f"{chosen.bench}.store.state.passage.cut")
    word(chosen, 87).click()
    word(chosen, 88).click()
    chosen.until("page.store.state.passage?.pieces.length === 2")
    chosen.wait_for_cut()
    assert "runs into" in chosen.text("listen")
    assert chosen.page.locator('[data-out="lost"]').is_hidden()
    pieces = chosen.page.evaluate(f"{chosen.bench}.store.state.passage.pieces")
    seconds = sum(piece["end"] - piece["start"] for piece in pieces)
    assert seconds < whole["end"] - whole["start"] - 0.8
    cues = chosen.page.evaluate(f"{chosen.bench}.store.state.passage.cues")
    said = " ".join(w["text"] for cue in cues for line in cue["lines"] for w in line)
    assert said == QUOTE.replace(" for $20,", "")
    chosen.page.click('[data-do="export"]')
    link = chosen.page.wait_for_selector(".pq-work a", timeout=60_000)
    with chosen.page.expect_download() as download:
        link.click()
    assert probe(download.value.path()).duration == pytest.approx(seconds, abs=0.15)
    chosen.page.click('[data-do="add"]')
    chosen.until("page.store.state.basket.length === 1")
    chosen.page.reload()
    chosen.page.wait_for_selector(".pq[data-ready]")
    chosen.wait_for_cut()
    assert struck(chosen) == [87, 88]
    assert chosen.page.locator('[data-word][aria-pressed="true"]').count() == 2
    (item,) = chosen.page.evaluate(f"{chosen.bench}.store.state.basket")
    assert item["struck"] == [87, 88]
    assert item["text"] == QUOTE.replace(" for $20,", "")


def test_the_preview_leaps_over_the_struck_words(chosen):
    word(chosen, 87).click()
    word(chosen, 88).click()
    chosen.until("page.store.state.passage?.pieces.length === 2")
    chosen.wait_for_cut()
    (_, first_end), (second, _) = (
        (piece["start"], piece["end"])
        for piece in chosen.page.evaluate(f"{chosen.bench}.store.state.passage.pieces")
    )
    heard = chosen.page.evaluate(
        """page => new Promise(resolve => { const times = []; const media = page.player.media;
        const look = () => { times.push(media.currentTime);
          if (media.paused && times.length > 5) resolve(times); else requestAnimationFrame(look); };
        page.clip.preview(); media.addEventListener('playing', look, { once: true }); })""",
        chosen.page.evaluate_handle(chosen.bench),
    )
    inside = [time for time in heard if first_end + 0.1 < time < second - 0.05]
    assert inside == []
    assert any(time > second for time in heard)


def test_fillers_are_struck_in_one_click_and_a_lost_not_is_told(visitor, true_alignment):
    def planted(token):
        text = {85: "um,", 90: "uh"}.get(token.index)
        return token if text is None else text

    words = [planted(word.token) for word in true_alignment.words]
    alignment = with_words(true_alignment, words)
    visitor.open_aligned(alignment)
    visitor.page.evaluate(f"{visitor.bench}.select(44, 52, true)")
    visitor.wait_for_cut()
    assert visitor.page.locator('[data-do="strike-fillers"]').is_hidden()
    negation = next(w.token for w in alignment.words if w.token.text == "don't")
    word(visitor, negation.index).click()
    visitor.until("page.store.state.passage?.warning")
    assert "takes out “don't”; the quote may now say the opposite" in visitor.text("lost")
    visitor.page.evaluate(f"{visitor.bench}.select({FIRST}, {LAST}, true)")
    visitor.wait_for_cut()
    button = visitor.page.locator('[data-do="strike-fillers"]')
    assert button.inner_text() == "Strike 2 fillers"
    button.click()
    assert struck(visitor) == [85, 90]
    assert button.is_hidden()
    visitor.until("page.store.state.passage?.pieces.length > 1")


def with_words(alignment, words):
    """The alignment with other words in the same places."""
    text, tokens, place = "", [], 0
    old = alignment.transcript
    for token, new in zip(old.tokens, words, strict=True):
        text += old.text[place : token.start_char]
        place = token.end_char
        written = new if isinstance(new, str) else token.text
        tokens.append(Token(token.index, written, len(text), len(text) + len(written), token.role))
        text += written
    transcript = replace(old, text=text + old.text[place:], tokens=tuple(tokens))
    aligned = tuple(
        replace(word, token=token) for word, token in zip(alignment.words, tokens, strict=True)
    )
    return replace(alignment, transcript=transcript, words=aligned)
