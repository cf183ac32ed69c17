"""From rows to tensors: tokens, targets, and batches of one length."""

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec
import torch
from tokenizers import Tokenizer
from torch import Tensor

from qa.training.rows import Row

IGNORED = -1  # a tag on which no loss is taken


class Feature(msgspec.Struct, frozen=True):
    """One question over one window of its passage.

    ``readable`` is 1 where an answer may be, and at position 0, which stands for "no answer here";
    ``starts`` and ``ends`` are the token positions that are right.
    ``tags`` has, for every token, 1 inside an answer, 0 outside, ``IGNORED`` where nobody knows.
    """

    ids: list[int]
    readable: list[int]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tags: list[int]
    answerable: int


def features(
    rows: Sequence[Row], tokenizer: Tokenizer, widths: Sequence[int], rng: random.Random
) -> list[Feature]:
    """One feature a row, of at most one of ``widths`` tokens, drawn at random.

    A longer passage is cropped at random, around an answer if there is one: a reader that has
    seen windows of several lengths reads passages of any, and short windows are cheap.
    """
    tokenizer.no_truncation()
    tokenizer.no_padding()
    made = []
    for batch_start in range(0, len(rows), 1000):
        batch = rows[batch_start : batch_start + 1000]
        encodings = tokenizer.encode_batch([(r.question, r.above + r.context) for r in batch])
        for row, encoding in zip(batch, encodings, strict=True):
            ahead = len(row.above)
            first = encoding.sequence_ids.index(1)
            first += sum(end <= ahead for _, end in encoding.offsets[first:-1])
            question = encoding.ids[:first]  # and what stands above the passage
            offsets = [(s - ahead, e - ahead) for s, e in encoding.offsets[first:-1]]
            room = rng.choice(widths) - len(question) - 1
            if room < 32:
                continue  # the question leaves no room
            spans = [token_span(offsets, a.start, a.span.end) for a in row.answers]
            found = [s for s in spans if s is not None]
            if row.answers and not found:
                continue  # an answer that no token boundary meets
            low = 0
            if len(offsets) > room:
                low = crop(len(offsets), room, rng.choice(found) if found else None, rng)
            made.append(_feature(row, encoding.ids, question, first, offsets, found, low, room))
    return made


def token_span(offsets: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """The first and last token that touch the characters ``[start, end)``, if any does."""
    touched = [i for i, (s, e) in enumerate(offsets) if s < end and e > start]
    return (touched[0], touched[-1]) if touched else None


def crop(length: int, room: int, keep: tuple[int, int] | None, rng: random.Random) -> int:
    """Where a window of ``room`` of ``length`` tokens begins so that it holds ``keep``."""
    if keep is None:
        return rng.randint(0, length - room)
    lowest = max(0, keep[1] - room + 1)
    return rng.randint(lowest, max(lowest, min(keep[0], length - room)))


def _feature(
    row: Row,
    ids: list[int],
    question: list[int],
    first: int,
    offsets: Sequence[tuple[int, int]],
    spans: Sequence[tuple[int, int]],
    low: int,
    room: int,
) -> Feature:
    high = min(len(offsets), low + room)
    inside = [(s - low, e - low) for s, e in spans if s >= low and e < high]
    tags = [0] * (high - low)
    for s, e in tagged(row, offsets, inside, low, high):
        tags[s : e + 1] = [1] * (e + 1 - s)
    if row.n_occurrences > 1 or "qamr" in row.id:
        # Which of several places is meant is unknown, or the answers are alternatives, not a list.
        tags = [IGNORED] * len(tags)
    return Feature(
        ids=question + ids[first + low : first + high] + [ids[-1]],
        readable=[1] + [0] * (len(question) - 1) + [1] * (high - low) + [0],
        starts=tuple(sorted({first + s for s, _ in inside})) or (0,),
        ends=tuple(sorted({first + e for _, e in inside})) or (0,),
        tags=[IGNORED] * first + tags + [IGNORED],
        answerable=int(bool(inside)),
    )


def tagged(
    row: Row,
    offsets: Sequence[tuple[int, int]],
    inside: Sequence[tuple[int, int]],
    low: int,
    high: int,
) -> list[tuple[int, int]]:
    """The tokens ``(first, last)``, counted from ``low``, that the tags mark: items, or answers."""
    if not row.items or not inside:
        return list(inside)
    spans = [token_span(offsets, item.start, item.span.end) for item in row.items]
    return [(s[0] - low, s[1] - low) for s in spans if s and s[0] >= low and s[1] < high]


class Batch(NamedTuple):
    """Tensors ``[batch, tokens]``; ``answerable`` is ``[batch]``.

    ``readable``, ``starts`` and ``ends`` are masks; the last two, of what is right.
    """

    ids: Tensor
    mask: Tensor
    readable: Tensor
    starts: Tensor
    ends: Tensor
    tags: Tensor
    answerable: Tensor


def collate(chosen: Sequence[Feature], pad: int) -> Batch:
    """Pad to the longest of ``chosen``."""
    n, width = len(chosen), max(len(f.ids) for f in chosen)
    ids = torch.full((n, width), pad)
    mask, readable = (
        torch.zeros(n, width, dtype=torch.long),
        torch.zeros(n, width, dtype=torch.bool),
    )
    starts, ends = torch.zeros(n, width, dtype=torch.bool), torch.zeros(n, width, dtype=torch.bool)
    tags = torch.full((n, width), IGNORED)
    for i, f in enumerate(chosen):
        length = len(f.ids)
        ids[i, :length] = torch.tensor(f.ids)
        readable[i, :length] = torch.tensor(f.readable, dtype=torch.bool)
        tags[i, :length] = torch.tensor(f.tags)
        mask[i, :length] = 1
        starts[i, list(f.starts)] = True
        ends[i, list(f.ends)] = True
    answerable = torch.tensor([f.answerable for f in chosen])
    return Batch(ids, mask, readable, starts, ends, tags, answerable)


def plan(lengths: Sequence[int], tokens: int, rng: random.Random) -> Iterator[list[int]]:
    """Batches of indices of at most ``tokens`` padded tokens, of like length, in random order."""
    order = list(range(len(lengths)))
    rng.shuffle(order)
    batches: list[list[int]] = []
    for pool_start in range(0, len(order), 4096):
        pool = sorted(order[pool_start : pool_start + 4096], key=lambda i: lengths[i])
        batch: list[int] = []
        for i in pool:
            if batch and (len(batch) + 1) * lengths[i] > tokens:
                batches.append(batch)
                batch = []
            batch.append(i)
        batches.append(batch)
    rng.shuffle(batches)
    yield from batches
