"""The list of what is stored."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.documents import Published
from corpus.listing import Wanted, listing
from corpus.store import Store
from tests.corpus.strategies import article

DAY = datetime.date(2024, 4, 8)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        with opened.transaction() as writer:
            stated = Published(DAY, "stated", "row")
            writer.put(article("a", title="Élan vital", source="The Post", published=stated))
            writer.put(article("b", title="Rain", source="Courier"))
            writer.put(article("b", text="It rained twice.", title="Rain", source="Courier"))
            writer.put(article("c", title="Snow"))
        opened.retract("c", "It was false.")
        yield opened


def ids(store: Store, **wanted: object) -> list[str]:
    return [line.id for line in listing(store.database, Wanted(**wanted)).articles]  # type: ignore[arg-type]


def test_every_article_is_listed_at_its_current_revision(store: Store) -> None:
    lines = listing(store.database, Wanted()).articles
    assert [(line.id, line.status, line.revisions) for line in lines] == [
        ("a", "live", 1),
        ("b", "live", 2),
        ("c", "retracted", 1),
    ]
    assert lines[0].published == Published(DAY, "stated", "row")
    assert [line.revision for line in lines] == [store.document(x).revision for x in "abc"]


def test_articles_are_found_by_words_in_any_case(store: Store) -> None:
    assert ids(store, words="élan") == ["a"]
    assert ids(store, words="ÉLAN VITAL") == ["a"]
    assert ids(store, words="courier") == ["b"]
    assert ids(store, words="%") == ids(store, words="\ud800") == []


def test_undated_and_retracted_articles_can_be_asked_for(store: Store) -> None:
    assert ids(store, basis="unknown") == ["b", "c"]
    assert ids(store, basis="unknown", status="live") == ["b"]
    assert ids(store, status="retracted") == ["c"]


def test_the_pages_of_the_list_are_the_whole_list(store: Store) -> None:
    pages = [listing(store.database, Wanted(limit=1, offset=at)) for at in range(4)]
    assert {page.total for page in pages} == {3}
    assert [line.id for page in pages for line in page.articles] == ["a", "b", "c"]


def test_a_date_that_an_editor_states_changes_what_an_index_depends_on(store: Store) -> None:
    before = store.fingerprint()
    stated = Published(DAY, "stated", "editor Ada")
    store.set_date("b", stated)
    assert store.document("b").published == stated
    assert store.fingerprint() != before


def test_an_editors_date_stays_until_the_article_states_one(store: Store) -> None:
    editors = Published(DAY, "stated", "editor Ada")
    store.set_date("b", editors)
    for text in ("It rained twice.", "It rained thrice."):
        with store.transaction() as writer:
            writer.put(article("b", text=text, title="Rain", source="Courier"))
        assert store.document("b").published == editors
    own = Published(datetime.date(2024, 4, 9), "stated", "front matter")
    with store.transaction() as writer:
        writer.put(article("b", text="It rained thrice.", published=own))
    assert store.document("b").published == own
