"""`dateline ingest` killed at random moments: nothing is lost, and it starts again."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.store import Store
from index.generation import open_generation
from qa.cli import main
from qa.newsroom import Newsroom
from tests.index.fakes import HashingEncoder
from tests.killing import killed_at_random_moments
from tests.qa.readers import PhraseReader, by_score

ARTICLES = 12
ENCODER = HashingEncoder()


def write(folder: Path, edition: int) -> Path:
    folder.mkdir()
    for n in range(ARTICLES):
        sentences = (f"Edition {edition} of article {n} says {m}. " for m in range(40))
        (folder / f"{n}.txt").write_text("".join(sentences))
    return folder


def ingest(folder: Path, data_dir: Path) -> None:
    """The command, with models that load at once."""
    arguments = ["ingest", "--replace", str(folder), "--data-dir", str(data_dir)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("qa.newsroom.SentenceTransformerEncoder", lambda model: ENCODER)
        patch.setattr("qa.newsroom.open_reader", lambda model, threads: PhraseReader({}))
        patch.setattr("qa.newsroom.load_calibration", lambda path, **models: by_score())
        result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output


def ingest_for_ever(one: Path, other: Path, data_dir: Path) -> None:
    while True:
        ingest(one, data_dir)
        ingest(other, data_dir)


def stored(data_dir: Path) -> str:
    with Store.open(data_dir) as store:
        return store.fingerprint()


def test_ingest_killed_at_twenty_random_moments_loses_nothing_and_starts_again(tmp_path) -> None:
    editions = [write(tmp_path / "one", 1), write(tmp_path / "two", 2)]
    whole = {}
    for folder in editions:
        ingest(folder, tmp_path / "alone" / folder.name)
        whole[stored(tmp_path / "alone" / folder.name)] = folder
    assert len(whole) == 2
    data_dir = tmp_path / "var"
    ingest(editions[0], data_dir)
    for _ in killed_at_random_moments(
        ingest_for_ever,
        (*editions, data_dir),
        lambda: stored(data_dir),
        times=20,
        within=0.3,
        preload=[__name__],
    ):
        assert stored(data_dir) in whole
        published = open_generation(data_dir, ENCODER)
        assert published.manifest.corpus_fingerprint in whole
        # The next start brings the index in step, and answers from it.
        with Store.open(data_dir) as store:
            newsroom = Newsroom(store, data_dir, ENCODER, PhraseReader({}), by_score())
            manifest = newsroom.pipeline.generation.manifest
            assert manifest.corpus_fingerprint == store.fingerprint()
            assert manifest.documents == ARTICLES
    for folder in editions:
        ingest(folder, data_dir)
        assert whole[stored(data_dir)] == folder
