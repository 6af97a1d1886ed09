"""Quotes become cards: pictures named after their words, with a result for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from pullquote.align.errors import PullquoteError
from pullquote.align.files import PathLike, work_folder
from pullquote.align.media.audio import MediaInfo
from pullquote.align.progress import SILENT, Monitor
from pullquote.clips.cards.quote_card import QuoteCard, write_quote_card
from pullquote.clips.export.manifest import undrawn_sentence
from pullquote.clips.export.outputs import Given, Place, check_output, draft
from pullquote.clips.export.places import named_paths
from pullquote.clips.passages.quotation import Quotation
from pullquote.clips.render.images import copy_image
from pullquote.clips.render.shapes import ASPECTS, LARGEST_SHORT_SIDE, Shape, canvas
from pullquote.clips.render.stills import write_poster
from pullquote.clips.typeset.still import Picture, missing_when_drawn, still_kind

# The share of a picture's light that is taken away, so that white letters can be read on it.
_DIM = 0.62


@dataclass(frozen=True, slots=True)
class CardLook:
    """The look of cards."""

    shape: Shape = field(default_factory=lambda: Shape("1:1", background="#182234"))
    """`source` means square."""
    accent: str = "#ffd60a"
    """`#rrggbb`, of the quotation mark, the rule and the speaker's name."""
    speaker: str | None = None
    """The name below every quote; None takes the transcript's label, an empty one names nobody."""
    source: str = ""
    """A second line: the occasion, the recording."""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class CardJob:
    """One card to make."""

    quotation: Quotation
    words: tuple[int, int] | None = None
    """First and last token, for the record."""
    image: Path | None = None
    """An image to stand behind the words, darkened."""
    scene: tuple[MediaInfo, float] | None = None
    """Instead of an image: a recording with a picture, and the moment in seconds."""
    name: str | None = None
    """The name of the file, without extension."""


@dataclass(frozen=True, slots=True)
class CardResult:
    """The result for one quote."""

    quotation: Quotation
    words: tuple[int, int] | None
    path: Path | None
    """None when it was not made."""
    error: PullquoteError | None = None
    """The reason why it was not made."""
    undrawn: tuple[str, ...] = ()
    """Characters that no font on this machine has; they are boxes in the picture."""

    def document(self) -> dict[str, Any]:
        """As plain data for JSON."""
        reason = str(self.error) if self.error else None
        if self.undrawn:
            reason = undrawn_sentence(self.undrawn)
        return {
            "path": None if self.path is None else str(self.path),
            "words": None if self.words is None else list(self.words),
            "text": self.quotation.text,
            "unheard": self.quotation.unheard_document(),
            "warnings": [self.quotation.warning] if self.quotation.warning else [],
            "speaker": self.quotation.attribution or None,
            "status": "failed" if self.path is None else "made",
            "reason": reason,
        }


def export_cards(
    jobs: Sequence[CardJob],
    output: PathLike,
    look: CardLook,
    *,
    kind: str = "png",
    force: bool = False,
    inputs: Sequence[Given] = (),
    monitor: Monitor = SILENT,
) -> tuple[CardResult, ...]:
    """Make a card of every quote.

    Parameters
    ----------
    output : a file for a single card, or a folder, which is made when missing; in a folder cards
        are named after their words and are of this `kind`.
    inputs : files that not even `force` replaces; the image behind a card is always one.

    A card that fails is in the results with its reason and does not stop the others. Raises
    FormatError for an extension, OutputError when nothing can be written at all, CancelledError.
    """
    behind = {job.image for job in jobs if job.image is not None}
    given = (*inputs, *(Given(image, "your picture") for image in behind))
    places = _card_places(jobs, Path(output), kind, force, given)
    results = []
    for number, (job, place) in enumerate(zip(jobs, places, strict=True)):
        monitor.report("drawing", number / len(jobs))
        try:
            with draft(place) as made:
                undrawn = _make_card(job, made.path, look, monitor)
        except PullquoteError as error:
            results.append(CardResult(job.quotation, job.words, None, error))
            continue
        if undrawn:
            monitor.note(undrawn_sentence(undrawn))
        results.append(CardResult(job.quotation, job.words, made.output, undrawn=undrawn))
    monitor.report("drawing", 1.0)
    return tuple(results)


def _card_places(
    jobs: Sequence[CardJob], output: Path, kind: str, force: bool, inputs: Sequence[Given]
) -> list[Place]:
    if len(jobs) == 1 and output.suffix and not output.is_dir():
        still_kind(output.name)
        check_output(output, replace=force, inputs=inputs, makes_folder=True)
        return [Place(output, force)]
    still_kind(f"x.{kind}")
    texts = [job.quotation.text for job in jobs]
    paths = named_paths(output, texts, [job.name for job in jobs], (kind,), replace=force)
    for path in paths:
        check_output(path, replace=True, inputs=inputs)
    return [Place(path, force, may_move=not force) for path in paths]


def _make_card(job: CardJob, path: Path, look: CardLook, monitor: Monitor) -> tuple[str, ...]:
    """Draw the card; returns the characters that cannot be drawn."""
    quotation = job.quotation
    speaker = quotation.attribution if look.speaker is None else look.speaker
    width, height = canvas(ASPECTS[look.shape.aspect] or Fraction(1), LARGEST_SHORT_SIDE)
    picture = Picture(width, height, look.shape.background)
    with work_folder() as folder:
        behind: Path | None = None
        if job.scene is not None:
            behind = folder / "scene.png"
            write_poster(*job.scene, behind, monitor=monitor)
        elif job.image is not None:
            # Twice the card's size: as much of it as the card shows is still sharp.
            behind = copy_image(job.image, folder, width=2 * width, height=2 * height)
        if behind is not None:
            picture = replace(picture, background=str(behind), dim=_DIM)
        card = QuoteCard(
            quotation.text, speaker, look.source, picture, look.language, accent=look.accent
        )
        write_quote_card(card, path)
    return missing_when_drawn([quotation.text, speaker, look.source])
