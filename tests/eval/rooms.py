"""A small newsroom whose reader knows the answers, and gold questions about its articles."""

import datetime
from collections.abc import Mapping
from pathlib import Path

from corpus.loaders.jsonl import Row
from corpus.store import Store
from eval.gold import Evidence, GoldQuestion, Kind
from qa.newsroom import Newsroom
from tests.index.fakes import HashingEncoder
from tests.qa.readers import PhraseReader, by_score

WHO = "Who joined the talks in Cairo?"
TOLL = "How many were killed in Gaza?"
WHERE = "Which hotel hosted the talks in Cairo?"
KNOWN = {
    WHO: {"William Burns": 5.0, "David Barnea": 4.0},
    TOLL: {"19,600": 3.0, "28,473": 4.0},
}
ROWS = (
    Row(
        id="visit",
        title="Visit to Cairo",
        published="2023-12-20",
        text="The toll in Gaza is more than 19,600, said the ministry in Gaza.",
    ),
    Row(
        id="talks",
        title="Talks in Cairo",
        published="2024-02-13",
        text="The director William Burns joined the talks in Cairo. So did David Barnea.",
    ),
    Row(id="later", title="Toll", published="2024-02-13", text="In Gaza 28,473 were killed."),
)


def open_room(
    data_dir: Path,
    known: Mapping[str, Mapping[str, float]] = KNOWN,
    room: type[Newsroom] = Newsroom,
) -> Newsroom:
    """A newsroom over ``ROWS`` whose reader points at the phrases it knows."""
    newsroom = room(
        Store.open(data_dir), data_dir, HashingEncoder(), PhraseReader(known), by_score()
    )
    newsroom.add(ROWS)
    return newsroom


def gold(
    id: str,
    question: str,
    *answers: tuple[str, ...],
    evidence: tuple[Evidence, ...] = (),
    kind: Kind | None = None,
    as_of: str | None = None,
) -> GoldQuestion:
    """A gold question; its kind follows from the number of answers unless it is given."""
    by_number: tuple[Kind, ...] = ("unanswerable", "fact", "list")
    return GoldQuestion(
        id=id,
        question=question,
        kind=kind or by_number[min(2, len(answers))],
        answers=answers,
        evidence=evidence,
        as_of=datetime.date.fromisoformat(as_of) if as_of else None,
    )


def anchors(store: Store, document: str, *quotes: str) -> tuple[Evidence, ...]:
    """Where the quotes stand in the current revision of a document."""
    found = store.document(document)
    starts = [(found.text.index(quote), quote) for quote in quotes]
    return tuple(
        Evidence(document, found.revision, start, start + len(quote), quote)
        for start, quote in starts
    )


def four_questions(store: Store) -> tuple[GoldQuestion, ...]:
    """A list, a figure on two days, and what no article says."""
    both = ("William Burns", "David Barnea")
    return (
        gold("who", WHO, *((one,) for one in both), evidence=anchors(store, "talks", *both)),
        gold("toll", TOLL, ("28,473",), evidence=anchors(store, "later", "28,473")),
        gold(
            "earlier",
            TOLL,
            ("19,600", "more than 19,600"),
            evidence=anchors(store, "visit", "more than 19,600"),
            kind="dated",
            as_of="2023-12-31",
        ),
        gold("where", WHERE),
    )
