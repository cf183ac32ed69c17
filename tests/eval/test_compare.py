"""Two runs, question by question."""

import datetime
import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.compare import changed, compare, flips, to_json
from eval.dated import DatedScore, Share
from eval.errors import RunFolderError
from eval.faithfulness.samples import FAITHFUL, NAMES
from eval.paired_values import DATED_MEASURES, MEASURES, values_of
from eval.rows import GivenAnswer
from eval.saved import read_run
from tests.eval.saved import CONFIG, answered, call, citation, crash, saved, silent, unanswerable

GOOD = [answered(f"q{at}") for at in range(20)]
WORSE = [*GOOD[:8], *(answered(f"q{at}", right=False) for at in range(8, 20))]


values = st.dictionaries(
    st.sampled_from("abcdef"),
    st.dictionaries(st.sampled_from(("EM", "F1", "fused R@10")), st.sampled_from([0.0, 0.5, 1.0])),
)


@settings(max_examples=20)
@given(values, values)
def test_every_question_is_paired_or_counted_as_left_out(
    a: dict[str, dict[str, float]], b: dict[str, dict[str, float]]
) -> None:
    found = compare(a, b)
    assert (found.n + found.only_a, found.n + found.only_b) == (len(a), len(b))
    for name in ("EM", "F1", "fused R@10"):
        in_a, in_b = (sum(name in one for one in side.values()) for side in (a, b))
        if name in found.measures:
            paired = found.measures[name]
            assert (paired.n + paired.only_a, paired.n + paired.only_b) == (in_a, in_b)
            assert paired.difference == pytest.approx(paired.b - paired.a)
            assert paired.p <= paired.holm or not paired.differ
        elif in_a or in_b:
            assert found.unpaired[name] == (in_a, in_b)
        else:
            assert name not in found.unpaired


def test_a_run_does_not_differ_from_itself() -> None:
    found = compare(values_of(GOOD), values_of(GOOD))
    assert found.measures
    for paired in found.measures.values():
        assert (paired.difference, paired.low, paired.high) == (0, 0, 0)
        assert (paired.p, paired.holm, paired.differ) == (1, 1, 0)
        assert not paired.significant


def test_ragas_is_compared_but_for_what_other_measures_say_of_one_question() -> None:
    ragas = dict.fromkeys(NAMES, 1.0)
    worse = [answered(row.id, ragas=ragas | {"faithfulness": 0.0}) for row in GOOD]
    found = compare(values_of([answered(row.id, ragas=ragas) for row in GOOD]), values_of(worse))
    names = [name for name in found.measures if name.startswith("ragas ")]
    assert names == [f"ragas {name}" for name in FAITHFUL]
    assert found.measures["ragas faithfulness"].significant
    assert to_json(found)["measures"]["ragas faithfulness"].difference == -1


def test_what_a_dated_question_got_in_time_status_and_conflict_is_compared() -> None:
    none = Share(0, 0)
    right = DatedScore(
        half="",
        in_time="right",
        shown=none,
        conflict=True,
        conflict_found=True,
        status=Share(1, 2),
        group=none,
        merged_right=none,
        merged=none,
        in_prose=none,
    )
    day = datetime.date(2024, 3, 1)
    stale = msgspec.structs.replace(right, in_time="stale", conflict=False)
    rows = [answered("a", dated=right, as_of=day), answered("b", dated=stale, as_of=day)]
    rows += [answered("c", dated=right), answered("d")]
    found = values_of(rows)
    dated = {id: {n: v for n, v in of.items() if n in DATED_MEASURES} for id, of in found.items()}
    assert dated == {
        "a": {"time_accuracy": 1.0, "conflict_recall": 1.0, "status_accuracy": 0.5},
        "b": {"time_accuracy": 0.0, "status_accuracy": 0.5},
        "c": {"conflict_recall": 1.0, "status_accuracy": 0.5},
        "d": {},
    }


def test_a_real_drop_is_significant_and_measures_that_stay_do_not_hide_it() -> None:
    found = compare(values_of(GOOD), values_of(WORSE)).measures
    assert found["EM"].significant
    assert found["EM"].difference == pytest.approx(-12 / 20)
    assert not found["fused R@10"].significant
    # right, EM, F1, two accuracies and the support differ; retrieval and exactness do not.
    assert found["EM"].holm == pytest.approx(6 * found["EM"].p)


def test_measures_are_shown_in_one_order_and_a_crash_has_none() -> None:
    found = values_of([crash("q0"), *GOOD[1:]])
    assert found["q0"] == {}
    assert list(compare(found, found).measures) == [
        name for name in MEASURES if name in found["q1"]
    ]


