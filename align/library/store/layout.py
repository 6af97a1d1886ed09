"""An alignment as the library stores it: chunks of 256 tokens, each readable by itself.

A chunk holds the transcript's text from its first token to the next chunk's, and in one compressed
block, in this order: one byte for each token (role and status), its confidence in thousandths
(two bytes), how many searched words it has (one byte), and for each token that has a time the gap
since the end of the one before and its length in milliseconds (four bytes each). Numbers of more
than one byte are stored as planes, all low bytes first: what is alike stands together and packs
well. `docs/library.md` describes the layout for other programs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pullquote.align.model.alignment import Status
from pullquote.align.model.transcript import Role

CHUNK = 256
"""Tokens in a chunk."""
CHUNK_BITS = 16
"""A chunk's id is its recording's id times 65,536 plus its number."""

STATUS = (
    *(Status.HEARD, Status.PLACED, Status.ESTIMATED, Status.ABSENT),
    *(Status.BY_HAND, Status.PENDING),
)
ROLE = (Role.SPEECH, Role.SPEAKER, Role.DIRECTION, Role.TIMESTAMP, Role.MARK)

Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class PackedChunk:
    """A row of the table `chunk`."""

    text: bytes
    places: bytes | None
    """The tokens' places in the text; None where white space parts them."""
    block: bytes
