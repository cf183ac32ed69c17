"""Training: what is learned from, what is held out, and that a run resumes where it stopped."""

import gzip
import json
import random
import shutil
import socket
from pathlib import Path

import msgspec
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import load_file, save_file
from sklearn.metrics import roc_auc_score

from corpus.spans import Span
from index.durable import sha256_of
from qa.calibration import Features
from qa.errors import RowError
from qa.reader.network import ReaderOutput
from qa.reader.published import WEIGHTS, published_encoder
from qa.reader.shipped import MANIFEST
from qa.training.calibrate import THRESHOLD, Seen, fit, tops, weights_of
from qa.training.export import main as export
from qa.training.features import IGNORED, collate, crop, features, plan, token_span
from qa.training.held_out import main as write_held_out
from qa.training.mixture import COUNTED, halves, headed, itemised, of_brief, squad2_split
from qa.training.negatives import (
    denied,
    denied_passages,
    retrieved_negatives,
    single_sentences,
    swapped_questions,
)
from qa.training.rows import Answer, Row, read_rows
from qa.training.stories import read_stories
from qa.training.train import loss_of, main, rate_at
from tests.qa.readers import by_score

TEXT = "William Burns met David Barnea in Cairo on 13 February 2024. Burns left on Friday."
ROW = Row("r1", "Who met Barnea in Cairo?", TEXT, (Answer("William Burns", 0),), title="Talks")


@pytest.fixture(scope="module")
def tokenizer():
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(published_encoder() / "tokenizer.json"))


def write(path: Path, *rows: Row) -> Path:
    with gzip.open(path, "wb") as sink:
        sink.writelines(msgspec.json.encode(row) + b"\n" for row in rows)
    return path


def test_rows_are_read_as_they_were_written_and_can_be_limited(tmp_path) -> None:
    path = write(tmp_path / "rows.jsonl.gz", ROW, ROW)
    assert list(read_rows(path)) == [ROW, ROW]
    assert list(read_rows(path, limit=1)) == [ROW]


@pytest.mark.parametrize(
    "line", ["{", '{"id": "a"}', json.dumps({"id": "a", "question": "q", "context": "abc",
     "answers": [{"text": "b", "start": 0}]})],
)  # fmt: skip
def test_a_line_that_is_no_row_is_refused_by_its_number(tmp_path, line) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(msgspec.json.encode(ROW) + b"\n" + line.encode() + b"\n")
    with pytest.raises(RowError, match=r"rows\.jsonl:2"):
        list(read_rows(path))


def test_a_feature_points_at_its_answer(tokenizer) -> None:
    (feature,) = features([ROW], tokenizer, (64,), random.Random(1))
    answer = feature.ids[feature.starts[0] : feature.ends[0] + 1]
    assert tokenizer.decode(answer) == "william burns"
    inside = [token for token, tag in zip(feature.ids, feature.tags, strict=True) if tag == 1]
    assert inside == answer
    assert feature.answerable


def test_what_stands_above_a_passage_is_read_and_never_pointed_at(tokenizer) -> None:
    (plain,) = features([ROW], tokenizer, (64,), random.Random(1))
    row = msgspec.structs.replace(ROW, above="Burns in Cairo.\n\n")
    (titled,) = features([row], tokenizer, (64,), random.Random(1))
    more = len(titled.ids) - len(plain.ids)
    answer = titled.ids[titled.starts[0] : titled.ends[0] + 1]
    assert tokenizer.decode(answer) == "william burns"
    assert titled.starts[0] == plain.starts[0] + more
    assert sum(titled.readable) == sum(plain.readable)
    assert sum(tag != IGNORED for tag in titled.tags) == sum(tag != IGNORED for tag in plain.tags)
    assert "burns in cairo." in tokenizer.decode(titled.ids)


def test_some_rows_are_read_under_their_title() -> None:
    assert headed(ROW, 1.0, random.Random(1)).above == "Talks.\n\n"
    assert headed(ROW, 0.0, random.Random(1)) == ROW


