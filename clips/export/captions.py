"""The captions of a clip: the words that they show, and the script that draws them."""

from __future__ import annotations

from pathlib import Path

from pullquote.align.errors import NotSaidError
from pullquote.align.model.alignment import Alignment
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.cue import Cue, CueWord
from pullquote.clips.export.options import ExportOptions
from pullquote.clips.passages.kept_words import PieceClock, kept_words
from pullquote.clips.passages.passage import Passage
from pullquote.clips.passages.quotation import Quotation, quote_passage
from pullquote.clips.render.montage import Montage
from pullquote.clips.render.video import Captions
from pullquote.clips.typeset.ass import write_ass
from pullquote.clips.typeset.styles import style_named
from pullquote.clips.typeset.zone import captions_zone


def find_quotation(
    alignment: Alignment, passage: Passage, options: ExportOptions
) -> Quotation | None:
    """The passage's words as its captions show them; None where the transcript has none there."""
    try:
        return quote_passage(alignment, passage, options.absent, mark_cuts=options.mark_cuts)
    except NotSaidError:
        return None


def clip_words(
    alignment: Alignment, passage: Passage, montage: Montage, options: ExportOptions
) -> tuple[CueWord, ...]:
    """The words that the captions of a passage show, on the clock of its clip."""
    if len(montage.shots) == 1:
        return passage_words(alignment, passage, montage.held, options)
    clocks = [PieceClock(shot.cut.span, shot.start) for shot in montage.shots]
    return kept_words(
        alignment, passage, clocks, absent=options.absent, mark_cuts=options.mark_cuts
    )


def passage_words(
    alignment: Alignment, passage: Passage, held: TimeSpan, options: ExportOptions
) -> tuple[CueWord, ...]:
    """The words of a passage in one piece; their times count from the start of `held`."""
    if passage.first is None or passage.last is None:
        return ()
    return kept_words(alignment, passage, [PieceClock(held)], absent=options.absent)


def write_captions(
    cues: tuple[Cue, ...],
    options: ExportOptions,
    size: tuple[int, int],
    folder: Path,
    language: str = "",
) -> Captions | None:
    """Write the script of these cues into the folder; None when there is nothing to draw."""
    if not (options.captions and cues):
        return None
    script = folder / "captions.ass"
    fonts = write_ass(
        cues,
        width=size[0],
        height=size[1],
        path=script,
        style=options.style,
        highlight=options.highlight,
        language=language,
    )
    style = style_named(options.style)
    return Captions(
        script,
        fonts,
        captions_zone(cues, style, *size),
        names_speakers=style.speaker_name != "none",
    )
