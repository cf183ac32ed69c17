"""A run over a real store and index, with a reader that knows the answers."""

import datetime
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from corpus.spans import Span
from eval.errors import GoldMismatchError
from eval.faithfulness.judging import judge_all
from eval.faithfulness.samples import Judged, Sample, sample_of
from eval.figures import flat
from eval.run import RunResult, run, write_run
from eval.scoring import is_exact, score
from eval.timings import timings_of
from qa.answers import Answer, Answered, Citation, Group, Outcome, Period, Question
from qa.newsroom import Newsroom
from tests.eval.rooms import KNOWN, TOLL, WHERE, WHO, four_questions, gold, open_room
from tests.eval.saved import CONFIG as SAVED
from tests.eval.saved import MACHINE

CONFIG = msgspec.structs.replace(SAVED, gold="sample", gold_sha256="0", questions=4)


class CrashingRoom(Newsroom):
    """Raises what nobody foresaw when it is asked for a toll."""

    def ask(self, question: Question) -> Outcome:
        if question.question == TOLL:
            raise ZeroDivisionError("of nothing\nby nothing")
        return super().ask(question)


def run_in(data_dir: Path, known: dict[str, dict[str, float]] = KNOWN) -> RunResult:
    with open_room(data_dir, known) as room:
        return run(four_questions(room.store), room)


def test_a_reader_that_knows_everything_gets_everything_right(tmp_path: Path) -> None:
    summary = run_in(tmp_path).figures.all
    found = flat(summary)
    perfect = ("list_EM", "list_F1", "accuracy@1", "exact_citations", "abstention_accuracy")
    assert {name: found[name] for name in perfect} == dict.fromkeys(perfect, 1)
    assert found["AUROC"] == found["fused"]["R@10"] == found["lexical"]["RR@10"] == 1
    assert found["EM"] == found["F1"] == 1
    assert found["abstention"] == {
        "answered_right": 3,
        "answered_wrong": 0,
        "abstained_right": 1,
        "abstained_wrong": 0,
    }
    assert (found["n"], found["crashed"]) == (4, 0)


def test_a_row_says_what_was_asked_answered_and_where_it_stood(tmp_path: Path) -> None:
    who, toll, earlier, where = run_in(tmp_path).rows
    assert [answer.text for answer in who.answers] == ["William Burns", "David Barnea"]
    assert toll.answers[0].text == "28,473"
    assert earlier.as_of == datetime.date(2023, 12, 31)
    assert [answer.text for answer in earlier.answers] == ["more than 19,600"]
    assert (where.outcome, where.reason, where.answers) == ("abstained", "not-said", ())
    assert all(row.evidence_hit and row.right for row in (who, toll, earlier))
    assert who.ranks == {"lexical": 1, "dense": 1, "fused": 1}
    assert (where.ranks, where.scores, where.relevant) == ({}, {}, 0)
    first = toll.passages[0]
    assert (first.document, first.relevant) == ("later", True)
    assert 1 in (first.lexical_rank, first.dense_rank)
    assert where.passages
    assert not any(passage.relevant for passage in where.passages)


