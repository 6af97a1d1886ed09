"""Makes the recordings that the benchmarks use: `python -m benchmarks.recordings.make [NAME …]`.

Each becomes `benchmarks/work/NAME.flac` (16 kHz mono), `NAME.txt` (the transcript) and
`NAME.truth.json` (see `recordings.truth`). Recordings that exist are kept, unless `--again` is
given.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from benchmarks.recordings import real_speech, synthetic, troubled_talks
from benchmarks.recordings.truth import Recording, Samples, Truth, shared_data, write_recording

SEED = 20_261
Made = tuple[Samples, str, Truth]


def make_libri() -> Made:
    """Ten readers of LibriSpeech, lower-case text without punctuation."""
    return real_speech.join(real_speech.read_clips(shared_data(), "librispeech"), SEED)


def make_ljs() -> Made:
    """One reader of LJ Speech, punctuated text."""
    return real_speech.join(real_speech.read_clips(shared_data(), "ljspeech_32"), SEED)


def make_libri_noisy() -> Made:
    """Both together, a quarter of an hour, in pink noise 10 dB below the speech."""
    data = shared_data()
    clips = real_speech.read_clips(data, "librispeech") + real_speech.read_clips(
        data, "ljspeech_32"
    )
    sound, text, truth = real_speech.join(clips, SEED + 1)
    return real_speech.add_pink_noise(sound, 10, SEED), text, truth


def make_speeches() -> Made:
    """All real speech there is, every reader in another room with another noise (5 to 20 dB)."""
    data = shared_data()
    readers = real_speech.read_clips(data, "librispeech")
    groups: dict[str, list[real_speech.Clip]] = {}
    for clip in readers + real_speech.read_clips(data, "ljspeech_32"):
        groups.setdefault(clip.group, []).append(clip)
    between = [real_speech.read_clips(data, folder) for folder in real_speech.LABELLED]
    clips: list[real_speech.Clip] = []
    for number, group in enumerate(groups.values()):
        clips += group
        if number < len(between):
            clips += between[number]
    return real_speech.join(clips, SEED + 2, real_speech.Rooms(SEED))


RECORDINGS: dict[str, Callable[[], Made]] = {
    "talk5": lambda: synthetic.clean_talk(SEED + 5, 5),
    "talk5_damaged": lambda: synthetic.damaged_talk(SEED + 5, 5),
    "known5": lambda: synthetic.known_talk(SEED + 6, 5),
    "talk40": lambda: synthetic.clean_talk(SEED, 40),
    "talk40_damaged": lambda: synthetic.damaged_talk(SEED, 40),
    "libri": make_libri,
    "ljs": make_ljs,
    "libri_noisy": make_libri_noisy,
    "speeches": make_speeches,
    "interview": lambda: troubled_talks.interview(SEED + 11),
    "refrain": lambda: troubled_talks.refrain(SEED + 12),
    "excerpt": lambda: troubled_talks.excerpt(SEED + 13),
    "part_of_book": lambda: troubled_talks.part_of_book(SEED + 14),
    "music": lambda: troubled_talks.music(SEED + 15),
    "skipping": lambda: troubled_talks.skipping(SEED + 16),
    "talk180": lambda: synthetic.clean_talk(SEED + 180, 180),
}
"""Every recording by name; the five-minute ones are for quick looks while developing."""


def make_recording(name: str, *, again: bool = False) -> Recording:
    """The recording, made first where it is not there."""
    recording = Recording(name)
    if again or not recording.is_made:
        started = time.process_time()
        sound, text, truth = RECORDINGS[name]()
        write_recording(recording, sound, text, truth)
        print(
            f"{name}: {truth.duration / 60:.1f} minutes, {len(truth.tokens)} tokens, "
            f"made in {time.process_time() - started:.0f} CPU-s",
            flush=True,
        )
    return recording


def main() -> None:
    """Make the recordings named on the command line, all without names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *RECORDINGS], metavar="NAME")
    parser.add_argument("--again", action="store_true", help="make anew what is there")
    arguments = parser.parse_args()
    for name in arguments.names or RECORDINGS:
        make_recording(name, again=arguments.again)


if __name__ == "__main__":
    main()
