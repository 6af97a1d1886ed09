"""`pullquote card`: a quote and its speaker as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pullquote.align.errors import InputError, PullquoteError
from pullquote.clips.export.outputs import Given, check_output
from pullquote.clips.render.shapes import ASPECTS
from pullquote.ui.cli.options import shared
from pullquote.ui.cli.options.clip import asking_options, requests_from
from pullquote.ui.cli.options.cut import (
    asks_for_cuts,
    check_cuts,
    cut_passage,
    cutting_options,
)
from pullquote.ui.cli.output import (
    complain,
    doubt_line,
    names_folder,
    shortened,
    warning_lines,
)
from pullquote.ui.cli.terminal import echo_json, show_progress

if TYPE_CHECKING:
    from pullquote.align.media.audio import MediaInfo
    from pullquote.align.model.alignment import Alignment
    from pullquote.align.model.transcript import Transcript
    from pullquote.align.progress import Monitor
    from pullquote.clips.cards.batch import CardJob, CardLook, CardResult
    from pullquote.clips.passages.requests import Request


@click.command("card")
@click.argument("text", metavar="ALIGNMENT.json|TRANSCRIPT|-")
@asking_options
@cutting_options
@click.option(
    "-o",
    "--output",
    type=shared.OUTPUT,
    default=".",
    metavar="FILE|FOLDER/",
    help="A .png, .jpg or .webp file, or a folder, in which cards are named after their words. A "
    "name without an extension means a folder, which is made.  [default: here]",
)
@click.option(
    "--format",
    "extension",
    default="png",
    metavar="EXTENSION",
    help="Kind of the files in a folder.",
)
@click.option(
    "--shape",
    type=click.Choice([name for name, aspect in ASPECTS.items() if aspect is not None]),
    default="1:1",
    show_default=True,
    help="Shape of the card.",
)
@click.option(
    "--speaker", metavar="NAME", help="Who said it; '' for nobody.  [default: the transcript's]"
)
@click.option("--source", default="", help="A line below the name: the occasion or the recording.")
@click.option(
    "--behind",
    type=shared.FILE,
    metavar="IMAGE|MEDIA",
    help="A darkened picture behind the words: an image, or the recording itself, for its picture "
    "at that moment (with ALIGNMENT.json).",
)
@click.option("--background", metavar="#RRGGBB", help="Colour behind the words.")
@click.option("--accent", metavar="#RRGGBB", help="Colour of the quotation mark and the name.")
@shared.absent
@shared.fonts
@shared.force
@shared.as_json
def command(text: str, output: str, **choices: Any) -> None:
    """Make a picture of the words you choose, with the name of the speaker.

    With an ALIGNMENT.json a quote is refused if most of it is not in the recording, and words that
    were not found are reported; with the TRANSCRIPT alone nothing is checked. Choose words as in
    `pullquote clip`; several requests make several cards, and one that fails does not stop the
    others.
    """
    asked = requests_from(choices)
    inputs = shared.given_files(
        transcript=text, list_of_quotes=choices["quotes_file"], picture=choices["behind"]
    )
    target = _target(output, len(asked), choices, inputs)
    look = _look(choices)
    given = shared.read_given_text(text)
    if given.alignment is not None:
        look = replace(look, language=given.alignment.language)
    found = _find(given, asked, choices)
    errors = [job for job in found if isinstance(job, PullquoteError)]
    if not target.is_dir() and target.suffix and errors:
        raise errors[0]
    with show_progress() as monitor:
        results = _make(found, asked, target, look, choices | {"inputs": inputs}, monitor)
    if choices["as_json"]:
        echo_json({"cards": [result.document() for result in results]})
    else:
        for result in results:
            if result.path is not None:
                click.echo(_line(result))
    complain([result.error for result in results if result.error is not None])


def _target(output: str, count: int, choices: dict[str, Any], inputs: Sequence[Given]) -> Path:
    """The file or folder for the cards. Raises before any work is done."""
    from pullquote.clips.typeset.still import still_kind

    path = Path(output)
    if names_folder(output):
        still_kind(f"x.{choices['extension'].lstrip('.')}")
        return path
    still_kind(path.name)
    if count > 1:
        raise InputError(
            f"{path} is one file, but {count} cards were asked for; name a folder, with a / at "
            "its end"
        )
    check_output(path, replace=choices["force"], inputs=inputs)
    return path


def _look(choices: dict[str, Any]) -> CardLook:
    from pullquote.clips.cards.batch import CardLook
    from pullquote.clips.render.shapes import Shape, check_colour

    look = CardLook(speaker=choices["speaker"], source=choices["source"])
    background = choices["background"] or look.shape.background
    look = replace(look, shape=Shape(choices["shape"], background=background))
    return replace(look, accent=check_colour(choices["accent"] or look.accent))


def _find(
    given: shared.GivenText, asked: tuple[Request, ...], choices: dict[str, Any]
) -> list[CardJob | PullquoteError]:
    """The card of each request, or the reason why there is none."""
    from pullquote.clips.render.images import image_demuxer

    behind: Path | None = choices["behind"]
    scene, image = None, None
    if behind is not None and image_demuxer(behind) is not None:
        image = behind
    elif behind is not None:
        scene = _scene(behind, given)
    found: list[CardJob | PullquoteError] = []
    cut: set[str] = set()
    for request in asked:
        try:
            if given.alignment is not None:
                job = _aligned_job(request, given.alignment, scene, choices, cut)
            else:
                assert given.transcript is not None
                if asks_for_cuts(choices) or request.cuts or request.cuts_every:
                    raise InputError(
                        "words are cut out only where their times are known; give an ALIGNMENT.json"
                    )
                job = _written_job(request, given.transcript)
            found.append(replace(job, image=image, name=request.name))
        except PullquoteError as error:
            found.append(error)
    if any(not isinstance(job, PullquoteError) for job in found):
        check_cuts(choices, cut)
    return found


def _scene(media: Path, given: shared.GivenText) -> MediaInfo:
    """The recording, if it has a picture and the alignment belongs to it."""
    from pullquote.align.media.audio import probe
    from pullquote.clips.passages.resolve import place_in_alignment

    if given.alignment is None:
        raise InputError(
            f"the picture of {media} is taken at the moment of the words, which a transcript alone "
            "does not have; give an ALIGNMENT.json, or an image for --behind"
        )
    info = probe(media)
    if info.video is None:
        raise InputError(
            f"{media} has no picture to put behind the words; give an image for --behind"
        )
    place_in_alignment(info, given.alignment, ())
    return info


def _aligned_job(
    request: Request,
    alignment: Alignment,
    scene: MediaInfo | None,
    choices: dict[str, Any],
    cut: set[str],
) -> CardJob:
    from pullquote.clips.captions.borrowed_times import Absent
    from pullquote.clips.cards.batch import CardJob
    from pullquote.clips.passages.quotation import quote_passage
    from pullquote.clips.passages.requests import resolve

    passage = cut_passage(alignment, resolve(request, alignment), choices, cut)
    mark_cuts = choices["mark_cuts"] is not False
    quotation = quote_passage(alignment, passage, Absent(choices["absent"]), mark_cuts=mark_cuts)
    assert passage.first is not None
    assert passage.last is not None
    return CardJob(
        quotation,
        (passage.first, passage.last),
        scene=None if scene is None else (scene, passage.span.middle),
    )


def _written_job(request: Request, transcript: Transcript) -> CardJob:
    from pullquote.clips.cards.batch import CardJob
    from pullquote.clips.passages.passage import check_words, locate_quote
    from pullquote.clips.passages.quotation import quote_text

    if request.quote is not None:
        words = locate_quote(transcript, request.quote, occurrence=request.occurrence)
    elif request.words is not None:
        words = request.words
        check_words(transcript, *words)
    else:
        raise InputError(
            f"a transcript alone does not have the words at {request.asked}; give an ALIGNMENT.json"
        )
    return CardJob(quote_text(transcript, *words), words)


def _make(
    found: list[CardJob | PullquoteError],
    asked: tuple[Request, ...],
    target: Path,
    look: CardLook,
    choices: dict[str, Any],
    monitor: Monitor,
) -> list[CardResult]:
    """A result for every request, in their order."""
    from pullquote.clips.cards.batch import CardResult, export_cards
    from pullquote.clips.passages.quotation import Quotation

    jobs = [job for job in found if not isinstance(job, PullquoteError)]
    kind = choices["extension"].lstrip(".").lower()
    # Without a quote nothing is made, not even a folder.
    drawn = iter(
        export_cards(
            *(jobs, target, look),
            kind=kind,
            force=choices["force"],
            inputs=choices["inputs"],
            monitor=monitor,
        )
        if jobs
        else ()
    )
    return [
        CardResult(Quotation(request.asked), None, None, job)
        if isinstance(job, PullquoteError)
        else next(drawn)
        for request, job in zip(asked, found, strict=True)
    ]


def _line(result: CardResult) -> str:
    return f"{result.path}: {shortened(result.quotation.text)}{doubt_line(result.quotation)}" + (
        warning_lines([result.quotation.warning] if result.quotation.warning else [])
    )
