"""Running stories (``qa.training.running``) as a gold set, over a store with their articles."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from corpus.ingest import ingest_rows
from corpus.spans import Span, occurrences
from corpus.store import Store
from eval.dated import standing
from eval.dated_gold import Dated, Value
from eval.gold import Evidence, GoldQuestion
from qa.training.running import RunningQuestion, RunningStory
from qa.training.running import Value as Told


def ingested(stories: Sequence[RunningStory], store: Store) -> tuple[GoldQuestion, ...]:
    """The questions that are answered, after all articles have been taken into ``store``."""
    ingest_rows(store, [article for story in stories for article in story.articles])
    return tuple(
        _question(f"{story.name}-{number}", asked, store)
        for story in stories
        for number, asked in enumerate(story.questions)
        if asked.values
    )


def _question(name: str, asked: RunningQuestion, store: Store) -> GoldQuestion:
    values = tuple(map(_value, asked.values))
    force = [value for value in values if standing(value, asked.as_of) == "right"]
    evidence = tuple(anchor for told in asked.values for anchor in _anchors(told, store))
    return GoldQuestion(
        id=name,
        question=asked.question,
        kind="conflict" if asked.conflict else "fact",
        answers=tuple(value.wordings for value in force or values),
        evidence=evidence,
        as_of=asked.as_of,
        dated=Dated(half="seen", values=values, conflict=_judged(asked)),
    )


def _judged(asked: RunningQuestion) -> bool | None:
    """Whether there is a conflict; None where there is none any more: it may be shown as one of
    its day."""
    once = any(
        (one.last is None or other.first is None or other.first <= one.last)
        and (other.last is None or one.first is None or one.first <= other.last)
        for one, other in combinations(asked.values, 2)
    )
    return None if asked.conflict is False and once else asked.conflict


def _value(told: Told) -> Value:
    return Value(
        wordings=told.wordings,
        documents=told.documents,
        from_=told.first,
        to=told.last,
        status=told.status,
    )


def _anchors(told: Told, store: Store) -> Iterator[Evidence]:
    """Every place of a wording in the articles that have it; the longest where several overlap."""
    for name in told.documents:
        document = store.document(name)
        taken: list[Span] = []
        for quote in sorted(told.wordings, key=len, reverse=True):
            for start in occurrences(document.text, quote):
                span = Span(start, start + len(quote))
                before, after = document.text[:start][-1:], document.text[span.end :][:1]
                if before.isalnum() or after.isalnum():
                    continue
                if not any(span.overlaps(other) for other in taken):
                    taken.append(span)
                    yield Evidence(name, document.revision, start, span.end, quote)
