"""Where clips go: one named file, or files in a folder named after their words."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from pullquote.align.errors import FormatError, OutputError
from pullquote.align.model.alignment import Alignment
from pullquote.clips.export.inputs import refuse_inputs
from pullquote.clips.export.naming import free_path, stem_from_words
from pullquote.clips.export.options import CLIP_KINDS, ExportOptions
from pullquote.clips.passages.passage import Passage


def clip_paths(
    media: Path,
    alignment: Alignment,
    passages: Sequence[Passage],
    output: Path,
    options: ExportOptions,
) -> list[Path]:
    """The file of each passage's clip; folders are made.

    Raises FormatError for an extension, OutputError for a file that is there or that the clips
    are made from, or a folder that cannot be.
    """
    paths = _clip_paths(alignment, passages, output, options)
    for path in paths:
        keep_inputs(path, media, options)
    return paths


def keep_inputs(path: Path, media: Path, options: ExportOptions) -> None:
    """Raise OutputError when this clip, or what stands beside it, would replace its source."""
    beside = (path.with_suffix(f".{extension}") for extension in _extensions(options)[1:])
    cover = options.video.cover
    given = (media, *options.inputs, *(() if cover is None else (cover,)))
    refuse_inputs((path, *beside), given)


def _clip_paths(
    alignment: Alignment, passages: Sequence[Passage], output: Path, options: ExportOptions
) -> list[Path]:
    kind = output.suffix.lstrip(".").lower()
    if len(passages) == 1 and kind and not output.is_dir():
        if kind not in CLIP_KINDS:
            raise FormatError(output.suffix, [f".{known}" for known in CLIP_KINDS], "extension")
        if output.exists() and not options.force:
            raise OutputError(output, "exists already; choose another name or use --force")
        make_folder(output.parent)
        return [output]
    texts = [_spoken_text(alignment, passage) for passage in passages]
    return named_paths(output, texts, options.names, _extensions(options), replace=options.force)


def named_paths(
    folder: Path,
    texts: Sequence[str],
    names: Sequence[str | None],
    extensions: Sequence[str],
    *,
    replace: bool,
) -> list[Path]:
    """A file in the folder, which is made, for each of the texts: named after its words.

    `names`, as far as they go, are taken instead. The files have the first of the extensions; the
    others are of what will stand beside them. Files that exist are not named unless `replace`
    says so. Raises OutputError for a folder that cannot be.
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
    """Of the clip and of what stands beside it under the same name."""
    others = (options.sidecar, options.poster)
    return (options.kind, *(other for other in others if other is not None))


def _spoken_text(alignment: Alignment, passage: Passage) -> str:
    """The passage without speaker labels and what else is not spoken; for names."""
    if passage.first is None or passage.last is None:
        return passage.text
    words = alignment.words[passage.first : passage.last + 1]
    return " ".join(word.token.text for word in words if word.span is not None)


def make_folder(folder: Path) -> None:
    """Make it where it is missing. Raises OutputError when it cannot be, or takes no file."""
    if folder.exists() and not folder.is_dir():
        raise OutputError(folder, "is not a folder; name another")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            folder, f"is not a folder and none can be made ({error.strerror})"
        ) from None
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OutputError(
            folder, f"takes no file ({error.strerror}); name another folder"
        ) from None
