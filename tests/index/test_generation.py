import errno
import shutil
import threading
from pathlib import Path

import pytest

from index.errors import (
    CorpusChangingError,
    GenerationDamagedError,
    GenerationForeignError,
    NoGenerationError,
)
from index.generation import open_generation
from index.publish import build
from index.retrieval import FusedRetriever
from index.settings import IndexSettings
from tests.index.fakes import FakeCorpus, HashingEncoder, article

ENCODER = HashingEncoder()
CAIRO = article("cairo", "Talks in Cairo paused.", "Burns joined the talks.", title="Cairo talks")
FERRY = article("ferry", "The ferry was late.")
BEES = article("bees", "The bees stay.", title="Court on bees", source="Example Times")


def generations(data_dir):
    return sorted(path.name for path in (data_dir / "generations").iterdir() if path.is_dir())


def current_folder(data_dir):
    return data_dir / "generations" / (data_dir / "generations" / "CURRENT").read_text().strip()


def same(one, other):
    queries = ("Cairo talks", "Who joined?", "ferry", "bees")
    return one.id == other.id and all(
        FusedRetriever(one, ENCODER).retrieve(query)
        == FusedRetriever(other, ENCODER).retrieve(query)
        for query in queries
    )


def test_what_is_published_opens_again_the_same(tmp_path):
    built = build(FakeCorpus(CAIRO, FERRY), tmp_path, ENCODER)
    assert same(built, open_generation(tmp_path, ENCODER))
    assert built.manifest.documents == 2
    assert built.manifest.passages == len(built.passages) == 3
    assert [passage.document_id for passage in built.passages] == ["cairo", "cairo", "ferry"]


def test_the_passages_stand_in_order_whatever_order_the_store_has(tmp_path):
    class Shuffled(FakeCorpus):
        def passages(self):
            return list(reversed(super().passages()))

    generation = build(Shuffled(CAIRO, FERRY), tmp_path, ENCODER)
    assert list(generation.passages) == sorted(generation.passages)


@pytest.mark.parametrize("name", ["keys.npy", "vectors.faiss"])
def test_a_full_disk_leaves_the_old_generation_and_no_part_of_the_new(tmp_path, monkeypatch, name):
    built = build(FakeCorpus(CAIRO), tmp_path, ENCODER)
    write = Path.write_bytes

    def full(path, data):
        if path.name == name:
            write(path, data[:10])
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        build(FakeCorpus(CAIRO, FERRY), tmp_path, ENCODER)
    monkeypatch.undo()
    assert not (tmp_path / "generations" / ".unfinished").exists()
    assert same(built, open_generation(tmp_path, ENCODER))


def test_an_empty_corpus_is_a_generation_with_nothing_in_it(tmp_path):
    build(FakeCorpus(), tmp_path, ENCODER)
    generation = open_generation(tmp_path, ENCODER)
    assert generation.passages == ()
    assert generation.sources == ()
    assert build(FakeCorpus(CAIRO), tmp_path, ENCODER).manifest.passages == 2


def test_added_articles_alone_are_encoded(tmp_path):
    build(FakeCorpus(CAIRO), tmp_path, ENCODER)
    encoder = HashingEncoder()
    added = build(FakeCorpus(CAIRO, FERRY), tmp_path, encoder)
    assert encoder.encoded == ["The ferry was late."]
    fresh = build(FakeCorpus(CAIRO, FERRY), tmp_path / "fresh", ENCODER)
    assert (added.dense.vectors == fresh.dense.vectors).all()


def test_a_changed_title_is_encoded_again(tmp_path):
    build(FakeCorpus(CAIRO, FERRY), tmp_path, ENCODER)
    encoder = HashingEncoder()
    renamed = article("ferry", "The ferry was late.", title="Late again")
    build(FakeCorpus(CAIRO, renamed), tmp_path, encoder)
    assert encoder.encoded == ["Late again. The ferry was late."]


