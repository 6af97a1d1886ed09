"""Use an installed wheel as a stranger would, away from here: `smoke.py PULLQUOTE FOLDER`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def main(program: str, folder: Path) -> int:
    """Align the sample, cut from it and search it. Raises on the first trouble."""
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
    library = ("--library", "library.sqlite")
    run("align", "interview.mp4", "interview.txt", "--engine", "sphinx")
    run("add", "interview.mp4", *library)
    hits = json.loads(run("search", "singing so loudly", *library, "--json"))["hits"]
    assert len(hits) == 1, hits
    run("check-quote", "There was a wren, singing so loudly", *library)
    run("library", "check", *library)
    print("the installed wheel aligns, cuts, captions and searches")
    return 0


if __name__ == "__main__":
    sys.exit(main(str(Path(sys.argv[1]).absolute()), Path(sys.argv[2])))
