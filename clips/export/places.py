"""Places of clips: one named file, or files in a folder named after their words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pullquote.align.errors import FormatError, InputError
from pullquote.align.model.alignment import Alignment
from pullquote.clips.export.naming import free_path, stem_from_words
from pullquote.clips.export.options import CLIP_KINDS, ExportOptions
from pullquote.clips.export.outputs import Given, Place, check_output, make_folder
from pullquote.clips.passages.passage import Passage
from pullquote.clips.render.audio import AUDIO_FORMATS
from pullquote.clips.render.overlay import overlay_kind


def clip_places(
    media: Path,
    alignment: Alignment,
    passages: Sequence[Passage],
    output: Path,
    options: ExportOptions,
) -> list[Place]:
    """The place of each passage's clip; folders are made.

    Raises FormatError for an unknown extension, and OutputError for a file that exists or that the
    clips are made from, or for a folder that cannot be made.
    """
    if len(passages) == 1 and output.suffix and not output.is_dir():
        return [one_place(media, output, options)]
    if options.alone:
        overlay_kind(f"x.{options.kind}")
    texts = [_spoken_text(alignment, passage) for passage in passages]
    paths = named_paths(output, texts, options.names, _extensions(options), replace=options.force)
    beside = _extensions(options)[1:]
    places = [Place(path, options.force, not options.force, beside) for path in paths]
    for place in places:
        for path in (place.path, *(place.path.with_suffix(f".{other}") for other in beside)):
            check_output(path, replace=True, inputs=_inputs(media, options), makes_folder=True)
    return places


def one_place(media: Path, output: Path, options: ExportOptions) -> Place:
    """The place of a clip with this name; its folder is made. Raises as `clip_places` does."""
    kind = output.suffix.lstrip(".").lower()
    if kind not in CLIP_KINDS:
        raise FormatError(output.suffix, [f".{known}" for known in CLIP_KINDS], "extension")
    if options.alone:
        overlay_kind(output)
    inputs = _inputs(media, options)
    check_output(output, replace=options.force, inputs=inputs, makes_folder=True)
    return Place(output, options.force, False, _extensions(options)[1:])


def check_beside(place: Place, media: Path, options: ExportOptions) -> None:
    """Raise when a file beside a clip cannot be made.

    That is InputError for the poster of a clip without a picture or one with the clip's own name,
    and OutputError for a file that must stay.
    """
    path = place.path
    if options.poster is not None:
        if path.suffix.lstrip(".").lower() in AUDIO_FORMATS:
            raise InputError(
                f"{path.name} is a sound file, which cannot have a poster; make an mp4, or leave "
                "out the poster"
            )
        if path.with_suffix(f".{options.poster}") == path:
            raise InputError(
                f"{path.name} and its poster cannot have the same name; choose png or jpg"
            )
    for extension in place.beside:
        other = path.with_suffix(f".{extension}")
        # In a folder the next free name will be taken.
        replace = place.replace or place.may_move
        check_output(other, replace=replace, inputs=_inputs(media, options))


def _inputs(media: Path, options: ExportOptions) -> tuple[Given, ...]:
    cover = options.video.cover
    covers = () if cover is None else (Given(cover, "your cover picture"),)
    return (Given(media, "your recording"), *options.inputs, *covers)


def named_paths(
    folder: Path,
    texts: Sequence[str],
    names: Sequence[str | None],
    extensions: Sequence[str],
    *,
    replace: bool,
) -> list[Path]:
    """A path in the folder, which is made, for each of the texts, named after its words.

    `names`, as far as they go, are used instead. The files have the first of the extensions; the
    others belong to files that will stand beside them. Names of existing files are used only with
    `replace`. Raises OutputError for a folder that cannot be made.
    """
    make_folder(folder)
    taken: set[str] = set()
    paths = []
    for number, text in enumerate(texts, 1):
        name = names[number - 1] if number <= len(names) else None
        stem = stem_from_words(
            name or text,
            number=number if len(texts) > 1 and not name else None,
            count=len(texts),
        )
        path = folder / f"{stem}.{extensions[0]}"
        if not replace or stem.casefold() in taken:
            path = free_path(folder, stem, extensions, taken)
        taken.add(path.stem.casefold())
        paths.append(path)
    return paths


def _extensions(options: ExportOptions) -> tuple[str, ...]:
    """Extensions of the clip and of the files beside it with the same name."""
    others = (options.sidecar, options.poster)
    return (options.kind, *(other for other in others if other is not None))


def _spoken_text(alignment: Alignment, passage: Passage) -> str:
    """The passage without speaker labels and directions; for names."""
    if passage.first is None or passage.last is None:
        return passage.text
    words = alignment.words[passage.first : passage.last + 1]
    return " ".join(
        word.token.text
        for word in words
        if (word.span is not None or word.token.is_speech)
        and word.token.index not in passage.struck
    )
