"""A question as it stands in the address of the page, filters and all."""

import datetime
from urllib.parse import urlencode

import msgspec

from qa.answers import PublishedRange, Question
from qa.errors import BadRequestError
from qa.server.body import Incoming, query_of

_ONCE = ("q", "as_of", "from", "to")


class Asked(msgspec.Struct, frozen=True):
    """What a person put into the form, as it was put; empty is not asked for."""

    q: str = ""
    as_of: str = ""
    from_: str = ""
    to: str = ""
    sources: tuple[str, ...] = ()

    @property
    def filtered(self) -> bool:
        """Whether anything but the question is asked for."""
        return bool(self.as_of or self.from_ or self.to or self.sources)

    @property
    def address(self) -> str:
        """The page for this question and these filters."""
        once = (self.q, self.as_of, self.from_, self.to)
        given = [(name, value) for name, value in zip(_ONCE, once, strict=True) if value]
        return "/?" + urlencode(given + [("source", source) for source in self.sources])

    def question(self) -> Question:
        """The question to ask.

        Raises:
            BadRequestError: if a date is none.
        """
        period = PublishedRange(_day(self.from_), _day(self.to))
        return Question(self.q, _day(self.as_of), period, self.sources)


def asked_of(request: Incoming) -> Asked:
    """What the request's address asks.

    Raises:
        MisfitBodyError: if it has a parameter that there is not, or one twice but ``source``.
    """
    query = query_of(request, *_ONCE, several="source")
    q, as_of, from_, to = (query.get(name, "").strip() for name in _ONCE)
    sources = request.query_params.getall("source", [])
    return Asked(q, as_of, from_, to, tuple(dict.fromkeys(sources)))


def _day(value: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value) if value else None
    except ValueError as error:
        raise BadRequestError(f"{value[:80]!r} is not a date like 2024-04-08") from error
