"""Publishing that stops at any moment leaves the old generation or the new one."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from index import durable, publish
from index.generation import current_name, open_generation
from index.publish import build
from tests.index.fakes import FakeCorpus, HashingEncoder, article
from tests.killing import killed_at_random_moments

ENCODER = HashingEncoder()
ONE = FakeCorpus(article("ferry", "The ferry was late.", "It came at nine."))
OTHER = FakeCorpus(article("bees", "The bees stay."), article("cup", "The final ended level."))
CHANGES_TO_THE_DISK = (
    (Path, "mkdir"),
    (Path, "rename"),
    (Path, "replace"),
    (Path, "write_bytes"),
    (Path, "write_text"),
    (durable, "sync"),
    (np, "save"),
    (publish, "sync"),
    (shutil, "rmtree"),
)


class PowerCutError(BaseException):
    """Not an ``Exception``: no code may tidy up after it, as none does after a kill."""


class Fuse:
    """Blows at the given step, just before it or just after it."""

    def __init__(self, steps, after):
        self.left = steps
        self.after = after

    def around(self, real):
        def step(*args, **kwargs):
            self.left -= 1
            if self.left == 0 and not self.after:
                raise PowerCutError
            result = real(*args, **kwargs)
            if self.left == 0:
                raise PowerCutError
            return result

        return step


def assert_whole(data_dir):
    """The current generation opens, and is one of the two to the last passage."""
    generation = open_generation(data_dir, ENCODER)
    expected = {corpus.fingerprint(): corpus for corpus in (ONE, OTHER)}
    corpus = expected[generation.manifest.corpus_fingerprint]
    assert list(generation.passages) == list(corpus.passages())


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_stopping_at_any_change_to_the_disk_leaves_a_whole_generation(tmp_path, monkeypatch, after):
    build(ONE, tmp_path, ENCODER)
    for steps in range(1, 1000):
        fuse = Fuse(steps, after)
        with monkeypatch.context() as patch:
            for owner, name in CHANGES_TO_THE_DISK:
                patch.setattr(owner, name, fuse.around(getattr(owner, name)))
            try:
                build(OTHER if steps % 2 else ONE, tmp_path, ENCODER)
                break
            except PowerCutError:
                pass
        assert_whole(tmp_path)
    assert steps > 30
    assert_whole(tmp_path)
    build(ONE, tmp_path, ENCODER)
    leftovers = {path.name for path in (tmp_path / "generations").iterdir()}
    assert len(leftovers) <= 2 + len({".lock", "CURRENT", ".CURRENT.new"})


def _publish_for_ever(data_dir):
    while True:
        build(ONE, data_dir, ENCODER)
        build(OTHER, data_dir, ENCODER)


def test_killing_the_publisher_at_twenty_random_moments_leaves_a_whole_generation(tmp_path):
    build(ONE, tmp_path, ENCODER)
    names = set()
    for _ in killed_at_random_moments(
        _publish_for_ever,
        (tmp_path,),
        lambda: current_name(tmp_path),
        times=20,
        within=0.1,
        preload=["faiss", __name__],
    ):
        assert_whole(tmp_path)
        names.add(open_generation(tmp_path, ENCODER).id)
    assert len(names) == 20
    build(OTHER, tmp_path, ENCODER)
    assert_whole(tmp_path)
