"""A reader that is asked the same twice in a row and reads once."""

from collections.abc import Sequence

from qa.reader.base import Reader, Reading

Pairs = Sequence[tuple[str, str]]


class RememberingReader:
    """``reader``, with what it last read and what it last supported.

    Whoever wants the answer and the candidates of a question asks the pipeline twice.
    """

    def __init__(self, reader: Reader) -> None:
        self.name = reader.name
        self.fingerprint = reader.fingerprint
        self._reader = reader
        self._read: tuple[tuple[tuple[str, str], ...], int] | None = None
        self._readings: list[Reading] = []
        self._supported: tuple[tuple[str, str], ...] | None = None
        self._supports: list[float] = []

    def read(self, pairs: Pairs, top: int = 3) -> list[Reading]:
        """One reading a pair, in order."""
        asked = tuple(pairs), top
        if asked != self._read:
            self._readings = self._reader.read(pairs, top)
            self._read = asked
        return self._readings

    def support(self, pairs: Pairs) -> list[float]:
        """One logit a pair, in order."""
        asked = tuple(pairs)
        if asked != self._supported:
            self._supports = self._reader.support(pairs)
            self._supported = asked
        return self._supports
