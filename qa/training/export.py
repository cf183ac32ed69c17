"""Make a trained model the one that ships: ``python -m qa.training.export MODEL OUT NAME``."""

import shutil
from pathlib import Path

import click
from safetensors.torch import load_file, save_file

from qa.reader.published import WEIGHTS
from qa.reader.shipped import seal


@click.command()
@click.argument("model", type=click.Path(exists=True, path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("name")
@click.option(
    "--mean-with",
    type=click.Path(exists=True, path_type=Path),
    help="Ship the mean of MODEL and the reader there, from which MODEL went on.",
)
def main(model: Path, out: Path, name: str, mean_with: Path | None) -> None:
    """Copy what MODEL learned to OUT, and seal it as NAME."""
    out.mkdir(parents=True, exist_ok=True)
    if mean_with is None:
        shutil.copyfile(model / WEIGHTS, out / WEIGHTS)
    else:
        mean(model / WEIGHTS, mean_with / WEIGHTS, out / WEIGHTS)
    seal(out, name)


def mean(one: Path, other: Path, out: Path) -> None:
    """Write the mean of two files of weights, tensor by tensor.

    A reader that went on learning from a few new texts and the one that it went on from are best
    half-way between (Wortsman et al., 2022, "Robust fine-tuning of zero-shot models").
    """
    a, b = load_file(one), load_file(other)
    half_way = {name: ((a[name].float() + b[name].float()) / 2).to(a[name].dtype) for name in a}
    save_file(half_way, out)


if __name__ == "__main__":
    main()
