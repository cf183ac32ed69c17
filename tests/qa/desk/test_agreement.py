"""How far editors agree."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.spans import Span
from qa.answers import Citation
from qa.desk.agreement import agree, agreements, disagreed, kappa
from qa.desk.cases import Review, Verdict

NOON = datetime.datetime(2024, 4, 8, 12, tzinfo=datetime.UTC)
VERDICTS: tuple[Verdict, ...] = ("right", "off-point", "wrong", "should-abstain")
PAIRS = st.lists(st.tuples(st.sampled_from(VERDICTS), st.sampled_from(VERDICTS)), min_size=1)


def review(
    editor: str, verdict: Verdict, answer: int | None = 0, *spans: tuple[int, int], case: int = 1
) -> Review:
    return Review(
        id=0,
        case=case,
        answer=answer,
        verdict=verdict,
        editor=editor,
        note="",
        citations=tuple(
            Citation(document_id="a", revision="r", span=Span(*s), quote="q") for s in spans
        ),
        at=NOON,
    )


def test_kappa_is_what_cohen_defines() -> None:
    # The textbook table: 20 both yes, 5 and 10 apart, 15 both no: observed .7, expected .5.
    pairs: list[tuple[Verdict, Verdict]] = [
        *[("right", "right")] * 20,
        *[("right", "wrong")] * 5,
        *[("wrong", "right")] * 10,
        *[("wrong", "wrong")] * 15,
    ]
    assert kappa(pairs) == pytest.approx(0.4)  # type: ignore[arg-type]


@given(PAIRS)
def test_kappa_is_at_most_1_and_1_exactly_when_all_agree(
    pairs: list[tuple[Verdict, Verdict]],
) -> None:
    found = kappa(pairs)
    if found is None:
        assert len({verdict for pair in pairs for verdict in pair}) == 1
    else:
        assert found <= 1 + 1e-9
        assert (found == pytest.approx(1)) is all(a == b for a, b in pairs)  # type: ignore[arg-type]


@given(PAIRS)
def test_kappa_does_not_depend_on_who_is_first(pairs: list[tuple[Verdict, Verdict]]) -> None:
    assert kappa(pairs) == kappa([(b, a) for a, b in pairs])


def test_kappa_is_not_defined_without_verdicts_or_with_one_only() -> None:
    assert kappa([]) is None
    assert kappa([("right", "right")] * 9) is None


def test_only_what_both_judged_counts() -> None:
    found = agreements(
        [
            review("Ben", "right", 0),
            review("Ada", "right", 0),
            review("Ada", "wrong", 1),
            review("Ben", "right", 1, case=2),
            review("Cy", "right", 5),
        ]
    )
    assert [(a.editors, a.items, a.agreed) for a in found] == [(("Ada", "Ben"), 1, 1)]


def test_editors_who_mark_other_places_do_not_agree() -> None:
    one = review("Ada", "missed", None, (0, 5))
    assert agree([one, review("Ben", "missed", None, (3, 9))])
    assert not agree([one, review("Ben", "missed", None, (5, 9))])
    assert not agree([one, review("Ben", "missed", None, (0, 5), (7, 9))])
    assert not agree([one, review("Ben", "right", None)])
    assert disagreed([one, review("Ben", "right", None)])
    assert not disagreed([one, review("Ben", "right", 0)])
