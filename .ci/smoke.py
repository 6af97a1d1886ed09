"""Use an installed wheel as a stranger would, away from the checkout: `smoke.py PULLQUOTE FOLDER`.

PULLQUOTE_WHEEL names the wheel file, whose contents are looked at too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

WANTED = (
    "samples/interview.mp4",
    "samples/interview.mp3",
    "samples/interview.txt",
    ".ttf",
    "LICENSE",
    "NOTICE.md",
)
"""What the wheel must hold: full names, or ends of names."""


def main(program: str, folder: Path) -> int:
    """Look into the wheel, then align the sample and cut from it. Raises on the first trouble."""
    names = zipfile.ZipFile(os.environ["PULLQUOTE_WHEEL"]).namelist()
    for wanted in WANTED:
        assert any(name.endswith(wanted) for name in names), f"the wheel lacks {wanted}"
    assert not any(name.startswith(("tests/", "benchmarks/")) for name in names), names

    folder.mkdir(parents=True)

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [program, *arguments], cwd=folder, stdout=subprocess.PIPE, encoding="utf-8", check=False
        )
        assert done.returncode == 0, f"pullquote {' '.join(arguments)}: {done.returncode}"
        return done.stdout

    assert run("--version").startswith("pullquote ")
    run("doctor")
    run("sample")
    align = ("align", "interview.mp4", "interview.txt", "--engine", "sphinx")
    print(run(*align, "-o", "a.json").strip())
    quote = ("--quote", "singing so loudly that it covered the whole machine")
    for name in ("quote.mp3", "quote.mp4"):
        clips = json.loads(run("clip", "interview.mp4", "a.json", *quote, "-o", name, "--json"))
        assert (folder / name).stat().st_size > 1000, clips
    run("subtitles", "a.json", "-o", "a.srt")
    assert "-->" in (folder / "a.srt").read_text(encoding="utf-8")
    print("the installed wheel aligns, cuts and captions")
    return 0


if __name__ == "__main__":
    sys.exit(main(str(Path(sys.argv[1]).absolute()), Path(sys.argv[2])))
