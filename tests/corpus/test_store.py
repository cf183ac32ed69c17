import contextlib
import datetime
import sqlite3
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.documents import Published
from corpus.errors import ArticleRefusedError, StoreUnusableError, UnknownDocumentError
from corpus.passages import passages
from corpus.store import Counts, Retraction, Store
from tests.corpus.strategies import TEXTS_WITH_NUL, article

NOON = datetime.datetime(2024, 4, 8, 12, tzinfo=datetime.UTC)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "var", clock=lambda: NOON) as opened:
        yield opened


def put(store, document, **options):
    with store.transaction() as writer:
        return writer.put(document, **options)


@settings(max_examples=50)
@given(st.lists(TEXTS_WITH_NUL.filter(bool), max_size=4))
def test_every_text_comes_back_to_the_character(tmp_path_factory, texts):
    with Store.open(tmp_path_factory.mktemp("var")) as store:
        documents = [article(f"d{n}", text) for n, text in enumerate(texts)]
        with store.transaction() as writer:
            for document in documents:
                writer.put(document)
        assert list(store.documents()) == documents
        assert store.passages() == [p for document in documents for p in passages(document)]


def test_what_is_put_is_added_changed_or_unchanged(store):
    first, second = article(), article(text="It rained on Tuesday.")
    assert put(store, first) == "added"
    assert put(store, first) == "unchanged"
    assert put(store, second) == "changed"
    assert store.document("a") == second
    assert store.document("a", first.revision) == first
    assert [(r.revision, r.seq, r.stored_at) for r in store.revisions("a")] == [
        (first.revision, 1, NOON),
        (second.revision, 2, NOON),
    ]
    assert {p.revision for p in store.passages()} == {second.revision}


def test_new_metadata_change_no_revision(store):
    put(store, article())
    dated = article(
        title="Sun", source="AP", published=Published(datetime.date(2024, 4, 8), "stated", "row")
    )
    assert put(store, dated) == "changed"
    assert store.document("a") == dated
    assert len(store.revisions("a")) == 1


def test_an_earlier_text_becomes_current_again(store):
    first, second = article(), article(text="It rained on Tuesday.")
    for document in (first, second):
        put(store, document)
    assert put(store, first) == "changed"
    assert store.standing("a", first.revision) == "current"
    assert store.standing("a", second.revision) == "superseded"
    assert len(store.revisions("a")) == 2
    assert store.passages() == passages(first)


def test_a_retracted_document_answers_no_more_and_can_be_read(store):
    document = article()
    put(store, document)
    before = store.fingerprint()
    store.retract("a", "It was false.")
    assert store.standing("a", document.revision) == "retracted"
    assert store.retraction("a") == Retraction("It was false.", NOON)
    assert store.document("a") == document
    assert list(store.documents()) == store.passages() == []
    assert store.fingerprint() != before
    with pytest.raises(ArticleRefusedError, match="was retracted: delete it"):
        put(store, document)


def test_a_deleted_document_is_gone_with_every_revision(store):
    first, second = article(), article(text="It rained on Tuesday.")
    for document in (first, second, article("b")):
        put(store, document)
    store.delete("a")
    assert store.standing("a", first.revision) == "gone"
    assert store.counts() == Counts(documents=1, retracted=0, revisions=1, passages=1)
    assert put(store, first) == "added"


@pytest.mark.parametrize("name", ["nobody", "", "\ud800"])
def test_an_unknown_document_is_named(store, name):
    for ask in (store.document, store.revisions, store.delete, store.retraction):
        with pytest.raises(UnknownDocumentError):
            ask(name)
    with pytest.raises(UnknownDocumentError):
        store.retract(name, "why")
    assert store.standing(name, "x") == "gone"


def test_an_unknown_revision_is_named(store):
    put(store, article())
    with pytest.raises(UnknownDocumentError, match="at revision 'x'"):
        store.document("a", "x")
    assert store.standing("a", "x") == "gone"


def test_an_unrelated_article_does_not_pass_for_a_correction(store):
    put(store, article(), origin="/one/a.txt")
    other = article(text="Something else.")
    with pytest.raises(ArticleRefusedError, match=r"rename .* front matter, or pass --replace"):
        put(store, other, origin="/two/a.txt")
    assert put(store, article(), origin="/one/a.txt") == "unchanged"
    assert put(store, other, origin="/one/a.txt") == "changed"


@pytest.mark.parametrize("options", [{"stated_id": True}, {"replace": True}])
def test_a_correction_from_elsewhere_says_that_it_is_one(store, options):
    put(store, article(), origin="/one/a.txt")
    other = article(text="Something else.")
    assert put(store, other, origin="/two/a.txt", **options) == "changed"


def test_a_moved_file_with_the_same_text_is_unchanged(store):
    put(store, article(), origin="/one/a.txt")
    assert put(store, article(), origin="/two/a.txt") == "unchanged"
    assert put(store, article(text="Corrected."), origin="/two/a.txt") == "changed"


