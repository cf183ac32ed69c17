import multiprocessing
import sys

import pytest

from corpus.errors import PathMissingError
from corpus.ingest import ingest
from corpus.samples import load_samples, sample_paths
from corpus.store import Store


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "var") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path):
    top = tmp_path / "news"
    top.mkdir()
    for n in range(3):
        (top / f"{n}.txt").write_text(f"It rained {n} times. Nobody came.")
    return top


def test_a_run_reports_what_it_did_with_every_article(store, folder):
    assert ingest(store, [folder]).added == ("0", "1", "2")
    (folder / "1.txt").write_text("It rained, as was found out later, 11 times.")
    (folder / "2.txt").unlink()
    (folder / "3.txt").write_bytes(b"\0\1")
    (folder / "4.md").write_text("It snowed.")
    report = ingest(store, [folder])
    assert (report.added, report.changed, report.unchanged) == (("4",), ("1",), ("0",))
    (refusal,) = report.refused
    assert refusal.where == str(folder / "3.txt")
    assert "binary" in refusal.reason
    assert store.counts().documents == 4


def test_two_articles_with_one_id_are_not_both_taken(store, folder):
    (folder / "0.md").write_text("It snowed.")
    report = ingest(store, [folder])
    assert report.added == ("0", "1", "2")
    assert f"its id '0' is {folder / '0.md'}'s already" in report.refused[0].reason


def test_an_article_of_another_folder_does_not_take_the_place_of_one_unasked(store, folder):
    ingest(store, [folder])
    other = folder.parent / "other"
    other.mkdir()
    (other / "0.txt").write_text("Another article altogether.")
    (refusal,) = ingest(store, [other]).refused
    assert "--replace" in refusal.reason
    assert ingest(store, [other], replace=True).changed == ("0",)


def test_a_retracted_article_is_refused_and_the_rest_goes_on(store, folder):
    ingest(store, [folder])
    store.retract("1", "false")
    report = ingest(store, [folder])
    assert report.unchanged == ("0", "2")
    assert "was retracted" in report.refused[0].reason


def test_a_missing_path_stores_nothing(store, folder):
    with pytest.raises(PathMissingError):
        ingest(store, [folder, folder / "none"])
    assert store.counts().documents == 0


def test_progress_counts_articles_and_rows_to_the_end(store, folder):
    (folder / "rows.jsonl").write_text('{"id":"a","text":"It rained."}\n\n{\n')
    seen = []
    ingest(store, [folder], progress=lambda *at: seen.append(at))
    assert seen[0] == (0, 5, "0")
    assert seen[-1] == (5, 5, "rows")
    assert [done for done, _, _ in seen] == sorted(done for done, _, _ in seen)


def test_an_interrupted_run_leaves_the_old_state(store, folder):
    def stop(done, total, name):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(store, [folder], progress=stop)
    assert store.counts().documents == 0
    assert len(ingest(store, [folder]).added) == 3


def _ingest_elsewhere(data_dir, folder):
    with Store.open(data_dir) as store:
        report = ingest(store, [folder])
    sys.exit(0 if len(report.added) + len(report.unchanged) == 3 else 1)


def test_two_processes_ingest_at_once(tmp_path, folder):
    start = multiprocessing.get_context("spawn").Process
    both = [start(target=_ingest_elsewhere, args=(tmp_path / "new", folder)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join()
    assert [process.exitcode for process in both] == [0, 0]
    with Store.open(tmp_path / "new", create=False) as store:
        assert store.counts().documents == 3


def test_the_samples_load_whole_and_their_corrections_after_them(store):
    report = load_samples(store)
    assert len(report.added) >= 24
    assert report.changed
    assert report.refused == ()
    assert all(path.is_dir() for path in sample_paths())
    again = load_samples(store)
    assert again.added == ()
    assert len(again.unchanged) > 20


def test_the_samples_quotes_are_their_files_characters(store):
    load_samples(store)
    articles, _ = sample_paths()
    for document in store.documents():
        path = articles / f"{document.id}.txt"
        if path.exists():
            assert document.text == path.read_bytes().decode("utf-8")
