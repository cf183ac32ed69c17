"""What every retriever does, whatever it ranks by."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.filters import Filters
from index.fusion import reciprocal_rank_fusion
from index.publish import build
from index.retrieval import DenseRetriever, FusedRetriever, LexicalRetriever, Retriever
from tests.index.fakes import FakeCorpus, HashingEncoder, article

ENCODER = HashingEncoder()
MAKERS = {
    "lexical": LexicalRetriever,
    "dense": lambda generation: DenseRetriever(generation, ENCODER),
    "fused": lambda generation: FusedRetriever(generation, ENCODER),
    "fused by rank": lambda generation: FusedRetriever(
        generation, ENCODER, fusion=reciprocal_rank_fusion
    ),
}
ARTICLES = (
    article("bees", "Court rules on bees.", "The bees stay, the court said.", day="2024-03-01"),
    article("cairo", "Talks in Cairo paused.", "Burns joined the talks.", "Barnea left the talks."),
    article("cup", "The cup final ended level.", source="Example Times", day="2024-02-01"),
    article("ferry", "The ferry was late.", "The ferry was early.", day="2023-12-20"),
    article("old", "Nobody knows when the talks in Cairo began.", day=None),
)
QUERIES = (
    "Who joined the Cairo talks?",
    "ferry",
    "the",
    "zyzzyva",
    "?!",
    "\x00 🎉 \u202e اين",
    "talks " * 2_000,
)


@pytest.fixture(scope="module", params=MAKERS)
def make(request):
    return MAKERS[request.param]


@pytest.fixture(scope="module")
def retriever(make, tmp_path_factory):
    return make(build(FakeCorpus(*ARTICLES), tmp_path_factory.mktemp("data"), ENCODER))


@pytest.fixture(scope="module")
def of_nothing(make, tmp_path_factory):
    return make(build(FakeCorpus(), tmp_path_factory.mktemp("data"), ENCODER))


def in_order(found):
    return found == sorted(found, key=lambda scored: (-scored.score, scored.passage)) and [
        scored.rank for scored in found
    ] == list(range(1, len(found) + 1))


def test_it_is_a_retriever_with_a_name(retriever):
    assert isinstance(retriever, Retriever)
    assert retriever.name in {"lexical", "dense", "fused"}


@pytest.mark.parametrize("query", QUERIES)
def test_the_best_come_first_with_ranks_from_one_and_ties_by_passage(retriever, query):
    found = retriever.retrieve(query)
    assert in_order(found)
    assert len({scored.passage for scored in found}) == len(found)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.lists(st.sampled_from("abcd"), min_size=1, max_size=4).map(" ".join), max_size=12),
    st.lists(st.sampled_from("abcde"), max_size=3).map(" ".join),
    st.integers(0, 15),
)
def test_on_any_corpus_the_top_is_the_head_of_the_whole_ranking(make, tmp_path, texts, query, k):
    corpus = FakeCorpus(*(article(f"article {at}", text) for at, text in enumerate(texts)))
    retriever = make(build(corpus, tmp_path, ENCODER))
    everything = retriever.retrieve(query, top_k=len(texts) + 1)
    assert in_order(everything)
    assert retriever.retrieve(query, top_k=k) == everything[:k]


def test_asking_for_more_than_there_is_gives_what_there_is(retriever):
    passages = sum(len(document.prose) for document in ARTICLES)
    assert 0 < len(retriever.retrieve("Cairo talks", top_k=1_000_000)) <= passages


def test_the_best_passage_is_the_one_that_says_it(retriever):
    best = retriever.retrieve("Burns joined", top_k=1)[0].passage
    assert best.span.of(ARTICLES[1].text) == "Burns joined the talks."


@pytest.mark.parametrize("query", ["", "  \n\t "])
def test_a_blank_query_finds_nothing(retriever, query):
    assert retriever.retrieve(query) == []


@pytest.mark.parametrize("query", QUERIES)
def test_an_empty_corpus_finds_nothing(of_nothing, query):
    assert of_nothing.retrieve(query) == []
    assert of_nothing.retrieve(query, filters=Filters(documents=("x",))) == []


@pytest.mark.parametrize("document", ARTICLES, ids=lambda document: document.id)
def test_what_a_filter_drops_takes_no_place_in_the_ranking(retriever, document):
    filters = Filters(documents=(document.id,))
    found = retriever.retrieve("the talks on bees in Cairo", top_k=1, filters=filters)
    expected = {document.id} if {"bees", "talks"} & set(document.text.lower().split()) else set()
    ids = {scored.passage.document_id for scored in found}
    assert ids <= {document.id}
    assert ids >= expected


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (Filters(published_from=datetime.date(2024, 1, 15)), {"bees", "cairo", "cup", "old"}),
        (Filters(published_to=datetime.date(2024, 1, 15)), {"cairo", "ferry", "old"}),
        (Filters(as_of=datetime.date(2024, 2, 1)), {"cairo", "cup", "ferry", "old"}),
        (Filters(sources=("EXAMPLE TIMES",)), {"cup"}),
        (Filters(sources=("Nobody's Paper",)), set()),
        (Filters(documents=("no such article",)), set()),
    ],
)
def test_only_what_passes_the_filters_is_found_and_the_undated_passes_those_by_date(
    retriever, filters, kept
):
    found = retriever.retrieve("ferry talks cup bees court final", filters=filters)
    assert {scored.passage.document_id for scored in found} == kept


def test_the_same_query_finds_the_same_from_many_threads(retriever):
    expected = [retriever.retrieve(query) for query in QUERIES]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(retriever.retrieve, QUERIES * 8))
    assert found == expected * 8