def test_a_measure_that_one_run_lacks_is_named() -> None:
    found = compare(values_of([silent("q0")]), values_of([answered("q0")]))
    assert found.unpaired == {"exact_citations": (0, 1), "evidence_support": (0, 1)}


def test_silence_is_right_where_no_article_answers() -> None:
    wrong = unanswerable("q", GivenAnswer("at dusk", 0.7, (citation(),)))
    right = unanswerable("q")
    assert values_of([right])["q"] == {"right": 1, "abstention_accuracy": 1}
    (gained,) = flips((wrong,), (right,)).gained
    assert (gained.a, gained.b) == ("“at dusk” (70%)", "no answer")


def test_flips_go_both_ways_and_a_crash_is_lost() -> None:
    before = (answered("a"), answered("b", right=False), answered("c"), answered("gone"))
    after = (crash("a"), answered("b"), answered("c"), answered("new"))
    found = flips(before, after)
    assert [flip.id for flip in found.gained] == ["b"]
    assert [flip.id for flip in found.lost] == ["a"]
    assert found.lost[0].b == "crashed: KeyError: lost"


def test_what_the_runs_were_made_of_is_told_apart() -> None:
    other = msgspec.structs.replace(CONFIG, reader="s", generation="000002-g")
    assert changed(CONFIG, other) == {"reader": ("r", "s")}


def test_compare_prints_one_object(tmp_path: Path) -> None:
    a = saved(tmp_path / "a", GOOD)
    b = saved(tmp_path / "b", WORSE[:-1], reader="s")
    result = call("compare", a, b, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    assert (found["n"], found["only_a"], found["only_b"]) == (19, 1, 0)
    measures = found["measures"]
    assert measures["EM"]["difference"] < 0 == measures["fused R@10"]["difference"]
    assert found["significant"] == [
        name for name, paired in measures.items() if paired["holm"] < 0.05
    ]
    assert "EM" in found["significant"]
    assert found["changed"] == {"questions": [20, 19], "reader": ["r", "s"]}
    assert len(found["lost"]) == 11
    assert found["gained"] == []
    assert found["lost"][0] == {
        "id": "q8",
        "kind": "fact",
        "question": "When did q8 sail?",
        "a": "“at noon” (90%)",
        "b": "“at dusk” (90%)",
    }


def test_compare_prints_a_table_for_people(tmp_path: Path) -> None:
    a = saved(tmp_path / "a", [*GOOD, silent("late")])
    b = saved(tmp_path / "b", [*WORSE, answered("late", question="\x1b[2J[red]When?")])
    result = call("compare", a, b)
    assert result.exit_code == 0, result.stderr
    for part in (
        "21 questions in both",
        "Right in A only: 12 questions",
        "Right in B only: 1 question",
        "Significant (p < 0.05 after Holm): right, EM",
        "Fewer than 30 questions",
        "Both runs were made of the same.",
        "“at dusk” (90%)",
    ):
        assert part in result.stdout
    assert "\x1b" not in result.stdout


def test_one_question_and_no_difference_are_compared_all_the_same(tmp_path: Path) -> None:
    a, b = saved(tmp_path / "a", GOOD[:1]), saved(tmp_path / "b", GOOD[:1])
    result = call("compare", a, b)
    assert result.exit_code == 0, result.stderr
    assert "Significant (p < 0.05 after Holm): nothing." in result.stdout
    assert "Right in B only: none." in result.stdout


def test_other_gold_sets_and_no_common_question_cannot_be_compared(tmp_path: Path) -> None:
    a = saved(tmp_path / "a", GOOD)
    b = saved(tmp_path / "b", GOOD, gold_sha256="b" * 64)
    c = saved(tmp_path / "c", [answered("other")])
    for other, reason in ((b, "another"), (c, "no question in common")):
        result = call("compare", a, other, "--json")
        assert (result.exit_code, result.stdout) == (2, "")
        assert reason in result.stderr
        assert result.stderr.count("\n") == 1


def test_a_folder_that_no_run_wrote_is_refused(tmp_path: Path) -> None:
    folder = saved(tmp_path / "run", GOOD)
    with pytest.raises(RunFolderError, match=r"config\.json cannot be read"):
        read_run(tmp_path)
    rows = (folder / "rows.jsonl").read_bytes().splitlines(keepends=True)
    for content, reason in (
        (b"".join(rows[:-1]), "19 rows of 19 questions, and 20 were asked"),
        (b"".join(rows[:-1]) + rows[0], "20 rows of 19 questions"),
        (b"".join(rows[:-1]) + rows[-1][:20], r"rows\.jsonl:20 is not"),
        (b"", r"rows\.jsonl:1 is not"),
    ):
        (folder / "rows.jsonl").write_bytes(content)
        with pytest.raises(RunFolderError, match=reason):
            read_run(folder)
    assert call("compare", folder, folder).exit_code == 2
