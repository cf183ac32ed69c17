"""Fit the confidence: ``python -m qa.training.calibrate --data FOLDER`` (`make calibrate`).

Questions that the reader never saw are asked through the whole pipeline and fit the weights. How
well these do is told by halves: what one half of the articles gives is judged by the other.
"""

import hashlib
import random
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import click
import msgspec
import numpy as np
from numpy.typing import NDArray
from rich.progress import track
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

from corpus.ingest import ingest_rows
from corpus.loaders.jsonl import Row as Article
from corpus.store import Store
from index.encoder import Encoder, SentenceTransformerEncoder
from index.publish import build
from qa.answers import Question
from qa.calibration import SHIPPED, Calibration, Features, expected_calibration_error
from qa.pipeline import Pipeline
from qa.reader.base import Reader
from qa.reader.shipped import open_reader
from qa.sameness import Key, bag_f1, key_of, same
from qa.training.mixture import halves, load, squad2_split
from qa.training.negatives import swapped_questions
from qa.training.rows import Row
from qa.training.running import RunningQuestion, read_running
from qa.training.stories import read_stories, split, whole

THRESHOLD = 0.5
"""The confidence from which on an answer is given: where it is right more often than not."""
CANDIDATES = 6
"""Candidates of a question that are learned from: the best ones, those that could be shown."""
_LOGITS = [Features._fields.index(name) for name in ("score", "answerable", "inside")]
_MARGINS = [Features._fields.index(name) for name in ("list_margin", "same_day", "rival")]
OVER_ALL = ("running", "unsaid")
"""The kinds of question about running stories, which are asked of everything."""
NEWS = ("story", "silent", *OVER_ALL)
"""The kinds of question about our own stories; the others are asked of one article."""
UNANSWERABLE = ("withheld", "swapped", "silent", "unsaid")
"""The kinds of question that no article answers."""
_RIGHT = 0.6
"""The token F1 from which a candidate counts as right."""
ELSEWHERE = 0.25
"""What an encyclopaedia's question weighs against a story's (docs/decisions/0019)."""


class Seen(msgspec.Struct, frozen=True):
    """One question's candidates: their features, whether each is right, and the article."""

    features: list[Features]
    right: list[bool]
    title: str
    kind: str


class Asked(msgspec.Struct, frozen=True):
    """What was seen of all questions, and with what: kept, so that a second fit takes seconds."""

    reader: str
    encoder: str
    options: dict[str, str | int]
    seen: list[Seen]


