"""The reading itself: tokens, windows, batches, decoding. The model is handed in."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from qa.reader.base import Candidate, Reading
from qa.reader.decoding import Logits, decode, merge

WINDOW = 256
"""Tokens that the model sees at once, question included: as many as it was trained with."""
STRIDE = 96
"""Tokens that two windows of a long passage share; more than the longest answer has."""
MAX_QUESTION_TOKENS = 128
BATCH_TOKENS = 4096
"""Padded tokens that go through the model at once."""
_NEVER = -100.0
"""The logit that a passage without a word in it answers."""

# One for one, so that every offset stays what it was: the training text has straight quotes.
_FOLDED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "\x00": " "})

Ids = NDArray[np.int64]


class Logit(NamedTuple):
    """A batch of windows: three times ``[batch, tokens]``, and ``[batch]`` or None."""

    start: Logits
    end: Logits
    inside: Logits
    answerable: Logits | None


Network = Callable[[Ids, Ids, Ids], Logit]
"""Token ids, token types and mask, each ``[batch, tokens]``, to logits."""


class ExtractiveReader:
    """Reads with any network that points at the start and the end of an answer.

    See ``qa.reader.base.Reader`` for what is promised. Threads may share a reader.
    """

    def __init__(
        self, name: str, fingerprint: str, tokenizer: Tokenizer, network: Network, pad: int = 0
    ) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self._network = network
        self._pad = pad
        self._plain = Tokenizer.from_str(tokenizer.to_str())
        self._plain.no_truncation()
        self._plain.no_padding()
        self._paired = Tokenizer.from_str(tokenizer.to_str())
        self._paired.no_padding()
        self._paired.enable_truncation(WINDOW, stride=STRIDE, strategy="only_second")

    def read(self, pairs: Sequence[tuple[str, str]], top: int = 3) -> list[Reading]:
        """See ``qa.reader.base.Reader``."""
        windows: list[tuple[int, Encoding]] = []
        encodings = self._paired.encode_batch(
            [(self._cut(question), passage.translate(_FOLDED)) for question, passage in pairs]
        )
        for at, encoding in enumerate(encodings):
            windows += [(at, window) for window in (encoding, *encoding.overflowing)]
        candidates: list[list[list[Candidate]]] = [[] for _ in pairs]
        answerable = [_NEVER] * len(pairs)
        for batch in batches([len(window.ids) for _, window in windows], BATCH_TOKENS):
            logits = self._network(*self._padded([windows[i][1] for i in batch]))
            for row, i in enumerate(batch):
                at, window = windows[i]
                found = self._decoded(pairs[at][1], window, logits, row, top)
                candidates[at].append(found)
                best = found[0].score if found else _NEVER
                if logits.answerable is not None:
                    best = (float(logits.answerable[row]) + best / 2) / 2
                answerable[at] = max(answerable[at], best)
        return [
            Reading(merge(found, top), logit)
            for found, logit in zip(candidates, answerable, strict=True)
        ]

    def _cut(self, question: str) -> str:
        """``question``, or as much of it as leaves room to read."""
        folded = question.translate(_FOLDED)
        encoding = self._plain.encode(folded, add_special_tokens=False)
        if len(encoding.ids) <= MAX_QUESTION_TOKENS:
            return folded
        return folded[: encoding.offsets[MAX_QUESTION_TOKENS - 1][1]]

    def _padded(self, chosen: Sequence[Encoding]) -> tuple[Ids, Ids, Ids]:
        shape = (len(chosen), max(len(window.ids) for window in chosen))
        ids = np.full(shape, self._pad, dtype=np.int64)
        types, mask = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for row, window in enumerate(chosen):
            n = len(window.ids)
            ids[row, :n], types[row, :n], mask[row, :n] = window.ids, window.type_ids, 1
        return ids, types, mask

    def _decoded(
        self, text: str, window: Encoding, logits: Logit, row: int, top: int
    ) -> list[Candidate]:
        places = [at for at, part in enumerate(window.sequence_ids) if part == 1]
        if not places:
            return []
        low, high = places[0], places[-1] + 1
        return decode(
            text,
            window.offsets[low:high],
            logits.start[row, low:high],
            logits.end[row, low:high],
            logits.inside[row, low:high],
            float(logits.start[row, 0] + logits.end[row, 0]),
            top,
        )


def batches(lengths: Sequence[int], tokens: int) -> list[list[int]]:
    """Indices in batches of at most ``tokens`` padded tokens (or of one), of like length."""
    made: list[list[int]] = []
    for i in sorted(range(len(lengths)), key=lambda i: (-lengths[i], i)):
        # The first of a batch is its longest, to which the others are padded.
        if not made or (len(made[-1]) + 1) * lengths[made[-1][0]] > tokens:
            made.append([])
        made[-1].append(i)
    return made
