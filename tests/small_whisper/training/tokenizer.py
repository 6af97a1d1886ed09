"""A tokenizer of Whisper's kind with a vocabulary of a thousand pieces: `python tokenizer.py WORK`.

Whisper's byte-level byte-pair encoding, trained on the small language, then the special tokens in
the order that faster-whisper and CTranslate2 take for granted: text, end, start, languages,
tasks, markers, and last the 1,501 timestamps.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from sentences import SentenceMaker
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers
from vocabulary import words

LANGUAGES = words(
    "en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no "
    "th ur hr bg lt la mi ml cy sk te fa lv bn sr az sl kn et mk br eu is hy ne mn bs kk sq sw "
    "gl mr pa si km sn yo so af oc ka be tg sd gu am yi lo uz fo ht ps tk nn mt sa lb my bo tl "
    "mg as tt haw ln ha ba jw su"
)
SPECIALS = (
    "<|endoftext|>",
    "<|startoftranscript|>",
    *(f"<|{language}|>" for language in LANGUAGES),
    "<|translate|>",
    "<|transcribe|>",
    "<|startoflm|>",
    "<|startofprev|>",
    "<|nospeech|>",
    "<|notimestamps|>",
)
TIMESTAMPS = tuple(f"<|{number * 0.02:.2f}|>" for number in range(1501))
TEXT_PIECES = 1000
TRAINING_SENTENCES = 20_000


def build_tokenizer() -> Tokenizer:
    """The tokenizer, trained anew; the same every time."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    maker = SentenceMaker(77)
    trainer = trainers.BpeTrainer(
        vocab_size=TEXT_PIECES,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    texts = (f" {maker.sentence()}" for _ in range(TRAINING_SENTENCES))
    tokenizer.train_from_iterator(texts, trainer)
    trained = json.loads(tokenizer.to_str())["model"]
    pieces = trained["vocab"]
    merges = [tuple(m) if isinstance(m, list) else tuple(m.split(" ")) for m in trained["merges"]]
    # faster-whisper forbids the first token of " -", " '" and " ♪". Without these merges that is
    # the bare space, and no word that begins with a space could ever be decoded.
    for char in ("-", "'", "â"):
        if f"Ġ{char}" not in pieces:
            pieces[f"Ġ{char}"] = len(pieces)
            merges.append(("Ġ", char))
    finished = Tokenizer(models.BPE(vocab=pieces, merges=merges))
    finished.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    finished.decoder = decoders.ByteLevel()
    finished.add_special_tokens([AddedToken(text, normalized=False) for text in SPECIALS])
    finished.add_tokens([AddedToken(text, normalized=False) for text in TIMESTAMPS])
    return finished


if __name__ == "__main__":
    work = Path(sys.argv[1])
    work.mkdir(parents=True, exist_ok=True)
    built = build_tokenizer()
    built.save(str(work / "tokenizer.json"))
    print(f"{built.get_vocab_size()} tokens")
