"""Damaged transcripts: mutants of every kind of file that is read, made by seed.

    python -m benchmarks.trust.texts [KIND ...] [--seconds N] [--seed N] [--keep FOLDER]

Each must be read, or be refused in one sentence that is a TranscriptError; what is read keeps the
laws of transcripts. Any other error, and more than PATIENCE seconds, is a finding. Exit code 1 when
there is one.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.trust.damage import mutants
from benchmarks.trust.sound_texts import SEEDS
from pullquote.align.errors import TranscriptError
from pullquote.align.model.transcript import Transcript
from pullquote.align.progress import SILENT
from pullquote.align.reading.formats import TIMED_EXTENSIONS, read_timed, read_transcript_bytes
from pullquote.align.reading.formats.documents import pdf
from pullquote.align.reading.tokenizer import parse_transcript

PATIENCE = 10
"""Seconds for one mutant, which takes some thousandths."""


def read(kind: str, data: bytes, folder: Path | None = None) -> Transcript | None:
    """Read the file as the program would; None where it is refused as it should be.

    With a `folder` its times are read too. Raises what is a finding.
    """
    name = f"talk{kind}"
    if folder is not None and kind in TIMED_EXTENSIONS:
        path = folder / name
        path.write_bytes(data)
        try:
            read_timed(path)
        except TranscriptError as error:
            _check_sentence(str(error))
    try:
        if kind == ".pdf":  # not in a process of its own, which costs a hundred times as much
            transcript = parse_transcript(pdf.joined_pages(pdf.page_texts(data, name, SILENT)))
        else:
            transcript = read_transcript_bytes(data, name=name)
    except TranscriptError as error:
        _check_sentence(str(error))
        return None
    check_laws(transcript)
    return transcript


def _check_sentence(message: str) -> None:
    assert message.strip() and len(message) < 600 and "Traceback" not in message, message


def check_laws(transcript: Transcript) -> None:
    """Check that nothing of its text is lost, and that paragraphs are its words."""
    text, tokens = transcript.text, transcript.tokens
    place = 0
    for index, token in enumerate(tokens):
        assert token.index == index
        assert text[token.start_char : token.end_char] == token.text
        assert not text[place : token.start_char].strip("\u200b\ufeff \t\n\r\v\f").strip()
        place = token.end_char
    assert [p.first for p in transcript.paragraphs[1:]] == [
        p.stop for p in transcript.paragraphs[:-1]
    ]
    assert not transcript.paragraphs or transcript.paragraphs[-1].stop == len(tokens)
    assert any(token.is_speech for token in tokens)


def campaign(kind: str, seconds: float, seed: int, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Findings within this time: what happened, and the file. The last is a summary."""
    counts: Counter[str] = Counter()

    def too_long(*_: object) -> None:
        raise TimeoutError(f"more than {PATIENCE} s")

    signal.signal(signal.SIGALRM, too_long)
    began = time.monotonic()
    for data in mutants(kind, seed):
        if time.monotonic() - began > seconds:
            break
        signal.alarm(PATIENCE)
        try:
            counts["read" if read(kind, data, folder) else "refused"] += 1
        except Exception as error:  # whatever it is, it is a finding
            counts["found"] += 1
            trace = error.__traceback__
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
            yield f"{type(error).__name__} at {where}: {str(error)[:200]}", data
        finally:
            signal.alarm(0)
    yield f"{kind}: " + ", ".join(f"{n:,} {what}" for what, n in sorted(counts.items())), b""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=" ".join(SEEDS))
    parser.add_argument("--seconds", type=float, default=600, help="for each kind")
    parser.add_argument("--seed", type=int, default=10)
    parser.add_argument("--keep", type=Path, help="folder for the files that are findings")
    asked = parser.parse_args(arguments)
    from pullquote.align.files import work_folder

    findings = 0
    with work_folder() as folder:
        for kind in asked.kinds or SEEDS:
            seen: set[str] = set()
            for said, data in campaign(kind, asked.seconds, asked.seed, folder):
                if data and said not in seen:
                    seen.add(said)
                    findings += 1
                    print(f"{kind}: {said}", flush=True)
                    if asked.keep:
                        asked.keep.mkdir(parents=True, exist_ok=True)
                        (asked.keep / f"{findings:03}{kind}").write_bytes(data)
                elif not data:
                    print(said, flush=True)
    return int(findings > 0)


if __name__ == "__main__":
    sys.exit(main())
