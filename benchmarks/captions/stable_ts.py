"""stable-ts's regrouping of words into cues, run in a Python of its own.

It needs torch, so it is not one of our dependencies. In a virtual environment outside the
repository:

    python -m venv /tmp/stable && /tmp/stable/bin/pip install torch stable-ts
    python -m benchmarks.captions.broken_rules --stable-ts /tmp/stable/bin/python

Where torch has no CUDA, torchaudio's compiled part (`torchaudio/lib/*.so`) may not load; regrouping
does not use it, and torchaudio works without it once it is removed.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence

from pullquote.align.times import TimeSpan
from pullquote.clips.captions.cue import Cue, CueWord
from pullquote.clips.captions.profiles.profile import Profile

# A line break is a newline at the end of a word.
_SCRIPT = """
import json, sys
from stable_whisper.result import WhisperResult
asked = json.load(sys.stdin)
words = [{"word": " " + text, "start": a, "end": b} for text, a, b in asked["words"]]
segment = {"start": words[0]["start"], "end": words[-1]["end"], "words": words,
           "text": "".join(word["word"] for word in words)}
result = WhisperResult({"language": "en", "segments": [segment]}, check_sorted=False)
result.regroup(asked["how"])
json.dump([[s.start, s.end, [word.word for word in s.words]] for s in result.segments], sys.stdout)
"""


def default(profile: Profile) -> str:
    """The steps that stable-ts takes by default."""
    return "da"


def fitted(profile: Profile) -> str:
    """The same steps, adjusted to the profile's lengths as far as they can be."""
    width = int(profile.chars_per_line)
    return f"da_sd={profile.max_duration}_sl={width * profile.max_lines}_sl={width}++++++1"


def regroup(words: Sequence[CueWord], how: str, python: str) -> list[Cue]:
    """The words in stable-ts's cues; `how` is in its own notation."""
    asked = {
        "words": [[word.text, word.span.start, word.span.end] for word in words],
        "how": how,
    }
    done = subprocess.run(
        [python, "-c", _SCRIPT],
        input=json.dumps(asked),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    cues: list[Cue] = []
    following = iter(words)
    for start, end, texts in json.loads(done.stdout):
        lines: list[list[CueWord]] = [[]]
        for text in texts:
            lines[-1].append(next(following))
            if text.endswith("\n"):
                lines.append([])
        cues.append(Cue(TimeSpan(start, end), tuple(tuple(line) for line in lines if line)))
    return cues
