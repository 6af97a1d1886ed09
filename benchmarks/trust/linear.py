"""Text that makes slow patterns slow: each reader is given repeated fragments, ever more of them.

    python -m benchmarks.trust.linear [KIND ...] [--seed N] [--made N]

A file twice as long may take twice as long. Each reader of transcripts, the parser of subtitle
files and the search get fragments that have made patterns quadratic, and others made by seed from
the marks of all formats, in sizes that double until the cost shows. A cost that grows by
more than GROWTH at the last doubling is a finding. Exit code 1 when there is one.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pullquote.align.errors import PullquoteError
from pullquote.align.reading.formats import KNOWN_EXTENSIONS, read_transcript_bytes
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.search.index import SearchIndex, parse_search
from pullquote.align.spoken_forms.sequences import spoken_sequence
from pullquote.clips.subtitles.files import read_cues

GROWTH = 3.0
"""Of the cost when the size doubles: 2 for linear, 4 for quadratic."""
_FIRST = 8_000
_LARGEST = 2_000_000
_GLANCE, _ENOUGH = 0.05, 0.5
"""Seconds of CPU: enough to see that all is well, and to judge what is not."""

_SHELLS: dict[str, tuple[str, str]] = {
    ".srt": ("1\n00:00:01,000 --> 00:00:02,000\n", "\n"),
    ".vtt": ("WEBVTT\n\n00:01.000 --> 00:02.000\n", "\n"),
    ".ass": (
        "[Script Info]\n\n[V4+ Styles]\n\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,",
        "\n",
    ),
    ".html": ("<html><body><p>hello ", "</p></body></html>"),
    ".ttml": (
        '<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s" end="2s">hello ',
        "</p></div></body></tt>",
    ),
    ".json": ('{"segments": [{"start": 0, "end": 1, "text": "hello ', '"}]}'),
    ".rtf": ("{\\rtf1 hello ", "}"),
    ".tsv": ("start\tend\ttext\n0\t1000\thello ", "\n"),
    ".fodt": (
        '<office:document xmlns:office="urn:o" xmlns:text="urn:t">'
        "<office:body><office:text><text:p>hello ",
        "</text:p></office:text></office:body></office:document>",
    ),
}
"""Openings and endings that make a file of its kind from a run of fragments."""

FRAGMENTS: tuple[str, ...] = (
    " ", "\t", "\n", "\n\n", "\r", "\u00a0", "\u200b", "\u2028", "a", "A", "1", ".", "-", ":",
    "a ", "a\n", "a\n\n", "A b ", "1 ", "word, ", "Word. ", "'", '"', "’s ", "é", "ﬁ", "語",
    "ก", "เ", "\u0301", "[",
    "(", "{", "<", "]", ")", "}", ">", "[a", "(a", "{a", "[a]", "(a) ", "{\\b1}",
    "{\\", "*", "**", "_", "__", "`", "~~", "*a", "**a", "_a", "__a", "*a ", "**a ", "_a ", "~~a",
    "`a", "``a`", "![", "![a]", "![a](", "[a](", "[a](b)(", "[a]: ", "[a]: b ", "# ", "#", "# #\n",
    "# a" + " " * 40, "- ", "* ", "-", "- [ ] ", "---\n", "> ", ">", ">> ", ">> A: ", "```\n",
    "<!--", "-->", "<!-- -->", "\\", "\\*", "|", "<a href='", '<a href="', "<a ", "<a b=", "<a\n",
    "</a", "</", "<p>", "<p", "<b>", "<div>", "<div><b>", "</p>", "<br>", "<td>", "<time>", "<!",
    "<![CDATA[", "<?", "<!DOCTYPE ", "&", "&a", "&amp", "&amp;", "&#", "&#1", "<script>", "<style>",
    "<time>0:01</time>", "<span>a:</span>", "<v A>", "<v A>a ", "<v ", "<v.", "<c", "<c.a>a</c>",
    "<00:01.000>", "<00:01.000>a ", "<00:", "-->", "00:01 --> ", "00:01.000 --> 00:02.000\n",
    "1\n00:00:01,000 --> 00:00:02,000\na\n\n", "\n00:01.000 --> 00:02.000\n<v A>a\n",
    "Dialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,a\n", "Anna: a\n", "ANNA\na\n", "ANNA: ", "A:",
    "Anna Smith  0:05\na\n", "A B C D E: ", "[Anna] a\n", "[Anna]: ", "0:05 a\n", "0:05\n",
    "[0:05] ", "(0:05) ", "(0:05)", "00:00:05 ", "1 minute, 5 seconds a\n", "1 minute ", "0:05 - ",
    "0:05-", "12:", "1:2:3:4:", "Q. ", "Q  ", "a. B: ", ". Anna: a", "[music]", "♪", "♪a", "♪ a ♪",
    "—", "--", "a--b", "...", "a...b", "1,", "1,000", "$1", "1.", "1/", "1-", "a/", "@a", "#a",
    "a@b.", "www.a.", "http://a.", "A.", "U.S.", "¹", "½", "a'", "aa-", "aaa", "x²", "%", "&a&",
    "%a", "0\t1000\ta\n", "1.0\t2.0\ta\n", "\ta", '\\"', "\\u00e9", '"}, {"text": "a',
    "{}", "[]", ",",
)  # fmt: skip
"""Repeated as they stand."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A fragment of which twice as much takes far more than twice as long."""

    kind: str
    fragment: str
    size: int
    """Characters of the larger file."""
    seconds: float
    growth: float

    def __str__(self) -> str:
        return (
            f"{self.kind}: {self.fragment[:60]!r} to {self.size:,} characters takes "
            f"{self.seconds:.1f} s, {self.growth:.1f} times as long as half of it"
        )


