"""`pullquote ui`: the page."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click


@click.command("ui")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on. Any but this machine's own needs a password.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=7860,
    show_default=True,
    help="Port to listen on; 0 takes a free one.",
)
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@click.option("--sample", is_flag=True, help="Start with the sample recording open.")
@click.option(
    "--password",
    envvar="PULLQUOTE_PASSWORD",
    help="Password that lets others in. PULLQUOTE_PASSWORD sets it too, without showing it in the "
    "list of processes.",
)
@click.option(
    "--folder",
    "folders",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    help="Folder whose files may be opened by their path, hidden ones excepted. Repeat the option "
    "for more folders.  [default: your home folder]",
)
def command(
    host: str,
    port: int,
    no_browser: bool,
    sample: bool,
    password: str | None,
    folders: tuple[Path, ...],
) -> None:
    """Open the page in a browser: select words, get a clip. Ctrl-C ends it."""
    from pullquote.ui.web.app import serve

    # A server usually ends this way; it is not a failure.
    with contextlib.suppress(KeyboardInterrupt):
        serve(host, port, not no_browser, sample, password, folders)
