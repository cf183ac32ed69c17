"""From logits to candidate spans. Pure functions over one window of a passage."""

import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.spans import Span
from qa.reader.base import MAX_SPAN_TOKENS, Candidate, Reading

Logits = NDArray[np.float32]

# What a model likes to take along and no answer ends or begins with.
_TRAILING = " \t\r\n,;:.!?-–—…"
_LEADING = " \t\r\n,;:.!?–—…)]}"
_PAIRS = {"“": "”", "(": ")", "[": "]", "‘": "’", '"': '"', "«": "»"}


def decode(
    text: str,
    offsets: Sequence[tuple[int, int]],
    start: Logits,
    end: Logits,
    inside: Logits,
    null: float,
    top: int,
) -> list[Candidate]:
    """The best ``top`` spans of one window, best first, none overlapping another.

    ``offsets`` are the characters of ``text`` that each token covers; ``start``, ``end`` and
    ``inside`` are the tokens' logits, all ``[tokens]``; ``null`` is the logit of no answer. Spans
    have at most ``MAX_SPAN_TOKENS`` tokens; ties go to the earlier and shorter one.
    """
    n = len(offsets)
    if n == 0:
        return []
    width = min(MAX_SPAN_TOKENS, n)
    # scores[i, k]: the span of the tokens i .. i + k.
    padded = np.concatenate([end, np.full(width, -np.inf, dtype=end.dtype)])
    scores = start[:, None] + np.lib.stride_tricks.sliding_window_view(padded, width)[:n]
    flat = scores.ravel()
    # Overlaps are thrown out below, so look at more than are asked for.
    look = min(flat.size, 64 * top)
    floor = np.partition(flat, flat.size - look)[flat.size - look]
    order = np.flatnonzero((flat >= floor) & np.isfinite(flat))
    order = order[np.argsort(-flat[order], kind="stable")]
    chosen: list[Candidate] = []
    for at in order.tolist():
        i, k = divmod(at, width)
        span = snap(text, offsets[i][0], offsets[i + k][1])
        if span is None or any(span.overlaps(other.span) for other in chosen):
            continue
        tags = float(np.mean(inside[i : i + k + 1]))
        chosen.append(Candidate(span, float(flat[at]) - null, tags))
        if len(chosen) == top:
            break
    return chosen


def merge(windows: Sequence[Sequence[Candidate]], top: int) -> tuple[Candidate, ...]:
    """The candidates of overlapping windows of one passage as one list, best first."""
    chosen: list[Candidate] = []
    for candidate in sorted(
        (c for window in windows for c in window), key=lambda c: (-c.score, c.span)
    ):
        if not any(candidate.span.overlaps(other.span) for other in chosen):
            chosen.append(candidate)
    return tuple(chosen[:top])


def together(readings: Sequence[Reading], top: int) -> Reading:
    """One passage's readings by several wordings of a question as one."""
    if len(readings) == 1:
        return readings[0]
    answerable = max(reading.answerable for reading in readings)
    return Reading(merge([reading.candidates for reading in readings], top), answerable)


def snap(text: str, start: int, end: int) -> Span | None:
    """``[start, end)`` grown to whole words and characters, then trimmed; None if nothing is left.

    A sub-word never ends inside a word ("Netanya|hu"), a number ("28|,473") or a character with
    its combining marks; white space and punctuation at the edges are no part of an answer, nor is
    a bracket or quotation mark whose partner is outside.
    """
    while start > 0 and _joined(text, start):
        start -= 1
    while end < len(text) and _joined(text, end):
        end += 1
    while start < end and text[start] in _LEADING:
        start += 1
    while end > start and text[end - 1] in _TRAILING and not _abbreviation(text, start, end):
        end -= 1
    for opening, closing in _PAIRS.items():
        quoted = text[start:end]
        if end - start > 1 and quoted[0] == opening and closing not in quoted[1:]:
            if text.startswith(closing, end):
                end += 1
            else:
                start += 1
        elif end - start > 1 and quoted[-1] == closing and opening not in quoted[:-1]:
            if start > 0 and text[start - 1] == opening:
                start -= 1
            elif closing != "’":
                end -= 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if not any(c.isalnum() for c in text[start:end]):
        return None
    return Span(start, end)


def _joined(text: str, at: int) -> bool:
    """Whether the characters on both sides of ``at`` belong together."""
    before, after = text[at - 1], text[at]
    if unicodedata.combining(after) or after in "\u200d\ufe0f" or before == "\u200d":
        return True
    if before.isalnum() and after.isalnum():
        return True
    inner = ".,"  # 4.5, 28,473
    if after in inner and before.isdigit() and at + 1 < len(text) and text[at + 1].isdigit():
        return True
    return before in inner and after.isdigit() and at >= 2 and text[at - 2].isdigit()


def _abbreviation(text: str, start: int, end: int) -> bool:
    """Whether a full stop at ``end - 1`` belongs to the word: "U.S.", "J. D."."""
    word = text[start:end].rsplit(None, 1)[-1]
    return text[end - 1] == "." and (word.count(".") > 1 or (len(word) == 2 and word[0].isupper()))
