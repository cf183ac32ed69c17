"""Who says so: the words of the sentence that name the claimant of an answer."""

import re

from corpus.spans import Span
from qa.clauses import part_of

_SAY = (
    r"(?:sa(?:ys?|id)|reported|counted|counts|claim(?:s|ed)|estimates|"
    r"(?<!\ban )(?<!\bAn )estimated|puts?(?! (?:on|off|up|out|an|into|together))|"
    r"insist(?:s|ed)|sp(?:oke|eaks) of|told)"
)
_ACCORDING = re.compile(r"\baccording to ([^,;.]+)", re.IGNORECASE)
_BEHIND = re.compile(rf",[”\"]?\s+([^,;.]{{2,60}}?)\s+{_SAY}\b(?!\s+that)")
_AHEAD = re.compile(rf"(?:^|[.,;]\s+|\b(?:and|but|while)\s+)([^,;.]{{2,60}}?)\s+{_SAY}\b")
_AUXILIARY = re.compile(r"\s+(?:has|have|had|also)$")
_CLAUSE = re.compile(r"[;.]\s")


def claimant(sentence: str, answer: Span) -> str:
    """Whoever the part of ``sentence`` around ``answer`` (up to a semicolon) names as its source.

    Empty where it names nobody. Rules over words: what they find is a quotation, and may be long.
    """
    low, high = part_of(sentence, answer, _CLAUSE)
    part = sentence[low:high]
    before = part[: max(0, answer.start - low)]
    for pattern, text in ((_AHEAD, before), (_ACCORDING, part), (_BEHIND, part)):
        if found := pattern.search(text):
            return _AUXILIARY.sub("", found[1].strip())
    return ""
