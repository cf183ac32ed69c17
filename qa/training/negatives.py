"""Questions that their passage does not answer, made to look like production.

Two kinds: passages that our own lexical retriever returns for a question although they do not
hold its answer, and questions whose entity, year or number is swapped for another of the same
article, so that the passage talks of the subject and still does not answer.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from index.bm25 import PostingsBM25
from index.tokens import STOP_WORDS, words
from qa.training.rows import Row

_NAME = re.compile(r"(?<=\s)[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)*")
_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")


def retrieved_negatives(
    rows: Sequence[Row], pool: Sequence[Row], share: float, rng: random.Random, depth: int = 8
) -> Iterator[Row]:
    """For a ``share`` of ``rows``, one passage of the pool that is retrieved but does not answer.

    A passage is refused when it is the row's own or holds one of its answers, whatever the case.
    """
    contexts = sorted({row.context for row in pool})
    lexical = PostingsBM25([words(context) for context in contexts])
    for row in rows:
        if rng.random() >= share:
            continue
        query = [word for word in words(row.question) if word not in STOP_WORDS]
        answers = [answer.text.casefold() for answer in row.answers]
        found = [
            context
            for context in (contexts[i] for i in lexical.top(query, depth))
            if context != row.context and not any(a in context.casefold() for a in answers)
        ]
        if found:
            yield impossible(row, "retrieved", row.question, rng.choice(found))


def swapped_questions(rows: Sequence[Row], share: float, rng: random.Random) -> Iterator[Row]:
    """For a ``share`` of ``rows``, the question with one name or number swapped for another.

    The swapped-in piece comes from another question of the same article and does not occur in the
    passage, so that the passage cannot answer the new question.
    """
    pieces: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        for kind, pattern in (("name", _NAME), ("number", _NUMBER)):
            pieces[row.title, kind].update(pattern.findall(row.question))
    for row in rows:
        if rng.random() >= share:
            continue
        swaps = []
        for kind, pattern in (("name", _NAME), ("number", _NUMBER)):
            others = sorted(p for p in pieces[row.title, kind] if p not in row.context)
            for match in pattern.finditer(row.question):
                if match[0] in row.context and others:
                    swaps.append((match, others))
        if swaps:
            match, others = rng.choice(swaps)
            start, end = match.span()
            question = row.question[:start] + rng.choice(others) + row.question[end:]
            yield impossible(row, "swapped", question, row.context)


def impossible(row: Row, kind: str, question: str, context: str) -> Row:
    """``row`` as an unanswerable question over ``context``."""
    return msgspec.structs.replace(
        row,
        id=f"{row.id}-{kind}",
        question=question,
        context=context,
        answers=(),
        is_impossible=True,
        n_occurrences=1,
    )
