"""The articles that come with Dateline."""

from pathlib import Path

from corpus.ingest import IngestReport, ingest
from corpus.store import Store


def sample_paths() -> tuple[Path, Path]:
    """The folder of the sample articles, and the folder of corrections that follow them."""
    folder = Path(__file__).parent / "samples"
    return folder / "articles", folder / "corrections"


def sample_questions_path() -> Path:
    """Questions that the sample articles bear, one a line, each with the revision that bears it."""
    return Path(__file__).parent / "samples" / "questions.jsonl"


def load_samples(store: Store) -> IngestReport:
    """Store the sample articles, then their corrections; the report covers both runs."""
    first, second = (ingest(store, [folder]) for folder in sample_paths())
    return IngestReport(
        first.added + second.added,
        first.changed + second.changed,
        first.unchanged + second.unchanged,
        first.refused + second.refused,
    )
