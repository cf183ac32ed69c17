"""The sample gold set against the sample articles, read straight from the files.

No loader takes part, so a loader that shifts an offset cannot hide here.
"""

import datetime
import hashlib
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "corpus" / "samples"
KINDS_OF_ONE_ANSWER = ("fact", "figure", "date", "description", "attribution")
AT_LEAST = {"list": 8, "dated": 8, "conflict": 3, "unanswerable": 22}

Question = dict[str, Any]


def texts_in(folder: Path) -> dict[str, str]:
    """Document id → text; bytes are decoded, so that no line ending is translated."""
    texts: dict[str, str] = {}
    for path in sorted(folder.iterdir()):
        text = path.read_bytes().decode("utf-8")
        if path.suffix == ".jsonl":
            rows = [json.loads(line) for line in text.splitlines()]
            found = {row["id"]: row["text"] for row in rows}
        elif path.suffix == ".md":
            stated = re.search(r"^id: (\S+)$", text, re.MULTILINE)
            assert stated is not None, f"{path.name} states no id"
            found = {stated[1]: text}
        else:
            found = {path.stem: text}
        assert not found.keys() & texts.keys(), f"{path.name} repeats an id"
        texts |= found
    return texts


ARTICLES = texts_in(SAMPLES / "articles")
CORRECTIONS = texts_in(SAMPLES / "corrections")
CURRENT = ARTICLES | CORRECTIONS
QUESTIONS: list[Question] = [
    json.loads(line)
    for line in (ROOT / "eval" / "gold_sets" / "sample.jsonl").read_text("utf-8").splitlines()
]
ANSWERABLE = [question for question in QUESTIONS if question["kind"] != "unanswerable"]

each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q["id"])
each_answerable = pytest.mark.parametrize("question", ANSWERABLE, ids=lambda q: q["id"])


def test_there_are_enough_articles_and_a_correction_changes_one_of_them() -> None:
    assert len(ARTICLES) >= 26
    assert CORRECTIONS
    for document, text in CORRECTIONS.items():
        assert ARTICLES[document] != text


def test_there_are_enough_questions_of_every_kind() -> None:
    counts = Counter(question["kind"] for question in QUESTIONS)
    assert counts.keys() == {*KINDS_OF_ONE_ANSWER, *AT_LEAST}
    assert sum(counts[kind] for kind in KINDS_OF_ONE_ANSWER) >= 40
    for kind, least in AT_LEAST.items():
        assert counts[kind] >= least, kind


def test_at_least_eleven_questions_rest_on_a_false_premise() -> None:
    notes = [q.get("note", "") for q in QUESTIONS if q["kind"] == "unanswerable"]
    assert sum(note.startswith("false premise") for note in notes) >= 11


def test_ids_are_unique_and_no_question_is_asked_twice() -> None:
    ids = [question["id"] for question in QUESTIONS]
    asked = [(q["question"].casefold().rstrip("?"), q.get("as_of")) for q in QUESTIONS]
    assert len(set(ids)) == len(ids)
    assert len(set(asked)) == len(asked)


def test_a_dated_question_is_asked_at_two_dates_with_different_answers() -> None:
    dated = [question for question in QUESTIONS if question["kind"] == "dated"]
    assert all(question.get("as_of") for question in dated)
    for asked in {question["question"] for question in dated}:
        same = [question for question in dated if question["question"] == asked]
        answers = [{alt for item in q["answers"] for alt in item} for q in same]
        assert len(same) >= 2, asked
        assert not set.intersection(*answers), asked


@each_question
def test_a_question_has_the_fields_of_the_format_and_no_others(question: Question) -> None:
    required = {"id", "question", "kind", "answers", "evidence", "author"}
    assert required <= question.keys() <= required | {"as_of", "note"}
    assert question["question"].endswith("?")
    if "as_of" in question:
        datetime.date.fromisoformat(question["as_of"])


@each_question
def test_an_anchor_holds_its_quote_in_the_current_revision(question: Question) -> None:
    for anchor in question["evidence"]:
        assert anchor.keys() == {"document", "revision", "start", "end", "quote"}
        text = CURRENT[anchor["document"]]
        assert anchor["revision"] == hashlib.sha256(text.encode("utf-8")).hexdigest()
        assert 0 <= anchor["start"] < anchor["end"] <= len(text)
        assert text[anchor["start"] : anchor["end"]] == anchor["quote"]


@each_question
def test_what_no_article_answers_has_no_evidence_and_the_rest_has(question: Question) -> None:
    unanswerable = question["kind"] == "unanswerable"
    assert bool(question["answers"]) is not unanswerable
    assert bool(question["evidence"]) is not unanswerable


@each_answerable
def test_a_quote_is_an_accepted_wording_and_every_item_has_a_quote(question: Question) -> None:
    quotes = {anchor["quote"] for anchor in question["evidence"]}
    assert quotes <= {alternative for item in question["answers"] for alternative in item}
    for item in question["answers"]:
        assert quotes & set(item)


@each_answerable
def test_the_number_of_items_fits_the_kind(question: Question) -> None:
    items = len(question["answers"])
    assert items >= 2 if question["kind"] in ("list", "conflict") else items == 1
