"""Subtitles of the whole recording on the page: shown, checked, changed by hand, downloaded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from pullquote.align.errors import InputError
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.check import Violation, check_cues
from pullquote.clips.captions.cue import Cue
from pullquote.clips.captions.hand_cues import (
    HandCue,
    is_by_hand,
    made_by_hand,
    merge_cues,
    split_cue,
    with_breaks,
    with_hand_cues,
)
from pullquote.clips.captions.profiles.profile import Profile
from pullquote.clips.captions.reading import reading_speed, words_per_minute
from pullquote.clips.captions.repair import repair_cues
from pullquote.clips.subtitles.files import format_for, format_subtitles, subtitle_cues
from pullquote.clips.subtitles.formats import SubtitleFormat, SubtitleOptions
from pullquote.ui.web.schemas import cues as schema
from pullquote.ui.web.schemas.bodies import SubtitlesBody
from pullquote.ui.web.schemas.passages import SubtitlesAnswer
from pullquote.ui.web.state import history
from pullquote.ui.web.state.cues import hand_cues
from pullquote.ui.web.state.jobs import Jobs
from pullquote.ui.web.state.profiles import known_profile
from pullquote.ui.web.state.workspace import Workspace

_ADVICE = {
    "line-length": "Break the line elsewhere, or split the cue.",
    "line-count": "Take a line break out, or split the cue.",
    "word-count": "Split the cue.",
    "reading-speed": "Give it more time where there is a pause, or merge it with a slower "
    "neighbour; speech this fast may have to stay so.",
    "min-duration": "Give it more time, or merge it with a neighbour.",
    "max-duration": "Split the cue, or let it end earlier.",
    "min-gap": "Move its end, or the start of the next cue.",
    "overlap": "Let it end earlier, or the next cue begin later.",
    "split-phrase": "Break the line one word earlier or later, or split or merge the cues there.",
}
_MOST_KEPT = 4


class CueChangedError(InputError):
    """The cue to be changed is another one now."""

    def __init__(self) -> None:
        super().__init__("these subtitles were changed meanwhile; they are shown anew")


@dataclass(frozen=True, slots=True)
class _Subtitles:
    """The cues of a recording in a format and by a profile."""

    base: tuple[Cue, ...]
    """As they are laid out."""
    cues: tuple[Cue, ...]
    """With those made by hand."""
    hand: tuple[HandCue, ...]
    profile: Profile
    kind: SubtitleFormat
    language: str


class _Layouts:
    """The last few layouts of whole recordings, which take most of the time."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], tuple[Cue, ...]] = {}
        self._lock = Lock()

    def base(
        self,
        workspace: Workspace,
        id: str,  # noqa: A002
        profile: Profile,
        *,
        names: bool,
    ) -> tuple[Cue, ...]:
        """The cues of the recording as the layout makes them."""
        key = (workspace.folder, id, workspace.version(id), profile, names)
        with self._lock:
            found = self._known.pop(key, None)
        if found is None:
            found = subtitle_cues(workspace.alignment(id), profile, names=names)
        with self._lock:
            self._known[key] = found
            while len(self._known) > _MOST_KEPT:
                del self._known[next(iter(self._known))]
        return found


_LAYOUTS = _Layouts()


def cues(jobs: Jobs, workspace: Workspace, id: str, body: schema.CuesBody) -> schema.CuesAnswer:  # noqa: A002
    """All cues of the recording, after the edit where there is one. Raises InputError."""
    shown = _subtitles(workspace, id, body)
    if body.edit is None:
        return _answer(shown, 0, "")
    changed, number, message = _edited(shown, body.edit, workspace.get(id).duration)
    made = made_by_hand(changed, shown.cues, shown.base, shown.hand)
    history.change_cues(workspace, id, made)
    return _answer(_subtitles(workspace, id, body), number, message)


def subtitles(
    jobs: Jobs,
    workspace: Workspace,
    id: str,  # noqa: A002
    body: SubtitlesBody,
) -> SubtitlesAnswer:
    """The whole recording's subtitles as text, exactly as the page shows them, and a name."""
    shown = _subtitles(workspace, id, body)
    recording = workspace.get(id)
    options = SubtitleOptions(
        speakers=True,
        language=shown.language,
        title=Path(recording.title).stem,
        media=recording.title,
        duration=recording.duration,
        width=recording.width or 1920,
        height=recording.height or 1080,
    )
    text = format_subtitles(shown.cues, body.format, options)
    return SubtitlesAnswer(text=text, name=Path(recording.title).stem + shown.kind.extensions[0])


