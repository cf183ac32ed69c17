"""Which sentences are one text: outlets that print an agency's paragraph do not confirm it."""

import re

_HEAD = re.compile(r"^\s*(?:[A-Z][A-Z .,'-]+[—–-]\s+)?(?:\([^)]{1,40}\)\s*[—–-]?\s*)?")
_FEWEST = 6
"""Words from which the same sentence is no coincidence."""


def origin(sentence: str, article: str) -> str:
    """A name for the text that ``sentence`` is: its words, without place and agency at its head.

    A sentence of fewer than six words is its article's own.
    """
    words = re.findall(r"\w+", _HEAD.sub("", sentence).casefold())
    return " ".join(words) if len(words) >= _FEWEST else f"{article}: {' '.join(words)}"
