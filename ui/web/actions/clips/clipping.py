"""The selected words as the page shows them: their text, span and captions."""

from __future__ import annotations

from pathlib import Path

from pullquote.align.errors import FormatError, InputError, PassageNotFoundError
from pullquote.align.model.alignment import Alignment, Status
from pullquote.align.times import TimeSpan
from pullquote.clips.audiogram.picture import audiogram_size
from pullquote.clips.captions.layout import lay_out_cues
from pullquote.clips.export.captions import clip_words
from pullquote.clips.export.cutting import find_pieces, lay_out_pieces
from pullquote.clips.export.options import ExportOptions
from pullquote.clips.passages.fillers import filler_tokens
from pullquote.clips.passages.passage import Passage, passage_by_words
from pullquote.clips.passages.pieces import doubt_about_cuts, find_omissions
from pullquote.clips.passages.quotation import quote_passage
from pullquote.clips.passages.striking import strike
from pullquote.clips.render.montage import Montage
from pullquote.clips.render.shapes import ASPECTS, Shape, place
from pullquote.clips.render.video import VideoOptions
from pullquote.clips.typeset.safe_area import profile_for, safe_area
from pullquote.ui.web.actions.aligning import chosen_words
from pullquote.ui.web.schemas.bodies import PassageBody, Stretch
from pullquote.ui.web.schemas.passages import CaptionCue, CueWord, PassageAnswer
from pullquote.ui.web.schemas.plain import Stretched
from pullquote.ui.web.state.jobs import Jobs
from pullquote.ui.web.state.presets import known_style
from pullquote.ui.web.state.workspace import Recording, Workspace


def passage(
    jobs: Jobs,
    workspace: Workspace,
    id: str,  # noqa: A002
    body: PassageBody,
) -> PassageAnswer:
    """The cut and the captions of the selected words or stretch of time.

    Times in seconds of the recording. `pending` tells that words have not been looked for; `cut`
    is None when there is nothing to cut; `doubt` is a sentence about words that were not found.
    """
    alignment = workspace.alignment(id)
    recording = workspace.get(id)
    if body.first is None:
        span = chosen_span(body, alignment.duration)
        return PassageAnswer(pending=False, cut=_times(span))
    first, last = chosen_words(body, alignment)
    words = alignment.words[first : last + 1]
    if any(word.status is Status.PENDING for word in words):
        return PassageAnswer(pending=True)
    try:
        chosen = passage_by_words(alignment, first, last)
    except PassageNotFoundError:
        return PassageAnswer(pending=False)
    fillers = filler_tokens(alignment, first, last)
    if body.struck:
        chosen = strike(alignment, chosen, body.struck)
    style, frame = _style_of(workspace, body), frame_of(recording, body.shape)
    pieces = find_pieces(Path(recording.media), alignment, chosen)
    montage = lay_out_pieces(pieces, ExportOptions(), None)
    quotation = quote_passage(alignment, chosen)
    return PassageAnswer(
        pending=False,
        cut=_times(montage.held),
        struck=body.struck,
        pieces=tuple(_times(piece.cut.span) for piece in pieces) if len(pieces) > 1 else (),
        fillers=fillers,
        warning=quotation.warning,
        listen=doubt_about_cuts(find_omissions(alignment, chosen, pieces)),
        cues=_captions(alignment, chosen, montage, style, frame),
        doubt=quotation.doubt,
        safe=safe_area(*frame),
    )


def _style_of(workspace: Workspace, body: PassageBody) -> str | None:
    """The captions' style; None for none, and for a look that was forgotten meanwhile."""
    if body.style in (None, "", "none"):
        return None
    try:
        return known_style(workspace, body.style)
    except FormatError:
        return None


def _captions(
    alignment: Alignment,
    chosen: Passage,
    montage: Montage,
    style: str | None,
    frame: tuple[int, int],
) -> tuple[CaptionCue, ...]:
    """The cues as they will be burned in, on the recording's clock."""
    if style is None:
        return ()
    laid = lay_out_cues(
        clip_words(alignment, chosen, montage, ExportOptions()),
        profile_for(style, *frame),
        language=alignment.language or "en",
        until=montage.duration,
    )

    def heard(span: TimeSpan) -> Stretched:
        return _times(TimeSpan(montage.heard_at(span.start), montage.heard_at(span.end)))

    return tuple(
        CaptionCue(
            **dict(heard(cue.span)),
            speaker=cue.speaker,
            lines=tuple(
                tuple(
                    CueWord(**dict(heard(word.span)), text=word.text, after=word.after)
                    for word in line
                )
                for line in cue.lines
            ),
        )
        for cue in laid
    )


def frame_of(recording: Recording, shape: str) -> tuple[int, int]:
    """Width and height in pixels of a clip of this shape of the recording."""
    chosen = Shape(aspect=shape if shape in ASPECTS else "source")
    if not recording.is_video:
        return audiogram_size(VideoOptions(shape=chosen))
    placement = place(chosen, recording.width, recording.height)
    return placement.width, placement.height


def made_file(workspace: Workspace, id: str, name: str) -> Path | None:  # noqa: A002
    """A file that an export made; None when there is no such file."""
    folder = (workspace.folder / id / "exports").resolve()
    file = (folder / name).resolve()
    return file if file.parent == folder and file.is_file() else None


def chosen_span(body: Stretch, duration: float) -> TimeSpan:
    """The stretch of time that the page named. Raises InputError when there is none."""
    start, end = max(0.0, body.start or 0.0), min(duration, body.end or 0.0)
    if body.start is None or body.end is None or end < start:
        raise InputError("select some words, or a stretch of time, first")
    return TimeSpan(start, end)


def _times(span: TimeSpan) -> Stretched:
    return Stretched(start=round(span.start, 3), end=round(span.end, 3))
