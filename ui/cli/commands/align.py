"""`pullquote align`: recording and transcript in, every word with its time out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pullquote.align.files import write_text
from pullquote.clips.export.outputs import check_output
from pullquote.ui.cli.doubts import review_document, review_lines
from pullquote.ui.cli.options import shared
from pullquote.ui.cli.terminal import echo_json, format_duration, show_progress

if TYPE_CHECKING:
    from pullquote.align.model.alignment import Alignment


@click.command("align")
@click.argument("media", type=shared.FILE)
@click.argument("transcript", metavar="TRANSCRIPT|-")
@click.option(
    "-o",
    "--output",
    type=shared.STREAM,
    help="The file for the result; - prints it.  "
    "[default: the recording's name with .alignment.json, here]",
)
@shared.engine_options
@shared.names
@shared.force
@shared.as_json
def command(media: Path, transcript: str, output: Path | None, **choices: Any) -> None:
    """Find the time at which each word of TRANSCRIPT is spoken in MEDIA.

    TRANSCRIPT is your text as you have it: .txt, .md, .docx, .odt, .fodt, .rtf, .pdf, .html, .srt,
    .vtt, .ass, .ttml, .dfxp, .itt, Whisper's .tsv, or JSON from Whisper, podcasts, Deepgram,
    Amazon, Rev, AssemblyAI or Fireflies; - reads it from standard input.

    The result is JSON in Whisper's shape with a status for every word. Words that were not found,
    or may be wrong, are listed with the times to listen to. The result of an earlier run is
    replaced, any other file only with --force. With --json and without -o, no file is written.
    """
    prints = str(output) == "-"
    writes = not prints and (output is not None or not choices["as_json"])
    path = output if output is not None else Path(f"{media.stem}.alignment.json")
    replaces = choices["force"] or _is_ours(path)
    if writes:
        given = shared.given_files(
            recording=media, transcript=transcript, result_of_a_recogniser=choices["engine"]
        )
        check_output(path, replace=replaces, inputs=given)
    text = shared.read_given_transcript(transcript)
    settings = shared.align_options(choices)

    from pullquote.align.model.alignment import format_alignment
    from pullquote.align.pipeline import align_recording

    with show_progress() as monitor:
        alignment = align_recording(media, text, settings, monitor)
    document = format_alignment(alignment)
    if writes:
        write_text(path, document + "\n", replace=replaces)
    if choices["as_json"]:
        import json

        echo_json({**json.loads(document), "review": review_document(alignment)})
    elif prints:
        click.echo(document)
    else:
        click.echo(f"{summarize(alignment)}; written to {path}")
        for line in review_lines(alignment):
            click.echo(line)


def summarize(alignment: Alignment) -> str:
    """A line about the words that were found, by status."""
    spoken = [word for word in alignment.words if word.token.is_speech]
    counts = Counter(word.status.value for word in spoken)
    parts = [f"{counts[name]:,} {name.replace('_', ' ')}" for name in _ORDER if counts[name]]
    unscripted = sum(stretch.span.duration for stretch in alignment.unscripted)
    beside = f"; {format_duration(unscripted)} unscripted" if unscripted else ""
    return (
        f"{len(spoken):,} words, {alignment.coverage:.1%} found in a recording of "
        f"{format_duration(alignment.duration)} ({', '.join(parts)}){beside}"
    )


_ORDER = ("heard", "placed", "by_hand", "estimated", "absent", "pending")


def _is_ours(path: Path) -> bool:
    return path.is_file() and shared.is_alignment_file(path)
