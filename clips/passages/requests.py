"""Requests for passages: one by one, or many in a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pullquote.align.errors import InputError, TimecodeError, TranscriptError
from pullquote.align.files import PathLike, read_bytes
from pullquote.align.model.alignment import Alignment
from pullquote.align.times import TimeSpan, parse_time_range
from pullquote.clips.passages.passage import (
    Passage,
    parse_word_range,
    passage_by_quote,
    passage_by_time,
    passage_by_words,
)
from pullquote.clips.passages.striking import find_words, strike

COLUMNS = ("quote", "words", "time", "start", "end", "name", "occurrence", "cut", "cut_every")
"""Columns that a table of requests may have."""


@dataclass(frozen=True, slots=True)
class Request:
    """One passage asked for; exactly one of `quote`, `words` and `time` is given."""

    quote: str | None = None
    """Words of the passage, as in the transcript or nearly so."""
    words: tuple[int, int] | None = None
    """Indices of its first and last token, both included."""
    time: TimeSpan | None = None
    """Seconds."""
    name: str | None = None
    """The name of the clip's file, without extension."""
    occurrence: int | None = None
    """The number of the quote's place among several, from 1."""
    cuts: tuple[str, ...] = ()
    """Words to cut out of it, each as in the transcript or as `words:120-121`."""
    cuts_every: tuple[str, ...] = ()
    """Words to cut out of it wherever they stand in it."""

    def __post_init__(self) -> None:
        if sum(given is not None for given in (self.quote, self.words, self.time)) != 1:
            raise ValueError("a request has exactly one of a quote, words or a time")

    @property
    def asked(self) -> str:
        """The request in a few characters, for messages."""
        if self.quote is not None:
            return self.quote
        if self.words is not None:
            return f"words {self.words[0]}-{self.words[1]}"
        assert self.time is not None
        return f"{self.time.start:g}-{self.time.end:g} s"


def resolve(request: Request, alignment: Alignment) -> Passage:
    """The passage that is asked for, without the words that are to be cut out of it.

    Raises as the functions of `passages.passage` and `striking.strike_quote` do.
    """
    passage = _whole(request, alignment)
    indices = [
        index
        for quotes, every in ((request.cuts, False), (request.cuts_every, True))
        for quote in quotes
        for index in find_words(alignment, passage, quote, every=every)
    ]
    return strike(alignment, passage, indices) if indices else passage


def _whole(request: Request, alignment: Alignment) -> Passage:
    if request.quote is not None:
        return passage_by_quote(alignment, request.quote, occurrence=request.occurrence)
    if request.words is not None:
        return passage_by_words(alignment, *request.words)
    assert request.time is not None
    return passage_by_time(alignment, request.time)


def parse_request(line: str) -> Request:
    """The request on one line: a quote, `words:120-145`, or `12:30-12:52.5`.

    Quotation marks around a whole quote are taken off, so that a quote can look like a time.
    """
    text = line.strip()
    if text.casefold().startswith("words:"):
        return Request(words=parse_word_range(text[len("words:") :]))
    try:
        return Request(time=parse_time_range(text))
    except TimecodeError as error:
        if error.problem == "ends before it starts":
            raise
    for opening, closing in ('""', "“”", "„“", "«»", "''"):
        if len(text) > 2 and text[0] == opening and text[-1] == closing:
            text = text[1:-1].strip()
            break
    return Request(quote=text)


def parse_cuts(text: str) -> tuple[str, ...]:
    """The words to be cut out that a bar parts: `for $20, | words:120-121`."""
    return tuple(part.strip() for part in text.split("|") if part.strip())


def read_requests(path: PathLike) -> tuple[Request, ...]:
    """The requests in a text file, one a line, or in a `.csv` with a row of column names.

    Empty lines and lines that begin with `#` are passed over. The table's columns are `quote`,
    `words`, `time` or `start` and `end`, and optionally `name`, `occurrence`, `cut` and `cut_every`
    (words to cut out, parted by `|`), separated by commas, semicolons or tabs. Raises
    TranscriptError when the file cannot be read or has no requests, and InputError naming a line
    that cannot be understood.
    """
    # Imported here because all readers of transcripts come with it.
    from pullquote.align.reading.formats.encoding import decode_text

    path = Path(path)
    try:
        data = read_bytes(path)
        if not data.strip():
            raise TranscriptError(path, "is empty; write one quote on each line")
        text = decode_text(data, str(path))
    except FileNotFoundError:
        raise TranscriptError(
            path, "could not be found; name a file with one quote on each line"
        ) from None
    except OSError as error:
        raise TranscriptError(path, f"cannot be read ({error.strerror or error})") from None
    is_table = path.suffix.casefold() in (".csv", ".tsv")
    requests = _table(text, path) if is_table else _list(text, path)
    if not requests:
        raise TranscriptError(path, "is empty; write one quote on each line")
    return tuple(requests)


def _list(text: str, path: Path) -> list[Request]:
    requests = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            try:
                requests.append(parse_request(line))
            except InputError as error:
                raise InputError(f"{path}, line {number}: {error}") from None
    return requests


def _table(text: str, path: Path) -> list[Request]:
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True)
    columns = [(name or "").strip().casefold() for name in rows.fieldnames or ()]
    if not {"quote", "words", "time", "start"}.intersection(columns):
        raise InputError(
            f"{path} has no column named quote, words, time or start; "
            f"its first line should name some of {', '.join(COLUMNS)}"
        )
    rows.fieldnames = columns
    requests = []
    for row in rows:
        values = {
            key: value.strip() for key, value in row.items() if isinstance(value, str) and key
        }
        if not any(values.get(key) for key in ("quote", "words", "time", "start")):
            continue
        try:
            requests.append(_row(values))
        except (InputError, ValueError) as error:
            raise InputError(f"{path}, line {rows.line_num}: {error}") from None
    return requests


def _row(values: Mapping[str, str]) -> Request:
    cuts, cuts_every = (parse_cuts(values.get(column, "")) for column in ("cut", "cut_every"))
    asked = replace(_passage(values), cuts=cuts, cuts_every=cuts_every)
    return replace(asked, name=values.get("name") or None)


def _passage(values: Mapping[str, str]) -> Request:
    occurrence = _occurrence(values["occurrence"]) if values.get("occurrence") else None
    if values.get("words"):
        return Request(words=parse_word_range(values["words"]))
    if values.get("time"):
        return Request(time=parse_time_range(values["time"]))
    if values.get("start"):
        if not values.get("end"):
            raise InputError("there is a start but no end; fill in both")
        span = parse_time_range(f"{values['start']}-{values['end']}")
        return Request(time=span)
    return Request(quote=values["quote"], occurrence=occurrence)


def _occurrence(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise InputError(f"occurrence {text!r} is not the number of a place; the first is 1")
    return int(text)
