"""Whisper's architecture in small, with the starting point and the extra outputs for training.

What a full training run finds by itself in weeks is built in here: encoder heads that begin by
looking a few frames to either side, timestamps whose embeddings are a linear map of sinusoids,
and two linear outputs that classify every encoder frame (dropped on export).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

FRAMES_PER_SECOND = 50
"""Of the encoder."""
LONGEST = 448
"""Tokens that the decoder has positions for."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """The size of the network."""

    tokens: int
    first_timestamp: int
    """Id of `<|0.00|>`; all tokens from there on are timestamps."""
    phones: int
    width: int = 128
    heads: int = 4
    encoder_layers: int = 3
    decoder_layers: int = 3
    inner: int = 512


def sinusoids(length: int, width: int) -> Tensor:
    """Whisper's position table, shape (length, width): sines, then cosines."""
    step = math.log(10_000) / (width // 2 - 1)
    rates = torch.exp(-step * torch.arange(width // 2))
    angles = torch.arange(length)[:, None] * rates[None]
    return torch.cat([angles.sin(), angles.cos()], dim=1)


class Attention(nn.Module):
    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.q_proj = nn.Linear(width, width)
        self.k_proj = nn.Linear(width, width, bias=False)
        self.v_proj = nn.Linear(width, width)
        self.out_proj = nn.Linear(width, width)

    def forward(
        self, x: Tensor, memory: Tensor | None = None, *, causal: bool = False
    ) -> tuple[Tensor, Tensor | None]:
        """The output, and over a memory the log of the attention (batch, heads, rows, frames)."""
        source = x if memory is None else memory
        batch, rows, width = x.shape

        def split(values: Tensor) -> Tensor:
            return values.view(batch, -1, self.heads, width // self.heads).transpose(1, 2)

        query, key = split(self.q_proj(x)), split(self.k_proj(source))
        value = split(self.v_proj(source))
        attention = None
        if memory is None:
            mixed = functional.scaled_dot_product_attention(query, key, value, is_causal=causal)
        else:
            scores = query @ key.transpose(2, 3) / math.sqrt(width // self.heads)
            attention = scores.log_softmax(-1)
            mixed = attention.exp() @ value
        return self.out_proj(mixed.transpose(1, 2).reshape(batch, rows, width)), attention


class Layer(nn.Module):
    def __init__(self, sizes: Sizes, *, decodes: bool) -> None:
        super().__init__()
        width = sizes.width
        self.decodes = decodes
        self.self_attn = Attention(width, sizes.heads)
        self.self_attn_layer_norm = nn.LayerNorm(width)
        if decodes:
            self.encoder_attn = Attention(width, sizes.heads)
            self.encoder_attn_layer_norm = nn.LayerNorm(width)
        self.fc1 = nn.Linear(width, sizes.inner)
        self.fc2 = nn.Linear(sizes.inner, width)
        self.final_layer_norm = nn.LayerNorm(width)

    def forward(
        self, x: Tensor, memory: Tensor | None = None, dropout: float = 0.0
    ) -> tuple[Tensor, Tensor | None]:
        def drop(values: Tensor) -> Tensor:
            return functional.dropout(values, dropout, self.training)

        attention = None
        x = x + drop(self.self_attn(self.self_attn_layer_norm(x), causal=self.decodes)[0])
        if self.decodes:
            seen, attention = self.encoder_attn(self.encoder_attn_layer_norm(x), memory)
            x = x + drop(seen)
        inner = functional.gelu(self.fc1(self.final_layer_norm(x)))
        return x + drop(self.fc2(inner)), attention


class SmallWhisper(nn.Module):
    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        width = sizes.width
        self.sizes = sizes
        self.conv1 = nn.Conv1d(80, width, 3, padding=1)
        self.conv2 = nn.Conv1d(width, width, 3, stride=2, padding=1)
        self.register_buffer("positions", sinusoids(1500, width))
        self.encoder = nn.ModuleList(
            Layer(sizes, decodes=False) for _ in range(sizes.encoder_layers)
        )
        self.encoder_norm = nn.LayerNorm(width)
        self.embedding = nn.Embedding(sizes.first_timestamp, width)
        nn.init.normal_(self.embedding.weight, std=0.05)
        self.timestamp_map = nn.Linear(width, width)
        nn.init.normal_(self.timestamp_map.weight, std=0.05 / math.sqrt(width / 2))
        self.register_buffer("moments", sinusoids(sizes.tokens - sizes.first_timestamp, width))
        self.token_positions = nn.Parameter(sinusoids(LONGEST, width) * 0.05)
        self.decoder = nn.ModuleList(
            Layer(sizes, decodes=True) for _ in range(sizes.decoder_layers)
        )
        self.decoder_norm = nn.LayerNorm(width)
        self.frame_phone = nn.Linear(width, sizes.phones)
        self.frame_piece = nn.Linear(width, width)
        self._start_well()

    @torch.no_grad()
    def _start_well(self) -> None:
        # The sound would come in five times weaker than the position table.
        self.conv1.weight *= 2.0
        self.conv2.weight *= 3.0
        for number, offsets in enumerate(((-3, 3, -6, 6), (-9, 9, -1, 2))):
            if number < len(self.encoder):
                self._look_around(self.encoder[number].self_attn, offsets)

    def _look_around(self, attention: Attention, offsets: tuple[int, ...]) -> None:
        """Makes each head look so many frames to the side: a rotation of the sinusoids."""
        width = self.sizes.width
        half, size = width // 2, width // self.sizes.heads
        rates = torch.exp(-math.log(10_000) / (half - 1) * torch.arange(half))
        chosen = torch.linspace(0, 26, size // 2).round().long().tolist()
        strength = 1.5
        for head, offset in enumerate(offsets[: self.sizes.heads]):
            key, query = torch.zeros(size, width), torch.zeros(size, width)
            for row, rate in enumerate(chosen):
                turn = float(rates[rate]) * offset
                key[2 * row, rate] = key[2 * row + 1, half + rate] = strength
                query[2 * row, rate] = query[2 * row + 1, half + rate] = strength * math.cos(turn)
                query[2 * row, half + rate] = strength * math.sin(turn)
                query[2 * row + 1, rate] = -strength * math.sin(turn)
            rows = slice(head * size, (head + 1) * size)
            attention.q_proj.weight[rows] = query + 0.2 * attention.q_proj.weight[rows]
            attention.k_proj.weight[rows] = key + 0.2 * attention.k_proj.weight[rows]

    def token_table(self) -> Tensor:
        """Embeddings of all tokens, the timestamps' computed from their moments."""
        return torch.cat([self.embedding.weight, self.timestamp_map(self.moments)])

    def encode(self, mel: Tensor, offsets: Tensor) -> Tensor:
        """Encoder output for log-mel (batch, 80, frames); each item begins at its own offset."""
        x = functional.gelu(self.conv1(mel))
        x = functional.gelu(self.conv2(x)).transpose(1, 2)
        length = x.shape[1]
        x = x + torch.stack([self.positions[offset : offset + length] for offset in offsets])
        for layer in self.encoder:
            x, _ = layer(x)
        return self.encoder_norm(x)

    def decode(
        self, memory: Tensor, tokens: Tensor, dropout: float = 0.0
    ) -> tuple[Tensor, list[Tensor]]:
        """Scores of the next token at each place, and the log attention of each layer."""
        table = self.token_table()
        x = functional.embedding(tokens, table) + self.token_positions[: tokens.shape[1]]
        attentions = []
        for layer in self.decoder:
            x, attention = layer(x, memory, dropout)
            attentions.append(attention)
        return self.decoder_norm(x) @ table.T, attentions
