"""What can be chosen when a generation is built. It is kept in the manifest."""

import msgspec


class IndexSettings(msgspec.Struct, frozen=True):
    """``stemming``: index and ask words by their English stems (docs/decisions/0002-lexical.md)."""

    stemming: bool = True


DEFAULT_SETTINGS = IndexSettings()
