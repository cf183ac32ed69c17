"""Running stories: what is left to go wrong over them when nothing is misread."""

from pathlib import Path

import pytest

from corpus.store import Store
from eval.figures import Measures
from qa.errors import RowError
from qa.training.running import read_running
from tests.eval.knowing import measures_known
from tests.eval.running import ingested


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Measures:
    folder: Path = tmp_path_factory.mktemp("running")
    with Store.open(folder) as store:
        return measures_known(ingested(read_running(), store), store, folder)


def test_there_are_stories_of_several_days_with_and_without_answers() -> None:
    stories = read_running()
    questions = [question for story in stories for question in story.questions]
    assert len(stories) >= 30
    assert all(len({article.date for article in story.articles}) > 1 for story in stories)
    assert sum(not question.values for question in questions) >= 0.3 * len(questions)
    assert sum(question.as_of is not None for question in questions) >= 100
    assert sum(question.conflict is True for question in questions) >= 70


@pytest.mark.parametrize(
    ("name", "floor"), [("time_accuracy", 0.80), ("conflict_recall", 0.65), ("values_shown", 0.80)]
)
def test_what_is_read_rightly_is_dated_and_set_against_each_other(
    known: Measures, name: str, floor: float
) -> None:
    assert known[name].value >= floor


def test_at_most_one_in_twenty_answers_without_a_conflict_is_shown_as_one(known: Measures) -> None:
    assert known["false_conflicts"].value <= 0.05


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("? Who?\n= Ida ; docs=one\n", 2, "there is no article"),
        ("@ one | T | Outlet | soon\nIda came.\n? Who?\n", 1, "an article is"),
        ("@ one | T | Outlet | 2024-06-03\nIda came.\n? Who?\n= Una ; docs=one\n", 4, "has none"),
        (
            "@ one | T | Outlet | 2024-06-03\nIda came.\n? Who?\n= Ida ; docs=one ; by=me\n",
            4,
            "no such field: by",
        ),
        ("@ one | T | Outlet | 2024-06-03\nIda came.\n? Who?\nIda did.\n", 4, "begins with none"),
        ("@ one | T | Outlet | 2024-06-03\nIda came.\n", 1, "and then questions"),
        ("Ida came.\n", 1, "a story has articles"),
    ],
)
def test_a_wrong_line_of_a_story_is_named(tmp_path: Path, text, line, reason) -> None:
    (tmp_path / "wrong.txt").write_text(text)
    with pytest.raises(RowError, match=reason) as caught:
        read_running(tmp_path)
    assert caught.value.line == line


def test_where_there_are_no_stories_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(RowError, match="there are no stories here"):
        read_running(tmp_path)
