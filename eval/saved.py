"""A run's folder, read back."""

from pathlib import Path
from typing import TypeVar

import msgspec

from eval.errors import RunFolderError
from eval.rows import Row
from eval.run import Config

Wanted = TypeVar("Wanted")


class SavedRun(msgspec.Struct, frozen=True):
    """What a run was made of, and its rows in the order of the gold set."""

    folder: Path
    config: Config
    rows: tuple[Row, ...]


def read_run(folder: Path) -> SavedRun:
    """The run that ``dateline-eval run`` wrote to ``folder``.

    Raises:
        RunFolderError: if a file is missing or damaged, or there are not as many rows as
            questions that were asked.
    """
    config = _decoded(_bytes(folder, "config.json"), Config, folder, "config.json")
    lines = _bytes(folder, "rows.jsonl").removesuffix(b"\n").split(b"\n")
    rows = [
        _decoded(line, Row, folder, f"rows.jsonl:{number}")
        for number, line in enumerate(lines, start=1)
    ]
    distinct = len({row.id for row in rows})
    if not len(rows) == distinct == config.questions:
        raise RunFolderError(
            folder,
            f"it has {len(rows)} rows of {distinct} questions, and {config.questions} were asked",
        )
    return SavedRun(folder, config, tuple(rows))


def _bytes(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        reason = f"it is not the folder of a run: {name} cannot be read ({error.strerror})"
        raise RunFolderError(folder, reason) from error


def _decoded(line: bytes, kind: type[Wanted], folder: Path, where: str) -> Wanted:
    try:
        return msgspec.json.decode(line, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RunFolderError(folder, f"{where} is not what a run writes: {error}") from error
