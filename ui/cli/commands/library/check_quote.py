"""`pullquote check-quote`: whether somebody said what is quoted."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pullquote.ui.cli.commands.library import library_options
from pullquote.ui.cli.commands.library.search import hit_document
from pullquote.ui.cli.excerpts import format_span, format_words, marked
from pullquote.ui.cli.options import shared
from pullquote.ui.cli.terminal import echo_json

if TYPE_CHECKING:
    from pullquote.align.library.quoting.judging import QuoteMatch
    from pullquote.align.library.quoting.quotes import QuoteCheck


@click.command("check-quote")
@click.argument("quote")
@library_options.library
@click.option(
    "--limit", type=click.IntRange(1, 100), default=3, show_default=True, help="Passages to show."
)
@shared.as_json
def command(quote: str, library_file: Path | None, limit: int, as_json: bool) -> None:
    """Say whether anybody in the library said QUOTE, and what they said instead.

    QUOTE is the claimed words; - reads them from standard input. Three dots stand for words left
    out, square brackets for words changed: "[he] said … nothing". The answer is exact, close, THE
    OPPOSITE (close, but a `not` is missing or was put in) or not found. Words that only the quote
    has stand between [- and -], words that were said instead between {+ and +}.

    Ends with exit code 0 for exact and 4 for all else.
    """
    from pullquote.align.library.quoting.judging import Verdict
    from pullquote.align.library.quoting.quotes import check_quote
    from pullquote.align.library.store.library import Library

    text = sys.stdin.read() if quote == "-" else quote
    with Library(library_file) as library:
        found = check_quote(library, text, limit=limit)
    if as_json:
        echo_json(_document(text, found))
    else:
        click.echo(click.style(found.verdict.value, bold=True))
        for match in found.matches:
            _show(match, is_alone=len(found.matches) == 1)
    if found.verdict is not Verdict.EXACT:
        click.get_current_context().exit(4)


def _show(match: QuoteMatch, *, is_alone: bool) -> None:
    hit = match.hit
    kind = "" if is_alone else f"{match.verdict.value}: "
    speaker = f", {hit.speaker}" if hit.speaker else ""
    time = f", {format_span(hit.span)}" if hit.span else ""
    click.echo(
        f"  {kind}{hit.entry.title}{speaker}{time} "
        f"(recording {hit.entry.id}, {format_words(hit.first, hit.last)}), {match.score:.0%} alike"
    )
    click.echo(f"      said: {marked(hit)}")
    if any(difference.kind.value not in ("same", "omitted") for difference in match.differences):
        click.echo(f"      word by word: {_word_by_word(match)}")
    for warning in match.warnings:
        click.echo(f"      mind: {warning}")


def _word_by_word(match: QuoteMatch) -> str:
    parts = []
    for difference in match.differences:
        quoted = " ".join(difference.quoted)
        said = " ".join(match.words[slice(*difference.said)])
        if difference.kind.value == "same":
            parts.append(said)
        elif difference.kind.value == "omitted":
            parts.append("…")
        else:
            parts.append(f"[-{quoted}-]" if quoted else "")
            parts.append(click.style(f"{{+{said}+}}", bold=True) if said else "")
    return " ".join(filter(None, parts))


def _document(quote: str, found: QuoteCheck) -> dict[str, Any]:
    return {
        "quote": quote,
        "verdict": found.verdict.value.lower(),
        "matches": [
            {
                **hit_document(match.hit),
                "verdict": match.verdict.value.lower(),
                "score": round(match.score, 3),
                "differences": [
                    {
                        "kind": difference.kind.value,
                        "quoted": " ".join(difference.quoted),
                        "said": " ".join(match.words[slice(*difference.said)]),
                    }
                    for difference in match.differences
                ],
                "warnings": list(match.warnings),
            }
            for match in found.matches
        ],
    }
