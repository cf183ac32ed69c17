"""What is said of a question: the worst first, and why."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from eval.answers import ListCounts
from eval.report.verdicts import TITLES, verdict_of, why, worst_first
from eval.rows import GivenAnswer, Row
from tests.eval.saved import answered, citation, crash, silent, unanswerable

GUESS = GivenAnswer("at dusk", 0.7, (citation(),))
PART = ListCounts(1, 3, 1, 1.0, 1.0)
ROWS: dict[str, Row] = {
    "crashed": crash("a"),
    "inexact": answered("b", exact=False),
    "wrong": answered("c", right=False),
    "unsupported": answered("d", evidence_hit=False),
    "missed": silent("e"),
    "in-part": answered("f", list_counts=PART),
    "right": answered("g"),
}


def test_every_verdict_is_of_a_row_and_has_a_title() -> None:
    assert {name: verdict_of(row) for name, row in ROWS.items()} == {name: name for name in ROWS}
    assert TITLES.keys() == ROWS.keys()


def test_silence_is_right_and_an_answer_wrong_where_no_article_answers() -> None:
    assert verdict_of(unanswerable("q")) == "right"
    assert verdict_of(unanswerable("q", GUESS)) == "wrong"


@given(st.permutations(list(ROWS.values())))
def test_the_worst_come_first_whatever_the_order(rows: list[Row]) -> None:
    assert [verdict_of(row) for row in worst_first(rows)] == list(ROWS)


def test_of_wrong_answers_the_more_confident_is_worse() -> None:
    sure, unsure = (
        unanswerable(id, msgspec.structs.replace(GUESS, confidence=confidence))
        for id, confidence in (("sure", 0.9), ("unsure", 0.3))
    )
    assert worst_first([unsure, sure]) == [sure, unsure]


def test_a_verdict_is_explained() -> None:
    said = {name: " ".join(why(row)) for name, row in ROWS.items()}
    assert said["crashed"] == "It raised KeyError: lost. It is in no figure."
    assert "Inexact citations: 1." in said["inexact"]
    assert "“at dusk” (90 %), shares words with the gold answer to F1 0.00" in said["wrong"]
    assert "An article answers this, but no answer was given (not-said)." in said["missed"]
    assert "3 items are wanted; 1 are given, 1 right." in said["in-part"]
    assert "Rank of the first passage with evidence: lexical 1, dense 1" in said["right"]
    assert "Answers cited from gold evidence: 1 of 1." in said["right"]
    (sentence,) = why(unanswerable("q", GUESS))
    assert sentence == "No article answers this, and it was answered, with a confidence of 70 %."


def test_what_no_retriever_found_and_a_better_answer_further_down_are_said() -> None:
    row = answered(
        "q",
        right=False,
        ranks={"lexical": None, "dense": 7, "fused": 9},
        scores={"EM": 0.0, "F1": 0.5, "accuracy@3": 1.0},
    )
    said = " ".join(why(row))
    assert "lexical not at all, dense 7, fused 9" in said
    assert "A less confident answer is right." in said
