"""Text of made words."""

from __future__ import annotations

import random


def text_of(count, seed, vocabulary=400):
    """Running text of made-up words, common ones often."""
    chooser = random.Random(seed)
    return [f"w{int(vocabulary * chooser.random() ** 2)}" for _ in range(count)]
