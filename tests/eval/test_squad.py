"""SQuAD's JSON: there and back without loss of what it can hold."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.documents import Document
from corpus.errors import UnknownDocumentError
from corpus.ingest import ingest
from corpus.store import Store
from eval.errors import BenchmarkError
from eval.gold import Evidence, GoldQuestion, read_gold
from eval.squad import Squad, SquadArticle, from_squad, read_squad, to_squad
from tests.eval.rooms import anchors, gold
from tests.eval.saved import call
from tests.index.fakes import article

HERE = Path("squad.json")
CONTEXT = "The ferry sailed at noon. 🙂 Nobody knows why."
texts = st.text(st.sampled_from("ab .🙂é\n\u202e<"), min_size=1, max_size=12)


@st.composite
def squads(draw: st.DrawFn) -> Squad:
    """A file with titles and ids that are unique, and contexts that are asked about."""
    data = []
    number = 0
    for title in draw(st.lists(st.sampled_from("TUV"), unique=True, max_size=3)):
        paragraphs = []
        for _ in range(draw(st.integers(1, 2))):
            context = draw(texts)
            qas = []
            for _ in range(draw(st.integers(1, 3))):
                ends = st.integers(0, len(context))
                places = draw(st.lists(st.tuples(ends, ends), max_size=3))
                answers = [
                    {"text": context[start:end], "answer_start": start}
                    for start, end in places
                    if context[start:end].strip()
                ]
                number += 1
                question = {"id": f"q{number}", "question": draw(texts) + "?", "answers": answers}
                qas.append(question | {"is_impossible": not answers})
            paragraphs.append({"context": context, "qas": qas})
        data.append({"title": title, "paragraphs": paragraphs})
    return msgspec.convert({"data": data}, Squad)


def looked_up(articles: tuple[SquadArticle, ...]) -> Any:
    found = {one.id: article(one.id, one.text, title=one.title) for one in articles}

    def document(id: str, revision: str | None = None) -> Document:
        if id not in found or revision not in (None, found[id].revision):
            raise UnknownDocumentError(id, revision)
        return found[id]

    return document


def without_our_field(squad: Squad) -> Any:
    raw = msgspec.to_builtins(squad)
    for entry in raw["data"]:
        for paragraph in entry["paragraphs"]:
            paragraph.pop("document", None)
    return raw


@settings(max_examples=60)
@given(squads())
def test_a_squad_file_comes_back_as_it_was(squad: Squad) -> None:
    imported = from_squad(squad, HERE)
    exported = to_squad(imported.questions, looked_up(imported.articles))
    assert without_our_field(exported.squad) == without_our_field(squad)
    assert exported.left_out == {}
    assert from_squad(exported.squad, HERE) == imported


@settings(max_examples=60)
@given(st.data())
def test_what_squad_can_hold_of_a_gold_set_comes_back(data: st.DataObject) -> None:
    articles = tuple(SquadArticle(id, "T", CONTEXT * 2) for id in "xy")
    lookup = looked_up(articles)
    questions: list[GoldQuestion] = []
    for number in range(data.draw(st.integers(0, 5))):
        starts = data.draw(st.lists(st.integers(0, 30), max_size=3))
        evidence = tuple(
            Evidence(id, lookup(id).revision, start, start + 5, CONTEXT[start : start + 5])
            for start in starts
            for id in [data.draw(st.sampled_from("xy"))]
        )
        wordings = tuple((one.quote,) for one in evidence)
        about = "" if evidence else data.draw(st.sampled_from(["", "x"]))
        one = gold(f"q{number}", "Who?", *wordings, evidence=evidence)
        questions.append(msgspec.structs.replace(one, about=about))
    back = from_squad(to_squad(questions, lookup).squad, HERE)
    assert set(back.articles) <= set(articles)
    by_id = {question.id: question for question in back.questions}
    assert by_id.keys() == {question.id for question in questions}
    for question in questions:
        got = by_id[question.id]
        held = [one for one in question.evidence if one.document == question.evidence[0].document]
        assert got.evidence == tuple(held)
        assert (got.question, got.about) == (question.question, question.about)
        assert got.answerable is question.answerable


def squad_of(*qas: dict[str, Any], context: str = CONTEXT, **paragraph: Any) -> Any:
    return {
        "version": "v2.0",
        "data": [
            {"title": "Ferries", "paragraphs": [{"context": context, "qas": qas} | paragraph]}
        ],
    }


NOON = {
    "id": "noon",
    "question": "When did the ferry sail?",
    "answers": [{"text": "at noon", "answer_start": 17}, {"text": "noon", "answer_start": 20}],
    "is_impossible": False,
}
WHY = {
    "id": "why",
    "question": "Why did the ferry sail?",
    "answers": [],
    "is_impossible": True,
    "plausible_answers": [{"text": "at noon", "answer_start": 17}],
}


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (squad_of(NOON, NOON), "'noon' is taken"),
        (squad_of(NOON, context=CONTEXT[1:]), "noon: 'at noon' is not at 17"),
        (squad_of(NOON | {"answers": [{"text": "at noon", "answer_start": -1}]}), "not at -1"),
        (squad_of(NOON | {"answers": []}), "exactly if it is not impossible"),
        (squad_of(WHY | {"answers": NOON["answers"]}), "exactly if it is not impossible"),
        (squad_of(NOON | {"question": " "}), "noon: a question has"),
    ],
)
def test_what_cannot_be_a_gold_question_is_refused_by_its_id(raw: Any, reason: str) -> None:
    with pytest.raises(BenchmarkError, match=reason):
        from_squad(msgspec.convert(raw, Squad), HERE)


def test_two_contexts_under_one_id_are_refused() -> None:
    raw = squad_of(NOON, document="ferry")
    raw["data"] += squad_of(WHY, context="Else.", document="ferry")["data"]
    with pytest.raises(BenchmarkError, match="two contexts would be the article 'ferry'"):
        from_squad(msgspec.convert(raw, Squad), HERE)


def test_squad_1_says_nothing_of_the_impossible() -> None:
    old = {name: value for name, value in NOON.items() if name != "is_impossible"}
    (question,) = from_squad(msgspec.convert(squad_of(old), Squad), HERE).questions
    assert question.answers == (("at noon", "noon"),)


def test_the_commands_go_there_and_back(tmp_path: Path) -> None:
    squad, path, rows = (tmp_path / name for name in ("s.json", "gold.jsonl", "articles.jsonl"))
    squad.write_text(json.dumps(squad_of(NOON, WHY)), encoding="utf-8")
    result = call("gold", "import", squad, path, "--articles", rows, "--json")
    assert json.loads(result.stdout) == {"n": 2, "articles": 1, "plausible_answers_not_kept": 1}
    noon, why = read_gold(path)
    assert (noon.kind, why.kind, why.about) == ("fact", "unanswerable", "Ferries#1")

    with Store.open(tmp_path / "data") as store:
        assert not ingest(store, [rows]).refused
    assert call("gold", "lint", path, "--data-dir", tmp_path / "data").exit_code == 0
    back = tmp_path / "back.json"
    result = call("gold", "export", path, back, "--data-dir", tmp_path / "data")
    assert (result.exit_code, result.stdout) == (0, "n 2\n")
    kept = {name: value for name, value in WHY.items() if name != "plausible_answers"}
    assert without_our_field(read_squad(back)) == without_our_field(
        msgspec.convert(squad_of(NOON, kept), Squad)
    )
    for again in (("import", squad, path, "--articles", rows), ("export", path, back)):
        refused = call("gold", *again, *(("--data-dir", tmp_path / "data") * ("export" in again)))
        assert refused.exit_code == 2
        assert "exists; name a new file" in refused.stderr


def test_what_squad_cannot_hold_is_counted(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        with store.transaction() as writer:
            for id in ("one", "two"):
                writer.put(article(id, CONTEXT + id), stated_id=True)
        both = anchors(store, "one", "at noon") + anchors(store, "two", "Nobody")
        exported = to_squad(
            [
                gold("a", "Who?", ("at noon",), ("Nobody", "no one"), evidence=both),
                gold("b", "Who not?", ("noon",), evidence=both[:1], as_of="2024-01-01"),
            ],
            store.document,
        )
    assert exported.left_out == {
        "evidence elsewhere": 1,
        "wordings not quoted": 2,
        "lists": 1,
        "days": 1,
    }


def test_a_file_that_is_not_squads_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "squad.json"
    with pytest.raises(BenchmarkError, match="cannot be read"):
        read_squad(path)
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(BenchmarkError, match="not SQuAD"):
        read_squad(path)
