"""What held until a day that is past: "open until 5 March", asked as of April."""

import datetime
import re

from corpus.documents import Published
from corpus.spans import Span
from qa.clauses import clause_of, without_asides
from qa.dates import expressions
from qa.events import stated

_UNTIL = re.compile(
    r"\b(?:(?<!has )(?<!have )(?<!had )(?:until|till|through)"
    r"|(?:to\s)?(?:ends?|expires?|runs?\sout|lapses?|closes?|finish(?:es)?)(?:\s(?:on|at|in))?)"
    r"(?:\s(?:the\send\sof|late|midnight\son|noon\son))?\s+$",
    re.IGNORECASE,
)
# "Will not open until May" begins then.
_BEGINS = re.compile(r"\b(?:not|never|no|nobody|nothing)\b|n['’]t\b", re.IGNORECASE)
_OF_THE_PAST = re.compile(r"\b(?:was|were|did|had|until when|how long)\b", re.IGNORECASE)


def ended(
    question: str, sentence: str, answer: Span, published: Published, as_of: datetime.date | None
) -> Span | None:
    """The words of ``sentence`` that say until when its ``answer`` holds, if that day is past.

    Past is what lies before ``as_of``, the day that ``question`` is asked as of; where none is
    given, nothing is past. A day until which something does not happen ends nothing, nor does one
    that is the answer; who asks for what was is not told that it is over.
    """
    if as_of is None or _OF_THE_PAST.search(question) or stated(sentence, answer, published):
        return None
    whole = without_asides(sentence, answer)
    low, high = clause_of(whole, answer)
    for found in expressions(sentence, published):
        until = _UNTIL.search(whole, low, found.span.start)
        if (
            until
            and found.span.end <= high
            and not _BEGINS.search(whole, low, until.start())
            and found.period.to
            and found.period.to < as_of
        ):
            return Span(until.start(), found.span.end)
    return None
