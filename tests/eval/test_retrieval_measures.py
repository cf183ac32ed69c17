"""Rankings: ir_measures against the definitions, and what counts as relevant."""

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.spans import Span
from eval.gold import Evidence
from eval.retrieval_measures import Units, first_relevant, measure
from index.publish import build
from index.retrieval import FusedRetriever
from tests.index.fakes import FakeCorpus, HashingEncoder, article

judged = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(-1, 1), max_size=8)
ranking = st.lists(st.sampled_from("abcdefghijklmnop"), unique=True, max_size=16)


def expected(relevances: dict[str, int], found: list[str]) -> dict[str, float]:
    relevant = {name for name, relevance in relevances.items() if relevance > 0}
    if not relevant:
        return {"R@5": 0, "nDCG@10": 0, "RR@10": 0, "AP": 0}
    hits = [rank for rank, name in enumerate(found, start=1) if name in relevant]
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(10, len(relevant)) + 1))
    return {
        "R@5": sum(rank <= 5 for rank in hits) / len(relevant),
        "nDCG@10": sum(1 / math.log2(rank + 1) for rank in hits if rank <= 10) / ideal,
        "RR@10": 1 / hits[0] if hits and hits[0] <= 10 else 0,
        "AP": sum(at / rank for at, rank in enumerate(hits, start=1)) / len(relevant),
    }


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(judged, ranking), min_size=1, max_size=4))
def test_the_measures_are_their_definitions(cases: list[tuple[dict[str, int], list[str]]]) -> None:
    qrels = {f"q{at}": relevances for at, (relevances, _) in enumerate(cases)}
    run = {f"q{at}": found for at, (_, found) in enumerate(cases)}
    values = measure(qrels, run, ("R@5", "nDCG@10", "RR@10", "AP"))
    assert list(values) == list(qrels)
    for at, case in enumerate(cases):
        assert values[f"q{at}"] == pytest.approx(expected(*case), abs=1e-6)


def test_a_query_that_found_nothing_counts_0_and_not_nothing() -> None:
    values = measure({"1": {"a": 1}, "2": {"a": 1}}, {"1": ["a"]}, ("R@1",))
    assert values == {"1": {"R@1": 1}, "2": {"R@1": 0}}
    assert measure({"1": {"a": 1}}, {}, ("R@1",)) == {"1": {"R@1": 0}}
    assert measure({}, {}, ("R@1",)) == {}


def test_higher_relevance_is_worth_more() -> None:
    qrels = {"q": {"a": 3, "b": 1}}
    best = measure(qrels, {"q": ["a", "b"]}, ("nDCG@10",))["q"]["nDCG@10"]
    worse = measure(qrels, {"q": ["b", "a"]}, ("nDCG@10",))["q"]["nDCG@10"]
    assert worse < best == pytest.approx(1)


def test_the_first_relevant_rank_counts_from_1() -> None:
    assert first_relevant({"b": 1}, ["a", "b"]) == 2
    assert first_relevant({"b": 1}, ["a"]) is None


DISPATCH = "The ferry sailed at noon with forty people on board."
CORPUS = FakeCorpus(
    article("first", "Nothing happened in the north.", DISPATCH),
    article("second", DISPATCH.replace(" ", "  "), "The south saw rain."),
)


def anchor(document: str, quote: str) -> Evidence:
    found = next(d for d in CORPUS.documents() if d.id == document)
    start = found.text.index(quote)
    return Evidence(document, found.revision, start, start + len(quote), quote)


def test_a_passage_is_relevant_where_it_shares_a_character_with_the_evidence(
    tmp_path: Path,
) -> None:
    units = Units(build(CORPUS, tmp_path, HashingEncoder()))
    (name,) = units.relevant([anchor("second", "rain")])
    assert name.startswith("second@")
    other = anchor("second", "rain")
    elsewhere = Evidence("second", "0" * 64, other.start, other.end, other.quote)
    assert units.relevant([elsewhere]) == {}
    assert units.relevant([]) == {}


def test_a_copy_in_another_outlet_is_the_same_find(tmp_path: Path) -> None:
    generation = build(CORPUS, tmp_path, HashingEncoder())
    units = Units(generation)
    relevant = units.relevant([anchor("second", "noon")])
    assert relevant == units.relevant([anchor("first", "noon")])
    found = FusedRetriever(generation, HashingEncoder()).retrieve_all("ferry at noon")
    ranked = units.ranking(found.fused)
    assert first_relevant(relevant, ranked) == 1
    assert len(ranked) == len(set(ranked)) == 3


def test_the_span_of_an_anchor_is_where_its_quote_is() -> None:
    found = anchor("first", "north")
    assert found.span == Span(found.start, found.end)
