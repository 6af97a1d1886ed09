"""Word times in languages other than English, by each way to find them.

    python -m benchmarks.accuracy.languages [LANGUAGE ...] [--model FOLDER] [--real FOLDER]

Every text of `recordings.ten_languages` is spoken by two of espeak-ng's voices, which report their
word times. "Lost" are spoken words without a time; "false" are words put into the transcript
(`--damaged`: one after every twentieth word) that were given one. `--real` names a folder of real
speech, with a folder for each language (`fr`): FLAC, text and `.words.json` as in the shared data.
What Whisper heard is kept in Pullquote's cache from run to run.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.measuring.scoring import HypWord, Score, merge, score
from benchmarks.recordings.espeak_speech import missing_reason, speak
from benchmarks.recordings.labels import find_media, read_labels
from benchmarks.recordings.synthetic import NOISE_FLOOR
from benchmarks.recordings.ten_languages import TEXTS
from benchmarks.recordings.truth import (
    WORK,
    Kind,
    Recording,
    Truth,
    TruthToken,
    read_truth,
    write_recording,
)
from pullquote.align.media.audio import Audio, decode, probe
from pullquote.align.media.voice_activity import with_speech
from pullquote.align.model.transcript import Transcript
from pullquote.align.model.words import Recognition
from pullquote.align.placing.findings import Findings
from pullquote.align.placing.following.tracker import make_follower
from pullquote.align.placing.recognition.by_attention import place_by_attention
from pullquote.align.placing.recognition.by_recognition import spoken_words
from pullquote.align.placing.recognition.recognized import place_by_phones, place_recognized
from pullquote.align.placing.verdicts import assemble_words
from pullquote.align.progress import SILENT
from pullquote.align.reading.formats import read_transcript
from pullquote.align.recognizers.engines import AlignOptions, choose_engine
from pullquote.align.recognizers.once import recognize_once
from pullquote.align.spoken_forms.pronouncers.pronouncer import find_pronouncer
from pullquote.align.spoken_forms.script import Script, count_phones, make_script
from pullquote.align.times import TimeSpan

VOICES = ("+m3", "+f2")
"""Variants of each language's voice: a man and a woman."""
_LEAD = 0.5
"""Seconds of silence before and after the speech."""
_EVERY = 20


