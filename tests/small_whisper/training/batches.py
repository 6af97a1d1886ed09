"""Training examples: windows of joined and altered speech, and what there is to recognise."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from faster_whisper.feature_extractor import FeatureExtractor
from network import FRAMES_PER_SECOND, LONGEST
from speech_data import RATE, Interval, Speech, Utterance
from targets import IGNORED, PAUSE, Batch, Sound, Target, guides, moved, resampled
from tokenizers import Tokenizer
from torch import Tensor

PUNCTUATION = ".,?"


class Windows:
    """An endless supply of batches."""

    def __init__(self, work: Path, voices: Sequence[str], seed: int = 0) -> None:
        self.tokenizer = Tokenizer.from_file(str(work / "tokenizer.json"))
        self.speech = {voice: Speech(work, voice) for voice in voices}
        names = sorted({n for speech in self.speech.values() for n in speech.phone_names()})
        self.phone_ids = {name: number for number, name in enumerate(names)}
        self._chance = random.Random(seed)
        self._noise = np.random.default_rng(seed)
        self._filters = torch.from_numpy(FeatureExtractor().mel_filters)
        self._hann = torch.hann_window(400)
        self._cache: dict[str, list[tuple[int, int]]] = {}
        ident = self.tokenizer.token_to_id
        self.end_of_text = ident("<|endoftext|>")
        self.first_timestamp = ident("<|0.00|>")
        self._special = {
            name: ident(f"<|{name}|>")
            for name in (
                "startoftranscript",
                "startofprev",
                "notimestamps",
                "nospeech",
                "en",
                "transcribe",
            )
        }

    def batch(self, count: int, seconds: float) -> Batch:
        """So many windows of so many seconds, at random places in Whisper's 30."""
        frames = int(seconds * FRAMES_PER_SECOND)
        sounds, targets, offsets, pieces = [], [], [], []
        for _ in range(count):
            sound = self._sound(seconds, full=self._happens(0.6 if seconds < 29 else 0.4))
            offset = self._chance.randint(0, 1500 - frames) if self._happens(0.85) else 0
            split = self._happens(0.25)
            target = self._target(sound, seconds, offset, split)
            sounds.append(sound)
            targets.append(target)
            offsets.append(offset)
            pieces.append(self._frame_pieces(target, frames, known=not split))
        length = max(len(target.tokens) for target in targets)
        tokens = torch.full((count, length), self.end_of_text)
        counts = torch.zeros(count, length)
        for row, target in enumerate(targets):
            tokens[row, : len(target.tokens)] = torch.tensor(target.tokens)
            counts[row, : len(target.tokens)] = torch.tensor(target.counts, dtype=torch.float)
        phones = torch.from_numpy(np.stack([sound.phones for sound in sounds]))
        for row, sound in enumerate(sounds):
            phones[row, int(sound.end * FRAMES_PER_SECOND) :] = IGNORED
        return Batch(
            self._features(sounds),
            tokens,
            counts,
            torch.tensor(offsets),
            phones,
            torch.from_numpy(np.stack(pieces)),
            guides(targets, frames),
        )

    def _happens(self, probability: float) -> bool:
        return self._chance.random() < probability

    def _utterance(self, voice: str) -> Utterance:
        speech = self.speech[voice]
        return speech[self._chance.randrange(len(speech))]

    def _varied(self, voice: str) -> Utterance:
        """An utterance, perhaps crossed with another and changed in tempo, its silence trimmed."""
        uniform = self._chance.uniform
        spoken = self._utterance(voice)
        if self._happens(0.35):
            # Halves of two sentences: so the decoder cannot learn the text by heart.
            spoken = self._crossed(spoken, self._utterance(voice))
        if self._happens(0.5):
            spoken = resampled(spoken, uniform(0.93, 1.08))
        first = max(0.0, spoken.words[0][1] - uniform(0.02, 0.25))
        last = spoken.words[-1][2] + uniform(0.03, 0.25)
        return Utterance(
            spoken.samples[int(first * RATE) : int(last * RATE)],
            moved(spoken.words, -first),
            moved([phone for phone in spoken.phones if phone[2] > first], -first),
        )

    def _crossed(self, first: Utterance, second: Utterance) -> Utterance:
        if len(first.words) < 3 or len(second.words) < 3:
            return first
        left = self._chance.randint(1, len(first.words) - 1)
        right = self._chance.randint(1, len(second.words) - 1)
        out, back = first.words[left - 1][2], second.words[right - 1][2]
        return Utterance(
            np.concatenate([first.samples[: int(out * RATE)], second.samples[int(back * RATE) :]]),
            (*first.words[:left], *moved(second.words[right:], out - back)),
            (
                *(phone for phone in first.phones if phone[2] <= out + 0.001),
                *moved([p for p in second.phones if p[1] >= back - 0.001], out - back),
            ),
        )

    def _sound(self, seconds: float, *, full: bool) -> Sound:
        """Sentences with pauses until the window is full or, if not `full`, some time earlier."""
        chance = self._chance
        samples = np.zeros(int(seconds * RATE), np.float32)
        phones = np.full(int(seconds * FRAMES_PER_SECOND), self.phone_ids[PAUSE], np.int64)
        sentences: list[list[Interval]] = []
        stop = seconds
        if not full and self._happens(0.7):
            stop = min(seconds, chance.uniform(1, 12 if self._happens(0.7) else seconds))
        clock = chance.choice([0.0, chance.uniform(0, 1.2)])
        voices = [chance.choice(list(self.speech))]
        if self._happens(0.3):
            voices = list(self.speech)
        is_silent = self._happens(0.03)
        while clock < stop - 0.3 and not is_silent:
            spoken = self._varied(chance.choice(voices))
            length = len(spoken.samples) / RATE
            if not full and clock + length > stop and sentences:
                break
            first = int(clock * RATE)
            piece = spoken.samples[: len(samples) - first] * chance.uniform(0.4, 1)
            samples[first : first + len(piece)] += piece
            sentences.append(list(moved(spoken.words, clock)))
            for name, start, end in moved(spoken.phones, clock):
                here = slice(max(0, round(start * 50)), max(0, round(end * 50)))
                phones[here] = self.phone_ids.get(name, self.phone_ids[PAUSE])
            pause = (0, 0.3) if self._happens(0.5) else (0.2, 1.5)
            clock += length + chance.uniform(*pause)
        end = seconds
        if is_silent:
            end = chance.uniform(min(2, seconds), seconds)
        elif sentences and not full:
            end = min(seconds, sentences[-1][-1][2] + chance.uniform(0, 0.8))
        return Sound(self._noisy(samples, always=is_silent), sentences, phones, end)

    def _noisy(self, samples: npt.NDArray[np.float32], *, always: bool) -> npt.NDArray[np.float32]:
        """The samples with white or dull noise, with almost none, or as they are."""
        roll = self._chance.random()
        white = self._noise.standard_normal(len(samples)).astype(np.float32)
        if roll >= 0.4 and not always:
            return samples + white * 1e-4 if roll < 0.8 else samples
        if self._happens(0.5):
            width = self._chance.choice([2, 4, 8])
            white = np.convolve(white, np.ones(width) / 2, "same").astype(np.float32)
        level = float(np.sqrt((samples**2).mean())) + 1e-4
        ratio = 10 ** (-self._chance.uniform(8, 45) / 20)
        return samples + (white * level * ratio).astype(np.float32)

    def _features(self, sounds: Sequence[Sound]) -> Tensor:
        """Whisper's log-mel, with a random tilt, and zeros after each sound's end."""
        count = len(sounds)
        wave = torch.from_numpy(np.stack([sound.samples for sound in sounds]))
        spectrum = torch.stft(wave, 400, 160, window=self._hann, return_complex=True)
        power = spectrum[..., :-1].abs() ** 2
        mel = torch.log10(torch.clamp(self._filters @ power, min=1e-10))
        tilt = torch.randn(count, 1, 1) * 0.2 * torch.linspace(-1, 1, 80)[None, :, None]
        mel = torch.clamp(mel + tilt, min=-10)
        top = mel.amax((1, 2), keepdim=True) + torch.rand(count, 1, 1) * 0.5
        mel = (torch.maximum(mel, top - 8) + 4) / 4
        for row, sound in enumerate(sounds):
            mel[row, :, int(sound.end * 100) :] = 0
        return mel

    def _pieces(self, word: str, *, split: bool) -> list[tuple[int, int]]:
        """The word's tokens, and how many letters each holds; `split` chops at random."""
        if not split and word in self._cache:
            return self._cache[word]
        self.tokenizer.model.dropout = 0.15 if split else None
        encoding = self.tokenizer.encode(f" {word}", add_special_tokens=False)
        self.tokenizer.model.dropout = None
        pieces = [
            (ident, len(text.removeprefix("Ġ")))
            for ident, text in zip(encoding.ids, encoding.tokens, strict=True)
        ]
        if not split:
            self._cache[word] = pieces
        return pieces

    def _target(self, sound: Sound, seconds: float, offset: int, split: bool) -> Target:
        """Prompt, text with or without timestamps, and end, each token with its place."""
        special = self._special
        stamped = self._happens(0.5)
        text = self._text(sound, seconds, offset if stamped else None, split)
        target = Target()
        if self._happens(0.3):
            for token in self._prompt():
                target.add(token, counts=False)
        target.add(special["startoftranscript"], counts=False)
        if not text.tokens:
            target.add(special["nospeech"])
        else:
            if self._happens(0.5):
                target.add(special["en"])
                target.add(special["transcribe"])
            if not stamped:
                target.add(special["notimestamps"], counts=False)
            for token, frames in zip(text.tokens, text.frames, strict=True):
                target.add(token, frames)
        spoken_until = sound.sentences[-1][-1][2] + 0.3 if sound.sentences else 0.0
        rest = (min(spoken_until, sound.end - 0.06), sound.end)
        target.add(self.end_of_text, (rest[0] * 50, rest[1] * 50))
        return Target(target.tokens[:LONGEST], target.counts[:LONGEST], target.frames[:LONGEST])

    def _text(self, sound: Sound, seconds: float, offset: int | None, split: bool) -> Target:
        """The sentences' tokens; `offset` in frames of 0.02 s asks for timestamps around them."""
        text = Target()

        def stamp(time: float, frames: tuple[float, float]) -> None:
            if offset is not None:
                number = min(1500, max(0, round(time * 50) + offset))
                text.add(self.first_timestamp + number, frames)

        for number, words in enumerate(sound.sentences):
            is_cut = words[-1][2] > seconds - 0.02
            if is_cut and words[0][1] > seconds - 0.1:
                break
            begin = words[0][1]
            stamp(begin, (begin * 50 - 2, begin * 50 + 3))
            if offset is not None and is_cut and number > 0:
                break  # Whisper ends a cut window with the start of the sentence to come
            following = sound.sentences[number + 1 :]
            after = following[0][0][1] if following else sound.end
            for place, word in enumerate(words):
                if word[2] > seconds:
                    break
                is_last = place + 1 == len(words)
                until = after if is_last else words[place + 1][1]
                self._add_word(text, word, until, 1.5 if is_last else 0.4, split)
            end = words[-1][2]
            if not is_cut:
                stamp(end, (end * 50 - 3, end * 50 + 2))
        return text

    def _add_word(
        self, text: Target, word: Interval, until: float, longest_pause: float, split: bool
    ) -> None:
        """A word's pieces share its time by their letters; punctuation has the pause after it."""
        written, start, end = word
        letters, done = len(written.rstrip(PUNCTUATION)), 0
        for ident, count in self._pieces(written, split=split):
            if self.tokenizer.id_to_token(ident) in tuple(PUNCTUATION):
                pause = max(0.04, min(until - end, longest_pause))
                text.add(ident, (end * 50, (end + pause) * 50))
                continue
            share = (end - start) / letters
            reach = max(done + count, done + 0.5)
            text.add(ident, ((start + share * done) * 50, (start + share * reach) * 50))
            done += count

    def _prompt(self) -> list[int]:
        """Text said before, as faster-whisper gives it: mostly with timestamps, 223 tokens."""
        chance, tokens = self._chance, []
        clock, stamped = chance.uniform(0, 3), self._happens(0.75)
        for _ in range(chance.randint(1, 12)):
            words = self._utterance(chance.choice(list(self.speech))).words
            said = [ident for word in words for ident, _ in self._pieces(word[0], split=False)]
            later = min(30.0, clock + len(said) * 0.25)
            if stamped:
                stamps = [self.first_timestamp + round(time * 50) for time in (clock, later)]
                said = [stamps[0], *said, stamps[1]]
            tokens += said
            clock = later + 0.4 if later < 27 else 0.0
        return [self._special["startofprev"], *tokens[-223:]]

    def _frame_pieces(self, target: Target, frames: int, *, known: bool) -> npt.NDArray[np.int64]:
        pieces = np.full(frames, IGNORED, np.int64)
        if known:
            for token, place in zip(target.tokens, target.frames, strict=True):
                is_word = token < self.end_of_text
                if place and is_word and self.tokenizer.id_to_token(token) not in PUNCTUATION:
                    pieces[max(0, round(place[0])) : max(0, round(place[1]))] = token
        return pieces
