"""The clause of a sentence that holds an answer."""

import re

from corpus.spans import Span

# Where another clause begins. "Until" does not part: what would not happen until then is denied.
_CLAUSE = re.compile(
    r"[;:—–]\s|,\s(?:but|while|although|though|as|and|so)\s|\s(?:but|although|while|whereas)\s"
    r"|,?\s(?:after|because|when|since|before)\s(?=(?:the|a|an|its|his|her|their|he|she|it|they|"
    r"[A-Z]\w+)\s)"
    r"|\sand that\s|,\s(?:hoping|saying|adding|fearing|warning|raising|amid|despite)\s"
    r"|\sand\s(?=(?:\w+ed|said|spoke|told|gave|went|left|put|was|were|is|are|has|had|will|he|she|"
    r"it|they)\s)"
)
_NOUN_THAT = re.compile(
    r"(?<=[a-z])(?<!said)(?<!says)(?<!say)(?<!ported)(?<!ounced)(?<!nied)(?<!mised)(?<!aimed)"
    r"(?<!warned)(?<!added)(?<!lieve)(?<!ected)(?<!so)(?<!out)\sthat\s(?=(?:\w+[’']s\s)?\w+)"
)
# A relative clause between commas, or up to the end.
_RELATIVE = re.compile(r",\s(?:who|which|whom|whose|where)\s[^,;]*(?:,|$|(?=[.;]))")


def without_asides(sentence: str, answer: Span) -> str:
    """``sentence``, as long as before, with the relative clauses around ``answer`` blanked out.

    Where the answer stands in a relative clause, everything else is.
    """
    kept = sentence
    for match in _RELATIVE.finditer(sentence):
        start, end = match.start(), match.end()
        if end <= answer.start or answer.end <= start:
            kept = kept[:start] + " " * (end - start) + kept[end:]
        else:  # the answer's own clause is this one
            return " " * start + sentence[start:end] + " " * (len(sentence) - end)
    return kept


def part_of(sentence: str, answer: Span, boundary: re.Pattern[str]) -> tuple[int, int]:
    """Where the part of ``sentence`` that holds ``answer`` starts and ends.

    That is from the last ``boundary`` before the answer to the first one behind it.
    """
    low, high = 0, len(sentence)
    for match in boundary.finditer(sentence):
        if match.end() <= answer.start:
            low = match.end()
        elif match.start() >= answer.end:
            high = match.start()
            break
    return low, high


def clause_of(sentence: str, answer: Span) -> tuple[int, int]:
    """Where the clause that holds ``answer`` starts and ends."""
    low, high = part_of(sentence, answer, _CLAUSE)
    # "The last city that troops have not entered": what is said of a noun behind the answer.
    if behind := _NOUN_THAT.search(sentence, answer.end, high):
        high = behind.start()
    return low, high
