"""`pullquote doctor`: reports what is installed and how to mend what is missing."""

from __future__ import annotations

import click

from pullquote.ui.cli.options import shared
from pullquote.ui.cli.terminal import echo_json

_MARKS = {"good": "ok", "optional": "--", "broken": "NO"}


@click.command("doctor")
@shared.as_json
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """Report what is installed here, and how to mend what is missing.

    The exit code is 0 when recordings can be aligned and clips cut, otherwise 3.
    """
    from pullquote.ui.cli.doctor.examination import examine
    from pullquote.ui.cli.doctor.finding import as_document, is_well

    findings = examine()
    if as_json:
        echo_json(as_document(findings))
    else:
        for finding in findings:
            click.echo(f"{_MARKS[finding.state.value]}  {finding.topic:8}  {finding.found}")
            if finding.advice:
                click.echo(f"{'':14}→ {finding.advice}")
        click.echo()
        click.echo(
            "Everything that is needed is installed."
            if is_well(findings)
            else "Something that is needed is missing; see the lines marked NO."
        )
    if not is_well(findings):
        ctx.exit(3)
