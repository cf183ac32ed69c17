import datetime
import itertools

import pytest

from index.filters import Filters
from index.publish import build
from index.retrieval import FusedRetriever
from tests.index.fakes import FakeCorpus, HashingEncoder, article

ENCODER = HashingEncoder()
DISPATCH = "Mediators met in Cairo on Tuesday and parted without a deal."
ARTICLES = (
    article("a", DISPATCH, title="No deal", day="2024-02-13"),
    article("b", DISPATCH.replace(" on ", "\n  on "), title="Cairo", day="2024-02-14"),
    article("c", "Mediators rested.", DISPATCH, title="Mediators", day="2024-02-15"),
    article("d", "A ferry was late.", day=None),
    article("e", "Another ferry was late in Cairo.", day=None, source="Example Times"),
)


@pytest.fixture(scope="module")
def retriever(tmp_path_factory):
    return FusedRetriever(
        build(FakeCorpus(*ARTICLES), tmp_path_factory.mktemp("data"), ENCODER), ENCODER
    )


def ids(scored):
    return [one.passage.document_id for one in scored]


def test_a_dispatch_in_three_outlets_is_one_passage_with_its_duplicates(retriever):
    retrieval = retriever.retrieve_all("Did the mediators in Cairo reach a deal?")
    best = retrieval.fused[0].passage
    assert best.document_id == "a"
    assert [copy.document_id for copy in retrieval.duplicates[best.id]] == ["b", "c"]
    for ranking in (retrieval.lexical, retrieval.dense, retrieval.fused):
        assert best in [scored.passage for scored in ranking]
        assert "b" not in ids(ranking)
        assert [scored.rank for scored in ranking] == list(range(1, len(ranking) + 1))


def test_a_duplicate_that_the_filters_drop_stands_for_nothing(retriever):
    filters = Filters(published_from=datetime.date(2024, 2, 14))
    retrieval = retriever.retrieve_all("mediators in Cairo", filters=filters)
    found = {scored.passage.document_id: scored.passage for scored in retrieval.fused}
    assert "a" not in found
    assert [copy.document_id for copy in retrieval.duplicates[found["b"].id]] == ["c"]


def test_only_passages_with_others_like_them_have_duplicates(retriever):
    retrieval = retriever.retrieve_all("Which ferry was late?")
    assert not {one.passage.id for one in retrieval.fused if one.passage.document_id == "d"} & set(
        retrieval.duplicates
    )


def test_undated_articles_are_counted_where_a_date_is_asked(retriever):
    as_of = datetime.date(2024, 2, 14)
    assert retriever.retrieve_all("Cairo").undated == 0
    assert retriever.retrieve_all("Cairo", filters=Filters(as_of=as_of)).undated == 2
    only = Filters(as_of=as_of, sources=("example times",))
    assert retriever.retrieve_all("Cairo", filters=only).undated == 1
    assert retriever.retrieve_all("", filters=only).undated == 1


def test_every_passage_of_the_fused_ranking_is_in_one_of_the_others(retriever):
    retrieval = retriever.retrieve_all("late ferry in Cairo")
    both = {one.passage for one in retrieval.lexical} | {one.passage for one in retrieval.dense}
    assert {one.passage for one in retrieval.fused} == both


def test_the_time_of_each_station_is_told_in_milliseconds(tmp_path):
    clock = itertools.accumulate([10, 0.001, 0.002, 0.003, 0.004]).__next__
    generation = build(FakeCorpus(*ARTICLES), tmp_path, ENCODER)
    timings = FusedRetriever(generation, ENCODER, clock=clock).retrieve_all("Cairo").timings_ms
    assert timings == pytest.approx({"filter": 1, "lexical": 2, "dense": 3, "fusion": 4})


def test_more_than_a_hundred_passages_can_be_asked_for(tmp_path):
    many = [article(f"{number:03}", f"Cairo talks, day {number}.") for number in range(150)]
    retriever = FusedRetriever(build(FakeCorpus(*many), tmp_path, ENCODER), ENCODER)
    assert len(retriever.retrieve("Cairo talks", top_k=140)) == 140
    assert len(retriever.retrieve("Cairo talks")) == 20


def test_the_words_of_the_title_find_each_passage_of_its_article(retriever):
    lexical = retriever.retrieve_all("no such thing as a deal", top_k=50).lexical
    assert "a" in ids(lexical)