def test_the_same_words_are_encoded_once(tmp_path):
    encoder = HashingEncoder()
    twice = FakeCorpus(article("a", "The ferry  was\nlate."), article("b", "The ferry was late."))
    vectors = build(twice, tmp_path, encoder).dense.vectors
    assert encoder.encoded == ["The ferry was late."]
    assert (vectors[0] == vectors[1]).all()


def test_another_encoder_encodes_everything_again(tmp_path):
    build(FakeCorpus(CAIRO), tmp_path, ENCODER)
    other = HashingEncoder(dimensions=8)
    assert build(FakeCorpus(CAIRO), tmp_path, other).manifest.dimensions == 8
    assert len(other.encoded) == 2


def test_a_generation_is_behind_once_the_store_changed(tmp_path):
    generation = build(FakeCorpus(CAIRO), tmp_path, ENCODER)
    assert not generation.is_behind(FakeCorpus(CAIRO).fingerprint())
    assert generation.is_behind(FakeCorpus(CAIRO, FERRY).fingerprint())


def test_the_settings_are_kept_and_obeyed(tmp_path):
    corpus = FakeCorpus(CAIRO, FERRY, BEES)
    plain = build(corpus, tmp_path, ENCODER, IndexSettings(stemming=False))
    assert not open_generation(tmp_path, ENCODER).manifest.settings.stemming
    assert not FusedRetriever(plain, ENCODER).retrieve_all("ferries").lexical
    stemmed = build(corpus, tmp_path, ENCODER, IndexSettings(stemming=True))
    assert FusedRetriever(stemmed, ENCODER).retrieve_all("ferries").lexical


def test_outlets_are_listed_once(tmp_path):
    generation = build(FakeCorpus(CAIRO, FERRY, BEES), tmp_path, ENCODER)
    assert generation.sources == ("Example Post", "Example Times")


def test_the_current_and_the_one_before_are_kept(tmp_path):
    names = [build(FakeCorpus(CAIRO), tmp_path, ENCODER).id for _ in range(4)]
    assert generations(tmp_path) == names[2:]


def test_a_reader_goes_on_with_a_generation_whose_files_are_gone(tmp_path):
    held = build(FakeCorpus(CAIRO, FERRY), tmp_path, ENCODER)
    before = FusedRetriever(held, ENCODER).retrieve("Cairo talks")
    for _ in range(3):
        build(FakeCorpus(BEES), tmp_path, ENCODER)
    assert held.id not in generations(tmp_path)
    assert FusedRetriever(held, ENCODER).retrieve("Cairo talks") == before


def test_folders_that_are_no_generations_are_left_alone(tmp_path):
    (tmp_path / "generations" / "mine").mkdir(parents=True)
    for _ in range(3):
        build(FakeCorpus(CAIRO), tmp_path, ENCODER)
    assert "mine" in generations(tmp_path)


def test_without_a_generation_the_error_names_the_command(tmp_path):
    with pytest.raises(NoGenerationError, match=f"dateline index --data-dir {tmp_path}$"):
        open_generation(tmp_path, ENCODER)


def test_every_byte_and_every_file_is_guarded(tmp_path):
    build(FakeCorpus(CAIRO, FERRY), tmp_path, ENCODER)
    for path in sorted(current_folder(tmp_path).iterdir()):
        whole = path.read_bytes()
        middle = len(whole) // 2
        flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
        for damage in (flipped, whole[:-1], b""):
            path.write_bytes(damage)
            with pytest.raises(GenerationDamagedError, match=path.name):
                open_generation(tmp_path, ENCODER)
        path.unlink()
        with pytest.raises(GenerationDamagedError, match=r"missing.*dateline index"):
            open_generation(tmp_path, ENCODER)
        path.write_bytes(whole)
    open_generation(tmp_path, ENCODER)