def test_an_answer_of_unknown_place_teaches_no_tags_and_several_places(tokenizer) -> None:
    row = msgspec.structs.replace(
        ROW, answers=(Answer("Burns", 8), Answer("Burns", 61)), n_occurrences=2
    )
    (feature,) = features([row], tokenizer, (64,), random.Random(1))
    assert len(feature.starts) == 2
    assert set(feature.tags) == {IGNORED}


def test_an_impossible_row_points_at_no_answer(tokenizer) -> None:
    row = msgspec.structs.replace(ROW, answers=(), is_impossible=True)
    (feature,) = features([row], tokenizer, (64,), random.Random(1))
    assert (feature.starts, feature.ends, feature.answerable) == ((0,), (0,), False)


@given(st.integers(0, 10_000))
def test_a_window_of_a_long_passage_holds_its_answer(seed) -> None:
    rng = random.Random(seed)
    length, room = rng.randint(50, 400), rng.randint(32, 49)
    first = rng.randrange(length)
    last = min(length - 1, first + rng.randrange(20))
    low = crop(length, room, (first, last), rng)
    assert 0 <= low <= length - room
    assert low <= first
    assert last < low + room


def test_a_long_passage_keeps_its_answer_in_every_window(tokenizer) -> None:
    long = msgspec.structs.replace(ROW, context=TEXT + " And the weather was mild." * 40)
    for seed in range(20):
        (feature,) = features([long], tokenizer, (96,), random.Random(seed))
        assert len(feature.ids) == 96
        answer = feature.ids[feature.starts[0] : feature.ends[0] + 1]
        assert tokenizer.decode(answer) == "william burns"


def test_a_token_span_is_of_the_tokens_that_touch_it() -> None:
    offsets = [(0, 3), (3, 5), (6, 9)]
    assert token_span(offsets, 2, 7) == (0, 2)
    assert token_span(offsets, 5, 6) is None


@given(st.lists(st.integers(8, 256), min_size=1, max_size=200), st.integers(0, 99))
def test_every_row_is_in_one_batch_of_at_most_so_many_tokens(lengths, seed) -> None:
    batches = list(plan(lengths, 512, random.Random(seed)))
    assert sorted(i for batch in batches for i in batch) == list(range(len(lengths)))
    assert all(len(b) == 1 or len(b) * max(lengths[i] for i in b) <= 512 for b in batches)


def test_the_loss_is_the_same_whichever_of_the_right_places_is_pointed_at(tokenizer) -> None:
    row = msgspec.structs.replace(
        ROW, answers=(Answer("Burns", 8), Answer("Burns", 61)), n_occurrences=2
    )
    (feature,) = features([row], tokenizer, (64,), random.Random(1))
    batch = collate([feature], 0)

    def loss(place: int) -> float:
        start = torch.zeros(1, len(feature.ids))
        start[0, feature.starts[place]] = 9.0
        zeros = torch.zeros(1, len(feature.ids))
        output = ReaderOutput(start, zeros, zeros, torch.zeros(1))
        parts = loss_of(output, batch)
        assert all(torch.isfinite(part) for part in parts.values())
        return float(parts["start"])

    assert loss(0) == pytest.approx(loss(1))
    assert loss(0) < 0.1


def test_the_rate_warms_up_and_ends_at_zero() -> None:
    rates = [rate_at(step, 100, 10) for step in range(101)]
    assert max(rates) == rates[9] == rates[10] == 1.0
    assert rates[100] == 0.0
    assert rates[10:] == sorted(rates[10:], reverse=True)


