"""Adding to a gold set: the quote is found, and nothing is written that is wrong."""

import json
from pathlib import Path
from unittest import mock

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from corpus.store import Store
from eval.errors import AnchorError
from eval.gold import read_gold
from eval.gold_add import anchor, answers_of
from tests.eval.saved import call
from tests.index.fakes import article

TEXT = "Northgate has 134 boats. Of the 134, the 🙂 ferry is the oldest; 12 sank."


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "data") as store, store.transaction() as writer:
        writer.put(article("boats", TEXT), stated_id=True)
    return tmp_path / "data"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sets.jsonl"


def add(path: Path, data_dir: Path, id: str = "q1", *more: str) -> Result:
    told = ("--id", id, "--question", f"Which boat is {id}?", "--kind", "fact")
    return call("gold", "add", path, *told, *more, "--data-dir", data_dir)


class OneArticle:
    """A store of one article."""

    def __init__(self, text: str) -> None:
        self.found = article("boats", text)

    def document(self, id: str, revision: str | None = None) -> object:
        return self.found


@given(st.text("ab🙂", min_size=1, max_size=12), st.data())
def test_every_place_of_a_quote_can_be_named_and_holds_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    quote = text[start : data.draw(st.integers(start + 1, len(text)))]
    store = OneArticle(text)
    places = [at for at in range(len(text)) if text[at : at + len(quote)] == quote]
    for number, place in enumerate(places, start=1):
        found = anchor(store, "boats", quote, number)  # type: ignore[arg-type]
        assert (found.start, found.quote) == (place, text[found.start : found.end])
    if len(places) == 1:
        assert anchor(store, "boats", quote).start == start  # type: ignore[arg-type]
    else:
        with pytest.raises(AnchorError, match=f"{len(places)} times"):
            anchor(store, "boats", quote)  # type: ignore[arg-type]
    for wrong in (0, len(places) + 1):
        if wrong:
            with pytest.raises(AnchorError, match="no occurrence"):
                anchor(store, "boats", quote, wrong)  # type: ignore[arg-type]


def test_quotes_are_wordings_of_one_answer_or_items_of_a_list() -> None:
    assert answers_of("fact", ["ferry", "the ferry", "ferry"]) == (("ferry", "the ferry"),)
    assert answers_of("list", ["ferry", "tug", "ferry"]) == (("ferry",), ("tug",))
    assert answers_of("unanswerable", []) == ()


def test_a_question_is_anchored_and_appended(path: Path, data_dir: Path) -> None:
    first = add(path, data_dir, "q1", "--evidence", "boats", "🙂 ferry", "--note", "old")
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout == f"{path}:1: q1 added, boats 41-48\n"
    before = path.read_bytes()
    second = add(
        path, data_dir, "q2", "--evidence", "boats", "134", "--evidence", "boats", "12",
        "--occurrence", "2", "--occurrence", "1", "--as-of", "2024-01-31",
        "--answer", "134 boats|134", "--json",
    )  # fmt: skip
    assert json.loads(second.stdout)["line"] == 2
    assert path.read_bytes().startswith(before)
    one, two = read_gold(path)
    assert (one.answers, one.note) == ((("🙂 ferry",),), "old")
    assert TEXT[one.evidence[0].start : one.evidence[0].end] == "🙂 ferry"
    assert (two.answers, str(two.as_of)) == ((("134 boats", "134"),), "2024-01-31")
    assert two.evidence[0].start == TEXT.rindex("134")


def test_a_question_that_no_article_answers_needs_no_evidence(path: Path, data_dir: Path) -> None:
    told = ("--id", "u", "--question", "Who sank it?", "--kind", "unanswerable")
    assert call("gold", "add", path, *told, "--data-dir", data_dir).exit_code == 0
    assert not read_gold(path)[0].answerable


def test_a_quote_at_several_places_is_refused_with_the_places(path: Path, data_dir: Path) -> None:
    result = add(path, data_dir, "q1", "--evidence", "boats", "134")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "stands 2 times in 'boats'; say which with --occurrence" in result.stderr
    assert "1: “…Northgate has 134 boats." in result.stderr
    assert not path.exists()


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (("--evidence", "boats", "136"), "does not stand in"),
        (("--evidence", "cars", "134"), "'cars' is not stored"),
        (("--evidence", "boats", ""), "does not stand in"),
        (("--evidence", "boats", "134", "--occurrence", "3"), "no occurrence 3"),
        (("--occurrence", "3"), "0 --evidence and 1 --occurrence"),
        ((), "there are answers exactly when"),
        (("--answer", "ferry"), "no-evidence"),
        (("--evidence", "boats", "12", "--answer", "12| "), "blank"),
        (("--evidence", "boats", "12", "--answer", "boat"), "leak"),
        (("--evidence", "boats", "12", "--id", "old"), "taken-id"),
        (("--evidence", "boats", "12", "--question", "who SANK"), "asked-twice"),
        (("--evidence", "boats", "12", "--kind", "riddle"), "not one of 'fact', 'figure'"),
    ],
)
def test_what_lint_would_find_fault_with_is_not_added(
    path: Path, data_dir: Path, more: tuple[str, ...], reason: str
) -> None:
    told = ("--id", "old", "--question", "Who sank?", "--kind", "unanswerable")
    assert call("gold", "add", path, *told, "--data-dir", data_dir).exit_code == 0
    before = path.read_bytes()
    result = add(path, data_dir, "q1", *more)
    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in result.stderr
    assert path.read_bytes() == before


def test_a_gold_set_is_replaced_as_a_whole_or_not_at_all(path: Path, data_dir: Path) -> None:
    assert add(path, data_dir, "q1", "--evidence", "boats", "12").exit_code == 0
    before = path.read_bytes()
    with mock.patch("index.durable.sync", side_effect=KeyboardInterrupt):
        add(path, data_dir, "q2", "--evidence", "boats", "12")
    assert path.read_bytes() == before
