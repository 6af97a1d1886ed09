"""`pullquote sample`: the sample recording and its transcript, to try everything on."""

from __future__ import annotations

from pathlib import Path

import click

from pullquote.align.files import copy_file
from pullquote.clips.export.outputs import check_output, make_folder
from pullquote.ui.cli.options import shared


@click.command("sample")
@click.argument("folder", type=shared.FILE, default=Path())
@shared.force
def command(folder: Path, force: bool) -> None:
    """Put the sample recording (video and sound) and its transcript into FOLDER.

    FOLDER is made if it does not exist; by default the files are put here.
    """
    from pullquote.samples import SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, SAMPLE_VIDEO

    make_folder(folder)
    sources = (SAMPLE_VIDEO, SAMPLE_AUDIO, SAMPLE_TRANSCRIPT)
    for source in sources:
        check_output(folder / source.name, replace=force)
    for source in sources:
        copy_file(source, folder / source.name, replace=force)
        click.echo(str(folder / source.name))