def test_a_sentence_alone_answers_and_the_one_beside_it_does_not() -> None:
    alone, beside = single_sentences([ROW], 1.0, random.Random(1))
    assert alone.context == "William Burns met David Barnea in Cairo on 13 February 2024."
    assert alone.context.startswith(alone.answers[0].text, alone.answers[0].start)
    assert (beside.context, beside.answers) == ("Burns left on Friday.", ())
    assert beside.is_impossible
    later = msgspec.structs.replace(ROW, answers=(Answer("Friday", TEXT.index("Friday")),))
    alone, beside = single_sentences([later], 1.0, random.Random(1))
    assert alone.context.startswith("Friday", alone.answers[0].start)
    burns = msgspec.structs.replace(ROW, answers=(Answer("Burns", 8),))
    assert [row.is_impossible for row in single_sentences([burns], 1.0, random.Random(1))] == [
        False  # the other sentence has the answer's words too
    ]


def test_a_retrieved_negative_never_holds_an_answer() -> None:
    rows = [
        msgspec.structs.replace(ROW, id=f"r{i}", context=f"{name} met Barnea in Cairo, {i} times.",
        answers=(Answer(name, 0),))
        for i, name in enumerate(["Burns", "Kirby", "Sisi", "Hamdan"] * 3)
    ]  # fmt: skip
    found = list(retrieved_negatives(rows, rows, 1.0, random.Random(2)))
    assert found
    for negative in found:
        own = next(row for row in rows if negative.id.startswith(row.id + "-"))
        assert own.answers[0].text.casefold() not in negative.context.casefold()
        assert negative.title == next(row.title for row in rows if row.context == negative.context)
        assert negative.is_impossible
        assert not negative.answers


def test_a_swapped_question_names_another_of_the_article_or_of_the_passage() -> None:
    other = Row("r2", "Who met Kirby in 2019?", "Kirby met Sisi in 2019.", (), True, "Talks")
    found = list(swapped_questions([ROW, other] * 20, 1.0, random.Random(2)))
    assert all(row.is_impossible and not row.answers for row in found)
    questions = {row.question for row in found if row.context == TEXT}
    assert ROW.question not in questions
    assert "Who met Kirby in Cairo?" in questions  # of another question
    assert "Who met Friday in Cairo?" in questions  # of the passage
    assert not any("David" in question for question in questions)  # may be the same Barnea
    assert not any("Burns" in question for question in questions)  # the answer


def test_a_denied_passage_says_the_contrary_of_what_is_asked() -> None:
    text = "The tower was built in 1889. It is 300 m tall."
    row = Row("r3", "When was the tower built?", text, (Answer("1889", 23),), title="Tower")
    found = {r.context for r in denied_passages([row] * 9, 1.0, random.Random(2))}
    assert found == {text.replace(" was", " was not"), text.replace(" was", " was never")}
    assert denied("It was not built in 1889.", Span(20, 24), random.Random(2)) is None
    assert denied("It never can be.", Span(0, 2), random.Random(2)) is None


def test_the_items_of_a_list_are_tagged_one_by_one(tokenizer) -> None:
    text = "The flag is red, green and dark blue."
    row = Row("r4", "Which colours has the flag?", text, (Answer("red, green and dark blue", 12),))
    assert [item.text for item in itemised(row).items] == ["red", "green", "dark blue"]
    assert itemised(msgspec.structs.replace(row, question="Why is it so?")).items == ()
    assert itemised(ROW).items == ()
    (feature,) = features([itemised(row)], tokenizer, (64,), random.Random(1))
    marked = [i for i, tag in enumerate(feature.tags) if tag == 1]
    assert tokenizer.decode([feature.ids[i] for i in marked]) == "red green dark blue"
    assert feature.starts[0] == marked[0]
    assert feature.ends[0] == marked[-1]


def test_no_answerable_question_of_squad_2_trains_and_the_last_articles_are_held_out() -> None:
    rows = [
        Row(f"{t}{i}", "q", "c", (), bool(i), title=f"article {t:02}")
        for t in range(20)
        for i in (0, 1)
    ]
    train, held_out = squad2_split(rows)
    assert all(row.is_impossible for row in train)
    assert {row.title for row in held_out} == {f"article {t}" for t in range(14, 20)}
    assert not {row.title for row in train} & {row.title for row in held_out}


