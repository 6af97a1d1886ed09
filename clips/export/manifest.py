"""The results of an export, passage by passage, and their JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pullquote.align.errors import PullquoteError
from pullquote.align.times import TimeSpan
from pullquote.clips.passages.passage import Passage
from pullquote.clips.passages.pieces import Omission, doubt_about_cuts
from pullquote.clips.passages.quotation import Quotation
from pullquote.clips.typeset.fonts.own import VARIABLE


@dataclass(frozen=True, slots=True)
class ClipResult:
    """The result for one passage."""

    passage: Passage
    source: Path
    path: Path | None
    """The clip; None when it was not made."""
    pieces: tuple[TimeSpan, ...] = ()
    """The parts of the recording that the file really holds, seconds, one where nothing is cut out;
    none when it was not made. They follow each other, in a joined clip from passage to passage:
    together they are as long as the file."""
    captions: str | None = None
    """Name of the look of the captions in the picture; None when there are none."""
    sidecar: Path | None = None
    """The subtitle file beside it."""
    poster: Path | None = None
    """The still picture beside it."""
    error: PullquoteError | None = None
    """The reason why it was not made."""
    undrawn: tuple[str, ...] = ()
    """Characters of the captions that no font on this machine has, drawn as boxes."""
    quotation: Quotation | None = None
    """The passage's words as captions show them, with those that were not found; None where the
    transcript has none."""
    omissions: tuple[Omission, ...] = ()
    """The words that were cut out of it, in order."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences about words that were cut out: a lost negation, cuts within running speech."""
        lost = None if self.quotation is None else self.quotation.warning
        return tuple(filter(None, (lost, doubt_about_cuts(self.omissions))))

    @property
    def source_range(self) -> TimeSpan | None:
        """From the start of the first piece to the end of the last, seconds of the recording."""
        return TimeSpan(self.pieces[0].start, self.pieces[-1].end) if self.pieces else None

    @property
    def duration(self) -> float:
        """Seconds of the recording that are in the file; 0 if it was not made."""
        return sum(piece.duration for piece in self.pieces)

    @property
    def text(self) -> str:
        """The passage's words as captions show them, or what was asked for."""
        return self.passage.text if self.quotation is None else self.quotation.text

    @property
    def reason(self) -> str | None:
        """A sentence about a failure or about missing characters; None when all is well."""
        if self.error is not None:
            return str(self.error)
        return undrawn_sentence(self.undrawn) if self.undrawn else None

    @property
    def made(self) -> bool:
        """True when the clip was made."""
        return self.path is not None


def undrawn_sentence(characters: Sequence[str]) -> str:
    """A sentence for the user about characters that no font on this machine has."""
    some = " ".join(characters[:8]) + (" …" if len(characters) > 8 else "")
    return (
        f"no font on this machine has {some}, so boxes were drawn instead; "
        f"install {_fonts_to_install(characters)}, or put the font into a folder and name the "
        f"folder with --fonts or {VARIABLE}"
    )


_EAST_ASIAN = re.compile(r"CJK|KANGXI|IDEOGRAPHIC|HIRAGANA|KATAKANA|HANGUL|BOPOMOFO|FULLWIDTH")
# The words before these in the name of a letter are its script.
_KIND = re.compile(r" (?:LETTER|SYLLAB|VOWEL|CONSONANT|INDEPENDENT|DEPENDENT|SIGN|DIGIT|NUMBER)")


def _fonts_to_install(characters: Sequence[str]) -> str:
    """Free fonts with these characters, and where to get them."""
    names = [unicodedata.name(char, "") for char in characters]
    eastern = any(_EAST_ASIAN.match(name) for name in names)
    scripts = {
        _KIND.split(name)[0].title()
        for char, name in zip(characters, names, strict=True)
        if char.isalpha() and _KIND.search(name) and not _EAST_ASIAN.match(name)
    }
    wanted = [f"Noto Sans {name}" for name in sorted(scripts)[:2]]
    if eastern:
        packages = "fonts-noto-cjk on Debian and Ubuntu, google-noto-sans-cjk-fonts on Fedora"
        wanted.insert(0, f"Noto Sans CJK (package {packages})")
    if not wanted:
        return "a font for that script, such as one of the Noto family"
    return f"{' and '.join(wanted)} (free, from https://fonts.google.com/noto)"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The results for all passages, in the order in which they were asked for."""

    clips: tuple[ClipResult, ...]

    @property
    def failed(self) -> tuple[ClipResult, ...]:
        """The clips that were not made."""
        return tuple(clip for clip in self.clips if not clip.made)


def format_manifest(manifest: Manifest) -> str:
    """The manifest as JSON; times in seconds of the recording."""
    return json.dumps(
        {"clips": [_clip_json(clip) for clip in manifest.clips]}, ensure_ascii=False, indent=1
    )


def _clip_json(clip: ClipResult) -> dict[str, object]:
    passage = clip.passage
    return {
        "path": None if clip.path is None else str(clip.path),
        "source": str(clip.source),
        "source_range": None if clip.source_range is None else _span_json(clip.source_range),
        "pieces": [_span_json(piece) for piece in clip.pieces],
        "words": None if passage.first is None else [passage.first, passage.last],
        "text": clip.text,
        "unheard": [] if clip.quotation is None else clip.quotation.unheard_document(),
        "cut_out": [_omission_json(omission) for omission in clip.omissions],
        "warnings": list(clip.warnings),
        "captions": clip.captions,
        "sidecar": None if clip.sidecar is None else str(clip.sidecar),
        "poster": None if clip.poster is None else str(clip.poster),
        "status": "made" if clip.made else "failed",
        "reason": clip.reason,
    }


def _omission_json(omission: Omission) -> dict[str, object]:
    return {
        "words": list(omission.words),
        "text": omission.text,
        **_span_json(omission.span),
        "in_pause": omission.clear,
    }


def _span_json(span: TimeSpan) -> dict[str, float]:
    return {"start": round(span.start, 6), "end": round(span.end, 6)}