@click.command()
@click.option("--data", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--reader", default="", help="Folder of the reader; the shipped one by default.")
@click.option("--out", type=click.Path(path_type=Path), default=SHIPPED)
@click.option("--kept", type=click.Path(path_type=Path), default=Path("var/calibration.json"))
@click.option("--questions", default=400, show_default=True, help="Over encyclopaedia paragraphs.")
@click.option("--seed", default=5, show_default=True)
@click.option("--top-k", default=10, show_default=True, help="Passages read for a question.")
def main(
    data: Path, reader: str, out: Path, kept: Path, questions: int, seed: int, top_k: int
) -> None:
    """Fit the calibration of READER on held-out questions and write it to OUT."""
    model, encoder = open_reader(reader), SentenceTransformerEncoder()
    rows = questions_of(data, questions, random.Random(seed))
    options: dict[str, str | int] = {
        "asked": hashlib.sha256(msgspec.json.encode(rows)).hexdigest(),
        "top_k": top_k,
        "features": " ".join(Features._fields),
    }
    unfitted = Calibration(
        reader=model.fingerprint,
        encoder=encoder.fingerprint,
        weights=dict.fromkeys(Features._fields, 0.0),
        bias=0.0,
        threshold=0.0,
        fitted={},
    )
    asked = _kept(kept)
    if asked is None or (asked.reader, asked.encoder, asked.options) != (
        model.fingerprint,
        encoder.fingerprint,
        options,
    ):
        seen = ask(rows, encoder, model, unfitted, top_k)
        asked = Asked(model.fingerprint, encoder.fingerprint, options, seen)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(msgspec.json.encode(asked))
    calibration = fit(asked.seen, unfitted)
    out.write_bytes(msgspec.json.format(msgspec.json.encode(calibration)) + b"\n")
    click.echo(msgspec.json.format(msgspec.json.encode(calibration)).decode())


def _kept(path: Path) -> Asked | None:
    """What was seen the last time; None if there is nothing, or it was of other features."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Asked)
    except (FileNotFoundError, msgspec.ValidationError):
        return None


class ToAsk(msgspec.Struct, frozen=True):
    """A question, of ``kind``; ``title`` says with which others it stays in one half.

    ``golds`` are the right wordings, each with the text of an article in which it is right even if
    the quotation has some words more or less.
    """

    question: Question
    kind: str
    title: str
    golds: tuple[tuple[str, str], ...]


class Held(NamedTuple):
    """The questions to ask, and the articles to ask over."""

    questions: list[ToAsk]
    articles: list[Article]


def questions_of(data: Path, count: int, rng: random.Random) -> Held:
    """Questions that the reader never saw: half SQuAD's, a quarter people's own, and lists.

    A third of the paragraphs is withheld, so that their questions have no answer; of those that
    have one, a third is asked a second time with a name or number swapped. To these ``count``
    questions come our own: those of stories, each asked of its own article alone, the last one of a
    story that trained no reader (they take for granted what they are about: "How many died?"), and
    those of running stories, asked of everything, as a newsroom would.
    """
    seen_titles = {row.title for row in squad2_split(load(data, "squad2_dev_part"))[0]}
    squad = [row for row in load(data, "squad11_dev_part") if row.title not in seen_titles]
    natural = load(data, "qed_nq_dev")
    lists = halves(load(data, "multispanqa_part"))[1]
    lists = [msgspec.structs.replace(row, title=f"list {i}") for i, row in enumerate(lists)]
    withheld = {row.context for part in (squad, natural, lists) for row in part}
    withheld = set(rng.sample(sorted(withheld), len(withheld) // 3))
    chosen = [
        *((row, "fact") for row in rng.sample(squad, count // 2)),
        *((row, "natural") for row in rng.sample(natural, count // 4)),
        *((row, "list") for row in lists[: count // 4]),
    ]
    asked = [(row, "withheld" if row.context in withheld else kind) for row, kind in chosen]
    answerable = [row for row, kind in asked if kind == "fact"]
    asked += [(row, "swapped") for row in swapped_questions(answerable, 0.7, rng)]
    titles = {row.context: "" for row in lists}
    titles |= {row.context: row.title for part in (squad, natural) for row in part}
    articles = [
        Article(id=f"c{i:05}", text=context, title=titles[context])
        for i, context in enumerate(sorted(titles))
        if context not in withheld
    ]
    last = {story.story: story for story in split(read_stories())[1]}.values()
    articles += [
        Article(id=d.id, text=d.text, title=d.title, source=d.id)
        for d in (s.document for s in last)
    ]
    everywhere = [_to_ask(row, kind, ()) for row, kind in asked]
    news = [
        _to_ask(row, "story" if row.answers else "silent", (story.document.id,))
        for story in last
        for row in whole(story)
    ]
    running = read_running()
    told = {article.id: article for story in running for article in story.articles}
    over_all = [_of_running(one, story.name, told) for story in running for one in story.questions]
    return Held([*everywhere, *news, *over_all], [*articles, *told.values()])


def _to_ask(row: Row, kind: str, sources: tuple[str, ...]) -> ToAsk:
    golds = tuple((answer.text, row.context) for answer in row.answers)
    return ToAsk(Question(row.question, sources=sources), kind, row.title, golds)


def _of_running(one: RunningQuestion, story: str, told: Mapping[str, Article]) -> ToAsk:
    golds = tuple(
        (wording, told[document].text)
        for value in one.values
        for document in value.documents
        for wording in value.wordings
    )
    question = Question(one.question, as_of=one.as_of)
    return ToAsk(question, "running" if golds else "unsaid", story, golds)


def ask(
    held: Held, encoder: Encoder, reader: Reader, unfitted: Calibration, top_k: int
) -> list[Seen]:
    """Each question through the whole pipeline, over a store that is thrown away."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder)) as store:
        ingest_rows(store, held.articles)
        generation = build(store, Path(folder), encoder)
        pipeline = Pipeline(store, generation, encoder, reader, unfitted)
        seen = [_see(pipeline, one, top_k) for one in track(held.questions, "asking")]
    return [one for one in seen if one is not None]


def fit(seen: Sequence[Seen], unfitted: Calibration) -> Calibration:
    """Weights from all questions; the figures in ``fitted`` by two-fold cross-fitting.

    For these, either half of the articles is judged by weights that the other half gave.
    """
    titles = sorted({one.title for one in seen})
    half = set(titles[::2])
    halves = [[s for s in seen if (s.title in half) == side] for side in (True, False)]
    judged = [(tops(other, *weights_of(one)), other) for one, other in (halves, halves[::-1])]
    confidence = np.concatenate([1 / (1 + np.exp(-of_best)) for (of_best, _), _ in judged])
    right = np.concatenate([right for (_, right), _ in judged])
    kinds = [s.kind for _, part in judged for s in part]
    given = confidence >= THRESHOLD
    news = np.array([kind in NEWS for kind in kinds], dtype=np.bool_)
    weights, bias = weights_of(seen)
    return msgspec.structs.replace(
        unfitted,
        weights=dict(zip(Features._fields, map(float, weights.round(5)), strict=True)),
        bias=round(bias, 5),
        threshold=THRESHOLD,
        fitted={
            "data": "squad11_dev_part (articles whose squad2 questions did not train), "
            "qed_nq_dev, multispanqa_part (the half that did not train), our stories (the fifth "
            "that did not train), our running stories",
            "questions": len(seen),
            "answerable": sum(kind not in UNANSWERABLE for kind in kinds),
            "answered": int(given.sum()),
            "answered_right": int(right[given].sum()),
            "AUROC_right": round(float(roc_auc_score(right, confidence)), 4),
            "ECE": round(expected_calibration_error(confidence, right), 4),
            **(
                {
                    "news": int(news.sum()),
                    "news_answered": int(given[news].sum()),
                    "news_answered_right": int(right[news & given].sum()),
                    "news_ECE": round(expected_calibration_error(confidence[news], right[news]), 4),
                }
                if news.any()
                else {}
            ),
        },
    )


def weights_of(seen: Sequence[Seen]) -> tuple[NDArray[np.float64], float]:
    """The weight of each feature, and the bias.

    First what tells a right best candidate from a wrong one; then, over all candidates, how much
    it counts against one that it is not the best. Last, over the best candidates, how sure all
    that makes one: scale and origin (Platt, 1999).
    """
    weight = _weights(seen)
    best = np.array([s.features[0] for s in seen])[:, _LOGITS]
    scaler = StandardScaler().fit(best, sample_weight=weight)
    first = LogisticRegression(C=1.0).fit(
        scaler.transform(best), [s.right[0] for s in seen], sample_weight=weight
    )
    logits = first.coef_[0] / scaler.scale_
    offset = float(first.intercept_[0] - (logits * scaler.mean_).sum())
    rows = np.array([features for s in seen for features in s.features])
    second = LogisticRegression(C=1.0).fit(
        np.column_stack([rows[:, _LOGITS] @ logits + offset, rows[:, _MARGINS]]),
        [right for s in seen for right in s.right],
        sample_weight=[w for s, w in zip(seen, weight, strict=True) for _ in s.right],
    )
    scale, *margins = second.coef_[0]
    weights = np.zeros(len(Features._fields))
    weights[_LOGITS], weights[_MARGINS] = scale * logits, margins
    bias = float(scale * offset + second.intercept_[0])
    of_best, right = tops(seen, weights, bias)
    last = LogisticRegression(C=100.0).fit(of_best[:, None], right, sample_weight=weight)
    return weights * last.coef_[0][0], float(bias * last.coef_[0][0] + last.intercept_[0])


def _weights(seen: Sequence[Seen]) -> list[float]:
    """What each question weighs: news over everything together as much as news of one article,
    an encyclopaedia's ``ELSEWHERE``."""
    count = Counter(s.kind in OVER_ALL for s in seen if s.kind in NEWS)
    over_all = count[False] / count[True] if count[True] and count[False] else 1.0
    return [
        (over_all if s.kind in OVER_ALL else 1.0) if s.kind in NEWS else ELSEWHERE for s in seen
    ]


def tops(
    seen: Sequence[Seen], weights: NDArray[np.float64], bias: float
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """The logit of the best candidate of each question, and whether it is right."""
    found = [np.array(s.features) @ weights + bias for s in seen]
    best = [int(np.argmax(one)) for one in found]
    return (
        np.array([one[i] for one, i in zip(found, best, strict=True)]),
        np.array([s.right[i] for s, i in zip(seen, best, strict=True)]),
    )


def _see(pipeline: Pipeline, one: ToAsk, top_k: int) -> Seen | None:
    found = pipeline.find(msgspec.structs.replace(one.question, top_k=top_k))
    if not found.candidates:
        return None
    chosen = found.candidates[:CANDIDATES]
    golds = [(key_of(wording), text) for wording, text in one.golds]
    right = []
    for candidate in chosen:
        key, text = key_of(candidate.quote), candidate.document.text
        here = [gold for gold, where in golds if text == where]
        near = any(bag_f1(key, g) >= _RIGHT and _digits(key) == _digits(g) for g in here)
        wherever = here if one.kind in NEWS else [gold for gold, _ in golds]
        right.append(near or any(same(key, gold) for gold in wherever))
    return Seen([candidate.features for candidate in chosen], right, one.title, one.kind)


def _digits(key: Key) -> list[str]:
    """The words of ``key`` that hold a digit: "14 dead" is not nearly "17 dead"."""
    return sorted(word for word in key if any(map(str.isdigit, word)))


if __name__ == "__main__":
    main()