@pytest.mark.parametrize("name", sorted(COUNTED))
def test_the_stories_that_count_more_than_once_are_those_of_their_brief(name: str) -> None:
    found = {story.story for story in of_brief(read_stories(), name)}
    assert {f"{name}-001", f"{name}-079"} <= found
    assert {story.rpartition("-")[0] for story in found} == {name}


def test_halves_never_share_a_context() -> None:
    rows = [Row(str(i), "q", f"context {i // 3}") for i in range(60)]
    train, held_out = halves(rows)
    assert len(train) + len(held_out) == 60
    assert not {r.context for r in train} & {r.context for r in held_out}
    assert halves(list(reversed(rows)))[0] == list(reversed(train))


def test_the_fit_trusts_what_tells_right_from_wrong_and_doubts_the_second_best() -> None:
    rng = random.Random(3)
    seen = []
    for i in range(400):
        right = rng.random() < 0.5
        score = rng.gauss(3.0 if right else 0.0, 1.0)
        best = Features(score, 0.0, rng.gauss(0, 1))
        other = Features(score - 2, 0.0, rng.gauss(0, 1), list_margin=2.0)
        seen.append(Seen([best, other], [right, False], f"article {i}", "fact"))
    fitted = fit(seen, by_score())
    assert fitted.weights["score"] > 0.5
    assert abs(fitted.weights["inside"]) < fitted.weights["score"] / 3
    assert fitted.weights["list_margin"] < 0
    assert fitted.confidence(Features(4.0, 0, 0)) > 0.8
    assert fitted.confidence(Features(-1.0, 0, 0)) < 0.2
    assert fitted.threshold == THRESHOLD
    assert fitted.fitted["AUROC_right"] > 0.9
    assert fitted.fitted["ECE"] < 0.1
    assert fitted.fitted["questions"] == 400


def test_no_question_is_judged_by_weights_that_it_gave() -> None:
    rng = random.Random(5)
    # Of every article, one question only: where its score tells nothing, none can be foretold.
    seen = [
        Seen([Features(rng.gauss(0, 1), 0, 0)], [rng.random() < 0.5], f"{i:03}", "fact")
        for i in range(200)
    ]
    judged = [weights_of(part) for part in (seen[::2], seen[1::2])]
    of_second, right_second = tops(seen[1::2], *judged[0])
    of_first, right_first = tops(seen[::2], *judged[1])
    auroc = roc_auc_score([*right_second, *right_first], [*of_second, *of_first])
    assert fit(seen, by_score()).fitted["AUROC_right"] == pytest.approx(auroc, abs=1e-4)


def test_the_fit_is_nearly_as_sure_as_the_stories_are_right() -> None:
    rng = random.Random(4)
    seen = []
    for i in range(1200):
        kind = "story" if i % 2 else "fact"
        right = rng.random() < (0.7 if kind == "story" else 0.2)
        score = rng.gauss(1.0 if right else 0.0, 1.0)
        seen.append(Seen([Features(score, 0, 0)], [right], f"article {i // 2}", kind))
    fitted = fit(seen, by_score())
    sure = [fitted.confidence(s.features[0]) for s in seen if s.kind == "story"]
    # .7 of the stories are right, .45 of all.
    assert sum(sure) / len(sure) == pytest.approx(0.6, abs=0.05)
    assert fitted.fitted["news_ECE"] < fitted.fitted["ECE"]
    assert fitted.fitted["news"] == fitted.fitted["questions"] / 2


