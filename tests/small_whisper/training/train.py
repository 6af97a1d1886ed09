"""Trains the small Whisper: `python train.py WORK [--minutes 45]` writes WORK/checkpoint.pt.

Four losses: the tokens; the phone and the word piece of every encoder frame, which teach the
encoder to hear long before the decoder asks for anything; and the distance between one head's
attention in each decoder layer and the place where the token is spoken.
"""

from __future__ import annotations

import argparse
import math
import time
from pathlib import Path

import torch
from batches import Windows
from network import Sizes, SmallWhisper
from targets import IGNORED, Batch
from torch import Tensor
from torch.nn import functional

RATE = 1.5e-3
"""Highest learning rate."""


def losses(model: SmallWhisper, batch: Batch) -> tuple[Tensor, dict[str, float]]:
    """The loss to go down, and its parts for people."""
    memory = model.encode(batch.mel, batch.offsets)
    phone = functional.cross_entropy(
        model.frame_phone(memory).flatten(0, 1), batch.phones.flatten(), ignore_index=IGNORED
    )
    known = batch.pieces >= 0
    piece = torch.zeros(())
    if known.any():
        scores = model.frame_piece(memory[known]) @ model.embedding.weight.T
        piece = functional.cross_entropy(scores, batch.pieces[known])
    scores, attentions = model.decode(memory, batch.tokens[:, :-1], dropout=0.05)
    expected, counts = batch.tokens[:, 1:].flatten(), batch.counts[:, 1:].flatten()
    each = functional.cross_entropy(scores.flatten(0, 1), expected, reduction="none")
    token = (each * counts).sum() / counts.sum()
    guide = guide_loss(attentions, batch)
    right = (scores.argmax(-1).flatten() == expected) * counts
    parts = {"token": token, "phone": phone, "piece": piece, "guide": guide}
    report = {name: value.item() for name, value in parts.items()}
    report["right"] = float(right.sum() / counts.sum())
    return token + 0.5 * phone + 0.7 * piece + 0.5 * guide, report


def guide_loss(attentions: list[Tensor], batch: Batch) -> Tensor:
    """Kullback-Leibler divergence of head 0's attention from the spoken place, mean of layers.

    In the first layer the head follows the token that is read, in the others the one to predict.
    """
    item, place, first, last = batch.guides
    frames = torch.arange(attentions[0].shape[-1])
    inside = (frames >= first[:, None]) & (frames < last[:, None])
    wanted = inside / inside.sum(1, keepdim=True)
    entropy = (wanted * wanted.clamp(min=1e-9).log()).sum(1)

    def divergence(attention: Tensor, rows: Tensor, shift: int) -> Tensor:
        found = attention[:, 0][item[rows], place[rows] + shift]
        return (entropy[rows] - (wanted[rows] * found).sum(1)).mean()

    everything = torch.ones_like(place, dtype=torch.bool)
    readable = place + 1 < attentions[0].shape[2]
    terms = [divergence(attentions[0], readable, 1)]
    terms += [divergence(attention, everything, 0) for attention in attentions[1:]]
    return sum(terms, torch.zeros(())) / len(terms)


def window_sizes(windows: Windows, done: float) -> tuple[int, float]:
    """Numbers of windows and their seconds: short ones first, Whisper's own length at the end."""
    chance = windows._chance
    share_of_full = 0.02 if done < 0.3 else 0.08 if done < 0.68 else 0.6
    if chance.random() < share_of_full:
        return 2, 30.0
    return chance.choice([(6, 8.0), (5, 10.0), (3, 14.0)]) if done > 0.3 else (8, 6.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--minutes", type=float, default=45.0)
    parser.add_argument("--voices", default="slt,rms,awb,kal16")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(0)
    windows = Windows(arguments.work, arguments.voices.split(","))
    tokens = windows.tokenizer.get_vocab_size()
    model = SmallWhisper(Sizes(tokens, windows.first_timestamp, len(windows.phone_ids)))
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, betas=(0.9, 0.98), weight_decay=0.01)
    begun, step = time.monotonic(), 0
    recent: list[dict[str, float]] = []
    while (done := (time.monotonic() - begun) / (arguments.minutes * 60)) < 1:
        rate = RATE * min(1, (step + 1) / 100)
        rate *= 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * done))
        for group in optimizer.param_groups:
            group["lr"] = rate
        model.train()
        loss, report = losses(model, windows.batch(*window_sizes(windows, done)))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        step += 1
        recent.append(report)
        if step % 50 == 0:
            means = {name: sum(r[name] for r in recent) / len(recent) for name in report}
            print(step, *(f"{name} {mean:.3f}" for name, mean in means.items()), flush=True)
            recent.clear()
    torch.save(
        {"state": model.state_dict(), "sizes": model.sizes}, arguments.work / "checkpoint.pt"
    )


if __name__ == "__main__":
    main()
