"""Questions about a body of news, through the store, the index and the reader of the service."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from corpus.ingest import ingest
from corpus.store import Store
from eval.answers import exact_match, has_words, token_f1
from eval.benchmark_store import Progress, index, take_in
from eval.choices import chosen
from eval.errors import BenchmarkError
from eval.figures import RETRIEVERS, Measures, defined
from eval.intervals import mean_figure
from eval.news_questions import NewsQuestion
from eval.remembering import RememberingReader
from index.encoder import Encoder
from index.retrieval import ScoredPassage
from index.settings import DEFAULT_SETTINGS
from qa.answers import Answered, Outcome, Question, answers_of
from qa.calibration import Calibration
from qa.newsroom import Newsroom
from qa.reader.base import Reader

DEPTHS = (1, 5, 10, 20)
"""The k of answer_recall@k."""


class NewsRow(msgspec.Struct, frozen=True):
    """What became of a question. ``ranks``: of each retriever's first passage that has the answer's
    words, from 1; None: none of those that count has them."""

    answered: bool
    em: float
    f1: float
    right_choice: bool | None
    ranks: dict[str, int | None]


class NewsFigures(msgspec.Struct, frozen=True):
    """The measures of the answers to ``n`` questions, and those of each retriever."""

    n: int
    measures: Measures
    retrieval: dict[str, Measures]


class NewsResult(msgspec.Struct, frozen=True):
    """``refused`` articles could not be taken in, and answer nothing."""

    figures: NewsFigures
    articles: int
    passages: int
    refused: int


def measure_news(
    questions: Sequence[NewsQuestion],
    articles: Path,
    folder: Path,
    models: tuple[Encoder, Reader, Calibration],
    progress: Progress = lambda stage, done, total: None,
    *,
    as_of: bool = True,
) -> NewsResult:
    """Store and index ``articles`` in ``folder``, unless they are, and ask the questions.

    Raises:
        BenchmarkError: if none of the articles can be taken in.
    """
    encoder, reader, calibration = models
    with Store.open(folder) as store:
        refused = take_in(
            folder,
            lambda: ingest(
                store, [articles], progress=lambda done, n, _: progress("storing", done, n)
            ),
        )
        if not store.counts().documents:
            raise BenchmarkError(articles, "no article in it can be taken in")
        generation = index(store, folder, encoder, DEFAULT_SETTINGS, progress)
        newsroom = Newsroom(store, folder, encoder, RememberingReader(reader), calibration)
        rows = ask_news(newsroom, calibration, questions, progress, as_of=as_of)
    manifest = generation.manifest
    return NewsResult(news_figures(rows), manifest.documents, manifest.passages, refused)


def ask_news(
    newsroom: Newsroom,
    calibration: Calibration,
    questions: Sequence[NewsQuestion],
    progress: Progress = lambda stage, done, total: None,
    *,
    as_of: bool = True,
) -> list[NewsRow]:
    """Ask every question, as of its day if it has one and ``as_of`` is set."""
    rows = []
    for done, question in enumerate(questions):
        progress("asking", done, len(questions))
        rows.append(_ask(newsroom, calibration, question, as_of))
    progress("asking", len(questions), len(questions))
    return rows


def _ask(
    newsroom: Newsroom, calibration: Calibration, question: NewsQuestion, as_of: bool
) -> NewsRow:
    asked = Question(question.question, question.date if as_of else None, top_k=max(DEPTHS))
    outcome = newsroom.ask(asked)
    found = newsroom.pipeline.find(asked)
    said = _said(outcome)
    choice = chosen(question.choices, found, calibration)
    return NewsRow(
        answered=isinstance(outcome, Answered),
        em=exact_match(said, [question.answer]),
        f1=token_f1(said, [question.answer]),
        right_choice=question.is_right(choice) if question.choices else None,
        ranks={
            name: _rank(getattr(found.retrieval, name), question.answer, newsroom.store)
            for name in RETRIEVERS
        },
    )


def news_figures(rows: Sequence[NewsRow]) -> NewsFigures:
    """The figures over the rows.

    ``EM`` and ``F1`` are of the most confident answer, 0 where there is none; those of answered
    questions alone are ``EM_answered`` and ``F1_answered``. ``abstention`` is the share that was
    not answered. ``answer_recall@k`` is the share with a passage among the first k that has the
    answer's words (Karpukhin et al., 2020), whether or not it answers.
    """
    answered = [row for row in rows if row.answered]
    choices = [row.right_choice for row in rows if row.right_choice is not None]
    return NewsFigures(
        n=len(rows),
        measures=defined(
            {
                "EM": lambda: mean_figure([row.em for row in rows]),
                "F1": lambda: mean_figure([row.f1 for row in rows]),
                "EM_answered": lambda: mean_figure([row.em for row in answered]),
                "F1_answered": lambda: mean_figure([row.f1 for row in answered]),
                "accuracy": lambda: mean_figure(choices),
                "abstention": lambda: mean_figure([not row.answered for row in rows]),
            }
        ),
        retrieval={
            name: {
                f"answer_recall@{k}": mean_figure(
                    [(rank := row.ranks[name]) is not None and rank <= k for row in rows]
                )
                for k in DEPTHS
            }
            for name in RETRIEVERS
        },
    )


def _said(outcome: Outcome) -> str:
    """The most confident answer, of all periods; blank if there is none."""
    best = max(answers_of(outcome), key=lambda answer: answer.confidence, default=None)
    return best.text if best else ""


def _rank(ranking: Sequence[ScoredPassage], answer: str, store: Store) -> int | None:
    for scored in ranking[: max(DEPTHS)]:
        passage = scored.passage
        text = passage.span.of(store.document(passage.document_id, passage.revision).text)
        if has_words(text, answer):
            return scored.rank
    return None
