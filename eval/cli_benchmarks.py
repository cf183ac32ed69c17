"""The commands that measure on public collections: ``retrieval`` and ``news``."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eval.shell import (
    half_option,
    json_option,
    limit_option,
    markdown_option,
    print_line,
    print_measured,
)

if TYPE_CHECKING:
    from eval.figures import Measures
    from eval.halves import Half

home_option = click.option(
    "--data-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="What is stored and encoded is kept in its folder benchmarks, and found there by the next"
    " run. Default: var.",
)


@click.command("retrieval")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--binary", is_flag=True, help="Every listed pair is relevant, whatever the score it is given."
)
@click.option(
    "--stemming/--no-stemming", default=True, help="Words by their stems. Default: as the service."
)
@home_option
@half_option
@markdown_option
@json_option
@limit_option
def retrieval_command(
    folder: Path,
    binary: bool,
    stemming: bool,
    data_dir: Path | None,
    half: "Half | None",
    as_markdown: bool,
    as_json: bool,
    limit: int | None,
) -> None:
    """Index the documents of the BEIR folder DIR, ask its queries, and measure each retriever.

    DIR has corpus.jsonl, queries.jsonl and qrels.tsv.
    """
    from eval.benchmark_store import folder_for
    from eval.benchmarks import measure_retrieval, read_benchmark
    from index.encoder import SentenceTransformerEncoder
    from index.settings import IndexSettings
    from qa.progress import progress_bars
    from qa.settings import settings_from

    benchmark = read_benchmark(folder, binary=binary, half=half, limit=limit)
    settings = settings_from()
    name = folder.resolve().name
    kept = folder_for(data_dir or settings.data_dir, folder / "corpus.jsonl", name)
    encoder = SentenceTransformerEncoder(settings.encoder or None)
    with progress_bars(stay=True) as progress:
        figures = measure_retrieval(
            benchmark, kept, encoder, progress, IndexSettings(stemming=stemming)
        )
    counts = {
        "n": figures.n,
        "unjudged": figures.unjudged,
        "documents": figures.documents,
        "passages": figures.passages,
        "refused": figures.refused,
    }
    if as_markdown:
        print_line(folder, figures.n, _of_each(figures.measures, "nDCG@10"))
    else:
        print_measured(name, counts, {}, figures.measures, as_json)


@click.command("news")
@click.argument("questions", type=click.Path(path_type=Path))
@click.argument("articles", type=click.Path(path_type=Path))
@click.option(
    "--as-of/--no-as-of",
    default=True,
    help="Leave out what was published after the day of a question. Default: leave it out.",
)
@home_option
@half_option
@markdown_option
@json_option
@limit_option
def news_command(
    questions: Path,
    articles: Path,
    as_of: bool,
    data_dir: Path | None,
    half: "Half | None",
    as_markdown: bool,
    as_json: bool,
    limit: int | None,
) -> None:
    """Ingest and index ARTICLES, ask QUESTIONS, and measure passages, answers and choices.

    QUESTIONS is JSON Lines, plain or gzipped, in the style of RealTimeQA: id, question, answer,
    choices, date. ARTICLES is what `dateline ingest` reads.
    """
    from eval.benchmark_store import folder_for
    from eval.news import measure_news
    from eval.news_questions import read_questions
    from index.encoder import SentenceTransformerEncoder
    from qa.calibration import SHIPPED, load_calibration
    from qa.progress import progress_bars
    from qa.reader.shipped import open_reader
    from qa.settings import settings_from

    asked = read_questions(questions, half=half, limit=limit)
    settings = settings_from()
    name = articles.name.partition(".")[0]
    kept = folder_for(data_dir or settings.data_dir, articles, name)
    encoder = SentenceTransformerEncoder(settings.encoder or None)
    reader = open_reader(settings.reader, settings.threads)
    calibration = load_calibration(SHIPPED, reader=reader.fingerprint, encoder=encoder.fingerprint)
    with progress_bars(stay=True) as progress:
        result = measure_news(
            asked, articles, kept, (encoder, reader, calibration), progress, as_of=as_of
        )
    figures = result.figures
    counts = {
        "n": figures.n,
        "articles": result.articles,
        "passages": result.passages,
        "refused": result.refused,
    }
    if as_markdown:
        print_line(
            questions, figures.n, figures.measures | _of_each(figures.retrieval, "answer_recall@10")
        )
    else:
        print_measured(questions.name, counts, figures.measures, figures.retrieval, as_json)


def _of_each(retrieval: "Mapping[str, Measures]", name: str) -> "Measures":
    """One measure of each retriever: there is no room for more on a line."""
    return {f"{retriever} {name}": group[name] for retriever, group in retrieval.items()}
