"""News questions with choices: the whole road, over a store and an index that are kept."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from eval.benchmark_store import folder_for
from eval.errors import BenchmarkError
from eval.news import NewsResult, NewsRow, measure_news, news_figures
from eval.news_questions import NewsQuestion, read_questions
from index.dense import Vectors
from index.encoder import Encoded
from tests.eval.rooms import ROWS, TOLL, WHERE, WHO
from tests.index.fakes import HashingEncoder
from tests.qa.readers import PhraseReader, by_score

CHOICES = ("Antony Blinken", "William Burns", "David Barnea", "Lloyd Austin")
QUESTIONS: tuple[dict[str, Any], ...] = (
    {
        "id": "who",
        "question": WHO,
        "choices": CHOICES,
        "answer": "William Burns",
        "date": "2024-02-14",
        "pool": ["talks"],
    },
    {"id": "toll", "question": TOLL, "answer": "28,473", "date": "2024-02-14"},
    {"id": "then", "question": TOLL, "answer": "28,473", "date": "2023-12-31"},
    {
        "id": "where",
        "question": WHERE,
        "choices": ["The Marriott", "Cairo", "Gaza"],
        "answer": "The Marriott",
    },
)
KNOWN = {WHO: {"William Burns": 2.0, "David Barnea": 1.0}, TOLL: {"28,473": 4.0, "19,600": 1.0}}


class BreakingEncoder(HashingEncoder):
    """Breaks down after some texts."""

    def __init__(self, lasts: int) -> None:
        super().__init__()
        self._lasts = lasts

    def encode(self, texts: Sequence[str], progress: Encoded | None = None) -> Vectors:
        if len(self.encoded) >= self._lasts:
            raise KeyboardInterrupt
        return super().encode(texts, progress)


def test_an_answer_is_one_of_the_choices_but_for_quotation_marks_and_stops() -> None:
    question = NewsQuestion("q", WHO, "Rep. Burns, D-Md", ("“Barnea”", "Rep. Burns, D-Md."))
    assert [question.is_right(choice) for choice in (*question.choices, "")] == [False, True, False]
    assert NewsQuestion("q", WHO, "Friends", ("“Friends”", "Cheers")).is_right("“Friends”")
    with pytest.raises(ValueError, match="none of the choices"):
        NewsQuestion("q", WHO, "Friend", ("Friends",))


def written(path: Path, rows: Any) -> Path:
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def articles_in(folder: Path) -> Path:
    """The articles of the small newsroom, and one that is refused."""
    fields = ("id", "title", "text", "published")
    rows = [{name: getattr(row, name) for name in fields} for row in ROWS]
    return written(folder / "articles.jsonl.gz", [*rows, {"id": "blank", "text": " "}])


def questions_in(folder: Path) -> Path:
    return written(folder / "questions.jsonl.gz", QUESTIONS)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return articles_in(tmp_path)


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    return questions_in(tmp_path)


def measured(
    folder: Path, questions: Path, articles: Path, encoder: HashingEncoder, **options: Any
) -> NewsResult:
    models = (encoder, PhraseReader(KNOWN), by_score())
    return measure_news(read_questions(questions), articles, folder, models, **options)


def test_passages_answers_choices_and_silence_are_measured(
    tmp_path: Path, questions: Path, articles: Path
) -> None:
    stages: list[tuple[str, int, int]] = []
    result = measured(
        tmp_path / "data",
        questions,
        articles,
        HashingEncoder(),
        progress=lambda *stage: stages.append(stage),
    )
    assert (result.articles, result.passages, result.refused) == (3, 3, 1)
    values = {name: figure.value for name, figure in result.figures.measures.items()}
    # As of the end of 2023 the newer toll is not known, and the older one is wrong.
    assert values == {
        "EM": 0.5,
        "F1": 0.5,
        "EM_answered": pytest.approx(2 / 3),
        "F1_answered": pytest.approx(2 / 3),
        "accuracy": 0.5,
        "abstention": 0.25,
    }
    for retriever in ("lexical", "dense", "fused"):
        recall = result.figures.retrieval[retriever]
        assert list(recall) == [f"answer_recall@{k}" for k in (1, 5, 10, 20)]
        assert recall["answer_recall@20"].value == 0.5
    assert stages[-1] == ("asking", 4, 4)
    assert ("storing", 4, 4) in stages


def test_a_question_can_be_asked_without_its_day(
    tmp_path: Path, questions: Path, articles: Path
) -> None:
    result = measured(tmp_path / "data", questions, articles, HashingEncoder(), as_of=False)
    assert result.figures.measures["EM"].value == 0.75


def test_a_second_run_stores_and_encodes_nothing(
    tmp_path: Path, questions: Path, articles: Path
) -> None:
    folder, encoder = tmp_path / "data", HashingEncoder()
    first = measured(folder, questions, articles, encoder)
    assert len(encoder.encoded) == 3
    articles.unlink()
    assert measured(folder, questions, articles, encoder) == first
    assert len(encoder.encoded) == 3


def test_encoding_goes_on_where_it_was_broken_off(
    tmp_path: Path, questions: Path, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eval.encodings.AT_ONCE", 1)
    folder = tmp_path / "data"
    with pytest.raises(KeyboardInterrupt):
        measured(folder, questions, articles, BreakingEncoder(lasts=2))
    rest = HashingEncoder()
    resumed = measured(folder, questions, articles, rest)
    assert len(rest.encoded) == 1
    assert not (folder / "encodings").exists()
    assert measured(tmp_path / "whole", questions, articles, HashingEncoder()) == resumed


def test_the_best_supported_choice_adds_up_and_falls_back_on_passages(
    tmp_path: Path, articles: Path
) -> None:
    for known, choices, right in (
        ({}, ("Lloyd Austin", "David Barnea"), "David Barnea"),  # stands in a passage
        ({}, ("Lloyd Austin", "Antony Blinken"), None),  # nothing speaks for either
        (KNOWN, ("Lloyd Austin", "David Barnea", "William Burns"), "William Burns"),
        ({WHO: {"Barnea": 1.0, "David Barnea": 0.9}}, ("Burns", "David Barnea"), "David Barnea"),
    ):
        for answer in choices:
            question = NewsQuestion("q", WHO, answer, choices)
            models = (HashingEncoder(), PhraseReader(known), by_score())
            result = measure_news([question], articles, tmp_path / "data", models)
            assert result.figures.measures["accuracy"].value == float(answer == right)


def test_recall_is_of_the_first_k_and_nothing_is_defined_of_nothing() -> None:
    ranks = {"lexical": 1, "dense": 6, "fused": None}
    figures = news_figures([NewsRow(False, 0, 0, None, ranks)])
    recalls = {
        name: [figure.value for figure in group.values()]
        for name, group in figures.retrieval.items()
    }
    assert recalls == {"lexical": [1, 1, 1, 1], "dense": [0, 0, 1, 1], "fused": [0, 0, 0, 0]}
    assert figures.measures.keys() == {"EM", "F1", "abstention"}


def test_halves_share_no_question_and_are_all(questions: Path) -> None:
    halves = [[q.id for q in read_questions(questions, half=h)] for h in ("choose", "report")]
    assert halves == [["who", "then"], ["toll", "where"]]
    assert [q.id for q in read_questions(questions, half="report", limit=1)] == ["toll"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{}", "line 1: .*id"),
        ('{"id": "a", "question": " ", "answer": "b"}', "line 1: .*blank"),
        ('{"id": "a", "question": "b", "answer": "c", "choices": ["d"]}', "none of the choices"),
        ("", "it holds no question"),
    ],
)
def test_what_is_no_question_is_refused_by_its_line(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(BenchmarkError, match=reason):
        read_questions(path)


def test_files_that_are_missing_or_damaged_are_named(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="none"):
        read_questions(tmp_path / "none.jsonl")
    with pytest.raises(BenchmarkError, match="none"):
        folder_for(tmp_path, tmp_path / "none.jsonl", "none")
    damaged = tmp_path / "damaged.jsonl.gz"
    damaged.write_bytes(b"\x1f\x8b no")
    with pytest.raises(BenchmarkError, match="damaged"):
        read_questions(damaged)


def test_articles_of_which_none_can_be_taken_in_are_refused(
    tmp_path: Path, questions: Path
) -> None:
    blank = written(tmp_path / "blank.jsonl", [{"id": "a", "text": " "}])
    with pytest.raises(BenchmarkError, match="no article"):
        measured(tmp_path / "data", questions, blank, HashingEncoder())


def test_other_articles_have_another_folder(tmp_path: Path, articles: Path) -> None:
    before = folder_for(tmp_path, articles, "articles")
    assert before.parent == tmp_path / "benchmarks"
    written(articles, [{"id": "a", "text": "b"}])
    assert folder_for(tmp_path, articles, "articles") != before
