"""Hits in several recordings become clips, or one film."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pullquote.align.errors import InputError, MediaError
from pullquote.align.library.querying.hits import LibraryHit
from pullquote.align.library.querying.searching import search_library
from pullquote.align.library.store.entry import Origin, stamp
from pullquote.align.library.store.library import Library
from pullquote.align.media.audio import MediaInfo, probe
from pullquote.align.model.alignment import Alignment
from pullquote.clips.export.library_clips import export_hits, join_hits
from pullquote.clips.export.options import ExportOptions
from pullquote.clips.export.timelines import find_hits_timeline
from pullquote.clips.subtitles.files import read_cues
from pullquote.samples import SAMPLE_AUDIO, SAMPLE_VIDEO


@pytest.fixture(scope="module")
def library(
    true_alignment: Alignment, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Library]:
    """A library with the sample's video and its sound as two recordings."""
    folder = tmp_path_factory.mktemp("library")
    with Library(folder / "library.sqlite", writes=True) as made:
        for media in (SAMPLE_VIDEO, SAMPLE_AUDIO):
            of_it = replace(true_alignment, fingerprint=probe(media).fingerprint)
            made.put(of_it, Origin(stamp(media)))
        yield made


@pytest.fixture(scope="module")
def hits(library: Library) -> tuple[LibraryHit, ...]:
    found = search_library(library, "singing so loudly").hits
    assert len(found) == 2
    return found


def _options(info: MediaInfo) -> ExportOptions:
    return ExportOptions(kind="m4a" if info.video is None else "mp4", captions=False)


def test_every_hit_becomes_a_clip_of_its_words(
    library: Library, hits: tuple[LibraryHit, ...], tmp_path: Path
) -> None:
    manifest = export_hits(library, hits, tmp_path, _options)
    assert sorted(path.name for path in tmp_path.glob("*.m*")) == [
        "interview-0-38-singing-so-loudly-2.m4a",
        "interview-0-38-singing-so-loudly.mp4",
    ]
    for hit, clip in zip(hits, manifest.clips, strict=True):
        assert clip.source == hit.entry.path
        assert clip.source_range is not None
        assert hit.span is not None
        assert clip.source_range.start <= hit.span.start < hit.span.end <= clip.source_range.end
        assert (clip.passage.first, clip.passage.last) == (hit.first, hit.last)


@pytest.mark.parametrize("kind", ["mp4", "flac"])
def test_hits_of_several_recordings_become_one_film(
    library: Library, hits: tuple[LibraryHit, ...], tmp_path: Path, kind: str
) -> None:
    def options(info: MediaInfo) -> ExportOptions:
        return ExportOptions(kind=kind, sidecar="srt")

    film = tmp_path / f"film.{kind}"
    manifest = join_hits(library, hits, film, options)
    assert [clip.path for clip in manifest.clips] == [film, film]
    assert {clip.source for clip in manifest.clips} == {hit.entry.path for hit in hits}
    held = [clip.source_range for clip in manifest.clips]
    total = sum(span.duration for span in held if span is not None)
    info = probe(film)
    assert info.duration == pytest.approx(total, abs=0.15)
    assert (info.video is None) == (kind == "flac")
    if info.video is not None:
        first = probe(hits[0].entry.path).video or probe(hits[1].entry.path).video
        assert first is not None
        assert min(info.video.width, info.video.height) >= 240
    first_cue, second_cue = read_cues(film.with_suffix(".srt"))
    assert first_cue.plain == second_cue.plain
    assert held[0] is not None
    assert second_cue.span.start >= held[0].duration - 0.15


def test_a_hit_that_cannot_be_cut_does_not_stop_the_others(
    library: Library, hits: tuple[LibraryHit, ...], tmp_path: Path
) -> None:
    origin = Origin(replace(stamp(SAMPLE_AUDIO), path=str(tmp_path / "gone.mp3")))
    gone = replace(hits[0], entry=replace(hits[0].entry, id=99, origin=origin))
    manifest = export_hits(library, [gone, hits[1]], tmp_path / "out", _options)
    assert [clip.made for clip in manifest.clips] == [False, True]
    assert "does not exist" in str(manifest.clips[0].error)
    joined = join_hits(library, [gone, hits[1]], tmp_path / "film.mp3", _options)
    assert sorted(clip.made for clip in joined.clips) == [False, True]
    with pytest.raises(MediaError, match="does not exist"):
        join_hits(library, [gone], tmp_path / "none.mp3", _options)


def test_a_recording_that_changed_is_not_cut(
    library: Library, hits: tuple[LibraryHit, ...], tmp_path: Path
) -> None:
    changed = replace(hits[0], entry=replace(hits[0].entry, fingerprint="other"))
    (clip,) = export_hits(library, [changed], tmp_path, _options).clips
    assert isinstance(clip.error, InputError)
    assert "add it again" in str(clip.error)


def test_hits_become_a_timeline_across_their_recordings(
    library: Library, hits: tuple[LibraryHit, ...]
) -> None:
    timeline, lost = find_hits_timeline(library, hits, _options, title="loudly")
    assert (timeline.title, lost) == ("loudly", ())
    assert [event.source.path for event in timeline.events] == [hit.entry.path for hit in hits]
    for event, hit in zip(timeline.events, hits, strict=True):
        assert hit.span is not None
        start = float(event.source.clock.seconds(event.start))
        end = float(event.source.clock.seconds(event.start + event.frames))
        assert start <= hit.span.start < hit.span.end <= end
    gone = replace(hits[0], entry=replace(hits[0].entry, fingerprint="other"))
    timeline, lost = find_hits_timeline(library, (gone, hits[1]), _options)
    assert len(timeline.events) == 1
    assert "is not the recording any more" in str(lost[0])
    with pytest.raises(InputError, match="is not the recording any more"):
        find_hits_timeline(library, (gone,), _options)
