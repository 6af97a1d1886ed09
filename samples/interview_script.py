"""The text of the sample interview: written and spoken lines, and the differences between them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

TITLE = "The Lamp and the Wren"
HEADER = (TITLE, "Harbour Listening Archive, conversation 7", "Back to index", "", "Transcript")
"""Lines above the conversation, as on a web page; nobody speaks them."""


class Kind(Enum):
    """The presence of a line in the transcript, in the recording, or in both."""

    BOTH = "both"
    WRITTEN = "written"
    """In the transcript, never spoken."""
    SPOKEN = "spoken"
    """In the recording, never written."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or two."""

    text: str
    kind: Kind = Kind.BOTH
    pause: float = 0.15
    """Seconds of silence after it, in addition to the voice's own."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The lines of one speaker until the other speaks."""

    speaker: str
    lines: tuple[Line, ...]


VOICES = {"ANNA": ("slt", 1.0), "EDWIN": ("rms", 0.97)}
"""flite's voice and its stretch, by speaker."""

READINGS = {
    "2015": "twenty fifteen",
    "$20": "twenty dollars",
    "1,234": "one thousand two hundred and thirty four",
    "50": "fifty",
    "%": "percent",
    "--": "",
}
"""Readings of tokens that are not words, by their text without the punctuation around it."""

TURNS = (
    Turn(
        "ANNA",
        (
            Line("Good morning, and welcome back."),
            Line(
                "My guest today is Edwin Quillanby, who has kept the lighthouse on Skellivore"
                " since 2015."
            ),
            Line("Edwin, thank you for coming.", pause=0.3),
        ),
    ),
    Turn(
        "EDWIN",
        (
            Line("Thank you, Anna."),
            Line("I don't often get to talk to anything that isn't a bird."),
            Line("(laughter)", Kind.WRITTEN, pause=0.9),
        ),
    ),
    Turn(
        "ANNA",
        (
            Line("You went there for the lamp -- and then you began to record the birds."),
            Line("How did that happen?", pause=0.35),
        ),
    ),
    Turn(
        "EDWIN",
        (
            Line("Quite by accident."),
            Line(
                "I had bought an old microphone for $20, because I wanted to hear whether the fog"
                " signal was working."
            ),
            Line(
                "The next morning I listened to the tape, and there was hardly any signal at all."
            ),
            Line("There was a wren, singing so loudly that it covered the whole machine."),
            Line("It was the happiest mistake of my life.", Kind.WRITTEN, pause=0.3),
        ),
    ),
    Turn("ANNA", (Line("And how many recordings do you have now?", pause=0.3),)),
    Turn(
        "EDWIN",
        (
            Line("At the last count it was 1,234."),
            Line("About 50 % of them are only wind, I'm afraid."),
            Line("My sister tells me to throw those away, but I like them.", Kind.SPOKEN, 0.4),
        ),
    ),
    Turn("ANNA", (Line("What makes a good recording?", pause=0.3),)),
    Turn(
        "EDWIN",
        (
            Line("Patience--and a warm coat."),
            Line("You put the microphone down, you walk away, and you wait."),
            Line("The birds forget about you long before you forget about them.", pause=0.4),
        ),
    ),
    Turn("ANNA", (Line("Is there one sound you are still hoping for?", pause=0.5),)),
    Turn(
        "EDWIN",
        (
            Line("The storm petrel."),
            Line(
                "She only comes home at night, in the dark, and she sounds like a small engine"
                " full of laughter."
            ),
            Line("In eleven years I have heard her twice."),
            Line("Both times I had left the microphone in the kitchen.", pause=0.5),
        ),
    ),
    Turn(
        "ANNA",
        (
            Line("Then we wish you a dark night and a full battery."),
            Line("Edwin Quillanby, thank you.", pause=0.3),
        ),
    ),
    Turn("EDWIN", (Line("Thank you."), Line("Come and visit -- and bring biscuits."))),
)