def test_wrong_answers_and_missed_ones_are_counted_where_they_belong(tmp_path: Path) -> None:
    result = run_in(tmp_path, {TOLL: {"19,600": 3.0}, WHERE: {"Cairo": 2.0}})
    found = flat(result.figures.all)
    assert found["abstention"] == {
        "answered_right": 2,
        "answered_wrong": 1,
        "abstained_right": 0,
        "abstained_wrong": 1,
    }
    who, toll, earlier, where = result.rows
    assert (toll.scores["EM"], toll.right, toll.evidence_hit) == (0, False, False)
    assert (earlier.scores["EM"], earlier.right, earlier.evidence_hit) == (1, True, True)
    assert who.scores["list_F1"] == who.scores["accuracy@1"] == 0
    assert where.outcome == "answered"
    assert found["EM"] == 0.5
    assert found["abstention_accuracy"] == 0.5
    # Two tolls and a place are given; one of them stands where it should.
    assert found["evidence_support"] == pytest.approx(1 / sum(len(r.answers) for r in result.rows))
    assert found["exact_citations"] == 1


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        result = run_in(tmp_path / name)
        timings = timings_of(result.timings, MACHINE)
        write_run(tmp_path / f"run-{name}", CONFIG, result, timings)
    for file in ("rows.jsonl", "figures.json", "config.json"):
        one, other = (tmp_path / f"run-{name}" / file for name in ("one", "other"))
        assert one.read_bytes() == other.read_bytes()
    rows = (tmp_path / "run-one" / "rows.jsonl").read_bytes().splitlines()
    assert [msgspec.json.decode(row)["id"] for row in rows] == ["who", "toll", "earlier", "where"]
    timings = msgspec.json.decode((tmp_path / "run-one" / "timings.json").read_bytes())
    assert timings["p50_ms"] <= timings["p95_ms"]
    assert [timing["id"] for timing in timings["questions"]] == ["who", "toll", "earlier", "where"]
    assert timings["passages"] == 2.5  # one of the questions is of a day with one article
    assert timings["stations"]["read"]["p50_ms"] <= timings["stations"]["total"]["p95_ms"]
    assert timings["machine"]["processor"] == "Processor"


def test_a_run_is_named_by_all_that_it_was_made_of_but_the_count_of_rebuilds() -> None:
    replace = msgspec.structs.replace
    assert replace(CONFIG, generation="000002-g").hash == CONFIG.hash
    assert replace(CONFIG, reader="other").hash != CONFIG.hash
    assert replace(CONFIG, questions=3).hash != CONFIG.hash


def test_a_question_that_raises_is_a_crash_and_in_no_average(tmp_path: Path) -> None:
    with open_room(tmp_path, KNOWN, CrashingRoom) as room:
        result = run(four_questions(room.store), room)
    assert [row.outcome for row in result.rows] == ["answered", "crashed", "crashed", "abstained"]
    assert result.rows[1].reason == "ZeroDivisionError: of nothing"
    found = flat(result.figures.all)
    assert (found["n"], found["crashed"], found["list_F1"]) == (4, 2, 1)
    assert "EM" not in found
    assert result.figures.all.retrieval["fused"]["R@10"].n == 1
    assert result.figures.by_kind["dated"].crashed == 1
    assert len(result.timings) == 2


def test_ragas_judges_what_was_answered_and_silence_where_nothing_was(tmp_path: Path) -> None:
    known = {WHO: {"William Burns": 2.0}, WHERE: {"Cairo": 2.0}}
    with open_room(tmp_path, known) as room:
        result = run(four_questions(room.store), room, judge=judge_all)
    who, toll, earlier, where = result.rows
    assert set(who.ragas.values()) == {1}
    assert where.ragas | {"question_support": 0, "abstention": 0} == where.ragas
    assert toll.ragas == earlier.ragas == {"abstention": 0}
    summary = result.figures.all
    assert (summary.ragas["faithfulness"].value, summary.ragas["faithfulness"].n) == (1, 2)
    assert (summary.ragas["abstention"].value, summary.ragas["abstention"].n) == (0.25, 4)
    assert flat(summary)["ragas"]["question_support"] == 0.5
    assert flat(summary)["intervals"]["ragas"].keys() == summary.ragas.keys()
    assert summary.failed == 0


def test_what_could_not_be_judged_is_counted_and_in_no_average(tmp_path: Path) -> None:
    def judge(samples: Sequence[Sample]) -> dict[str, Judged]:
        fine = {sample.id: Judged({"faithfulness": 1.0, "abstention": 1.0}) for sample in samples}
        return fine | {"toll": Judged({"abstention": 1.0}, {"faithfulness": "OSError: gone"})}

    with open_room(tmp_path) as room:
        result = run(four_questions(room.store), room, judge=judge)
    assert result.rows[1].failure == "faithfulness: OSError: gone"
    summary = result.figures.all
    assert (summary.failed, summary.ragas["faithfulness"].n, summary.ragas["abstention"].n) == (
        1,
        3,
        4,
    )
    assert flat(summary)["failed"] == 1


