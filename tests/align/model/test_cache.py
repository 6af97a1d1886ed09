"""Results are kept by content, and nothing is made twice."""

from __future__ import annotations

import dataclasses
import shutil

import pytest

from pullquote.align import pipeline
from pullquote.align.errors import CancelledError
from pullquote.align.media.audio import probe
from pullquote.align.model import cache
from pullquote.align.model.alignment import AlignedWord, Alignment, Status
from pullquote.align.model.transcript import Role
from pullquote.align.model.words import EngineInfo, Recognition, Word
from pullquote.align.pipeline import AlignOptions, align_recording
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.recognizers.whisper import WhisperRecognizer
from pullquote.align.times import TimeSpan

KEY = "0" * 40
RECOGNITION = Recognition(
    (Word("zwölf", TimeSpan(0.125, 0.5), 0.75), Word("😀", TimeSpan(1.0, 1.0), 0.0)),
    "de",
    EngineInfo("whisper", "1.2", "small int8"),
)


def small_alignment():
    transcript = parse_transcript("Good morning")
    words = (
        AlignedWord(transcript.tokens[0], TimeSpan(0.5, 1.0), 0.9, Status.HEARD),
        AlignedWord(transcript.tokens[1], None, 0.9, Status.ABSENT),
    )
    return Alignment(transcript, words, (), "en", 2.0, "f" * 16, EngineInfo("sphinx", "5"), "a.mp3")


def test_what_was_stored_is_loaded(tmp_path):
    cache.store_recognition(KEY, RECOGNITION)
    cache.store_alignment(KEY, small_alignment())
    assert cache.load_recognition(KEY) == RECOGNITION
    assert cache.load_alignment(KEY) == small_alignment()
    assert {path.parent for path in tmp_path.rglob("*.json")} == {tmp_path / "cache"}
    assert not list(tmp_path.rglob("*.part"))


def test_the_folder_is_the_one_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PULLQUOTE_CACHE", str(tmp_path / "elsewhere"))
    assert cache.cache_folder() == tmp_path / "elsewhere"
    monkeypatch.delenv("PULLQUOTE_CACHE")
    assert cache.cache_folder().name == "pullquote" or "pullquote" in cache.cache_folder().parts


def test_nothing_is_found_where_nothing_was_stored():
    assert cache.load_alignment(KEY) is None
    assert cache.load_recognition(KEY) is None


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b"{}", b"\xff\xfe", b'{"words": [[1]]}', b'{"pullquote": 1}']
)
def test_an_unreadable_file_counts_as_none(damage):
    folder = cache.cache_folder()
    folder.mkdir(parents=True)
    for kind in ("alignment", "recognition"):
        (folder / f"{KEY}.{kind}.json").write_bytes(damage)
    assert cache.load_alignment(KEY) is None
    assert cache.load_recognition(KEY) is None


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("PULLQUOTE_CACHE", str(tmp_path / "file"))
    cache.store_recognition(KEY, RECOGNITION)
    assert cache.load_recognition(KEY) is None


def test_keys_tell_apart_what_differs_even_in_where_it_is_split():
    keys = [cache.key_of(*parts) for parts in (("ab", "c"), ("a", "bc"), ("abc",), ("abc", ""))]
    assert len(set(keys)) == 4
    assert cache.key_of("ab", "c") == keys[0]
    cache.key_of("\ud800")  # text with half a surrogate has a key, too


@pytest.fixture
def counted(monkeypatch):
    """The numbers of recognitions and of decodings."""
    counts = {"recognized": 0, "decoded": 0}
    recognize, decode = WhisperRecognizer.recognize, pipeline.decode

    def counting_recognize(self, *args, **options):
        counts["recognized"] += 1
        return recognize(self, *args, **options)

    def counting_decode(*args, **options):
        counts["decoded"] += 1
        return decode(*args, **options)

    monkeypatch.setattr(WhisperRecognizer, "recognize", counting_recognize)
    monkeypatch.setattr(pipeline, "decode", counting_decode)
    return counts


@pytest.fixture
def align(known_sentence, small_whisper):
    def run(text=None, path=known_sentence.path, **options):
        transcript = parse_transcript(text or " ".join(known_sentence.texts))
        chosen = AlignOptions(engine="whisper", model=str(small_whisper), **options)
        return align_recording(path, transcript, chosen)

    return run


def test_the_same_again_is_not_even_decoded(align, counted):
    first = align()
    assert counted == {"recognized": 1, "decoded": 1}
    again = align()
    assert counted == {"recognized": 1, "decoded": 1}
    assert [w.token for w in again.words] == [w.token for w in first.words]
    for kept, made in zip(again.words, first.words, strict=True):
        assert kept.span.start == pytest.approx(made.span.start, abs=0.001)


def test_a_copy_under_another_name_is_the_same_recording(align, counted, known_sentence, tmp_path):
    align()
    copy = shutil.copy(known_sentence.path, tmp_path / "copy.flac")
    assert probe(copy).fingerprint == probe(known_sentence.path).fingerprint
    again = align(path=tmp_path / "copy.flac")
    assert counted["recognized"] == counted["decoded"] == 1
    assert again.media == "copy.flac"


def test_a_corrected_transcript_is_aligned_anew_but_nothing_is_recognized_again(
    align, counted, known_sentence
):
    align()
    texts = list(known_sentence.texts)
    texts[3] = "several"
    again = align(" ".join(texts))
    assert counted == {"recognized": 1, "decoded": 2}
    assert again.words[3].token.text == "several"


def test_another_language_is_another_question(align, counted):
    assert align(language="en").language == "en"
    assert align(language="de").language == "de"
    assert counted["recognized"] == 2


def test_without_the_cache_nothing_is_kept_or_used(align, counted, tmp_path):
    for _ in range(2):
        align(use_cache=False)
    assert counted == {"recognized": 2, "decoded": 2}
    assert not list(tmp_path.rglob("*.json"))


def test_what_was_cancelled_leaves_nothing_in_the_cache(known_sentence, small_whisper, tmp_path):
    from pullquote.align.progress import Monitor

    options = AlignOptions(engine="whisper", model=str(small_whisper))
    transcript = parse_transcript(" ".join(known_sentence.texts))
    with pytest.raises(CancelledError):
        align_recording(
            known_sentence.path, transcript, options, Monitor(is_cancelled=lambda: True)
        )
    assert not list(tmp_path.rglob("*.json"))


def test_the_same_text_with_other_roles_is_no_hit():
    cache.store_alignment(KEY, small_alignment())
    transcript = small_alignment().transcript
    other = dataclasses.replace(
        transcript,
        source="other.txt",
        tokens=(dataclasses.replace(transcript.tokens[0], role=Role.SPEAKER), transcript.tokens[1]),
    )
    assert cache.recall_alignment(KEY, other, "b.mp3") is None
    same = dataclasses.replace(transcript, source="other.txt")
    known = cache.recall_alignment(KEY, same, "b.mp3")
    assert (known.media, known.transcript) == ("b.mp3", same)
    assert all(w.token is t for w, t in zip(known.words, same.tokens, strict=True))