def test_a_transaction_that_fails_leaves_the_old_state(store):
    put(store, article())
    before = store.fingerprint()

    def interrupted():
        with store.transaction() as writer:
            writer.put(article("b"))
            writer.delete("a")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert store.fingerprint() == before
    assert put(store, article("b")) == "added"


def test_a_refused_put_leaves_the_transaction_usable(store):
    put(store, article(), origin="1")
    with store.transaction() as writer:
        with pytest.raises(ArticleRefusedError):
            writer.put(article(text="Other."), origin="2")
        assert writer.put(article("b")) == "added"
    assert store.counts().documents == 2


def test_the_fingerprint_depends_on_what_an_index_depends_on(store):
    put(store, article())
    first = store.fingerprint()
    put(store, article("b"))
    assert store.fingerprint() != first
    store.delete("b")
    assert store.fingerprint() == first
    put(store, article(author="Mona Reyes"))
    assert store.fingerprint() == first
    put(store, article(source="AP"))
    assert store.fingerprint() != first


def test_a_revision_s_text_cannot_be_changed_in_the_file(store, tmp_path):
    put(store, article())
    with pytest.raises(sqlite3.IntegrityError, match="never changes"):
        sql(tmp_path / "var" / "dateline.sqlite", "UPDATE revisions SET text = 'forged'")


def test_threads_share_a_store(store):
    failures = []

    def work(n):
        try:
            for m in range(5):
                put(store, article(f"{n}-{m}"))
                assert store.document(f"{n}-{m}").id == f"{n}-{m}"
                assert len(list(store.documents())) >= m
        except BaseException as error:
            failures.append(error)
            raise

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert store.counts().documents == 20


def test_readers_see_the_old_state_while_another_writes(store, tmp_path):
    put(store, article())
    with Store.open(tmp_path / "var") as other, other.transaction() as writer:
        writer.put(article("b"))
        assert store.counts().documents == 1
    assert store.counts().documents == 2


def test_without_create_a_missing_store_is_named_with_the_command(tmp_path):
    with pytest.raises(StoreUnusableError, match="dateline ingest PATH"):
        Store.open(tmp_path / "none", create=False)
    assert not (tmp_path / "none").exists()


def sql(path, script):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)


def test_a_file_that_is_no_store_of_ours_is_refused_and_left_as_it_is(tmp_path):
    path = tmp_path / "dateline.sqlite"
    sql(path, "CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1);")
    before = path.read_bytes()
    with pytest.raises(StoreUnusableError, match="another program's SQLite file"):
        Store.open(tmp_path)
    assert path.read_bytes() == before


def test_a_newer_store_is_refused(tmp_path):
    Store.open(tmp_path).close()
    sql(tmp_path / "dateline.sqlite", "PRAGMA user_version = 99;")
    with pytest.raises(StoreUnusableError, match="schema version 99"):
        Store.open(tmp_path)


def test_a_file_of_noise_is_refused(tmp_path):
    (tmp_path / "dateline.sqlite").write_bytes(b"noise " * 1000)
    with pytest.raises(StoreUnusableError, match="damaged or no Dateline store"):
        Store.open(tmp_path)


def test_an_empty_file_is_a_new_store(tmp_path):
    (tmp_path / "dateline.sqlite").touch()
    with Store.open(tmp_path) as store:
        assert store.counts() == Counts(0, 0, 0, 0)


def test_a_data_dir_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnusableError, match="--data-dir"):
        Store.open(tmp_path / "file" / "var")


def test_a_closed_store_says_so(tmp_path):
    store = Store.open(tmp_path)
    store.close()
    with pytest.raises(StoreUnusableError, match="closed"):
        store.counts()


def test_a_store_of_an_older_version_keeps_all_it_has_and_gains_the_new_tables(tmp_path):
    old = (Path(__file__).parent / "version_1.sql").read_text(encoding="utf-8")
    sql(tmp_path / "dateline.sqlite", old)
    with Store.open(tmp_path) as store:
        assert store.document("bridge").title == "A bridge opens"
        assert len(store.revisions("bridge")) == 2
        assert store.counts() == Counts(documents=1, retracted=0, revisions=2, passages=1)
        upgraded = schema(tmp_path / "dateline.sqlite")
    Store.open(tmp_path).close()
    Store.open(tmp_path / "new").close()
    assert upgraded == schema(tmp_path / "new" / "dateline.sqlite")


def test_an_upgrade_that_fails_leaves_the_store_as_it_was(tmp_path):
    old = (Path(__file__).parent / "version_1.sql").read_text(encoding="utf-8")
    path = tmp_path / "dateline.sqlite"
    sql(path, old + "CREATE TABLE reviews (in_the_way TEXT);")
    before = schema(path)
    with pytest.raises(StoreUnusableError):
        Store.open(tmp_path)
    assert schema(path) == before
    sql(path, "DROP TABLE reviews;")
    with Store.open(tmp_path) as store:
        assert store.document("bridge")


def schema(path):
    """The version of the file, and what is in it by name, in words apart from white space."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        rows = connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()
    return version, [(name, text and text.split()) for name, text in rows]
