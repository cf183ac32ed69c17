"""Make a trained model the one that ships: ``python -m qa.training.export MODEL OUT NAME``."""

import shutil
from pathlib import Path

import click

from qa.reader.published import WEIGHTS
from qa.reader.shipped import seal


@click.command()
@click.argument("model", type=click.Path(exists=True, path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("name")
def main(model: Path, out: Path, name: str) -> None:
    """Copy what MODEL learned to OUT, and seal it as NAME."""
    out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(model / WEIGHTS, out / WEIGHTS)
    seal(out, name)


if __name__ == "__main__":
    main()
