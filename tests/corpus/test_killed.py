"""Ingest killed at any moment: the old state or the new one, never one between."""

import os
import signal
import subprocess
import sys
import time

from corpus.ingest import ingest
from corpus.store import Store

CHILD = """
import sys
from pathlib import Path
from corpus.ingest import ingest
from corpus.store import Store

with Store.open(Path(sys.argv[1])) as store:
    print("open", flush=True)
    ingest(store, [Path(sys.argv[2])], progress=lambda done, total, name: print(done, flush=True))
print("done", flush=True)
"""
ARTICLES = 60


def write(folder, edition):
    folder.mkdir(exist_ok=True)
    for n in range(ARTICLES):
        sentences = (f"Edition {edition} of article {n} says {m}. " for m in range(60))
        (folder / f"{n}.txt").write_text("".join(sentences))


def state(data_dir):
    with Store.open(data_dir) as store:
        assert store.passages() == sorted(store.passages())
        return store.fingerprint(), store.counts()


def kill_when(line, delay, *arguments):
    """Run an ingest and kill it ``delay`` seconds after it printed ``line``."""
    command = [sys.executable, "-c", CHILD, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        for printed in child.stdout:
            if printed.strip() == line:
                break
        time.sleep(delay)
        os.kill(child.pid, signal.SIGKILL)


def test_an_ingest_killed_at_any_moment_loses_nothing(tmp_path):
    data_dir, folder = tmp_path / "var", tmp_path / "news"
    write(folder, 1)
    with Store.open(data_dir) as store:
        ingest(store, [folder])
    write(folder, 2)
    old = state(data_dir)
    with Store.open(tmp_path / "other") as store:
        ingest(store, [folder])
        fresh = store.fingerprint()
    moments = [("open", 0), ("1", 0), ("30", 0.002), ("59", 0), ("60", 0), ("60", 0.002)]
    for line, delay in moments:
        kill_when(line, delay, data_dir, folder)
        now = state(data_dir)
        assert now == old or now[0] == fresh
    with Store.open(data_dir) as store:
        report = ingest(store, [folder])
        assert len(report.changed) + len(report.unchanged) == ARTICLES
        assert store.fingerprint() == fresh


def test_the_first_ingest_killed_starts_again(tmp_path):
    write(tmp_path / "news", 1)
    kill_when("open", 0, tmp_path / "var", tmp_path / "news")
    with Store.open(tmp_path / "var") as store:
        assert len(ingest(store, [tmp_path / "news"]).added) == ARTICLES