def test_a_run_that_was_stopped_goes_on_from_its_checkpoint(tmp_path, monkeypatch) -> None:
    from transformers import MPNetConfig, MPNetModel

    base, data, out = tmp_path / "base", tmp_path / "data", tmp_path / "out"
    torch.manual_seed(0)
    config = MPNetConfig(
        hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8
    )
    MPNetModel(config).save_pretrained(base)
    shutil.copy(published_encoder() / "tokenizer.json", base)
    data.mkdir()
    rows = [msgspec.structs.replace(ROW, id=f"r{i}", title=f"t{i % 16:02}") for i in range(48)]
    for name in ("squad11_train", "qed_nq_train", "qamr", "multispanqa_part", "ester_news"):
        write(data / f"{name}.jsonl.gz", *rows)
    silent = [msgspec.structs.replace(row, answers=(), is_impossible=True) for row in rows]
    write(data / "squad2_dev_part.jsonl.gz", *silent)

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for name, value in {"RANK": "0", "WORLD_SIZE": "1", "LOCAL_RANK": "0"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("MASTER_ADDR", "127.0.0.1")
    monkeypatch.setenv("MASTER_PORT", str(port))
    few = read_stories()[:8]
    monkeypatch.setattr("qa.training.mixture.read_stories", lambda: few)

    def run(steps: int) -> None:
        options = [f"--data={data}", f"--base={base}", f"--out={out}", f"--steps={steps}"]
        main([*options, "--batch-tokens=256", "--checkpoint-every=2"], standalone_mode=False)

    run(2)
    assert torch.load(out / "checkpoint.pt", weights_only=True)["step"] == 2
    run(4)
    assert torch.load(out / "checkpoint.pt", weights_only=True)["step"] == 4
    assert [path.name for path in (out / "model").iterdir()] == ["model.safetensors"]


def test_what_is_exported_is_sealed_and_half_way_between_two_readers_where_it_is_to_be(
    tmp_path: Path,
) -> None:
    for name, value in (("before", 1.0), ("after", 2.0)):
        (tmp_path / name).mkdir()
        weights = {"head": torch.full((2, 2), value, dtype=torch.float16)}
        save_file(weights, tmp_path / name / WEIGHTS)
    after, before = (str(tmp_path / name) for name in ("after", "before"))
    for options, value in (([], 2.0), ([f"--mean-with={before}"], 1.5)):
        out = tmp_path / f"out{value}"
        export([after, str(out), "some-reader", *options], standalone_mode=False)
        shipped = load_file(out / WEIGHTS)["head"]
        assert shipped.dtype == torch.float16
        assert (shipped == value).all()
        manifest = msgspec.json.decode((out / MANIFEST).read_bytes())
        assert manifest["name"] == "some-reader"
        assert manifest["weights"] == sha256_of(out / WEIGHTS)


def test_what_is_held_out_is_written_and_trained_no_reader(tmp_path) -> None:
    def rows(town: str, count: int, **changed) -> list[Row]:
        """Each of another article, about another mayor."""
        made = []
        for i in range(count):
            text = f"The mayor of {town} {i} is Anna{i}."
            answer = Answer(f"Anna{i}", text.index("Anna"))
            row = Row(f"{town}{i}", f"Who is the mayor of {town} {i}?", text, (answer,))
            made.append(msgspec.structs.replace(row, title=f"{town} {i:02}", **changed))
        return made

    data, out = tmp_path / "data", tmp_path / "out"
    data.mkdir()
    silent = rows("Oslo", 20, answers=(), is_impossible=True)
    write(data / "squad11_dev_part.jsonl.gz", *rows("Rome", 8))
    write(data / "squad2_dev_part.jsonl.gz", *silent)
    write(data / "multispanqa_part.jsonl.gz", *rows("Bonn", 10))
    write(data / "ester_news.jsonl.gz", *rows("Bern", 10))
    write_held_out([f"--data={data}", f"--out={out}"], standalone_mode=False)
    found = {path.stem: list(read_rows(path)) for path in out.iterdir()}
    assert [row.title for row in found["squad2_last_articles"]] == [
        row.title for row in silent[14:]
    ]
    assert len(found["multispanqa_half"]) == len(found["ester_half"]) == 5
    asked = [row for row in found["squad_retrieved"] if row.answers]
    assert len(asked) == 8
    for row in found["squad_retrieved"][8:]:
        assert row.is_impossible
        assert row.title not in row.context