def test_a_crashed_question_is_not_judged(tmp_path: Path) -> None:
    seen: list[str] = []

    def judge(samples: Sequence[Sample]) -> dict[str, Judged]:
        seen.extend(sample.id for sample in samples)
        return {}

    with open_room(tmp_path, KNOWN, CrashingRoom) as room:
        run(four_questions(room.store), room, judge=judge)
    assert seen == ["who", "where"]


def test_a_sample_has_what_was_read_and_what_stands_where_it_is_cited(tmp_path: Path) -> None:
    with open_room(tmp_path) as room:
        question = four_questions(room.store)[1]
        outcome = room.ask(Question(TOLL))
        row = score(question, outcome, room.store)
        sample = sample_of(row, outcome, room.store)
        (cited,) = sample.answers[0].citations
        assert cited.quote == cited.stored == "28,473"
        assert cited.sentences == "In Gaza 28,473 were killed."
        assert cited.supports
        assert "In Gaza 28,473 were killed." in sample.contexts
        room.delete("later")
        (gone,) = sample_of(row, outcome, room.store).answers[0].citations
        assert (gone.stored, gone.sentences) == ("", "")


def test_a_gold_set_of_other_articles_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    with open_room(tmp_path) as room:
        questions = four_questions(room.store)
        room.delete("later")
        with pytest.raises(GoldMismatchError, match=r"1 of 4 .* toll: 'later' at revision"):
            run(questions, room)


def test_progress_is_told_for_every_question(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with open_room(tmp_path) as room:
        run(four_questions(room.store), room, lambda done, total: told.append((done, total)))
    assert told == [(at, 4) for at in range(5)]


def outcome_of(*answers: tuple[str, float, Citation]) -> Answered:
    """An outcome whose answers have a period each, in this order."""
    return Answered(
        question="?",
        groups=tuple(
            Group(Period(), (Answer(text, confidence, "reported", (citation,)),))
            for text, confidence, citation in answers
        ),
        conflicts=(),
        passages=(),
        undated=0,
        generation="000001-g",
        timings_ms={},
    )


def test_an_inexact_citation_is_seen(tmp_path: Path) -> None:
    with open_room(tmp_path) as room:
        document = room.store.document("later")
        start = document.text.index("28,473")
        right = Citation(
            document_id="later",
            revision=document.revision,
            span=Span(start, start + 6),
            quote="28,473",
        )
        replace = msgspec.structs.replace
        for wrong in (
            replace(right, span=Span(start + 1, start + 7)),
            replace(right, quote="18,473"),
            replace(right, revision="0" * 64),
            replace(right, document_id="elsewhere"),
            replace(right, span=Span(start, start + 999), quote=document.text[start:]),
        ):
            assert is_exact(right, room.store)
            assert not is_exact(wrong, room.store)
            question = four_questions(room.store)[1]
            row = score(question, outcome_of(("28,473", 0.9, wrong)), room.store)
            assert [citation.exact for citation in row.citations] == [False]


def test_the_most_confident_answer_counts_whatever_its_period(tmp_path: Path) -> None:
    with open_room(tmp_path) as room:
        document = room.store.document("later")
        anywhere = Citation(
            document_id="later", revision=document.revision, span=Span(0, 1), quote="I"
        )
        outcome = outcome_of(
            ("30,000", 0.5, anywhere), ("28,473", 0.9, anywhere), ("28473", 0.6, anywhere)
        )
        row = score(gold("q", TOLL, ("28,473",)), outcome, room.store)
        assert (row.scores["EM"], row.confidence, row.right) == (1, 0.9, True)
        both = gold("q", WHO, ("28,473",), ("30,000",))
        counts = score(both, outcome, room.store).list_counts
        assert counts is not None
        assert counts.is_exact
