"""A transcript as a page to publish beside the recording: one file, words that can be clicked.

The page asks nobody for anything but the recording, which lies beside it.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from html import escape
from itertools import groupby
from urllib.parse import quote

from pullquote.align.times import format_time
from pullquote.clips.captions.cue import Cue, CueWord
from pullquote.clips.subtitles.formats.base import SubtitleFormat, SubtitleOptions
from pullquote.clips.subtitles.formats.json_formats import whole_words
from pullquote.clips.subtitles.formats.ttml import clean_xml

_PAUSE = 2.0
"""A silence of so many seconds begins a paragraph where nobody else begins to speak."""

_STYLE = """
:root{color-scheme:light dark}
body{font:1.1rem/1.6 system-ui,sans-serif;max-width:42rem;margin:0 auto;padding:0 1rem 4rem}
.player{position:sticky;top:0;background:Canvas;padding:.5rem 0}
audio,video{width:100%;max-height:40vh}
b{display:block}
time{font-size:.8rem;opacity:.7;margin-right:.5rem}
a{color:inherit;text-decoration:none;border-radius:.2rem}
a:hover,a:focus-visible{text-decoration:underline}
a.now{background:Highlight;color:HighlightText}
"""

_SCRIPT = """
const player = document.querySelector("audio,video");
const words = [...document.querySelectorAll("a[data-s]")];
const starts = words.map(word => Number(word.dataset.s));
let now = null;
document.querySelector("main").addEventListener("click", event => {
  const word = event.target.closest("a[data-s]");
  if (!word) return;
  event.preventDefault();
  player.currentTime = Number(word.dataset.s);
  player.play();
});
player.addEventListener("timeupdate", () => {
  let low = 0, high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= player.currentTime + 0.01) low = middle + 1; else high = middle;
  }
  if (now) now.classList.remove("now");
  now = low ? words[low - 1] : null;
  if (now) now.classList.add("now");
});
"""


def format_page(cues: Sequence[Cue], options: SubtitleOptions) -> str:
    """The page; every word is a link to its moment, which also works without a script."""
    media = quote(options.media)
    kind = mimetypes.guess_type(options.media)[0] or ""
    element = "video" if kind.startswith("video/") else "audio"
    title = escape(clean_xml(options.title or options.media or "Transcript"))
    paragraphs = "\n".join(_paragraph(turn, media) for turn in _turns(cues))
    policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(options.language)}">\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}; media-src * file: blob:">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n<h1>{title}</h1>\n"
        f'<div class="player"><{element} controls preload="metadata" src="{media}"></{element}>'
        f"</div>\n<main>\n{paragraphs}\n</main>\n<script>{_SCRIPT}</script>\n</html>\n"
    )


def _turns(cues: Sequence[Cue]) -> list[list[Cue]]:
    """Cues of one speaker without a long silence between them."""
    turns: list[list[Cue]] = []
    for speaker, group in groupby(cues, key=lambda cue: cue.speaker):
        for cue in group:
            last = turns[-1][-1] if turns else None
            together = last is not None and last.speaker == speaker
            if last is not None and together and cue.span.start - last.span.end < _PAUSE:
                turns[-1].append(cue)
            else:
                turns.append([cue])
    return turns


def _paragraph(turn: Sequence[Cue], media: str) -> str:
    first = turn[0]
    name = f"<b>{escape(clean_xml(first.speaker))}</b>" if first.speaker else ""
    clock = format_time(first.span.start, decimals=0)
    text = " ".join(
        "".join(_link(word, media) for word in whole_words(cue.words)).rstrip() for cue in turn
    )
    return f"<p>{name}<time>{clock}</time>{text}</p>"


def _link(word: CueWord, media: str) -> str:
    start = f"{word.span.start:.3f}"
    text = escape(clean_xml(word.text))
    return f'<a href="{media}#t={start}" data-s="{start}">{text}</a>{escape(word.after)}'


WEB_PAGE = SubtitleFormat(
    "html",
    "A web page with clickable words, to publish",
    (".html",),
    format_page,
    plays_recording=True,
)
