"""The training mixture: which rows the shipped reader learns from, and which are held out."""

import random
import re
from pathlib import Path

import msgspec

from qa.excerpts import above
from qa.training.negatives import (
    NAME,
    NUMBER,
    denied_passages,
    retrieved_negatives,
    single_sentences,
    swapped_questions,
)
from qa.training.rows import Answer, Row, read_rows
from qa.training.stories import Story, read_stories, split
from qa.training.stories import rows as story_rows

# SQuAD 1.1 and 2.0 share their development articles. Of these, only *unanswerable* questions may
# train, so that the 1.1 development questions stay unseen.
SQUAD2_TRAIN_ARTICLES = 14

COUNTED = {"sequels": 4, "changes": 6, "several": 10}
"""How often the stories of our last three briefs count: few, and the reader has seen them least."""

_SEPARATOR = re.compile(r",? (?:and|or) |, ")
_NAMES = re.compile(r"^\W*(?:who|which|what|name|list)\b", re.IGNORECASE)
_TWO = re.compile(r"\b(?:two|both)\b", re.IGNORECASE)


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
    squad = [itemised(squad[i]) for i in kept]
    qed = load(folder, "qed_nq_train")
    qamr = load(folder, "qamr")
    qamr = rng.sample(qamr, min(len(qamr), 8_000))
    # "What is the name of the website?" is answered by any sentence that names one.
    definite = [row for row in qamr if NAME.search(row.question) or NUMBER.search(row.question)]
    lists = [halves(load(folder, name))[0] for name in ("multispanqa_part", "ester_news")]
    stories = split(read_stories())[0]
    rows = {
        "squad": squad,
        "squad-retrieved": list(retrieved_negatives(squad, squad, 0.08, rng)),
        "squad-swapped": list(swapped_questions(squad, 0.4, rng)),
        "squad-denied": list(denied_passages(squad, 0.08, rng)),
        # Written by people to mislead: the hardest that there are, and few.
        "squad2-unanswerable": 3 * squad2_split(load(folder, "squad2_dev_part"))[0],
        "qed": qed,
        "qed-retrieved": list(retrieved_negatives(qed, qed, 0.25, rng)),
        "squad-sentences": list(single_sentences(squad, 0.15, rng)),
    }
    # The service reads a passage under its title; whoever asks for one passage has none.
    titled = {name: [headed(row, 0.6, rng) for row in part] for name, part in rows.items()}
    return titled | {
        "qamr": qamr,
        "qamr-retrieved": list(retrieved_negatives(definite, qamr, 0.8, rng)),
        "qamr-swapped": list(swapped_questions(qamr, 0.5, rng, elsewhere=0.0)),
        "lists": 6 * (lists[0] + lists[1]),
        "stories": list(story_rows(stories, rng)),
        **{
            f"stories-{name}": times * list(story_rows(of_brief(stories, name), rng))
            for name, times in COUNTED.items()
        },
    }


def of_brief(stories: list[Story], name: str) -> list[Story]:
    """Those of one brief."""
    return [story for story in stories if story.story.startswith(f"{name}-")]


def headed(row: Row, share: float, rng: random.Random) -> Row:
    """``row``, in a ``share`` of the cases under its title."""
    return msgspec.structs.replace(row, above=above(row.title)) if rng.random() < share else row


def itemised(row: Row) -> Row:
    """``row`` with the items of its answer, where that is a list ("red, green and blue")."""
    if row.n_occurrences > 1 or len(row.answers) != 1:
        return row
    answer = row.answers[0]
    ends = [0, *(at for m in _SEPARATOR.finditer(answer.text) for at in m.span()), len(answer.text)]
    pieces = list(zip(ends[::2], ends[1::2], strict=True))
    words = [len(answer.text[low:high].split()) for low, high in pieces]
    if len(pieces) < 3 and not (len(pieces) == 2 and _TWO.search(row.question)):
        return row
    if not _NAMES.match(row.question) or not 1 <= min(words) <= max(words) <= 5:
        return row
    items = tuple(Answer(answer.text[low:high], answer.start + low) for low, high in pieces)
    return msgspec.structs.replace(row, items=items)
