"""Make a trained model the one that ships: ``python -m qa.training.export MODEL BASE OUT NAME``."""

import shutil
from pathlib import Path

import click

from qa.reader.network import WEIGHTS
from qa.reader.shipped import seal


@click.command()
@click.argument("model", type=click.Path(exists=True, path_type=Path))
@click.argument("base", type=click.Path(exists=True, path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("name")
def main(model: Path, base: Path, out: Path, name: str) -> None:
    """Copy the weights of MODEL and the tokenizer of BASE to OUT, and seal them as NAME."""
    out.mkdir(parents=True, exist_ok=True)
    files = (WEIGHTS, "config.json", "tokenizer.json")
    for file, folder in zip(files, (model, model, base), strict=True):
        shutil.copyfile(folder / file, out / file)
    seal(out, name, files)


if __name__ == "__main__":
    main()
