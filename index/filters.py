"""Filters by date, outlet and article: what competes, before anything is ranked."""

import datetime
from typing import Literal

import msgspec

from corpus.documents import Published
from index.errors import InvalidFilterError

Verdict = Literal["keep", "drop", "undatable"]


class Article(msgspec.Struct, frozen=True):
    """What the index knows of an article: enough to filter and to find it in the store."""

    id: str
    revision: str
    source: str
    published: Published


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """All of these must hold; what is None or empty is not asked. Days are inclusive.

    ``as_of`` drops what was published later. ``sources`` are outlets, compared without regard to
    case and white space; ``documents`` are ids, compared exactly.

    Raises:
        InvalidFilterError: if ``published_from`` is after ``published_to`` or ``as_of``.
    """

    published_from: datetime.date | None = None
    published_to: datetime.date | None = None
    as_of: datetime.date | None = None
    sources: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, last in (("published to", self.published_to), ("as of", self.as_of)):
            if self.published_from and last and self.published_from > last:
                raise InvalidFilterError(
                    f"nothing is published from {self.published_from} and {name} {last}"
                )

    @property
    def by_date(self) -> bool:
        """Whether any of them asks for a date."""
        return not (self.published_from is self.published_to is self.as_of is None)


NO_FILTERS = Filters()


def judge(article: Article, filters: Filters) -> Verdict:
    """Whether ``article`` may answer.

    ``undatable``: everything else holds, and the date is asked for but not known. Such an article
    is kept, and counted, because dropping it in silence loses answers that nobody misses.
    """
    if filters.documents and article.id not in filters.documents:
        return "drop"
    if filters.sources and source_key(article.source) not in map(source_key, filters.sources):
        return "drop"
    if not filters.by_date:
        return "keep"
    if (day := article.published.date) is None:
        return "undatable"
    if filters.published_from and day < filters.published_from:
        return "drop"
    if any(last and day > last for last in (filters.published_to, filters.as_of)):
        return "drop"
    return "keep"


def source_key(source: str) -> str:
    """What two spellings of one outlet have in common."""
    return " ".join(source.split()).casefold()
