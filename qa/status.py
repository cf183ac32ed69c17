"""How a sentence puts what it says: as having happened, expected, denied, conditional, claimed.

A first version by rules over the clause that holds the answer, strongest first.
"""

import re

from corpus.spans import Span
from qa.answers import Status

_CLAUSE = re.compile(r"[;:—–]\s|,\s(?:but|while|although|though|as|and)\s|\s(?:but|although)\s")
_RULES: tuple[tuple[Status, re.Pattern[str]], ...] = (
    (
        "denied",
        re.compile(
            r"\b(?:not|never|no longer|den(?:y|ies|ied)|rul(?:e|es|ed|ing) out|reject(?:s|ed)?|"
            r"refus(?:e|es|ed)|dismiss(?:es|ed)?)\b|n['’]t\b",
            re.IGNORECASE,
        ),
    ),
    (
        "expected",
        re.compile(
            r"\b(?:will|shall|would|(?:is|are|was|were) (?:due|set|expected|to|about|likely)|"
            r"due in|expected to|plan(?:s|ned)? to|scheduled|intends? to|headed to|going to)\b",
            re.IGNORECASE,
        ),
    ),
    ("conditional", re.compile(r"\b(?:if|unless|could|might|may|provided that)\b", re.IGNORECASE)),
    (
        "claimed",
        re.compile(
            r"\b(?:according to|sa(?:y|ys|id)|claim(?:s|ed)?|report(?:s|ed)(?! to)|told|"
            r"cit(?:ed|ing)|quoted|alleg(?:es|ed|edly)|believed)\b",
            re.IGNORECASE,
        ),
    ),
)


def status_of(sentence: str, answer: Span) -> Status:
    """The status of ``answer``, a span of ``sentence``.

    What is denied or expected must be so in the answer's own clause; who claims it may stand
    anywhere in the sentence.
    """
    low, high = 0, len(sentence)
    for match in _CLAUSE.finditer(sentence):
        if match.end() <= answer.start:
            low = match.end()
        elif match.start() >= answer.end:
            high = match.start()
            break
    clause = sentence[low:high]
    for status, rule in _RULES:
        if rule.search(sentence if status == "claimed" else clause):
            return status
    return "reported"