def _reader(extension: str) -> Callable[[str], object]:
    head, tail = _SHELLS.get(extension, ("hello ", ""))

    def read(run: str) -> object:
        # Cut off, too: what nothing closes is looked for to the end.
        for text in (f"{head}{run}{tail}", f"{head}{run}"):
            with contextlib.suppress(PullquoteError):
                read_transcript_bytes(text.encode("utf-8", "replace"), name=f"talk{extension}")
        return None

    return read


def _cues(extension: str) -> Callable[[str], object]:
    head, tail = _SHELLS[extension]

    def read(run: str) -> object:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"talk{extension}")
            path.write_text(f"{head}{run}{tail}", "utf-8", "replace")
            return read_cues(path)

    return read


_TALK = SearchIndex(parse_transcript("Hello there, it cost $5 and 20% of a@b.example in 1999."))


def _search(run: str) -> object:
    return parse_search(run), _TALK.find(run)


def _searched(run: str) -> object:
    return SearchIndex(parse_transcript(f"hello {run}")).find("hello there 5")


def _spoken(run: str) -> object:
    return spoken_sequence(f"hello {run}".split(), "en")


PARSERS: dict[str, Callable[[str], object]] = {
    **{extension: _reader(extension) for extension in (*KNOWN_EXTENSIONS,) if extension not in (
        ".text", ".markdown", ".htm", ".ssa", ".dfxp", ".itt", ".docx", ".odt", ".pdf",
    )},
    **{f"cues{extension}": _cues(extension) for extension in (".srt", ".vtt", ".ass", ".ttml")},
    "query": _search,
    "searched": _searched,
    "spoken": _spoken,
}  # fmt: skip
"""The targets; each takes a run of fragments and makes a whole file of it."""


def cost(parse: Callable[[str], object], fragment: str, size: int) -> float:
    """Seconds of CPU for a run of `fragment` of about `size` characters, refused or not."""
    run = fragment * (size // len(fragment) + 1)
    began = time.process_time()
    with contextlib.suppress(PullquoteError):
        parse(run)
    return time.process_time() - began


def attack(kind: str, fragment: str, largest: int = _LARGEST) -> Finding | None:
    """Double the run until it costs enough to be judged; longer where it looks bad."""
    parse = PARSERS[kind]
    size, before = _FIRST, cost(parse, fragment, _FIRST)
    while size < largest:
        size *= 2
        seconds = cost(parse, fragment, size)
        growth = seconds / max(before, 1e-3)
        if seconds >= _GLANCE and growth <= GROWTH:
            return None
        if seconds >= _ENOUGH:  # once more: somebody else may have had the processor
            again = [cost(parse, fragment, part) for part in (size // 2, size)]
            growth = again[1] / max(again[0], 1e-3)
            return Finding(kind, fragment, size, seconds, growth) if growth > GROWTH else None
        before = seconds
    return None


def made_fragments(count: int, seed: int) -> Iterator[str]:
    """Fragments put together of others."""
    rng = random.Random(seed)
    for _ in range(count):
        yield "".join(rng.choices(FRAGMENTS, k=rng.randint(2, 4)))[:60]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=" ".join(PARSERS))
    parser.add_argument("--seed", type=int, default=10)
    parser.add_argument("--made", type=int, default=100, help="fragments made by seed")
    asked = parser.parse_args(arguments)
    fragments = [*FRAGMENTS, *made_fragments(asked.made, asked.seed)]
    findings = 0
    for kind in asked.kinds or PARSERS:
        began = time.process_time()
        for fragment in fragments:
            if finding := attack(kind, fragment):
                findings += 1
                print(finding, flush=True)
        spent = time.process_time() - began
        print(f"{kind}: {len(fragments)} fragments in {spent:.0f} s of CPU", flush=True)
    print(f"{findings} findings")
    return int(findings > 0)


if __name__ == "__main__":
    sys.exit(main())
