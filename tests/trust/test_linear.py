"""Text that makes slow patterns slow, large, within a limit on the processor's time.

Twice as much text may take twice as long. Every case here once took longer by the square, or is
the like for another format: at this size that is minutes each. The campaign is
`python -m benchmarks.trust.linear`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.trust.linear import PARSERS, attack

SIZE = 200_000
SECONDS = 60
"""Of the processor for all cases of one group; each takes about one."""
GROUPS: dict[str, tuple[tuple[str, str], ...]] = {
    "pages": (
        (".html", "<a href='"),
        (".html", '<a href="'),
        (".html", "<a "),
        (".html", "<b>a</b>"),
        (".html", " \t"),
        (".md", "# a" + " " * 40),
        (".md", "# a \n"),
        (".md", "[a]("),
        (".md", "<!--"),
        (".md", "**a"),
        (".md", "`a"),
        (".ttml", "<span>a</span>"),
        (".fodt", "<x>a</x>"),
    ),
    "subtitles": (
        (".ass", "{"),
        (".ass", "{\\b1}"),
        (".ass", "{\\p1}a"),
        ("cues.ass", "{\\b1}"),
        ("cues.ass", "{"),
        (".vtt", "<v A>a "),
        ("cues.vtt", "<v A>a "),
        (".vtt", "<00:01.000>a "),
        (".srt", "1\n00:00:01,000 --> 00:00:02,000\na\n\n"),
        (".srt", "<c "),
    ),
    "text": (
        (".txt", "\n"),
        (".txt", "-"),
        (".txt", "0:05 a\n"),
        (".txt", "Anna: a\n"),
        (".txt", "ก"),
        (".tsv", "0\t1000\ta\n"),
        (".json", '"}, {"text": "a'),
        ("query", "a"),
        ("query", "1 "),
        ("query", "a 5 "),
        ("query", "\n"),
        ("query", "a [ "),
        ("spoken", "a-"),
        ("spoken", "1,"),
    ),
}

_CHILD = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
from benchmarks.trust.linear import cost
from benchmarks.trust.linear import PARSERS
from tests.trust.test_linear import GROUPS
for kind, fragment in GROUPS[sys.argv[1]]:
    print(kind, repr(fragment), flush=True)
    cost(PARSERS[kind], fragment, {SIZE})
print("done")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no processor time")
@pytest.mark.parametrize("group", GROUPS)
def test_no_text_takes_quadratic_time(group: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _CHILD, group],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
    )
    tried = ended.stdout.splitlines()
    assert tried[-1:] == ["done"], f"{tried[-1:]} took the rest of {SECONDS} s: {ended.stderr}"


def test_the_campaign_finds_what_takes_quadratic_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def squares(run: str) -> object:
        return sum(1 for _ in run for _ in range(len(run) // 100))

    monkeypatch.setitem(PARSERS, "squares", squares)
    monkeypatch.setitem(PARSERS, "lines", lambda run: sum(1 for _ in run))
    found = attack("squares", "a")
    assert found is not None
    assert found.growth > 3 and "squares" in str(found)
    assert attack("lines", "a", largest=1_000_000) is None
