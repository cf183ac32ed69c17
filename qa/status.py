"""How a sentence puts what it says: as having happened, expected, denied, conditional, claimed.

Rules over the clause that holds the answer, strongest first. Read cautiously: what might not have
happened is never taken for having happened.
"""

import re

from corpus.spans import Span
from qa.answers import Status

# Where another clause begins. "Until" does not part: what would not happen until then is denied.
_CLAUSE = re.compile(
    r"[;:—–]\s|,\s(?:but|while|although|though|as|and|so)\s|\s(?:but|although|while|whereas)\s"
    r"|,?\s(?:after|because|when|since|before)\s(?=(?:the|a|an|its|his|her|their|he|she|it|they|"
    r"[A-Z]\w+)\s)"
    r"|\sand\s(?=(?:\w+ed|said|spoke|told|gave|went|left|put|was|were|is|are|has|had|will|he|she|"
    r"it|they)\s)"
)
# A relative clause between commas, or up to the end.
_RELATIVE = re.compile(r",\s(?:who|which|whom|whose)\s[^,;]*(?:,|$|(?=[.;]))")
_NO_DENIAL = re.compile(
    r"\b(?:not only|not just|no (?:one|body) but|nobody but|none but|nothing but|not least|"
    r"whether or not|no (?:fewer|less|more|later) than|not (?:fewer|less|more) than|no doubt)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|never|no longer|nobody|no one|none|neither|nor|cannot|(?:has|have|had) yet to|"
    r"no (?:intention|plans?) (?:of|to)|refus(?:e|es|ed|ing) to|declin(?:e|es|ed|ing) to|"
    r"fail(?:s|ed)? to|unable to|unwilling to|there (?:is|was|were|are|will be) no)\b|n['’]t\b",
    re.IGNORECASE,
)
# These deny what stands after them, or what they are said of in the passive: who rules something
# out has ruled it out.
_REFUSED = re.compile(
    r"(?P<passive>\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?)?"
    r"\b(?:den(?:y|ies|ied|ying)|rul(?:e|es|ed|ing) out|reject(?:s|ed|ing)?|refus(?:es|ed|ing)|"
    r"dismiss(?:es|ed|ing)?|turn(?:s|ed|ing)? down|call(?:s|ed)? off|cancel(?:s|led|ed)|"
    r"abandon(?:s|ed)|scrap(?:s|ped)|disput(?:es|ed)|oppos(?:es|ed))\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"(?<!\bas )(?<!\beven )(?<!\bsee )(?<!\bask )(?<!\basked )(?<!\bknow )\bif\b|\bunless\b"
    r"|\bprovided that\b|\b(?:as|so) long as\b|\bon condition that\b|^\W*should\s(?!have\b)",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(r"\b(?:[Cc]ould|[Mm]ight|may|[Pp]erhaps|[Pp]ossibly)\b")  # May is a month
_EXPECTED = re.compile(
    r"\b(?:will|shall|would|(?:is|are|was|were|be|been) (?:due|set|expected|to|about|likely|"
    r"supposed|scheduled|planned|preparing|going)|due in|expected to|plan(?:s|ned|ning)? to|"
    r"planned for|scheduled|intends? to|intended to|headed (?:to|for)|going to|on (?:its|his|her|"
    r"their|the) way|prepar(?:es?|ing) to|hop(?:es?|ing) to|(?:promis|vow|pledg)(?:es|ed) to|"
    r"has until|have until|takes? office|takes? effect|takes? over|come into force|looms?|"
    r"(?:opens?|starts?|begins|meets?|closes) (?:in|on|at|next|tomorrow)|upcoming|awaits?)\b"
    r"|['’]ll\b",
    re.IGNORECASE,
)
_CLAIMED = re.compile(
    r"\b(?:according to|sa(?:y|ys|id|ying)(?! nothing)|claim(?:s|ed|ing)?|report(?:s|ed)(?! to)|"
    r"told|cit(?:es|ed|ing)|quot(?:ed|es|ing)|alleg(?:es|ed|edly)|accus(?:es|ed|ing)|"
    r"(?:is|are|was|were) (?:widely )?(?:believed|thought|understood|presumed|rumoured|rumored)|"
    r"estimates?(?= that| \d)|estimated that|count(?:s|ed)\b(?! on)|put(?:s)? [^,;.]*\bat|"
    r"spoke of|speaks? of|by [^,;.]* count|insist(?:s|ed)|argu(?:es|ed)|warn(?:s|ed)|"
    r"believes?|presumes?|reportedly|in (?:his|her|its|their) (?:view|opinion|words))\b",
    re.IGNORECASE,
)


def status_of(sentence: str, answer: Span) -> Status:
    """The status of ``answer``, a span of ``sentence``.

    What is denied or expected must be so in the answer's own clause; a condition, and who claims
    it, may stand anywhere in the sentence outside of relative clauses.
    """
    whole = _without(_RELATIVE, sentence, answer)
    low, high = _clause(whole, answer)
    clause = _NO_DENIAL.sub(lambda match: "x" * len(match[0]), whole[low:high])
    if _DENIED.search(clause) or _is_refused(clause, answer.shifted(-low)):
        return "denied"
    if _CONDITION.search(whole) or _POSSIBLE.search(clause):
        return "conditional"
    if _EXPECTED.search(clause):
        return "expected"
    return "claimed" if _CLAIMED.search(whole) else "reported"


def _without(pattern: re.Pattern[str], sentence: str, answer: Span) -> str:
    """``sentence`` with the matches that do not touch the answer blanked out, same length."""
    kept = sentence
    for match in pattern.finditer(sentence):
        start, end = match.start(), match.end()
        if end <= answer.start or answer.end <= start:
            kept = kept[:start] + " " * (end - start) + kept[end:]
        else:  # the answer's own clause is this one
            return " " * start + sentence[start:end] + " " * (len(sentence) - end)
    return kept


def _clause(sentence: str, answer: Span) -> tuple[int, int]:
    low, high = 0, len(sentence)
    for match in _CLAUSE.finditer(sentence):
        if match.end() <= answer.start:
            low = match.end()
        elif match.start() >= answer.end:
            high = match.start()
            break
    return low, high


def _is_refused(clause: str, answer: Span) -> bool:
    return any(
        match["passive"] or match.end() <= answer.start for match in _REFUSED.finditer(clause)
    )
