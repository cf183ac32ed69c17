"""The training mixture: which rows the shipped reader learns from, and which are held out."""

import random
from pathlib import Path

from qa.training.negatives import retrieved_negatives, swapped_questions
from qa.training.rows import Row, read_rows

# SQuAD 1.1 and 2.0 share their development articles. Of these, only *unanswerable* questions may
# train, so that the 1.1 development questions stay unseen.
SQUAD2_TRAIN_ARTICLES = 14


def load(folder: Path, name: str) -> list[Row]:
    """All rows of ``name``, from ``folder/name.jsonl`` or its gzipped form."""
    plain = folder / f"{name}.jsonl"
    return list(read_rows(plain if plain.exists() else folder / f"{name}.jsonl.gz"))


def halves(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """The rows to train on and those to measure on, whole contexts on one side, by a fixed draw."""
    contexts = sorted({row.context for row in rows})
    random.Random(20231220).shuffle(contexts)
    train = set(contexts[: len(contexts) // 2])
    return [r for r in rows if r.context in train], [r for r in rows if r.context not in train]


def squad2_split(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """(unanswerable questions of the first 14 articles, every question of the last 6)."""
    titles = sorted({row.title for row in rows})
    train = set(titles[:SQUAD2_TRAIN_ARTICLES])
    return (
        [r for r in rows if r.title in train and r.is_impossible],
        [r for r in rows if r.title not in train],
    )


def mixture(folder: Path, seed: int, squad_share: float) -> dict[str, list[Row]]:
    """The training rows by where they come from; the same seed gives the same rows."""
    rng = random.Random(seed)
    squad = load(folder, "squad11_train")
    kept = sorted(rng.sample(range(len(squad)), int(len(squad) * squad_share)))
    squad = [squad[i] for i in kept]
    qed = load(folder, "qed_nq_train")
    qamr = load(folder, "qamr")
    lists = [halves(load(folder, name))[0] for name in ("multispanqa_part", "ester_news")]
    return {
        "squad": squad,
        "squad-retrieved": list(retrieved_negatives(squad, squad, 0.2, rng)),
        "squad-swapped": list(swapped_questions(squad, 0.2, rng)),
        "squad2-unanswerable": squad2_split(load(folder, "squad2_dev_part"))[0],
        "qed": qed,
        "qed-retrieved": list(retrieved_negatives(qed, qed, 0.25, rng)),
        "qamr": rng.sample(qamr, min(len(qamr), 15_000)),
        "lists": 2 * (lists[0] + lists[1]),
    }
