"""Compares the cost of a captioned clip with the same ffmpeg job by hand and with moviepy.

    python -m benchmarks.speed.export [--positions 24 1794 3574] [--clips 8] [--repeat 3]
        [--moviepy PYTHON]

An hour of 1080p is made once in `benchmarks/work/` (one minute encoded, then repeated without
encoding). Ours is `pullquote clip` as it is typed, Python's start and all; CPU is that of the
command and its children, user and system. What is compared runs in turn, and the medians count, for
other programs on the machine slow both. `--moviepy` names a Python that has moviepy (`python -m
venv`, `pip install moviepy`, anywhere outside the repository); it is not one of our dependencies.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring.cost import Cost, run
from pullquote.align.media.audio import probe
from pullquote.align.media.ffmpeg import ffmpeg_path
from pullquote.align.model.alignment import AlignedWord, Alignment, Status, format_alignment
from pullquote.align.model.transcript import Paragraph, Token, Transcript
from pullquote.align.model.words import EngineInfo
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.caption_words import cue_words
from pullquote.clips.captions.layout import lay_out_cues
from pullquote.clips.typeset.ass import write_ass
from pullquote.clips.typeset.fonts import FONTS_DIR
from pullquote.clips.typeset.safe_area import profile_for

WORK = Path(__file__).parents[1] / "work"
LENGTH = 20.0
ALLOWED = 1.05
WORD = 0.4
"""Seconds from one word to the next."""


def hour() -> Path:
    """The recording: an hour of 1080p with moving detail, speech-like sound in AAC."""
    path = WORK / "export-hour.mp4"
    if path.exists():
        return path
    WORK.mkdir(exist_ok=True)
    minute = WORK / "export-minute.mp4"
    picture = "testsrc2=s=1920x1080:r=25:d=60,noise=alls=6:allf=t"
    sound = "aevalsrc='0.3*sin(2*PI*(180+60*sin(2*PI*t/3))*t)*(0.5+0.5*sin(2*PI*4*t))':s=48000:d=60"
    encode = ("-c:v", "libx264", "-preset", "veryfast", "-b:v", "4M", "-g", "250", "-c:a", "aac")
    _ffmpeg("-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound, *encode, str(minute))
    _ffmpeg("-stream_loop", "59", "-i", str(minute), "-c", "copy", str(path))
    minute.unlink()
    return path


def alignment(duration: float) -> Alignment:
    """A word each 0.4 s, as in quick speech."""
    vocabulary = ("the", "boat", "came", "slowly", "around", "a", "harbour", "wall,", "and", "we")
    texts = [vocabulary[i % len(vocabulary)] for i in range(int(duration / WORD))]
    tokens, place = [], 0
    for index, text in enumerate(texts):
        tokens.append(Token(index, text, place, place + len(text)))
        place += len(text) + 1
    words = tuple(
        AlignedWord(t, TimeSpan(WORD * t.index, WORD * t.index + 0.35), 1.0, Status.PLACED)
        for t in tokens
    )
    transcript = Transcript(" ".join(texts), tuple(tokens), (Paragraph(0, len(tokens)),), "en")
    engine = EngineInfo("benchmark", "1")
    return Alignment(transcript, words, (), "en", duration, "print", engine)


@dataclass(frozen=True, slots=True)
class Bench:
    """The recording, its words, and a folder for what is made."""

    media: Path
    aligned: Alignment
    folder: Path

    @property
    def alignment_file(self) -> Path:
        """The words as `pullquote align` writes them."""
        path = self.folder / "hour.json"
        if not path.exists():
            path.write_text(format_alignment(self.aligned), encoding="utf-8")
        return path


def ours(bench: Bench, starts: Sequence[float]) -> Cost:
    """`pullquote clip` with all its start-up, for one clip or several."""
    quotes = bench.folder / "quotes.txt"
    quotes.write_text("".join(f"{start}-{start + LENGTH}\n" for start in starts))
    command = [
        sys.executable,
        "-m",
        "pullquote.ui.cli.main",
        "clip",
        bench.media,
        bench.alignment_file,
    ]
    command += ["--quotes", quotes, "-o", f"{bench.folder}/ours/", "--force"]
    # Its modules are kept compiled, as pip leaves them.
    kept = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(bench.folder / "compiled")}
    return _checked(run(command, environment=kept))


def by_hand(bench: Bench, start: float) -> Cost:
    """The ffmpeg command that somebody who knows it well would type, with its script."""
    first, last = round(start / WORD), round((start + LENGTH) / WORD) - 1
    words = cue_words(bench.aligned, first, last, held=TimeSpan(start, start + LENGTH))
    cues = lay_out_cues(words, profile_for("plain", 1920, 1080), until=LENGTH)
    script = bench.folder / "captions.ass"
    fonts = write_ass(cues, width=1920, height=1080, path=script)
    command = [ffmpeg_path(), "-y", "-nostdin", "-v", "error", "-ss", f"{start}"]
    command += ["-i", str(bench.media), "-t", f"{LENGTH}", "-vf", f"ass={script}:fontsdir={fonts}"]
    command += ["-c:v", "libx264", "-preset", "veryfast", "-crf", "21", "-pix_fmt", "yuv420p"]
    command += [
        "-c:a",
        "aac",
        "-b:a",
        "192k",
        "-movflags",
        "+faststart",
        f"{bench.folder}/hand.mp4",
    ]
    return _checked(run(command))


MOVIEPY = """
import sys
from moviepy import VideoFileClip, TextClip, CompositeVideoClip
source, start, font, out, *words = sys.argv[1:]
clip = VideoFileClip(source).subclipped(float(start), float(start) + 20)
lines = [" ".join(words[i:i + 5]) for i in range(0, len(words), 5)]
texts = [
    TextClip(font=font, text=line, font_size=60, color="white", stroke_color="black",
             stroke_width=3, margin=(10, 10))
    .with_start(2.0 * n).with_duration(2.0).with_position(("center", 0.85), relative=True)
    for n, line in enumerate(lines)
]
CompositeVideoClip([clip, *texts]).write_videofile(
    out, codec="libx264", preset="veryfast", audio_codec="aac", logger=None,
    ffmpeg_params=["-crf", "21", "-pix_fmt", "yuv420p"],
)
"""


def moviepy(bench: Bench, start: float, python: str) -> Cost:
    """The same cut with moviepy, its captions as five words at a time."""
    first, last = round(start / WORD), round((start + LENGTH) / WORD) - 1
    words = bench.aligned.transcript.quote(first, last).split()
    font = FONTS_DIR / "NotoSans-Regular.ttf"
    # It keeps the sound in a file where it runs, and leaves that there when it is interrupted.
    script = f"import os; os.chdir({str(bench.folder)!r})\n{MOVIEPY}"
    out = bench.folder / "moviepy.mp4"
    command = [python, "-c", script, str(bench.media.resolve()), str(start), font, out, *words]
    return _checked(run(command, environment={"IMAGEIO_FFMPEG_EXE": ffmpeg_path()}))


def _ffmpeg(*arguments: str) -> None:
    subprocess.run([ffmpeg_path(), "-y", "-nostdin", "-v", "error", *arguments], check=True)


def _checked(cost: Cost) -> Cost:
    if cost.exit_code:
        raise SystemExit(f"a command failed:\n{cost.stderr}")
    return cost


def positions(bench: Bench, starts: Sequence[float], times: int) -> list[float]:
    """Print what a clip costs at each position; ours over by hand come back, then our cost."""
    print("one captioned clip of 20 s of 1080p out of an hour, CPU seconds (medians)")
    print("  position      ours   by hand   ratio")
    costs, ratios = [], []
    for start in starts:
        pairs = [(ours(bench, [start]).cpu, by_hand(bench, start).cpu) for _ in range(times)]
        # Of each pair by itself: what else runs on the machine changes from minute to minute.
        ratio = statistics.median(our / hand for our, hand in pairs)
        cost, hand = (statistics.median(column) for column in zip(*pairs, strict=True))
        costs.append(cost)
        ratios.append(ratio)
        print(f"{start:>8.0f} s {cost:>9.2f} {hand:>9.2f} {ratio:>7.3f}", flush=True)
    print(f"dearest position over cheapest: {max(costs) / min(costs):.3f}")
    return [*ratios, statistics.median(costs)]


def many(bench: Bench, count: int, alone: float) -> float:
    """Print what so many clips in one go cost; that over the sum of single ones comes back."""
    starts = [round((100.0 + 3300.0 / count * n) / 10) * 10 + 4.0 for n in range(count)]
    cost = ours(bench, starts)
    print(
        f"{count} clips in one go: {cost.cpu:.1f} CPU s, {cost.cpu / count:.2f} each, "
        f"{cost.cpu / count / alone:.3f} of one alone; {cost.wall:.1f} s by the clock, "
        f"{cost.cpu / cost.wall:.2f} of {os.cpu_count()} cores busy"
    )
    return cost.cpu / count / alone


def main() -> int:
    """Run the benchmark; 1 when a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    # All as far after a key frame: what must be decoded before a cut is the same for both.
    parser.add_argument("--positions", nargs="*", type=float, default=[24.0, 1794.0, 3574.0])
    parser.add_argument("--clips", type=int, default=8)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--moviepy", metavar="PYTHON")
    asked = parser.parse_args()
    media = hour()
    with tempfile.TemporaryDirectory(prefix="pullquote-benchmark-") as folder:
        bench = Bench(media, alignment(probe(media).duration), Path(folder))
        ours(bench, [4.0])  # so that what is compiled once is compiled
        *shares, alone = positions(bench, asked.positions, asked.repeat)
        if asked.clips:
            shares.append(many(bench, asked.clips, alone))
        if asked.moviepy:
            cost = moviepy(bench, asked.positions[len(asked.positions) // 2], asked.moviepy)
            print(
                f"moviepy, the same clip: {cost.cpu:.1f} CPU s, {cost.cpu / alone:.2f} times ours, "
                f"{cost.memory / 1e6:.0f} MB"
            )
    passed = max(shares) <= ALLOWED
    print("PASS" if passed else "FAIL", f"(allowed: {ALLOWED} times)")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
