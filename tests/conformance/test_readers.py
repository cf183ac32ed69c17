"""What every reader does: the shipped one, and any extractive checkpoint that is named."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.errors import ReaderUnusableError
from qa.reader.base import Reader
from qa.reader.extractive import batches
from qa.reader.published import published_encoder
from qa.reader.shipped import SHIPPED, open_reader

PASSAGES = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=("Cs",)),
        st.sampled_from(" \r\n\x00é\u0301🙂“”’\u202e\u05d0.,28"),
    ),
    max_size=120,
)


@pytest.fixture(scope="session")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny random BERT with the shipped tokenizer, laid out as a hub checkpoint is."""
    import torch
    from transformers import BertConfig, BertForQuestionAnswering, PreTrainedTokenizerFast

    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("checkpoint")
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(published_encoder() / "tokenizer.json"),
        pad_token="<pad>",
        model_input_names=["input_ids", "token_type_ids", "attention_mask"],
    )
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
    )
    BertForQuestionAnswering(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture(scope="session", params=["shipped", "checkpoint"])
def reader(request: pytest.FixtureRequest, checkpoint: Path) -> Reader:
    return open_reader("" if request.param == "shipped" else str(checkpoint), threads=1)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(PASSAGES, PASSAGES), max_size=4))
def test_candidates_are_spans_of_the_passage_best_first_without_overlap(reader, pairs) -> None:
    readings = reader.read(pairs, 3)
    assert len(readings) == len(pairs)
    for (_, passage), reading in zip(pairs, readings, strict=True):
        assert len(reading.candidates) <= 3
        scores = [c.score for c in reading.candidates]
        assert scores == sorted(scores, reverse=True)
        for i, candidate in enumerate(reading.candidates):
            assert any(c.isalnum() for c in candidate.span.of(passage))
            assert not any(candidate.span.overlaps(o.span) for o in reading.candidates[:i])


def test_a_passage_without_a_word_has_no_candidates(reader) -> None:
    assert [r.candidates for r in reader.read([("Who?", ""), ("Who?", " \n“…” ")])] == [(), ()]


def test_no_pairs_give_no_readings(reader) -> None:
    assert reader.read([]) == []


def test_a_long_passage_is_read_to_its_end(reader) -> None:
    filler = "The weather in the valley was mild and nothing else was reported there. " * 60
    passage = filler + "The mayor of Lisbon is Anna Gray."
    (reading,) = reader.read([("Who is the mayor of Lisbon?", passage)], 200)
    assert any(candidate.span.start > len(passage) - 60 for candidate in reading.candidates)


def test_a_question_of_any_length_leaves_room_to_read(reader) -> None:
    (reading,) = reader.read([("字" * 512, "The mayor of Lisbon is Anna Gray.")])
    assert reading.candidates


def test_what_is_read_beside_a_passage_hardly_changes_its_reading(reader) -> None:
    pair = ("Who is the mayor of Lisbon?", "The mayor of Lisbon is Anna Gray.")
    (alone,) = reader.read([pair])
    together = reader.read([("Where?", "In Cairo, at length. " * 30), pair])[1]
    assert together.candidates[0].span == alone.candidates[0].span
    # Sums of bfloat16: half a logit apart for a passage as short as this on some processors.
    assert together.candidates[0].score == pytest.approx(alone.candidates[0].score, rel=0.1)
    assert together.answerable == pytest.approx(alone.answerable, abs=0.3)


def test_a_fingerprint_names_the_weights(reader, checkpoint) -> None:
    assert (
        reader.fingerprint
        == open_reader("" if reader.name != str(checkpoint) else str(checkpoint)).fingerprint
    )


def test_a_model_that_is_not_there_is_refused_in_one_sentence(tmp_path) -> None:
    with pytest.raises(ReaderUnusableError) as refused:
        open_reader(str(tmp_path / "nothing"))
    assert "\n" not in str(refused.value)


def test_a_damaged_reader_is_refused(tmp_path) -> None:
    shutil.copytree(SHIPPED, tmp_path, dirs_exist_ok=True)
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"x")
    with pytest.raises(ReaderUnusableError, match="install the package again"):
        open_reader(str(tmp_path))


@given(st.lists(st.integers(1, 256), max_size=40), st.integers(1, 1024))
def test_batches_hold_every_index_once_and_no_more_tokens_than_allowed(lengths, tokens) -> None:
    made = batches(lengths, tokens)
    assert sorted(i for batch in made for i in batch) == list(range(len(lengths)))
    for batch in made:
        assert len(batch) == 1 or len(batch) * max(lengths[i] for i in batch) <= tokens


def test_the_shipped_reader_answers_a_plain_question() -> None:
    reader = open_reader(threads=1)
    passage = "On Friday the council of Varnholm elected Anna Gray as mayor, by 23 votes to 22."
    (reading,) = reader.read([("Who was elected mayor?", passage)])
    assert reading.candidates[0].span.of(passage) == "Anna Gray"
    (silent,) = reader.read([("What is the boiling point of lead?", passage)])
    assert silent.answerable < reading.answerable
    assert silent.candidates[0].score < reading.candidates[0].score
