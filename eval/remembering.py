"""A reader that is asked the same twice and reads once."""

from collections.abc import Sequence

from qa.reader.base import Reader, Reading

Pairs = Sequence[tuple[str, str]]
KEPT = 2
"""What a question reads: its passages, and some of them again (``qa.rivals``)."""


class RememberingReader:
    """``reader``, with what it last read.

    Whoever wants the answer and the candidates of a question asks the pipeline twice.
    """

    def __init__(self, reader: Reader) -> None:
        self.name = reader.name
        self.fingerprint = reader.fingerprint
        self._reader = reader
        self._read: dict[tuple[tuple[tuple[str, str], ...], int], list[Reading]] = {}

    def read(self, pairs: Pairs, top: int = 3) -> list[Reading]:
        """One reading a pair, in order."""
        asked = tuple(pairs), top
        if asked not in self._read:
            while len(self._read) >= KEPT:
                del self._read[next(iter(self._read))]
            self._read[asked] = self._reader.read(pairs, top)
        return self._read[asked]
