"""Trains the network of `placing.edges`: `python -m benchmarks.training.edges.train WORK`.

Reads what `benchmarks.training.edges.examples` wrote. With `--held-out` nothing is written: for
every voice a network is trained on all others, and what it brings on that voice is printed, and on
speech labelled by hand. Needs PyTorch; two minutes a network on one core.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from benchmarks.training.edges.examples import KINDS
from benchmarks.training.edges.speech import SPEEDS, VOICES
from pullquote.align.placing import edges as boundaries
from pullquote.align.placing.edges import BANDS, FRAMES, PHONES, UNIT

PASSES = 12
BATCH = 128
JITTER = 4
"""Frames by which the middle is moved at most: the place itself should tell little."""
NOISE = 0.5
_HOP_UNITS = 0.5
"""A frame in units of the network's output."""
SAME_SPEAKER = {"slt": "cmu_us_slt_arctic_hts", "cmu_us_slt_arctic_hts": "slt"}

Examples = dict[str, np.ndarray]


class Network(nn.Module):
    """The network of `placing.edges`; its parts are named as in the stored weights."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv1d(BANDS, 48, 5, padding=2)
        self.conv2 = nn.Conv1d(48, 48, 5, padding=2)
        self.conv3 = nn.Conv1d(48, 32, 5, padding=2, stride=2)
        self.left = nn.Embedding(len(PHONES), 8)
        self.right = nn.Embedding(len(PHONES), 8)
        self.inner = nn.Linear(32 * FRAMES // 2 + 16, 64)
        self.drop = nn.Dropout(0.3)
        self.outer = nn.Linear(64, 1)

    def forward(self, sound: Tensor, phones: Tensor) -> Tensor:
        """Pictures (n, FRAMES, BANDS) and phones (n, 2) to offsets (n,) in UNIT."""
        hidden = torch.relu(self.conv1(sound.transpose(1, 2)))
        hidden = torch.relu(self.conv3(torch.relu(self.conv2(hidden))))
        known = [hidden.flatten(1), self.left(phones[:, 0]), self.right(phones[:, 1])]
        inner = self.drop(torch.relu(self.inner(torch.cat(known, 1))))
        offsets: Tensor = self.outer(inner)[:, 0]
        return offsets


def read_examples(work: Path, names: Sequence[str]) -> Examples:
    """The examples of these recordings together."""
    parts = [dict(np.load(work / f"{name}.npz")) for name in names]
    return {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}


def train(examples: Examples, seed: int = 0) -> Network:
    """A network that has learned from these."""
    torch.manual_seed(seed)
    network = Network()
    sound = torch.tensor(examples["sound"].astype(np.float32))
    phones = torch.tensor(examples["phones"])
    offset = torch.tensor(examples["offset"]) / UNIT
    steps = PASSES * -(-len(offset) // BATCH)
    optimizer = torch.optim.AdamW(network.parameters(), 3e-3, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 3e-3, total_steps=steps)
    frames = torch.arange(FRAMES)
    for _ in range(PASSES):
        for chosen in torch.randperm(len(offset)).split(BATCH):
            moved = torch.randint(-JITTER, JITTER + 1, (len(chosen),))
            places = (frames + moved[:, None]).clamp(0, FRAMES - 1)
            seen = sound[chosen[:, None], places]
            # Each band louder or softer: other voices and microphones.
            seen = seen + NOISE * (torch.randn_like(seen) + torch.randn(len(chosen), 1, BANDS))
            goal = offset[chosen] - moved * _HOP_UNITS
            loss = nn.functional.smooth_l1_loss(network(seen, phones[chosen]), goal)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return network.eval()


def residues(network: Network, examples: Examples) -> np.ndarray:
    """Errors of the edges after correction, seconds, shape (n,)."""
    with torch.no_grad():
        sound = torch.tensor(examples["sound"].astype(np.float32))
        offsets = network(sound, torch.tensor(examples["phones"])).numpy() * UNIT
    limit = boundaries.FURTHEST
    residue: np.ndarray = examples["offset"] - boundaries.BELIEF * np.clip(offsets, -limit, limit)
    return residue


def recordings(voices: Sequence[str]) -> list[str]:
    """The names of all recordings of these voices."""
    return [name for voice in voices for name in (voice, *(f"{voice}_{s}" for s in SPEEDS))]


def print_held_out(work: Path) -> None:
    """Mean error and share over 30 ms of edges, before and after, on voices not learned from."""
    hand = sorted(path.stem for path in work.glob("hand_*.npz"))
    print(f"{'mean ms, over 30 ms':28s}" + "".join(f"{kind:>30s}" for kind in KINDS))
    for voice in VOICES:
        others = [v for v in VOICES if v not in (voice, SAME_SPEAKER.get(voice))]
        network = train(read_examples(work, recordings(others)))
        print(_row(voice, network, read_examples(work, [voice])), flush=True)
        print(_row(f"  by hand, without {voice}", network, read_examples(work, hand)), flush=True)


def _row(name: str, network: Network, examples: Examples) -> str:
    after = residues(network, examples)
    cells = []
    for number in range(len(KINDS)):
        chosen = examples["kind"] == number
        before_after = [1e3 * np.abs(e[chosen]) for e in (examples["offset"], after)]
        cells.append(" to ".join(f"{e.mean():4.1f} {np.mean(e > 30):5.1%}" for e in before_after))
    return f"{name:28s}" + "".join(f"{cell:>30s}" for cell in cells)


def main() -> None:
    """Train on all voices and store the weights, or test on voices left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--held-out", action="store_true")
    arguments = parser.parse_args()
    torch.set_num_threads(1)  # more are slower for a network this small
    if arguments.held_out:
        print_held_out(arguments.work)
        return
    network = train(read_examples(arguments.work, recordings(VOICES)))
    weights = {name: w.numpy().astype(np.float16) for name, w in network.state_dict().items()}
    np.savez(Path(boundaries.__file__).with_name("edges.npz"), **weights)


if __name__ == "__main__":
    main()
