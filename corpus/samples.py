"""The articles that come with Dateline."""

from pathlib import Path

from corpus.ingest import IngestReport, ingest
from corpus.store import Store


def sample_paths() -> tuple[Path, Path]:
    """The folder of the sample articles, and the folder of corrections that follow them."""
    folder = Path(__file__).parent / "samples"
    return folder / "articles", folder / "corrections"


def load_samples(store: Store) -> IngestReport:
    """Store the sample articles, then their corrections; the report covers both runs."""
    first, second = (ingest(store, [folder]) for folder in sample_paths())
    return IngestReport(
        first.added + second.added,
        first.changed + second.changed,
        first.unchanged + second.unchanged,
        first.refused + second.refused,
    )