@pytest.mark.parametrize("content", [b"", b"../../etc\n", b"\xff\xfe", b"000001-aaaaaaaaaaaa\n"])
def test_a_current_file_that_names_nothing_is_refused(tmp_path, content):
    build(FakeCorpus(CAIRO), tmp_path, ENCODER)
    (tmp_path / "generations" / "CURRENT").write_bytes(content)
    with pytest.raises(GenerationDamagedError):
        open_generation(tmp_path, ENCODER)


def test_a_damaged_generation_is_mended_by_building_again(tmp_path):
    build(FakeCorpus(CAIRO), tmp_path, ENCODER)
    (current_folder(tmp_path) / "rows.npy").write_bytes(b"")
    build(FakeCorpus(CAIRO), tmp_path, ENCODER)
    assert open_generation(tmp_path, ENCODER).manifest.passages == 2


def test_a_generation_of_another_model_is_refused(tmp_path):
    build(FakeCorpus(CAIRO), tmp_path, ENCODER)
    other = HashingEncoder(dimensions=8, name="other")
    with pytest.raises(GenerationForeignError, match=r"\(hashing\).*\(other\).*dateline index"):
        open_generation(tmp_path, other)


def test_a_generation_of_another_format_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("index.publish.FORMAT", 999)
    with pytest.raises(GenerationForeignError, match="format 999"):
        build(FakeCorpus(CAIRO), tmp_path, ENCODER)


def test_a_publication_in_the_middle_of_opening_is_waited_out(tmp_path, monkeypatch):
    """The folder that CURRENT named is gone when it is read: the newer one is opened."""
    build(FakeCorpus(CAIRO), tmp_path, ENCODER)
    folder = current_folder(tmp_path)
    build(FakeCorpus(FERRY), tmp_path, ENCODER)
    newest = current_folder(tmp_path).name
    shutil.rmtree(folder)
    names = iter([folder.name, newest])
    monkeypatch.setattr("index.generation.current_name", lambda data_dir: next(names))
    assert open_generation(tmp_path, ENCODER).id == newest


def test_articles_that_change_while_they_are_read_are_read_again(tmp_path):
    class Changing(FakeCorpus):
        def __init__(self, *states):
            super().__init__()
            self.states = list(states)

        def fingerprint(self):
            self._documents = self.states.pop(0)
            return super().fingerprint()

    settling = Changing((CAIRO,), (CAIRO, FERRY), (FERRY,), (FERRY,))
    assert build(settling, tmp_path, ENCODER).manifest.documents == 1
    restless = Changing(*[(CAIRO,), (FERRY,)] * 5)
    with pytest.raises(CorpusChangingError):
        build(restless, tmp_path, ENCODER)
    assert open_generation(tmp_path, ENCODER).manifest.documents == 1


def test_two_publishers_exclude_each_other(tmp_path):
    class Slow(HashingEncoder):
        inside = 0
        most = 0

        def encode(self, texts, progress=None):
            Slow.inside += 1
            Slow.most = max(Slow.most, Slow.inside)
            threading.Event().wait(0.05)
            Slow.inside -= 1
            return super().encode(texts, progress)

    threads = [
        threading.Thread(target=build, args=(FakeCorpus(CAIRO, FERRY), tmp_path, Slow()))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Slow.most == 1
    assert len(generations(tmp_path)) == 2


def test_progress_counts_up_to_all_there_is(tmp_path):
    seen = []
    build(FakeCorpus(CAIRO, FERRY), tmp_path, ENCODER, progress=lambda *step: seen.append(step))
    assert ("encoding", 3, 3) in seen
    assert ("indexing words", 3, 3) in seen


def test_nothing_is_kept_as_a_pickle(tmp_path):
    build(FakeCorpus(CAIRO), tmp_path, ENCODER)
    kinds = {path.suffix for path in current_folder(tmp_path).iterdir()}
    assert kinds == {".json", ".msgpack", ".npy", ".faiss"}