def _subtitles(workspace: Workspace, id: str, body: SubtitlesBody) -> _Subtitles:  # noqa: A002
    alignment = workspace.alignment(id)
    if not any(word.span is not None for word in alignment.words):
        raise InputError("no word has a time yet; wait until the alignment is done")
    kind, profile = format_for("", body.format), known_profile(workspace, body.profile)
    language = alignment.language or "en"
    base = _LAYOUTS.base(workspace, id, profile, names=kind.names_in_text)
    made = hand_cues(workspace, id)
    shown = with_hand_cues(base, made, profile, language=language) if made else base
    return _Subtitles(base, shown, made, profile, kind, language)


def _edited(
    shown: _Subtitles, edit: schema.CueEdit, duration: float
) -> tuple[tuple[Cue, ...], int, str]:
    """The cues after an edit, the one to look at, and what to say. Raises InputError."""
    profile, language = shown.profile, shown.language
    if edit.kind == "reset-all":
        return shown.base, edit.number, "All cues are laid out anew"
    if edit.kind == "fix":
        fixed = repair_cues(shown.cues, profile, language=language, until=duration)
        return fixed, edit.number, _told(shown, fixed)
    cue = shown.cues[edit.number] if edit.number < len(shown.cues) else None
    if cue is None or first_word(cue) != edit.first:
        raise CueChangedError
    before, after = shown.cues[: edit.number], shown.cues[edit.number + 1 :]
    if edit.kind == "split":
        parts = split_cue(cue, -1 if edit.at is None else edit.at, profile, language=language)
        return (*before, *parts, *after), edit.number, "The cue is split"
    if edit.kind == "merge":
        if not after:
            raise InputError("this is the last cue, so there is none to merge it with")
        merged = merge_cues(cue, after[0], profile, language=language)
        return (*before, merged, *after[1:]), edit.number, "The cues are merged"
    if edit.kind == "time":
        return (*before, _retimed(cue, edit, duration), *after), edit.number, ""
    if edit.kind == "lines":
        return (*before, with_breaks(cue, edit.breaks), *after), edit.number, ""
    return (*before, *after), edit.number, "The cue is as it was laid out"


def _told(shown: _Subtitles, fixed: tuple[Cue, ...]) -> str:
    """Number of faulty cues before and after."""
    was, now = (
        len({fault.cue for fault in check_cues(cues, shown.profile, language=shown.language)})
        for cues in (shown.cues, fixed)
    )
    if was == now:
        return "Nothing more can be fixed without other words" if was else "No cue breaks a rule"
    verb = "breaks" if now == 1 else "break"
    return f"{was - now} of {was} fixed; {now} {verb} a rule still" if now else f"All {was} fixed"


def _retimed(cue: Cue, edit: schema.CueEdit, duration: float) -> Cue:
    start = cue.span.start if edit.start is None else edit.start
    end = cue.span.end if edit.end is None else edit.end
    if not 0 <= start < end <= duration + 0.5:
        raise InputError(
            f"a cue cannot be shown from {start:.3f} to {end:.3f} s; its end comes after its start "
            "and before the recording's own end"
        )
    return replace(cue, span=TimeSpan(round(start, 3), round(end, 3)))


def first_word(cue: Cue) -> int | None:
    """Index of the cue's first word."""
    return next((word.index for word in cue.words if word.index is not None), None)


def _answer(shown: _Subtitles, number: int, message: str) -> schema.CuesAnswer:
    profile = shown.profile
    in_words = profile.chars_per_second is None
    limit = profile.words_per_minute if in_words else profile.chars_per_second
    hand = frozenset(shown.hand)
    faults: dict[int, list[Violation]] = {}
    for fault in check_cues(shown.cues, profile, language=shown.language):
        faults.setdefault(fault.cue, []).append(fault)
    return schema.CuesAnswer(
        cues=tuple(
            schema.Cue(
                start=round(cue.span.start, 3),
                end=round(cue.span.end, 3),
                lines=tuple(
                    tuple((_index(word.index), word.text + word.after) for word in line)
                    for line in cue.lines
                ),
                speaker=None if shown.kind.names_in_text else cue.speaker,
                speed=round(words_per_minute(cue) if in_words else reading_speed(cue, profile), 1),
                by_hand=is_by_hand(cue, hand),
                faults=tuple(map(_fault, faults.get(place, ()))),
            )
            for place, cue in enumerate(shown.cues)
        ),
        unit="words a minute" if in_words else "characters a second",
        limit=limit or 0.0,
        line_length=profile.chars_per_line,
        most_lines=profile.max_lines,
        min_gap=profile.min_gap,
        number=min(number, max(0, len(shown.cues) - 1)),
        message=message,
    )


def _index(index: int | None) -> int:
    return -1 if index is None else index


def _fault(fault: Violation) -> schema.Fault:
    what = fault.message.partition(": ")[2]
    return schema.Fault(rule=fault.rule, what=what, advice=_ADVICE.get(fault.rule, ""))
