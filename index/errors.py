"""The errors of ``index``, named by consequence.

    IndexingError
    ├── NoGenerationError           nothing was ever indexed here      (also LookupError)
    ├── GenerationDamagedError      the files are not what was written
    ├── GenerationForeignError      made by another model or format
    ├── CorpusChangingError         the articles changed while they were read
    ├── EncoderUnusableError        the model is missing or is not the one that was pinned
    └── InvalidFilterError          a filter that contradicts itself   (also ValueError)

The message of each of the first four ends with the command that mends it.
"""

from pathlib import Path


class IndexingError(Exception):
    """Base of every error that ``index`` raises on purpose."""


def _mending_command(data_dir: Path) -> str:
    return "dateline index" + ("" if data_dir == Path("var") else f" --data-dir {data_dir}")


class NoGenerationError(IndexingError, LookupError):
    """There is no index yet."""

    def __init__(self, data_dir: Path) -> None:
        super().__init__(f"{data_dir} has no index yet; make it with: {_mending_command(data_dir)}")
        self.data_dir = data_dir


class GenerationDamagedError(IndexingError):
    """A file of the generation is missing or altered; ``reason`` says which. It is not used."""

    def __init__(self, data_dir: Path, generation: str, reason: str) -> None:
        super().__init__(
            f"the index {generation!r} is damaged ({reason}); "
            f"rebuild it from the stored articles with: {_mending_command(data_dir)}"
        )
        self.data_dir = data_dir
        self.generation = generation
        self.reason = reason


class GenerationForeignError(IndexingError):
    """The generation is whole, but not this program's or not this model's."""

    def __init__(self, data_dir: Path, generation: str, reason: str) -> None:
        super().__init__(
            f"the index {generation!r} was made by {reason}; "
            f"rebuild it from the stored articles with: {_mending_command(data_dir)}"
        )
        self.data_dir = data_dir
        self.generation = generation
        self.reason = reason


class CorpusChangingError(IndexingError):
    """Articles were added or removed each time they were read; nothing was published."""

    def __init__(self, data_dir: Path) -> None:
        super().__init__(
            "the stored articles kept changing while they were being indexed; "
            f"when that is over, run: {_mending_command(data_dir)}"
        )
        self.data_dir = data_dir


class EncoderUnusableError(IndexingError):
    """The model called ``name`` cannot be used; ``reason`` says why."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"the encoder {name!r} cannot be used: {reason}")
        self.name = name
        self.reason = reason


class InvalidFilterError(IndexingError, ValueError):
    """A filter that nothing could ever pass."""
