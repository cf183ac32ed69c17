"""Claims and the sentences that support them, or do not: what the second look learns from.

Statements with a premise teach it as well (natural language inference; Chen et al., 2021).
"""

import gzip
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from corpus.spans import Span
from qa.second_look import claim, evidence
from qa.training.negatives import NAME, NUMBER, denied, swapped
from qa.training.rows import Row

NLI_TRAIN = (
    "mnli_dev",
    "snli_dev",
    "rte_train",
    "rte_dev",
    "rte123_nltk",
    "scitail_dev",
    "sick_train",
    "fever_symmetric_dev",
)
_SUPPORTS = {"entailment", "SUPPORTS", "entails"}


def claims(rows: Sequence[Row], count: int, rng: random.Random) -> Iterator[Row]:
    """Claims from ``count`` of the answerable ``rows``: each once right, and once or twice wrong.

    Wrong are: another name or number of the same sentences as the answer; the right answer to a
    question that had a name or number swapped; the right answer where the sentences deny it.
    """
    pool = [row for row in rows if row.answers and row.n_occurrences == 1]
    for row in rng.sample(pool, min(count, len(pool))):
        answer = row.answers[0]
        around = evidence(row.context, answer.span)
        context = around.of(row.context)
        yield _claim(row, "right", claim(row.question, answer.text), context, True)
        wrong = []
        if other := _other_answer(row, around, rng):
            wrong.append(("other", claim(row.question, other), context))
        if question := swapped(row, context, (), rng):
            wrong.append(("swapped", claim(question, answer.text), context))
        if text := denied(context, answer.span.shifted(-around.start), rng):
            wrong.append(("denied", claim(row.question, answer.text), text))
        for kind, said, text in rng.sample(wrong, min(len(wrong), rng.choice((1, 1, 2)))):
            yield _claim(row, kind, said, text, False)


def inferences(folder: Path, count: int, rng: random.Random) -> list[Row]:
    """Up to ``count`` statements with their premise, of the ``NLI_TRAIN`` files of ``folder``."""
    rows = []
    for name in NLI_TRAIN:
        with gzip.open(folder / f"{name}.jsonl.gz", "rb") as lines:
            for number, line in enumerate(lines, start=1):
                pair = msgspec.json.decode(line)
                rows.append(
                    Row(
                        id=f"{name}-{number}",
                        question=pair["hypothesis"],
                        context=pair["premise"],
                        supported=pair["label"] in _SUPPORTS,
                    )
                )
    return rng.sample(rows, min(count, len(rows)))


def _claim(row: Row, kind: str, said: str, context: str, supported: bool) -> Row:
    return Row(id=f"{row.id}-{kind}", question=said, context=context, supported=supported)


def _other_answer(row: Row, around: Span, rng: random.Random) -> str | None:
    """A name or number of ``around`` that is neither in the question nor part of an answer."""
    pattern = NUMBER if any(c.isdigit() for c in row.answers[0].text) else NAME
    found = [
        match[0]
        for match in pattern.finditer(row.context, around.start, around.end)
        if not any(Span(*match.span()).overlaps(a.span) for a in row.answers)
        and match[0] not in row.question
        and not any(match[0] in a.text for a in row.answers)
    ]
    return rng.choice(found) if found else None
