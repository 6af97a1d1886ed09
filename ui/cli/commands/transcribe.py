"""`pullquote transcribe`: a recording in, its transcript out, to be corrected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pullquote.align.files import write_text
from pullquote.clips.export.outputs import check_output
from pullquote.ui.cli.options import shared
from pullquote.ui.cli.terminal import echo_json, format_duration, show_progress


@click.command("transcribe")
@click.argument("media", type=shared.FILE)
@click.option(
    "-o",
    "--output",
    metavar="FILE.txt|-",
    help="The text to write; - prints it on standard output.  "
    "[default: the recording's name with .txt, here]",
)
@shared.names
@shared.whisper_options
@shared.force
@shared.as_json
def command(media: Path, output: str | None, **choices: Any) -> None:
    """Write the transcript of MEDIA, which has none.

    Whisper hears what is said; paragraphs begin where the speaker pauses. The times of all words go
    into a file beside the text, talk.alignment.json for talk.txt, from which clips can be cut at
    once. Correct the text as you like: aligning it, or cutting clips by it, does not recognise the
    recording again.
    """
    path = None if output == "-" else Path(output or f"{media.stem}.txt")
    times = None if path is None else path.with_suffix(".alignment.json")
    if path is not None and times is not None:
        given = shared.given_files(recording=media)
        check_output(path, replace=choices["force"], inputs=given)
        ours = times.is_file() and shared.is_alignment_file(times)
        check_output(times, replace=choices["force"] or ours, inputs=given)
    settings = shared.align_options({"engine": "whisper", **choices})

    from pullquote.align.model.alignment import format_alignment
    from pullquote.align.transcribing import transcribe_recording

    with show_progress() as monitor:
        alignment = transcribe_recording(media, settings, monitor)
    text = alignment.transcript.text
    if path is not None and times is not None:
        write_text(path, text, replace=choices["force"])
        write_text(times, format_alignment(alignment) + "\n", replace=True)
    words = sum(token.is_speech for token in alignment.transcript.tokens)
    paragraphs = len(alignment.transcript.paragraphs)
    if choices["as_json"]:
        document = {
            "path": None if path is None else str(path),
            "alignment": None if times is None else str(times),
            "language": alignment.language,
            "words": words,
            "paragraphs": paragraphs,
            "text": text,
        }
        echo_json(document)
    elif path is None:
        click.echo(text, nl=False)
    else:
        click.echo(
            f"{words:,} words in {paragraphs:,} paragraphs, language {alignment.language}, heard "
            f"in {format_duration(alignment.duration)}; written to {path}, their times to {times}"
        )