@dataclass(frozen=True, slots=True)
class Case:
    """A recording in some language with what is known of it."""

    language: str
    media: Path
    text: str
    tokens: tuple[TruthToken, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that the ways to place words begin with."""

    audio: Audio
    script: Script
    transcript: Transcript
    recognition: Recognition
    options: AlignOptions


def by_attention(ready: Prepared) -> Findings:
    """Whisper's attention between the words that it heard."""
    words = spoken_words(ready.recognition, ready.recognition.language)
    return place_by_attention(
        ready.audio, ready.script, ready.transcript, ready.recognition, words, ready.options, SILENT
    )


def by_phones(ready: Prepared) -> Findings | None:
    """Mapped phones between the words that Whisper heard; None where sounds cannot be mapped."""
    words = spoken_words(ready.recognition, ready.recognition.language)
    pronouncer = find_pronouncer(ready.recognition.language)
    if pronouncer is None:
        return None
    return place_by_phones(ready.audio, ready.script, words, pronouncer, SILENT)


def by_both(ready: Prepared) -> Findings:
    """As Pullquote does it."""
    return place_recognized(
        ready.recognition, ready.audio, ready.script, ready.transcript, ready.options, SILENT
    )


def without_whisper(ready: Prepared) -> Findings | None:
    """Mapped phones alone, without any word from Whisper; None where sounds cannot be mapped."""
    pronouncer = find_pronouncer(ready.recognition.language)
    if pronouncer is None:
        return None
    follower = make_follower(ready.audio, ready.script, pronouncer)
    return follower.follow(TimeSpan(0.0, ready.audio.duration), 0, len(ready.script.items))


WAYS: dict[str, Callable[[Prepared], Findings | None]] = {
    "attention": by_attention,
    "phones": by_phones,
    "both": by_both,
    "no Whisper": without_whisper,
}


def spoken_cases(language: str) -> Iterator[Case]:
    """The language's text in each of its voices."""
    for variant in VOICES:
        recording = Recording(f"espeak_{language}{variant}")
        if not recording.is_made:
            sound, tokens = speak(TEXTS[language], language + variant)
            silence = np.zeros(round(_LEAD * 16_000), np.float32)
            whole = np.concatenate([silence, sound, silence])
            chance = np.random.default_rng(len(whole))
            whole += NOISE_FLOOR * chance.standard_normal(len(whole), np.float32)
            later = tuple(_later(token) for token in tokens)
            write_recording(recording, whole, TEXTS[language], Truth(later, (), len(whole) / 16e3))
        yield Case(language, recording.media, TEXTS[language], read_truth(recording.truth).tokens)


def _later(token: TruthToken) -> TruthToken:
    start, end = (None if t is None else t + _LEAD for t in (token.start, token.end))
    return replace(token, start=start, end=end)


def real_cases(language: str, folder: Path) -> Iterator[Case]:
    """The clips of real speech in the language."""
    for labels in sorted((folder / language).glob("*.words.json")):
        media = find_media(labels)
        text = media.with_suffix(".txt").read_text(encoding="utf-8")
        yield Case(language, media, text, tuple(read_labels(labels)))


def damaged(case: Case) -> Case:
    """The case with a word that nobody speaks after every twentieth: one from half a text away."""
    tokens: list[TruthToken] = []
    for number, token in enumerate(case.tokens):
        tokens.append(token)
        if number % _EVERY == _EVERY // 2:
            far = case.tokens[(number + len(case.tokens) // 2) % len(case.tokens)]
            tokens.append(TruthToken(far.text.strip(".,?!"), Kind.INSERTED))
    return replace(case, tokens=tuple(tokens), text=" ".join(token.text for token in tokens))


def prepare(case: Case, options: AlignOptions) -> Prepared:
    """Decode and recognise a case."""
    options = replace(options, language=case.language)
    engine = choose_engine(options, case.language, SILENT)
    if engine.recognizer is None:
        raise SystemExit("the benchmark needs a Whisper model; name its folder with --model")
    info, audio = probe(case.media), with_speech(decode(case.media), SILENT)
    transcript = _as_transcript(case.text)
    recognition = recognize_once(
        engine.recognizer,
        audio,
        info.fingerprint,
        language=case.language,
        transcript=transcript,
        monitor=SILENT,
        use_cache=True,
    )
    script = make_script(transcript, recognition.language)
    return Prepared(audio, script, transcript, recognition, options)


def _as_transcript(text: str) -> Transcript:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        path.write_text(text, encoding="utf-8")
        return read_transcript(path)


def judge(case: Case, ready: Prepared, findings: Findings) -> Score:
    """The errors of what was found."""
    phones = count_phones(ready.script, ready.recognition.language)
    words = assemble_words(ready.transcript, ready.script, findings, phones)
    hyp = [
        HypWord(w.token.text, w.span.start if w.span else None, w.span.end if w.span else None)
        for w in words
    ]
    return score(case.tokens, hyp)


def table_row(name: str, scores: Sequence[Score], seconds: float) -> str:
    """One row: starts, lost, false, and the CPU seconds that placing took."""
    whole = merge(scores)
    starts = whole.starts
    shares = "".join(f"{100 * starts.share_within(limit):8.1f}" for limit in (0.05, 0.1, 0.2))
    given, total = whole.given.get(Kind.INSERTED, (0, 0))
    lost = f"{whole.unplaced}/{whole.spoken}"
    return (
        f"{name:24}{1000 * starts.median:8.0f}{shares}{starts.lost:6}{lost:>9}"
        f"{f'{given}/{total}':>8}{seconds:8.1f}"
    )


def main() -> None:
    """Print a row for each language and way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*", help=f"some of {' '.join(TEXTS)}")
    parser.add_argument("--model", help="a Whisper model's name or folder")
    parser.add_argument("--real", type=Path, help="a folder of labelled clips by language")
    parser.add_argument("--damaged", action="store_true", help="put wrong words into the text")
    parser.add_argument("--ways", nargs="*", choices=tuple(WAYS), default=list(WAYS))
    parser.add_argument("--worst", action="store_true", help="list the words furthest off")
    arguments = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    options = AlignOptions(engine="whisper", model=arguments.model)
    reason = missing_reason()
    if reason is not None:
        print(f"no synthetic speech: {reason}")
    print(f"{'':24}{'median':>8}{'≤50 ms':>8}{'≤100':>8}{'≤200':>8}{'>1 s':>6}{'lost':>9}"
          f"{'false':>8}{'CPU s':>8}")  # fmt: skip
    for language in arguments.languages or TEXTS:
        kinds = {
            "espeak": list(spoken_cases(language)) if reason is None else [],
            "real": list(real_cases(language, arguments.real)) if arguments.real else [],
        }
        for kind, cases in kinds.items():
            chosen = [damaged(case) for case in cases] if arguments.damaged else cases
            _report(f"{language} {kind}", chosen, options, arguments.ways, arguments.worst)


def _report(
    name: str, cases: Sequence[Case], options: AlignOptions, ways: Sequence[str], worst: bool
) -> None:
    if not cases:
        return
    ready = [prepare(case, options) for case in cases]
    for way in ways:
        began = time.process_time()
        placed = [WAYS[way](each) for each in ready]
        seconds = time.process_time() - began
        if None in placed:
            print(f"{name} {way}: no pronouncer here (pip install 'pullquote[languages]')")
            continue
        scores = [
            judge(case, each, found)
            for case, each, found in zip(cases, ready, placed, strict=True)
            if found is not None
        ]
        print(table_row(f"{name} {way}", scores, seconds), flush=True)
        if worst:
            print("\n".join(f"    {line}" for line in merge(scores).worst))


if __name__ == "__main__":
    main()
