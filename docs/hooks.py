"""Hooks of mkdocs: the command reference is made from the commands."""

from __future__ import annotations

from typing import Any

import click

from pullquote.ui.cli.main import COMMANDS, pullquote

MARK = "<!-- commands -->"


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put the reference where a page asks for it."""
    return markdown.replace(MARK, command_reference()) if MARK in markdown else markdown


def command_reference() -> str:
    """Every command with its own help text, as Markdown."""
    parts = []
    for name in COMMANDS:
        command = pullquote.get_command(click.Context(pullquote), name)
        assert command is not None
        parts += _sections(f"pullquote {name}", command)
    return "\n".join(parts)


def _sections(name: str, command: click.Command) -> list[str]:
    """The help of a command and of those below it."""
    context = click.Context(command, info_name=name, max_content_width=90)
    parts = [f"## {name}\n\n```text\n{command.get_help(context)}\n```\n"]
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            assert found is not None
            parts += _sections(f"{name} {below}", found)
    return parts
