"""Questions that their passage does not answer, made to look like production.

Four kinds: passages that our own lexical retriever returns for a question although they do not
hold its answer; single sentences beside the one that answers; questions whose entity, year or
number is swapped for another, so that the passage talks of the subject and still does not answer;
passages changed to deny what the question presumes.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from corpus.sentences import sentences
from corpus.spans import Span
from index.bm25 import PostingsBM25
from index.tokens import STOP_WORDS, words
from qa.training.rows import Row

NAME = re.compile(r"(?<=\s)[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)*")
NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
_AUXILIARY = re.compile(
    r"\b(?:was|were|is|are|has|have|had|will|would|can|could|did|does)\b(?!n't)"
)
_DENIAL = re.compile(r"\b(?:not|never|no|none|nobody|neither|nor|without)\b|n't\b", re.IGNORECASE)


def retrieved_negatives(
    rows: Sequence[Row], pool: Sequence[Row], share: float, rng: random.Random, depth: int = 8
) -> Iterator[Row]:
    """For a ``share`` of ``rows``, one passage of the pool that is retrieved but does not answer.

    A passage is refused when it is the row's own or holds one of its answers, whatever the case.
    """
    titles = {row.context: row.title for row in pool}
    contexts = sorted(titles)
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
            chosen = rng.choice(found)
            one = impossible(row, "retrieved", row.question, chosen)
            yield msgspec.structs.replace(one, title=titles[chosen])


def single_sentences(rows: Sequence[Row], share: float, rng: random.Random) -> Iterator[Row]:
    """For a ``share`` of ``rows``, the sentence that answers, and one beside it that does not.

    So a short text is no sign of an answer. The other sentence is the one that shares most words
    with the question.
    """
    for row in rows:
        if rng.random() >= share or len(row.answers) != 1 or row.n_occurrences > 1:
            continue
        answer = row.answers[0]
        found = sentences(row.context, (Span(0, len(row.context)),))
        own = next((one for one in found if one.contains(answer.span)), None)
        if own is None or len(found) < 2:
            continue
        place = msgspec.structs.replace(answer, start=answer.start - own.start)
        yield msgspec.structs.replace(
            row, id=f"{row.id}-alone", context=own.of(row.context), answers=(place,), items=()
        )
        asked = set(words(row.question)) - STOP_WORDS
        others = [one.of(row.context) for one in found if one != own]
        others = [text for text in others if answer.text.casefold() not in text.casefold()]
        if others:
            nearest = max(others, key=lambda text: len(asked.intersection(words(text))))
            yield impossible(row, "beside", row.question, nearest)


def swapped_questions(
    rows: Sequence[Row], share: float, rng: random.Random, elsewhere: float = 0.5
) -> Iterator[Row]:
    """For a ``share`` of ``rows``, the question with one name or number swapped for another.

    The swapped-in piece is of other questions of the article, or, in ``1 - elsewhere`` of the
    cases, of the passage itself, as in "How many aid workers did Hamas kill?" where Hamas is spoken
    of and others killed.
    """
    pieces: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for pattern in (NAME, NUMBER):
            pieces[row.title].update(pattern.findall(row.question))
    for row in rows:
        if rng.random() >= share:
            continue
        others = sorted(pieces[row.title]) if rng.random() < elsewhere else ()
        if question := swapped(row, others, rng):
            yield impossible(row, "swapped", question, row.context)


def swapped(row: Row, others: Sequence[str], rng: random.Random) -> str | None:
    """The question of ``row`` with one of its names or numbers swapped, so that it has no answer.

    The piece swapped in comes from ``others`` and is not in the passage; without ``others``, it
    comes from the passage, and shares no word with the question or an answer ("Barnea" and "David
    Barnea" may be one man).
    """
    swaps = []
    known = {
        word for text in (row.question, *(a.text for a in row.answers)) for word in words(text)
    }
    for pattern in (NAME, NUMBER):
        if others:
            pieces = [p for p in others if pattern.fullmatch(f" {p}", 1) and p not in row.context]
        else:
            pieces = [p for p in pattern.findall(row.context) if known.isdisjoint(words(p))]
        for match in pattern.finditer(row.question):
            if match[0] in row.context and pieces:
                swaps.append((match.span(), pieces))
    if not swaps:
        return None
    (start, end), pieces = rng.choice(swaps)
    return row.question[:start] + rng.choice(pieces) + row.question[end:]


def denied_passages(rows: Sequence[Row], share: float, rng: random.Random) -> Iterator[Row]:
    """For a ``share`` of ``rows``, the passage changed to deny what the question takes for true."""
    for row in rows:
        if rng.random() >= share or not row.answers or row.n_occurrences > 1:
            continue
        span = row.answers[0].span
        low = max(row.context.rfind(mark, 0, span.start) for mark in (". ", "? ", "! "))
        high = row.context.find(". ", span.end)
        low, high = low + 1, len(row.context) if high < 0 else high
        sentence = row.context[low:high]
        if text := denied(sentence, span.shifted(-low), rng):
            yield impossible(
                row, "denied", row.question, row.context[:low] + text + row.context[high:]
            )


def denied(sentence: str, answer: Span, rng: random.Random) -> str | None:
    """``sentence`` with one of its verbs denied ("was founded" becomes "was never founded").

    None if there is no such verb outside ``answer``, or if something is denied there already.
    """
    if _DENIAL.search(sentence):
        return None
    verbs = [m for m in _AUXILIARY.finditer(sentence) if not Span(*m.span()).overlaps(answer)]
    if not verbs:
        return None
    at = rng.choice(verbs).end()
    return sentence[:at] + rng.choice((" not", " never", " not")) + sentence[at:]


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
        items=(),
    )
