"""Write what the reader was not trained on (`make held-out`), for `dateline-eval reader`."""

import random
from collections.abc import Iterable
from pathlib import Path

import click
import msgspec

from qa.training.mixture import halves, load, squad2_split
from qa.training.negatives import retrieved_negatives
from qa.training.rows import Row

RETRIEVED = 600
"""SQuAD questions that are asked of their own passage and of one from another article."""


@click.command()
@click.option("--data", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--out", type=click.Path(path_type=Path), default=Path("var/held-out"))
@click.option("--seed", default=5, show_default=True)
def main(data: Path, out: Path, seed: int) -> None:
    """Write the held-out parts of the folder DATA to OUT, a JSON Lines file each."""
    out.mkdir(parents=True, exist_ok=True)
    for name, rows in held_out(data, random.Random(seed)).items():
        path = out / f"{name}.jsonl"
        path.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
        click.echo(f"{path}: {len(rows)} rows")


def held_out(data: Path, rng: random.Random) -> dict[str, list[Row]]:
    """The rows by name: the last articles of SQuAD 2.0's part; questions of SQuAD 1.1's with
    their passage and with one that BM25 finds for them in another article; the halves of the sets
    of lists."""
    squad = load(data, "squad11_dev_part")
    asked = rng.sample(squad, min(RETRIEVED, len(squad)))
    return {
        "squad2_last_articles": squad2_split(load(data, "squad2_dev_part"))[1],
        "squad_retrieved": [*asked, *_elsewhere(asked, squad, rng)],
        "multispanqa_half": halves(load(data, "multispanqa_part"))[1],
        "ester_half": halves(load(data, "ester_news"))[1],
    }


def _elsewhere(asked: list[Row], squad: list[Row], rng: random.Random) -> Iterable[Row]:
    """Each of ``asked`` with a passage of another article."""
    for title in sorted({row.title for row in asked}):
        others = [row for row in squad if row.title != title]
        yield from retrieved_negatives([r for r in asked if r.title == title], others, 1.0, rng)


if __name__ == "__main__":
    main()
