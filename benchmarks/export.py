"""What cutting a captioned clip costs, next to the same ffmpeg job by hand and to moviepy.

    python -m benchmarks.export [--positions 600 1800 3000] [--clips 8] [--moviepy PYTHON]

An hour of 1080p is made once in `benchmarks/work/` (one minute encoded, then repeated without
encoding). CPU is that of this process and its children during the call. `--moviepy` names a Python
that has moviepy; it is no dependency of ours.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from align.alignment import AlignedWord, Alignment, Status
from align.ffmpeg import ffmpeg_path
from align.media import probe
from align.recognizers.base import EngineInfo
from align.timecode import TimeSpan
from align.transcript import Paragraph, Token, Transcript
from clips.burn_in import profile_for, write_ass
from clips.captions import cue_words, lay_out_cues
from clips.export import ExportOptions, export_clips
from clips.passage import Passage

WORK = Path(__file__).parent / "work"
LENGTH = 20.0
ALLOWED = 1.05


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
    texts = [vocabulary[i % len(vocabulary)] for i in range(int(duration / 0.4))]
    tokens, place = [], 0
    for index, text in enumerate(texts):
        tokens.append(Token(index, text, place, place + len(text)))
        place += len(text) + 1
    words = tuple(
        AlignedWord(t, TimeSpan(0.4 * t.index, 0.4 * t.index + 0.35), 1.0, Status.PLACED)
        for t in tokens
    )
    transcript = Transcript(" ".join(texts), tuple(tokens), (Paragraph(0, len(tokens)),), "en")
    engine = EngineInfo("benchmark", "1")
    return Alignment(transcript, words, (), "en", duration, "print", engine)


def passage(aligned: Alignment, start: float) -> Passage:
    """Twenty seconds of words from `start` on."""
    first, last = round(start / 0.4), round((start + LENGTH) / 0.4) - 1
    span = TimeSpan(start, start + LENGTH)
    return Passage(first, last, aligned.transcript.quote(first, last), span, exact=True)


def by_hand(media: Path, aligned: Alignment, asked: Passage, out: Path) -> None:
    """The ffmpeg command that somebody who knows it well would type."""
    words = cue_words(aligned, asked.first or 0, asked.last or 0, clock_start=asked.span.start)
    cues = lay_out_cues(words, profile_for("plain", 1920, 1080), until=LENGTH)
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "captions.ass"
        fonts = write_ass(cues, width=1920, height=1080, path=script)
        before = _cpu()
        _ffmpeg(
            *("-ss", f"{asked.span.start}", "-i", str(media), "-t", f"{LENGTH}"),
            *("-vf", f"ass={script}:fontsdir={fonts}", "-c:v", "libx264", "-preset", "veryfast"),
            *("-crf", "21", "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "192k"),
            *("-movflags", "+faststart", str(out)),
        )
        by_hand.cpu = _cpu() - before  # type: ignore[attr-defined]


def _ffmpeg(*arguments: str) -> None:
    subprocess.run([ffmpeg_path(), "-y", "-nostdin", "-v", "error", *arguments], check=True)


def _cpu() -> float:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    usage = [resource.getrusage(kind) for kind in kinds]
    return sum(u.ru_utime + u.ru_stime for u in usage)


def _cost(work: Callable[[], object]) -> tuple[float, float]:
    """CPU and wall seconds."""
    cpu, wall = _cpu(), time.perf_counter()
    work()
    return _cpu() - cpu, time.perf_counter() - wall


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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--positions", nargs="*", type=float, default=[24.0, 1794.0, 3574.0])
    parser.add_argument("--clips", type=int, default=8)
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--moviepy", metavar="PYTHON")
    asked = parser.parse_args()
    media = hour()
    aligned = alignment(probe(media).duration)
    folder = Path(tempfile.mkdtemp(prefix="pullquote-benchmark-"))
    options = ExportOptions(force=True, sidecar=None)
    passed = True

    # Imports and caches are not what is measured.
    export_clips(media, aligned, [Passage(0, 1, "", TimeSpan(1, 1.4))], folder / "w.mp4", options)
    print("one 20-second captioned clip of 1080p, CPU seconds (best of each)")
    print("   position      ours   by hand   ratio")
    best: list[float] = []
    for start in asked.positions:
        chosen = passage(aligned, start)
        ours, hand = [], []
        for _ in range(asked.repeat):
            ours.append(
                _cost(lambda: export_clips(media, aligned, [chosen], folder / "a.mp4", options))[0]  # noqa: B023
            )
            by_hand(media, aligned, chosen, folder / "b.mp4")
            hand.append(by_hand.cpu)  # type: ignore[attr-defined]
        ratio = min(ours) / min(hand)
        best.append(min(ours))
        passed &= ratio <= ALLOWED
        print(f"{start:>9.0f} s {min(ours):>9.2f} {min(hand):>9.2f} {ratio:>7.3f}", flush=True)

    if asked.clips:
        starts = [100.0 + 437.0 * n for n in range(asked.clips)]
        starts = [round(start / 0.4) * 0.4 for start in starts]
        chosen_ones = [passage(aligned, start) for start in starts]
        cpu, wall = _cost(
            lambda: export_clips(media, aligned, chosen_ones, folder / "many", options)
        )
        one = statistics.median(best)
        passed &= cpu <= ALLOWED * one * asked.clips
        print(
            f"{asked.clips} clips at once: {cpu:.1f} CPU s, {cpu / asked.clips:.2f} each "
            f"({cpu / asked.clips / one:.3f} of one alone), {wall:.1f} s by the clock, "
            f"{cpu / wall:.2f} of {os.cpu_count()} cores busy"
        )
    if asked.moviepy:
        from clips.fonts import FONTS_DIR

        chosen = passage(aligned, asked.positions[-1])
        command = [asked.moviepy, "-c", MOVIEPY, str(media), str(chosen.span.start)]
        command += [str(FONTS_DIR / "NotoSans-Regular.ttf"), str(folder / "m.mp4")]
        environment = {**os.environ, "IMAGEIO_FFMPEG_EXE": ffmpeg_path()}
        cpu, wall = _cost(
            lambda: subprocess.run(command + chosen.text.split(), check=True, env=environment)
        )
        print(f"moviepy, the same clip at {chosen.span.start:.0f} s: {cpu:.1f} CPU s, {wall:.1f} s")
    shutil.rmtree(folder)
    print("PASS" if passed else "FAIL", f"(allowed: {ALLOWED} times)")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
