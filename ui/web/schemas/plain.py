"""The shape of every answer, and answers that have little to say."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Answer(BaseModel):
    """A JSON answer, or a part of one. Times are seconds of the recording."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ErrorAnswer(Answer):
    """The answer to a request that was refused."""

    error: str
    """A sentence for people."""
    code: str
    """The error's class; what a script does depends on this alone."""
    field: str | None
    """The part of the form that it belongs to."""


class Done(Answer):
    """The answer where there is nothing to say."""


class Stretched(Answer):
    """A stretch of time."""

    start: float
    end: float
