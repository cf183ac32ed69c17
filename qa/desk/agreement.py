"""How far editors agree. Pure: reviews in, figures out."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import msgspec

from qa.desk.cases import Review, Verdict

Item = tuple[int, int | None]
"""What is judged: a case, and one of its answers or (None) what was not answered."""


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """Two editors, over the items that both judged.

    ``kappa`` is Cohen's (1960); None where it is not defined: no item in common, or both gave one
    and the same verdict to all. It compares verdicts; two editors who both say "missed" and mark
    different places agree in it, though they do not in ``agreed``.
    """

    editors: tuple[str, str]
    items: int
    agreed: int
    kappa: float | None


def agreements(reviews: Iterable[Review]) -> tuple[Agreement, ...]:
    """The agreement of every two editors who have an item in common, by name.

    ``reviews`` are in force: at most one an editor and item.
    """
    by_editor: dict[str, dict[Item, Review]] = {}
    for review in reviews:
        by_editor.setdefault(review.editor, {})[item_of(review)] = review
    pairs = combinations(sorted(by_editor), 2)
    found = (_agreement(one, other, by_editor) for one, other in pairs)
    return tuple(agreement for agreement in found if agreement.items)


def kappa(pairs: Sequence[tuple[Verdict, Verdict]]) -> float | None:
    """Cohen's kappa of the verdicts of two editors; None where it is not defined."""
    if not pairs:
        return None
    n = len(pairs)
    verdicts = {verdict for pair in pairs for verdict in pair}
    if len(verdicts) == 1:
        return None
    # In whole numbers, both sides times n²: nothing is rounded before the end.
    observed = n * sum(a == b for a, b in pairs)
    expected = sum(
        sum(a == verdict for a, _ in pairs) * sum(b == verdict for _, b in pairs)
        for verdict in verdicts
    )
    return (observed - expected) / (n**2 - expected)


def agree(reviews: Sequence[Review]) -> bool:
    """Whether all say the same: one verdict and, if that is "missed", places that overlap."""
    return len({review.verdict for review in reviews}) <= 1 and all(
        _cover(one, other) and _cover(other, one) for one, other in combinations(reviews, 2)
    )


def disagreed(reviews: Iterable[Review]) -> bool:
    """Whether editors differ over an item; ``reviews`` are those of one case that are in force."""
    return not all(map(agree, by_item(reviews).values()))


def by_item(reviews: Iterable[Review]) -> Mapping[Item, list[Review]]:
    """The reviews of each item, in their order."""
    items: dict[Item, list[Review]] = {}
    for review in reviews:
        items.setdefault(item_of(review), []).append(review)
    return items


def item_of(review: Review) -> Item:
    """What the review judges."""
    return review.case, review.answer


def _agreement(one: str, other: str, by_editor: Mapping[str, Mapping[Item, Review]]) -> Agreement:
    shared = by_editor[one].keys() & by_editor[other].keys()
    pairs = [(by_editor[one][item], by_editor[other][item]) for item in shared]
    return Agreement(
        editors=(one, other),
        items=len(pairs),
        agreed=sum(map(agree, pairs)),
        kappa=kappa([(a.verdict, b.verdict) for a, b in pairs]),
    )


def _cover(one: Review, other: Review) -> bool:
    """Whether every place that ``one`` calls missed overlaps one of ``other``'s."""
    if one.verdict != "missed":
        return True
    return all(
        any(
            (a.document_id, a.revision) == (b.document_id, b.revision) and a.span.overlaps(b.span)
            for b in other.citations
        )
        for a in one.citations
    )
