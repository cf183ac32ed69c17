"""The Wikinews gold set, as far as it can be checked without the articles."""

import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from corpus.store import Store
from eval.answers import normalise
from eval.gold import SAMPLE_GOLD, GoldQuestion, Kind, gold_line, gold_lines, read_gold
from eval.gold_lint import lint

FOLDER = SAMPLE_GOLD.parent
PATH = FOLDER / "wikinews.jsonl"
QUESTIONS = read_gold(PATH)
ABOUT = 40
"""Articles that are asked about; a few more repeat an answer."""
LONGEST_QUOTE = 100
"""Characters: the set cites the articles and does not copy them."""

each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.id)


def documents(question: GoldQuestion) -> set[str]:
    return {anchor.document for anchor in question.evidence} | ({question.about} - {""})


def test_there_are_enough_questions_of_every_kind_and_a_third_have_no_answer() -> None:
    counts = Counter(question.kind for question in QUESTIONS)
    assert counts.keys() == set(get_args(Kind))
    assert len(QUESTIONS) >= 160
    assert counts["list"] >= 25
    assert 1 / 3 <= counts["unanswerable"] / len(QUESTIONS) <= 0.4


def test_forty_articles_are_asked_about() -> None:
    asked = {question.about or question.evidence[0].document for question in QUESTIONS}
    assert len(asked) == ABOUT


def test_a_document_has_one_revision_throughout() -> None:
    anchors = {anchor for question in QUESTIONS for anchor in question.evidence}
    revisions = {(anchor.document, anchor.revision) for anchor in anchors}
    assert len(revisions) == len({document for document, _ in revisions})
    assert len(revisions) == len({revision for _, revision in revisions})
    assert all(re.fullmatch(r"[0-9a-f]{64}", revision) for _, revision in revisions)


def test_the_lint_misses_the_articles_and_finds_no_other_fault(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        findings = lint(gold_lines(PATH), store)
    assert {finding.what for finding in findings} == {"gone"}


def test_it_is_written_as_it_is_read() -> None:
    assert [gold_line(question) for question in QUESTIONS] == gold_lines(PATH)


def test_a_dated_question_is_asked_on_several_days() -> None:
    dated = [question for question in QUESTIONS if question.kind == "dated"]
    days = Counter(question.question for question in dated)
    assert min(days.values()) >= 2
    assert all(question.as_of for question in dated)
    assert not any(question.as_of for question in QUESTIONS if question.kind != "dated")


def test_the_readme_counts_the_kinds_and_names_the_articles() -> None:
    readme = (FOLDER / "README.md").read_text("utf-8")
    for path, column in (SAMPLE_GOLD, 1), (PATH, 2):
        counts = Counter(question.kind for question in read_gold(path))
        for kind in get_args(Kind):
            row = re.search(rf"^\| {kind} \| (\d+) \| (\d+) \|$", readme, re.MULTILINE)
            assert row is not None, kind
            assert int(row[column]) == counts[kind], (path.name, kind)
    named = re.findall(r"^- `(\S+)` \[", readme, re.MULTILINE)
    assert sorted(named) == sorted(set().union(*map(documents, QUESTIONS)))


@each_question
def test_a_question_without_answer_names_its_article_and_says_why(question: GoldQuestion) -> None:
    assert question.author == "founders"
    assert bool(question.about) is not question.answerable
    assert bool(question.evidence) is question.answerable
    if not question.answerable:
        assert question.note.startswith(("false premise: ", "near miss: "))


@each_question
def test_a_quote_is_short_and_an_accepted_wording_of_its_item(question: GoldQuestion) -> None:
    quotes = {anchor.quote for anchor in question.evidence}
    assert quotes <= {wording for item in question.answers for wording in item}
    assert all(quotes & set(item) for item in question.answers)
    assert all(len(quote) <= LONGEST_QUOTE for quote in quotes)


@each_question
def test_the_number_of_items_fits_the_kind_and_no_two_are_the_same(question: GoldQuestion) -> None:
    items = len(question.answers)
    if question.kind in ("list", "conflict"):
        assert items >= 2
    else:
        assert items == question.answerable
    wordings = [{normalise(wording) for wording in item} for item in question.answers]
    assert sum(map(len, wordings)) == len(set().union(*wordings))
