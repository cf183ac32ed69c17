import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.machinery import ModuleSpec

import numpy as np
import pytest

from index.encoder import PACKAGE, Encoder, SentenceTransformerEncoder
from index.errors import EncoderUnusableError
from index.threads import ENVIRONMENT, set_environment

TEXTS = [
    "Who joined the Cairo talks?",
    "The director of the CIA travelled to Cairo for talks on a truce.",
    "The ferry was late. " * 200,
    "",
    "🎉 \x00 مفاوضات",
]


@pytest.fixture(scope="module")
def encoder():
    encoder = SentenceTransformerEncoder()
    import torch

    torch.set_num_threads(1)
    return encoder


def test_the_packaged_model_is_an_encoder_of_vectors_of_length_one(encoder):
    assert isinstance(encoder, Encoder)
    vectors = encoder.encode(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), encoder.dimensions) == (5, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-6)
    assert np.linalg.norm(encoder.encode_query("ferry")) == pytest.approx(1, abs=1e-6)


def test_a_text_gets_its_vector_whatever_it_is_batched_with(encoder):
    together = encoder.encode(TEXTS)
    for text, vector in zip(TEXTS, together, strict=True):
        assert float(encoder.encode([text])[0] @ vector) > 0.999


def test_a_question_is_nearer_to_what_answers_it(encoder):
    question = encoder.encode_query(TEXTS[0])
    likeness = encoder.encode(TEXTS[1:3]) @ question
    assert likeness[0] > likeness[1] + 0.3


def test_no_texts_are_no_vectors(encoder):
    assert encoder.encode([]).shape == (0, 384)


def test_progress_counts_the_texts(encoder):
    seen = []
    encoder.encode(["a"] * 70, lambda done, total: seen.append((done, total)))
    assert seen == [(32, 70), (64, 70), (70, 70)]


def test_threads_may_share_an_encoder(encoder):
    expected = encoder.encode_query("ferry")
    with ThreadPoolExecutor(4) as pool:
        for vector in pool.map(encoder.encode_query, ["ferry"] * 16):
            assert float(vector @ expected) > 0.999


def test_the_code_of_the_model_package_is_never_run(encoder):
    assert PACKAGE not in sys.modules


def test_weights_that_are_not_the_published_ones_are_refused(tmp_path, monkeypatch):
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "model.safetensors").write_bytes(b"other weights")
    spec = ModuleSpec(PACKAGE, None, is_package=True)
    spec.submodule_search_locations = [str(tmp_path)]
    monkeypatch.setattr("index.encoder.find_spec", lambda name: spec)
    with pytest.raises(EncoderUnusableError, match="sha256"):
        SentenceTransformerEncoder()
    (tmp_path / "model" / "model.safetensors").unlink()
    with pytest.raises(EncoderUnusableError, match="missing"):
        SentenceTransformerEncoder()


def test_without_the_model_package_the_error_says_so(monkeypatch):
    monkeypatch.setattr("index.encoder.find_spec", lambda name: None)
    with pytest.raises(EncoderUnusableError, match="not installed"):
        SentenceTransformerEncoder()


@pytest.mark.parametrize("name", ["no-such/model", "no such name at all/x/y"])
def test_a_model_that_is_not_on_this_machine_is_refused(name):
    with pytest.raises(EncoderUnusableError, match="neither a folder nor"):
        SentenceTransformerEncoder(name)


def test_a_folder_without_a_model_is_refused(tmp_path):
    with pytest.raises(EncoderUnusableError, match="cannot be used"):
        SentenceTransformerEncoder(str(tmp_path))


def test_importing_the_index_loads_no_model_library_and_sets_the_environment():
    program = (
        "import os, sys\n"
        "from index.publish import build\n"
        "from index.retrieval import FusedRetriever\n"
        "print(sorted({'torch', 'faiss', 'transformers'} & set(sys.modules)),"
        " os.environ['OMP_WAIT_POLICY'])"
    )
    clean = {name: value for name, value in os.environ.items() if name not in ENVIRONMENT}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=clean
    )
    assert done.stdout.strip() == "[] PASSIVE"


def test_a_variable_that_is_set_stays_as_it_is(monkeypatch):
    monkeypatch.setenv("OMP_WAIT_POLICY", "ACTIVE")
    set_environment()
    assert os.environ["OMP_WAIT_POLICY"] == "ACTIVE"
