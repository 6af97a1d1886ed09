"""Every error that Pullquote raises on purpose, and its exit code on the command line.

    PullquoteError                     exit code 1
    ├── InputError                     exit code 2: a given file or value cannot be used
    │   ├── MediaError                     the recording
    │   ├── TranscriptError                the transcript
    │   ├── FormatError                    an unknown extension or format
    │   ├── TimecodeError                  text that is not a time
    │   ├── AlignmentFileError             a file that is not a result
    │   ├── LibraryError                   a library that cannot be used, or lacks what was asked
    │   └── OutputError                    a place that cannot be written
    ├── EngineError                    exit code 3: a program or model failed
    │   ├── ModelError                     a speech model is missing or broken
    │   └── ProgramError                   an external program failed
    ├── NotSaidError                   exit code 4: the words are not in the recording
    │   ├── TranscriptMismatchError        the transcript belongs to another recording
    │   ├── PassageNotFoundError           the words are not there
    │   └── PassageAmbiguousError          the words are in several places
    └── CancelledError                 exit code 1: the user stopped it

Each carries its fields in the order of its constructor, so that it survives pickling between
processes. A message is one sentence: what was asked, what was got and what to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class PullquoteError(Exception):
    """The root of all errors raised on purpose; `str()` is one sentence for the user."""

    exit_code = 1

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return self.message

    def __reduce__(self) -> tuple[object, ...]:
        # The default would call the subclass with the message alone.
        return (_rebuild, (type(self), self.__dict__))


def _rebuild(kind: type[PullquoteError], fields: dict[str, object]) -> PullquoteError:
    error = kind.__new__(kind)
    Exception.__init__(error, fields["message"])
    error.__dict__.update(fields)
    return error


class InputError(PullquoteError):
    """A given file or value cannot be used."""

    exit_code = 2


class _FileError(InputError):
    """A problem with one named file: the rest of a sentence that begins with its name."""

    stream = "standard input"
    """The name of the file `-`, which programs call `stdin`."""

    def __init__(self, path: Path | str, problem: str) -> None:
        self.path = str(path)
        self.problem = problem
        name = self.stream if self.path in ("-", "stdin") else self.path
        super().__init__(f"{name} {problem}")


class MediaError(_FileError):
    """A recording cannot be used: missing, empty, damaged, or without sound."""


class TranscriptError(_FileError):
    """A transcript cannot be used: missing, empty, undecodable, or without words."""


class LibraryError(_FileError):
    """A library cannot be used: another program's file, damaged, or without what was asked for."""


class AlignmentFileError(_FileError):
    """A file cannot be read as the result of an alignment."""


class OutputError(_FileError):
    """An output cannot be written: it exists already, or there is no room or no permission."""

    stream = "standard output"


class FormatError(InputError):
    """The extension or format is not known."""

    def __init__(self, got: str, known: Sequence[str], what: str = "format") -> None:
        self.got = got
        self.known = tuple(known)
        self.what = what
        super().__init__(f"unknown {what} {got!r}; use one of {', '.join(self.known)}")


class TimecodeError(InputError):
    """A text does not denote a time, or times are in the wrong order."""

    def __init__(self, got: str, problem: str) -> None:
        self.got = got
        self.problem = problem
        super().__init__(f"{got!r} {problem}; write times like 75.5, 1:15.5 or 1:02:03")


class EngineError(PullquoteError):
    """A program or model that Pullquote relies on failed."""

    exit_code = 3


class ModelError(EngineError):
    """A speech model is missing, cannot be fetched, or is broken."""

    def __init__(self, model: str, problem: str) -> None:
        self.model = model
        self.problem = problem
        super().__init__(f"speech model {model!r}: {problem}")


class ProgramError(EngineError):
    """An external program failed; `last_words` is the end of what it printed."""

    def __init__(self, program: str, doing: str, last_words: str) -> None:
        self.program = program
        self.doing = doing
        self.last_words = last_words
        tail = last_words.strip().splitlines()
        super().__init__(
            f"{program} failed while {doing}" + (f"; it said: {tail[-1].strip()}" if tail else "")
        )


class NotSaidError(PullquoteError):
    """The words asked for are not in the recording."""

    exit_code = 4


class TranscriptMismatchError(NotSaidError):
    """The transcript does not belong to the recording."""

    def __init__(self, coverage: float, reason: str = "") -> None:
        self.coverage = coverage
        self.reason = reason or f"only {coverage:.0%} of its words were found"
        super().__init__(
            f"the transcript does not seem to belong to this recording: {self.reason}; "
            "check that they belong together and that the language is right"
        )


class PassageNotFoundError(NotSaidError):
    """No passage is like the one asked for, or its words are not in the recording."""

    def __init__(self, asked: str, problem: str) -> None:
        self.asked = asked
        self.problem = problem
        super().__init__(f"{' '.join(asked.split())!r} {problem}")


class PassageAmbiguousError(NotSaidError):
    """Several passages fit; `candidates` has a line for each, with its time where known."""

    def __init__(self, asked: str, candidates: Sequence[str]) -> None:
        self.asked = asked
        self.candidates = tuple(candidates)
        lines = "\n".join(f"  {line}" for line in self.candidates)
        super().__init__(
            f"{asked!r} is said in {len(self.candidates)} places; "
            f"give more words, or choose one by --words or --occurrence:\n{lines}"
        )


class CancelledError(PullquoteError):
    """The user asked to stop."""

    def __init__(self, doing: str = "the work") -> None:
        self.doing = doing
        super().__init__(f"{doing} was cancelled")
