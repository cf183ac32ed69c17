"""How much of a question its passage speaks of: a guard against answers to something else."""

import re

from index.tokens import query_terms, stems

_ASKING = {"mani", "much"}  # how many, how much: of no subject
_NAME = re.compile(r"(?<!^)(?<![.?!]\s)\b[A-Z][\w’'-]*|\b\d[\d,.]*\d\b|\b\d\b")


def coverage(question: str, passage: str) -> tuple[float, float]:
    """The shares of the question's terms, and of its names and numbers, that ``passage`` holds.

    ``passage`` includes the article's title. A question without names has the second share 1.
    """
    held = set(stems(passage))
    asked = set(query_terms(question, stemming=True)) - _ASKING
    names = {stem for name in _NAME.findall(question) for stem in stems(name)} & asked
    terms = len(asked & held) / len(asked) if asked else 1.0
    return terms, (len(names & held) / len(names) if names else 1.0)
